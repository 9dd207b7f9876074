# SPDX-License-Identifier: EUPL-1.2
"""A desk called from several threads at once: the lanes of the window never cut into each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.builders import an_id, book, register
from tests.support.desks import SLOTS
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk
from welfare_desk.models.booking import Booking

ROUNDS = 12
PEOPLE = tuple(f"person-{number}" for number in range(ROUNDS))


def _register(desk: Desk) -> None:
    for name in PEOPLE:
        desk.record(register(name))


def _open(desk: Desk) -> None:
    for name in PEOPLE:
        desk.person(an_id(name))
        desk.last_person()


def _draft(desk: Desk) -> None:
    for name in PEOPLE:
        desk.drafts.save("intake", "Bozza", {"surname": name}, operator_id="o", draft_id=name)


def _read(desk: Desk) -> None:
    for _ in PEOPLE:
        desk.today()
        desk.outbox()
        desk.look_up("ross")


def _exchange(desk: Desk) -> None:
    for _ in PEOPLE:
        assert desk.exchange().outcome == "offline"


def _bind_printers(desk: Desk) -> None:
    for number in range(ROUNDS):
        desk.prints.set_target("a4", f"queue-{number}")


def test_lanes_work_side_by_side_on_one_chain(counter: Desk) -> None:
    lanes: list[Callable[[Desk], None]] = [
        _register, _open, _draft, _read, _exchange, _bind_printers,
    ]  # fmt: skip
    with ThreadPoolExecutor(len(lanes)) as pool:
        for done in [pool.submit(lane, counter) for lane in lanes]:
            done.result()
    found = counter.look(check_desk)
    assert (found.ok, found.operations, found.pending) == (True, ROUNDS, ROUNDS)
    assert len(counter.drafts.all()) == ROUNDS


def test_places_and_numbers_are_drawn_once_by_however_many_threads(counter: Desk) -> None:
    _register(counter)
    held = 2  # of the first slot; one more is free elsewhere

    def attempt(name: str) -> str:
        try:
            return counter.record(book(f"booking {name}", name, SLOTS[0])).state
        except DeskError as refusal:
            return refusal.code

    with ThreadPoolExecutor(6) as pool:
        states = list(pool.map(attempt, PEOPLE))
    assert states.count("final") == held
    assert set(states) == {"final", "provisional"}
    rows = [counter.look(lambda here, each=each: here.one(Booking, an_id(f"booking {each}")))
            for each in PEOPLE]  # fmt: skip
    numbers = [row.booking_no for row in rows if row is not None]
    assert len(numbers) == len(set(numbers)) == ROUNDS
    assert counter.look(check_desk).ok


def test_same_operation_from_two_threads_is_recorded_once(counter: Desk) -> None:
    op_id = counter.new_id()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: counter.record(register("maria"), op_id=op_id), range(8)))
    assert sum(not each.repeated for each in done) == 1
    assert counter.look(check_desk).operations == 1
