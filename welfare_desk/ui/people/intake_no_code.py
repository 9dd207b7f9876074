# SPDX-License-Identifier: EUPL-1.2
"""A person without a fiscal code: why, and the health code only where a service needs it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core import identifiers
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.fields import DateField, Field, FieldFrame
from welfare_desk.ui.kit.layout import TurningBox, VBox
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.intake_code_words import OTHER
from welfare_desk.ui.people.person_fields import PersonFields

REASON_LETTERS = 100


class NoCode(QWidget):
    """The reason from the list, in words where none fits, and an STP or ENI code if needed."""

    changed = Signal()

    def __init__(
        self, context: Context, fields: PersonFields, today: date, *, health: bool = True
    ) -> None:
        """``health`` offers to keep an STP or ENI code."""
        super().__init__()
        look = context.theme
        self._fields, self._health = fields, health
        self.words = Field(look, self.tr("Which reason"), tight=True, name="person.no_code_words")
        self.needed = CheckRow(
            look,
            self.tr("A service needs the code itself"),
            self.tr("It shows an irregular stay: kept closed, and only with the reason."),
            name="person.health_code_needed",
        )
        self.code = Field(
            look, self.tr("STP or ENI code"), code=True, tight=True, name="person.health_code"
        )
        self.why = Field(
            look, self.tr("Which service needs it"), tight=True, name="person.health_code_why"
        )
        self.until = DateField(
            look,
            self.tr("Valid until"),
            today,
            past=False,
            optional=True,
            tight=True,
            name="person.health_code_until",
        )
        column = VBox(look, 8, parent=self)
        top = TurningBox(look, 12)
        top.addWidget(fields.no_code_reason, 1)
        top.addWidget(self.words, 1)
        column.addLayout(top)
        column.addWidget(self.needed)
        row = TurningBox(look, 12)
        for field, share in ((self.code, 3), (self.why, 4), (self.until, 2)):
            row.addWidget(field, share)
        column.addLayout(row)
        for each in (self.words, self.code, self.why, self.until):
            each.changed.connect(lambda _text: self.changed.emit())
        self.needed.toggled.connect(lambda _on: self._edited())
        fields.no_code_reason.changed.connect(lambda _id: self.show_parts())
        self.show_parts()

    def show_parts(self) -> None:
        """Show what the chosen reason asks for."""
        reason = self._fields.no_code_reason.value()
        health = self._health and reason in identifiers.RESTRICTED
        show_if(self.words, reason == OTHER)
        show_if(self.needed, health)
        for field in (self.code, self.why, self.until):
            show_if(field, health and self.needed.isChecked())

    def reason(self) -> str:
        """Return why there is no code: an id of the list, or words of the operator's own."""
        chosen = self._fields.no_code_reason.value()
        return self.words.text() if chosen == OTHER else chosen

    def problems(self) -> list[tuple[FieldFrame | None, str]]:
        """Return what is missing."""
        found: list[tuple[FieldFrame | None, str]] = []
        chosen = self._fields.no_code_reason.value()
        if chosen == OTHER and not self.words.text():
            found.append((self.words, self.tr("Write in a few words why there is no code.")))
        elif len(self.words.text()) > REASON_LETTERS:
            said = self.tr("Too long: write at most %n letters.", "", REASON_LETTERS)
            found.append((self.words, said))
        if not self._wanted():
            return found
        if identifiers.health_code_kind(self.code.text()) != chosen:
            words = self.tr("An STP or ENI code has these three letters and 13 digits.")
            found.append((self.code, words))
        if not self.why.text():
            words = self.tr("Write which service needs it, or take the tick away.")
            found.append((self.why, words))
        elif len(self.why.text()) > REASON_LETTERS:
            said = self.tr("Too long: write at most %n letters.", "", REASON_LETTERS)
            found.append((self.why, said))
        if not self.until.is_readable():
            words = self.tr("Write day, month and year, for example 05/03/1962.")
            found.append((self.until, words))
        return found

    def operation(self, identifier_id: str, person_id: str) -> RecordIdentifier | None:
        """Return what keeps the health code, or nothing where no service needs it."""
        if not self._wanted():
            return None
        return RecordIdentifier(
            identifier_id=identifier_id,
            person_id=person_id,
            identifier_kind=self._fields.no_code_reason.value(),
            value=identifiers.normalized(self.code.text()),
            status="seen",
            reason=self.why.text(),
            valid_to=self.until.day(),
        )

    def typed(self) -> dict[str, str]:
        """Return the texts as typed, for a draft."""
        return {
            "words": self.words.text(),
            "needed": "1" if self.needed.isChecked() else "",
            "code": self.code.text(),
            "why": self.why.text(),
            "until": self.until.text(),
        }

    def fill(self, texts: dict[str, str]) -> None:
        """Show texts as ``typed`` returned them."""
        for name, field in (
            ("words", self.words),
            ("code", self.code),
            ("why", self.why),
            ("until", self.until),
        ):
            field.set_text(texts.get(name, ""))
        self.needed.setChecked(bool(texts.get("needed")))
        self.show_parts()

    def _wanted(self) -> bool:
        health = self._fields.no_code_reason.value() in identifiers.RESTRICTED
        return (
            self._health
            and health
            and self.needed.isChecked()
            and not self._fields.fiscal_code.text()
        )

    def _edited(self) -> None:
        self.show_parts()
        self.changed.emit()
