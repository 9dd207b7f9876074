# SPDX-License-Identifier: EUPL-1.2
"""What travels between desk and server: pure functions and frozen messages."""
