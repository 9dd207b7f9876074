# SPDX-License-Identifier: EUPL-1.2
"""Where records are stored: engines, load and save, queries, search, migrations."""
