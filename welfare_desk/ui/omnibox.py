# SPDX-License-Identifier: EUPL-1.2
"""The one search line of the window and the list of what it found; the search is injected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.badges import KeyChip
from welfare_desk.ui.kit.boxes import mask_line
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.rows import Index
from welfare_desk.ui.look import Look

FACE_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_ROWS = 8
FLASH_MS = 300
LIST_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the list: id, what it is (person, booking, create …), two lines and a sign."""

    id: str
    kind: str
    title: str
    detail: str = ""
    icon: str = "user"


class _FoundModel(QAbstractListModel):
    """The rows found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Found, ...] = ()

    def set_rows(self, rows: Sequence[Found]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, or its words."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == FACE_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.detail}" if row.detail else row.title
        return None


class _FoundDelegate(QStyledItemDelegate):
    """Draws a row in two lines."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(0, self._look.tall(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw sign, title, detail, and the bar of the current row."""
        look, rect = self._look, option.rect
        face: Found = index.data(FACE_ROLE)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("info_tint"))
            bar = QRect(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(bar, look.colour("focus"))
        sign = look.sign(face.icon, "primary", 18, paint.ratio_of(painter))
        paint.picture(painter, rect.left() + look.gap(16), rect.center().y() + 0.5, sign)
        left = rect.left() + look.gap(28) + look.px(18)
        first, second = look.px(20), look.px(17 if face.detail else 0)
        top = rect.top() + (rect.height() - first - second) // 2
        wide = rect.right() - left - look.gap(12)
        title = QRect(left, top, wide, first)
        paint.words(painter, title, face.title, look.font("row_title"), look.colour("text"))
        if face.detail:
            detail = QRect(left, top + first, wide, second)
            ink = look.colour("muted")
            paint.words(painter, detail, face.detail, look.font("secondary"), ink)
        painter.restore()


class _FoundList(QListView):
    """The list under the line; the focus stays in the line."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look = look
        self.found = _FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(_FoundDelegate(look, self))
        self.setObjectName("omnibox.results")
        self.setAccessibleName(self.tr("Found"))
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.hide()

    def place_below(self, line: QWidget) -> None:
        """Stand under the line, as high as the rows, inside the window."""
        host = self.parentWidget()
        if host is None:
            return
        corner = line.mapTo(host, line.rect().bottomLeft())
        rows = min(self.found.rowCount(), MOST_ROWS)
        high = rows * self._look.tall(48) + 4
        room = host.height() - corner.y() - self._look.gap(12)
        # Where the line is short for its text, the rows are not: nothing of them is lost.
        across = min(host.width() - corner.x() - self._look.gap(12), self._look.px(LIST_WIDTH))
        wide = max(line.width(), across)
        self.setGeometry(corner.x(), corner.y() + 5, wide, min(high, room))
        self.raise_()


class Omnibox(QWidget):
    """Search line with its list.

    ``searched`` tells each change of the text; whoever searches answers with ``set_found``.
    ``picked`` tells the row opened and whether booking should start; ``submitted`` tells the
    text when Enter is pressed and nothing is listed, and that as well.
    """

    searched = Signal(str)
    picked = Signal(object, bool)
    submitted = Signal(str, bool)
    left = Signal()

    def __init__(self, look: Look, host: QWidget, *, key: str = "") -> None:
        """The list is laid over ``host``, the window's content."""
        super().__init__()
        self._look, self._lit = look, ""
        self._dim = QTimer(self, singleShot=True)
        self._dim.timeout.connect(self._unlight)
        self._before: QWidget | None = None
        self.line = QLineEdit()
        self.line.setObjectName("omnibox")
        self.line.setProperty("role", "bare")
        spoken = self.tr("Search or scan: card, name, fiscal code, booking")
        self.line.setAccessibleName(spoken)
        self._long, self._short = spoken, self.tr("Search or scan")
        self._row = HBox(look, 8, (14, 0, 12, 0), self)
        self._row.addWidget(self.line, 1)
        self.chip = KeyChip(look, key)
        self._row.addWidget(self.chip)
        self.list = _FoundList(look, host)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._search)
        self.line.textChanged.connect(lambda _text: self.mask_again())
        self.list.clicked.connect(lambda index: self._pick(index.row(), False))
        self._relook()
        look.changed.connect(self._relook)

    def sizeHint(self) -> QSize:
        """Return the size of picture 01."""
        return QSize(self._look.gap(591), self._look.tall(44))

    def minimumSizeHint(self) -> QSize:
        """Leave room for some words."""
        return QSize(self._look.gap(240), self._look.tall(44))

    def seek(self) -> None:
        """Take the focus, remember where it was, and select what is typed."""
        before = QApplication.focusWidget()
        if before is not self.line:
            self._before = before
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def set_found(self, rows: Sequence[Found]) -> None:
        """List what was found for the text; none hides the list."""
        self.list.found.set_rows(rows)
        if not rows or not self.line.text().strip():
            self.list.hide()
            return
        first = next((place for place, row in enumerate(rows) if row.kind != "note"), 0)
        self.list.setCurrentIndex(self.list.found.index(first, 0))
        self.list.place_below(self)
        self.list.show()
        self._say_row(f"{self.tr('%n found', '', len(rows))}. ")

    def _say_row(self, before: str = "") -> None:
        """Say the current row: the focus stays in the line, a screen reader would say nothing."""
        words = self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        announce(self.line, f"{before}{words}")

    def clear(self) -> None:
        """Empty the line and hide the list."""
        self.line.clear()
        self.set_found(())

    def begin(self, sign: str) -> None:
        """Take the focus with a first sign typed, behind which the operator goes on."""
        self.seek()
        self.line.setText(sign)
        self._search(sign)

    def flash(self, tone: str = "ok") -> None:
        """Light up for a moment: a scan was understood, or not (``warning``)."""
        self._lit = tone
        self._dim.stop()
        self.update()

    def mask_again(self) -> None:
        """Hide a code that was left in the line on a private screen."""
        mask_line(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list, Escape goes back to where the focus was."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            self.mask_again()
            if isinstance(event, QFocusEvent) and event.lostFocus():
                self.list.hide()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            busy = self.list.isVisible() or bool(self.line.text().strip())
            if ours and (event.key() == Qt.Key.Key_Escape or busy):
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the scan sign."""
        look = self._look
        if self._lit and not self._dim.isActive():
            # From when it is seen: the page that a scan opens may take the window's time first.
            self._dim.start(FLASH_MS)
        painter = QPainter(self)
        if self.line.hasFocus() or self._lit:
            fill = look.colour(f"{self._lit}_tint" if self._lit else "surface")
            edge = look.colour(self._lit or "focus")
            paint.box(painter, self.rect(), 6, fill, edge, paint.FOCUS_WIDTH)
        else:
            edge = look.colour("control")
            paint.box(painter, self.rect(), 6, look.colour("surface"), edge, look.line)
        sign = look.sign("scan-line", "primary", 20, self.devicePixelRatioF())
        paint.picture(painter, look.gap(14), self.rect().center().y() + 0.5, sign)
        painter.end()

    def _key(self, event: QKeyEvent) -> bool:
        rows = self.list.found.rowCount() if self.list.isVisible() else 0
        here = self.list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and rows:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentIndex(self.list.found.index((here + step) % rows, 0))
            self._say_row()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            booking = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if rows:
                self._pick(here, booking)
            else:
                self.submitted.emit(self.line.text().strip(), booking)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        return False

    def _search(self, text: str) -> None:
        if not text.strip():
            self.set_found(())
        self.searched.emit(text.strip())

    def _pick(self, place: int, booking: bool) -> None:
        if 0 <= place < self.list.found.rowCount():
            row = self.list.found.rows[place]
            if row.kind == "note":
                # It only tells something; what was typed is not lost by a key too many.
                return
            self.clear()
            self.picked.emit(row, booking)

    def _leave(self) -> None:
        if self.list.isVisible():
            self.list.hide()
            return
        self.clear()
        if self._before is not None:
            try:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            except RuntimeError:
                self._before = None
        self.left.emit()

    def _unlight(self) -> None:
        self._lit = ""
        self.update()

    def _relook(self) -> None:
        look = self._look
        self.line.setFont(look.font("body"))
        self.line.setTextMargins(look.px(20) + look.gap(8), 0, 0, 0)
        self.line.setPlaceholderText(self._short if self._look.is_large else self._long)
        self.setFixedHeight(self._look.tall(44))
