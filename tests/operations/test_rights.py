# SPDX-License-Identifier: EUPL-1.2
"""Rights: drawn all or none at the desk, judged at the server."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import FUND, TERRITORY, a_slot, a_territory, an_id, book, form, issue, register
from tests.operations.sealed import NOW, an_act
from welfare_desk.core.numbers import booking_text
from welfare_desk.core.refusals import (
    AwardElsewhere,
    CardNumbersExhausted,
    FundNotHeld,
    NumbersExhausted,
)
from welfare_desk.models.fund import Grant, Resource, SpentNumber, WholeRight
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.rights import Drawn, Held, born, born_id, draw, is_provisional, whole
from welfare_desk.operations.run import at_server
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Act, Serial, Spend
from welfare_desk.protocol.lease import LIFE_US, MARGIN_US, Lease

SLOT = a_slot("slot", places=4)
PLACES = f"slot:{SLOT.id}"
HOME = f"home:{an_id('home')}"
EUROS = f"fund:{FUND}"
CARDS = f"serial:{FUND}"
BOOK = book("one", "maria", SLOT)
FAMILY = msgspec.structs.replace(BOOK, seats=3)
ISSUE = issue("card", "home", "maria", an_id("isee"))


def held(
    resource: str, left: int, name: str = "a", *, quantity: int = 0, not_after: int = NOW + LIFE_US
) -> Held:
    size = quantity or max(left, 1)
    lease = Lease(
        id=f"{name}-{resource}",
        device=1,
        inc=1,
        resource=resource,
        quantity=size,
        fence=1,
        not_after=not_after,
        numbers=tuple(f"N{n}" for n in range(size)),
    )
    return Held(lease, left)


def drawn(operation: Operation, *items: Held, own_time: int = NOW) -> Drawn:
    by_resource: dict[str, list[Held]] = {}
    for item in items:
        by_resource.setdefault(item.lease.resource, []).append(item)
    return draw(operation, by_resource, own_time)


NUMBER = held("number:booking", 2)


def test_several_leases_pay_together_the_one_that_ends_first_first() -> None:
    late = held(PLACES, 2, "late", not_after=NOW + LIFE_US)
    soon = held(PLACES, 2, "soon", not_after=NOW + LIFE_US - 1)
    result = drawn(FAMILY, late, soon, NUMBER)
    assert result.spends == (Spend(soon.lease.id, 2), Spend(late.lease.id, 1))
    assert result.left == {soon.lease.id: 0, late.lease.id: 1, NUMBER.lease.id: 1}
    assert not result.provisional


def test_places_that_do_not_suffice_are_not_spent_at_all() -> None:
    result = drawn(FAMILY, held(PLACES, 1, "a"), held(PLACES, 1, "b"), NUMBER)
    assert (result.provisional, result.spends) == (True, ())
    assert result.left == {NUMBER.lease.id: 1}, "a provisional paper carries a number too"


@pytest.mark.parametrize(
    ("items", "refusal"),
    [
        ((held(EUROS, 12_000), held(CARDS, 1)), AwardElsewhere),
        ((held(HOME, 1), held(CARDS, 1)), FundNotHeld),
        ((held(HOME, 1), held(EUROS, 11_999), held(CARDS, 1)), FundNotHeld),
        ((held(HOME, 1), held(EUROS, 12_000)), CardNumbersExhausted),
        ((held(HOME, 1), held(EUROS, 12_000), held(CARDS, 0)), CardNumbersExhausted),
        ((held(HOME, 0), held(EUROS, 12_000), held(CARDS, 1)), AwardElsewhere),
    ],
)
def test_card_is_drawn_with_all_its_rights_or_refused(
    items: tuple[Held, ...], refusal: Any
) -> None:
    with pytest.raises(refusal):
        drawn(ISSUE, *items)


def test_card_draws_euros_and_a_number_and_holds_the_award() -> None:
    items = (held(HOME, 1), held(EUROS, 12_001), held(CARDS, 3))
    result = drawn(ISSUE, *items)
    assert result.spends == (Spend(items[0].lease.id, 0), Spend(items[1].lease.id, 12_000))
    assert [serial.index for serial in result.serials] == [0]
    assert result.left == {items[1].lease.id: 1, items[2].lease.id: 2}


@pytest.mark.parametrize(
    ("before_end", "spends"), [(MARGIN_US + 1, True), (MARGIN_US, False), (0, False), (-1, False)]
)
def test_lease_is_spent_until_an_hour_before_its_end(before_end: int, spends: bool) -> None:
    item = held(PLACES, 1, not_after=NOW + before_end)
    assert drawn(BOOK, item, NUMBER).provisional is not spends


def test_number_of_a_lease_that_has_ended_is_not_printed() -> None:
    with pytest.raises(NumbersExhausted):
        drawn(BOOK, held(PLACES, 1), held("number:booking", 2, not_after=NOW + MARGIN_US))


def test_numbers_are_popped_in_order_and_from_the_next_block() -> None:
    first, second = held("number:booking", 1, "a", quantity=3), held("number:booking", 3, "b")
    assert drawn(BOOK, first, second).serials == (Serial(first.lease.id, 2, "N2"),)
    spent = Held(first.lease, 0)
    assert drawn(BOOK, spent, second).serials == (Serial(second.lease.id, 0, "N0"),)


@given(
    lefts=st.lists(st.integers(0, 5), max_size=5),
    ends=st.lists(st.integers(0, 3), min_size=5, max_size=5),
    seats=st.integers(1, 12),
)
def test_what_is_drawn_is_what_is_missing_afterwards(
    lefts: list[int], ends: list[int], seats: int
) -> None:
    items = [
        held(PLACES, left, str(n), not_after=NOW + MARGIN_US + ends[n])
        for n, left in enumerate(lefts)
    ]
    operation = msgspec.structs.replace(BOOK, seats=seats)
    result = drawn(operation, *items, NUMBER)
    spendable = sum(item.left for n, item in enumerate(items) if ends[n] > 0)
    assert result.provisional is (spendable < seats)
    spent = {spend.lease: spend.quantity for spend in result.spends}
    assert sum(spent.values()) == (0 if result.provisional else seats)
    for item in items:
        left = result.left.get(item.lease.id, item.left)
        assert left == item.left - spent.get(item.lease.id, 0) >= 0


def test_released_rest_is_handed_back_though_the_lease_has_ended() -> None:
    ended = held(PLACES, 2, not_after=NOW - 1)
    gone = held(EUROS, 0)
    operation = ReleaseRights(
        returned=tuple(Returned(item.lease.id, item.lease.resource) for item in (ended, gone))
    )
    result = drawn(operation, ended, gone)
    assert (result.spends, result.left) == ((Spend(ended.lease.id, 2),), {ended.lease.id: 0})
    assert not result.provisional


def test_same_lease_is_released_once() -> None:
    item = held(PLACES, 2)
    twice = ReleaseRights(returned=(Returned(item.lease.id, PLACES),) * 2)
    assert drawn(twice, item).spends == (Spend(item.lease.id, 2),)


def test_whole_rights_are_born_with_the_act_and_have_no_end() -> None:
    operation = form("home", "maria")
    act = an_act(operation)
    (lease,) = born(operation, act)
    assert (lease.resource, lease.quantity, lease.device) == (HOME, 1, 1)
    assert lease.id == born_id(act.op_id, HOME)
    others = [held(name, 12_000, not_after=NOW * 3) for name in (EUROS, CARDS)]
    later = drawn(ISSUE, Held(lease, 1), *others, own_time=NOW * 2)
    assert later.spends[0] == Spend(lease.id, 0)
    assert born(register(), an_act(register())) == ()


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("home:x", True),
        ("balance:x", True),
        ("slot:x", False),
        ("fund:x", False),
        ("serial:x", False),
    ],
)
def test_whole_rights_are_those_of_award_and_balance(resource: str, expected: bool) -> None:
    assert whole(resource) is expected


# The server's side.


def granted(resource: str, quantity: int, name: str = "a", **other: Any) -> Grant:
    fields: dict[str, Any] = {
        "id": f"{name}-{resource}",
        "territory_id": TERRITORY,
        "device": 1,
        "inc": 1,
        "resource": resource,
        "quantity": quantity,
        "spent": 0,
        "returned": 0,
        "fence": 1,
        "not_after_at": NOW,
        "state": "live",
        **other,
    }
    return Grant(**fields)


def counted(total: int, lent: int, committed: int = 0) -> Resource:
    return Resource(
        id=PLACES,
        territory_id=TERRITORY,
        total=total,
        free=total - lent - committed,
        committed=committed,
        in_doubt=0,
    )


class Judged:
    """The server's rows after one act."""

    def __init__(self, act: Act, operation: Operation, *rows: Record) -> None:
        known = [*a_territory(SLOT), *rows]
        world = World(DictRows(known), TERRITORY, settled=True)
        first = register("maria")
        at_server(first, an_act(first, op_id=an_id("first")), world)
        self.outcome = at_server(operation, act, world)
        self.world = world

    def row(self, kind: type[Any], row_id: str) -> Any:
        return self.world.get(kind, row_id)

    @property
    def reviews(self) -> dict[str, int]:
        items = self.world.find(ReviewItem, "op_id", an_id("op"))
        return {item.code: item.amount_cents for item in items}

    @property
    def places(self) -> tuple[int, int]:
        row = self.row(Resource, PLACES)
        return row.free, row.committed


