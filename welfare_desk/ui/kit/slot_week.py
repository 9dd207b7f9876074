# SPDX-License-Identifier: EUPL-1.2
"""The week of slots: each cell says hour, free places, and what this desk may promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.rows import Index
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.look import Look

CELL_WIDTH, CELL_HEIGHT, CELL_GAP, DAY_HEIGHT = 98, 84, 8, 36
SHUT = ("full", "closed")
SLOT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class SlotFace:
    """A slot as the counter sees it; ``promised`` places can be confirmed by this desk alone."""

    id: str
    start: str
    free: int
    promised: int = 0
    waiting: int = 0
    title: str = ""
    """What it is, where cells of several offerings stand side by side."""
    closed: bool = False

    @property
    def state(self) -> str:
        """Return closed, full, promised or provisional."""
        if self.closed:
            return "closed"
        if self.free <= 0:
            return "full"
        return "promised" if self.promised > 0 else "provisional"


@dataclass(frozen=True, slots=True)
class DayFace:
    """A day of the week shown: short name, number, spoken date, its slots."""

    name: str
    number: str
    spoken: str
    slots: tuple[SlotFace, ...] = ()


class SlotModel(QAbstractTableModel):
    """Days are columns, hours are rows; an hour without a slot is an empty cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with no days."""
        super().__init__(parent)
        self.days: tuple[DayFace, ...] = ()
        self._rows = 0
        self._cells: dict[tuple[int, int], SlotFace] = {}

    def set_days(self, days: Sequence[DayFace]) -> None:
        """Show other days."""
        self.beginResetModel()
        self.days = tuple(days)
        columns = [_by_start(day.slots) for day in days]
        starts = sorted({start for column in columns for start in column}, key=_by_hour)
        self._cells, self._rows = {}, 0
        for start in starts:
            beside = [column.get(start, []) for column in columns]
            for day, slots in enumerate(beside):
                for below, slot in enumerate(slots):
                    self._cells[(self._rows + below, day)] = slot
            self._rows += max(map(len, beside))
        self.endResetModel()

    def slot(self, index: Index) -> SlotFace | None:
        """Return the slot of a cell, if it has one."""
        return self._cells.get((index.row(), index.column())) if index.isValid() else None

    def index_of(self, slot_id: str) -> QModelIndex:
        """Return the cell of a slot, or an invalid index."""
        for (row, day), slot in self._cells.items():
            if slot.id == slot_id:
                return self.index(row, day)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are: an hour takes as many as a day has slots then."""
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many days there are."""
        return 0 if parent is not None and parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the slot, its hour, or what a screen reader says of it."""
        slot = self.slot(index)
        if slot is None:
            return None
        if role == SLOT_ROLE:
            return slot
        if role == Qt.ItemDataRole.DisplayRole:
            return slot.start
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (self.days[index.column()].spoken, slot.start, slot.title, *self.words(slot))
            return ", ".join(word for word in words if word)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the day's name and number."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.days):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.days[section].name} {self.days[section].number}"
        return self.days[section].spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells with a slot be chosen; a full one too, for the waiting list."""
        if self.slot(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def words(self, slot: SlotFace) -> tuple[str, str]:
        """Return what a cell says of its places: two parts, the second perhaps empty."""
        if slot.state == "closed":
            return self.tr("Closed"), ""
        if slot.state == "full":
            waiting = self.tr("%n waiting", "", slot.waiting) if slot.waiting else ""
            return self.tr("Full"), waiting
        free = self.tr("%n free", "places of a slot", slot.free)
        if slot.state == "promised":
            return free, self.tr("%n assured", "places of a slot", slot.promised)
        return free, self.tr("provisional", "under a slot")


class _SlotDelegate(QStyledItemDelegate):
    """Draws a cell; three shapes, not three colours."""

    def __init__(self, look: Look, model: SlotModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self.chosen, self.width = "", CELL_WIDTH

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one slot."""
        slot: SlotFace | None = index.data(SLOT_ROLE)
        if slot is None:
            return
        look = self._look
        gap = look.gap(CELL_GAP)
        rect: QRect = option.rect.adjusted(0, 0, -gap, -gap)
        state = option.state
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = slot.id == self.chosen
        self._ground(painter, rect, slot, chosen, current)
        ink, foot = self._inks(slot, chosen)
        self._words(painter, rect, slot, ink, foot)
        if chosen:
            sign = look.sign("check", ink, 18, paint.ratio_of(painter))
            left = rect.right() - look.px(18) - look.gap(8)
            paint.picture(painter, left, rect.top() + look.gap(8) + look.px(10), sign)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a cell with the gap beside and below it."""
        look = self._look
        gap = look.gap(CELL_GAP)
        return QSize(look.px(self.width) + gap, look.px(CELL_HEIGHT) + gap)

    def _ground(
        self, painter: QPainter, rect: QRect, slot: SlotFace, chosen: bool, current: bool
    ) -> None:
        look = self._look
        inset = paint.FOCUS_WIDTH + paint.FOCUS_GAP
        if chosen:
            fill = rect.adjusted(inset, inset, -inset, -inset) if current else rect
            paint.box(painter, fill, 4, look.colour("primary"))
        elif slot.state in SHUT:
            paint.box(painter, rect, 6, look.colour("sunken"), look.colour("divider"), look.line)
        elif slot.state == "provisional":
            edge = look.colour("warning")
            paint.box(painter, rect, 6, look.colour("surface"), edge, 2, dashed=not current)
        else:
            paint.box(painter, rect, 6, look.colour("surface"), look.colour("control"), look.line)
        if current:
            paint.box(painter, rect, 6, None, look.colour("focus"), paint.FOCUS_WIDTH)

    def _inks(self, slot: SlotFace, chosen: bool) -> tuple[str, str]:
        if chosen:
            return "on_primary", "on_primary"
        if slot.state in SHUT:
            return "muted", "muted"
        return "text", "ok" if slot.state == "promised" else "warning"

    def _words(self, painter: QPainter, rect: QRect, slot: SlotFace, ink: str, foot: str) -> None:
        look = self._look
        left, wide = rect.left() + look.gap(12), rect.width() - look.gap(14)
        second, third = self._model.words(slot)
        line = look.px(19)
        top = rect.top() + look.gap(9)
        shut = slot.state in SHUT
        strong = look.font("body" if shut else "strong")
        paint.words(painter, QRect(left, top, wide, line), slot.start, strong, look.colour(ink))
        top += line
        place = QRect(left, top, wide, line)
        if slot.title:
            paint.words(painter, place, slot.title, look.font("secondary"), look.colour(ink))
        else:
            self._line(painter, place, second, "ban" if shut else "", ink, "secondary")
        top += line - look.px(1)
        place = QRect(left, top, rect.right() - left, line)
        sign = {"promised": "shield-check", "provisional": "hourglass"}.get(slot.state, "")
        if slot.title:
            self._line(painter, place, second, sign or "ban", foot, "small")
        else:
            self._line(painter, place, third, sign, foot, "small")

    def _line(
        self, painter: QPainter, place: QRect, words: str, sign: str, ink: str, role: str
    ) -> None:
        look = self._look
        if sign:
            picture = look.sign(sign, ink, 14, paint.ratio_of(painter))
            paint.picture(painter, place.left() - 1, place.center().y() + 0.5, picture)
            place = place.adjusted(look.px(18), 0, 0, 0)
        paint.words(painter, place, words, look.font(role), look.colour(ink))


class _DayHeader(QHeaderView):
    """The days above the cells; the day of the chosen slot is tinted."""

    def __init__(self, look: Look, model: SlotModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._days = look, model
        self.chosen_day = -1
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Draw one day."""
        look = self._look
        gap = look.gap(CELL_GAP)
        painter.save()
        painter.fillRect(rect, look.colour("page"))
        frame = rect.adjusted(0, 0, -gap, -gap)
        chosen = section == self.chosen_day
        fill, edge = ("info_tint", "primary") if chosen else ("surface", "divider")
        paint.box(painter, frame, 6, look.colour(fill), look.colour(edge), look.line)
        day = self._days.days[section]
        quiet, strong = look.font("secondary"), look.font("strong")
        first, second = paint.advance(quiet, day.name), paint.advance(strong, day.number)
        left = frame.left() + (frame.width() - first - second - look.gap(8)) // 2
        ink = look.colour("info" if chosen else "muted")
        paint.words(painter, QRect(left, frame.top(), first, frame.height()), day.name, quiet, ink)
        place = QRect(left + first + look.gap(8), frame.top(), second, frame.height())
        ink = look.colour("info" if chosen else "text")
        paint.words(painter, place, day.number, strong, ink)
        painter.restore()


