# SPDX-License-Identifier: EUPL-1.2
"""Records an intake step by step: person, household, ISEE, notice; stops at the first no."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import household_of
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    Joining,
    RecordIsee,
)
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.ui.context import Context

STEPS = ("person", "document", "health_code", "household", "isee", "notice")


@dataclass(frozen=True)
class IntakePlan:
    """What the form asks to record."""

    values: dict[str, str]
    role: str = "applicant"
    members: tuple[Joining, ...] = ()
    wants_household: bool = False
    isee: RecordIsee | None = None
    """Its household is filled in while saving."""
    give_notice: bool = False
    document: RecordIdentifier | None = None
    """Its ids are filled in while saving, as those of the health code."""
    health_code: RecordIdentifier | None = None
    shown: tuple[tuple[str, int], ...] = ()
    """Similar people who were shown, with their scores, when the operator went on."""
    code_reason: str = ""
    """Why the code is right although ``code_differs`` in these fields."""
    code_differs: tuple[str, ...] = ()
    day_unknown: bool = False
    """True where only the year, or month and year, of the birth are known."""


@dataclass
class IntakeIds:
    """Ids made when the form was opened: saving twice records once."""

    person_id: str
    household_id: str
    isee_id: str
    notice_id: str
    document_id: str
    health_code_id: str
    ops: dict[str, str] = field(default_factory=dict)

    @classmethod
    def fresh(cls, desk: Desk) -> IntakeIds:
        """Return new ids."""
        return cls.kept({}, desk)

    @classmethod
    def kept(cls, ids: dict[str, Any], desk: Desk) -> IntakeIds:
        """Return the ids of a draft; what an older program did not keep is new."""
        names = ("person_id", "household_id", "isee_id", "notice_id", "document_id")
        made = {name: ids.get(name) or desk.new_id() for name in (*names, "health_code_id")}
        ops = ids.get("ops", {})
        return cls(**made, ops={step: ops.get(step) or desk.new_id() for step in STEPS})


@dataclass(frozen=True)
class IntakeResult:
    """What was recorded, and the refusal that stopped it, if one did."""

    done: tuple[str, ...]
    kinds: frozenset[str]
    refusal: DeskError | None = None
    refused_step: str = ""


class IntakePresenter(QObject):
    """Saves an intake; ``saved`` tells that all is recorded, ``stopped`` what was refused."""

    saved = Signal(object)
    stopped = Signal(object)
    printed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def save(self, plan: IntakePlan, ids: IntakeIds, done: tuple[str, ...] = ()) -> None:
        """Record what is not ``done`` yet; one of the signals follows."""
        desk = self._context.desk
        self._context.write(lambda: record_intake(desk, plan, ids, done), self, self._told)

    def print_notice(self, person_id: str) -> None:
        """Queue the notice for its printer."""
        desk = self._context.desk

        def queued(job: PrintView) -> None:
            self._context.queued(job)
            self._context.broadcast({"print_job"})
            self.printed.emit(job)

        self._context.paper(lambda: desk.queue_print("notice", person_id), self, queued)

    def _told(self, result: IntakeResult) -> None:
        if result.refusal is None:
            self.saved.emit(result)
        else:
            self.stopped.emit(result)


def record_intake(
    desk: Desk, plan: IntakePlan, ids: IntakeIds, done: tuple[str, ...]
) -> IntakeResult:
    """Record the steps that are wanted and not ``done``, in order, until one is refused."""
    facts = desk.look(intake_facts)
    finished, kinds = list(done), frozenset[str]()
    household_id, inside = ids.household_id, frozenset[str]()
    for step in STEPS:
        if step == "household" and plan.members:
            household_id, inside = _known_household(desk, plan, household_id)
        if step in finished:
            continue
        operation = _operation(step, plan, ids, facts, household_id, inside)
        if operation is None:
            continue
        try:
            recorded = desk.record(operation, op_id=ids.ops[step])
        except DeskError as refusal:
            return IntakeResult(tuple(finished), kinds, refusal, step)
        finished.append(step)
        kinds |= recorded.kinds
        if step == "person":
            _note_choices(desk, plan, ids.person_id)
    return IntakeResult(tuple(finished), kinds)


def _note_choices(desk: Desk, plan: IntakePlan, person_id: str) -> None:
    """Note what the operator decided against a warning."""
    if plan.shown:
        shown_ids, scores = zip(*plan.shown, strict=True)
        desk.note_went_on(person_id, shown_ids, scores)
    if plan.code_reason:
        desk.note_code_confirmed(person_id, plan.code_differs, plan.code_reason)
    if plan.day_unknown:
        desk.note_day_unknown(person_id)


def _operation(
    step: str,
    plan: IntakePlan,
    ids: IntakeIds,
    facts: IntakeFacts,
    household_id: str,
    inside: frozenset[str],
) -> Operation | None:
    if step == "person":
        return _register(plan.values, ids.person_id, facts)
    if step == "document" and plan.document is not None:
        whose = {"identifier_id": ids.document_id, "person_id": ids.person_id}
        return msgspec.structs.replace(plan.document, **whose)
    if step == "health_code" and plan.health_code is not None:
        whose = {"identifier_id": ids.health_code_id, "person_id": ids.person_id}
        return msgspec.structs.replace(plan.health_code, **whose)
    if step == "household":
        return _household(plan, ids, facts, household_id, inside)
    if step == "isee" and plan.isee is not None:
        fields = {name: getattr(plan.isee, name) for name in plan.isee.__struct_fields__}
        return RecordIsee(**(fields | {"isee_id": ids.isee_id, "household_id": household_id}))
    if step == "notice" and plan.give_notice:
        signer = f"{plan.values['surname']} {plan.values['name']}".strip()
        return RecordNotice(
            notice_id=ids.notice_id,
            person_id=ids.person_id,
            version=facts.notice_version,
            language=plan.values.get("language") or "it",
            signer=signer[:60],
            given_on=facts.today,
        )
    return None


def _register(values: dict[str, str], person_id: str, facts: IntakeFacts) -> RegisterPerson:
    born_on = values.get("born_on") or ""
    code = values.get("fiscal_code") or ""
    return RegisterPerson(
        person_id=person_id,
        controller_id=facts.controller_id,
        surname=values["surname"],
        name=values["name"],
        sex=values.get("sex", ""),
        born_on=datetime.date.fromisoformat(born_on) if born_on else None,
        birthplace_code=values.get("birthplace_code", ""),
        fiscal_code=code,
        fiscal_code_status=(values.get("fiscal_code_status") or "declared") if code else "none",
        no_code_reason="" if code else values.get("no_code_reason", ""),
        phone=values.get("phone", ""),
        street=values.get("street", ""),
        street_no=values.get("street_no", ""),
        postal_code=values.get("postal_code", ""),
        residence_istat=values.get("residence_istat", ""),
        language=values.get("language") or "it",
        channel=values.get("channel") or "counter",
    )


def _household(
    plan: IntakePlan,
    ids: IntakeIds,
    facts: IntakeFacts,
    household_id: str,
    inside: frozenset[str],
) -> Operation | None:
    if not plan.members and not plan.wants_household and plan.isee is None:
        return None
    own = Joining(ids.person_id, plan.role)
    if household_id != ids.household_id:
        others = tuple(one for one in plan.members if one.person_id not in inside)
        return ChangeHousehold(household_id=household_id, on=facts.today, joins=(own, *others))
    return FormHousehold(
        household_id=household_id,
        controller_id=facts.controller_id,
        members=(own, *plan.members),
        from_on=facts.today,
        residence_istat=plan.values.get("residence_istat", ""),
    )


def _known_household(desk: Desk, plan: IntakePlan, fresh_id: str) -> tuple[str, frozenset[str]]:
    """Return the household that a chosen member lives in already and who is in it."""
    for member in plan.members:
        found, members = desk.look(partial(household_of, person_id=member.person_id))
        if found:
            return found, frozenset(one.person_id for one in members)
    return fresh_id, frozenset()
