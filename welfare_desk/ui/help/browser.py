# SPDX-License-Identifier: EUPL-1.2
"""Shows a page of the help in the look of the window, with its pictures and links."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from welfare_desk.core.resources import resource_path
from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look

_IMAGE = re.compile(r'<img src="([\w-]+\.png)">')
WIDEST_TEXT = 760
"""Lines longer than this are hard to follow; px at 100 % text."""


class HelpBrowser(QTextBrowser):
    """Reads only what it is given; ``asked`` tells the target of a link."""

    asked = Signal(str)

    def __init__(self, look: Look, spoken: str) -> None:
        """Start empty; ``spoken`` is its name for a screen reader."""
        super().__init__()
        self._look, self._html = look, ""
        self._wide = 0
        self._shown: QTextDocument | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._lay_out_anew)
        self.setObjectName("help.text")
        self.setAccessibleName(spoken)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))
        look.changed.connect(self._show)

    def set_page(self, html: str) -> None:
        """Show a page from its beginning."""
        self._html = html
        self._show()
        self.verticalScrollBar().setValue(0)

    def has_page(self) -> bool:
        """Tell whether a page was set."""
        return bool(self._html)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out anew for another width."""
        super().resizeEvent(event)
        if self._room() != self._wide:
            # Not from within: Qt is in the middle of laying the page out for the new width.
            self._later.start()

    def _lay_out_anew(self) -> None:
        place = self.verticalScrollBar().value()
        self._show()
        self.verticalScrollBar().setValue(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, and around it the ring when keys move in it."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            edge = self._look.colour("focus")
            paint.box(painter, QRect(self.viewport().rect()), 4, None, edge, paint.FOCUS_WIDTH)

    def _room(self) -> int:
        room = self.viewport().width() - 2 * self._look.gap(16)
        return max(200, min(room, self._look.px(WIDEST_TEXT)))

    def _show(self) -> None:
        """Make a document of the page and take it once it is whole."""
        self._wide = self._room()
        self.setFont(self._look.font("body"))
        document = QTextDocument(self)
        document.setDefaultFont(self._look.font("body"))
        document.setDefaultStyleSheet(self._style())
        for name in _IMAGE.findall(self._html):
            image = self._picture(name)
            if image is not None:
                kind = QTextDocument.ResourceType.ImageResource.value
                document.addResource(kind, QUrl(name), image)
        document.setHtml(self._html)
        frame = document.rootFrame()
        shape = frame.frameFormat()
        margin = self._look.gap(16)
        shape.setMargin(margin)
        shape.setRightMargin(max(margin, self.viewport().width() - self._wide - margin))
        frame.setFrameFormat(shape)
        self._size_headings(document)
        before, self._shown = self._shown, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()

    def _picture(self, name: str) -> QImage | None:
        """Return a picture of the help as wide as the page."""
        image = QImage(str(resource_path("help", "pictures", name)))
        if image.isNull():
            return None
        ratio = self.devicePixelRatioF()
        wide = min(round(self._room() * ratio), image.width())
        scaled = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def _size_headings(self, document: QTextDocument) -> None:
        """Give headings the sizes of the type table; Qt adds to what a stylesheet says."""
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                shape = QTextCharFormat()
                shape.setFont(self._look.font("title" if level == 1 else "panel_title"))
                shape.setForeground(self._look.colour("text"))
                cursor.setCharFormat(shape)
            block = block.next()

    def _style(self) -> str:
        look = self._look

        def size(role: str) -> str:
            font = look.font(role)
            return f"font-size: {font.pixelSize()}px; font-weight: {font.weight().value};"

        def ink(token: str) -> str:
            return look.colour(token).name()

        edge = ink("divider")
        return f"""
        body, p, li, td, th {{ color: {ink("text")}; line-height: 140%; }}
        p {{ margin-top: 0px; margin-bottom: {look.gap(10)}px; }}
        li {{ margin-bottom: {look.gap(6)}px; }}
        h1, h2 {{ color: {ink("text")}; margin-bottom: {look.gap(8)}px; }}
        h2 {{ margin-top: {look.gap(16)}px; }}
        a {{ color: {ink("primary")}; }}
        .key {{ {size("small")} background-color: {ink("sunken")}; color: {ink("text")}; }}
        .say {{ background-color: {ink("info_tint")}; color: {ink("info")}; }}
        .caption, .quiet {{ {size("secondary")} color: {ink("muted")}; }}
        .code {{ {size("code_small")} color: {ink("muted")}; }}
        th {{ {size("label")} text-align: left; background-color: {ink("sunken")}; }}
        td {{ border-bottom: 1px solid {edge}; }}
        """
