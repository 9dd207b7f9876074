# SPDX-License-Identifier: EUPL-1.2
"""Shops: the register, a shop's page, its settlement."""
