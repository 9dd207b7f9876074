# SPDX-License-Identifier: EUPL-1.2
"""Editing a person's data: only what was changed is recorded, and it can be undone."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.people import AmendPerson
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.people.form_page import FormPage
from welfare_desk.ui.people.person_fields import PersonFields


class AmendPage(FormPage):
    """The registered data as a form."""

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "amend")
        self._heading = self.tr("Edit the data")
        self.sheet.set_heading(self._heading, who)
        self._view = view
        self.fields = PersonFields(context, local_date(context.desk.now_us()), self)
        self._lay_out()
        self._fill(view)
        context.read(lambda: context.desk.look(intake_facts), self, self._offer)

    def save(self) -> None:
        """Record the fields that changed."""
        if self.tell(self.fields.problems()):
            return
        new, before = self.fields.values(), _stored(self._view)
        changes = {name: text for name, text in new.items() if before[name] != text}
        if changes.get("fiscal_code"):
            changes["no_code_reason"] = ""
        if not changes:
            self._context.close_page(self)
            return
        person_id = self._view.person_id
        undo = AmendPerson(person_id=person_id, changes={name: before[name] for name in changes})
        fact = self.tr("Data changed: %1").replace("%1", self._view.surname)
        self.record(AmendPerson(person_id=person_id, changes=changes), fact, undo)

    def _lay_out(self) -> None:
        look, fields = self._look, self.fields
        who = Card(look, self.tr("Who it is"), "id-card")
        for row_fields in (
            ((fields.surname, 1), (fields.name, 1)),
            ((fields.fiscal_code, 5), (fields.sex, 3), (fields.born_on, 3), (fields.birthplace, 5)),
            ((fields.no_code_reason, 1),),
        ):
            row = TurningBox(look, 16)
            for field, share in row_fields:
                row.addWidget(field, share)
            who.body.addLayout(row)
        self.sheet.body.addWidget(who)
        where = Card(look, self.tr("How to reach"), "map-pin")
        row = TurningBox(look, 16)
        row.addWidget(fields.phone, 1)
        row.addWidget(fields.channel, 1)
        where.body.addLayout(row)
        row = TurningBox(look, 16)
        for field, share in (
            (fields.street, 6),
            (fields.street_no, 2),
            (fields.postal_code, 2),
            (fields.town, 5),
        ):
            row.addWidget(field, share)
        where.body.addLayout(row)
        where.body.addWidget(fields.language)
        self.sheet.body.addWidget(where)

    def _fill(self, view: PersonView) -> None:
        texts = _stored(view)
        texts["born_on"] = date_text(view.born_on) if view.born_on else ""
        texts["phone"] = phone_text(view.phone)
        self.fields.fill(texts)
        self.fields.set_birthplace(view.birthplace_code)
        self.fields.no_code_reason.setVisible(not view.fiscal_code)
        self.fields.fiscal_code.changed.connect(
            lambda text: self.fields.no_code_reason.setVisible(not text)
        )

    def _offer(self, facts: IntakeFacts) -> None:
        self.fields.set_facts(facts)
        if self._view.residence_istat:
            self.fields.town.set_value(self._view.residence_istat)
        self.fields.postal_code.set_text(self._view.postal_code)


def _stored(view: PersonView) -> dict[str, str]:
    return {
        "fiscal_code": view.fiscal_code,
        "sex": view.sex,
        "born_on": view.born_on.isoformat() if view.born_on else "",
        "birthplace_code": view.birthplace_code,
        "surname": view.surname,
        "name": view.name,
        "phone": view.phone,
        "channel": view.channel,
        "street": view.street,
        "street_no": view.street_no,
        "postal_code": view.postal_code,
        "residence_istat": view.residence_istat,
        "language": view.language,
        "no_code_reason": view.no_code_reason,
    }
