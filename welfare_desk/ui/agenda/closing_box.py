# SPDX-License-Identifier: EUPL-1.2
"""Closing a slot where it stands: the reason, whom it leaves to be called, a second press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.slot_people import SlotPerson
from welfare_desk.operations.slots import REASON_LETTERS
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

NAMED = 12
"""So many are named in the box; all of them stand in the table below it."""


class ClosingBox(Panel):
    """``asked`` tells the reason at the second press; ``left`` that it stays open."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        """Start empty and hidden."""
        super().__init__("inset")
        self.setObjectName("slot.closing")
        self._coming: tuple[SlotPerson, ...] = ()
        self._sure = False
        column = VBox(look, 8, (14, 10, 14, 10), self)
        column.addWidget(Text(look, self.tr("Close this slot"), "strong"))
        words = self.tr(
            "Nobody is booked in it any more. Who has a booking stands among the calls."
        )
        column.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.course = Text(look, "", "secondary", wrap=True)
        column.addWidget(self.course)
        self.reason = Field(
            look,
            self.tr("Reason"),
            hint=self.tr("People are told it: no names, nothing about health."),
            tight=True,
            name="slot.closing_reason",
        )
        self.reason.line.setMaxLength(REASON_LETTERS)
        column.addWidget(self.reason)
        self.to_call = Text(look, "", "strong", wrap=True)
        self.people = Text(look, "", "secondary", wrap=True)
        column.addWidget(self.to_call)
        column.addWidget(self.people)
        row = TurningBox(look, 8)
        self.confirm = ActionButton(
            look, "secondary", "", icon="calendar-x", size="middle", name="slot.closing_confirm"
        )
        self.keep = ActionButton(
            look, "ghost", self.tr("Leave it open"), size="middle", name="slot.closing_back"
        )
        row.addWidget(self.confirm)
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)
        self.confirm.clicked.connect(self._press)
        self.reason.line.returnPressed.connect(self._press)
        self.reason.changed.connect(self._unsure)
        self.keep.clicked.connect(self.left)
        self.hide()

    def open(self, coming: Sequence[SlotPerson], *, meetings: int = 0) -> None:
        """Show the field empty, and how many would have to be called; of a course all of it."""
        self.course.setText(self.tr("All %n meetings of the course close.", "", meetings))
        self.course.setVisible(meetings > 0)
        self.reason.set_text("")
        self.reason.set_error("")
        self._unsure()
        self.set_coming(coming)
        self.show()
        self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_coming(self, coming: Sequence[SlotPerson]) -> None:
        """Say whom the closing leaves to be called; somebody new asks for two presses again."""
        if tuple(coming) != self._coming:
            self._coming = tuple(coming)
            self._unsure()
        count = len(self._coming)
        words = self.tr("%n people to call", "", count) if count else self.tr("Nobody to call")
        self.to_call.setText(words)
        named = [_named(one) for one in self._coming[:NAMED]]
        if count > NAMED:
            named.append(self.tr("and %n more", "", count - NAMED))
        self.people.setText("\n".join(named))
        self.people.setVisible(bool(named))

    def _unsure(self) -> None:
        self._sure = False
        self.confirm.set_text(self.tr("Close the slot"))

    def _press(self) -> None:
        if not self.reason.text():
            self.reason.set_error(self.tr("Write why: people are told it."))
            return
        self.reason.set_error("")
        if not self._sure:
            self._sure = True
            self.confirm.set_text(self.tr("Press again to close it"))
            self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.asked.emit(self.reason.text())


def _named(one: SlotPerson) -> str:
    name = f"{one.surname} {one.name}".strip()
    return f"{name} · {phone_text(one.phone)}" if one.phone else name
