# SPDX-License-Identifier: EUPL-1.2
"""Importing a list of residents at the window."""
