# SPDX-License-Identifier: EUPL-1.2
"""Editing a person's data: only what was changed is recorded, and it can be undone."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.proposal import Proposal
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.people import AmendPerson
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.intake_code import CodeCheck
from welfare_desk.ui.people.intake_code_words import OTHER
from welfare_desk.ui.people.intake_no_code import NoCode
from welfare_desk.ui.people.person_fields import PersonFields

COMPARED = frozenset({"surname", "name", "sex", "born_on", "birthplace_code", "fiscal_code"})
"""Fields that a fiscal code is compared with."""


class AmendPage(FormPage):
    """The registered data as a form."""

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "amend")
        self._heading = self.tr("Edit the data")
        self.sheet.set_heading(self._heading, who)
        self._view = view
        today = local_date(context.desk.now_us())
        self.fields = PersonFields(context, today, self)
        self.code = CodeCheck(context, self.fields, today, always_status=True)
        self.no_code = NoCode(context, self.fields, today, health=False)
        self._lay_out()
        self._fill(view)
        context.read(lambda: context.desk.look(intake_facts), self, self._offer)

    def save(self) -> None:
        """Record the fields that changed, with the reason for a code that does not fit."""
        if self.tell(self._problems()):
            return
        new, before = self._values(), _stored(self._view)
        changes = {name: text for name, text in new.items() if before[name] != text}
        if not changes:
            self._context.close_page(self)
            return
        person_id = self._view.person_id
        undo = AmendPerson(person_id=person_id, changes={name: before[name] for name in changes})
        fact = self.tr("Data changed: %1").replace("%1", self._view.surname)
        act = AmendPerson(person_id=person_id, changes=changes, reason=self.code.confirmed())
        self.record(act, fact, undo)

    def take_scan(self, answer: Answer) -> bool:
        """Fill in a code that nobody has yet, where the person has none."""
        if answer.meaning != "new_person" or not answer.code or self.fields.fiscal_code.text():
            return False
        self._take_code(answer.code, scanned=True)
        return True

    def _values(self) -> dict[str, str]:
        new = self.fields.values()
        coded = bool(new["fiscal_code"])
        new["fiscal_code_status"] = self.code.status.value() if coded else "none"
        new["no_code_reason"] = "" if coded else self.no_code.reason()
        return new

    def _problems(self) -> list[Problem]:
        found: list[Problem] = [*self.fields.problems()]
        known = {field for field, _ in found}
        # What stands already and was confirmed once is not asked again.
        touched = COMPARED & {
            name for name, text in self._values().items() if _stored(self._view)[name] != text
        }
        if touched:
            found += [one for one in self.code.problems() if one[0] not in known]
        if not self.fields.fiscal_code.text():
            found += self.no_code.problems()
        return found

    def _take_code(self, code: str, *, scanned: bool) -> None:
        desk = self._context.desk

        def read(proposal: Proposal) -> None:
            self.fields.show_proposal(proposal, scanned=scanned)
            self.code.take(proposal.fiscal_code, scanned=scanned)
            self._judge()

        self._context.read(lambda: desk.read_code(code), self, read)

    def _judge(self) -> None:
        show_if(self.no_code, not self.fields.fiscal_code.text())
        self.fields.show_hints()
        self.code.judge()

    def _lay_out(self) -> None:
        look, fields = self._look, self.fields
        who = Card(look, self.tr("Who it is"), "id-card")
        for row_fields in (
            ((fields.surname, 1), (fields.name, 1)),
            ((fields.fiscal_code, 5), (fields.sex, 3), (fields.born_on, 3), (fields.birthplace, 5)),
        ):
            row = TurningBox(look, 16)
            for field, share in row_fields:
                row.addWidget(field, share)
            who.body.addLayout(row)
        who.body.addWidget(self.code)
        who.body.addWidget(self.no_code)
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
        known = dict(self.fields.no_code_reason_choices())
        if view.no_code_reason and view.no_code_reason not in known:
            self.fields.no_code_reason.set_value(OTHER)
            self.no_code.words.set_text(view.no_code_reason)
        self.code.fill({"status": view.fiscal_code_status})
        self._judge()
        self.fields.changed.connect(self._judge)
        self.code.changed.connect(self._judge)
        self.code.opened.connect(self._context.open_person)

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
        "fiscal_code_status": view.fiscal_code_status,
    }
