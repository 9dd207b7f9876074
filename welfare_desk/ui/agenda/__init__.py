# SPDX-License-Identifier: EUPL-1.2
"""Booking a place, moving it, cancelling it."""
