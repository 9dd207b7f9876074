# SPDX-License-Identifier: EUPL-1.2
"""A table of a report in figures, whatever it is shown on."""

from __future__ import annotations

import msgspec


class ReportTable(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a name and its figures, as text; ``sums`` numbers the columns set in bold."""

    title: str
    """Stands above the names."""
    columns: tuple[str, ...]
    """What stands above each column of figures."""
    rows: tuple[tuple[str, ...], ...] = ()
    said: str = ""
    """A sentence below the rows, or in their place."""
    sums: tuple[int, ...] = ()
    last_is_sum: bool = False
