# SPDX-License-Identifier: EUPL-1.2
"""Lists as CSV: read as offices send them, written so that a spreadsheet runs nothing."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from welfare_desk.core.text import fold

DELIMITERS = (";", ",", "\t")

Flaw = Literal["", "too_few", "too_many", "unreadable"]

_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NEGATIVE = re.compile(r"-[0-9]+([.,][0-9]+)?")
_LOST = "\ufffd"


class Row(msgspec.Struct, frozen=True):
    """One line of a list: where it begins in the file, its cells by column, what is wrong.

    With a ``flaw`` the cells that could be read are there all the same; ``unreadable`` has
    letters that no encoding explains, or stands where the rest of the file is not CSV.
    """

    line: int
    cells: dict[str, str]
    flaw: Flaw = ""


class Table(msgspec.Struct, frozen=True):
    """A list as it was read; ``columns`` are its headings folded for comparison."""

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes) -> Table:
    """Return the rows of a CSV file; nothing in it is refused as a whole.

    UTF-8, with or without its mark, Windows-1252 and UTF-16 are told apart; semicolon,
    comma or tab by the heading.  A heading met twice gets a number, an empty one its
    place.  Empty lines are left out, cells are trimmed, and the apostrophe that
    ``write_table`` put before a formula is taken away again.
    """
    text, encoding = _decoded(data)
    text, delimiter = _delimited(text)
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for line, cells in _lines(text, delimiter):
        if cells is None:
            rows.append(Row(line, {}, "unreadable"))
        elif not any(cells):
            continue
        elif not columns:
            columns = _columns(cells)
        else:
            rows.append(_row(line, columns, cells))
    return Table(encoding, delimiter, columns, tuple(rows))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a file that Italian spreadsheets open by a double click.

    UTF-8 with its mark, semicolons, lines ended by CR LF; what a spreadsheet would run or
    turn into a number with an exponent (a telephone number with +) begins with an
    apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([disarmed(column) for column in columns])
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def disarmed(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula; negative numbers stay.

    A cell that already begins with apostrophes and a sign gets one more, so ``armed`` gives
    back exactly what was written.
    """
    if _FORMULA.match(cell.lstrip("' \u00a0")) and not _NEGATIVE.fullmatch(cell):
        return "'" + cell
    return cell


def armed(cell: str) -> str:
    """Return the cell as it was before ``disarmed``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell.lstrip("' \u00a0")) else cell


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _delimited(text: str) -> tuple[str, str]:
    """Return the text without a ``sep=`` line, and the delimiter."""
    first, _, rest = text.lstrip("\r\n").partition("\n")
    if first.lower().startswith("sep=") and first[4:5] in DELIMITERS:
        return rest, first[4]
    bare = re.sub(r'"[^"]*"', "", first)
    return text, max(DELIMITERS, key=bare.count)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Give each record with the line it begins on; nothing in place of what is not CSV."""
    # Line ends are the reader's own work: inside quotes they belong to the cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            return
        yield line, [armed(cell.strip(" \t\u00a0")) for cell in cells]
        line = reader.line_num + 1


def _columns(cells: list[str]) -> tuple[str, ...]:
    columns: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = fold(cell) or str(place)
        times = sum(1 for other in columns if other.partition(" #")[0] == name)
        columns.append(f"{name} #{times + 1}" if times else name)
    return tuple(columns)


def _row(line: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    flaw: Flaw = ""
    if any(_LOST in cell or "\0" in cell for cell in cells):
        flaw = "unreadable"
    elif len(cells) < len(columns):
        flaw = "too_few"
    elif any(cells[len(columns) :]):
        flaw = "too_many"
    return Row(line, dict(zip(columns, cells, strict=False)), flaw)
