# SPDX-License-Identifier: EUPL-1.2
"""The table of texts of a workbook, read only as far as cells ask for it, in little room.

The library's own makes an object of every text before the first row: half a gigabyte and half
a minute for a million people, also where only the first rows are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import IO, Any

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ITEM, _TEXT, _RUN = f"{_MAIN}si", f"{_MAIN}t", f"{_MAIN}r"


class Texts:
    """Gives the text of a place in the table; raises ``IndexError`` where there is none."""

    def __init__(self, source: IO[bytes]) -> None:
        self._found = _texts(source)
        self._letters = bytearray()
        self._starts = array("Q", [0])

    def __getitem__(self, at: int) -> str:
        if at < 0:
            raise IndexError(at)
        while at + 1 >= len(self._starts):
            text = next(self._found, None)
            if text is None:
                raise IndexError(at)
            self._letters += text.encode("utf-8", "surrogatepass")
            self._starts.append(len(self._letters))
        part = self._letters[self._starts[at] : self._starts[at + 1]]
        return part.decode("utf-8", "surrogatepass")


def open_book(file: IO[bytes]) -> Any:
    """Return a workbook of which rows and texts are read as they are asked for."""
    from openpyxl.reader.excel import ExcelReader  # a quarter of a second to load
    from openpyxl.xml.constants import SHARED_STRINGS

    # Its types do not know that the reading of texts may be replaced.
    reader: Any = ExcelReader(file, read_only=True, data_only=True, keep_links=False)

    def read_strings() -> None:
        part = reader.package.find(SHARED_STRINGS)
        if part is not None:
            reader.shared_strings = Texts(reader.archive.open(part.PartName[1:]))

    reader.read_strings = read_strings
    reader.read()
    return reader.wb


def _texts(source: IO[bytes]) -> Iterator[str]:
    from openpyxl.xml.functions import iterparse

    root: Any = None
    for event, node in iterparse(source, events=("start", "end")):
        if root is None:
            root = node
        elif event == "end" and node.tag == _ITEM:
            # As the library reads them, the escaped underscore too.
            yield "".join(_said(node)).replace("x005F_", "")
            root.clear()


def _said(item: Any) -> Iterator[str]:
    """The text itself or its runs; how it is pronounced is left out."""
    for child in item:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _RUN:
            yield from (part.text or "" for part in child.findall(_TEXT))
