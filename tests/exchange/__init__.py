# SPDX-License-Identifier: EUPL-1.2
"""Lists from offices, and the sample people."""
