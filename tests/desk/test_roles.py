# SPDX-License-Identifier: EUPL-1.2
"""Every cell of the roles' table at the counter: who may not do an act stores nothing of it."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import TERRITORY, TODAY, an_id, an_operator, book, register
from tests.desk.conftest import PIN
from tests.operations.bad_input import BEFORE, EXAMPLES
from tests.operations.test_roles import TABLE
from tests.support.desks import SLOTS
from welfare_desk.core.refusals import DeskError, RoleMissing
from welfare_desk.desk.desk import Desk
from welfare_desk.models.territory import Operator
from welfare_desk.operations.bookings import CancelBooking, MoveBooking, RecordAttendance
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.roles import ROLES
from welfare_desk.store.rows import load_one, save

HUMAN = sorted(set(ROLES) - {"server", "desk"})
MAY = {role: TABLE[role] for role in HUMAN}
# Cooperative staff amend, and give the notice to, whom their own cooperative registered; Maria
# came to the municipality.
MAY["cooperative"] = TABLE["cooperative"] - {"amend_person", "record_notice"}
# A note is taken back by who wrote it or by a supervisor; the one of the examples is Anna's.
for _role in ("operator", "social_worker"):
    MAY[_role] = TABLE[_role] - {"withdraw_note"}
COOPERATIVE = an_id("jonathan")


def staff(role: str, provider_id: str = COOPERATIVE) -> Operator:
    """Return an operator of this role, of the cooperative that provides the one offering."""
    row = an_operator(f"as-{role}", role)
    return msgspec.structs.replace(row, provider_id=provider_id if role == "cooperative" else None)


def log_in_as(desk: Desk, role: str, provider_id: str = COOPERATIVE) -> str:
    """Make an operator of this role and log in; return their id."""
    with desk._store.write() as conn:
        anna = load_one(conn, TERRITORY, Operator.KIND, an_id("anna"))
        assert isinstance(anna, Operator)
        row = msgspec.structs.replace(staff(role, provider_id), pin_verifier=anna.pin_verifier)
        save(conn, TERRITORY, {(row.KIND, row.id): row})
    desk.session.log_in(row.login, PIN)
    return row.id


def notice(name: str) -> RecordNotice:
    """Give the privacy notice to a person."""
    return RecordNotice(
        notice_id=an_id(f"{name} notice"),
        person_id=an_id(name),
        version="1",
        language="it",
        signer="self",
        given_on=TODAY,
    )


@pytest.mark.parametrize("role", HUMAN)
def test_every_cell_at_the_desk(counter: Desk, role: str) -> None:
    for operation in BEFORE:
        counter.record(operation)
    own_id = log_in_as(counter, role)
    for example in EXAMPLES:
        operation: Operation = example
        if isinstance(example, SetPin):
            operation = msgspec.structs.replace(example, operator_id=own_id)
        before = counter.status().pending
        refused: type[DeskError] | None = None
        try:
            counter.record(operation)
        except DeskError as refusal:
            refused = type(refusal)
        allowed = example.kind() in MAY[role]
        assert (refused is not RoleMissing) == allowed, (role, example.kind(), refused)
        if not allowed:
            assert counter.status().pending == before


def test_cooperative_staff_touch_what_is_their_cooperatives(counter: Desk) -> None:
    for operation in BEFORE:
        counter.record(operation)
    log_in_as(counter, "cooperative")
    counter.record(register("own"))
    counter.record(AmendPerson(person_id=an_id("own"), changes={"phone": "1"}))
    counter.record(notice("own"))
    for refused in (
        AmendPerson(person_id=an_id("maria"), changes={"phone": "1"}),
        notice("maria"),
    ):
        with pytest.raises(RoleMissing):
            counter.record(refused)
    counter.record(RecordAttendance(booking_id=an_id("one"), outcome="arrived"))
    log_in_as(counter, "cooperative", an_id("another cooperative"))
    for operation in (
        RecordAttendance(booking_id=an_id("one"), outcome="attended"),
        CancelBooking(booking_id=an_id("one")),
        MoveBooking(booking_id=an_id("one"), person_id=an_id("maria"), slot_id=SLOTS[3].id),
        book("two", "own", SLOTS[3]),
    ):
        with pytest.raises(RoleMissing):
            counter.record(operation)
