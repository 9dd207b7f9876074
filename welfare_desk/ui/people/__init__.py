# SPDX-License-Identifier: EUPL-1.2
"""The person page and the intake form."""
