# SPDX-License-Identifier: EUPL-1.2
"""Editing a person's data: only what was changed is recorded, why and from which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.proposal import Proposal
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.operations.people import AmendPerson
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import DateField, Field
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.intake_code import CodeCheck
from welfare_desk.ui.people.intake_code_words import OTHER
from welfare_desk.ui.people.intake_no_code import NoCode
from welfare_desk.ui.people.person_fields import PersonFields

COMPARED = frozenset({"surname", "name", "sex", "born_on", "birthplace_code", "fiscal_code"})
"""Fields that a fiscal code is compared with."""
DATED = frozenset({"surname", "phone", "street", "street_no", "postal_code", "residence_istat"})
"""What becomes otherwise on a day: the rest was always so and was written wrong."""
REASON_LETTERS = 120
Known = tuple[PersonView | None, IntakeFacts]


class AmendPage(FormPage):
    """The registered data as a form, kept as a draft from the first change on."""

    help_page = "person"

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
        super().__init__(context, view.person_id if view else person_id, "", who, "amend")
        self._heading = self.tr("Edit the data")
        self.sheet.set_heading(self._heading, who)
        self.draft_id = draft_id
        self._view = view
        self._before = _stored(view) if view else {}
        self._began: dict[str, str] = {}
        self._today = today = local_date(context.desk.now_us())
        self.fields = PersonFields(context, today, self)
        self.code = CodeCheck(context, self.fields, today, always_status=True)
        self.no_code = NoCode(context, self.fields, today, health=False)
        self.reason = Field(
            self._look, self.tr("Why"), optional=True, tight=True, name="amend.reason"
        )
        self.reason.line.setMaxLength(REASON_LETTERS)
        self.since = DateField(
            self._look, self.tr("From which day"), today, tight=True, name="amend.since"
        )
        self.since.set_day(today)
        self._lay_out()
        self._filling = True
        if view is not None:
            self._fill(view)
        own_id, alone = self.person_id, view is None

        def work(here: Reading) -> Known:
            return person_view(here, own_id), intake_facts(here)

        context.read(
            lambda: context.desk.look(work), self, lambda known: self._know(known, draft_id, alone)
        )

    def save(self) -> None:
        """Record the fields that changed, with the reason for a code that does not fit."""
        if self.tell(self._problems()):
            return
        changes = self._changes()
        if not changes:
            self.leave()
            return
        before = {name: self._before[name] for name in changes}
        fact = self.tr("Data changed: %1").replace("%1", self.fields.values()["surname"])
        reasons = (self.code.confirmed(), self.reason.text())
        act = AmendPerson(
            person_id=self.person_id,
            changes=changes,
            reason=": ".join(reason for reason in reasons if reason),
            effective_on=self._effective(changes),
            seen=before,
        )
        self.record(act, fact, AmendPerson(person_id=self.person_id, changes=before))

    def typed(self) -> dict[str, Any]:
        """Return what was changed, for a draft; the rest is shown as it stands then."""
        now = self.fields.typed()
        return {
            **super().typed(),
            "fields": {name: text for name, text in now.items() if text != self._began[name]},
            "before": {name: self._before[name] for name in self._changes()},
            "code": self.code.typed(),
            "no_code": self.no_code.typed(),
            "reason": self.reason.text(),
            "since": self.since.text(),
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held, over the data as they stand now."""
        texts = dict(payload.get("fields", {}))
        self._before |= payload.get("before", {})
        self.fields.fill(texts)
        if "sex" in texts:
            self.fields.sex.set_value(texts["sex"])
        self.code.fill(payload.get("code", {}))
        self.no_code.fill(payload.get("no_code", {}))
        self.reason.set_text(str(payload.get("reason", "")))
        self.since.set_text(str(payload.get("since", "")))
        self._judge()

    def take_scan(self, answer: Answer) -> bool:
        """Fill in a code that nobody has yet, where the person has none."""
        if answer.meaning != "new_person" or not answer.code or self.fields.fiscal_code.text():
            return False
        self._take_code(answer.code, scanned=True)
        return True

    def _changes(self) -> dict[str, str]:
        return {name: text for name, text in self._values().items() if self._before[name] != text}

    def _effective(self, changes: dict[str, str]) -> date | None:
        """Return the day from which it is so, where that is another than today."""
        day = self.since.day() if DATED & set(changes) else None
        return day if day != self._today else None

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
        changes = self._changes()
        if COMPARED & set(changes):
            found += [one for one in self.code.problems() if one[0] not in known]
        if not self.fields.fiscal_code.text():
            found += self.no_code.problems()
        if DATED & set(changes):
            found += self._day_problems()
        return found

    def _day_problems(self) -> list[Problem]:
        day = self.since.day()
        if day is None:
            words = self.tr("Write day, month and year, for example 05/03/2026.")
            return [(self.since, words)]
        if day > self._today:
            words = self.tr("Record it when it is true: the day must not be in the future.")
            return [(self.since, words)]
        return []

    def _take_code(self, code: str, *, scanned: bool) -> None:
        desk = self._context.desk

        def read(proposal: Proposal) -> None:
            self.fields.show_proposal(proposal, scanned=scanned)
            self.code.take(proposal.fiscal_code, scanned=scanned)
            self._judge()

        self._context.read(lambda: desk.read_code(code), self, read)

    def _edited(self) -> None:
        self._judge()
        self.touched()

    def _judge(self) -> None:
        show_if(self.since, bool(self._before) and bool(DATED & set(self._changes())))
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
        why = Card(look, self.tr("The change"), "history")
        row = TurningBox(look, 16)
        row.addWidget(self.reason, 5)
        row.addWidget(self.since, 2)
        why.body.addLayout(row)
        self.sheet.body.addWidget(why)
        self.fields.changed.connect(self._edited)
        self.code.changed.connect(self._edited)
        self.no_code.changed.connect(self._edited)
        self.reason.changed.connect(lambda _text: self.touched())
        self.since.changed.connect(lambda _text: self.touched())
        self.code.opened.connect(self._context.open_person)

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

    def _know(self, known: Known, draft_id: str, alone: bool) -> None:
        """Offer the municipalities, and begin to keep what is typed from now on."""
        view, facts = known
        if view is None:
            return
        if alone:
            self._view, self._before = view, _stored(view)
            self._fill(view)
        self.fields.set_facts(facts)
        self.fields.town.set_text("")
        self.fields.town.set_value(self._before["residence_istat"])
        self.fields.postal_code.set_text(self._before["postal_code"])
        self._began = self.fields.typed()
        self._filling = False
        self._who = self._who or f"{view.surname} {view.name}".strip()
        self.keep(draft_id, alone=alone)


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
