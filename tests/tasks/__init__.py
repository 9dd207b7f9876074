# SPDX-License-Identifier: EUPL-1.2
"""The tasks of the counter played through the real window, every key and scan counted."""
