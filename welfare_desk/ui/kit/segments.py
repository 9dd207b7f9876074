# SPDX-License-Identifier: EUPL-1.2
"""Choices of two to four in a row, filters above a table, and the tabs of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QTabBar, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.boxes import ChoiceBox
from welfare_desk.ui.kit.flow import Evenly, Flow
from welfare_desk.ui.kit.layout import HBox, VBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look


class _Segment(QRadioButton):
    """One choice: the chosen one has a check, a tint and a 2 px border."""

    def __init__(self, look: Look, words: str, *, boxed: bool) -> None:
        super().__init__(words)
        self._look, self._boxed = look, boxed
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy.Policy.Expanding if boxed else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._relook)

    def sizeHint(self) -> QSize:
        """Return the room of check and words."""
        look = self._look
        role = "label" if self._boxed else "strong"
        wide = paint.advance(look.font(role), self.text()) + 2 * look.gap(12)
        if self._boxed:
            wide += look.px(16) + look.gap(6)
        return QSize(wide, look.tall(36 if self._boxed else 32))

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than the words."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        """Let the whole segment be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segment."""
        look = self._look
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = "info_tint" if chosen or self.underMouse() else "surface"
        fill_colour = look.colour(fill) if self._boxed or fill == "info_tint" else None
        edge, wide = (
            (("primary", 2) if self._boxed else ("primary", 1)) if chosen else ("control", 1)
        )
        edge_colour = look.colour(edge) if chosen or self._boxed else None
        if self.hasFocus():
            edge_colour, wide = look.colour("focus"), paint.FOCUS_WIDTH
        paint.box(painter, self.rect(), 4, fill_colour, edge_colour, max(wide, look.line))
        role = "label" if chosen else "badge"
        if not self._boxed:
            role = "strong" if chosen else "body"
        font = look.font(role)
        ink = "info" if chosen else ("text" if self._boxed else "muted")
        wide_words = paint.advance(font, self.text())
        left = (self.width() - wide_words) // 2
        if chosen and self._boxed:
            left += (look.px(16) + look.gap(6)) // 2
            sign = look.sign("check", ink, 16, self.devicePixelRatioF())
            start = left - look.px(16) - look.gap(6)
            paint.picture(painter, start, self.rect().center().y() + 0.5, sign)
        frame = QRect(left, 0, wide_words, self.height())
        paint.words(painter, frame, self.text(), font, look.colour(ink))
        painter.end()

    def _relook(self) -> None:
        self.updateGeometry()
        self.update()


class Segmented(QWidget):
    """A label above and two to four choices in a row; ``chosen`` tells the id."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        value: str = "",
        optional: bool = False,
        boxed: bool = True,
        name: str = "",
    ) -> None:
        """Offer ``choices`` of id and words; nothing is chosen unless ``value`` says so."""
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(label)
        column = VBox(look, 4, parent=self)
        if boxed and label:
            top = HBox(look, 8)
            top.addWidget(Text(look, label, "label"))
            if optional:
                top.addWidget(Text(look, self.tr("optional"), "secondary", "muted"))
            top.addStretch(1)
            column.addLayout(top)
        row = Evenly(look, 4) if boxed else Flow(look, 4)
        column.addLayout(row)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        for choice, words in choices:
            button = _Segment(look, words, boxed=boxed)
            button.setAccessibleName(f"{label}: {words}" if label else words)
            button.setObjectName(f"{name}.{choice}" if name else "")
            button.toggled.connect(lambda on, choice=choice: self._tell(on, choice))
            self._group.addButton(button)
            self._buttons[choice] = button
            row.addWidget(button)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        if value:
            self.set_value(value)

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the focus to the choice made, else to the first one."""
        buttons = self._buttons.values()
        taker = next((one for one in buttons if one.isChecked()), next(iter(buttons), None))
        if taker is not None:
            taker.setFocus(reason)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """The choices as they stand, for an order of Tab: the frame itself takes no focus."""
        return tuple(self._buttons.values())

    def value(self) -> str:
        """Return the id chosen, or nothing."""
        return next((choice for choice, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, choice: str) -> None:
        """Choose by id; nothing is chosen by an empty one."""
        if choice:
            self._buttons[choice].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_words(self, choice: str, words: str) -> None:
        """Say other words for a choice, for example a count that changed."""
        button = self._buttons[choice]
        button.setText(words)
        button.setAccessibleName(words)
        button.updateGeometry()

    def _tell(self, on: bool, choice: str) -> None:
        if on:
            self.chosen.emit(choice)


class FilterRow(Segmented):
    """Filters above a table: «Tutti 14», «In attesa 2»; unboxed words, the chosen one tinted."""

    def __init__(
        self, look: Look, spoken: str, choices: Sequence[tuple[str, str]], *, name: str = ""
    ) -> None:
        """Choose the first; ``spoken`` says what is filtered."""
        first = choices[0][0] if choices else ""
        super().__init__(look, spoken, choices, value=first, boxed=False, name=name)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a page: id, words, and a count if it is worth one."""

    id: str
    text: str
    count: int | None = None


