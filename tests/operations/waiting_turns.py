# SPDX-License-Identifier: EUPL-1.2
"""Turns on a waiting list as its tests begin with, and what a desk refuses of them."""

from typing import Any

import pytest

from tests.operations.script_waiting import join
from tests.operations.waiting_room import WaitingRoom
from welfare_desk.core.refusals import DeskError
from welfare_desk.operations.operation import Operation

PEOPLE = ("maria", "luca", "nina")


def refused(
    room: WaitingRoom, operation: Operation, refusal: type[DeskError], device: int = 1, **other: Any
) -> dict[str, str | int]:
    """Record what is refused: the journal stays as it was; return the facts of the refusal."""
    before = list(room.desks[device].journal)
    with pytest.raises(refusal) as caught:
        room.record(operation, device, **other)
    assert type(caught.value) is refusal
    assert room.desks[device].journal == before
    return caught.value.facts


def waiting(room: WaitingRoom, *names: str) -> None:
    """Put people on the list, in this order, and let both desks know."""
    for name in names:
        room.record(join(f"w {name}", name))
    room.sync(1, 2)
