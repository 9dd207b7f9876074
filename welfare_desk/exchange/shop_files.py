# SPDX-License-Identifier: EUPL-1.2
"""A shop's list of purchases, CSV or XLSX: what each row says, and the result written back."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from welfare_desk.core.dates import parse_date
from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import (
    DeskError,
    ImportColumnsMissing,
    ImportEmpty,
    ImportTooLarge,
    ImportUnreadable,
)
from welfare_desk.core.text import fold
from welfare_desk.exchange import residents_sheet
from welfare_desk.exchange.csv_rows import read_table, write_table

MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 50_000
_COLUMNS: Final = {
    "card": ("tessera", "buono", "numero", "numero tessera", "numero buono", "card", "voucher",
             "codice", "code"),
    "amount": ("importo", "amount", "totale", "valore", "euro"),
    "on": ("data", "giorno", "date", "data scontrino"),
    "ref": ("riferimento", "scontrino", "ricevuta", "reference", "numero scontrino", "id"),
}  # fmt: skip
_NEEDED: Final = ("card", "amount")


class ShopLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a shop's list, as far as it can be read."""

    line: int
    cells: tuple[str, ...]
    card: str = ""
    amount_cents: int = 0
    on: datetime.date | None = None
    ref: str = ""
    """The shop's own reference; without one the row stands for itself."""
    code: str = ""
    """Why it cannot be read, or nothing."""


class ShopList(msgspec.Struct, frozen=True, kw_only=True):
    """A shop's list."""

    sha256: str
    columns: tuple[str, ...]
    lines: tuple[ShopLine, ...]


def read_list(path: Path, today: datetime.date) -> ShopList:
    """Return a shop's list.

    Refused with ``ImportUnreadable``, ``ImportTooLarge``, ``ImportEmpty``, ``ImportNotAList``
    and ``ImportColumnsMissing``; a row that cannot be read keeps the reason.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportUnreadable(why=type(error).__name__) from None
    if len(data) > MOST_BYTES:
        raise ImportTooLarge(what="unpacked")
    table = _sheet(path) if data.startswith(b"PK") else _text(data)
    if not table:
        raise ImportEmpty()
    if len(table) > MOST_ROWS + 1:
        raise ImportTooLarge(what="line")
    (_, columns), *rows = table
    places = _places(columns)
    lines = tuple(_line(number, cells, places, today) for number, cells in rows)
    if not lines:
        raise ImportEmpty()
    return ShopList(sha256=hashlib.sha256(data).hexdigest(), columns=columns, lines=lines)


def write_result(
    path: Path, what: ShopList, told: Sequence[tuple[str, str]], headings: tuple[str, str]
) -> None:
    """Write the shop's own rows with what became of each; refused with ``ImportUnreadable``."""
    rows = (
        (*_filled(line.cells, len(what.columns)), *said)
        for line, said in zip(what.lines, told, strict=True)
    )
    data = write_table((*what.columns, *headings), rows)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ImportUnreadable(why=type(error).__name__) from None


def _filled(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _sheet(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    return [(n, cells) for n, cells in residents_sheet.rows(path, 60) if any(cells)]


def _text(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    table = read_table(data)
    if not table.columns:
        return []
    rows = [
        (row.line, tuple(row.cells.get(column, "") for column in table.columns))
        for row in table.rows
    ]
    return [(1, table.columns), *rows]


def _places(columns: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, column in enumerate(columns):
        for field, names in _COLUMNS.items():
            if field not in found and fold(column) in names:
                found[field] = place
                break
    missing = [field for field in _NEEDED if field not in found]
    if missing:
        raise ImportColumnsMissing(missing=", ".join(missing))
    return found


def _line(
    number: int, cells: tuple[str, ...], places: dict[str, int], today: datetime.date
) -> ShopLine:
    def cell(field: str) -> str:
        place = places.get(field, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    line = ShopLine(line=number, cells=cells, card=cell("card"), ref=cell("ref")[:40])
    try:
        cents = parse_euro(cell("amount"))
        on = _day(cell("on"), today) if cell("on") else None
    except DeskError as refusal:
        return msgspec.structs.replace(line, code=refusal.code)
    return msgspec.structs.replace(line, amount_cents=cents, on=on)


def _day(text: str, today: datetime.date) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return parse_date(text, today)
