# SPDX-License-Identifier: EUPL-1.2
"""Frozen rows as a Qt model: what each cell shows is a value, made by one function."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from welfare_desk.ui.kit.badges import BadgeFace

Index = QModelIndex | QPersistentModelIndex


class RowRole(IntEnum):
    """What the delegate asks beside the roles of Qt."""

    CELL = Qt.ItemDataRole.UserRole + 1
    TONE = Qt.ItemDataRole.UserRole + 2
    ROW = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: id, title, width in px at 100 % text (0 takes the room left), side of amounts."""

    id: str
    title: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    ``text`` over ``sub``, or a ``badge``, or a ``button`` that can be pressed.  ``role`` is a
    role of the type table, ``ink`` a colour token, ``boxed`` outlines the button.
    """

    text: str = ""
    sub: str = ""
    badge: BadgeFace | None = None
    icon: str = ""
    button: str = ""
    boxed: bool = False
    role: str = "row_title"
    ink: str = ""

    def spoken(self) -> str:
        """Return what a screen reader says."""
        parts = (self.text, self.sub, self.badge.text if self.badge else "", self.button)
        return ", ".join(part for part in parts if part)


class RowTone:
    """How a whole row looks."""

    PLAIN = "plain"
    PAST = "past"
    FRESH = "fresh"
    FREE = "free"
    NOW = "now"


class RowsModel(QAbstractTableModel):
    """A table over a tuple of frozen rows; a new tuple replaces the old one whole."""

    def __init__(
        self,
        columns: Sequence[Column],
        cell: Callable[[Any, str], Cell],
        *,
        key: Callable[[Any], Hashable] = id,
        tone: Callable[[Any], str] = lambda _row: RowTone.PLAIN,
        rows: Sequence[Any] = (),
        parent: QObject | None = None,
    ) -> None:
        """``cell(row, column id)`` says what is shown; ``key`` keeps the selection over reloads."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._cell, self._key, self._tone = cell, key, tone
        self.rows: tuple[Any, ...] = tuple(rows)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, key: Hashable) -> int:
        """Return the place of the row with this key, or -1."""
        return next((n for n, row in enumerate(self.rows) if self._key(row) == key), -1)

    def key_of(self, place: int) -> Hashable:
        """Return the key of the row at a place."""
        return self._key(self.rows[place])

    def tone_of(self, place: int) -> str:
        """Return how the row at a place looks."""
        return self._tone(self.rows[place])

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a cell."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == RowRole.ROW:
            return row
        if role == RowRole.TONE:
            return self._tone(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (
            RowRole.CELL,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        cell = self._cell(row, column.id)
        if role == RowRole.CELL:
            return cell
        return cell.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else cell.text

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title; rows have none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be selected, never edited; the line of now is no row."""
        if not index.isValid() or self.tone_of(index.row()) == RowTone.NOW:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
