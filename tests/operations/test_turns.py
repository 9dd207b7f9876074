# SPDX-License-Identifier: EUPL-1.2
"""The order in which operations that waited are judged."""

from __future__ import annotations

from tests.builders import a_slot, an_id, book, form, register
from tests.operations.sealed import NOW, an_act
from welfare_desk.models.central import Logged
from welfare_desk.operations.central.judging import Arrived
from welfare_desk.operations.central.turns import Waiting, in_turn
from welfare_desk.operations.operation import Operation
from welfare_desk.protocol.envelope import body_digest
from welfare_desk.protocol.hlc import Hlc

SLOT = a_slot("slot", places=4)


def _waits(operation: Operation, name: str, at: int, *, known: bool = True) -> Waiting:
    """One that arrived as ``name`` and was recorded at this minute."""
    act = an_act(operation, op_id=an_id(name), hlc=Hlc(NOW // 1000 + at * 60_000, 0, 1))
    each = Arrived(
        act=act, hash=b"", digest=body_digest(act.salt, act.body), packed=b"",
        operation=operation if known else None, unknown=not known,
    )  # fmt: skip
    row = Logged(
        device=1, inc=1, seq=at, op_id=act.op_id, repeated=False, hash=b"", packed=b"", kind="",
        actor="", wall=0, received_at=0, result="parked", code="", receipt=b"", server_seq=at,
    )  # fmt: skip
    return row, each


def _order(*waiting: Waiting) -> list[str]:
    names = {an_id(name): name for name in ("register", "form", "book", "other", "note")}
    return [names[row.op_id] for row, _ in in_turn(waiting)]


def test_a_registration_that_came_later_is_judged_before_what_stands_on_it() -> None:
    household = _waits(form("home", "maria", "piero"), "form", 7)
    place = _waits(book("one", "piero", SLOT), "book", 8)
    person = _waits(register("piero"), "register", 2)

    assert _order(place, household, person) == ["register", "book", "form"]


def test_what_has_nothing_to_do_with_each_other_keeps_the_order_of_arrival() -> None:
    late = _waits(register("piero"), "register", 9)
    early = _waits(register("maria"), "other", 1)

    assert _order(late, early) == ["register", "other"]


def test_what_was_recorded_later_on_the_same_row_is_no_ground() -> None:
    note = _waits(register("piero"), "note", 9, known=False)
    person = _waits(register("piero"), "register", 2)

    assert _order(note, person) == ["register", "note"]
    assert _order(person, note) == ["register", "note"]


def test_nothing_waits() -> None:
    assert in_turn([]) == []
