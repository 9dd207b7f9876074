# SPDX-License-Identifier: EUPL-1.2
"""Bodies that the first program recorded are read, applied and re-read by this one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_id
from tests.operations.here import Here
from welfare_desk.core.clock import FixedClock
from welfare_desk.models.booking import Booking
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.person import Delegation
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.registry import from_body, to_body
from welfare_desk.operations.shape import check

VECTORS = Path(__file__).parents[1] / "vectors" / "operations_first_program.json"
BODIES: list[tuple[str, str]] = [
    (kind, body) for kind, body in json.loads(VECTORS.read_text(encoding="utf-8"))
]
BEFORE = 7
"""The first bodies prepare what the later ones are about."""


def read(body: str) -> Operation:
    return from_body(bytes.fromhex(body))


@pytest.fixture
def old(tmp_path: Path, clock: FixedClock) -> Iterator[Here]:
    """A desk on which the first bodies were recorded."""
    desk = Here(tmp_path, clock)
    for _, body in BODIES[:BEFORE]:
        desk.record(read(body))
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("kind", "body"),
    BODIES,
    ids=[f"{place}-{kind}" for place, (kind, _) in enumerate(BODIES)],
)
def test_body_of_the_first_program_is_read_whole(kind: str, body: str) -> None:
    operation = read(body)
    assert operation.kind() == kind
    check(operation)
    assert from_body(to_body(operation)) == operation


def test_what_it_recorded_stands_as_it_did(old: Here) -> None:
    members = old.rows(HouseholdMember)
    assert members
    assert all(row.counts and not row.reason for row in members)
    assert [row.certainty for row in old.rows(Booking)] == ["final"]
    kinds = (AppointDelegate, AmendPerson)
    for _, body in BODIES[BEFORE:]:
        operation = read(body)
        if isinstance(operation, kinds):
            old.record(operation)
    (delegation,) = old.rows(Delegation)
    assert (delegation.person_id, delegation.signed, delegation.ended_on) == (
        an_id("maria"),
        False,
        None,
    )
    assert any(isinstance(read(body), BookPlace) for _, body in BODIES)
