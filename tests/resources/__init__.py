# SPDX-License-Identifier: EUPL-1.2
"""What travels with the program beside its code."""
