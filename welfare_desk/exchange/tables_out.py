# SPDX-License-Identifier: EUPL-1.2
"""Tables that leave as CSV or XLSX; no cell is ever taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence

import msgspec

from welfare_desk.exchange.csv_rows import disarmed, write_table


class TableOut(msgspec.Struct, frozen=True):
    """A table with its heading; amounts stand as text with a comma."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> bytes:
        """Return it as Italian spreadsheets open it."""
        return write_table(self.columns, self.rows)

    def xlsx(self) -> bytes:
        """Return it as a workbook of one sheet, every cell as text."""
        from openpyxl import Workbook  # a quarter of a second to load

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = self.title[:31]
        for row in (self.columns, *self.rows):
            sheet.append([disarmed(cell) for cell in row])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()


def amount(cents: int) -> str:
    """Return cents as a spreadsheet adds them up: ``1234,50``."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    return f"{sign}{whole},{part:02d}"


def joined(title: str, tables: Sequence[TableOut]) -> TableOut:
    """Return several tables one below the other, with an empty row between."""
    width = max(len(each.columns) for each in tables)
    rows: list[tuple[str, ...]] = []
    for place, each in enumerate(tables):
        if place:
            rows += [("",) * width, _wide((each.title,), width), _wide(each.columns, width)]
        rows += [_wide(row, width) for row in each.rows]
    return TableOut(title, _wide(tables[0].columns, width), tuple(rows))


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))
