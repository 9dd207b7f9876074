# SPDX-License-Identifier: EUPL-1.2
"""What was told binds, what is free may fall after a restore, and the total always holds."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.builders import TERRITORY, a_territory, an_id, register
from tests.operations.sealed import an_act
from tests.operations.test_rights import (
    BLOCK,
    BOOK,
    CARDS,
    HOME,
    ISSUE,
    PLACES,
    SLOT,
    booked,
    counted,
    granted,
)
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Grant, Resource, WholeRight
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.rights import Verdict
from welfare_desk.operations.run import Outcome, at_server
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Act, Serial, Spend

HONOURED = Verdict(honoured=True)
RECOVERING = Verdict(recovering=True)
BOTH = Verdict(honoured=True, recovering=True)


def judged(
    verdict: Verdict, act: Act, operation: Operation, *rows: Record
) -> tuple[Outcome, World]:
    world = World(DictRows([*a_territory(SLOT), *rows]), TERRITORY, settled=True)
    first = register("maria")
    at_server(first, an_act(first, op_id=an_id("first")), world)
    return at_server(operation, act, world, verdict), world


def places(world: World) -> tuple[int, int]:
    row = world.get(Resource, PLACES)
    assert row is not None
    return row.free, row.committed


def codes(world: World) -> set[str]:
    return {item.code for item in world.find(ReviewItem, "op_id", an_id("op"))}


@pytest.mark.parametrize(
    ("verdict", "left", "review"),
    [
        (Verdict(), (0, 0), set()),
        (HONOURED, (0, 0), {"liability"}),
        (RECOVERING, (0, 0), set()),
        (BOTH, (-1, 1), set()),
    ],
)
def test_a_promise_without_rights_where_nothing_is_free(
    verdict: Verdict, left: tuple[int, int], review: set[str]
) -> None:
    outcome, world = judged(verdict, booked(), BOOK, counted(4, 4), BLOCK)
    assert (outcome.result == "accepted") is verdict.honoured
    assert (places(world), codes(world)) == (left, review)
    assert (world.get(Booking, an_id("one")) is not None) is verdict.honoured


def test_in_recovery_a_late_act_is_bounded_by_the_total_alone() -> None:
    act = booked(Spend("gone", 1))
    _, world = judged(RECOVERING, act, BOOK, counted(4, 4), BLOCK)
    assert (places(world), codes(world)) == ((-1, 1), set())
    _, world = judged(RECOVERING, act, BOOK, counted(4, 0, committed=4), BLOCK)
    assert (places(world), codes(world)) == ((0, 4), {"liability"})


def test_an_own_lease_beyond_the_total_is_a_liability_and_no_place_appears() -> None:
    """Others' receipts took three of four places while the lease over two was away."""
    lease = granted(PLACES, 2, spent=1)
    count = msgspec.structs.replace(counted(4, 0, committed=4), free=-1)
    outcome, world = judged(Verdict(), booked(Spend(lease.id, 1)), BOOK, count, lease, BLOCK)
    assert outcome.result == "accepted"
    assert (places(world), codes(world)) == ((0, 4), {"liability"})
    spent = world.get(Grant, lease.id)
    assert spent is not None
    assert spent.spent == 2


def test_what_was_told_stands_although_the_desk_could_not_have_recorded_it() -> None:
    act = booked(serial=Serial(BLOCK.id, -1, "X"))
    outcome, _ = judged(Verdict(), act, BOOK, counted(4, 0), BLOCK)
    assert outcome.code == "malformed"
    outcome, _ = judged(HONOURED, act, BOOK, counted(4, 0), BLOCK)
    assert outcome.result == "accepted"


@pytest.mark.parametrize(("inc", "late"), [(0, False), (1, False), (2, True)])
def test_a_right_that_another_incarnation_holds_is_not_ones_own(inc: int, late: bool) -> None:
    fields: dict[str, Any] = {"controller_id": "", "holder": 1, "wanted_by": 0}
    right = WholeRight(id=HOME, territory_id=TERRITORY, holder_inc=inc, **fields)
    serial = Serial(f"a-{CARDS}", 0, "CARD")
    act = an_act(ISSUE, spends=(Spend("h", 0), Spend("f", 12_000)), serials=(serial,))
    _, world = judged(Verdict(), act, ISSUE, right, granted(CARDS, 1))
    assert ("late" in codes(world)) is late


@pytest.mark.parametrize(("inc", "left"), [(1, (4, 0)), (2, (2, 0))])
def test_a_lease_is_handed_back_by_its_own_incarnation(inc: int, left: tuple[int, int]) -> None:
    lease = granted(PLACES, 2, inc=inc)
    release = ReleaseRights(returned=(Returned(lease.id, PLACES),))
    act = an_act(release, spends=(Spend(lease.id, 2),), role="desk")
    _, world = judged(Verdict(), act, release, counted(4, 2), lease)
    assert places(world) == left
