# SPDX-License-Identifier: EUPL-1.2
"""A cooperative's desk holds only its own people, and lets those go who leave it."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    TOWN,
    a_resource,
    a_slot,
    a_territory,
    an_id,
    an_operator,
    book,
    form,
    isee,
    register,
)
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, told
from tests.support.desk_double import DeskDouble
from welfare_desk.models.offering import Offering
from welfare_desk.models.territory import Provider
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.households import ChangeHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.notes import WriteNote
from welfare_desk.protocol.digest import Digest
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash

HOURS, OTHER_HOURS = a_slot("hours", places=50), a_slot("other hours", places=50, minute=660)
OTHER = an_id("other offering")
PERSONAL = {"person", "booking", "household", "household_member", "isee_attestation", "notice",
            "note", "field_stamp", "field_change", "consent", "award", "review_item"}  # fmt: skip


def offered_by(provider: str, offering_id: str, base: Offering) -> Offering:
    """Return an offering of another provider."""
    return msgspec.structs.replace(
        base, id=offering_id, code=f"X-{provider}", provider_id=an_id(provider)
    )


@pytest.fixture
def town(place: Place) -> DeskDouble:
    """A desk of the municipality, in a territory with two providers."""
    rows = a_territory(HOURS)
    base = next(row for row in rows if isinstance(row, Offering))
    provider = next(row for row in rows if isinstance(row, Provider))
    place.bring(
        [
            *rows,
            msgspec.structs.replace(provider, id=an_id("another")),
            offered_by("another", OTHER, base),
            msgspec.structs.replace(OTHER_HOURS, offering_id=OTHER),
            a_resource(f"slot:{OTHER_HOURS.id}", 50),
            an_operator("sara", "supervisor"),
            msgspec.structs.replace(
                an_operator("carla", "cooperative"), provider_id=an_id("jonathan")
            ),
        ]
    )
    return place.desk()


def coop_desk(place: Place, provider: str = "jonathan") -> DeskDouble:
    """Return an enrolled desk of a cooperative."""
    code = place.code()
    with place.central.store.write() as conn:
        devices.add_code(
            conn,
            Code(
                code_hash=code_hash(code + "!"),
                territory_id=place.territory_id,
                name="Cooperativa ESEMPIO",
                municipality_id=TOWN,
                provider_id=an_id(provider),
                expires_at=place.clock.now_us() + 60_000_000,
                used_at=None,
                device=None,
            ),
        )
    desk = DeskDouble(place.url, place.clock, an_id("carla"))
    desk.enrol(code + "!")
    desk.ask("number:booking", 200)
    desk.ask("number:receipt", 200)
    return desk


class Seen:
    """The rows that a desk holds after its pulls."""

    def __init__(self, desk: DeskDouble) -> None:
        self.desk = desk
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}

    def pull(self) -> dict[str, set[str]]:
        """Pull and return the ids of the personal rows by kind."""
        for row in self.desk.pull():
            if row.record is None:
                self.rows.pop((row.kind, row.id), None)
            else:
                self.rows[row.kind, row.id] = row.record
        found: dict[str, set[str]] = {}
        for kind, row_id in self.rows:
            if kind in PERSONAL:
                found.setdefault(kind, set()).add(row_id)
        return found


def served(place: Place, town: DeskDouble, name: str = "maria") -> None:
    """Register somebody at the town's desk who books with the cooperative."""
    assert told(town, register(name)) == ACCEPTED
    town.ask(f"slot:{HOURS.id}", 5)
    assert told(town, book(f"{name}'s hour", name, HOURS)) == ACCEPTED


def test_only_those_who_booked_are_told(place: Place, town: DeskDouble) -> None:
    coop = Seen(coop_desk(place))
    told(town, register("stranger"))
    served(place, town)
    seen = coop.pull()
    assert seen["person"] == {an_id("maria")}
    assert seen["booking"] == {an_id("maria's hour")}
    assert Seen(town).pull()["person"] == {an_id("maria"), an_id("stranger")}


