# SPDX-License-Identifier: EUPL-1.2
"""A cooperative's desk holds only its own people, and lets those go who leave it."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    TERRITORY,
    TODAY,
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
from tests.operations.script_requests import (
    RIDE,
    accepted,
    agreed,
    asked,
    on_request_rows,
    refused,
    withdrawn,
)
from tests.operations.sealed import an_act
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, told
from tests.support.desk_double import DeskDouble
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.offering import Offering, Override
from welfare_desk.models.person import Person
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Provider
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.central.scoping import Lens
from welfare_desk.operations.households import ChangeHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import at_server
from welfare_desk.operations.service_answers import TellRefusal
from welfare_desk.operations.service_requests import AskForService
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.envelope import Act, Serial
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash

HOURS, OTHER_HOURS = a_slot("hours", places=50), a_slot("other hours", places=50, minute=660)
OTHER = an_id("other offering")
PERSONAL = {"person", "booking", "household", "household_member", "isee_attestation", "notice",
            "note", "field_stamp", "field_change", "consent", "award", "review_item",
            "service_request", "wait_entry", "complaint", "satisfaction"}  # fmt: skip
OTHER_RIDE, LENT_RIDE = an_id("other ride"), an_id("lent ride")


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


def a_request(name: str, person: str, offering_id: str = RIDE) -> AskForService:
    """Ask for a service without a calendar."""
    return asked(name, person, offering_id=offering_id)


@pytest.fixture
def riding(place: Place, town: DeskDouble) -> DeskDouble:
    """The town's desk; either provider has a service without a calendar."""
    ride = next(row for row in on_request_rows() if isinstance(row, Offering))
    other = msgspec.structs.replace(ride, id=OTHER_RIDE, provider_id=an_id("another"))
    lent = msgspec.structs.replace(
        ride,
        id=LENT_RIDE,
        provider_id=an_id("another"),
        overrides=(Override(municipality_id=TOWN, provider_id=an_id("jonathan")),),
    )
    place.bring([ride, other, lent])
    for name in ("maria", "piero", "lucia"):
        assert told(town, register(name)) == ACCEPTED
    return town


def test_requests_of_the_provider_bring_whom_they_are_for(place: Place, riding: DeskDouble) -> None:
    coop, another = Seen(coop_desk(place)), Seen(coop_desk(place, "another"))
    assert told(riding, a_request("r1", "maria")) == ACCEPTED
    assert told(riding, a_request("r2", "piero", OTHER_RIDE)) == ACCEPTED
    assert told(riding, a_request("r3", "lucia", LENT_RIDE)) == ACCEPTED
    seen = coop.pull()
    assert seen["person"] == {an_id("maria"), an_id("lucia")}
    assert seen["service_request"] == {an_id("r1"), an_id("r3")}
    others = another.pull()
    assert (others["person"], others["service_request"]) == ({an_id("piero")}, {an_id("r2")})


def test_cooperative_answers_and_the_counter_hears(place: Place, riding: DeskDouble) -> None:
    desk = coop_desk(place)
    assert told(riding, a_request("r1", "maria")) == ACCEPTED
    desk.pull()
    assert told(desk, accepted("r1"), role="cooperative") == ACCEPTED
    riding.pull()
    row = riding.rows["service_request", an_id("r1")]
    assert (row["state"], row["answer_minute"]) == ("accepted", 570)
    assert told(riding, agreed("r1")) == ACCEPTED
    desk.pull()
    assert desk.rows["service_request", an_id("r1")]["state"] == "agreed"


def test_withdrawn_before_an_answer_goes_and_an_appointment_stays_known(
    place: Place, riding: DeskDouble
) -> None:
    desk = coop_desk(place)
    coop = Seen(desk)
    for name, person in (("r1", "maria"), ("r2", "piero")):
        assert told(riding, a_request(name, person)) == ACCEPTED
    coop.pull()
    assert told(desk, accepted("r2"), role="cooperative") == ACCEPTED
    for name in ("r1", "r2"):
        assert told(riding, withdrawn(name)) == ACCEPTED
    seen = coop.pull()
    assert (seen["person"], seen["service_request"]) == ({an_id("piero")}, {an_id("r2")})
    assert coop.rows["service_request", an_id("r2")]["state"] == "withdrawn"


def test_refused_and_told_goes(place: Place, riding: DeskDouble) -> None:
    desk = coop_desk(place)
    coop = Seen(desk)
    assert told(riding, a_request("r1", "maria")) == ACCEPTED
    assert told(desk, refused("r1"), role="cooperative") == ACCEPTED
    assert coop.pull()["service_request"] == {an_id("r1")}
    assert told(riding, TellRefusal(request_id=an_id("r1"))) == ACCEPTED
    assert coop.pull() == {}


