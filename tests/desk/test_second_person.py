# SPDX-License-Identifier: EUPL-1.2
"""Four eyes at the desk: the second person's PIN, while the first stays at work."""

from pathlib import Path

import msgspec
import pytest

from tests.builders import a_desk, an_id, an_operator
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.desks import a_desk_here
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import (
    DeskError,
    DeskLocked,
    LockedOut,
    PinMustChange,
    PinWrong,
    SecondPersonNeeded,
    SecondPersonSame,
)
from welfare_desk.desk.desk import Desk
from welfare_desk.models.record import Record
from welfare_desk.operations.second import check_second
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Act
from welfare_desk.protocol.hlc import Hlc


def test_the_second_person_proves_themselves_and_the_first_stays_at_work(counter: Desk) -> None:
    assert counter.session.prove_second(an_id("marta"), PIN).name == "Marta"
    assert counter.session.require().login == "anna"


@pytest.mark.parametrize(
    ("who", "pin", "refusal"),
    [
        ("anna", PIN, SecondPersonSame),
        (an_id("anna"), PIN, SecondPersonSame),
        ("aldo", PIN, SecondPersonNeeded),
        ("marta", "000000", PinWrong),
    ],
)
def test_who_may_not_sign_is_refused(
    counter: Desk, who: str, pin: str, refusal: type[DeskError]
) -> None:
    with pytest.raises(refusal):
        counter.session.prove_second(who, pin)
    assert counter.session.require().login == "anna"


def test_wrong_pins_of_a_second_person_cost_time_too(counter: Desk) -> None:
    for _ in range(3):
        with pytest.raises(PinWrong):
            counter.session.prove_second("marta", "000000")
    with pytest.raises(LockedOut):
        counter.session.prove_second("marta", PIN)


def test_nobody_signs_at_a_locked_desk(desk: Desk) -> None:
    with pytest.raises(DeskLocked):
        desk.session.prove_second("marta", PIN)


def test_who_never_chose_a_pin_does_not_sign(tmp_path: Path, clock: FixedClock) -> None:
    new = [
        msgspec.structs.replace(row, pin_one_time=True) if row.id == an_id("marta") else row
        for row in rows_with_pin()
    ]
    opened = a_desk_here(tmp_path, clock, new)
    opened.session.log_in("anna", PIN)
    with pytest.raises(PinMustChange):
        opened.session.prove_second("marta", PIN)
    opened.close()


def _world(*rows: Record, promised: bool) -> tuple[World, Act]:
    act = Act(
        v=1, op_id=an_id("act"), device=1, inc=1, seq=1, prev=b"", kind="decide_application",
        entity="", salt=b"", body=b"", hlc=Hlc(1, 0, 1), rand64=0, spends=(), serials=(),
        actor=an_id("marta"), role="supervisor", wall=1, schema=1, base_epoch=1, base_cursor=0,
        auth=(), sig=b"",
    )  # fmt: skip
    world = World(DictRows(rows), "territory", settled=False)
    world.begin(act, promised=promised)
    return world, act


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("", "second_person_needed"),
        (an_id("nobody"), "second_person_needed"),
        (an_id("anna"), "second_person_needed"),
        (an_id("gone"), "second_person_needed"),
        (an_id("away"), "second_person_needed"),
        (an_id("marta"), "second_person_same"),
        (an_id("paolo"), ""),
    ],
)
def test_an_act_names_a_second_person_who_may(second: str, code: str) -> None:
    gone = msgspec.structs.replace(an_operator("gone", "supervisor"), in_service=False)
    away = msgspec.structs.replace(an_operator("away", "supervisor"), municipality_id=an_id("x"))
    people = (
        a_desk(1),
        an_operator("anna"),
        an_operator("marta", "supervisor"),
        an_operator("paolo", "social_worker"),
        gone,
        away,
    )
    world, act = _world(*people, promised=True)
    check_second(world, act, second)
    assert [each.code for each in world.objections] == ([code] if code else [])
    asked, act = _world(*people, promised=False)
    if not code:
        check_second(asked, act, second)
        return
    with pytest.raises(DeskError) as refusal:
        check_second(asked, act, second)
    assert refusal.value.code == code
