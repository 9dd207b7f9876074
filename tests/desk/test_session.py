# SPDX-License-Identifier: EUPL-1.2
"""Log-in at the desk: PINs, waits, roles."""

import datetime

import msgspec
import pytest

from tests.builders import TERRITORY, an_id, an_operator, register
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.desks import a_desk_here
from tests.support.stores import KEY
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import (
    DeskLocked,
    LockedOut,
    OperatorUnknown,
    PinMustChange,
    PinTooShort,
    PinWrong,
    RoleMissing,
)
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import Session, wait_after
from welfare_desk.models.territory import Operator
from welfare_desk.operations.households import RecordIsee
from welfare_desk.operations.operators import SetPin
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save


def test_nothing_is_recorded_while_nobody_is_logged_in(desk: Desk) -> None:
    with pytest.raises(DeskLocked):
        desk.record(register())
    assert desk.outbox().rows == ()


def test_the_right_pin_logs_in_and_lock_logs_out(desk: Desk) -> None:
    assert desk.session.log_in("anna", PIN).name == "Anna"
    desk.session.lock()
    assert desk.session.operator is None


def test_who_does_not_work_here_is_refused(desk: Desk) -> None:
    with pytest.raises(OperatorUnknown):
        desk.session.log_in("nobody", PIN)


def test_ten_wrong_pins_cost_more_than_thirty_seconds(desk: Desk, clock: FixedClock) -> None:
    waited = 0
    for _ in range(10):
        with pytest.raises(PinWrong) as refusal:
            desk.session.log_in("anna", "000000")
        waited = int(refusal.value.facts["wait_seconds"])
        clock.advance(seconds=waited)
    assert waited >= 30


def test_while_waiting_even_the_right_pin_is_refused(desk: Desk, clock: FixedClock) -> None:
    for _ in range(4):
        with pytest.raises(PinWrong) as refusal:
            desk.session.log_in("anna", "000000")
        clock.advance(seconds=int(refusal.value.facts["wait_seconds"]))
    with pytest.raises(PinWrong) as last:
        desk.session.log_in("anna", "000000")
    with pytest.raises(LockedOut) as out:
        desk.session.log_in("anna", PIN)
    assert 0 < int(out.value.facts["wait_seconds"]) <= int(last.value.facts["wait_seconds"])
    clock.advance(seconds=int(last.value.facts["wait_seconds"]))
    assert desk.session.log_in("anna", PIN).login == "anna"


def test_the_wait_survives_a_restart(desk: Desk, clock: FixedClock, tmp_path) -> None:
    for _ in range(5):
        with pytest.raises(PinWrong) as refusal:
            desk.session.log_in("anna", "000000")
        clock.advance(seconds=int(refusal.value.facts["wait_seconds"]) - 1)
        if int(refusal.value.facts["wait_seconds"]) > 2:
            break
        clock.advance(seconds=1)
    desk.close()
    store = DeskStore.open(tmp_path / "desk.db", KEY)
    try:
        with pytest.raises(LockedOut):
            Session(store, clock).log_in("anna", PIN)
    finally:
        store.close()


def test_clock_that_ran_ahead_locks_nobody_out_for_years(desk: Desk, clock: FixedClock) -> None:
    clock.advance(days=3650)
    for _ in range(4):
        with pytest.raises(PinWrong) as refusal:
            desk.session.log_in("anna", "000000")
        clock.advance(seconds=int(refusal.value.facts["wait_seconds"]))
    with pytest.raises(PinWrong):
        desk.session.log_in("anna", "000000")
    clock.advance(days=-3650)
    with pytest.raises(LockedOut) as out:
        desk.session.log_in("anna", PIN)
    clock.advance(seconds=int(out.value.facts["wait_seconds"]))
    assert desk.session.log_in("anna", PIN).login == "anna"


def test_the_wait_only_grows() -> None:
    waits = [wait_after(failures) for failures in range(30)]
    assert waits == sorted(waits)
    assert waits[2] == 0


def test_a_one_time_pin_must_be_replaced_before_work(tmp_path, clock: FixedClock) -> None:
    desk = a_desk_here(tmp_path, clock, rows_with_pin(one_time=True))
    try:
        desk.session.log_in("anna", PIN)
        with pytest.raises(PinMustChange):
            desk.record(register())
        with pytest.raises(PinTooShort):
            desk.set_own_pin("123")
        assert desk.set_own_pin("314159").kind == "set_pin"
        assert desk.record(register()).state == "final"
        desk.session.lock()
        with pytest.raises(PinWrong):
            desk.session.log_in("anna", PIN)
        assert not desk.session.log_in("anna", "314159").pin_one_time
    finally:
        desk.close()


def test_only_a_verifier_leaves_the_desk(counter: Desk) -> None:
    counter.set_own_pin("314159")
    rows = counter.look(lambda here: here.conn.exec_driver_sql("SELECT act FROM journal").all())
    bodies = b"".join(bytes(row[0]) for row in rows)
    assert b"$argon2id$" in bodies
    assert b"314159" not in bodies


def test_nobody_sets_the_pin_of_somebody_else(counter: Desk) -> None:
    with pytest.raises(OperatorUnknown):
        counter.record(SetPin(operator_id=an_id("marta"), pin_verifier="$argon2id$x"))


def test_a_role_that_does_not_name_an_act_may_not_do_it(desk: Desk) -> None:
    desk.session.log_in("aldo", PIN)
    with pytest.raises(RoleMissing):
        desk.record(
            RecordIsee(
                isee_id=an_id("i"),
                household_id=an_id("h"),
                value_cents=1,
                issued_on=datetime.date(2026, 1, 1),
                valid_to=datetime.date(2026, 12, 31),
            )
        )


def test_role_that_was_taken_away_counts_from_the_next_act(counter: Desk) -> None:
    anna = an_operator("anna", "auditor")
    _came_from_the_server(counter, anna)
    with pytest.raises(RoleMissing):
        counter.record(register("maria"))
    _came_from_the_server(counter, msgspec.structs.replace(an_operator(), in_service=False))
    with pytest.raises(RoleMissing):
        counter.record(register("maria"))
    _came_from_the_server(counter, an_operator())
    assert counter.record(register("maria")).state == "final"


def _came_from_the_server(desk: Desk, row: Operator) -> None:
    with desk._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row})
