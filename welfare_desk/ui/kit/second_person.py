# SPDX-License-Identifier: EUPL-1.2
"""Asks a second person to sign an act: name and PIN in the right panel, never a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from welfare_desk.ui.kit.boxes import PinBox
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look


class SecondPersonPanel(Companion):
    """``asked`` tells who signs as well and their PIN; ``left`` that nobody does."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look, why: str, *, back_key: str = "") -> None:
        super().__init__(look, "", name="second")
        self.title.setText(self.tr("Second person"))
        self.setAccessibleName(self.tr("Second person"))
        self.body.addWidget(Text(look, why, "body", wrap=True))
        words = self.tr("They read what is decided, choose their name and type their own PIN.")
        self.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.who = ChoiceField(look, self.tr("Who signs as well"), name="second.operator")
        self.body.addWidget(self.who)
        self._nobody = Text(
            look,
            self.tr("Nobody else who may sign is known at this desk."),
            "secondary_strong",
            "danger",
            wrap=True,
        )
        self._nobody.hide()
        self.body.addWidget(self._nobody)
        label = Text(look, self.tr("PIN"), "label")
        self.pin = PinBox(look)
        self.pin.setObjectName("second.pin")
        self.pin.setAccessibleName(self.tr("PIN of the second person"))
        label.setBuddy(self.pin)
        self.body.addWidget(label)
        self.body.addWidget(self.pin)
        self._error = Text(look, "", "secondary_strong", "danger", wrap=True)
        self._error.hide()
        self.body.addWidget(self._error)
        self.sign = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Sign as well"),
            icon="users",
            key=self.tr("Enter"),
            name="second.sign",
        ).stretch()
        back = ActionButton(
            look, Rank.SECONDARY, self.tr("Not now"), key=back_key, name="second.back"
        ).stretch()
        self.add_foot(self.sign)
        self.add_foot(back)
        self.sign.clicked.connect(self._ask)
        self.pin.returnPressed.connect(self._ask)
        back.clicked.connect(self.left)

    def arm(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these people as (id, name) and take the focus."""
        self.who.set_choices(list(people))
        if people:
            self.who.set_value(people[0][0])
        show_if(self._nobody, not people)
        self.sign.setDisabled(not people)
        self.set_error("")
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, sentence: str) -> None:
        """Say what was wrong and what to do now."""
        self.pin.clear()
        self._error.setText(sentence)
        show_if(self._error, bool(sentence))
        if sentence:
            self.sign.setDisabled(False)
            announce(self.pin, sentence, at_once=True)
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self.pin.text() and self.sign.isEnabled():
            self.sign.setDisabled(True)
            self.asked.emit(self.who.value(), self.pin.text())
