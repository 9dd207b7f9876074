# SPDX-License-Identifier: EUPL-1.2
"""The first log-in: the one-time PIN is replaced by the operator's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from welfare_desk.ui.kit.boxes import PinBox
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import HBox, Panel, Scroller, VBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.lock_page import CARD_WIDTH
from welfare_desk.ui.look import Look

LEAST_DIGITS = 6


class PinPage(Panel):
    """Covers the window until the operator has a PIN of their own."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__("lock")
        self.setObjectName("first_pin")
        self._look = look
        outer = HBox(look, parent=self)
        scroller = Scroller(look, 0, (96, 72, 96, 24))
        outer.addWidget(scroller)
        scroller.body.setAlignment(Qt.AlignmentFlag(0))
        row = HBox(look)
        row.addStretch(1)
        column = VBox(look)
        column.addStretch(2)
        self.card = self._card()
        column.addWidget(self.card)
        column.addStretch(3)
        row.addLayout(column)
        row.addStretch(1)
        scroller.body.addLayout(row, 1)
        look.changed.connect(self._relook)
        self._relook()

    def arm(self, name: str) -> None:
        """Greet the operator and take the focus."""
        self._hello.setText(self.tr("%1, choose your own PIN").replace("%1", name))
        self.first.clear()
        self.second.clear()
        self.set_error("")
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, sentence: str) -> None:
        """Say what to do now."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.save.setDisabled(False)
        if sentence:
            announce(self.first, sentence, at_once=True)

    def _card(self) -> Panel:
        look = self._look
        card = Panel("lock_card")
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = VBox(look, 8, (32, 28, 32, 24), card)
        head = HBox(look, 12)
        head.addWidget(Sign(look, "key-round", "primary", 22))
        self._hello = Text(look, "", "title", wrap=True)
        head.addWidget(self._hello, 1)
        column.addLayout(head)
        words = self.tr("The PIN you were given works once. Only you will know the new one.")
        column.addWidget(Text(look, words, "body", "muted", wrap=True))
        self.first = self._box("pin.first", self.tr("New PIN"), column)
        hint = self.tr("At least 6 digits. It is not shown while you type.")
        column.addWidget(Text(look, hint, "secondary", "muted", wrap=True))
        self.second = self._box("pin.second", self.tr("The same PIN again"), column)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._choose)
        self._error = Text(look, "", "secondary_strong", "danger", wrap=True)
        self._error.hide()
        column.addWidget(self._error)
        self.save = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Save my PIN"),
            icon="lock-open",
            key=self.tr("Enter"),
            name="pin.save",
        ).stretch()
        self.save.clicked.connect(self._choose)
        column.addSpacing(look.gap(8))
        column.addWidget(self.save)
        return card

    def _box(self, name: str, words: str, column: VBox) -> PinBox:
        label = Text(self._look, words, "label")
        box = PinBox(self._look)
        box.setObjectName(name)
        box.setAccessibleName(words)
        label.setBuddy(box)
        column.addSpacing(self._look.gap(4))
        column.addWidget(label)
        column.addWidget(box)
        return box

    def _choose(self) -> None:
        pin = self.first.text()
        if len(pin) < LEAST_DIGITS:
            self.set_error(self.tr("The PIN is too short. Type at least 6 digits."))
            self.first.setFocus()
        elif pin != self.second.text():
            self.second.clear()
            self.set_error(self.tr("The two PINs differ. Type the second one again."))
            self.second.setFocus()
        elif self.save.isEnabled():
            self.save.setDisabled(True)
            self.chosen.emit(pin)

    def _relook(self) -> None:
        self.card.setFixedWidth(min(self._look.px(CARD_WIDTH), 760))
