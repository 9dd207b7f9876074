# SPDX-License-Identifier: EUPL-1.2
"""A short note about a person; a sensitive one is closed to who does not say why they open it."""

from __future__ import annotations

from typing import Any

from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.operations.requests import SHORT_LETTERS
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import NoteField
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.form_page import FormPage, Problem


class NotePage(FormPage):
    """The text with its letters counted, and whether it is sensitive."""

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
        super().__init__(context, view.person_id if view else person_id, "", who, "note")
        self._heading = self.tr("New note")
        self.sheet.set_heading(self._heading, who)
        look = self._look
        self.text = NoteField(look, self.tr("Note"), lines=4, name="note.text")
        self.sensitive = CheckRow(look, self.tr("Sensitive: stays closed"), name="note.sensitive")
        card = Card(look, self.tr("For colleagues"), "message-square")
        card.body.addWidget(self.text)
        card.body.addWidget(self.sensitive)
        words = self.tr(
            "Who opens a sensitive note writes why, and the opening is kept in the log. "
            "The person may ask to read every note about them."
        )
        card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.sheet.body.addWidget(card)
        self._count()
        self.keep(draft_id, alone=view is None)
        self.text.changed.connect(self._typed)
        self.sensitive.toggled.connect(lambda _on: self.touched())

    def shown(self) -> None:
        """Begin with what decides the rest."""
        self.text.setFocus()

    def save(self) -> None:
        """Record the note; it can be taken back."""
        problems: list[Problem] = []
        text = self.text.text()
        if not text:
            problems.append((self.text, self.tr("Write the note first.")))
        elif len(text) > SHORT_LETTERS:
            words = self.tr("Say it in %n letters at most: facts, no diagnosis.", "", SHORT_LETTERS)
            problems.append((self.text, words))
        if self.tell(problems):
            return
        note_id = self._context.desk.new_id()
        self.record(
            WriteNote(
                note_id=note_id,
                person_id=self.person_id,
                text=text,
                sensitive=self.sensitive.isChecked(),
            ),
            self.tr("Note written"),
            WithdrawNote(note_id=note_id),
        )

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {
            **super().typed(),
            "text": self.text.text(),
            "sensitive": self.sensitive.isChecked(),
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held."""
        self.text.set_text(str(payload.get("text", "")))
        self.sensitive.setChecked(bool(payload.get("sensitive")))

    def _typed(self, _text: str) -> None:
        self._count()
        self.touched()

    def _count(self) -> None:
        used = self.tr("%1 of %2 letters. Facts only, never a diagnosis.")
        count = str(len(self.text.text()))
        self.text.set_hint(used.replace("%1", count).replace("%2", str(SHORT_LETTERS)))
