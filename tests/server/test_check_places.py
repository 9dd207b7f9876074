# SPDX-License-Identifier: EUPL-1.2
"""Places of a slot = free + leased + booked + offered: proved on what a server stores."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.builders import a_resource, an_id, book, register
from tests.operations.script_waiting import accept, decline, join, listed, listed_slot, offer
from tests.server.conftest import Place
from welfare_desk.models.booking import WaitEntry

SLOT = listed_slot("freed", places=8)
PEOPLE = ("maria", "luca", "nina", "piero")


@pytest.fixture
def worked(place: Place) -> Place:
    """Four people waited: one accepted, one declined, one holds an offer, one was refused it."""
    place.slots()
    place.bring([listed(), SLOT, a_resource(f"slot:{SLOT.id}", SLOT.places)])
    desk = place.desk()
    assert desk.ask(f"slot:{SLOT.id}", 8) >= 1
    for name in PEOPLE:
        desk.record(register(name))
        desk.record(join(f"w {name}", name))
    desk.record(offer("w maria", "maria", SLOT))
    desk.record(accept("w maria", "maria", SLOT))
    assert {each.code for each in desk.push().results} == {""}
    for name in ("luca", "nina"):
        desk.ask(f"slot:{SLOT.id}", 8)
        desk.record(offer(f"w {name}", name, SLOT))
    desk.record(decline("w luca", SLOT))
    desk.record(book("b", "luca", SLOT), spends=())
    assert {each.code for each in desk.push().results} == {""}
    assert place.problems() == []
    return place


def test_places_add_up_after_joining_offering_accepting_and_declining(worked: Place) -> None:
    turns = {row.id: row for row in worked.all(WaitEntry) if isinstance(row, WaitEntry)}
    states = [turns[an_id(f"w {name}")].state for name in PEOPLE]
    assert states == ["accepted", "declined", "offered", "waiting"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE wait_entry SET seats = 2 WHERE state = 'offered' AND territory_id = :t",
        "UPDATE wait_entry SET seats = 0 WHERE state = 'offered' AND territory_id = :t",
        "UPDATE wait_entry SET state = 'offered' WHERE state = 'waiting' AND territory_id = :t",
        "UPDATE wait_entry SET state = 'lapsed' WHERE state = 'offered' AND territory_id = :t",
        "UPDATE wait_entry SET state = 'asked' WHERE state = 'waiting' AND territory_id = :t",
        "UPDATE wait_entry SET booking_id = 'x' WHERE state = 'accepted' AND territory_id = :t",
        "UPDATE wait_entry SET offering_id = 'x' WHERE state = 'offered' AND territory_id = :t",
        "UPDATE booking SET seats = 2 WHERE territory_id = :t",
        "UPDATE resource SET committed = committed - 1, free = free + 1"
        " WHERE id LIKE 'slot:%' AND committed > 0 AND territory_id = :t",
    ],
)
def test_a_change_behind_the_programs_back_is_found(worked: Place, statement: str) -> None:
    with worked.central.store.write() as conn:
        conn.execute(sa.text(statement), {"t": worked.territory_id})
    assert "I2" in {problem.split()[0] for problem in worked.problems()}
