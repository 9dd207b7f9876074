# SPDX-License-Identifier: EUPL-1.2
"""What is stored: one aggregate a file, its frozen record and its table."""
