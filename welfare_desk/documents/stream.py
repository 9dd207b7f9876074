# SPDX-License-Identifier: EUPL-1.2
"""A ReportLab canvas that writes each page to the file at once and forgets it.

ReportLab keeps every object of a document until it is saved; a hundred thousand cards
would need gigabytes.  Here a finished page, with the images only it uses, goes straight
to the file and leaves behind eight bytes of offset for each object.
"""

from __future__ import annotations

import math
from array import array
from typing import Any, BinaryIO, Final, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.documents import watermark
from welfare_desk.documents.fonts import BOLD, INITIAL, ensure_fonts, unit_width

_WASH, _LIGHT_WASH = 0.22, 0.34
"""How much of the watermark's ink lies on the page: what is below stays readable, codes too."""
_ACROSS: Final = 0.86
"""How much of a page's diagonal the watermark takes."""
_LARGEST: Final = 64.0
"""Points of the watermark's type at most."""


class PlainInfo(pdfdoc.PDFInfo):
    """Metadata without dates: no clock here, and two prints of one paper are equal."""

    def format(self, document: Any) -> Any:
        """Return title, author and producer only."""
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Author": pdfdoc.PDFString(self.author),
            "Producer": pdfdoc.PDFString("Welfare Desk"),
        }
        return pdfdoc.PDFDictionary(entries).format(document)


class _Pages(pdfdoc.PDFPages):
    """The page tree as plain object numbers, in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = array("L")

    def format(self, document: Any) -> bytes:
        kids = " ".join(f"{number} 0 R" for number in self.numbers)
        return f"<< /Type /Pages /Count {len(self.numbers)} /Kids [ {kids} ] >>\n".encode()


def document_of(canvas: Canvas) -> Any:
    """Return ReportLab's document behind a canvas, which its types leave out."""
    return cast(Any, canvas)._doc


def code_of(canvas: Canvas) -> list[str]:
    """Return the drawing operators of the page so far; appending draws."""
    return cast("list[str]", cast(Any, canvas)._code)


class StreamCanvas(Canvas):
    """A canvas with paper fonts; ``showPage`` writes the page, ``save`` the rest.

    Forms are written with the first page that follows them and may be used on any
    later page, but cannot be defined anew under the same name.
    """

    def __init__(
        self, file: BinaryIO, size: tuple[float, float], *, title: str, author: str, lang: str
    ) -> None:
        ensure_fonts()
        super().__init__(
            file,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            initialFontName=INITIAL,  # type: ignore[arg-type] # the stubs call a name a number
            lang=lang,
        )
        document_of(self).info = PlainInfo()
        self.setTitle(title)
        self.setAuthor(author)
        self.setViewerPreference("PrintScaling", "None")
        self.setViewerPreference("DisplayDocTitle", "true")
        self._file = file
        self._pages = _Pages()
        doc = document_of(self)
        doc.Pages = doc.Catalog.Pages = self._pages
        doc.Reference(self._pages)
        self._kept = set(doc.numberToId.values())
        self._offsets = array("Q", [0])
        self._next = 1
        self._written = 0
        self._write(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % doc._pdfVersion)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Write the page and drop it."""
        doc = document_of(self)
        name = doc.thisPageName()
        if watermark.words():
            self._mark(watermark.words())
        super().showPage()
        # Deflated only: ReportLab would blow it up again to printable characters.
        page = doc.idToObject[name]
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
        self._pages.pages.clear()
        self._pages.numbers.append(doc.idToObjectNumberAndVersion[name][0])
        self._flush()

    def _mark(self, text: str) -> None:
        """Write words along the rising diagonal, over all that the page holds."""
        width, height = self._pagesize  # type: ignore[attr-defined] # left out of the stubs
        room = math.hypot(width, height) * _ACROSS
        size = min(_LARGEST, room / unit_width(text, BOLD))
        self.saveState()
        self.translate(width / 2, height / 2)
        self.rotate(math.degrees(math.atan2(height, width)))
        self.setFont(BOLD, size)
        # Light for dark ground, such as a card's, dark for the rest.
        for grey, wash, aside in ((1.0, _LIGHT_WASH, -size / 40), (0.25, _WASH, size / 40)):
            self.setFillGray(grey)
            self.setFillAlpha(wash)
            self.drawCentredString(aside, -size / 3 - aside, text)
        self.restoreState()

    def reorder(self, numbers: list[int]) -> None:
        """Put the pages, counted from 0 in drawing order, into another reading order."""
        drawn = self._pages.numbers
        self._pages.numbers = array("L", [drawn[number] for number in numbers])

    def save(self) -> None:
        """Write fonts, page tree and cross references; the file stays open."""
        doc = document_of(self)
        if code_of(self):
            self.showPage()
        for font in doc.delayedFonts:
            font.addObjects(doc)
        doc.info.invariant = 1
        root = doc.Reference(doc.Catalog).format(doc)
        info = doc.Reference(doc.info).format(doc)
        doc.Catalog.Outlines = None
        self._kept.clear()
        for number in [n for n in range(1, self._next) if not self._offsets[n]]:
            self._write_object(number)
        self._flush()
        self._write_trailer(root, info)

    def _flush(self) -> None:
        doc = document_of(self)
        written: list[str] = []
        # Formatting may register further objects (a page its content stream).
        while self._next <= doc.objectcounter:
            self._offsets.append(0)
            name = doc.numberToId[self._next]
            if name not in self._kept:
                self._write_object(self._next)
                written.append(name)
            self._next += 1
        for name in written:
            if isinstance(doc.idToObject[name], pdfdoc.PDFFormXObject):
                doc.idToObject[name] = pdfdoc.PDFObject()
                continue
            number, _ = doc.idToObjectNumberAndVersion.pop(name)
            del doc.idToObject[name], doc.numberToId[number]

    def _write_object(self, number: int) -> None:
        doc = document_of(self)
        name = doc.numberToId[number]
        content = pdfdoc.PDFIndirectObject(name, doc.idToObject[name]).format(doc)
        self._offsets[number] = self._written
        self._write(content)

    def _write_trailer(self, root: bytes, info: bytes) -> None:
        start = self._written
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n \n" % offset)
        self._write(
            b"trailer\n<< /Size %d /Root %s /Info %s >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), root, info, start)
        )

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._written += len(content)