BLOCK = granted("number:booking", 10)
SERIAL = Serial(BLOCK.id, 0, booking_text(1, 1, 0))


def booked(*spends: Spend, operation: Operation = BOOK, serial: Serial = SERIAL) -> Act:
    return an_act(operation, spends=spends, serials=(serial,))


def test_covered_act_moves_its_place_from_the_lease_to_what_is_committed() -> None:
    lease = granted(PLACES, 2)
    done = Judged(booked(Spend(lease.id, 1)), BOOK, counted(4, 2), lease, BLOCK)
    assert (done.outcome.result, done.reviews) == ("accepted", {})
    assert done.places == (2, 1)
    assert done.row(Grant, lease.id).spent == 1
    spent = done.row(SpentNumber, SERIAL.text)
    assert (spent.lease_id, spent.op_id, spent.number_index) == (BLOCK.id, an_id("op"), 0)
    assert done.row(Grant, BLOCK.id).spent == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"device": 2},
        {"inc": 2},
        {"state": "in_doubt"},
        {"state": "closed", "returned": 2},
        {"spent": 2},
        {"resource": "slot:another"},
    ],
)
def test_late_act_is_claimed_from_what_is_free(odd: dict[str, Any]) -> None:
    lease = msgspec.structs.replace(granted(PLACES, 2), **odd)
    done = Judged(booked(Spend(lease.id, 1)), BOOK, counted(4, 2), lease, BLOCK)
    assert done.outcome.result == "accepted"
    assert done.places == (1, 1), "from free, not from a lease that is not its own"
    assert done.row(Grant, lease.id) == lease
    assert done.reviews == {}


