# SPDX-License-Identifier: EUPL-1.2
"""Closing the day, and safety copies."""
