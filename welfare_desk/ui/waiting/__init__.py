# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists: who waits, whom a free place would go to, one turn, joining."""