def test_late_act_beyond_what_is_free_is_a_liability_and_the_total_holds() -> None:
    done = Judged(booked(Spend("gone", 1)), BOOK, counted(4, 0, committed=4), BLOCK)
    assert done.outcome.result == "accepted"
    assert done.places == (0, 4)
    assert done.reviews == {"liability": 0}


def test_liability_of_a_fund_names_its_cents() -> None:
    rows = [row for row in a_territory() if row.id == EUROS]
    poor = msgspec.structs.replace(rows[0], free=11_999)  # type: ignore[call-arg]
    serial = Serial(f"a-{CARDS}", 0, "CARD")
    act = an_act(ISSUE, spends=(Spend("gone", 12_000),), serials=(serial,))
    done = Judged(act, ISSUE, poor, granted(CARDS, 1))
    assert done.reviews["liability"] == 12_000
    assert done.row(Resource, EUROS).free == 11_999


def test_resource_that_the_server_no_longer_has_makes_an_act_late() -> None:
    rows = granted("slot:gone", 1)
    operation = msgspec.structs.replace(BOOK, slot_id=an_id("gone"))
    act = booked(Spend(rows.id, 1), operation=operation)
    done = Judged(act, operation, BLOCK)
    assert done.outcome.result == "accepted"
    assert {"late", "slot_unknown"} <= set(done.reviews)


