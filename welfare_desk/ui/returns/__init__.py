# SPDX-License-Identifier: EUPL-1.2
"""Rientri: what shops bring, read piece by piece."""
