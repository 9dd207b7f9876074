# SPDX-License-Identifier: EUPL-1.2
"""A new request at the counter: the need in the person's words, who asks, how urgent."""

from __future__ import annotations

from typing import Any

from welfare_desk.core.needs import needs, needs_for
from welfare_desk.core.phones import phone_stored
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.requests import SHORT_LETTERS, OpenRequest
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, Field, NoteField
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.paper_words import PaperWords


class RequestPage(FormPage):
    """Typing what is needed proposes the kind of need; the rest is there only when it is asked."""

    help_page = "requests"

    def __init__(
        self,
        context: Context,
        view: PersonView | None = None,
        *,
        person_id: str = "",
        draft_id: str = "",
    ) -> None:
        """``draft_id`` takes a parked form up again, with the person's id alone."""
        who = f"{view.surname} {view.name}".strip() if view else ""
        super().__init__(context, view.person_id if view else person_id, "", who, "request")
        self._heading = self.tr("New request")
        self.sheet.set_heading(self._heading, who)
        self._chosen_by_hand = False
        self._words = PaperWords(self)
        look = self._look
        self.words = NoteField(
            look, self.tr("What is needed, in a few words"), lines=2, name="request.words"
        )
        kinds = [(each.code, each.name(context.lang)) for each in needs().values()]
        self.need = ChoiceField(
            look,
            self.tr("Kind of need"),
            (("", self.tr("Choose")), *kinds),
            tight=True,
            name="request.need",
        )
        self.urgent = CheckRow(look, self.tr("Urgent: cannot wait"), name="request.urgent")
        self.asker = ChoiceField(
            look, self.tr("Who asks"), self._words.askers(), tight=True, name="request.asker"
        )
        self.asker_name = Field(
            look, self.tr("Surname and name"), tight=True, name="request.asker_name"
        )
        self.asker_phone = Field(
            look, self.tr("Phone"), optional=True, tight=True, name="request.asker_phone"
        )
        self._lay_out()
        self._count()
        self._asked_by("self")
        self.keep(draft_id, alone=view is None)
        self._listen()

    def shown(self) -> None:
        """Begin with what decides the rest."""
        self.words.setFocus()

    def save(self) -> None:
        """Record the request."""
        if self.tell(self._problems()):
            return
        asker = self.asker.value()
        other = asker != "self"
        phone = self.asker_phone.text() if other else ""
        self.record(
            OpenRequest(
                request_id=self._context.desk.new_id(),
                person_id=self.person_id,
                asked_by=asker,
                asker_name=self.asker_name.text() if other else "",
                asker_phone=phone_stored(phone) if phone else "",
                need=self.need.value(),
                words=self.words.text(),
                urgent=self.urgent.isChecked(),
            ),
            self.tr("Request recorded"),
        )

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {
            **super().typed(),
            "words": self.words.text(),
            "need": self.need.value(),
            "urgent": self.urgent.isChecked(),
            "asker": self.asker.value(),
            "asker_name": self.asker_name.text(),
            "asker_phone": self.asker_phone.text(),
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held."""
        self.words.set_text(str(payload.get("words", "")))
        self.need.set_value(str(payload.get("need", "")))
        self._chosen_by_hand = bool(payload.get("need"))
        self.urgent.setChecked(bool(payload.get("urgent")))
        self.asker.set_value(str(payload.get("asker", "self")))
        self.asker_name.set_text(str(payload.get("asker_name", "")))
        self.asker_phone.set_text(str(payload.get("asker_phone", "")))

    def _lay_out(self) -> None:
        card = Card(self._look, self.tr("The request"), "message-square")
        card.body.addWidget(self.words)
        row = TurningBox(self._look, 16)
        row.addWidget(self.need, 1)
        row.addWidget(self.asker, 1)
        card.body.addLayout(row)
        row = TurningBox(self._look, 16)
        row.addWidget(self.asker_name, 1)
        row.addWidget(self.asker_phone, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.urgent)
        self.sheet.body.addWidget(card)

    def _listen(self) -> None:
        self.words.changed.connect(self._worded)
        self.need.box.activated.connect(self._by_hand)
        self.need.changed.connect(lambda _need: self.touched())
        self.asker.changed.connect(self._asked_by)
        self.urgent.toggled.connect(lambda _on: self.touched())
        for field in (self.asker_name, self.asker_phone):
            field.changed.connect(lambda _text: self.touched())

    def _problems(self) -> list[Problem]:
        found: list[Problem] = []
        if not self.need.value():
            found.append((self.need, self.tr("Choose the kind of need from the list.")))
        if len(self.words.text()) > SHORT_LETTERS:
            words = self.tr("Say it in %n letters at most: facts, no diagnosis.", "", SHORT_LETTERS)
            found.append((self.words, words))
        if self.asker.value() != "self" and not self.asker_name.text():
            words = self.tr("Write who asks, for example Rossi Maria.")
            found.append((self.asker_name, words))
        return found

    def _worded(self, text: str) -> None:
        self._count()
        if not self._chosen_by_hand and not self._filling:
            found = needs_for(text) if text.strip() else ()
            self.need.set_value(found[0].code if found else "")
            names = [each.name(self._context.lang) for each in found[1:4]]
            hint = ""
            if found:
                hint = self.tr("Proposed from the words.")
            if names:
                hint = self.tr("Proposed from the words. Or: %1").replace("%1", ", ".join(names))
            self.need.set_hint(hint)
        self.touched()

    def _by_hand(self, _index: int) -> None:
        self._chosen_by_hand = True
        self.need.set_hint("")

    def _asked_by(self, asker: str) -> None:
        for field in (self.asker_name, self.asker_phone):
            show_if(field, asker != "self")
        self.touched()

    def _count(self) -> None:
        used = self.tr("%1 of %2 letters. Facts only, never a diagnosis.")
        count = str(len(self.words.text()))
        self.words.set_hint(used.replace("%1", count).replace("%2", str(SHORT_LETTERS)))
