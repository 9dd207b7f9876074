# SPDX-License-Identifier: EUPL-1.2
"""A municipality's list of residents as a file: what it is, and its rows one after the other.

A file is read in pieces from beginning to end, never whole: a line, a column count or a
compressed sheet beyond any list of people refuses it before its rows are touched.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from welfare_desk.core.refusals import (
    ImportEmpty,
    ImportNotAList,
    ImportTooLarge,
    ImportUnreadable,
)
from welfare_desk.exchange import residents_sheet
from welfare_desk.exchange.csv_rows import DELIMITERS, armed
from welfare_desk.exchange.residents_words import heading_words, looks_like_data

Flaw = Literal["", "too_few", "too_many", "unreadable"]

MAX_LINE = 1_000_000
"""Letters of a line; a list of people has some hundreds."""
MAX_COLUMNS = 300
MAX_CELL = 20_000
SAMPLE = 200
"""So many rows show what a column holds."""
_PIECE = 1 << 20
_HEADING_WITHIN = 25
"""A title and an address may stand above the heading."""
_LINES_OF_A_CELL = 20
_LOST = "�"
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f"))
_STRANGE_SHARE = 0.01
"""A text has hardly any control character; what has more is no text."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_STRANGE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")


class SourceRow(msgspec.Struct, frozen=True, array_like=True):
    """A row as it stands in the file: where it begins, its cells, what is wrong with its form."""

    line: int
    cells: tuple[str, ...]
    flaw: Flaw = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is a list: how it is written, its heading, about how many rows it has."""

    path: str
    kind: Literal["csv", "xlsx"]
    sha256: str
    rows: int
    """As many at most, until they are read; of a spreadsheet what it says of itself."""
    made_at: int
    """When the file was last written, microseconds UTC."""
    header: tuple[str, ...]
    first_row: int
    """How many rows stand above the people: the heading and what is above it."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


class _Scan(msgspec.Struct, frozen=True):
    sha256: str
    lines: int
    encoding: str


def open_source(path: Path) -> Source:
    """Return what the file is; nothing of it is stored.

    Refused with ``ImportUnreadable`` (a folder, no right to read), ``ImportNotAList``,
    ``ImportTooLarge`` and ``ImportEmpty``.
    """
    try:
        made_at = path.stat().st_mtime_ns // 1000
        with path.open("rb") as file:
            return _opened(path, file, made_at)
    except OSError as error:
        raise ImportUnreadable(why=error.strerror or type(error).__name__) from None


def _opened(path: Path, file: BufferedReader, made_at: int) -> Source:
    start = file.read(8)
    if not start:
        raise ImportEmpty()
    if start.startswith(_OLD_OFFICE):
        raise ImportNotAList(what="xls")
    if start.startswith(b"PK"):
        sheet = residents_sheet.look(path, MAX_COLUMNS)
        source = Source(
            path=str(path), kind="xlsx", sha256=_digest(file), rows=sheet.rows, made_at=made_at,
            header=(), first_row=0, sheet=sheet.name,
        )  # fmt: skip
        return _with_heading(source)
    if start.startswith(_STRANGE):
        raise ImportNotAList(what="other")
    scan = _scan(file)
    source = Source(
        path=str(path), kind="csv", sha256=scan.sha256, rows=scan.lines, made_at=made_at,
        header=(), first_row=0, encoding=scan.encoding,
    )  # fmt: skip
    delimiter = _delimiter(source)
    return _with_heading(msgspec.structs.replace(source, delimiter=delimiter))


def rows_of(source: Source, *, skip: int = 0) -> Iterator[SourceRow]:
    """Give the rows below the heading, without the first ``skip`` and without empty ones.

    Cells are trimmed; those of a row with a ``flaw`` are what could be read of it.
    """
    width = len(source.header)
    for row in islice(_raw(source), source.first_row + skip, None):
        yield row if row.flaw else _fitted(row, width, source.kind)


def sample_of(source: Source) -> list[SourceRow]:
    """Return the first rows, for the eye and for guessing columns."""
    return list(islice(rows_of(source), SAMPLE))


def unchanged(source: Source) -> bool:
    """Tell whether the file still is what it was when it was opened."""
    try:
        with Path(source.path).open("rb") as file:
            return _digest(file) == source.sha256
    except OSError:
        return False


def _digest(file: BufferedReader) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _scan(file: BufferedReader) -> _Scan:
    """Read a text once: its digest, its lines, and which letters its bytes are.

    By evidence: bytes that only UTF-8 explains against bytes that it does not.
    """
    file.seek(0)
    start = file.read(4)
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), "")
    file.seek(0)
    digest = hashlib.sha256()
    lines = right = wrong = strange = size = 0
    rest = last = b""
    while piece := file.read(_PIECE):
        digest.update(piece)
        ends = piece.count(b"\n") or piece.count(b"\r")
        if not ends and len(piece) == _PIECE:
            raise ImportTooLarge(what="line")
        lines += ends
        last = piece[-2:]
        size += len(piece)
        strange += len(piece) - len(piece.translate(None, _CONTROL))
        if piece.isascii() and not rest:
            continue
        whole, rest = _cut(rest + piece)
        fits = _MULTIBYTE.findall(whole)
        right += len(fits)
        wrong += len(_HIGH.findall(whole)) - sum(map(len, fits))
    wrong += len(_HIGH.findall(rest))
    if strange > size * _STRANGE_SHARE and marked != "utf-16":
        raise ImportNotAList(what="other")
    # The last line counts also where nothing ends it.
    lines += not last.strip(b"\0").endswith((b"\n", b"\r"))
    encoding = marked or ("utf-8" if not wrong or right > wrong else "cp1252")
    return _Scan(digest.hexdigest(), lines, encoding)


