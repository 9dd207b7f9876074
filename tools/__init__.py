# SPDX-License-Identifier: EUPL-1.2
"""What keeps the house in order, beside the program."""
