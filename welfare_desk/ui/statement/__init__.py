# SPDX-License-Identifier: EUPL-1.2
"""A provider's month in figures."""
