# SPDX-License-Identifier: EUPL-1.2
"""The row of open persons: a tab each, a cross to close, a plus for a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.buttons import IconButton
from welfare_desk.ui.kit.layout import HBox, Panel
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look

TAB_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class PersonTab:
    """An open person or a parked draft."""

    id: str
    text: str
    draft: bool = False


class _Bar(QTabBar):
    """Draws the tabs; the current one stands on the page's ground with a bar above."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.drafts: list[bool] = []
        # QTabBar always has a current tab; which one is shown as open is ours to say.
        self.marked = -1
        self.setObjectName("person_tabs")
        self.setAccessibleName(self.tr("Open persons"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of sign, name and cross; very long names are cut at 30 letters."""
        look = self._look
        words = min(paint.advance(look.font("strong"), self.tabText(index)), look.px(220))
        wide = look.gap(13) + look.px(16) + look.gap(8) + words + look.gap(10) + look.px(30)
        return QSize(wide, look.tall(TAB_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Never cut more than that."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bar, sign and name of each tab."""
        look = self._look
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            current = index == self.marked
            if current:
                painter.fillRect(rect, look.colour("page"))
                bar = QRect(rect.left(), rect.top(), rect.width(), 3)
                painter.fillRect(bar, look.colour("primary"))
                for side in (rect.left(), rect.right() + 1 - look.line):
                    edge = QRect(side, rect.top() + 3, look.line, rect.height() - 3)
                    painter.fillRect(edge, look.colour("divider"))
                if self.hasFocus():
                    ring = rect.adjusted(2, 5, -2, -2)
                    paint.box(painter, ring, 4, None, look.colour("focus"), paint.FOCUS_WIDTH)
            draft = index < len(self.drafts) and self.drafts[index]
            ink = "primary" if current else "muted"
            sign = look.sign(
                "file-pen-line" if draft else "user", ink, 16, self.devicePixelRatioF()
            )
            left = rect.left() + look.gap(13)
            paint.picture(painter, left, rect.center().y() + 0.5, sign)
            left += look.px(16) + look.gap(8)
            words = QRect(left, rect.top(), rect.right() - left - look.px(30), rect.height())
            font = look.font("strong" if current else "body")
            colour = look.colour("text" if current else "muted")
            paint.words(painter, words, self.tabText(index), font, colour)
        painter.end()


class PersonTabs(Panel):
    """Open persons; ``chosen`` and ``closed`` tell the id, ``added`` asks for a new person."""

    chosen = Signal(str)
    closed = Signal(str)
    added = Signal()

    def __init__(self, look: Look, *, hint: str = "") -> None:
        """Start with no person; ``hint`` at the right says which key changes person."""
        super().__init__("bar_top")
        self._look = look
        self._ids: tuple[str, ...] = ()
        row = HBox(look, 4, (24, 0, 16, 0), self)
        self.bar = _Bar(look)
        self.plus = IconButton(
            look, "plus", self.tr("New person"), ink="text", name="person_tabs.new"
        )
        self._told = hint
        self._hint = Text(look, hint, "secondary", "muted", elide=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.bar)
        row.addWidget(self.plus)
        row.addStretch(1)
        # Nearly all the room: shared evenly with the stretch, half a hint would be cut.
        row.addWidget(self._hint, 100)
        self.bar.currentChanged.connect(self._choose)
        self.bar.tabBarClicked.connect(self._choose)
        self.plus.clicked.connect(self.added)
        self._relook()
        look.changed.connect(self._relook)

    def set_persons(self, persons: Sequence[PersonTab], current: str = "") -> None:
        """Show these tabs, ``current`` marked; without one none is marked by the page's ground."""
        bar = self.bar
        bar.blockSignals(True)
        while bar.count():
            bar.removeTab(0)
        self._ids = tuple(person.id for person in persons)
        bar.drafts = [person.draft for person in persons]
        for place, person in enumerate(persons):
            bar.addTab(person.text)
            cross = IconButton(
                self._look,
                "x",
                self.tr("Close %1").replace("%1", person.text),
                ink="text",
                size=14,
                name=f"person_tabs.close.{place + 1}",
            )
            cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            cross.clicked.connect(lambda _checked=False, name=person.id: self.closed.emit(name))
            bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, cross)
        bar.marked = self._ids.index(current) if current in self._ids else -1
        bar.setCurrentIndex(max(bar.marked, 0))
        show_if(bar, bool(persons))
        bar.blockSignals(False)
        self._fit()

    def ids(self) -> tuple[str, ...]:
        """Return the open persons in order."""
        return self._ids

    def current(self) -> str:
        """Return the current person, or nothing."""
        index = self.bar.marked
        return self._ids[index] if 0 <= index < len(self._ids) else ""

    def step(self, direction: int) -> None:
        """Go to the next (+1) or previous (-1) person, round and round."""
        if self._ids:
            here = self.bar.marked
            there = (here + direction) % len(self._ids) if here >= 0 else 0
            self._choose(there)

    def open_place(self, number: int) -> None:
        """Go to the person at a place, 1 for the first."""
        if 0 < number <= len(self._ids):
            self._choose(number - 1)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self.bar.blockSignals(True)
            self.bar.setCurrentIndex(index)
            self.bar.marked = index
            self.bar.update()
            self.bar.blockSignals(False)
            self.chosen.emit(self._ids[index])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint whole, or away where it would be cut."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._look
        taken = self.bar.sizeHint().width() if self._ids else 0
        room = self.width() - taken - self.plus.sizeHint().width() - look.gap(120)
        whole = paint.advance(look.font("secondary"), self._told) <= room
        show_if(self._hint, whole and not look.is_large)

    def _relook(self) -> None:
        self.setFixedHeight(self._look.tall(TAB_HEIGHT) + self._look.line)
        self._fit()
        for place in range(self.bar.count()):
            cross = self.bar.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if cross is not None:
                cross.resize(cross.sizeHint())
        self.bar.updateGeometry()
        self.update()
