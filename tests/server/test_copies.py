# SPDX-License-Identifier: EUPL-1.2
"""A copied or rolled back desk is found at its first contact and goes on as another (rule 10)."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, a_fund, a_slot, a_territory, an_id, book, register
from tests.server.conftest import SHIFT, Place
from tests.support.desk_double import Answered, DeskDouble
from tests.support.server_process import ShiftedClock
from welfare_desk.models.booking import Booking
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.central.witness import attested
from welfare_desk.protocol.codec import from_frame, to_frame
from welfare_desk.protocol.envelope import GENESIS, act_hash
from welfare_desk.protocol.messages import Page, Welcome
from welfare_desk.protocol.signing import HEADER


def trail(desk: DeskDouble) -> tuple[tuple[int, bytes], ...]:
    """Return the places that a desk says at hello: head, head-1, head-2, head-4 …"""
    head, places, back = len(desk.hashes), [], 0
    while head - back >= 1:
        places.append((head - back, desk.hashes[head - back - 1]))
        back = back * 2 or 1
    return tuple(places)


def copied(desk: DeskDouble) -> DeskDouble:
    """Return a copy of a desk's folder: the same key, chain and rights."""
    twin = copy.copy(desk)
    twin.log, twin.hashes = list(desk.log), list(desk.hashes)
    twin.held = {name: list(items) for name, items in desk.held.items()}
    return twin


def greeted(desk: DeskDouble, number: int = 0) -> Welcome:
    """Say hello with trail and contact number."""
    return desk.hello(trail=trail(desk), contact=number)


def confirm(desk: DeskDouble, welcome: Welcome) -> None:
    """Pull once, saying that the number of the welcome is kept."""
    target = f"/v1/pull?epoch={desk.epoch}&cursor={desk.cursor}&contact={welcome.contact}"
    desk.get(target, Page)


def reauthor(desk: DeskDouble, welcome: Welcome) -> None:
    """Go on as the new incarnation: what lies behind the common place is sealed anew."""
    again = desk.log[welcome.common_seq :]
    desk.inc, desk.log, desk.hashes, desk.held = welcome.new_inc, [], [], {}
    for act in again:
        moved = msgspec.structs.replace(
            act,
            inc=desk.inc,
            seq=len(desk.log) + 1,
            prev=desk.hashes[-1] if desk.hashes else GENESIS,
        )
        op_hash = act_hash(moved)
        if act.sig:
            moved = msgspec.structs.replace(moved, sig=desk.key.sign(op_hash))
        desk.log.append(moved)
        desk.hashes.append(op_hash)


def reviews(place: Place) -> list[ReviewItem]:
    return [row for row in place.all(ReviewItem) if isinstance(row, ReviewItem)]


def test_a_copy_that_recorded_nothing_is_found_by_its_number(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register())
    desk.push()
    first = greeted(desk)
    twin = copied(desk)
    second = greeted(desk, first.contact)
    assert second.action == "ok"
    found = greeted(twin, 0)
    assert (found.action, found.common_seq, found.new_inc) == ("fork", 1, 2)
    assert greeted(desk, second.contact).action == "ok", "whoever came first goes on"
    (item,) = reviews(place)
    assert (item.code, item.device) == ("desk_copied", desk.device)
    assert place.problems() == []


def test_a_hello_whose_answer_was_lost_is_no_copy(place: Place) -> None:
    place.slots()
    desk = place.desk()
    first = greeted(desk)
    confirm(desk, first)
    for _ in range(3):
        assert greeted(desk, first.contact).action == "ok"
    last = greeted(desk, first.contact)
    assert greeted(desk, last.contact).action == "ok"
    assert reviews(place) == []


def sent_late(desk: DeskDouble, body: bytes, header: str) -> Welcome:
    """Deliver a hello that was signed earlier."""
    answer = desk.send("POST", "/v1/hello", body, **{HEADER: header})
    assert answer.status_code == 200, answer.content
    return from_frame(answer.content, Welcome)


