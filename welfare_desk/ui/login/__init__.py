# SPDX-License-Identifier: EUPL-1.2
"""Log-in, lock, change of operator, first PIN."""
