# SPDX-License-Identifier: EUPL-1.2
"""Welfare Desk: the front-desk program for social services."""

__version__ = "0.1.0"
