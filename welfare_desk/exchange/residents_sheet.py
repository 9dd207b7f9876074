# SPDX-License-Identifier: EUPL-1.2
"""The first sheet of an XLSX file, row by row.

``openpyxl`` in its reading mode parses the sheet's XML as it comes; why it and no faster one:
docs/adr/0015-spreadsheets-are-read-as-they-come.md.
"""

from __future__ import annotations

import datetime
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from welfare_desk.core.refusals import ImportEmpty, ImportNotAList, ImportTooLarge
from welfare_desk.exchange.residents_texts import open_book

MAX_PART = 1 << 31
"""Bytes of an unpacked sheet: a million rows of twenty columns take half of it."""
MAX_TEXTS = 200_000_000
"""Bytes of the unpacked table of texts, which a reader keeps in memory."""
MAX_OTHER = 20_000_000
_MAX_RATIO = 100
"""Sheets pack ten to twenty times; more is made to fill a memory."""
_SMALL = 4_000_000
_BOOK = "xl/workbook.xml"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, EOFError, OSError,
)  # fmt: skip
"""What the library raises inside a broken sheet."""


class Sheet(msgspec.Struct, frozen=True):
    """A sheet's name and how many rows it says it has."""

    name: str
    rows: int


def look(path: Path, max_columns: int) -> Sheet:
    """Return the sheet that ``rows`` reads.

    Refused with ``ImportNotAList`` for another kind of archive, ``ImportTooLarge`` for what
    unpacks beyond any list and ``ImportEmpty`` without a sheet.
    """
    _check(path)
    with _opened(path) as book:
        sheet = _first(book)
        return Sheet(str(sheet.title), int(sheet.max_row or 0))


def rows(path: Path, max_columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the number and the cells of every row as texts; dates as ``yyyy-mm-dd``.

    Of a formula its last result is read, never the formula.  Refused with
    ``ImportTooLarge`` for a row of more than ``max_columns`` cells.
    """
    with _opened(path) as book:
        sheet = _first(book)
        # A sheet may say any size of itself; what counts is what is there.
        sheet.reset_dimensions()
        found = enumerate(sheet.iter_rows(values_only=True), start=1)
        while True:
            try:
                number, cells = next(found)
            except StopIteration:
                return
            except _BROKEN as error:
                raise ImportNotAList(what="broken") from error
            texts = [_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if len(texts) > max_columns:
                raise ImportTooLarge(what="columns")
            yield number, tuple(texts)


def _check(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ImportNotAList(what="broken") from error
    names = {part.filename for part in parts}
    if _BOOK not in names:
        raise ImportNotAList(what="ods" if "content.xml" in names else "other")
    if len(parts) > 10_000:
        raise ImportTooLarge(what="unpacked")
    for part in parts:
        limit = MAX_OTHER
        if part.filename.startswith("xl/worksheets/"):
            limit = MAX_PART
        elif part.filename.endswith("sharedStrings.xml"):
            limit = MAX_TEXTS
        packed = max(1, part.compress_size)
        if part.flag_bits & 0x1:
            raise ImportNotAList(what="locked")
        if part.file_size > limit or (
            part.file_size > _SMALL and part.file_size / packed > _MAX_RATIO
        ):
            raise ImportTooLarge(what="unpacked")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # Given as an open file: by its name the library would go by the ending.
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings():
                # It warns of styles and extensions that say nothing about people.
                warnings.simplefilter("ignore")
                book = open_book(file)
        # The library raises whatever a broken part makes of it: KeyError, TypeError, its own.
        except Exception as error:
            raise ImportNotAList(what="broken") from error
        try:
            yield book
        finally:
            book.close()


def _first(book: Any) -> Any:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise ImportEmpty()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip(" \t\u00a0")
    if isinstance(cell, bool):
        return "sì" if cell else "no"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
