# SPDX-License-Identifier: EUPL-1.2
"""Boxes whose spacing follows the text size, scroll areas, the scaffold of a page."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.look import Look

Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
PAGE_MARGIN = 24


class _Box(QBoxLayout):
    """A row or column; margins are left, top, right, bottom at 100 % text."""

    def __init__(
        self,
        look: Look,
        direction: QBoxLayout.Direction,
        spacing: int,
        margins: Margins,
        parent: QWidget | None,
    ) -> None:
        super().__init__(direction, parent)
        self._look, self._spacing, self._margins = look, spacing, margins
        self._relook()
        look.changed.connect(self._relook)

    def set_margins(self, margins: Margins) -> None:
        """Take other margins."""
        self._margins = margins
        self._relook()

    def set_spacing(self, spacing: int) -> None:
        """Take another spacing."""
        self._spacing = spacing
        self._relook()

    def setGeometry(self, rect: QRect) -> None:
        """Take the place given; what is held to the top has the height its words need.

        Qt gives it the height of its hint alone, which takes wrapped words for wider.
        """
        held = self.alignment()
        if not held & Qt.AlignmentFlag.AlignTop or not self.hasHeightForWidth():
            super().setGeometry(rect)
            return
        needed = max(self.minimumSize().height(), self.heightForWidth(rect.width()))
        self.setAlignment(Qt.AlignmentFlag(0))
        super().setGeometry(QRect(rect.topLeft(), QSize(rect.width(), min(rect.height(), needed))))
        self.setAlignment(held)

    def _relook(self) -> None:
        self.setSpacing(self._look.gap(self._spacing))
        self.setContentsMargins(*(self._look.gap(side) for side in self._margins))


class VBox(_Box):
    """A column."""

    def __init__(
        self,
        look: Look,
        spacing: int = 0,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
    ) -> None:
        """Take spacing and margins at 100 % text."""
        super().__init__(look, QBoxLayout.Direction.TopToBottom, spacing, margins, parent)


class HBox(_Box):
    """A row."""

    def __init__(
        self,
        look: Look,
        spacing: int = 0,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
    ) -> None:
        """Take spacing and margins at 100 % text."""
        super().__init__(look, QBoxLayout.Direction.LeftToRight, spacing, margins, parent)


class TurningBox(_Box):
    """A row that becomes a column where the text is large for the window."""

    def __init__(
        self,
        look: Look,
        spacing: int = 0,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
    ) -> None:
        """Take spacing and margins at 100 % text."""
        super().__init__(look, QBoxLayout.Direction.LeftToRight, spacing, margins, parent)

    def _relook(self) -> None:
        super()._relook()
        column = QBoxLayout.Direction.TopToBottom
        row = QBoxLayout.Direction.LeftToRight
        self.setDirection(column if self._look.is_large else row)


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, and out of the layouts in it, and delete it."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear(inner)
        widget = item.widget()
        if widget is not None:
            # Hidden, it cannot be shown by the layout's request that is still on its way:
            # without a parent it would open as a window and take the focus.
            widget.hide()
            widget.deleteLater()


class Line(QFrame):
    """A dividing line, horizontal unless told otherwise; decoration only."""

    def __init__(self, look: Look, *, upright: bool = False) -> None:
        """Be as thick as the theme's lines."""
        super().__init__()
        self._look, self._upright = look, upright
        self.setProperty("role", "divider")
        self._relook()
        look.changed.connect(self._relook)

    def _relook(self) -> None:
        if self._upright:
            self.setFixedWidth(self._look.line)
        else:
            self.setFixedHeight(self._look.line)


