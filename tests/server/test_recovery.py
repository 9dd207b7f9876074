# SPDX-License-Identifier: EUPL-1.2
"""After a restore: leases adopted, receipts honoured, the rest waits for every desk (rule 11)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import a_slot, an_id, book, register
from tests.server.local import LocalDesk, LocalPlace
from tests.support.desk_double import Answered
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.protocol.envelope import body_digest
from welfare_desk.protocol.messages import Presented, Pushed, Result
from welfare_desk.protocol.receipts import Tree, leaf
from welfare_desk.server import admin, backups, desk_care
from welfare_desk.server.check import check

SLOT = a_slot(places=4)
PLACES = f"slot:{SLOT.id}"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[LocalPlace]:
    made = LocalPlace(tmp_path / "server")
    made.slots(SLOT)
    yield made
    made.central.close()


def presented(*results: Result) -> tuple[Presented, ...]:
    return tuple(
        Presented(op_id=each.op_id, result=each.result, code=each.code, receipt=each.receipt)
        for each in results
        if each.result != "parked"
    )


def certs(desk: LocalDesk) -> tuple[bytes, ...]:
    """Return the leases that a desk holds or held, as it presents them."""
    held = [item.lease for items in desk.held.values() for item in items]
    return tuple(msgspec.msgpack.encode(lease) for lease in held if lease.signature)


def replay(
    desk: LocalDesk,
    *results: Result,
    first: int = 1,
    done: bool = True,
    contact: int = 0,
    **fields: Any,
) -> Pushed:
    """Push as a desk does after a restore: the new epoch, its leases and receipts."""
    welcome = desk.hello(contact=contact)
    assert (welcome.action, welcome.recovering) in (("resume", True), ("ok", True))
    desk.epoch, desk.cursor = welcome.epoch, 0
    plain: dict[str, Any] = {
        "certs": certs(desk),
        "receipts": presented(*results),
        "certs_done": done,
    }
    return desk.push(first, **plain | fields)


def resource(place: LocalPlace) -> Resource:
    row = place.one(Resource, PLACES)
    assert isinstance(row, Resource)
    return row


def codes(place: LocalPlace) -> list[str]:
    return sorted(row.code for row in place.all(ReviewItem) if isinstance(row, ReviewItem))


def test_a_desk_brings_back_what_the_restored_server_forgot(place: LocalPlace) -> None:
    desk = place.local_desk()
    copy = place.back_up()
    desk.ask(PLACES, 2)
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    told = desk.push().results
    place.restore(copy)
    assert place.all(Person) == []
    pushed = replay(desk, *told)
    assert not pushed.recovering, "it was the only one awaited"
    assert [(each.op_id, each.result) for each in pushed.results] == [
        (each.op_id, each.result) for each in told
    ]
    assert len(place.all(Booking)) == 1
    row = resource(place)
    assert (row.committed, row.free) == (1, row.total - leased(place))
    assert codes(place) == []
    assert place.problems() == []


def leased(place: LocalPlace) -> int:
    """Return the places of the living leases of the slot."""
    return sum(
        row.quantity
        for row in place.all(Grant)
        if isinstance(row, Grant) and (row.resource, row.state) == (PLACES, "live")
    )


def test_nothing_is_granted_told_or_enrolled_until_every_desk_was_heard(
    place: LocalPlace,
) -> None:
    desk, other = place.local_desk(), place.local_desk()
    place.restore(place.back_up())
    assert replay(desk).recovering
    answer = desk.lease()
    assert (answer.leases, answer.recovering) == ((), True)
    assert desk.ask(PLACES) == 0
    with pytest.raises(Answered) as pulled:
        desk.pull()
    assert (pulled.value.status, pulled.value.code, pulled.value.hint) == (409, "recovering", 1)
    with pytest.raises(AssertionError, match="recovering"):
        place.local_desk()
    notes = check(place.central, place.territory_id).notes
    assert f"recovering: waits for desks {other.device}" in notes
    assert not replay(other).recovering
    desk.pull()
    assert desk.ask(PLACES) == 1
    assert place.problems() == []


def test_a_desk_counts_only_with_its_last_operation_and_lease(place: LocalPlace) -> None:
    desk = place.local_desk()
    for name in ("maria", "lucia"):
        desk.record(register(name))
    desk.push()
    place.restore(place.back_up())
    assert replay(desk, done=False).recovering, "leases are missing"
    assert desk.push(1, 1, end_seq=3, certs_done=True).recovering, "an operation is missing"
    desk.record(register("sofia"))
    assert not desk.push(3, certs_done=True).recovering


def test_provisional_work_waits_and_is_judged_in_the_order_of_its_arrival(
    place: LocalPlace,
) -> None:
    desk, other = place.local_desk(), place.local_desk()
    other.ask(PLACES, 4)
    place.restore(place.back_up())
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    pushed = replay(desk)
    assert [(each.result, each.code) for each in pushed.results] == [
        ("accepted", ""),
        ("parked", "recovering"),
    ]
    assert place.all(Booking) == []
    again = desk.push(certs_done=True)
    assert [each.result for each in again.results] == ["accepted", "parked"]
    replay(other)
    (booking,) = place.all(Booking)
    assert booking.id == an_id("b")
    (_, told) = desk.push().results
    assert told.result == "accepted"
    assert told.receipt
    assert place.problems() == []


def test_a_place_lent_by_the_store_before_is_promised_to_nobody_else(place: LocalPlace) -> None:
    """An older copy comes back beneath a running server, between a hello and its push."""
    desk, other = place.local_desk(), place.local_desk()
    copy = place.home / "aside.db"
    with sqlite3.connect(place.home / "server.db") as here, sqlite3.connect(copy) as aside:
        here.backup(aside)
    other.ask(PLACES, 4)
    lent = leased(place)
    assert lent
    desk.record(register())
    promised = SLOT.places - lent + 1
    for number in range(promised):
        desk.record(register(f"guest {number}"))
        desk.record(book(f"b{number}", f"guest {number}", SLOT))
    with sqlite3.connect(place.home / "server.db") as here, sqlite3.connect(copy) as aside:
        aside.backup(here)
    assert leased(place) == 0
    with pytest.raises(Answered) as answer:
        desk.push()
    assert (answer.value.status, answer.value.code, answer.value.hint) == (409, "epoch", 2)
    assert replay(desk).recovering
    assert not replay(other).recovering
    results = [each.result for each in desk.push().results]
    assert results.count("rejected") == 1
    assert (resource(place).committed, leased(place)) == (SLOT.places - lent, lent)
    assert place.problems() == []


def test_what_stands_on_a_parked_booking_waits_with_it(place: LocalPlace) -> None:
    desk, other = place.local_desk(), place.local_desk()
    place.restore(place.back_up())
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    desk.record(CancelBooking(booking_id=an_id("b")))
    pushed = replay(desk)
    assert [each.code for each in pushed.results] == ["", "recovering", "stands_on_parked"]
    replay(other)
    (booking,) = place.all(Booking)
    assert isinstance(booking, Booking)
    assert booking.state == "cancelled"
    assert (resource(place).committed, codes(place)) == (0, [])
    assert place.problems() == []


def test_an_accepted_receipt_binds_although_the_slot_is_full_now(place: LocalPlace) -> None:
    desk, other = place.local_desk(), place.local_desk()
    copy = place.back_up()
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    told = desk.push().results
    assert told[1].result == "accepted"
    place.restore(copy)
    replay(other)
    assert [each.result for each in replay(desk, *told).results] == ["accepted", "accepted"]
    assert (resource(place).committed, codes(place)) == (1, [])
    assert place.problems() == []


def test_an_accepted_receipt_beyond_what_is_free_is_a_liability(place: LocalPlace) -> None:
    desk, other = place.local_desk(), place.local_desk()
    copy = place.back_up()
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    told = desk.push().results
    place.restore(copy)
    replay(other)
    # Nobody waits for the desk any more; it comes all the same, with its receipt.
    desk_care.write_off(place.central, desk.device, ("one", "two"))
    with pytest.raises(desk_care.NotRecovering):
        desk_care.write_off(place.central, desk.device, ("one", "two"))
    while resource(place).free:
        assert other.ask(PLACES, 1, one_act=True) == 1
    pushed = replay_late(desk, *told)
    assert [each.result for each in pushed.results] == ["accepted", "accepted"]
    assert codes(place) == ["liability", "written_off"]
    assert resource(place).committed == 0
    assert place.problems() == []


def replay_late(desk: LocalDesk, *results: Result) -> Pushed:
    """Push as a desk that comes when the recovery is over."""
    welcome = desk.hello()
    assert not welcome.recovering
    desk.epoch = welcome.epoch
    return desk.push(receipts=presented(*results), certs_done=True)


def test_a_rejected_receipt_stays_rejected_although_there_is_room_now(
    place: LocalPlace,
) -> None:
    desk, other = place.local_desk(), place.local_desk()
    copy = place.back_up()
    for _ in range(4):
        other.ask(PLACES, 1, one_act=True)
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    told = desk.push().results
    assert (told[1].result, told[1].code) == ("rejected", "slot_full")
    place.restore(copy)
    replay(other, certs=())
    pushed = replay(desk, *told)
    assert [(each.result, each.code) for each in pushed.results][1] == ("rejected", "slot_full")
    assert place.all(Booking) == []
    assert place.problems() == []


def test_a_receipt_of_many_binds_like_a_single_one(place: LocalPlace) -> None:
    desk = place.local_desk()
    place.local_desk()
    copy = place.back_up()
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    desk.record(register("another"))
    told = desk.push(together=True)
    tree = Tree(
        [
            leaf(place.territory_id, act.op_id, body_digest(act.salt, act.body), result.result)
            for act, result in zip(desk.log, told.results, strict=True)
        ]
    )
    kept = [
        msgspec.structs.replace(each, receipt=tree.receipt(told.signature, at))
        for at, each in enumerate(told.results)
    ]
    swapped = msgspec.structs.replace(kept[1], receipt=kept[0].receipt)
    place.restore(copy)
    # The receipt of another operation counts for nothing: the booking waits for the other desk.
    pushed = replay(desk, kept[0], swapped, kept[2])
    assert [each.result for each in pushed.results] == ["accepted", "parked", "accepted"]
    pushed = replay(desk, *kept)
    assert [each.result for each in pushed.results] == ["accepted"] * 3
    assert place.problems() == []


def test_a_receipt_that_is_not_ours_counts_for_nothing(place: LocalPlace) -> None:
    desk = place.local_desk()
    place.local_desk()
    place.restore(place.back_up())
    desk.record(register())
    act = desk.record(book("b", "maria", SLOT))
    forged = Presented(op_id=act.op_id, result="accepted", receipt=b"\1" * 64)
    pushed = replay(desk, receipts=(forged,))
    assert pushed.results[1].result == "parked"


def test_a_written_off_desk_leaves_a_reserve_and_nobody_waits(place: LocalPlace) -> None:
    desk, lost = place.local_desk(), place.local_desk()
    lost.ask(PLACES, 1)
    place.restore(place.back_up())
    replay(desk)
    before = resource(place)
    doubted = desk_care.write_off(place.central, lost.device, ("one", "two"))
    row = resource(place)
    assert doubted[PLACES] == row.in_doubt > 1
    assert row.free == before.free - (row.in_doubt - 1)
    assert desk.hello().recovering is False
    assert "written_off" in codes(place)
    assert place.problems() == []
    exposure = desk_care.reclaim(place.central, lost.device, ("one", "two"))
    assert exposure[PLACES] == row.in_doubt
    row = resource(place)
    assert (row.free, row.in_doubt) == (row.total, 0)
    assert "reclaimed" in codes(place)
    assert place.problems() == []


def test_reclaimed_rights_that_are_spent_all_the_same_are_late(place: LocalPlace) -> None:
    desk = place.local_desk()
    assert desk.ask(PLACES, 1) == 1
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    desk_care.reclaim(place.central, desk.device, ("one", "two"))
    assert [each.result for each in desk.push().results] == ["accepted", "accepted"]
    assert (resource(place).committed, resource(place).free) == (1, 3)
    assert place.problems() == []


def test_a_desk_enrolled_after_the_backup_is_known_again(place: LocalPlace) -> None:
    copy = place.back_up()
    desk = place.local_desk()
    desk.record(register())
    told = desk.push().results
    place.restore(copy)
    assert not replay(desk, *told).recovering
    assert len(place.all(Person)) == 1
    assert place.problems() == []


def test_a_desk_withdrawn_after_the_backup_stays_withdrawn(place: LocalPlace) -> None:
    desk, thief = place.local_desk(), place.local_desk()
    copy = place.back_up()
    admin.revoke(place.central, thief.device, stolen=True)
    place.restore(copy)
    assert thief.hello().action == "wipe"
    assert not replay(desk).recovering, "nobody waits for it"
    assert place.problems() == []


def test_a_silently_restored_store_is_noticed_by_what_a_desk_was_told(
    place: LocalPlace,
) -> None:
    desk = place.local_desk()
    copy = place.back_up()
    desk.record(register())
    pushed = desk.push()
    place.central.store.close()
    backups._replace(place.home / "server.db", copy)
    place.reopen()
    with pytest.raises(Answered) as unproven:
        desk.hello(acked_seq=pushed.acked_seq)
    assert (unproven.value.status, unproven.value.code) == (409, "unproven")
    assert pushed.seen is not None
    welcome = desk.hello(acked_seq=pushed.acked_seq, seen=(pushed.seen,))
    assert (welcome.action, welcome.epoch, welcome.recovering) == ("resume", 2, True)


def test_a_lease_is_adopted_once_and_only_by_its_own_desk(place: LocalPlace) -> None:
    desk, other = place.local_desk(), place.local_desk()
    copy = place.back_up()
    desk.ask(PLACES, 1)
    place.restore(copy)
    stolen = certs(desk)
    replay(other, certs=stolen, done=False)
    assert leased(place) == 0
    wrong = msgspec.structs.replace(desk.held[PLACES][0].lease, quantity=4)
    replay(desk, certs=(msgspec.msgpack.encode(wrong), b"rubbish"), done=False)
    assert leased(place) == 0
    replay(desk, done=False)
    replay(desk, done=False)
    assert leased(place) == 1
    assert place.problems() == []


def test_numbers_of_an_adopted_block_are_known(place: LocalPlace) -> None:
    place.local_desk()
    copy = place.back_up()
    desk = place.local_desk()
    place.restore(copy)
    desk.record(register())
    act = desk.record(book("b", "maria", SLOT))
    (serial,) = act.serials
    forged = msgspec.structs.replace(serial, text="XX 0000 0000")
    replay(desk, first=1, done=False)
    assert {row.id for row in place.all(Grant)} >= {serial.lease}
    desk.record(book("c", "maria", SLOT), serials=(forged,))
    assert desk.push(3).results[0].code in ("malformed", "recovering")


def test_stable_is_what_lies_in_a_verified_backup(place: LocalPlace) -> None:
    desk = place.local_desk()
    desk.record(register())
    assert desk.push().stable_seq == 1, "no backup is set up"
    assert any(note.startswith("no_backup") for note in notes(place))
    place.back_up()
    assert notes(place) == ()
    desk.record(register("lucia"))
    assert desk.push().stable_seq == 1
    place.back_up("second.db")
    assert desk.push().stable_seq == 2


def notes(place: LocalPlace) -> tuple[str, ...]:
    return check(place.central, place.territory_id).notes


def test_a_backup_is_read_back_and_a_damaged_one_refused(place: LocalPlace) -> None:
    copy = place.back_up()
    with pytest.raises(FileExistsError):
        backups.back_up(place.central, copy)
    broken = copy.with_name("broken.db")
    broken.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(backups.CopyDamaged):
        backups.restore(place.central, broken)
    assert place.problems() == []


def test_a_desk_that_only_the_registry_knows_shows_a_restored_store(place: LocalPlace) -> None:
    copy = place.back_up()
    desk = place.local_desk()
    place.central.store.close()
    backups._replace(place.home / "server.db", copy)
    place.reopen()
    welcome = desk.hello()
    assert (welcome.action, welcome.epoch, welcome.recovering) == ("resume", 2, True)
    assert place.problems() == []


def test_what_lies_parked_in_a_backup_gets_the_result_that_was_told_since(
    place: LocalPlace,
) -> None:
    desk, other = place.local_desk(), place.local_desk()
    for each in (desk, other):
        each.hello()
    first = place.back_up()
    place.restore(first)
    first.unlink()
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    assert [each.result for each in replay(desk).results] == ["accepted", "parked"]
    copy = place.back_up()
    assert not replay(other).recovering
    told = desk.push().results
    assert [each.result for each in told] == ["accepted", "accepted"]
    place.restore(copy)
    assert desk.hello().known_seq == 1, "what waits is asked for again"
    asked = desk.hello(epoch=desk.epoch + 1, finds=True)
    assert (asked.known_seq, asked.waiting) == (2, (2,)), "the desk looks whether it has a word"
    pushed = replay(desk, *told, first=2)
    assert pushed.recovering, "the other desk is not here yet"
    assert [each.result for each in pushed.results] == ["accepted"]
    assert len(place.all(Booking)) == 1
    assert desk.hello(finds=True).waiting == ()
    assert desk.hello().known_seq == 2
    assert not replay(other).recovering
    assert [(each.op_id, each.result) for each in desk.push().results] == [
        (each.op_id, each.result) for each in told
    ]
    assert place.problems() == []