def test_a_hello_that_arrives_late_is_answered_and_makes_no_copy(place: Place) -> None:
    place.slots()
    desk = place.desk()
    first = greeted(desk)
    body = to_frame(desk.hello_of(trail=trail(desk), contact=first.contact))
    header = desk.header("POST", "/v1/hello", body)
    second = greeted(desk, first.contact)
    confirm(desk, second)
    desk.record(register())
    desk.push()
    late = sent_late(desk, body, header)
    assert (late.action, late.known_seq, late.contact) == ("ok", 1, 0)
    assert greeted(desk, second.contact).action == "ok", "its number is still the last one"
    assert reviews(place) == []


def test_a_copy_whose_clock_is_behind_is_found_by_what_it_did(place: Place) -> None:
    place.slots()
    desk = place.desk()
    welcome = greeted(desk)
    confirm(desk, welcome)
    twin = copied(desk)
    twin.clock = ShiftedClock(SHIFT - 60_000_000)
    desk.record(register())
    desk.push()
    confirm(desk, greeted(desk, welcome.contact))
    assert greeted(twin, welcome.contact).action == "ok", "nothing of it is another's yet"
    twin.record(register("anna"))
    assert greeted(twin, welcome.contact).action == "fork"


def test_the_one_before_counts_only_until_the_new_number_is_said(place: Place) -> None:
    place.slots()
    desk = place.desk()
    first = greeted(desk)
    confirm(desk, first)
    second = greeted(desk, first.contact)
    confirm(desk, second)
    assert greeted(desk, first.contact).action == "fork"


def test_two_copies_never_get_the_same_incarnation(place: Place) -> None:
    place.slots()
    desk = place.desk()
    welcome = greeted(desk)
    confirm(desk, welcome)
    confirm(desk, greeted(desk, welcome.contact))
    numbers = [greeted(copied(desk), 77).new_inc for _ in range(3)]
    assert len(set(numbers)) == 3
    assert min(numbers) == 2


def test_an_old_copy_of_the_store_is_found_by_its_shorter_chain(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register())
    desk.push()
    old = copied(desk)
    desk.record(register("lucia"))
    desk.push()
    found = greeted(old)
    assert (found.action, found.common_seq) == ("fork", 1)
    assert greeted(desk).action == "ok"


def test_the_last_common_place_is_found_on_the_trail(place: Place) -> None:
    place.slots()
    desk = place.desk()
    names = [f"p{n}" for n in range(6)]
    for name in names[:4]:
        desk.record(register(name))
    desk.push()
    twin = copied(desk)
    desk.record(register("other"))
    desk.push()
    for name in names[4:]:
        twin.record(register(name))
    found = greeted(twin)
    assert (found.action, found.common_seq) == ("fork", 4)


def test_a_fork_goes_on_as_another_and_nothing_is_lost_or_doubled(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}", 2)
    twin = copied(desk)
    desk.record(register("maria"))
    desk.record(book("b1", "maria", slot))
    desk.push()
    twin.record(register("lucia"))
    twin.record(book("b2", "lucia", slot))
    found = greeted(twin)
    assert found.action == "fork"
    reauthor(twin, found)
    assert greeted(twin).action == "ok"
    assert [each.result for each in twin.push().results] == ["accepted", "accepted"]
    assert {row.id for row in place.all(Booking)} == {an_id("b1"), an_id("b2")}
    codes = sorted(item.code for item in reviews(place))
    # Both drew the same printed number, which two people now have on paper.
    assert codes == ["desk_copied", "duplicate_number"]
    assert place.problems() == []


def test_what_was_here_before_keeps_its_result_in_the_new_incarnation(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register("maria"))
    desk.push()
    old = copied(desk)
    desk.record(register("lucia"))
    (told,) = desk.push(first=2).results
    old.log.append(desk.log[1])
    old.hashes.append(desk.hashes[1])
    found = desk.hello(trail=((2, b"\1" * 32),))
    assert (found.action, found.common_seq) == ("fork", 2)
    found = msgspec.structs.replace(found, common_seq=1)
    reauthor(old, found)
    (again,) = old.push().results
    assert (again.op_id, again.result) == (told.op_id, told.result)
    assert len(place.all(Person)) == 2
    assert place.problems() == []