def test_number_spent_twice_is_listed_and_stays_with_the_first() -> None:
    before = SpentNumber(
        id=SERIAL.text,
        territory_id=TERRITORY,
        lease_id=BLOCK.id,
        number_index=0,
        op_id=an_id("earlier"),
    )
    lease = granted(PLACES, 1)
    done = Judged(booked(Spend(lease.id, 1)), BOOK, counted(4, 1), lease, BLOCK, before)
    assert done.reviews == {"duplicate_number": 0}
    assert done.row(SpentNumber, SERIAL.text) == before
    assert done.row(Grant, BLOCK.id).spent == 0


@pytest.mark.parametrize("block", [None, msgspec.structs.replace(BLOCK, device=2)])
def test_number_of_nobodys_or_anothers_block_is_listed(block: Grant | None) -> None:
    lease = granted(PLACES, 1)
    rows = [row for row in (counted(4, 1), lease, block) if row is not None]
    done = Judged(booked(Spend(lease.id, 1)), BOOK, *rows)
    assert done.reviews == {"duplicate_number": 0}
    assert done.row(SpentNumber, SERIAL.text) is None


def test_provisional_act_takes_from_what_is_free_or_is_refused() -> None:
    done = Judged(booked(), BOOK, counted(4, 3), BLOCK)
    assert (done.outcome.result, done.places) == ("accepted", (0, 1))
    done = Judged(booked(), BOOK, counted(4, 4), BLOCK)
    assert (done.outcome.result, done.outcome.code) == ("rejected", "slot_full")
    assert (done.places, done.reviews) == ((0, 0), {})
    assert done.row(SpentNumber, SERIAL.text) is None


def test_provisional_act_that_a_rule_refuses_leaves_its_place_free() -> None:
    operation = msgspec.structs.replace(BOOK, total_cents=1)
    done = Judged(booked(operation=operation), operation, counted(4, 0), BLOCK)
    assert (done.outcome.code, done.places) == ("price_changed", (4, 0))


def test_final_act_that_finds_nothing_to_stand_on_hands_its_places_back() -> None:
    operation = msgspec.structs.replace(BOOK, person_id=an_id("nobody"))
    lease = granted(PLACES, 1)
    act = booked(Spend(lease.id, 1), operation=operation)
    done = Judged(act, operation, counted(4, 1), lease, BLOCK)
    assert (done.outcome.result, done.outcome.code) == ("accepted", "person_unknown")
    assert (done.places, done.reviews) == ((4, 0), {"person_unknown": 0})


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (
            WholeRight(id=HOME, territory_id=TERRITORY, controller_id="", holder=1, wanted_by=0),
            None,
        ),
        (
            WholeRight(id=HOME, territory_id=TERRITORY, controller_id="", holder=2, wanted_by=0),
            "late",
        ),
        (
            WholeRight(id=HOME, territory_id=TERRITORY, controller_id="", holder=0, wanted_by=0),
            "late",
        ),
    ],
)
def test_award_under_a_right_that_another_holds_is_listed(right: WholeRight, code: Any) -> None:
    serial = Serial(f"a-{CARDS}", 0, "CARD")
    act = an_act(ISSUE, spends=(Spend("h", 0), Spend("f", 12_000)), serials=(serial,))
    done = Judged(act, ISSUE, right, granted(CARDS, 1))
    assert ("late" in done.reviews) is (code == "late")
    assert done.outcome.result == "accepted"