def _cut(piece: bytes) -> tuple[bytes, bytes]:
    """Part a piece before a letter that may go on in the next one."""
    for back in range(1, min(4, len(piece)) + 1):
        if piece[-back] >= 0xC0:
            return piece[:-back], piece[-back:]
        if piece[-back] < 0x80:
            break
    return piece, b""


def _delimiter(source: Source) -> str:
    """Return what parts the cells: the mark that parts the first lines alike, most of all."""
    lines = [line for line in islice(_text_lines(source), 30) if line.strip()]
    if not lines:
        raise ImportEmpty()
    if lines[0].lower().startswith("sep=") and lines[0][4:5] in DELIMITERS:
        return lines[0][4]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]

    def parts(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in bare]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count), count))
        return (counts.count(usual) if usual else 0), usual

    return max(DELIMITERS, key=parts)


def _with_heading(source: Source) -> Source:
    """Return the source with the row that names its columns, or with numbers in its place."""
    first = list(islice(_raw(source), _HEADING_WITHIN))
    if not first:
        raise ImportEmpty()
    known = [heading_words(row.cells) for row in first]
    best = max(range(len(first)), key=lambda place: known[place])
    if known[best] >= 2 or not looks_like_data(first[0].cells):
        place = best if known[best] >= 2 else 0
        header, first_row = first[place].cells, place + 1
    else:
        header, first_row = tuple(f"Colonna {n + 1}" for n in range(len(first[0].cells))), 0
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MAX_COLUMNS:
        raise ImportTooLarge(what="columns")
    found = msgspec.structs.replace(source, header=header, first_row=first_row)
    if next(rows_of(found), None) is None:
        raise ImportEmpty()
    return found


def _fitted(row: SourceRow, width: int, kind: str) -> SourceRow:
    """Return the row with as many cells as the heading, or with what is wrong with it.

    A spreadsheet does not keep empty cells at a row's end.  In a text a row that is too short
    is usually half of a broken one.
    """
    cells = row.cells
    if any(len(cell) > MAX_CELL for cell in cells):
        return SourceRow(row.line, tuple(cell[:MAX_CELL] for cell in cells), "unreadable")
    if any(_LOST in cell for cell in cells):
        return SourceRow(row.line, cells, "unreadable")
    if len(cells) > width:
        spare = any(cells[width:])
        return SourceRow(row.line, cells if spare else cells[:width], "too_many" if spare else "")
    if len(cells) < width:
        filled = cells + ("",) * (width - len(cells))
        return SourceRow(row.line, filled, "" if kind == "xlsx" else "too_few")
    return row


def _raw(source: Source) -> Iterator[SourceRow]:
    """Give every row that is not empty."""
    if source.kind == "xlsx":
        for number, cells in residents_sheet.rows(Path(source.path), MAX_COLUMNS):
            if any(cells):
                yield SourceRow(number, cells)
        return
    for row in _csv_rows(source):
        if row.flaw or any(row.cells):
            yield row


def _text_lines(source: Source) -> Iterator[str]:
    with Path(source.path).open(encoding=source.encoding, errors="replace", newline=None) as file:
        while line := file.readline(MAX_LINE + 1):
            if len(line) > MAX_LINE:
                raise ImportTooLarge(what="line")
            yield line


def _csv_rows(source: Source) -> Iterator[SourceRow]:
    """Part lines into cells; a quote that is never closed costs its own line alone."""
    lines = enumerate(_text_lines(source), start=1)
    mark = source.delimiter
    waiting: list[tuple[int, str]] = []
    while True:
        number, line = waiting.pop(0) if waiting else next(lines, (0, ""))
        if not number:
            return
        if number == 1 and line.lower().startswith("sep="):
            continue
        if '"' not in line:
            yield SourceRow(number, _trimmed(line.rstrip("\n").split(mark)))
            continue
        taken = [line]
        cells = _parted(taken, mark)
        while cells is None and len(taken) < _LINES_OF_A_CELL:
            more = waiting.pop(0) if waiting else next(lines, None)
            if more is None:
                break
            taken.append(more[1])
            cells = _parted(taken, mark)
        if cells is None:
            waiting[:0] = list(enumerate(taken[1:], start=number + 1))
            yield SourceRow(number, _trimmed(line.rstrip("\n").split(mark)), "unreadable")
        else:
            yield SourceRow(number, _trimmed(cells))


def _parted(taken: Sequence[str], mark: str) -> list[str] | None:
    """Return the cells of a record, or nothing while a quote is open."""
    try:
        found = list(csv.reader(taken, delimiter=mark, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple([armed(cell.strip(" \t\u00a0")) for cell in cells])
