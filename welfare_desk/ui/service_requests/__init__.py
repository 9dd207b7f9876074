# SPDX-License-Identifier: EUPL-1.2
"""Asking for services without a calendar, and telling the answers."""
