# SPDX-License-Identifier: EUPL-1.2
"""Every cell of the roles' table over raw HTTP: what the desk says of the role does not count."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import FUND, TERRITORY, a_resource, a_territory, an_id
from tests.desk.test_roles import HUMAN, MAY, staff
from tests.operations.bad_input import BEFORE, EXAMPLES
from tests.operations.here import HELD
from tests.operations.here import TODAY as TODAY_SLOT
from tests.operations.script_funds import a_round_fund
from tests.operations.script_requests import on_request_rows
from tests.operations.script_slots import slots_rows
from tests.operations.script_waiting import WAITED, join, listed
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, claim, reviews, told
from tests.store.samples import sample
from tests.support.desk_double import DeskDouble
from welfare_desk.models.record import Record
from welfare_desk.models.settlement import Settlement
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin

SETTLED: Settlement = msgspec.structs.replace(
    sample(Settlement, 0), id=an_id("settled"), territory_id=TERRITORY, controller_id=""
)


def offered_rows() -> list[Record]:
    """A service without a calendar, one whose list is drawn by lot, a slot to be closed."""
    drawn = [listed("draw"), WAITED, a_resource(f"slot:{WAITED.id}", WAITED.places)]
    return [*on_request_rows(), *drawn, *slots_rows()]


@pytest.fixture
def begun(place: Place) -> DeskDouble:
    """A desk at which Anna has served Maria, and Luca waits, undrawn."""
    people = [staff(role) for role in HUMAN]
    place.bring([*a_territory(HELD, TODAY_SLOT), *people, SETTLED, a_round_fund()])
    place.bring(offered_rows())
    desk = place.desk()
    desk.ask(f"serial:{FUND}", 40)
    for operation in BEFORE:
        assert claim(desk, operation)[0] == "accepted"
    assert claim(desk, join("undrawn", "luca")) == ACCEPTED
    return desk


@pytest.mark.parametrize("role", HUMAN)
def test_every_cell_over_http(place: Place, begun: DeskDouble, role: str) -> None:
    before = {item.op_id for item in reviews(place)}
    for example in EXAMPLES:
        operation: Operation = example
        if isinstance(example, SetPin):
            operation = msgspec.structs.replace(example, operator_id=an_id(f"as-{role}"))
        answer = claim(begun, operation, actor=an_id(f"as-{role}"), role="supervisor")
        op_id = begun.log[-1].op_id
        codes = {item.code for item in reviews(place) if item.op_id == op_id}
        if answer[0] == "rejected":
            codes.add(answer[1])  # what can only be asked opens no review
        allowed = example.kind() in MAY[role]
        assert ("role_missing" in codes) != allowed, (role, example.kind(), codes)
    assert before <= {item.op_id for item in reviews(place)}
    assert place.problems() == []


@pytest.mark.parametrize("role", HUMAN)
def test_what_is_only_asked_is_refused_to_a_role_that_may_not(
    place: Place, begun: DeskDouble, role: str
) -> None:
    asked = [
        each
        for each in EXAMPLES
        if each.MAY_BE_PROVISIONAL and any(take.mode != "number" for take in each.takes())
    ]
    assert {each.kind() for each in asked} == {
        "book_place", "book_together", "move_booking", "offer_place", "close_slot", "redeem_card",
        "draw_waiting",
    }  # fmt: skip
    begun.held = {name: held for name, held in begun.held.items() if name.startswith("number:")}
    for operation in asked:
        code = told(begun, operation, actor=an_id(f"as-{role}"), role="supervisor")[1]
        assert (code != "role_missing") == (operation.kind() in MAY[role]), operation.kind()
