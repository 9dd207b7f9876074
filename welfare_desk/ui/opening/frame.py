# SPDX-License-Identifier: EUPL-1.2
"""The ground of every page before the desk is open: what this is at the left, a card right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.layout import HBox, Panel, Scroller, TurningBox, VBox
from welfare_desk.ui.kit.rail import Crest
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.look import Look

PRODUCT = "Welfare Desk"
NARROW_CARD = 448
WIDE_CARD = 560
WIDEST = 16_777_215
"""Qt's word for a width that nothing limits."""


class _CardFirst(TurningBox):
    """A row that becomes a column with its last part, the card, above."""

    def _relook(self) -> None:
        super()._relook()
        if self._look.is_large:
            self.setDirection(QBoxLayout.Direction.BottomToTop)


class OpeningPage(Panel):
    """A page in the colours of the lock: fill ``left`` and ``column``, the inside of the card."""

    def __init__(
        self, look: Look, registry: ActionRegistry, name: str, card_width: int = NARROW_CARD
    ) -> None:
        super().__init__("lock")
        self.setObjectName(name)
        self._look, self._card_width = look, card_width
        outer = HBox(look, parent=self)
        self.scroller = Scroller(look, 0, (72, 56, 72, 24))
        outer.addWidget(self.scroller)
        self.scroller.body.setAlignment(Qt.AlignmentFlag(0))
        columns = _CardFirst(look, 48)
        columns.addLayout(self._side(registry), 1)
        right = VBox(look)
        right.addStretch(2)
        self.card = Panel("lock_card")
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.column = VBox(look, 8, (32, 28, 32, 24), self.card)
        right.addWidget(self.card)
        right.addStretch(3)
        columns.addLayout(right)
        self.scroller.body.addLayout(columns, 1)
        look.changed.connect(self._relook)
        self._relook()

    def set_names(self, body: str, desk: str) -> None:
        """Name the municipality and the desk, once they are known."""
        self._body.setText(body or PRODUCT)
        self._desk.setText(desk)
        show_if(self._desk, bool(desk))

    def take_focus(self, widget: QWidget) -> None:
        """Take the focus to a control and bring it into sight, also where the page scrolls."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        # Only after this turn is the page laid out with what was just said beside the control.
        QTimer.singleShot(0, self, lambda: self.scroller.ensureWidgetVisible(widget))

    def add_head(self, icon: str, title: str, words: str, *, tone: str = "primary") -> Text:
        """Put sign, title and what to do into the card; return the title."""
        look = self._look
        head = HBox(look, 12)
        head.addWidget(Sign(look, icon, tone, 22), 0, Qt.AlignmentFlag.AlignTop)
        heading = Text(look, title, "title", wrap=True)
        head.addWidget(heading, 1)
        self.column.addLayout(head)
        if words:
            self.column.addWidget(Text(look, words, "body", "muted", wrap=True))
        self.column.addSpacing(look.gap(8))
        return heading

    def _side(self, registry: ActionRegistry) -> VBox:
        look = self._look
        column = VBox(look)
        top = HBox(look, 16)
        top.addWidget(Crest(look, 56))
        names = VBox(look, 4)
        self._body = Text(look, PRODUCT, "panel_title", "rail_text", elide=True)
        self._desk = Text(look, "", "body", "rail_muted", elide=True)
        self._desk.hide()
        names.addWidget(self._body)
        names.addWidget(self._desk)
        top.addLayout(names, 1)
        column.addLayout(top)
        column.addStretch(1)
        self.left = VBox(look, 12, (0, 32, 0, 32))
        column.addLayout(self.left)
        column.addStretch(1)
        foot = HBox(look, 8)
        foot.addWidget(Sign(look, "type", "rail_muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        keys = self.tr("Larger text %1, smaller %2")
        keys = keys.replace("%1", registry.key("text_larger"))
        keys = keys.replace("%2", registry.key("text_smaller"))
        foot.addWidget(Text(look, keys, "secondary", "rail_muted", wrap=True), 1)
        column.addLayout(foot)
        return column

    def _relook(self) -> None:
        if self._look.is_large:
            # In one column it takes the width there is: a box asks a widget for its height at
            # the box's own width, and a card kept narrower would have its words cut.
            self.card.setMinimumWidth(0)
            self.card.setMaximumWidth(WIDEST)
        else:
            self.card.setFixedWidth(min(self._look.px(self._card_width), 820))
