# SPDX-License-Identifier: EUPL-1.2
"""Oggi: the start screen and the panel «Adesso»."""
