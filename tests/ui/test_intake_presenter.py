# SPDX-License-Identifier: EUPL-1.2
"""An intake is recorded step by step, once, and says what was kept when a step is refused."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_id, register
from tests.ui.desk_fixture import a_desk, at_work, with_people
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.operations.households import Joining, RecordIsee
from welfare_desk.ui.people.intake_presenter import IntakeIds, IntakePlan, record_intake

VALUES = {
    "surname": "Bianchi",
    "name": "Luca",
    "fiscal_code": "BNCLCU58A14G587A",
    "born_on": "1958-01-14",
    "sex": "M",
    "birthplace_code": "G587",
    "residence_istat": "028063",
    "phone": "+393470000456",
    "language": "it",
}


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = at_work(a_desk(tmp_path, clock))
    yield opened
    opened.close()


def an_isee(issued_on: datetime.date = datetime.date(2026, 2, 1)) -> RecordIsee:
    return RecordIsee(
        isee_id="",
        household_id="",
        value_cents=900_000,
        issued_on=issued_on,
        valid_to=datetime.date(issued_on.year, 12, 31),
    )


def test_everything_filled_in_is_recorded_together(desk: Desk) -> None:
    ids = IntakeIds.fresh(desk)
    plan = IntakePlan(VALUES, isee=an_isee(), give_notice=True)

    result = record_intake(desk, plan, ids, ())

    assert result.refusal is None
    assert result.done == ("person", "household", "isee", "notice")
    view = desk.person(ids.person_id)
    assert view is not None
    assert (view.surname, view.fiscal_code) == ("Bianchi", "BNCLCU58A14G587A")
    assert view.isee is not None
    assert view.isee.value_cents == 900_000
    assert [member.person_id for member in view.members] == [ids.person_id]
    assert view.notice_current


def test_minimum_intake_records_the_person_alone(desk: Desk) -> None:
    ids = IntakeIds.fresh(desk)
    values = {"surname": "Li", "name": "", "no_code_reason": "stp"}

    result = record_intake(desk, IntakePlan(values), ids, ())

    assert result.done == ("person",)
    view = desk.person(ids.person_id)
    assert view is not None
    assert view.no_code_reason == "stp"
    assert view.household_id is None


def test_refused_isee_keeps_person_and_household(desk: Desk) -> None:
    ids = IntakeIds.fresh(desk)
    late = IntakePlan(VALUES, isee=an_isee(datetime.date(2025, 2, 1)), give_notice=True)

    result = record_intake(desk, late, ids, ())

    assert result.refusal is not None
    assert (result.done, result.refused_step) == (("person", "household"), "isee")
    mended = IntakePlan(VALUES, isee=an_isee(), give_notice=True)
    again = record_intake(desk, mended, ids, result.done)
    assert again.done == ("person", "household", "isee", "notice")
    kinds = [row.kind for row in desk.outbox().rows]
    assert kinds == ["register_person", "form_household", "record_isee", "record_notice"]


def test_saving_twice_after_a_crash_registers_once(desk: Desk) -> None:
    ids = IntakeIds.fresh(desk)
    record_intake(desk, IntakePlan(VALUES), ids, ())

    result = record_intake(desk, IntakePlan(VALUES, wants_household=True), ids, ())

    assert result.refusal is None
    kinds = [row.kind for row in desk.outbox().rows]
    assert kinds == ["register_person", "form_household"]


def test_new_person_joins_the_household_a_member_lives_in(desk: Desk) -> None:
    with_people(desk)
    desk.record(register("alone"))
    ids = IntakeIds.fresh(desk)
    members = (Joining(an_id("maria"), "other"), Joining(an_id("alone"), "parent"))

    result = record_intake(desk, IntakePlan(VALUES, role="child", members=members), ids, ())

    assert result.refusal is None
    view = desk.person(ids.person_id)
    assert view is not None
    assert view.household_id == an_id("home")
    roles = {member.person_id: member.role for member in view.members}
    assert roles[ids.person_id] == "child"
    assert roles[an_id("alone")] == "parent"
    assert len(view.members) == 6
