# SPDX-License-Identifier: EUPL-1.2
"""The documents say what is there: links, commands, names, worked examples."""
