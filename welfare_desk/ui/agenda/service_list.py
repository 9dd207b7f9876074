# SPDX-License-Identifier: EUPL-1.2
"""The services to choose from: the usual ones first, the others by the group they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from welfare_desk.core.text import fold
from welfare_desk.desk.views.booking import OfferingView
from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.rows import Index
from welfare_desk.ui.look import Look

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT, HEAD_HEIGHT, SIDE = 56, 34, 16
GROUP_ICONS = {
    "children": "book-open",
    "families": "baby",
    "elderly": "house",
    "disability": "users",
}
MODE_ICONS = {"vehicle": "car", "phone": "phone", "online": "monitor", "library": "library"}
FALLBACK_ICON = "calendar"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: a heading, or a service with its second line."""

    title: str
    detail: str = ""
    icon: str = ""
    offering_id: str = ""

    @property
    def is_heading(self) -> bool:
        """Tell whether the row only names a group."""
        return not self.offering_id


class ServiceModel(QAbstractListModel):
    """Services under their headings, narrowed by what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._services: tuple[OfferingView, ...] = ()
        self.entries: tuple[Entry, ...] = ()

    def set_services(self, services: Sequence[OfferingView], sought: str = "") -> None:
        """Show the services whose name, provider, group or people's words hold all sought."""
        self.beginResetModel()
        self._services = tuple(services)
        words = fold(sought).split()
        groups: dict[str, list[Entry]] = {}
        for row in services:
            group = self.tr("Usually") if row.times_booked else self.group_name(row.target_group)
            said = " ".join(row.words)
            text = fold(f"{row.name} {row.provider_name} {group} {row.description} {said}")
            if all(word in text for word in words):
                groups.setdefault(group, []).append(self._entry(row))
        self.entries = tuple(
            entry for group, rows in groups.items() for entry in (Entry(group), *rows)
        )
        self.endResetModel()

    def row_of(self, offering_id: str) -> int:
        """Return the place of a service, or -1."""
        return next(
            (n for n, entry in enumerate(self.entries) if entry.offering_id == offering_id), -1
        )

    def first(self) -> str:
        """Return the first service shown, or nothing."""
        return next((entry.offering_id for entry in self.entries if entry.offering_id), "")

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are, headings too."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, its title, or what a screen reader says of it."""
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.detail}" if entry.detail else entry.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let services be chosen, headings not."""
        entry = self.data(index, ENTRY_ROLE)
        if entry is None or entry.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def group_name(self, group: str) -> str:
        """Return the heading of a target group."""
        names = {
            "children": self.tr("Children"),
            "families": self.tr("Children and families"),
            "elderly": self.tr("Elderly people"),
            "disability": self.tr("People with disabilities"),
            "all": self.tr("For everyone"),
        }
        return names.get(group, self.tr("Other services"))

    def _entry(self, row: OfferingView) -> Entry:
        if row.needs_assessment:
            note = self.tr("after an assessment")
        elif row.next_on is None:
            note = self.tr("no places now")
        else:
            note = self.tr("%n free", "places of a service", row.places_free)
        detail = f"{row.provider_name} · {note}" if row.provider_name else note
        icon = MODE_ICONS.get(row.mode) or GROUP_ICONS.get(row.target_group, FALLBACK_ICON)
        return Entry(row.name, detail, icon, row.offering_id)


class _ServiceDelegate(QStyledItemDelegate):
    """Draws headings and services in two lines."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.chosen = ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or of two lines."""
        entry: Entry = index.data(ENTRY_ROLE)
        high = HEAD_HEIGHT if entry.is_heading else ROW_HEIGHT
        return QSize(0, self._look.tall(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look, rect = self._look, option.rect
        entry: Entry = index.data(ENTRY_ROLE)
        side = look.gap(SIDE)
        if entry.is_heading:
            frame = rect.adjusted(side, look.gap(6), -side, 0)
            paint.words(painter, frame, entry.title, look.font("label"), look.colour("muted"))
            return
        chosen = entry.offering_id == self.chosen
        if chosen:
            painter.fillRect(rect, look.colour("info_tint"))
            bar = QRect(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(bar, look.colour("focus" if look.theme.frames else "primary"))
        above = QRect(rect.left(), rect.top(), rect.width(), look.line)
        painter.fillRect(above, look.colour("divider"))
        ink = "primary" if chosen else "muted"
        sign = look.sign(entry.icon, ink, 18, paint.ratio_of(painter))
        paint.picture(painter, rect.left() + side, rect.center().y() + 0.5, sign)
        left = rect.left() + side + look.px(18) + look.gap(14)
        wide = rect.right() - left - look.gap(8)
        first, second = look.px(20), look.px(18)
        top = rect.top() + (rect.height() - first - second) // 2
        title = QRect(left, top, wide, first)
        paint.words(painter, title, entry.title, look.font("row_title"), look.colour("text"))
        detail = QRect(left, top + first, wide, second)
        paint.words(painter, detail, entry.detail, look.font("secondary"), look.colour("muted"))
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            paint.box(painter, rect, 2, None, look.colour("focus"), paint.FOCUS_WIDTH)


class ServiceList(QListView):
    """One Tab stop; arrows move and choose, Enter accepts and goes on to the times."""

    chosen = Signal(str)
    accepted = Signal()

    def __init__(self, look: Look, *, spoken: str, name: str) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.services = ServiceModel(self)
        self.setModel(self.services)
        self._drawn = _ServiceDelegate(look, self)
        self.setItemDelegate(self._drawn)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._choose)
        look.changed.connect(self.doItemsLayout)

    def set_services(self, services: Sequence[OfferingView], sought: str = "") -> None:
        """Show services; the chosen one stays marked."""
        self.services.set_services(services, sought)
        self.mark(self._drawn.chosen)

    def mark(self, offering_id: str) -> None:
        """Mark a service as chosen without telling."""
        self._drawn.chosen = offering_id
        row = self.services.row_of(offering_id)
        if row >= 0:
            model = self.selectionModel()
            model.blockSignals(True)
            self.setCurrentIndex(self.services.index(row))
            model.blockSignals(False)
        self.viewport().update()

    def chosen_id(self) -> str:
        """Return the service marked."""
        return self._drawn.chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept by Enter."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.accepted.emit()
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if entry is not None and entry.offering_id and entry.offering_id != self._drawn.chosen:
            self._drawn.chosen = entry.offering_id
            self.viewport().update()
            self.chosen.emit(entry.offering_id)
