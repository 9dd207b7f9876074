# SPDX-License-Identifier: EUPL-1.2
"""Where rows are stored: engines, load and save, journal, rights, search, migrations."""
