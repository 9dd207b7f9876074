# SPDX-License-Identifier: EUPL-1.2
"""The file of refused rows: the columns of the source, the row's number and why, in words."""

from __future__ import annotations

import codecs
import csv
import io
import os
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from welfare_desk.core.refusals import ImportListUnwritable
from welfare_desk.core.resources import resource_path
from welfare_desk.exchange.csv_rows import disarmed
from welfare_desk.exchange.residents import Facts, Said


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _wording() -> dict[str, dict[str, str]]:
    path = resource_path("wording", "import.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def reason_text(code: str, facts: Facts, lang: str = "it") -> str:
    """Return a reason or a warning in words; fields in its facts by their names.

    Without its facts it is the reason of many rows: dots stand for what differs.
    """
    words = _wording()
    filled = _Dots()
    for name, value in facts.items():
        known = [words.get(f"field_{each}", {}).get(lang, each) for each in str(value).split()]
        filled[name] = ", ".join(known) if name in ("field", "fields") else str(value)
    return words[code][lang].format_map(filled)


def said_text(said: Sequence[Said], lang: str = "it") -> str:
    """Return several reasons as one text."""
    return " ".join(reason_text(code, facts, lang) for code, facts in said)


class RowsFile:
    """A CSV of rows with what is said of each, for this user alone; written on, never anew.

    UTF-8 with its mark and semicolons, so that a spreadsheet opens it by a double click;
    whatever a spreadsheet would run begins with an apostrophe.
    """

    def __init__(self, path: Path, header: Sequence[str], said: str, at: int) -> None:
        self.path = path
        self._width = len(header)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            self._file = os.fdopen(handle, "r+b")
            self._file.truncate(at)
            self._file.seek(at)
        except OSError as error:
            raise ImportListUnwritable(why=error.strerror or type(error).__name__) from None
        self._length = self._kept = at
        self._fresh = at == 0
        self._heading = [*header, "Riga", said]

    @staticmethod
    def is_there(path: Path, length: int) -> bool:
        """Tell whether a file that was written so far can be written on."""
        try:
            return path.stat().st_size >= length
        except OSError:
            return length == 0

    def write(self, cells: Sequence[str], line: int, text: str) -> None:
        """Add a row; what does not fit under the heading stands in the last cell of it."""
        shown = [*cells[: self._width], *[""] * (self._width - len(cells))]
        if len(cells) > self._width and shown:
            shown[-1] = " | ".join(cells[self._width - 1 :])
        if self._fresh:
            self._put(codecs.BOM_UTF8 + _line(self._heading))
            self._fresh = False
        self._put(_line([*shown, str(line), text]))

    def keep(self) -> int:
        """Bring what was written to the disk; return the length."""
        if self._length == self._kept:
            return self._length
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise ImportListUnwritable(why=error.strerror or type(error).__name__) from None
        self._kept = self._length
        return self._length

    def close(self) -> None:
        """Close the file; one that holds nothing is taken away."""
        self._file.close()
        if not self._length:
            self.path.unlink(missing_ok=True)

    def _put(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise ImportListUnwritable(why=error.strerror or type(error).__name__) from None
        self._length += len(data)


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(
        [disarmed(cell.replace("\0", "␀")) for cell in cells]
    )
    return out.getvalue().encode("utf-8", "replace")