class _TabBar(QTabBar):
    """The tabs, 46 px high, the current one with a bar below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.counts: list[int | None] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        look.changed.connect(self._relook)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of words and count."""
        look = self._look
        wide = paint.advance(look.font("strong"), self.tabText(index)) + 2 * look.gap(14)
        count = self.counts[index] if index < len(self.counts) else None
        if count is not None:
            wide += look.gap(9) + paint.pill_size(look, str(count)).width()
        return QSize(wide, look.tall(46))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Never be narrower than the words."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words, counts, bar and focus."""
        look = self._look
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            current = index == self.currentIndex()
            font = look.font("strong" if current else "body")
            words = QRect(rect)
            words.setLeft(rect.left() + look.gap(14))
            wide = paint.advance(font, self.tabText(index))
            ink = look.colour("primary" if current else "muted")
            words.setWidth(wide)
            paint.words(painter, words, self.tabText(index), font, ink)
            count = self.counts[index] if index < len(self.counts) else None
            if count is not None:
                size = paint.pill_size(look, str(count))
                top = (rect.height() - size.height()) // 2
                place = QRect(words.right() + look.gap(9), top, size.width(), size.height())
                paint.pill(painter, look, place, str(count))
            if current:
                bar = QRect(rect.left(), rect.bottom() - 2, rect.width(), 3)
                painter.fillRect(bar, look.colour("primary"))
                if self.hasFocus():
                    ring = rect.adjusted(1, 4, -1, -5)
                    paint.box(painter, ring, 4, None, look.colour("focus"), paint.FOCUS_WIDTH)
        painter.end()

    def _relook(self) -> None:
        self.setFont(self._look.font("body"))
        self.updateGeometry()
        self.update()


class PageTabs(QWidget):
    """The tabs of a page; a list to choose from where the text is large or room is scarce."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, tabs: Sequence[Tab], *, spoken: str = "", name: str = ""
    ) -> None:
        """Show ``tabs``, the first current."""
        super().__init__()
        self.setAccessibleName(spoken)
        self._look = look
        self._tabs = tuple(tabs)
        self._current = ""
        row = HBox(look, parent=self)
        self._bar = _TabBar(look)
        self._list = ChoiceBox(look)
        for control, suffix in ((self._bar, "bar"), (self._list, "list")):
            control.setObjectName(f"{name}.{suffix}" if name else "")
            control.setAccessibleName(spoken)
            row.addWidget(control)
        row.addStretch(1)
        self.set_tabs(tabs)
        self._bar.currentChanged.connect(self._choose)
        self._list.currentIndexChanged.connect(self._choose)
        look.changed.connect(self._swap)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._swap()

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show other counts or tabs; the current one stays if it is still there."""
        current = self._current
        self._tabs = tuple(tabs)
        for control in (self._bar, self._list):
            control.blockSignals(True)
        while self._bar.count() > len(tabs):
            self._bar.removeTab(self._bar.count() - 1)
        self._list.clear()
        self._bar.counts = [tab.count for tab in tabs]
        for index, tab in enumerate(tabs):
            if index < self._bar.count():
                self._bar.setTabText(index, tab.text)
            else:
                self._bar.addTab(tab.text)
            words = tab.text if tab.count is None else f"{tab.text} ({tab.count})"
            self._bar.setAccessibleTabName(index, words)
            self._list.addItem(words, tab.id)
        for control in (self._bar, self._list):
            control.blockSignals(False)
        if current not in {tab.id for tab in tabs}:
            current = tabs[0].id if tabs else ""
        self._current = current
        self.set_current(current)

    def current(self) -> str:
        """Return the id of the current tab."""
        return self._current

    def set_current(self, tab_id: str) -> None:
        """Make a tab current by id."""
        for index, tab in enumerate(self._tabs):
            if tab.id == tab_id:
                self._choose(index)

    def event(self, event: QEvent) -> bool:
        """Swap tabs for a list when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self._swap()
        return super().event(event)

    def _choose(self, index: int) -> None:
        if not 0 <= index < len(self._tabs):
            return
        for control in (self._bar, self._list):
            control.blockSignals(True)
            control.setCurrentIndex(index)
            control.blockSignals(False)
        self._bar.update()
        if self._tabs[index].id != self._current:
            self._current = self._tabs[index].id
            self.chosen.emit(self._current)

    def _swap(self) -> None:
        needed = sum(self._bar.tabSizeHint(index).width() for index in range(self._bar.count()))
        listed = self._look.is_large or (self.width() > 0 and needed > self.width())
        show_if(self._list, listed)
        show_if(self._bar, not listed)
        self._list.setMinimumWidth(min(self._look.px(320), max(self.width(), 1)) if listed else 0)