class Panel(QFrame):
    """A frame the stylesheet knows by ``role`` and ``tone``."""

    def __init__(self, role: str, tone: str = "", parent: QWidget | None = None) -> None:
        """Take the look of ``role``."""
        super().__init__(parent)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Scroller(QScrollArea):
    """A scroll area with one column; what lacks room scrolls instead of being squeezed."""

    def __init__(
        self,
        look: Look,
        spacing: int = 16,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty column; fill it through ``body``."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        self.body = VBox(look, spacing, margins, inside)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)


class TwoColumns(QWidget):
    """Two columns side by side, one below the other when the text is large or room is scarce."""

    def __init__(
        self,
        look: Look,
        spacing: int = 16,
        stretch: tuple[int, int] = (1, 1),
        narrow_below: int = 640,
    ) -> None:
        """Fill ``left`` and ``right``; below ``narrow_below`` px of width they are stacked."""
        super().__init__()
        self._look, self._narrow_below = look, narrow_below
        self._box = _Box(look, QBoxLayout.Direction.LeftToRight, spacing, NO_MARGINS, self)
        self.left = VBox(look, spacing)
        self.right = VBox(look, spacing)
        self._box.addLayout(self.left, stretch[0])
        self._box.addLayout(self.right, stretch[1])
        for column in (self.left, self.right):
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        look.changed.connect(self._turn)

    def event(self, event: QEvent) -> bool:
        """Turn when the width changes."""
        if event.type() == QEvent.Type.Resize:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        narrow = self._look.is_large or self.width() < self._look.px(self._narrow_below)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)


class ActionBar(Panel):
    """The bar at a page's foot: a note of what is safe left, buttons right."""

    def __init__(
        self, look: Look, note: str = "", icon: str = "hard-drive", ink: str = "ok"
    ) -> None:
        """Say ``note``, for example where the draft is saved."""
        super().__init__("bar_bottom")
        self._row = TurningBox(look, 12, (PAGE_MARGIN, 9, PAGE_MARGIN, 9), self)
        words = HBox(look, 10)
        self._sign = Sign(look, icon, ink)
        self._note = Text(look, note, "secondary", "muted", elide=True)
        words.addWidget(self._sign)
        words.addWidget(self._note, 1)
        self._row.addLayout(words, 1)
        self._buttons = FlowBox(look, 12, right=True)
        self._row.addWidget(self._buttons)
        self.set_note(note)

    def set_note(self, note: str) -> None:
        """Say another note; an empty one takes no room."""
        self._note.setText(note)
        show_if(self._sign, bool(note))
        show_if(self._note, bool(note))

    def add(self, button: QWidget) -> None:
        """Put a button at the right end."""
        self._buttons.add(button)


class Page(QWidget):
    """A page: title and buttons above, a scrolling body, an action bar below if set."""

    def __init__(self, look: Look, title: str = "", subtitle: str = "", name: str = "") -> None:
        """Fill ``body``; put header buttons in with ``add_header``."""
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName(name)
        self.look = look
        self._foot: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.head = QWidget()
        self._head_row = TurningBox(look, 12, (PAGE_MARGIN, 16, PAGE_MARGIN, 6), self.head)
        words = VBox(look, 2)
        self.title = Text(look, title, "title", wrap=True)
        self.subtitle = Text(look, subtitle, "body", "muted", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._head_row.addLayout(words, 1)
        self._head_buttons = FlowBox(look, 12, right=True)
        self._head_row.addWidget(self._head_buttons)
        self.scroller = Scroller(look, 12, (PAGE_MARGIN, 10, PAGE_MARGIN, 16))
        self.body = self.scroller.body
        self._column.addWidget(self.head)
        self._column.addWidget(self.scroller, 1)
        self.set_heading(title, subtitle)

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Show another title; the header vanishes when both are empty."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        show_if(self.subtitle, bool(subtitle))
        show_if(self.head, bool(title or subtitle))

    def replace_head(self, widget: QWidget) -> None:
        """Put a header of the page's own in the place of title and subtitle."""
        self.head.hide()
        self._column.insertWidget(0, widget)

    def add_header(self, widget: QWidget) -> None:
        """Put a button or badge at the right of the title."""
        self._head_buttons.add(widget)

    def set_action_bar(self, bar: QWidget) -> None:
        """Put a bar at the foot, outside the scrolling body, in the place of an earlier one."""
        if self._foot is not None and self._foot is not bar:
            self._column.removeWidget(self._foot)
            self._foot.hide()
            self._foot.deleteLater()
        self._foot = bar
        self._column.addWidget(bar)


def spacer() -> QWidget:
    """Return a widget that takes the room left over in a row or column."""
    filler = QWidget()
    filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return filler
