# SPDX-License-Identifier: EUPL-1.2
"""Rights: what is granted is taken from what is free, and a last place goes to one desk."""

from __future__ import annotations

from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    FUND,
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
from welfare_desk.core.card_code import short_id, unpack
from welfare_desk.core.numbers import booking_parts, serial_parts
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Grant, Resource, WholeRight
from welfare_desk.models.offering import Slot
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.bookings import CancelBooking, MoveBooking
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.protocol.lease import signed_part
from welfare_desk.protocol.messages import Ask

STEPS = ("ask", "book", "cancel", "move", "push")


def _resource(place: Place, slot: Slot) -> Resource:
    return cast(Resource, place.one(Resource, f"slot:{slot.id}"))


def test_a_part_is_an_eighth_of_what_is_free_but_at_least_one_place(place: Place) -> None:
    large, small = a_slot("large", places=80), a_slot("small", places=3)
    place.slots(large, small)
    desk = place.desk()
    assert desk.ask(f"slot:{large.id}", 50) == 10
    assert desk.ask(f"slot:{large.id}", 50) == 8
    assert desk.ask(f"slot:{large.id}", 2) == 2
    assert desk.ask(f"slot:{small.id}", 50) == 1
    assert desk.ask(f"slot:{small.id}", 2, one_act=True) == 2
    assert desk.ask(f"slot:{small.id}", 1, one_act=True) == 0
    assert place.problems() == []


def test_a_fund_is_granted_by_its_largest_award(place: Place) -> None:
    place.bring(a_territory(fund=a_fund(budget_cents=100_000)))
    desk = place.desk()
    assert desk.ask(f"fund:{FUND}", 500_000) == 38_000
    assert place.problems() == []


