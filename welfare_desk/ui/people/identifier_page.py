# SPDX-License-Identifier: EUPL-1.2
"""A code or document of a person: kind, number, until when, how sure it is."""

from __future__ import annotations

from typing import Any

from welfare_desk.core.identifiers import RESTRICTED, fits, normalized
from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.identifiers import RecordIdentifier, WithdrawIdentifier
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.paper_words import PaperWords


class IdentifierPage(FormPage):
    """The kind first; an STP or ENI code asks which service needs it."""

    help_page = "papers"

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "identifier")
        self._heading = self.tr("Add a document")
        self.sheet.set_heading(self._heading, who)
        words, look = PaperWords(self), self._look
        today = local_date(context.desk.now_us())
        self.kind = ChoiceField(
            look, self.tr("Document"), words.identifier_kinds(), tight=True, name="identifier.kind"
        )
        self.value = Field(look, self.tr("Number"), code=True, tight=True, name="identifier.value")
        self.status = ChoiceField(
            look, self.tr("How sure"), words.statuses(), tight=True, name="identifier.status"
        )
        self.issuer = Field(
            look, self.tr("Issued by"), optional=True, tight=True, name="identifier.issuer"
        )
        self.valid_to = DateField(
            look,
            self.tr("Valid until"),
            today,
            past=False,
            optional=True,
            tight=True,
            name="identifier.valid_to",
        )
        self.renewal = CheckRow(
            look, self.tr("Renewal asked for: the receipt was seen"), name="identifier.renewal"
        )
        self.reason = Field(
            look,
            self.tr("Which service needs it"),
            tight=True,
            hint=self.tr("It is closed to others, and opened with a reason."),
            name="identifier.reason",
        )
        card = Card(look, self.tr("As on the document"), "id-card")
        for pair in ((self.kind, self.value), (self.issuer, self.valid_to), (self.status,)):
            row = TurningBox(look, 16)
            for field in pair:
                row.addWidget(field, 1)
            card.body.addLayout(row)
        card.body.addWidget(self.reason)
        card.body.addWidget(self.renewal)
        self.sheet.body.addWidget(card)
        self.kind.changed.connect(self._kind_chosen)
        self.value.changed.connect(lambda _text: self._look_at())
        self._kind_chosen(self.kind.value())

    def save(self) -> None:
        """Record the document; it can be taken back."""
        problems: list[Problem] = []
        kind, value = self.kind.value(), normalized(self.value.text())
        if not value:
            problems.append((self.value, self.tr("Write the number on the document.")))
        elif kind in RESTRICTED and not fits(kind, value):
            words = self.tr("It begins with STP or ENI and has 13 figures: read it again.")
            problems.append((self.value, words))
        if not self.valid_to.is_readable():
            words = self.tr("Write day, month and year, for example 31/12/2026.")
            problems.append((self.valid_to, words))
        if kind in RESTRICTED and not self.reason.text():
            words = self.tr("Write which service asks for it, for example the family clinic.")
            problems.append((self.reason, words))
        if self.tell(problems):
            return
        identifier_id = self._context.desk.new_id()
        restricted = kind in RESTRICTED
        self.record(
            RecordIdentifier(
                identifier_id=identifier_id,
                person_id=self.person_id,
                identifier_kind=kind,
                value=value,
                status=self.status.value(),
                issuer=self.issuer.text(),
                reason=self.reason.text() if restricted else "",
                valid_to=self.valid_to.day(),
                renewal_pending=kind == "residence_permit" and self.renewal.isChecked(),
            ),
            self.tr("Document recorded"),
            WithdrawIdentifier(identifier_id=identifier_id),
        )

    def typed(self) -> dict[str, Any]:
        """Return nothing to keep: a number of a document is typed at once or not at all."""
        return {}

    def _kind_chosen(self, kind: str) -> None:
        show_if(self.reason, kind in RESTRICTED)
        show_if(self.renewal, kind == "residence_permit")
        self._look_at()

    def _look_at(self) -> None:
        value = normalized(self.value.text())
        strange = len(value) >= 6 and not fits(self.kind.value(), value)
        words = self.tr("Other than usual for this document: look again, then go on.")
        self.value.set_hint(words if strange else "")
