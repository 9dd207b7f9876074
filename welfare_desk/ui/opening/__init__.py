# SPDX-License-Identifier: EUPL-1.2
"""From the start of the program to an open desk: first run, opening, refusals at start."""
