# SPDX-License-Identifier: EUPL-1.2
"""Funds: what is left, issued, used and expiring."""
