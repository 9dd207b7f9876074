# SPDX-License-Identifier: EUPL-1.2
"""Pull: every row that a desk may see comes once the cursor has passed it, and no other."""

from __future__ import annotations

import datetime
import threading

import msgspec
import pytest

from tests.builders import TODAY, TOWN, a_slot, a_territory, an_id, an_operator, book, register
from tests.server.conftest import Place
from tests.support.desk_double import Answered
from welfare_desk.models.booking import Booking
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Municipality
from welfare_desk.protocol.digest import Digest, kind_digest
from welfare_desk.protocol.messages import PAGE_ROWS, Page
from welfare_desk.store.rows import from_wire

OTHER_TOWN = an_id("other town")


def _two_towns(place: Place) -> None:
    rows = a_territory()
    town = next(row for row in rows if isinstance(row, Municipality))
    other = msgspec.structs.replace(town, id=OTHER_TOWN, istat_code="028018", name="Campodoro")
    luisa = msgspec.structs.replace(an_operator("luisa"), municipality_id=OTHER_TOWN)
    dario = msgspec.structs.replace(an_operator("dario"), municipality_id=None)
    place.bring([*rows, other, luisa, dario])


def test_what_one_desk_records_another_pulls(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    one, two = place.desk(), place.desk()
    one.ask(f"slot:{slot.id}")
    one.record(register())
    one.record(book("b", "maria", slot))
    one.push()
    two.pull()
    booking = from_wire("booking", two.rows["booking", an_id("b")])
    assert booking == place.one(Booking, an_id("b"))
    assert "granted_lease" not in {kind for kind, _ in two.rows}


def test_a_desk_sees_its_towns_people_and_operators_only(place: Place) -> None:
    _two_towns(place)
    here, there = place.desk(TOWN), place.desk(OTHER_TOWN)
    here.record(register("maria"))
    here.push()
    there.record(register("lucia", controller_id=OTHER_TOWN))
    there.push()
    here.pull()
    there.pull()
    people = {row_id for kind, row_id in there.rows if kind == "person"}
    assert people == {an_id("lucia")}
    logins = {row["login"] for (kind, _), row in there.rows.items() if kind == "operator"}
    assert logins == {"luisa", "dario"}
    assert ("person", an_id("maria")) in here.rows


def test_row_that_leaves_a_town_is_gone_there_and_comes_elsewhere(place: Place) -> None:
    _two_towns(place)
    here, there = place.desk(TOWN), place.desk(OTHER_TOWN)
    here.pull()
    there.pull()
    key = ("operator", an_id("anna"))
    assert (key in here.rows, key in there.rows) == (True, False)
    place.bring([msgspec.structs.replace(an_operator(), municipality_id=OTHER_TOWN)])
    came = here.pull()
    there.pull()
    assert (key in here.rows, key in there.rows) == (False, True)
    assert [row.record for row in came if row.id == an_id("anna")] == [None]
    # Every later change stays behind too, and a desk that never saw it is told nothing more.
    place.bring([msgspec.structs.replace(an_operator(), municipality_id=None)])
    here.pull()
    there.pull()
    assert (key in here.rows, key in there.rows) == (True, True)
    place.bring([an_operator()])
    here.pull()
    there.pull()
    assert (key in here.rows, key in there.rows) == (True, False)
    for desk in (here, there):
        told = desk.get("/v1/digest", Digest).kinds["operator"]
        rows = (row for (kind, _), row in desk.rows.items() if kind == "operator")
        assert kind_digest("operator", rows) == told


def test_rows_come_by_pages_in_the_order_of_their_numbers(place: Place) -> None:
    place.slots()
    desk = place.desk()
    for number in range(PAGE_ROWS + 50):
        # Each of another day: none of them may be taken for another one.
        born_on = TODAY - datetime.timedelta(days=number)
        desk.record(register(f"person {number}", born_on=born_on))
    desk.push()
    first = desk.get("/v1/pull?cursor=0", Page)
    assert len(first.rows) == PAGE_ROWS
    assert not first.last
    assert first.answered_seq == 0
    assert first.total_left > 0
    numbers = [row.server_seq for row in first.rows]
    assert numbers == sorted(set(numbers))
    assert first.next_cursor == numbers[-1]
    rest = desk.get(f"/v1/pull?cursor={first.next_cursor}", Page)
    assert rest.last
    assert rest.total_left == 0
    assert rest.answered_seq == PAGE_ROWS + 50
    assert all(row.server_seq > first.next_cursor for row in rest.rows)
    results = {result.seq for result in first.results + rest.results}
    assert results == set(range(1, PAGE_ROWS + 51))


def test_a_row_that_changed_twice_comes_once_as_it_is(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.pull()
    place.bring([an_operator(role="supervisor")])
    place.bring([an_operator(role="social_worker")])
    (row,) = desk.pull()
    assert row.record is not None
    assert row.record["role"] == "social_worker"
    assert desk.pull() == []


def test_a_cursor_beyond_the_server_is_refused_and_raises_the_epoch(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.cursor = 1 << 40
    with pytest.raises(Answered) as answer:
        desk.pull()
    assert (answer.value.status, answer.value.code) == (409, "cursor")
    welcome = desk.hello(seen=place.word(1 << 40))
    assert (welcome.epoch, welcome.action) == (2, "resume")
    desk.record(register())
    with pytest.raises(Answered) as pushed:
        desk.push()
    assert (pushed.value.code, pushed.value.hint) == ("epoch", 2)
    desk.cursor, desk.epoch = 0, 2
    with pytest.raises(Answered) as waiting:
        desk.pull()
    assert (waiting.value.code, waiting.value.hint) == ("recovering", 1)
    assert not desk.push(certs_done=True).recovering
    desk.pull()
    assert place.problems() == []


def test_the_digest_is_that_of_the_rows_pulled(place: Place) -> None:
    _two_towns(place)
    desk = place.desk()
    desk.record(register())
    desk.push()
    desk.pull()
    digest = desk.get("/v1/digest", Digest)
    kinds = {kind for kind, _ in desk.rows}
    mine = {
        kind: kind_digest(kind, (row for (each, _), row in desk.rows.items() if each == kind))
        for kind in kinds
    }
    assert digest.kinds == mine
    assert digest.server_seq == desk.cursor


def test_no_row_is_skipped_while_others_write(place: Place) -> None:
    place.slots()
    writers = [place.desk() for _ in range(3)]
    reader = place.desk()
    wrong: list[BaseException] = []
    done = threading.Event()

    def write(number: int) -> None:
        desk = writers[number]
        try:
            for each in range(25):
                desk.record(register(f"person {number} {each}"))
                desk.push(first=len(desk.log))
        except BaseException as error:  # noqa: BLE001 - told in the test's own thread
            wrong.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()

    def watch() -> None:
        for thread in threads:
            thread.join()
        done.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    while not done.is_set():
        reader.pull()
    watcher.join()
    reader.pull()
    assert wrong == []
    pulled = {row_id for kind, row_id in reader.rows if kind == "person"}
    assert pulled == {row.id for row in place.all(Person)}
    assert len(pulled) == 75
    assert place.problems() == []