class SlotWeek(QTableView):
    """The week; arrows move, Enter or a press chooses: ``chosen`` tells the slot's id."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, *, spoken: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Start with no days."""
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.slots = SlotModel(self)
        self.setModel(self.slots)
        self._drawn = _SlotDelegate(look, self.slots, self)
        self.setItemDelegate(self._drawn)
        self._days = _DayHeader(look, self.slots, self)
        self.setHorizontalHeader(self._days)
        self.setProperty("role", "slots")
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._choose)
        self._relook()
        look.changed.connect(self._relook)

    def set_days(self, days: Sequence[DayFace]) -> None:
        """Show other days; the chosen slot stays chosen if it is still there."""
        self.slots.set_days(days)
        if not self.slots.index_of(self._drawn.chosen).isValid():
            self._drawn.chosen = ""
        self._relook()
        self._mark()

    def set_cell_width(self, width: int) -> None:
        """Draw cells so many px wide at 100 % text; never less than the usual ones."""
        if max(width, CELL_WIDTH) != self._drawn.width:
            self._drawn.width = max(width, CELL_WIDTH)
            self._relook()

    def choose(self, slot_id: str) -> None:
        """Choose a slot and put the focus cell on it, without telling."""
        self._drawn.chosen = slot_id
        index = self.slots.index_of(slot_id)
        if index.isValid():
            self.setCurrentIndex(index)
        self._mark()

    def chosen_id(self) -> str:
        """Return the id of the chosen slot, or nothing."""
        return self._drawn.chosen

    def first_free(self) -> str:
        """Return the id of the earliest slot with a free place, promised ones first."""
        free = [slot for day in self.slots.days for slot in day.slots if slot.free > 0]
        promised = [slot for slot in free if slot.promised > 0]
        return next((slot.id for slot in promised or free), "")

    def sizeHint(self) -> QSize:
        """Return the room of all days and hours."""
        return QSize(
            self._days.length() + 1, self._days.height() + self.verticalHeader().length() + 1
        )

    def minimumSizeHint(self) -> QSize:
        """Never cut a day."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in keys and plain and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        slot = self.slots.slot(index)
        if slot is not None:
            self._drawn.chosen = slot.id
            self._mark()
            self.chosen.emit(slot.id)

    def _mark(self) -> None:
        index = self.slots.index_of(self._drawn.chosen)
        self._days.chosen_day = index.column() if index.isValid() else -1
        self._days.viewport().update()
        self.viewport().update()

    def _relook(self) -> None:
        look = self._look
        gap = look.gap(CELL_GAP)
        for header, length in (
            (self._days, look.px(self._drawn.width) + gap),
            (self.verticalHeader(), look.px(CELL_HEIGHT) + gap),
        ):
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(length)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            for place in range(header.count()):
                header.resizeSection(place, length)
        self._days.setFixedHeight(look.tall(DAY_HEIGHT) + gap)
        self.updateGeometry()


class SlotLegend(QWidget):
    """What shield and hourglass mean, in one line or, where that is too long, in two."""

    def __init__(self, look: Look) -> None:
        """Say it."""
        super().__init__()
        self._look = look
        self._box = HBox(look, 8, parent=self)
        self._words: list[str] = []
        parts = (
            ("shield-check", "ok", self.tr("assured: you confirm even without connection")),
            ("hourglass", "warning", self.tr("provisional: we call back")),
        )
        for icon, ink, words in parts:
            row = HBox(look, 8)
            row.addWidget(Sign(look, icon, ink, 16))
            row.addWidget(Text(look, words, "secondary", "muted", wrap=True), 1)
            # Shares of the width by length: the longer half gets the more.
            self._box.addLayout(row, len(words))
            self._words.append(words)

    def event(self, event: QEvent) -> bool:
        """Turn when the width changes."""
        if event.type() == QEvent.Type.Resize:
            look = self._look
            font = look.font("secondary")
            signs = 2 * (look.px(16) + 2 * look.gap(8))
            needed = sum(paint.advance(font, words) for words in self._words) + signs
            way = QBoxLayout.Direction
            self._box.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)
        return super().event(event)


def _by_start(slots: Sequence[SlotFace]) -> dict[str, list[SlotFace]]:
    found: dict[str, list[SlotFace]] = {}
    for slot in slots:
        found.setdefault(slot.start, []).append(slot)
    return found


def _by_hour(start: str) -> tuple[int, ...]:
    return tuple(int(part) for part in start.split(":") if part.isdigit())