def test_right_born_twice_stays_with_its_first_holder() -> None:
    right = WholeRight(
        id=HOME, territory_id=TERRITORY, controller_id="", holder=2, wanted_by=0, lease="x"
    )
    operation = form("home", "maria")
    assert Judged(an_act(operation), operation, right).row(WholeRight, HOME) == right
    fresh = Judged(an_act(operation), operation).row(WholeRight, HOME)
    assert (fresh.holder, fresh.lease) == (1, born_id(an_id("op"), HOME))


@pytest.mark.parametrize(
    ("odd", "moves"),
    [
        ({}, True),
        ({"device": 2}, False),
        ({"state": "in_doubt"}, False),
        ({"state": "closed"}, False),
        ({"resource": EUROS}, False),
    ],
)
def test_released_rest_becomes_free_once_and_only_ones_own(
    odd: dict[str, Any], moves: bool
) -> None:
    lease = msgspec.structs.replace(granted(PLACES, 3, spent=1), **odd)
    operation = ReleaseRights(returned=(Returned(lease.id, PLACES),) * 2)
    done = Judged(an_act(operation), operation, counted(4, 2, committed=1), lease)
    assert done.places == ((3, 1) if moves else (1, 1))
    row = done.row(Grant, lease.id)
    assert (row.returned, row.state) == ((2, "closed") if moves else (0, lease.state))


@pytest.mark.parametrize(("lease", "holder"), [("held", 0), ("of before", 1)])
def test_whole_right_is_let_go_by_the_lease_that_holds_it(lease: str, holder: int) -> None:
    right = WholeRight(
        id=HOME, territory_id=TERRITORY, controller_id="", holder=1, wanted_by=2, lease="held"
    )
    operation = ReleaseRights(returned=(Returned(lease, HOME),))
    done = Judged(an_act(operation), operation, right)
    assert done.row(WholeRight, HOME).holder == holder


@pytest.mark.parametrize(("wanted_by", "holder"), [(2, 0), (0, 1), (1, 1)])
def test_whole_right_that_another_desk_wants_is_let_go_by_any_incarnation(
    wanted_by: int, holder: int
) -> None:
    right = WholeRight(
        id=HOME, territory_id=TERRITORY, controller_id="", holder=1, wanted_by=wanted_by,
        lease="the other's", holder_inc=2,
    )  # fmt: skip
    operation = ReleaseRights(returned=(Returned("of before", HOME),))
    done = Judged(an_act(operation), operation, right)
    assert done.row(WholeRight, HOME).holder == holder


def test_act_is_provisional_only_where_it_may_be_and_drew_nothing() -> None:
    assert is_provisional(BOOK, booked())
    assert not is_provisional(BOOK, booked(Spend("x", 1)))
    assert not is_provisional(ISSUE, an_act(ISSUE))
    assert not is_provisional(register(), an_act(register()))


@pytest.mark.parametrize("role", ["", "auditor"])
def test_provisional_act_of_the_wrong_role_is_refused_and_a_final_one_reviewed(role: str) -> None:
    act = msgspec.structs.replace(booked(), role=role)
    done = Judged(act, BOOK, counted(4, 0), BLOCK)
    assert (done.outcome.code, done.places) == ("role_missing", (4, 0))
    lease = granted(PLACES, 1)
    act = msgspec.structs.replace(booked(Spend(lease.id, 1)), role=role)
    done = Judged(act, BOOK, counted(4, 1), lease, BLOCK)
    assert (done.outcome.result, set(done.reviews)) == ("accepted", {"role_missing"})
