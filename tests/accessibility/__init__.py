# SPDX-License-Identifier: EUPL-1.2
"""The counter worked by its accessibility tree alone, as a reader of screens works it."""
