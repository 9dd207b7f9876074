# SPDX-License-Identifier: EUPL-1.2
"""Another operator takes over without closing anything: name, PIN, Enter (UX-38)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from welfare_desk.desk.session import OperatorView
from welfare_desk.ui.kit.boxes import PinBox
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.look import Look


class SwitchPanel(Companion):
    """Asks who takes over, in the right panel; ``asked`` tells operator and PIN."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look, key: str, back_key: str) -> None:
        super().__init__(look, "", key=key, name="switch")
        self.title.setText(self.tr("Change operator"))
        self.setAccessibleName(self.tr("Change operator"))
        words = self.tr("Open persons and drafts stay as they are.")
        self.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.who = ChoiceField(look, self.tr("Operator"), name="switch.operator")
        self.body.addWidget(self.who)
        label = Text(look, self.tr("PIN"), "label")
        self.pin = PinBox(look)
        self.pin.setObjectName("switch.pin")
        self.pin.setAccessibleName(self.tr("PIN"))
        label.setBuddy(self.pin)
        self.body.addWidget(label)
        self.body.addWidget(self.pin)
        self._error = Text(look, "", "secondary_strong", "danger", wrap=True)
        self._error.hide()
        self.body.addWidget(self._error)
        self.enter = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Take over"),
            icon="users",
            key=self.tr("Enter"),
            name="switch.enter",
        ).stretch()
        back = ActionButton(
            look, Rank.SECONDARY, self.tr("Stay"), key=back_key, name="switch.back"
        ).stretch()
        self.add_foot(self.enter)
        self.add_foot(back)
        self.enter.clicked.connect(self._ask)
        self.pin.returnPressed.connect(self._ask)
        back.clicked.connect(self.left)

    def arm(self, operators: Sequence[OperatorView], current: str) -> None:
        """Offer the operators, another than the current one chosen, and take the focus."""
        self.who.set_choices([(one.operator_id, short_name(one.name)) for one in operators])
        other = next((one for one in operators if one.operator_id != current), None)
        if other is not None:
            self.who.set_value(other.operator_id)
        self.set_error("")
        # Where only one other works here there is nothing to choose: a badge, a PIN, Enter.
        first = self.pin if len(operators) == 2 and other is not None else self.who
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, sentence: str) -> None:
        """Say what was wrong and what to do now."""
        self.pin.clear()
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.enter.setDisabled(False)
        if sentence:
            announce(self.pin, sentence, at_once=True)
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self.pin.text() and self.enter.isEnabled():
            self.enter.setDisabled(True)
            self.asked.emit(self.who.value(), self.pin.text())
