# SPDX-License-Identifier: EUPL-1.2
"""What the server decides, over ports: no store, clock, chance or network of its own."""