def _quality(provider: str, name: str, person: str = "") -> list[Record]:
    own: dict[str, Any] = {
        "controller_id": TOWN,
        "territory_id": TERRITORY,
        "provider_id": an_id(provider),
        "offering_id": RIDE,
        "device": 1,
        "operator_id": an_id("anna"),
    }
    complaint = Complaint(
        id=an_id(f"complaint {name}"),
        complaint_no=name,
        person_id=an_id(person) if person else "",
        words="ESEMPIO",
        received_at=1,
        answer_by_on=TODAY,
        state="open",
        answer="",
        answered_at=0,
        **own,
    )
    content = Satisfaction(
        id=an_id(f"score {name}"), booking_id=an_id("b"), score=4, asked_at=1, **own
    )
    waits = WaitEntry(
        id=an_id(f"wait {name}"),
        territory_id=TERRITORY,
        controller_id=TOWN,
        person_id=an_id(person or "nina"),
        offering_id=RIDE if provider == "jonathan" else OTHER_RIDE,
        slot_id="",
        seats=1,
        priority=0,
        priority_reason="",
        state="left" if name == "left" else "waiting",
        offered_slot_id="",
        offered_at=0,
        held_until_at=0,
        called=0,
        draw_seed="",
        booking_id="",
        joined_at=1,
        device=1,
        operator_id=an_id("anna"),
    )
    return [complaint, content, waits]


def test_lens_shows_a_provider_its_own_quality_and_waiting_rows_and_no_others() -> None:
    ride = next(row for row in on_request_rows() if isinstance(row, Offering))
    other = msgspec.structs.replace(ride, id=OTHER_RIDE, provider_id=an_id("another"))
    own, foreign = _quality("jonathan", "own", "maria"), _quality("another", "foreign", "piero")
    unnamed, left = _quality("jonathan", "unnamed"), _quality("another", "left", "lucia")
    people = [_person(name) for name in ("maria", "piero", "nina", "lucia")]
    rows = DictRows([ride, other, *own, *foreign, *unnamed, *left, *people])
    sights = {
        provider: {
            row.id
            for row in (*own, *foreign, *unnamed, *left, *people)
            if Lens(rows, TERRITORY, an_id(provider)).sight(row) == "shown"
        }
        for provider in ("jonathan", "another")
    }
    assert sights["jonathan"] == {row.id for row in (*own, *unnamed, people[0], people[2])}
    hidden = {row.id for row in (*own, *unnamed, people[0], people[2])}
    assert not sights["another"] & hidden
    assert people[1].id in sights["another"]


def _person(name: str) -> Person:
    world = World(DictRows([]), TERRITORY, settled=True)
    at_server(register(name), an_act(register(name)), world)
    found = world.get(Person, an_id(name))
    assert found is not None
    return found


@pytest.mark.parametrize("waited", [False, True])
@pytest.mark.parametrize(("late", "sight"), [(True, "shown"), (False, "gone")])
def test_a_late_cancellation_stays_known_for_the_statement(
    late: bool, sight: str, waited: bool
) -> None:
    rows = DictRows([*a_territory(HOURS), a_resource(f"slot:{HOURS.id}", 5)])
    world = World(rows, TERRITORY, settled=True)
    for operation in (register("maria"), book("hour", "maria", HOURS)):
        at_server(operation, _with_numbers(operation), world)
    booking = world.get(Booking, an_id("hour"))
    assert booking is not None
    rows.save(world.changes())
    gone = msgspec.structs.replace(booking, state="cancelled", late=late)
    rows.save({(Booking.KIND, gone.id): gone})
    if waited:  # the place came from a list: what is cancelled is known by the booking alone
        turn = msgspec.structs.replace(
            _quality("jonathan", "turn", "maria")[2],
            state="accepted", offering_id=gone.offering_id, booking_id=gone.id,
        )  # fmt: skip
        rows.save({(WaitEntry.KIND, turn.id): turn})
    lens = Lens(rows, TERRITORY, an_id("jonathan"))
    assert lens.sight(gone) == sight


def _with_numbers(operation: Operation) -> Act:
    numbers = [take for take in operation.takes() if take.mode == "number"]
    serials = tuple(Serial("l", n, f"N{n}") for n, _ in enumerate(numbers))
    return an_act(operation, serials=serials)
