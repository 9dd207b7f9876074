# SPDX-License-Identifier: EUPL-1.2
"""What stands in the right panel: heading, sections with a count, a foot for buttons."""

from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.badges import CountPill, KeyChip
from welfare_desk.ui.kit.layout import HBox, Line, Panel, Scroller, VBox
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.look import Look

PANEL_MARGIN = 16


class PanelSection(QWidget):
    """A heading with sign and count, and rows that reach both edges."""

    def __init__(
        self, look: Look, icon: str, title: str, count: int | None = None, *, ink: str = "muted"
    ) -> None:
        """Rows go into ``rows``; an ``ink`` of warning marks trouble."""
        super().__init__()
        column = VBox(look, parent=self)
        head = HBox(look, 8, (PANEL_MARGIN, 10, PANEL_MARGIN, 6))
        head.addWidget(Sign(look, icon, ink, 16))
        head.addWidget(Text(look, title, "label", ink))
        self.pill = CountPill(look, count or 0)
        show_if(self.pill, count is not None)
        head.addWidget(self.pill)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Line(look))
        self.rows = VBox(look)
        column.addLayout(self.rows)

    def set_count(self, count: int) -> None:
        """Show how many rows there are."""
        self.pill.set_count(count)
        show_if(self.pill, True)


class Companion(QWidget):
    """The right panel's content: title, scrolling body, and a foot with buttons if it has some."""

    def __init__(
        self, look: Look, title: str, *, key: str = "", padded: bool = True, name: str = ""
    ) -> None:
        """``padded`` gives the body margins; sections and rows bring their own."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._look = look
        column = VBox(look, parent=self)
        head = HBox(look, 8, (PANEL_MARGIN, 14, PANEL_MARGIN, 6))
        self.title = Text(look, title, "panel_title")
        head.addWidget(self.title)
        head.addStretch(1)
        if key:
            head.addWidget(KeyChip(look, key))
        column.addLayout(head)
        side = PANEL_MARGIN if padded else 0
        self.scroller = Scroller(look, 12 if padded else 0, (side, 4, side, 12))
        self.body = self.scroller.body
        column.addWidget(self.scroller, 1)
        self._foot: Panel | None = None
        self._foot_column: VBox | None = None
        self._column = column

    def add_foot(self, widget: QWidget) -> None:
        """Put a button into the foot, the primary one first."""
        if self._foot_column is None:
            self._foot = Panel("bar_bottom")
            self._foot_column = VBox(
                self._look, 8, (PANEL_MARGIN, 12, PANEL_MARGIN, 12), self._foot
            )
            self._column.addWidget(self._foot)
        self._foot_column.addWidget(widget)
