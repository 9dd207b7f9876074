# SPDX-License-Identifier: EUPL-1.2
"""The right panel: «Adesso» at rest, the companion of a form when there is one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.layout import Panel
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.look import Look

NOW_WIDTH = 288
NARROWEST, WIDEST = 288, 400
ROOM_FOR_GUIDE = 520
"""At 100 % text: in a lower panel a form stands alone."""


class _FoldedNow(QPushButton):
    """«Adesso» folded to one line of 40 px at the panel's foot."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._summary = look, ""
        self.setObjectName("companion.unfold")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_summary("")
        look.changed.connect(self._relook)
        self._relook()

    def set_summary(self, summary: str) -> None:
        """Say what goes on in one line."""
        self._summary = summary
        self.setAccessibleName(f"{self.tr('Now')} {summary}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw word, summary and arrow."""
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("sunken"))
        painter.fillRect(0, 0, self.width(), look.line, look.colour("divider"))
        font = look.font("label")
        word = self.tr("Now")
        left, wide = look.gap(16), paint.advance(font, word)
        frame = self.rect().adjusted(left, 0, -look.gap(40), 0)
        paint.words(painter, frame, word, font, look.colour("text"))
        frame.setLeft(left + wide + look.gap(10))
        paint.words(painter, frame, self._summary, look.font("secondary"), look.colour("muted"))
        sign = look.sign("chevron-up", "text", 16, self.devicePixelRatioF())
        right = self.width() - look.px(16) - look.gap(16)
        paint.picture(painter, right, self.rect().center().y() + 0.5, sign)
        if self.hasFocus():
            paint.box(painter, self.rect(), 0, None, look.colour("focus"), paint.FOCUS_WIDTH)
        painter.end()

    def _relook(self) -> None:
        self.setFixedHeight(self._look.tall(40))
        self.update()


class CompanionHost(Panel):
    """Shows one thing at a time; «Adesso» folds to its foot while a form's companion is there."""

    unfolded = Signal()

    def __init__(self, look: Look) -> None:
        """Start empty and hidden."""
        super().__init__("panel")
        self.setObjectName("companion")
        self._look = look
        self._guide: QWidget | None = None
        self._now: QWidget | None = None
        self._companion: QWidget | None = None
        self._width = NOW_WIDTH
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.line, 0, 0, 0)
        self._column.setSpacing(0)
        self._fold = _FoldedNow(look)
        self._fold.clicked.connect(self._unfold)
        self._column.addWidget(self._fold)
        self._fold.hide()
        self.hide()
        look.changed.connect(self._relook)

    def set_guide(self, widget: QWidget) -> None:
        """Take what stands above all else and stays, whatever the panel shows below it."""
        self._guide = widget
        self._column.insertWidget(0, widget)
        self._show()

    def set_now(self, widget: QWidget, summary: str = "") -> None:
        """Take the panel «Adesso», shown whenever no form needs the place."""
        if self._now is not None:
            self._drop(self._now)
        self._now = widget
        self._column.insertWidget(int(self._guide is not None), widget, 1)
        self._fold.set_summary(summary)
        self._show()

    def set_summary(self, summary: str) -> None:
        """Say what «Adesso» holds while it is folded."""
        self._fold.set_summary(summary)

    def set_companion(self, widget: QWidget | None, width: int = NOW_WIDTH) -> None:
        """Show a form's companion ``width`` px wide (288 to 400), or give the place back.

        The widget is kept hidden when another one follows; who made it deletes it.
        """
        if self._companion is not None and self._companion is not widget:
            self._column.removeWidget(self._companion)
            # It stays a hidden child: without a parent it would be a window and take the focus.
            self._companion.hide()
        self._companion = widget
        self._width = min(max(width, NARROWEST), WIDEST)
        if widget is not None:
            self._column.insertWidget(int(self._guide is not None), widget, 1)
        self._show()

    def companion(self) -> QWidget | None:
        """Return the companion now shown, if any."""
        return self._companion

    def wanted_width(self) -> int:
        """Return the width at the present text size."""
        width = self._width if self._companion is not None else NOW_WIDTH
        return min(self._look.px(width), round(WIDEST * 1.6))

    def has_content(self) -> bool:
        """Tell whether there is anything to show."""
        return self._now is not None or self._companion is not None

    def _unfold(self) -> None:
        # The companion keeps what was typed; it comes back with the next set_companion.
        if self._companion is not None:
            showing_now = self._now is not None and self._now.isVisible()
            show_if(self._companion, showing_now)
            if self._now is not None:
                show_if(self._now, not showing_now)
        self.unfolded.emit()

    def _show(self) -> None:
        busy = self._companion is not None
        if self._companion is not None:
            self._companion.show()
        if self._now is not None:
            show_if(self._now, not busy)
        show_if(self._fold, busy and self._now is not None)
        self._relook()
        self._fit_guide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a form have the room where there is little."""
        super().resizeEvent(event)
        self._fit_guide()

    def _fit_guide(self) -> None:
        if self._guide is not None:
            roomy = self.height() >= self._look.px(ROOM_FOR_GUIDE)
            show_if(self._guide, self._companion is None or roomy)

    def _relook(self) -> None:
        self._column.setContentsMargins(self._look.line, 0, 0, 0)
        self.setFixedWidth(self.wanted_width())
        if not self._look.is_large:
            self.setVisible(self.has_content())

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
