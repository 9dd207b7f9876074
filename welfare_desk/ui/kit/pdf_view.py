# SPDX-License-Identifier: EUPL-1.2
"""Shows a page of a PDF, drawn on the paper lane and never in the GUI thread."""

from functools import partial

import pypdfium2
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui import privacy
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look

A4_RATIO = 210 / 297
CARD_RATIO = 85.60 / 53.98


def render_page(pdf: bytes, page: int, width: int) -> QImage:
    """Return a page drawn ``width`` pixels wide; PDFium is for one thread at a time."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        bitmap = sheet.render(
            scale=width / sheet.get_width(), rev_byteorder=True, force_bitmap_format=4
        )
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGBA8888,
        )
        return image.copy()
    finally:
        document.close()


class PdfView(QWidget):
    """A page as wide as the widget; ``shown`` follows each time it was drawn anew."""

    shown = Signal()
    failed = Signal(object)

    def __init__(
        self,
        look: Look,
        runner: JobRunner,
        *,
        spoken: str,
        ratio: float = A4_RATIO,
        radius: int = 0,
        private: bool = True,
        name: str = "",
    ) -> None:
        """``spoken`` says in words what the paper shows; ``ratio`` is width by height.

        On a private screen the sheet is empty, unless it is not ``private``: about nobody.
        """
        super().__init__()
        self._private = private
        self._look, self._runner, self._ratio, self._radius = look, runner, ratio, radius
        self._pdf, self._page, self._image = b"", 0, QImage()
        self._asked_width = 0
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_pdf(self, pdf: bytes, page: int = 0) -> None:
        """Show a page of ``pdf``; empty bytes show an empty sheet."""
        self._pdf, self._page, self._asked_width = pdf, page, 0
        if not pdf:
            self._image = QImage()
            self.update()
        self._ask()

    def image(self) -> QImage:
        """Return what is shown, for a check that its code can be read back."""
        return self._image

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the sheet."""
        return round(width / self._ratio)

    def sizeHint(self) -> QSize:
        """Return a sheet of 368 px width."""
        return QSize(368, self.heightForWidth(368))

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than a sheet that can be recognised."""
        return QSize(160, self.heightForWidth(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at the new width."""
        super().resizeEvent(event)
        self._ask()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        wide = min(self.width(), round(self.height() * self._ratio))
        frame = QRectF(0, 0, wide, wide / self._ratio)
        paint.box(painter, frame, self._radius, look.colour("sunken"))
        if not self._image.isNull() and not (self._private and privacy.hides()):
            path = QPainterPath()
            path.addRoundedRect(frame, self._radius, self._radius)
            painter.setClipPath(path)
            painter.drawImage(frame, self._image)
            painter.setClipping(False)
        paint.box(painter, frame, self._radius, None, look.colour("control"), look.line)
        painter.end()

    def _ask(self) -> None:
        wide = round(self.width() * self.devicePixelRatioF())
        if not self._pdf or wide <= 0 or wide == self._asked_width:
            return
        self._asked_width = wide
        work = partial(render_page, self._pdf, self._page, wide)
        self._runner.submit(work, self, partial(self._take, wide), self.failed.emit, Lane.PAPER)

    def _take(self, width: int, image: QImage) -> None:
        # A resize may have asked for another width meanwhile: that picture follows.
        if width != self._asked_width:
            return
        self._image = image
        self._ratio = image.width() / image.height()
        self.updateGeometry()
        self.update()
        self.shown.emit()


class CardPreview(PdfView):
    """A card of 85.60×53.98 mm with its round corners."""

    def __init__(self, look: Look, runner: JobRunner, *, spoken: str, name: str = "") -> None:
        """``spoken`` says in words what stands on the card."""
        super().__init__(look, runner, spoken=spoken, ratio=CARD_RATIO, radius=12, name=name)
