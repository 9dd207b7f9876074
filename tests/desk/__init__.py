# SPDX-License-Identifier: EUPL-1.2
"""The counter's front door on a real encrypted store."""
