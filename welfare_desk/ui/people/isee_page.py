# SPDX-License-Identifier: EUPL-1.2
"""Recording the ISEE attestation that a household showed."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.people import PersonView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.people.form_page import FormPage
from welfare_desk.ui.people.isee_fields import IseeFields


class IseePage(FormPage):
    """Value, kind, day."""

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "isee")
        self._heading = self.tr("Record an ISEE")
        self.sheet.set_heading(self._heading, who)
        self._household_id = view.household_id or ""
        self.fields = IseeFields(context, local_date(context.desk.now_us()), self)
        look, fields = self._look, self.fields
        card = Card(look, self.tr("As written on the attestation"), "euro")
        row = TurningBox(look, 16)
        for field in (fields.value, fields.kind, fields.issued_on):
            row.addWidget(field, 1)
        card.body.addLayout(row)
        row = TurningBox(look, 16)
        row.addWidget(fields.dsu_no, 1)
        row.addWidget(fields.discrepancies, 2)
        card.body.addLayout(row)
        self.sheet.body.addWidget(card)

    def save(self) -> None:
        """Record the attestation."""
        if self.tell(self.fields.problems()):
            return
        operation = self.fields.operation(self._context.desk.new_id(), self._household_id)
        self.record(operation, self.tr("ISEE recorded"))
