# SPDX-License-Identifier: EUPL-1.2
"""Real faults on the real program: killed, cut off, lied to, out of disk."""