def test_rows_of_before_the_booking_come_with_it(place: Place, town: DeskDouble) -> None:
    coop = Seen(coop_desk(place))
    told(town, register("maria"))
    told(town, register("piero"))
    told(town, form("home", "maria", "piero"))
    told(town, isee("paper", "home"))
    assert coop.pull() == {}
    town.ask(f"slot:{HOURS.id}", 1)
    told(town, book("hour", "maria", HOURS, isee_id=an_id("paper")))
    seen = coop.pull()
    assert seen["person"] == {an_id("maria")}
    assert seen["household"] == {an_id("home")}
    assert seen["isee_attestation"] == {an_id("paper")}
    assert len(seen["household_member"]) == 1


def test_another_providers_bookings_notes_and_people_stay_away(
    place: Place, town: DeskDouble
) -> None:
    coop = Seen(coop_desk(place))
    served(place, town)
    note = WriteNote(note_id=an_id("note"), person_id=an_id("maria"), text="ESEMPIO")
    assert told(town, note) == ACCEPTED
    told(town, register("lucia"))
    town.ask(f"slot:{OTHER_HOURS.id}", 2)
    for number, person in enumerate(("maria", "lucia")):
        assert told(town, book(f"elsewhere {number}", person, OTHER_HOURS)) == ACCEPTED
    seen = coop.pull()
    assert seen["person"] == {an_id("maria")}
    assert seen["booking"] == {an_id("maria's hour")}
    assert "note" not in seen


def test_who_cancels_the_last_booking_leaves(place: Place, town: DeskDouble) -> None:
    coop = Seen(coop_desk(place))
    served(place, town)
    assert coop.pull()["person"] == {an_id("maria")}
    cancel = CancelBooking(booking_id=an_id("maria's hour"), reason="ESEMPIO")
    assert told(town, cancel) == ACCEPTED
    assert coop.pull() == {}


def test_whom_the_cooperative_registered_it_keeps(place: Place, town: DeskDouble) -> None:
    desk = coop_desk(place)
    assert told(desk, register("own"), role="cooperative") == ACCEPTED
    assert Seen(desk).pull()["person"] == {an_id("own")}
    assert Seen(coop_desk(place, "another")).pull() == {}


def test_who_joins_a_served_household_brings_it(place: Place, town: DeskDouble) -> None:
    coop = Seen(coop_desk(place))
    for name in ("maria", "piero"):
        told(town, register(name))
    told(town, form("home", "piero"))
    told(town, isee("paper", "home"))
    town.ask(f"slot:{HOURS.id}", 1)
    told(town, book("hour", "maria", HOURS))
    assert "household" not in coop.pull()
    joins = ChangeHousehold(
        household_id=an_id("home"),
        on=datetime.date(2026, 9, 16),
        joins=(Joining(person_id=an_id("maria"), role="spouse"),),
    )
    assert told(town, joins) == ACCEPTED
    seen = coop.pull()
    assert seen["household"] == {an_id("home")}
    assert seen["isee_attestation"] == {an_id("paper")}
    assert seen["person"] == {an_id("maria")}


def test_a_merge_brings_both(place: Place, town: DeskDouble) -> None:
    coop = Seen(coop_desk(place))
    served(place, town)
    told(town, register("maria again"))
    assert coop.pull()["person"] == {an_id("maria")}
    merge = MergePeople(kept_id=an_id("maria"), merged_id=an_id("maria again"))
    assert told(town, merge, actor=an_id("sara"), role="supervisor") == ACCEPTED
    assert coop.pull()["person"] == {an_id("maria"), an_id("maria again")}


def test_the_digest_is_of_what_the_desk_holds(place: Place, town: DeskDouble) -> None:
    desk = coop_desk(place)
    served(place, town)
    told(town, register("stranger"))
    mine = desk.get("/v1/digest", Digest).kinds
    assert mine["person"] != town.get("/v1/digest", Digest).kinds["person"]
    assert "note" not in mine
    assert place.problems() == []
