# SPDX-License-Identifier: EUPL-1.2
"""A list as the workbook that a spreadsheet program would save: shared texts, dates as dates."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="{_KIND}{kind}+xml"/>'
            for name, kind in (
                ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"),
                ("styles", "styles"), ("sharedStrings", "sharedStrings"),
            )
        ) + "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>'
        '<sheet name="Residenti" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{at}" Type="{_REL}/{kind}" Target="{target}.xml"/>'
            for at, (kind, target) in enumerate(
                (("worksheet", "worksheets/sheet1"), ("styles", "styles"),
                 ("sharedStrings", "sharedStrings")), 1,
            )
        ) + "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill>'
        '<patternFill/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}  # fmt: skip
_DAY_ZERO = date(1899, 12, 30)


def as_sheet(file: Path, dates: str) -> Path:
    """Write a list in cp1252 as a workbook beside it; ``dates`` is the heading of the dates."""
    path = file.with_suffix(".xlsx")
    texts: dict[str, int] = {}
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        for name, text in _PARTS.items():
            book.writestr(name, _HEAD + text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            size = f'<dimension ref="A1:Z{count}"/>'
            sheet.write(f"{_HEAD}<worksheet {_MAIN}>{size}<sheetData>".encode())
            for row in _rows(file, dates, texts):
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as shared:
            shared.write(f"{_HEAD}<sst {_MAIN}>".encode())
            for text in texts:
                shared.write(f"<si><t>{escape(text)}</t></si>".encode())
            shared.write(b"</sst>")
    return path


def _rows(file: Path, dates: str, texts: dict[str, int]) -> Iterator[str]:
    with file.open(encoding="cp1252", newline="") as lines:
        at = -1
        for number, row in enumerate(csv.reader(lines, delimiter=";"), 1):
            if number == 1:
                at = row.index(dates)
            cells = []
            for column, text in enumerate(row):
                place = f"{chr(65 + column)}{number}"
                if column == at and number > 1:
                    day, month, year = map(int, text.split("/"))
                    days = (date(year, month, day) - _DAY_ZERO).days
                    cells.append(f'<c r="{place}" s="1"><v>{days}</v></c>')
                elif text:
                    shared = texts.setdefault(text, len(texts))
                    cells.append(f'<c r="{place}" t="s"><v>{shared}</v></c>')
            yield f'<row r="{number}">{"".join(cells)}</row>'
