# SPDX-License-Identifier: EUPL-1.2
"""After a restore each copy of a desk is waited for: what either was told stands (rule 11)."""

from __future__ import annotations

import pytest

from tests.builders import book, register
from tests.server.local import LocalDesk, LocalPlace
from tests.server.test_copies import confirm, copied, greeted, reauthor
from tests.server.test_recovery import PLACES, SLOT, codes, notes, replay, resource
from tests.server.test_recovery import place as place
from tests.support.desk_double import Answered
from welfare_desk.models.central import Contact
from welfare_desk.models.fund import Grant
from welfare_desk.server import desk_care
from welfare_desk.server.sql_port import reading
from welfare_desk.store import registry


def two_copies(place: LocalPlace) -> tuple[LocalDesk, int, LocalDesk, int]:
    """Return a desk and its copy, which was found out, each with its number of contact."""
    desk = place.local_desk()
    first = greeted(desk)
    confirm(desk, first)
    twin = copied(desk)
    assert isinstance(twin, LocalDesk)
    mine = greeted(desk, first.contact)
    confirm(desk, mine)
    found = greeted(twin, first.contact)
    assert (found.action, found.new_inc) == ("fork", 2)
    reauthor(twin, found)
    other = greeted(twin)
    confirm(twin, other)
    twin.ask("number:booking", 200)
    return desk, mine.contact, twin, other.contact


def test_what_the_copy_that_comes_last_was_told_stands(place: LocalPlace) -> None:
    copy = place.back_up()
    desk, mine, twin, other = two_copies(place)
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    told = desk.push().results
    assert [each.result for each in told] == ["accepted", "accepted"]
    for number in range(SLOT.places):
        twin.record(register(f"guest {number}"))
        twin.record(book(f"g{number}", f"guest {number}", SLOT))
    twin_was_told = [each.result for each in twin.push().results]
    assert twin_was_told.count("rejected") == 1
    place.restore(copy)
    assert replay(twin, contact=other).recovering, "what its other was told is not here"
    assert notes(place)[0] == f"recovering: waits for desks {desk.device} (incarnation 1)"
    assert not replay(desk, *told, contact=mine).recovering
    assert [(each.op_id, each.result) for each in desk.push().results] == [
        (each.op_id, each.result) for each in told
    ]
    assert [each.result for each in twin.push().results].count("rejected") == 1
    assert resource(place).committed == SLOT.places
    assert place.problems() == []


def test_a_copy_that_nobody_knew_stands_for_nobody_in_a_recovery(place: LocalPlace) -> None:
    copy = place.back_up()
    desk = place.local_desk()
    first = greeted(desk)
    confirm(desk, first)
    twin = copied(desk)
    second = greeted(desk, first.contact)
    confirm(desk, second)
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    told = desk.push().results
    place.restore(copy)
    found = greeted(twin, first.contact)
    assert (found.action, found.new_inc) == ("fork", 2)
    reauthor(twin, found)
    assert isinstance(twin, LocalDesk)
    assert replay(twin).recovering, "it is not the one that was told"
    pushed = replay(desk, *told, contact=second.contact)
    assert not pushed.recovering
    assert [each.result for each in pushed.results] == ["accepted", "accepted"]
    assert place.problems() == []


def test_of_two_that_were_greeted_under_one_number_the_last_pushes(place: LocalPlace) -> None:
    desk = place.local_desk()
    first = greeted(desk)
    confirm(desk, first)
    twin = copied(desk)
    before = greeted(twin, first.contact)
    after = greeted(desk, first.contact)
    twin.record(register("anna"))
    with pytest.raises(Answered) as answer:
        twin.push(contact=before.contact)
    assert (answer.value.status, answer.value.code) == (409, "fork")
    desk.record(register())
    assert desk.push(contact=after.contact).acked_seq == 1
    assert greeted(twin, before.contact).action == "fork"
    assert greeted(twin, first.contact).action == "fork", "the push confirmed the last number"


def test_one_incarnation_is_written_off_and_the_other_goes_on(place: LocalPlace) -> None:
    desk, _, twin, other = two_copies(place)
    twin.ask(PLACES, 1, one_act=True)
    place.restore(place.back_up())
    assert replay(twin, contact=other).recovering
    with pytest.raises(desk_care.NotRecovering):
        desk_care.write_off(place.central, twin.device, ("one", "two"), inc=2)
    desk_care.write_off(place.central, desk.device, ("one", "two"), inc=1)
    assert twin.hello(contact=other).recovering is False
    living = [row for row in place.all(Grant) if isinstance(row, Grant) and row.inc == 2]
    assert {row.state for row in living} == {"live"}
    assert "written_off" in codes(place)
    assert place.problems() == []


def test_a_registry_of_before_makes_no_copies(place: LocalPlace) -> None:
    desk = place.local_desk()
    first = greeted(desk)
    second = greeted(desk, first.contact)
    five_seconds_before = first.contact - (5 << 31)
    with place.central.registry.write() as kept:
        of_before = Contact(confirmed=0, given=five_seconds_before)
        registry.set_contact(kept, desk.device, 1, of_before)
    assert greeted(desk, second.contact).action == "ok"


def test_the_word_stays_with_what_waits_for_a_missing_log(place: LocalPlace) -> None:
    desk, other = place.local_desk(), place.local_desk()
    for each in (desk, other):
        each.hello()
    first = place.back_up()
    other.record(register())
    other.push()
    place.restore(first)
    first.unlink()
    desk.record(book("b", "maria", SLOT))
    assert [each.result for each in replay(desk).results] == ["parked"]
    copy = place.back_up()
    assert not replay(other).recovering
    told = desk.push().results
    assert [each.result for each in told] == ["accepted"]
    place.restore(copy)
    assert [each.result for each in replay(desk, *told).results] == ["parked"]
    with reading(place.central, place.territory_id) as port:
        assert [row.receipt for row in port.parked()] == [told[0].receipt]
    assert not replay(other).recovering
    assert [each.result for each in desk.push().results] == ["accepted"]
    assert place.problems() == []
