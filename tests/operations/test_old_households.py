# SPDX-License-Identifier: EUPL-1.2
"""Operations as journals hold them from before roles, kinds and reasons were asked."""

from typing import Any

import msgspec
import pytest

from tests.builders import TERRITORY, TODAY, TOWN, a_slot, a_territory, an_id, register
from tests.operations.sealed import an_act
from welfare_desk.models.booking import Booking
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import from_body
from welfare_desk.operations.run import at_server
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Serial, Spend

SLOT = a_slot(places=3)
HOME, ISEE = an_id("home"), an_id("isee")

OLD: dict[str, dict[str, Any]] = {
    "form": {
        "kind": "form_household",
        "household_id": HOME,
        "controller_id": TOWN,
        "members": [
            {"person_id": an_id("maria"), "role": "applicant"},
            {"person_id": an_id("luca"), "role": "child"},
        ],
        "from_on": "2026-01-01",
        "residence_istat": "028063",
    },
    "change": {
        "kind": "change_household",
        "household_id": HOME,
        "on": "2026-09-16",
        "joins": [],
        "leaves": [an_id("luca")],
    },
    "isee": {
        "kind": "record_isee",
        "isee_id": ISEE,
        "household_id": HOME,
        "isee_kind": "minors",
        "dsu_no": "",
        "value_cents": 700_000,
        "issued_on": "2026-02-01",
        "valid_to": "2026-12-31",
        "has_discrepancies": False,
    },
    "book": {
        "kind": "book_place",
        "booking_id": an_id("one"),
        "person_id": an_id("maria"),
        "slot_id": SLOT.id,
        "seats": 1,
        "isee_id": ISEE,
        "resident": True,
        "unit_cents": 500,
        "total_cents": 500,
        "lines": [],
    },
}


def old(name: str) -> Operation:
    """Return an operation from the bytes that an earlier program wrote."""
    return from_body(msgspec.msgpack.encode(OLD[name]))


@pytest.fixture
def world() -> World:
    """The server's rows, where Maria and Luca are known."""
    made = World(DictRows(a_territory(SLOT)), TERRITORY, settled=True)
    for place, name in enumerate(("maria", "luca")):
        apply(made, register(name), place)
    return made


def apply(world: World, operation: Operation, place: int, **other: Any) -> str:
    act = an_act(operation, op_id=an_id(f"op {place}"), **other)
    outcome = at_server(operation, act, world)
    assert outcome.result == "accepted"
    return outcome.code


def test_old_membership_counts(world: World) -> None:
    assert apply(world, old("form"), 10) == ""
    assert apply(world, old("change"), 11) == ""
    rows = world.find(HouseholdMember, "household_id", HOME)
    stays = {row.person_id: (row.counts, row.to_on is None, row.reason) for row in rows}
    assert stays == {an_id("maria"): (True, True, ""), an_id("luca"): (True, False, "")}
    assert all(row.to_on is None or row.to_on < TODAY for row in rows)


def test_old_attestation_is_the_households(world: World) -> None:
    apply(world, old("form"), 10)
    assert apply(world, old("isee"), 11) == ""
    row = world.get(IseeAttestation, ISEE)
    assert row is not None
    assert (row.beneficiary_id, row.assets_updated, row.note) == ("", False, "")


def test_old_booking_prices_by_the_attestation_it_names(world: World) -> None:
    """It is one for minors, which today's rule would not take for this service."""
    apply(world, old("form"), 10)
    apply(world, old("isee"), 11)
    promised = {
        "spends": (Spend("lease", 1),),
        "serials": (Serial("numbers", 0, "PR 0000"),),
    }
    assert apply(world, old("book"), 12, **promised) == ""
    row = world.get(Booking, an_id("one"))
    assert row is not None
    assert (row.total_cents, row.isee_id) == (500, ISEE)
