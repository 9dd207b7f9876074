# SPDX-License-Identifier: EUPL-1.2
"""Calls of a day: whom to phone, about what, and what came of it."""
