# SPDX-License-Identifier: EUPL-1.2
"""A desk asks for what it will promise in the next days, and hands back what others need."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import (
    FUND,
    OFFERING,
    OPERATOR,
    TERRITORY,
    TOWN,
    a_fund,
    a_resource,
    a_slot,
    a_territory,
    an_id,
    form,
    isee,
    issue,
    register,
)
from welfare_desk.core.clock import DAY_US, FixedClock
from welfare_desk.core.numbers import serial_text
from welfare_desk.models.offering import Offering
from welfare_desk.models.record import Record
from welfare_desk.operations.desk_side import places, standing, wishes
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.protocol.messages import Ask
from welfare_desk.store import meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save
from welfare_desk.sync import device_key
from welfare_desk.sync.recorder import Recorder, held_row
from welfare_desk.sync.sql_port import SqlPort


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    """The store of an enrolled desk of the town, with no right yet."""
    store = DeskStore.create(tmp_path / "desk.db", secrets.token_bytes(32))
    with store.write() as conn:
        meta.put_many(
            conn,
            {
                "territory_id": TERRITORY,
                "device": "1",
                "inc": "1",
                "epoch": "1",
                "municipality_id": TOWN,
                "server_key": bytes(32).hex(),
            },
        )
    yield store
    store.close()


def _rows(store: DeskStore, rows: list[Record]) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def _lease(resource: str, quantity: int, now: int, name: str = "", **other: object) -> Lease:
    return msgspec.structs.replace(
        Lease(
            id=name or f"e1-{resource}",
            device=1,
            inc=1,
            resource=resource,
            quantity=quantity,
            fence=0,
            not_after=now + LIFE_US,
        ),
        **other,
    )


def _hold(store: DeskStore, *leases: Lease) -> None:
    with store.write() as conn:
        rights.add(conn, [held_row(lease) for lease in leases])


def _asks(store: DeskStore, now: int) -> dict[str, Ask]:
    with store.read() as conn:
        asks = wishes.wishes(SqlPort(conn), standing.read(SqlPort(conn)), now)
    return {ask.resource: ask for ask in asks}


def _back(store: DeskStore, now: int, *wanted: str, in_use: tuple[str, ...] = ()) -> list[str]:
    with store.read() as conn:
        returned = wishes.handed_back(SqlPort(conn), wanted, frozenset(in_use), now)
    return [each.resource for each in returned]


def test_a_desk_whose_time_is_far_ahead_asks_for_nothing(
    store: DeskStore, clock: FixedClock
) -> None:
    """A fresh lease would be over by its own time, and go back at each exchange anew."""
    _rows(store, a_territory(a_slot("near", places=9, days=14)))
    now = clock.now_us() + LIFE_US - wishes.LASTS_US
    with store.read() as conn:
        port = SqlPort(conn)
        before = wishes.wishes(port, standing.read(port), now - 1, clock.now_us())
        beyond = wishes.wishes(port, standing.read(port), now, clock.now_us())
    assert before
    assert beyond == ()


def test_everything_is_asked_for_at_first(store: DeskStore, clock: FixedClock) -> None:
    near, far = a_slot("near", places=9), a_slot("far", places=9, days=30)
    small, past = a_slot("small", places=1, days=2), a_slot("past", days=0, minute=60)
    _rows(store, a_territory(near, far, small, past))
    asks = _asks(store, clock.now_us())
    assert set(asks) == {
        "number:booking", "number:receipt", f"fund:{FUND}", f"serial:{FUND}",
        f"slot:{near.id}", f"slot:{small.id}",
    }  # fmt: skip
    assert asks[f"slot:{near.id}"].want == places.PLACES
    assert asks[f"slot:{small.id}"].want == 1
    assert asks[f"fund:{FUND}"].want == wishes.AWARDS * 38_000


def test_only_what_fell_below_half_is_asked_again(store: DeskStore, clock: FixedClock) -> None:
    now = clock.now_us()
    slot, other = a_slot("half", places=9), a_slot("less", places=9, days=2)
    _rows(store, a_territory(slot, other))
    _hold(
        store,
        _lease(f"slot:{slot.id}", 2, now),
        _lease(f"slot:{other.id}", 1, now),
        _lease("number:booking", 100, now),
        _lease("number:receipt", 99, now),
        _lease(f"fund:{FUND}", 3 * 38_000, now),
        _lease(f"serial:{FUND}", 19, now),
    )
    asks = _asks(store, now)
    assert set(asks) == {f"slot:{other.id}", "number:receipt", f"serial:{FUND}"}
    assert (asks[f"slot:{other.id}"].want, asks[f"slot:{other.id}"].held) == (2, 1)


def test_what_ends_soon_does_not_count_as_held(store: DeskStore, clock: FixedClock) -> None:
    now = clock.now_us()
    _rows(store, a_territory())
    _hold(store, _lease("number:booking", 200, now, not_after=now + 2 * DAY_US))
    assert _asks(store, now)["number:booking"].want == wishes.NUMBERS


def test_what_this_desk_cannot_use_is_not_asked_for(store: DeskStore, clock: FixedClock) -> None:
    slot, closed, full = a_slot("open"), a_slot("closed"), a_slot("full", days=2)
    rows = a_territory(slot, msgspec.structs.replace(closed, closed=True), full)
    rows.append(msgspec.structs.replace(a_resource(f"slot:{full.id}", 2), free=0, committed=2))
    rows += [a_fund(id=an_id("elsewhere"), municipality_id=an_id("other-town"))]
    rows += [a_fund(id=an_id("ended"), ends_on=a_fund().starts_on)]
    _rows(store, rows)
    asks = _asks(store, clock.now_us())
    assert f"slot:{slot.id}" in asks
    assert not {f"slot:{closed.id}", f"slot:{full.id}", f"fund:{an_id('elsewhere')}"} & set(asks)
    assert f"serial:{an_id('ended')}" not in asks
    (offering,) = (row for row in rows if isinstance(row, Offering) and row.id == OFFERING)
    _rows(store, [msgspec.structs.replace(offering, active=False)])
    assert f"slot:{slot.id}" not in _asks(store, clock.now_us())


def test_nearest_slots_come_first_when_there_are_too_many(
    store: DeskStore, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = [a_slot(f"s-{n}", days=14 - n) for n in range(12)]
    _rows(store, a_territory(*slots))
    monkeypatch.setattr(wishes, "MOST_ASKS", 6)
    asked = [name for name in _asks(store, clock.now_us()) if name.startswith("slot:")]
    assert asked == [f"slot:{slots[11].id}", f"slot:{slots[10].id}"]


def test_balances_and_wanted_rights_go_back(store: DeskStore, clock: FixedClock) -> None:
    now = clock.now_us()
    _hold(
        store,
        _lease("balance:a", 1, now),
        _lease("balance:b", 1, now),
        _lease("home:a", 1, now),
        _lease("home:b", 1, now),
        _lease("slot:a", 2, now),
    )
    assert _back(store, now, "home:b", in_use=("balance:b",)) == ["balance:a", "home:b"]


def test_places_and_euros_whose_time_is_over_go_back(store: DeskStore, clock: FixedClock) -> None:
    now = clock.now_us()
    _hold(
        store,
        _lease("slot:a", 2, now),
        _lease(f"fund:{FUND}", 2, now),
        _lease("number:booking", 2, now),
        _lease("home:a", 1, now),
    )
    assert _back(store, now + LIFE_US - DAY_US) == []
    assert set(_back(store, now + LIFE_US)) == {"slot:a", f"fund:{FUND}"}
    with store.write() as conn:
        rights.set_left(conn, {"e1-slot:a": 0})
    assert _back(store, now + LIFE_US) == [f"fund:{FUND}"]


def test_right_that_unanswered_work_draws_on_stays(store: DeskStore, clock: FixedClock) -> None:
    now = clock.now_us()
    _rows(store, a_territory())
    _hold(
        store,
        _lease(f"fund:{FUND}", 100_000, now),
        _lease(f"serial:{FUND}", 1, now, numbers=(serial_text(1, 1, 0),)),
    )
    with store.write() as conn:
        key = device_key.make(conn)
    recorder = Recorder(store, key, clock, secrets.token_bytes)
    card = an_id("kept-card")
    for operation in (
        register("kept"),
        form("kept-home", "kept"),
        isee("kept-isee", "kept-home"),
        issue("kept-card", "kept-home", "kept", an_id("kept-isee")),
    ):
        recorder.record(operation, actor=OPERATOR, role="operator")
    home = f"home:{an_id('kept-home')}"
    assert _back(store, now, home) == [f"balance:{card}"]
    with store.read() as conn:
        assert wishes.spendable_left(SqlPort(conn), home, now) == 1
        assert wishes.leases_of(SqlPort(conn), (f"fund:{FUND}",)) == (f"e1-fund:{FUND}",)


@pytest.mark.parametrize(
    ("resource", "numbers", "codes", "misses"),
    [
        ("number:booking", ("a", "b"), (), False),
        ("number:booking", ("a",), (), True),
        ("serial:x", ("a", "b"), ("c", "d"), False),
        ("serial:x", ("a", "b"), ("c",), True),
        ("slot:x", (), (), False),
    ],
)
def test_block_of_numbers_is_whole_or_not_taken(
    resource: str, numbers: tuple[str, ...], codes: tuple[str, ...], misses: bool
) -> None:
    lease = _lease(resource, 2, 0, numbers=numbers, codes=codes)
    assert wishes.misses_numbers(lease) is misses


def test_a_small_slot_is_asked_ahead_by_one_of_two_counters(
    store: DeskStore, clock: FixedClock
) -> None:
    slots = [a_slot(f"small-{n}", places=1, days=2, minute=540 + n) for n in range(40)]
    big = a_slot("big", places=9, days=2, minute=480)
    _rows(store, a_territory(big, *slots))
    asked = {}
    for device in (1, 2):
        with store.write() as conn:
            meta.put(conn, "device", str(device))
        asks = _asks(store, clock.now_us())
        asked[device] = {slot.id for slot in slots if f"slot:{slot.id}" in asks}
        assert f"slot:{big.id}" in asks
    assert asked[1] | asked[2] == {slot.id for slot in slots}
    assert not asked[1] & asked[2]
    assert min(len(asked[1]), len(asked[2])) >= 10


def test_places_beyond_the_share_go_back_when_another_counter_comes(
    store: DeskStore, clock: FixedClock
) -> None:
    now = clock.now_us()
    slots = [a_slot(f"small-{n}", places=1, days=2, minute=540 + n) for n in range(40)]
    rows = a_territory(*slots)
    _rows(store, [row for row in rows if not (row.KIND == "desk" and row.id == "2")])
    assert len([name for name in _asks(store, now) if name.startswith("slot:")]) == 40
    _hold(store, *(_lease(f"slot:{slot.id}", 1, now) for slot in slots))
    assert _back(store, now) == []
    _rows(store, rows)
    asks = {f"slot:{slot.id}" for slot in slots} - set(_back(store, now))
    assert 10 <= len(asks) <= 30
    kept = next(iter(sorted(set(_back(store, now)))))
    assert kept not in _back(store, now, in_use=(kept,)), "a form is open for it"


def test_leases_that_ended_long_ago_are_forgotten(store: DeskStore, clock: FixedClock) -> None:
    now = clock.now_us()
    end = now + LIFE_US
    _hold(
        store,
        _lease("slot:a", 2, now, "e1-1"),
        _lease("slot:b", 2, now, "e1-2"),
        _lease("number:booking", 9, now, "e1-3"),
        _lease("home:c", 1, now, "born:c"),
    )
    with store.write() as conn:
        rights.set_left(conn, {"e1-1": 0, "e1-3": 0, "born:c": 0})
        port = SqlPort(conn)
        assert wishes.forget_spent(port, end + wishes.KEPT_US) == 0, "a restore may ask for it"
        assert wishes.forget_spent(port, end + wishes.KEPT_US + 1) == 1
        left = {row.lease_id for row in rights.all_held(conn)}
    assert left == {"e1-2", "e1-3", "born:c"}, "printed numbers are never said again"