def test_the_exposure_is_what_the_desks_fund_leases_hold(place: Place) -> None:
    place.bring(a_territory(fund=a_fund()))
    desk = place.desk()
    assert desk.ask(f"fund:{FUND}", 12_000) == 12_000
    desk.record(register())
    desk.push()
    assert desk.hello(trail=((1, b"\1" * 32),)).action == "fork"
    (item,) = reviews(place)
    assert (item.code, item.amount_cents) == ("desk_copied", 12_000)


def test_a_number_that_cannot_be_is_refused(place: Place) -> None:
    place.slots()
    desk = place.desk()
    for wrong in (-1, 1 << 63):
        with pytest.raises(Answered) as answer:
            desk.hello(contact=wrong)
        assert (answer.value.status, answer.value.code) == (400, "sequence_wrong")
    with pytest.raises(Answered) as answer:
        desk.hello(trail=tuple((1, GENESIS) for _ in range(101)))
    assert answer.value.status == 413
    with pytest.raises(Answered) as answer:
        desk.hello(epoch=1 << 40)
    assert answer.value.code == "sequence_wrong"


def test_a_lease_of_another_incarnation_is_not_its_own(place: Place) -> None:
    slot = a_slot(places=1)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    twin = copied(desk)
    desk.record(register("maria"))
    desk.push()
    twin.record(register("lucia"))
    twin.record(book("b", "lucia", slot))
    found = greeted(twin)
    reauthor(twin, found)
    twin.push()
    codes = sorted(item.code for item in reviews(place))
    assert codes == ["desk_copied", "liability"]
    assert place.problems() == []


def test_a_copy_that_asks_again_opens_one_review_item(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register())
    desk.push()
    wrong = ((1, b"\1" * 32),)
    numbers = {desk.hello(trail=wrong).new_inc for _ in range(3)}
    assert numbers == {2, 3, 4}
    assert [item.code for item in reviews(place)] == ["desk_copied"]


def test_a_desk_raises_the_epoch_as_often_as_it_shows_more_than_there_is(place: Place) -> None:
    place.slots()
    desk, other = place.desk(), place.desk()
    far = 1 << 40
    assert desk.hello(cursor=far, seen=place.word(far)).epoch == 2
    with pytest.raises(Answered, match="unproven"):
        desk.hello(cursor=far, epoch=2, seen=place.word(far))
    assert desk.hello(cursor=far, epoch=2, seen=place.word(far, epoch=2)).epoch == 3
    with pytest.raises(Answered, match="unproven"):
        other.hello(cursor=far, epoch=3, seen=place.word(far, epoch=2))


def test_a_desk_that_lies_about_what_it_saw_raises_no_epoch(place: Place) -> None:
    place.slots()
    desk, other = place.desk(), place.desk()
    desk.record(register())
    seen = desk.push().seen
    assert seen is not None
    grown = msgspec.structs.replace(seen, server_seq=1 << 40)
    elsewhere = attested(place.central.key, an_id("elsewhere"), grown)
    lent = desk.held["number:booking"][0].lease
    lies: list[dict[str, Any]] = [
        {},
        {"seen": (seen,)},
        {"seen": (grown,)},
        {"seen": (elsewhere,)},
        {"certs": (msgspec.msgpack.encode(lent), b"rubbish")},
        {"certs": (msgspec.msgpack.encode(msgspec.structs.replace(lent, id="e1-999999")),)},
    ]
    for lie in lies:
        with pytest.raises(Answered) as refused:
            desk.hello(cursor=1 << 40, **lie)
        assert (refused.value.status, refused.value.code) == (409, "unproven")
    with pytest.raises(Answered) as refused:
        desk.hello(acked_seq=9, epoch=7)
    assert refused.value.code == "unproven"
    with pytest.raises(Answered) as refused:
        desk.hello(seen=(seen,) * 9)
    assert refused.value.status == 413
    assert other.hello().epoch == 1
    (item,) = reviews(place)
    assert (item.code, item.device) == ("desk_ahead", desk.device)
    assert desk.hello().action == "ok", "it works on as soon as it tells the truth"
    assert place.problems() == []
