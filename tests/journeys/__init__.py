# SPDX-License-Identifier: EUPL-1.2
"""Operator stories as real processes: server, desks, encrypted stores, HTTP."""
