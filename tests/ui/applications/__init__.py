# SPDX-License-Identifier: EUPL-1.2
"""Pages of applications at the real window."""