def test_a_lease_carries_the_servers_signature_and_its_end(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    (lease,) = desk.lease(Ask(resource=f"slot:{slot.id}", want=1, held=0)).leases
    key = Ed25519PublicKey.from_public_bytes(place.central.key.public)
    key.verify(lease.signature, signed_part(lease))
    assert lease.id.startswith("e1-")
    assert lease.not_after > place.clock.now_us()
    assert place.one(Grant, lease.id) is not None


def test_printed_numbers_come_in_blocks_that_never_meet(place: Place) -> None:
    place.slots()
    one, two = place.desk(), place.desk()
    numbers = [
        number
        for desk in (one, two)
        for resource in ("number:booking", "number:receipt")
        for held in desk.held[resource]
        for number in held.lease.numbers
    ]
    assert len(numbers) == len(set(numbers)) == 800
    assert booking_parts(numbers[7]).index == 7


def test_a_card_number_comes_with_its_signed_code(place: Place) -> None:
    place.slots()
    desk = place.desk()
    assert desk.ask(f"serial:{FUND}", 1) == 40
    (held,) = desk.held[f"serial:{FUND}"]
    key = Ed25519PublicKey.from_public_bytes(place.central.key.public)
    for number, text in zip(held.lease.numbers, held.lease.codes, strict=True):
        code = unpack(text)
        key.verify(code.signature, code.signed)
        assert (code.fields.number, code.fields.fund) == (number, short_id(FUND))
        assert code.fields.kind == "balance"
    assert serial_parts(held.lease.numbers[3]).index == 3


def test_a_paper_voucher_says_in_its_code_that_it_is_one(place: Place) -> None:
    place.slots()
    place.bring([a_fund(carrier="voucher", denominations=(1_000,))])
    desk = place.desk()
    desk.ask(f"serial:{FUND}", 1)
    (held,) = desk.held[f"serial:{FUND}"]
    assert {unpack(text).fields.kind for text in held.lease.codes} == {"voucher"}


def test_a_lease_whose_answer_was_lost_is_said_again(place: Place) -> None:
    slot = a_slot(places=80)
    place.slots(slot)
    desk = place.desk()
    asks = [
        Ask(resource=f"slot:{slot.id}", want=5, held=0),
        Ask(resource=f"serial:{FUND}", want=9, held=0),
    ]
    lost = desk.lease(*asks, held_ids=()).leases
    desk.held = {name: held for name, held in desk.held.items() if name.startswith("number:")}
    again = desk.lease(*asks, held_ids=()).leases
    assert again == lost
    more = desk.lease(*asks, held_ids=tuple(lease.id for lease in again)).leases
    assert {lease.id for lease in more}.isdisjoint(lease.id for lease in lost)
    assert place.problems() == []


def test_the_last_place_goes_to_one_of_two_desks(place: Place) -> None:
    slot = a_slot(places=1)
    place.slots(slot)
    one, two = place.desk(), place.desk()
    assert [one.ask(f"slot:{slot.id}"), two.ask(f"slot:{slot.id}")] == [1, 0]
    one.record(register("maria"))
    one.record(book("b1", "maria", slot))
    two.record(register("lucia"))
    two.record(book("b2", "lucia", slot))
    assert [each.result for each in two.push().results] == ["accepted", "rejected"]
    assert [each.result for each in one.push().results] == ["accepted", "accepted"]
    assert [row.id for row in place.all(Booking)] == [an_id("b1")]
    assert place.problems() == []


def test_provisional_bookings_are_decided_in_the_order_in_which_they_arrive(place: Place) -> None:
    slot = a_slot(places=1)
    place.slots(slot)
    early, late = place.desk(), place.desk()
    early.record(register("maria"))
    early.record(book("b1", "maria", slot))
    late.record(register("lucia"))
    late.record(book("b2", "lucia", slot))
    assert [each.code for each in late.push().results] == ["", ""]
    assert [each.code for each in early.push().results] == ["", "slot_full"]
    (booking,) = place.all(Booking)
    assert isinstance(booking, Booking)
    assert (booking.id, booking.certainty) == (an_id("b2"), "final")
    assert place.problems() == []


def test_a_final_booking_is_never_refused_beyond_capacity_it_is_reviewed(place: Place) -> None:
    slot = a_slot(places=1)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    held = desk.held[f"slot:{slot.id}"]
    desk.record(register("maria"))
    desk.record(book("b1", "maria", slot))
    # The desk's store was rolled back: it spends the same place a second time.
    desk.held[f"slot:{slot.id}"] = [type(held[0])(held[0].lease, 1)]
    desk.record(register("lucia"))
    desk.record(book("b2", "lucia", slot))
    assert {each.result for each in desk.push().results} == {"accepted"}
    assert len(place.all(Booking)) == 2
    assert (_resource(place, slot).committed, _resource(place, slot).total) == (1, 1)
    codes = [row.code for row in place.all(ReviewItem) if isinstance(row, ReviewItem)]
    assert codes == ["liability"]
    assert place.problems() == []
    # One of the two gives up: the place is owed to the other, not free for a third.
    desk.record(CancelBooking(booking_id=an_id("b2")))
    desk.push()
    assert (_resource(place, slot).committed, _resource(place, slot).free) == (1, 0)
    assert place.problems() == []
    desk.record(CancelBooking(booking_id=an_id("b1")))
    desk.push()
    assert (_resource(place, slot).committed, _resource(place, slot).free) == (0, 1)
    assert place.problems() == []


def test_a_right_returns_only_by_release(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    (held,) = desk.held[f"slot:{slot.id}"]
    desk.operator = ""
    desk.record(ReleaseRights(returned=(Returned(held.lease.id, f"slot:{slot.id}"),)), role="desk")
    desk.push()
    assert _resource(place, slot).free == 8
    assert place.all(ReviewItem) == []
    assert place.problems() == []


def test_a_whole_right_moves_from_desk_to_desk_through_the_server(place: Place) -> None:
    place.slots()
    one, two = place.desk(), place.desk()
    right = f"home:{an_id('household')}"
    one.record(register())
    one.record(form("household", "maria"))
    one.push()
    assert two.ask(right) == 0
    assert one.hello().wanted == (right,)
    (held,) = one.held[right]
    one.record(ReleaseRights(returned=(Returned(held.lease.id, right),)), role="desk")
    one.push()
    assert two.ask(right) == 1
    row = place.one(WholeRight, right)
    assert isinstance(row, WholeRight)
    assert (row.holder, row.wanted_by) == (two.device, 0)
    assert one.ask(right) == 0
    assert one.ask(f"home:{an_id('nobody')}") == 0


def test_a_card_is_redeemed_only_where_its_balance_is(place: Place) -> None:
    place.slots()
    desk, other = place.desk(), place.desk()
    desk.ask(f"fund:{FUND}", 60_000)
    desk.ask(f"serial:{FUND}")
    for operation in (
        register(),
        form("household", "maria"),
        isee("isee", "household"),
        issue("card", "household", "maria", an_id("isee")),
    ):
        desk.record(operation)
    desk.push()
    card = place.one(VoucherCard, an_id("card"))
    assert isinstance(card, VoucherCard)
    other.record(RedeemCard(card_id=card.id, merchant_id=an_id("shop"), amount_cents=100))
    assert [each.code for each in other.push().results] == ["card_balance_elsewhere"]
    assert place.problems() == []


def test_the_parts_always_make_the_total(place: Place) -> None:
    slots = [a_slot(f"slot {number}", places=number + 1) for number in range(3)]
    place.slots(*slots)
    desks = [place.desk(), place.desk()]
    for number, desk in enumerate(desks):
        desk.record(register(f"person {number}"))
        desk.push()
    made: list[str] = []
    count = iter(range(10_000))

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 1),
                st.integers(0, 2),
                st.sampled_from(("ask", "book", "cancel", "move", "push")),
            ),
            min_size=3,
            max_size=12,
        )
    )
    def whatever_happens(steps: list[tuple[int, int, str]]) -> None:
        for who, which, what in steps:
            desk, slot = desks[who], slots[which]
            if what == "ask":
                desk.ask(f"slot:{slot.id}", which + 1)
            elif what == "book":
                name = f"booking {next(count)}"
                made.append(name)
                desk.record(book(name, f"person {who}", slot))
            elif what == "cancel" and made:
                desk.record(CancelBooking(booking_id=an_id(made[which % len(made)])))
            elif what == "move" and made:
                desk.record(
                    MoveBooking(
                        booking_id=an_id(made[-1]),
                        person_id=an_id(f"person {who}"),
                        slot_id=slot.id,
                    )
                )
            elif what == "push":
                desk.push(first=max(1, len(desk.log) - 20))
        assert place.problems() == []

    whatever_happens()
    for desk in desks:
        desk.push(first=max(1, len(desk.log) - 400))
    assert place.problems() == []
