# SPDX-License-Identifier: EUPL-1.2
"""Naming who may act for a person."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.notices import AppointDelegate
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, FieldFrame
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.people.form_page import FormPage
from welfare_desk.ui.people.words import PeopleWords


class DelegatePage(FormPage):
    """Name, document, powers, until when."""

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "delegate")
        self._heading = self.tr("Name a delegate")
        self.sheet.set_heading(self._heading, who)
        self._today = local_date(context.desk.now_us())
        look, words = self._look, PeopleWords(self)
        card = Card(look, self.tr("Who may act for this person"), "user-check")
        self.name = Field(look, self.tr("Surname and name"), tight=True, name="delegate.name")
        self.document = Field(
            look,
            self.tr("Document seen"),
            optional=True,
            tight=True,
            hint=self.tr("Kind and number, for example CI CA12345AA."),
            name="delegate.document",
        )
        self.by_right = ChoiceField(
            look, self.tr("By what right"), words.titles(), tight=True, name="delegate.title"
        )
        self.until = DateField(
            look,
            self.tr("Until"),
            self._today,
            past=False,
            optional=True,
            tight=True,
            name="delegate.until",
        )
        for pair in ((self.name, self.document), (self.by_right, self.until)):
            row = TurningBox(look, 16)
            for field in pair:
                row.addWidget(field, 1)
            card.body.addLayout(row)
        self.powers = {
            power: CheckRow(look, text, name=f"delegate.power.{power}")
            for power, text in words.powers()
        }
        self.powers["collect_card"].setChecked(True)
        for check in self.powers.values():
            card.body.addWidget(check)
        self.sheet.body.addWidget(card)

    def save(self) -> None:
        """Record the delegate."""
        problems: list[tuple[FieldFrame | None, str]] = []
        if not self.name.text():
            problems.append((self.name, self.tr("Write who it is, for example Rossi Maria.")))
        if not self.until.is_readable():
            words = self.tr("Write day, month and year, for example 31/12/2026.")
            problems.append((self.until, words))
        powers = tuple(power for power, check in self.powers.items() if check.isChecked())
        if not powers:
            problems.append((None, self.tr("Choose at least one thing the delegate may do.")))
        if self.tell(problems):
            return
        operation = AppointDelegate(
            delegation_id=self._context.desk.new_id(),
            person_id=self.person_id,
            delegate_name=self.name.text(),
            delegate_document=self.document.text(),
            title=self.by_right.value(),
            powers=powers,
            valid_from=self._today,
            valid_to=self.until.day(),
        )
        self.record(operation, self.tr("Delegate recorded"))
