# SPDX-License-Identifier: EUPL-1.2
"""A dishonest desk with a true key: what it sends never overspends, overwrites or takes over."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    FUND,
    MERCHANT,
    a_fund,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.server.conftest import Place
from tests.support.desk_double import DeskDouble
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import Posting
from welfare_desk.models.fund import Resource, WholeRight
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.rights import Held
from welfare_desk.operations.territory import ApplyTerritory, Total
from welfare_desk.protocol.envelope import Serial, Spend
from welfare_desk.protocol.lease import Lease
from welfare_desk.protocol.messages import Result

OTHER_TOWN = an_id("other town")
ACCEPTED, MALFORMED = ("accepted", ""), ("rejected", "malformed")


def send(desk: DeskDouble, operation: Operation, **fields: Any) -> Result:
    """Record an operation with these fields of the envelope, and push it."""
    desk.record(operation, **fields)
    return desk.push(len(desk.log)).results[0]


def claim(desk: DeskDouble, operation: Operation, **fields: Any) -> tuple[str, str]:
    """Send an operation as if every right it needs were held here."""
    real = {take.resource: desk.held.get(take.resource) for take in operation.takes()}
    for take in operation.takes():
        if take.mode in ("part", "hold"):
            lease = Lease(
                id="e1-999999",
                device=desk.device,
                inc=1,
                resource=take.resource,
                quantity=take.quantity,
                fence=0,
                not_after=1 << 62,
            )
            desk.held[take.resource] = [Held(lease, take.quantity)]
    answer = told(desk, operation, **fields)
    for resource_id, items in real.items():
        if not resource_id.startswith(("number:", "serial:")):
            desk.held[resource_id] = items or []
    return answer


def told(desk: DeskDouble, operation: Operation, **fields: Any) -> tuple[str, str]:
    """Return result and code of an operation that was sent."""
    result = send(desk, operation, **fields)
    return result.result, result.code


def reviews(place: Place) -> list[ReviewItem]:
    return [row for row in place.all(ReviewItem) if isinstance(row, ReviewItem)]


def served(place: Place, desk: DeskDouble, name: str = "maria") -> None:
    """Register a person with household and attestation."""
    for operation in (
        register(name),
        form(f"{name} home", name),
        isee(f"{name} isee", f"{name} home"),
    ):
        assert told(desk, operation) == ("accepted", "")


def carded(place: Place, desk: DeskDouble, name: str = "maria") -> None:
    """Give the person a card of 120 euros."""
    served(place, desk, name)
    desk.ask(f"fund:{FUND}", 12_000, one_act=True)
    desk.ask(f"serial:{FUND}", 40)
    card = issue(f"{name} card", f"{name} home", name, an_id(f"{name} isee"))
    assert told(desk, card) == ("accepted", "")


def resource(place: Place, name: str) -> Resource:
    row = place.one(Resource, name)
    assert isinstance(row, Resource)
    return row


def balance(place: Place, card: str) -> int:
    rows = (row for row in place.all(Posting) if isinstance(row, Posting))
    return sum(row.amount_cents for row in rows if row.account == f"card:{an_id(card)}")


def test_award_for_nobody_out_of_an_empty_fund_frees_no_euro(place: Place) -> None:
    place.bring(a_territory(fund=a_fund(budget_cents=12_000)))
    desk = place.desk()
    carded(place, desk)
    forged = issue("forged", "nowhere", "nobody", an_id("maria isee"))
    assert claim(desk, forged) == ("accepted", "household_unknown")
    row = resource(place, f"fund:{FUND}")
    assert (row.free, row.committed) == (0, 12_000)
    assert place.problems() == []


def test_same_booking_sent_as_two_operations_takes_one_place(place: Place) -> None:
    slot = a_slot("slot", places=3)
    place.slots(slot)
    desk = place.desk()
    served(place, desk)
    desk.ask(f"slot:{slot.id}", 2, one_act=True)
    assert told(desk, book("one", "maria", slot)) == ACCEPTED
    assert told(desk, book("one", "maria", slot)) == ("accepted", "id_taken")
    assert resource(place, f"slot:{slot.id}").committed == 1
    assert "id_taken" in {item.code for item in reviews(place)}
    assert place.problems() == []


def test_nobody_is_registered_over_somebody(place: Place) -> None:
    place.slots()
    desk = place.desk()
    assert told(desk, register("maria")) == ACCEPTED
    other = msgspec.structs.replace(register("maria"), surname="Altra")
    assert told(desk, other) == ("accepted", "id_taken")
    row = place.one(Person, an_id("maria"))
    assert isinstance(row, Person)
    assert row.surname == "Rossi"


@pytest.mark.parametrize("cents", [0, -1, -1_000_000])
def test_amount_that_no_desk_records_is_malformed(place: Place, cents: int) -> None:
    place.slots()
    desk = place.desk()
    carded(place, desk)
    paid = RedeemCard(card_id=an_id("maria card"), merchant_id=MERCHANT, amount_cents=cents)
    assert claim(desk, paid) == MALFORMED
    forged = issue("more", "maria home", "maria", an_id("maria isee"), cents)
    assert claim(desk, forged) == MALFORMED
    assert balance(place, "maria card") == 12_000
    assert place.problems() == []


@pytest.mark.parametrize("seats", [0, -5])
def test_booking_of_no_places_is_malformed(place: Place, seats: int) -> None:
    slot = a_slot("slot", places=3)
    place.slots(slot)
    desk = place.desk()
    served(place, desk)
    odd = msgspec.structs.replace(book("one", "maria", slot), seats=seats)
    assert claim(desk, odd) == MALFORMED
    assert resource(place, f"slot:{slot.id}").free == 3
    assert place.problems() == []


def test_card_never_pays_more_than_it_carries(place: Place) -> None:
    place.slots()
    desk = place.desk()
    carded(place, desk)
    assert told(desk, ActivateCard(card_id=an_id("maria card"))) == ACCEPTED
    paid = RedeemCard(card_id=an_id("maria card"), merchant_id=MERCHANT, amount_cents=50_000)
    assert claim(desk, paid)[0] == "accepted"
    assert balance(place, "maria card") == 0
    beyond = next(item for item in reviews(place) if item.code == "liability")
    assert (beyond.amount_cents, beyond.person_id) == (38_000, an_id("maria"))
    assert place.problems() == []


def test_spent_quantity_beyond_the_lease_covers_nothing(place: Place) -> None:
    slot = a_slot("slot", places=3)
    place.slots(slot)
    desk = place.desk()
    served(place, desk)
    desk.ask(f"slot:{slot.id}", 1, one_act=True)
    lease = desk.held[f"slot:{slot.id}"][0].lease.id
    spends = (Spend(lease, 90_000_000), Spend(lease, 1), Spend(lease, 1))
    assert told(desk, book("one", "maria", slot), spends=spends) == ACCEPTED
    row = resource(place, f"slot:{slot.id}")
    assert (row.free, row.committed) == (2, 1)
    assert place.problems() == []


def test_number_that_was_not_granted_is_malformed(place: Place) -> None:
    slot = a_slot("slot", places=9)
    place.slots(slot)
    desk, victim = place.desk(), place.desk()
    served(place, desk)
    desk.ask(f"slot:{slot.id}", 3, one_act=True)
    own = desk.held["number:booking"][0].lease
    stolen = victim.held["number:booking"][0].lease.numbers[0]
    receipt = desk.held["number:receipt"][0].lease
    for serial in (
        Serial(own.id, 0, stolen),
        Serial(own.id, 0, "GRATIS"),
        Serial(own.id, 1, own.numbers[0]),
        Serial(own.id, 100_000, own.numbers[0]),
        Serial(receipt.id, 0, receipt.numbers[0]),
    ):
        assert told(desk, book("one", "maria", slot), serials=(serial,)) == MALFORMED
    assert not place.all(Booking)
    assert told(victim, register("luca")) == ACCEPTED
    assert told(victim, book("two", "luca", slot)) == ACCEPTED
    assert place.problems() == []


def test_rights_of_another_desk_are_not_released(place: Place) -> None:
    slot = a_slot("slot", places=3)
    place.slots(slot)
    desk, victim = place.desk(), place.desk()
    served(place, victim)
    victim.ask(f"slot:{slot.id}", 1, one_act=True)
    home = f"home:{an_id('maria home')}"
    returned = tuple(
        Returned(victim.held[name][0].lease.id, name) for name in (f"slot:{slot.id}", home)
    )
    send(desk, ReleaseRights(returned=returned), role="desk", actor="")
    assert resource(place, f"slot:{slot.id}").free == 2
    right = place.one(WholeRight, home)
    assert isinstance(right, WholeRight)
    assert right.holder == victim.device


def test_servers_own_operation_changes_nothing_when_a_desk_sends_it(place: Place) -> None:
    slot = a_slot("slot", places=3)
    place.slots(slot)
    desk = place.desk()
    more = ApplyTerritory(reason="x", rows=(), totals=(Total(f"slot:{slot.id}", 900),))
    for role in ("server", "administrator"):
        assert told(desk, more, role=role, actor="server") == MALFORMED
    assert told(desk, register("maria"), body=to_body(more)) == MALFORMED
    assert resource(place, f"slot:{slot.id}").total == 3


DAY_US = 86_400_000_000


def test_act_dated_before_its_forerunner_is_malformed(place: Place) -> None:
    slot = a_slot("yesterday", places=3, days=-1)
    place.slots(slot)
    desk = place.desk()
    served(place, desk)
    earlier = place.clock.now_us() - 3 * DAY_US
    assert told(desk, book("one", "maria", slot), wall=earlier) == MALFORMED
    over = msgspec.structs.replace(isee("old", "maria home"), valid_to=datetime.date(2026, 9, 14))
    desk.record(over, wall=earlier)
    desk.record(register("luca"))
    results = desk.push(len(desk.log) - 1).results
    assert [result.result for result in results] == ["rejected", "accepted"]
    assert place.problems() == []


def test_act_from_far_ahead_is_kept_and_flagged(place: Place) -> None:
    place.slots()
    desk = place.desk()
    ahead = place.clock.now_us() + 400 * DAY_US
    assert told(desk, register("maria"), wall=ahead) == ACCEPTED
    item = next(each for each in reviews(place) if each.code == "clock_ahead")
    assert item.person_id == an_id("maria")
    assert told(desk, register("luca"), wall=ahead) == ACCEPTED
    near = place.desk()
    assert told(near, register("sara"), wall=place.clock.now_us() + DAY_US // 2) == ACCEPTED
    flagged = [each.person_id for each in reviews(place) if each.code == "clock_ahead"]
    assert sorted(flagged) == sorted([an_id("maria"), an_id("luca")])
