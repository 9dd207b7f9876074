# SPDX-License-Identifier: EUPL-1.2
"""The command line: names, options and exit codes are promises (docs/surfaces)."""
