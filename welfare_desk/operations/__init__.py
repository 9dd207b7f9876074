# SPDX-License-Identifier: EUPL-1.2
"""What can happen: every change of domain rows, applied by the same code everywhere."""
