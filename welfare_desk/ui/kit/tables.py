# SPDX-License-Identifier: EUPL-1.2
"""The table of rows in one or two lines, with badges, bars and buttons drawn by its delegate."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.rows import Cell, Index, RowRole, RowsModel, RowTone
from welfare_desk.ui.look import Look

CELL_PADDING = 16
ONE_LINE = 36
TWO_LINES = 48
NOW_LINE = 16
HEADER = 32


class RowDelegate(QStyledItemDelegate):
    """Draws cells; a press on a drawn button is told by ``pressed`` with its index."""

    pressed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Draw with ``look``."""
        super().__init__(parent)
        self._look = look
        self.hovered_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look, rect = self._look, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = index.data(RowRole.TONE)
        cell: Cell = index.data(RowRole.CELL)
        if tone == RowTone.NOW:
            self._now(painter, rect, cell)
            painter.restore()
            return
        state = option.state
        self._ground(painter, rect, state, index, tone)
        right = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        inner = rect.adjusted(look.gap(CELL_PADDING), 0, -look.gap(4), -look.line)
        if right:
            inner = rect.adjusted(look.gap(4), 0, -look.gap(CELL_PADDING), -look.line)
        if cell.badge is not None:
            self._badge(painter, inner, cell)
        elif cell.button:
            self._button(painter, rect, cell)
        elif tone == RowTone.FREE and index.column() == 1:
            self._free(painter, rect, cell)
        else:
            self._lines(painter, inner, cell, tone, right)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a height; widths belong to the columns."""
        return QSize(0, self._look.tall(TWO_LINES))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell of a press on a drawn button."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            cell = index.data(RowRole.CELL)
            rect: QRect = option.rect
            if (
                cell
                and cell.button
                and self.button_rect(rect, cell).contains(event.position().toPoint())
            ):
                self.pressed.emit(model.index(index.row(), index.column()))
                return True
        return super().editorEvent(event, model, option, index)

    def button_rect(self, rect: QRect, cell: Cell) -> QRect:
        """Return where a cell's button is drawn: at the right, 32 high."""
        look = self._look
        wide = paint.advance(look.font("label"), cell.button) + 2 * look.gap(11)
        if cell.icon:
            wide += look.px(16) + look.gap(8)
        high = look.tall(32)
        left = rect.right() - wide - look.gap(12) + 1
        return QRect(left, rect.top() + (rect.height() - look.line - high) // 2, wide, high)

    def _ground(self, painter: QPainter, rect: QRect, state: Any, index: Index, tone: str) -> None:
        look = self._look
        fill = "surface"
        if _is_selected(state):
            fill = "info_tint"
        elif tone == RowTone.FRESH:
            fill = "ok_tint"
        elif index.row() == self.hovered_row and not look.theme.frames:
            fill = "page"
        painter.fillRect(rect, look.colour(fill))
        below = QRect(rect.left(), rect.bottom() + 1 - look.line, rect.width(), look.line)
        last = index.row() == index.model().rowCount() - 1
        if not last:
            line = "ok_edge" if tone == RowTone.FRESH else "divider"
            painter.fillRect(below, look.colour(line))
        if _is_selected(state):
            if look.theme.frames:
                above = QRect(rect.left(), rect.top(), rect.width(), look.line)
                for edge in (above, below):
                    painter.fillRect(edge, look.colour("focus"))
            if index.column() == 0:
                bar = QRect(rect.left(), rect.top(), 4, rect.height() - look.line)
                painter.fillRect(bar, look.colour("focus" if look.theme.frames else "primary"))

    def _badge(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        assert cell.badge is not None
        look, face = self._look, cell.badge
        size = paint.badge_size(look, face.text, face.icon)
        top = inner.top() + (inner.height() - size.height()) // 2
        wide = min(size.width(), inner.width())
        place = QRect(inner.left(), top, wide, size.height())
        paint.badge(painter, look, place, face.text, face.tone, face.icon)

    def _button(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        look = self._look
        place = self.button_rect(rect, cell)
        if cell.boxed:
            edge = max(1.5, look.line)
            paint.box(painter, place, 4, look.colour("surface"), look.colour("primary"), edge)
        left = place.left() + look.gap(11)
        if cell.icon:
            sign = look.sign(cell.icon, "primary", 16, paint.ratio_of(painter))
            paint.picture(painter, left, place.center().y() + 0.5, sign)
            left += look.px(16) + look.gap(8)
        words = QRect(left, place.top(), place.right() - left, place.height())
        paint.words(painter, words, cell.button, look.font("label"), look.colour("primary"))

    def _free(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        look = self._look
        bar = rect.adjusted(look.gap(12), look.gap(7), -look.gap(8), -look.gap(8))
        edge = look.colour("divider") if look.theme.frames else None
        paint.box(painter, bar, 4, look.colour("sunken"), edge, look.line)
        left = bar.left() + look.gap(10)
        sign = look.sign("circle-dashed", "muted", 16, paint.ratio_of(painter))
        paint.picture(painter, left, bar.center().y() + 0.5, sign)
        words = bar.adjusted(look.gap(18) + look.px(16), 0, 0, 0)
        paint.words(painter, words, cell.text, look.font("body"), look.colour("muted"))

    def _lines(self, painter: QPainter, inner: QRect, cell: Cell, tone: str, right: bool) -> None:
        look = self._look
        weak = tone in (RowTone.PAST, RowTone.FREE)
        font = look.font("body" if weak and cell.role in ("row_title", "strong") else cell.role)
        ink = look.colour(cell.ink or ("muted" if weak else "text"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if cell.icon:
            sign = look.sign(cell.icon, cell.ink or "primary", 18, paint.ratio_of(painter))
            paint.picture(painter, inner.left(), inner.center().y() + 0.5, sign)
            inner = inner.adjusted(look.px(18) + look.gap(10), 0, 0, 0)
        if not cell.sub:
            paint.words(painter, inner, cell.text, font, ink, side)
            return
        first, second = look.px(20), look.px(17)
        top = inner.top() + (inner.height() - first - second) // 2
        above = QRect(inner.left(), top, inner.width(), first)
        below = QRect(inner.left(), top + first, inner.width(), second)
        paint.words(painter, above, cell.text, font, ink, side)
        quiet = look.colour("muted")
        paint.words(painter, below, cell.sub, look.font("secondary"), quiet, side)

    def _now(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        look = self._look
        painter.fillRect(rect, look.colour("surface"))
        left = rect.left() + look.gap(CELL_PADDING)
        font = look.font("label")
        words = QRect(left, rect.top(), rect.width(), rect.height())
        paint.words(painter, words, cell.text, font, look.colour("danger"))
        start = left + max(paint.advance(font, cell.text) + look.gap(12), look.px(52))
        line = QRect(start, rect.center().y(), rect.right() - start + 1, 2)
        painter.fillRect(line, look.colour("danger"))
        below = QRect(rect.left(), rect.bottom() + 1 - look.line, rect.width(), look.line)
        painter.fillRect(below, look.colour("divider"))


def _is_selected(state: Any) -> bool:
    return bool(state & QStyle.StateFlag.State_Selected)


class _RowHeader(QHeaderView):
    """Column titles on the sunken ground, each above the words of its cells."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Draw one title."""
        look = self._look
        painter.save()
        painter.fillRect(rect, look.colour("sunken"))
        below = QRect(rect.left(), rect.bottom() + 1 - look.line, rect.width(), look.line)
        painter.fillRect(below, look.colour("divider"))
        side = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = bool(side & Qt.AlignmentFlag.AlignRight)
        pad, end = look.gap(CELL_PADDING), look.gap(4)
        inner = rect.adjusted(end if right else pad, 0, -pad if right else -end, -look.line)
        title = self.model().headerData(section, Qt.Orientation.Horizontal)
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        paint.words(painter, inner, title, look.font("label"), look.colour("muted"), align)
        painter.restore()


class RowTable(QTableView):
    """A table over a RowsModel: one Tab stop, arrows inside, Enter opens.

    ``opened`` and ``selected`` tell the row, ``acted`` the row and the id of the column whose
    button was pressed.
    """

    opened = Signal(object)
    acted = Signal(object, str)
    selected = Signal(object)

    def __init__(
        self,
        look: Look,
        model: RowsModel,
        *,
        spoken: str,
        one_line: bool = False,
        headed: bool = True,
        grows: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``spoken`` names the table; one that ``grows`` is as high as its rows."""
        super().__init__(parent)
        self._look, self._rows = look, model
        self._row_height = ONE_LINE if one_line else TWO_LINES
        self._grows = grows
        self._kept: tuple[Any, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._drawn = RowDelegate(look, self)
        self.setItemDelegate(self._drawn)
        self._behave(headed)
        self.setModel(model)
        self._drawn.pressed.connect(self._act)
        self.clicked.connect(self._click)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._take_rows)
        self.selectionModel().currentRowChanged.connect(self._tell_selected)
        self._relook()
        look.changed.connect(self._relook)

    def current(self) -> Any:
        """Return the row the selection is on, or None."""
        index = self.currentIndex()
        return index.data(RowRole.ROW) if index.isValid() else None

    def select_place(self, place: int) -> None:
        """Put the selection on the row at a place."""
        if 0 <= place < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(place, 0))

    def sizeHint(self) -> QSize:
        """Return the height of header and rows for a table that grows."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._full_height()) if self._grows else hint

    def minimumSizeHint(self) -> QSize:
        """Let columns scroll sideways where the text is large for the window."""
        fixed = min(self._fixed_width(), self._look.gap(320))
        high = self._full_height() if self._grows else self._look.tall(self._row_height) * 3
        return QSize(fixed, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            row = self.current()
            if row is not None:
                self.opened.emit(row)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give room to the sideways scroll bar when it comes."""
        super().resizeEvent(event)
        self._fit_columns()
        if self._grows and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the mouse and show a hand over its button."""
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else -1)
        cell = index.data(RowRole.CELL) if index.isValid() else None
        over = (
            cell is not None
            and bool(cell.button)
            and self._drawn.button_rect(self.visualRect(index), cell).contains(
                event.position().toPoint()
            )
        )
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Unmark the row."""
        self._hover(-1)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows and, with the focus, a ring around the current one."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not (self.hasFocus() and index.isValid()):
            return
        first = self.visualRect(self._rows.index(index.row(), 0))
        ring = QRect(0, first.top(), self.viewport().width(), first.height())
        painter = QPainter(self.viewport())
        paint.box(painter, ring, 2, None, self._look.colour("focus"), paint.FOCUS_WIDTH)
        painter.end()

    def _behave(self, headed: bool) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        header = _RowHeader(self._look, self)
        self.setHorizontalHeader(header)
        header.setVisible(headed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCornerButtonEnabled(False)
        if self._grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _relook(self) -> None:
        look, header = self._look, self.horizontalHeader()
        header.setFixedHeight(look.tall(HEADER))
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(look.tall(self._row_height))
        for place, column in enumerate(self._rows.columns):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            if column.width:
                header.resizeSection(place, look.px(column.width))
        self._fit_columns()
        self._lay_rows()

    def _fit_columns(self) -> None:
        """Share the room left among the columns without a width, never less than 100 px each."""
        look, header = self._look, self.horizontalHeader()
        loose = [place for place, column in enumerate(self._rows.columns) if not column.width]
        taken = sum(look.px(column.width) for column in self._rows.columns)
        for place in loose:
            share = (self.viewport().width() - taken) // len(loose)
            header.resizeSection(place, max(share, look.px(100)))

    def _lay_rows(self) -> None:
        look, columns = self._look, len(self._rows.columns)
        self.clearSpans()
        for place in range(self._rows.rowCount()):
            tone = self._rows.tone_of(place)
            high = look.px(NOW_LINE) if tone == RowTone.NOW else look.tall(self._row_height)
            self.setRowHeight(place, high)
            if tone == RowTone.NOW and columns > 1:
                self.setSpan(place, 0, 1, columns)
            elif tone == RowTone.FREE and columns > 3:
                self.setSpan(place, 1, 1, columns - 2)
        self.updateGeometry()

    def _full_height(self) -> int:
        header = self.horizontalHeader()
        high = 0 if header.isHidden() else self._look.tall(HEADER)
        if 0 < self.width() < self._fixed_width():
            high += self.horizontalScrollBar().sizeHint().height()
        return high + self.verticalHeader().length()

    def _fixed_width(self) -> int:
        return sum(self._look.px(column.width or 100) for column in self._rows.columns)

    def _keep_place(self) -> None:
        index = self.currentIndex()
        self._kept = (self._rows.key_of(index.row()),) if index.isValid() else ()

    def _take_rows(self) -> None:
        self._lay_rows()
        if self._kept:
            self.select_place(self._rows.row_of(self._kept[0]))

    def _hover(self, row: int) -> None:
        if row != self._drawn.hovered_row:
            self._drawn.hovered_row = row
            self.viewport().update()

    def _act(self, index: QModelIndex) -> None:
        self.acted.emit(index.data(RowRole.ROW), self._rows.columns[index.column()].id)

    def _click(self, index: QModelIndex) -> None:
        cell = index.data(RowRole.CELL)
        if cell is not None and not cell.button and self._rows.tone_of(index.row()) != RowTone.NOW:
            self.opened.emit(index.data(RowRole.ROW))

    def _tell_selected(self, current: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(current.data(RowRole.ROW))
