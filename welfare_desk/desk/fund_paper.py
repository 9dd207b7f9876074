# SPDX-License-Identifier: EUPL-1.2
"""Papers of funds: the application to sign, the letter of yes or no, what a family may have."""

from __future__ import annotations

import datetime
from typing import Literal

from welfare_desk.core.awards import Line
from welfare_desk.core.dates import date_text
from welfare_desk.core.decisions import APPEAL_DAYS, EXTRAORDINARY_DAYS, REVIEW_DAYS
from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import PersonUnknown
from welfare_desk.core.refusals_of_funds import ApplicationDecided, ApplicationUnknown
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import decision_text, line_text
from welfare_desk.desk.views.applications import ApplicationView, application_view
from welfare_desk.desk.views.entitled import FundAnswer, OfferingAnswer, entitled
from welfare_desk.documents.application_form import application_form_pdf
from welfare_desk.documents.decision_inputs import (
    ApplicationFormInput,
    DecisionLetterInput,
    EntitledRow,
    EntitledSheetInput,
    Step,
)
from welfare_desk.documents.decision_letter import decision_letter_pdf
from welfare_desk.documents.entitled_sheet import entitled_sheet_pdf
from welfare_desk.documents.inputs import Language
from welfare_desk.documents.wording import words
from welfare_desk.models.application import Application
from welfare_desk.models.fund import Fund
from welfare_desk.models.person import Person

_OUTCOMES: dict[str, Literal["yes", "no", "revoked"]] = {
    "approved": "yes", "refused": "no", "revoked": "revoked",
}  # fmt: skip


def decision_letter(look: Reading, application_id: str, copy_no: int, role: str) -> bytes:
    """Return the letter; refused with ``ApplicationDecided`` before there is a decision."""
    view, lang, phone = _told(look, application_id, role)
    outcome = _OUTCOMES.get(view.row.state)
    if outcome is None or view.decided_on is None:
        raise ApplicationDecided(state=view.row.state)
    kind = "revocation" if outcome == "revoked" else "refusal"
    return decision_letter_pdf(
        DecisionLetterInput(
            office=office_of(look),
            outcome=outcome,
            receipt_no=view.row.receipt_no,
            protocol_no=view.row.protocol_no,
            person=view.row.person_name,
            fund=view.row.fund_name,
            resolution=view.fund.resolution,
            filed_on=view.row.filed_on,
            decided_on=view.decided_on,
            decided_by=view.decided_by,
            second_by=view.second_by,
            amount_cents=view.row.amount_cents,
            claim_cents=view.row.claim_cents,
            steps=() if outcome == "revoked" else _steps(view.lines, lang),
            reason=decision_text(kind, view.reason, lang),
            phone=phone or office_of(look).phone,
            printed_at=printed_at(look),
            appeal_days=APPEAL_DAYS,
            extraordinary_days=EXTRAORDINARY_DAYS,
            review_days=REVIEW_DAYS,
            copy_no=copy_no,
            sample=look.sample,
            lang=lang,
        )
    )


def application_form(look: Reading, application_id: str, copy_no: int, role: str) -> bytes:
    """Return the application as it was declared, with its signature line."""
    view, lang, _ = _told(look, application_id, role)
    declared, rules = view.declared, view.fund.rules
    return application_form_pdf(
        ApplicationFormInput(
            office=office_of(look),
            receipt_no=view.row.receipt_no,
            protocol_no=view.row.protocol_no,
            person=view.row.person_name,
            delegate=view.delegate,
            fund=view.row.fund_name,
            resolution=view.fund.resolution,
            filed_on=view.row.filed_on,
            operator=view.filed_by,
            members=declared.members,
            births_on=declared.births_on,
            disabled=declared.disabled,
            isee_cents=declared.isee_cents,
            income_cents=declared.income_cents,
            supports=tuple(decision_text("support", each, lang) for each in declared.other_support),
            support_cents=declared.other_support_cents,
            resident_from=declared.resident_from,
            documents=tuple(decision_text("document", each, lang) for each in declared.documents),
            claim_cents=view.row.claim_cents,
            printed_at=printed_at(look),
            asks_disability=any(each.kind == "disability" for each in rules.additions),
            asks_support=bool(rules.excluded_support or rules.support_deducted_percent
                              or rules.support_cap_cents is not None),
            copy_no=copy_no,
            sample=look.sample,
            lang=lang,
        )
    )  # fmt: skip


def entitled_sheet(look: Reading, person_id: str, role: str) -> bytes:
    """Return what the person's family may have, today."""
    view = entitled(look, person_id, role)
    person = look.one(Person, person_id)
    if view is None or person is None:
        raise PersonUnknown()
    lang = _lang(person)
    return entitled_sheet_pdf(
        EntitledSheetInput(
            office=office_of(look),
            person=view.person_name,
            members=view.members,
            on=look.today,
            funds=tuple(_fund_row(each, lang) for each in view.funds),
            offerings=tuple(_offering_row(each, lang) for each in view.offerings),
            printed_at=printed_at(look),
            sample=look.sample,
            lang=lang,
        )
    )


def number_of(look: Reading, application_id: str) -> str:
    """Return the number that a print job of an application is named by."""
    row = look.one(Application, application_id)
    return row.receipt_no if row else ""


def _told(look: Reading, application_id: str, role: str) -> tuple[ApplicationView, Language, str]:
    view = application_view(look, application_id, role)
    row = look.one(Application, application_id)
    person = look.one(Person, view.row.person_id)
    fund = look.one(Fund, row.fund_id) if row else None
    if person is None or fund is None:
        raise ApplicationUnknown()
    return view, _lang(person), fund.phone


def _lang(person: Person) -> Language:
    return "it" if person.language in ("", "it") else "en"


def _steps(lines: tuple[Line, ...], lang: str) -> tuple[Step, ...]:
    return tuple(
        Step(line_text("award", line.code, line.facts, lang), line.ok, line.cents) for line in lines
    )


def _fund_row(answer: FundAnswer, lang: Language) -> EntitledRow:
    text = words("entitled_sheet", lang)
    said = decision_text("verdict", answer.verdict, lang)
    if answer.state:
        said = f"{said}: {decision_text('state', answer.state, lang)}"
    elif answer.verdict in ("yes", "apply", "ask"):
        last = date_text(datetime.date.fromisoformat(answer.until))
        said = f"{said}, {text['until'].format(day=last)}"
    shown = answer.amount_cents if answer.verdict in ("yes", "apply", "ask") else 0
    why = answer.unmet or tuple(line for line in answer.lines if line.cents > 0)
    return EntitledRow(
        name=f"{answer.name} ({answer.payer})",
        verdict=answer.verdict,
        answer=said,
        amount=euro_text(shown, lang) if shown else "",
        why=tuple(line_text("award", line.code, line.facts, lang) for line in why),
    )


def _offering_row(answer: OfferingAnswer, lang: Language) -> EntitledRow:
    text = words("entitled_sheet", lang)
    amount = ""
    if answer.unit_cents is not None:
        amount = euro_text(answer.unit_cents, lang) if answer.unit_cents else text["free"]
    reduced = decision_text("reduced", "yes" if answer.reduced else "no", lang)
    return EntitledRow(
        name=f"{answer.name} ({answer.provider})",
        verdict=answer.verdict,
        answer=decision_text("place", answer.reason, lang),
        amount=amount,
        why=(reduced,) if answer.unit_cents else (),
    )
