# SPDX-License-Identifier: EUPL-1.2
"""The training mode: its banner, its exercises, the codes to scan."""
