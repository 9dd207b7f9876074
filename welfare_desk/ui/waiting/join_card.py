# SPDX-License-Identifier: EUPL-1.2
"""«Mettiti in lista»: shown beside a full slot, records the wish with its reasons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.views.waiting import JoinView, join_view
from welfare_desk.operations.waiting import JoinWaiting
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.waiting.words import WaitingWords


class JoinCard(QWidget):
    """There only while a full slot of an offering with a list is chosen; ``joined`` tells."""

    joined = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._look = context, context.theme
        self._words = WaitingWords(self, context.lang)
        self._asked = ("", "", "", 1)
        look = self._look
        column = VBox(look, 0, parent=self)
        self.card = Card(look, self.tr("Waiting list"), "hourglass", name="join.card")
        self.how = Text(look, "", "secondary", "muted", wrap=True)
        self.card.body.addWidget(self.how)
        self.which = Segmented(
            look,
            self.tr("Which times"),
            (("any", self.tr("Any time")), ("this", self.tr("Only this one"))),
            value="any",
        )
        self.which.setObjectName("join.which")
        self.card.body.addWidget(self.which)
        self.reasons = {code: CheckRow(look, words, "") for code, words in self._words.reasons()}
        for code, box in self.reasons.items():
            box.setObjectName(f"join.{code}")
            self.card.body.addWidget(box)
        self.join = ActionButton(
            look, Rank.SECONDARY, self.tr("Join the waiting list"), icon="hourglass",
            size=Size.MIDDLE, name="join.join",
        )  # fmt: skip
        self.join.clicked.connect(self._join)
        self.card.body.addWidget(self.join)
        self.said = Text(look, "", "secondary", "warning", wrap=True)
        self.card.body.addWidget(self.said)
        column.addWidget(self.card)
        show_if(self, False)

    def offer(self, person_id: str, offering_id: str, slot_id: str, seats: int = 1) -> None:
        """Show the card for a full slot; without person, offering or slot hide it."""
        self._asked = (person_id, offering_id, slot_id, seats)
        if not (person_id and offering_id and slot_id):
            show_if(self, False)
            return
        desk = self._context.desk
        self._context.read(
            lambda: desk.look(lambda look: join_view(look, person_id, offering_id, slot_id)),
            self,
            self._show,
            lambda _sentence: show_if(self, False),
        )

    def withdraw(self) -> None:
        """Hide the card: the slot that is chosen has a place."""
        self.offer("", "", "")

    def _show(self, view: JoinView) -> None:
        if not self._asked[0]:
            return  # another slot was chosen meanwhile
        show_if(self, view.kept)
        words = self.tr("%1. %2 on the list. A free place is kept %3 hours, then goes to the next.")
        words = words.replace("%1", self._words.rule(view.rule)).replace("%2", str(view.waiting))
        self.how.setText(words.replace("%3", str(view.hold_hours)))
        for box in self.reasons.values():
            show_if(box, view.rule == "priority" and not view.already)
            box.setChecked(False)
        show_if(self.which, not view.already)
        show_if(self.join, not view.already)
        self.join.setEnabled(True)
        self.said.setText(self.tr("Is on this list already.") if view.already else "")
        show_if(self.said, view.already)

    def _join(self) -> None:
        person_id, offering_id, slot_id, seats = self._asked
        desk, context = self._context.desk, self._context
        operation = JoinWaiting(
            entry_id=desk.new_id(),
            person_id=person_id,
            offering_id=offering_id,
            slot_id=slot_id if self.which.value() == "this" else None,
            seats=seats,
            reasons=tuple(code for code, box in self.reasons.items()
                          if box.isChecked() and not box.isHidden()),
        )  # fmt: skip
        self.join.setEnabled(False)

        def done(recorded: Recorded) -> None:
            context.broadcast(recorded.kinds)
            context.toast(self.tr("On the waiting list"))
            self.offer(*self._asked)
            self.joined.emit()

        context.write(lambda: desk.record(operation), self, done, self._refused)

    def _refused(self, sentence: str) -> None:
        self.said.setText(sentence)
        show_if(self.said, True)
        self.join.setEnabled(True)
