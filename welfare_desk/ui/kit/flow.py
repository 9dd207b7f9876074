# SPDX-License-Identifier: EUPL-1.2
"""A layout that goes on in the next line where a row of buttons does not fit."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from welfare_desk.ui.look import Look


class Flow(QLayout):
    """Puts widgets side by side, right-aligned in each line unless told otherwise."""

    def __init__(self, look: Look, spacing: int = 8, *, right: bool = False) -> None:
        """Keep ``spacing`` between widgets and between lines."""
        super().__init__()
        self._look, self._gap, self._right = look, spacing, right
        self._items: list[QLayoutItem] = []
        look.changed.connect(self.invalidate)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item by place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out by place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that fewer pixels of width mean more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines needed."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        shown = self._shown()
        gap = self._look.gap(self._gap)
        wide = sum(item.sizeHint().width() for item in shown) + gap * max(len(shown) - 1, 0)
        return QSize(wide, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the largest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        gap = self._look.gap(self._gap)
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and used + gap + wide > rect.width():
                lines.append([])
                used = 0
            used += wide + (gap if lines[-1] else 0)
            lines[-1].append(item)
        top = rect.top()
        for line in lines:
            high = max((item.sizeHint().height() for item in line), default=0)
            if move:
                self._place(line, rect, top, high, gap)
            top += high + gap
        return max(top - gap - rect.top(), 0)

    def _place(self, line: list[QLayoutItem], rect: QRect, top: int, high: int, gap: int) -> None:
        needed = sum(item.sizeHint().width() for item in line) + gap * (len(line) - 1)
        left = rect.right() + 1 - needed if self._right else rect.left()
        for item in line:
            size = item.sizeHint()
            middle = top + (high - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, middle), size))
            left += size.width() + gap


class Evenly(Flow):
    """Puts choices side by side over the whole width: all in a line, else in even columns."""

    def expandingDirections(self) -> Qt.Orientation:
        """Fill the width."""
        return Qt.Orientation.Horizontal

    def _lay(self, rect: QRect, *, move: bool) -> int:
        shown, gap = self._shown(), self._look.gap(self._gap)
        if not shown:
            return 0
        columns = self._columns(shown, rect.width(), gap)
        high = max(item.sizeHint().height() for item in shown)
        if move:
            for start in range(0, len(shown), columns):
                line = QRect(rect.left(), rect.top(), rect.width(), high)
                line.moveTop(rect.top() + start // columns * (high + gap))
                self._fill(shown[start : start + columns], line, columns, gap)
        lines = -(-len(shown) // columns)
        return lines * high + (lines - 1) * gap

    def _columns(self, shown: list[QLayoutItem], width: int, gap: int) -> int:
        wides = [item.sizeHint().width() for item in shown]
        count, half = len(wides), -(-len(wides) // 2)
        if sum(wides) + gap * (count - 1) <= width:
            return count
        return half if max(wides) * half + gap * (half - 1) <= width else 1

    def _fill(self, line: list[QLayoutItem], rect: QRect, columns: int, gap: int) -> None:
        """Give each an equal part, but to none less than its words."""
        room = rect.width() - gap * (columns - 1)
        wides = [item.sizeHint().width() for item in line]
        even = room // columns
        if max(wides) > even:
            spare = max(room - sum(wides), 0) // columns
            wides = [wide + spare for wide in wides]
        else:
            wides = [even] * len(wides)
        left = rect.left()
        for place, (item, wide) in enumerate(zip(line, wides, strict=True)):
            last = len(line) == columns and place == columns - 1
            end = rect.right() + 1 if last else left + wide
            item.setGeometry(QRect(left, rect.top(), end - left, rect.height()))
            left += wide + gap


class FlowBox(QWidget):
    """A widget that flows its children."""

    def __init__(self, look: Look, spacing: int = 8, *, right: bool = False) -> None:
        """Start empty; fill with ``add``."""
        super().__init__()
        self._flow = Flow(look, spacing, right=right)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._flow.addWidget(widget)
