# SPDX-License-Identifier: EUPL-1.2
"""Services without a calendar: asked with frozen price, answered, agreed; late, twice, crossing."""

from __future__ import annotations

import datetime
from itertools import permutations
from typing import Any

import msgspec
import pytest

from tests.builders import OPERATOR, TERRITORY, TODAY, a_territory, an_id, book, register
from tests.operations.here import HELD, Here
from tests.operations.script_requests import (
    AFTERNOON,
    MORNING,
    NEXT_WEEK,
    RIDE,
    accepted,
    agreed,
    asked,
    countered,
    on_request_rows,
    refused,
    withdrawn,
)
from tests.operations.sealed import an_act
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.refusals import (
    IdTaken,
    PersonUnknown,
    PriceChanged,
    RoleMissing,
    SeatsInvalid,
    TextMissing,
)
from welfare_desk.core.refusals_of_bookings import AssessmentNeeded, IseeNeeded, TooYoung
from welfare_desk.core.refusals_of_requests import (
    AnsweredMeanwhile,
    AnswerTimeWrong,
    OfferingNotOnRequest,
    ProposalChanged,
    ServiceRequestOver,
    ServiceRequestUnknown,
    SharesDiffer,
    WishTooEarly,
    WishUnreadable,
)
from welfare_desk.models.booking import Booking, ServiceRequest, Share
from welfare_desk.models.offering import FeeScheme, Offering, PayerShare, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Desk, Municipality, Operator, Provider
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import at_server
from welfare_desk.operations.service_answers import TellRefusal, answer_mark
from welfare_desk.operations.service_requests import first_day
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Serial

WISH = an_id("wish")
CHIEF: dict[str, Any] = {"actor": an_id("sara"), "role": "supervisor"}


@pytest.fixture
def riding(known: Here) -> Here:
    """A desk that knows an offering without a calendar."""
    known.put(*on_request_rows())
    return known


def row(here: Here) -> ServiceRequest:
    return here.row(ServiceRequest, WISH)


def test_request_carries_its_number_wishes_and_frozen_price(riding: Here) -> None:
    ride = riding.row(Offering, RIDE)
    payers = (PayerShare(payer="municipality", name="Comune", percent=20),)
    riding.put(msgspec.structs.replace(ride, payers=payers))
    shares = (
        Share(payer="municipality", name="Comune", cents=200),
        Share(payer="person", cents=800),
    )
    ask = asked(
        wishes=(MORNING, AFTERNOON),
        words="Visita alle 10",
        seats=2,
        isee_id=an_id("isee"),
        unit_cents=500,
        total_cents=1_000,
        shares=shares,
    )
    done = riding.record(ask)
    found = row(riding)
    assert (done.state, done.numbers) == ("final", (found.request_no,))
    assert (found.state, found.wishes, found.seats) == ("asked", (MORNING, AFTERNOON), 2)
    assert (found.unit_cents, found.units, found.total_cents) == (500, 2, 1_000)
    assert found.shares == shares
    assert found.lines[-1].cents == 1_000
    scheme_of_then = found.lines
    offering = riding.row(Offering, RIDE)
    riding.put(msgspec.structs.replace(offering, units=5))
    riding.record(accepted(), **CHIEF)
    assert (row(riding).total_cents, row(riding).lines) == (1_000, scheme_of_then)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown),
        ({"offering_id": an_id("nothing")}, OfferingNotOnRequest),
        ({"offering_id": an_id("tutoring")}, OfferingNotOnRequest),
        ({"wishes": ()}, WishUnreadable),
        ({"wishes": (MORNING, MORNING)}, WishUnreadable),
        ({"wishes": ("2026-13-01 morning",)}, WishUnreadable),
        ({"wishes": ("domani",)}, WishUnreadable),
        ({"wishes": (MORNING, f"{NEXT_WEEK} night")}, WishUnreadable),
        ({"wishes": tuple(f"2026-10-0{n} any" for n in range(1, 7))}, WishUnreadable),
        ({"wishes": (f"{TODAY} any",)}, WishTooEarly),
        ({"seats": 0}, SeatsInvalid),
        ({"total_cents": 2_199}, PriceChanged),
        ({"isee_id": an_id("isee")}, PriceChanged),
        ({"shares": (Share(payer="person", cents=2_199),)}, SharesDiffer),
        (
            {"shares": (Share(payer="fund", cents=2_300), Share(payer="person", cents=-100))},
            SharesDiffer,
        ),
    ],
)
def test_request_that_does_not_fit_is_refused(
    riding: Here, fields: dict[str, Any], refusal: type[DeskError]
) -> None:
    riding.refuses(asked(**fields), refusal)


def test_an_offering_that_its_municipality_does_not_have_is_refused(riding: Here) -> None:
    riding.put(msgspec.structs.replace(riding.row(Offering, RIDE), active=False))
    riding.refuses(asked(), OfferingNotOnRequest)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"min_age": 70}, TooYoung),
        ({"isee_needed": True}, IseeNeeded),
        ({"needs_assessment": True}, AssessmentNeeded),
    ],
)
def test_who_may_not_have_the_service_may_not_ask_for_it(
    riding: Here, changes: dict[str, Any], refusal: type[DeskError]
) -> None:
    riding.put(msgspec.structs.replace(riding.row(Offering, RIDE), **changes))
    riding.refuses(asked(), refusal)


def test_notice_counts_working_days() -> None:
    friday = datetime.date(2026, 9, 18)
    assert first_day(friday, 0) == friday
    assert first_day(friday, 1) == datetime.date(2026, 9, 21)
    assert first_day(friday, 2) == datetime.date(2026, 9, 22)


def test_accepted_is_told_and_agreed_to(riding: Here) -> None:
    riding.record(asked())
    riding.record(accepted(words="Citofono Rossi"), **CHIEF)
    found = row(riding)
    assert (found.state, found.answer) == ("accepted", "Citofono Rossi")
    assert (found.answer_on, found.answer_minute, found.answer_minutes) == (NEXT_WEEK, 570, 60)
    riding.record(agreed())
    assert row(riding).state == "agreed"


def test_proposal_of_another_time_waits_for_the_person(riding: Here) -> None:
    riding.record(asked())
    riding.record(countered(), **CHIEF)
    riding.refuses(agreed(minute=570), ProposalChanged)
    riding.record(agreed(minute=900))
    assert row(riding).state == "agreed"
    riding.record(countered(seen=answer_mark(row(riding).answered_at), minute=960), **CHIEF)
    assert (row(riding).state, row(riding).answer_minute) == ("countered", 960)


def test_refusal_has_words_and_is_told(riding: Here) -> None:
    riding.record(asked())
    riding.refuses(refused(words=" "), TextMissing, **CHIEF)
    riding.refuses(TellRefusal(request_id=WISH), ServiceRequestOver)
    riding.record(refused(), **CHIEF)
    assert (row(riding).state, row(riding).answer) == ("refused", "Pieno")
    riding.record(TellRefusal(request_id=WISH))
    assert row(riding).state == "told"


def test_answers_to_a_request_that_is_over_are_refused(riding: Here) -> None:
    riding.record(asked())
    riding.record(withdrawn())
    for operation in (accepted(), countered(), refused()):
        assert riding.refuses(operation, ServiceRequestOver, **CHIEF) == {"state": "withdrawn"}
    riding.refuses(agreed(), ServiceRequestOver)
    riding.refuses(withdrawn(), ServiceRequestOver)


def test_second_answer_here_is_refused_unless_it_saw_the_first(riding: Here) -> None:
    riding.record(asked())
    riding.record(accepted(), **CHIEF)
    riding.clock.advance(1)
    riding.refuses(refused(), AnsweredMeanwhile, **CHIEF)
    riding.record(refused(seen=answer_mark(row(riding).answered_at), words="Malato"), **CHIEF)
    assert row(riding).state == "refused"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": TODAY - datetime.timedelta(days=1)}, "on"),
        ({"minute": 1_440}, "minute"),
        ({"minute": -1}, "minute"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1_441}, "minutes"),
        ({"on": datetime.date(2027, 3, 28), "minute": 150}, "minute"),
    ],
)
def test_time_that_cannot_be_is_refused(riding: Here, fields: dict[str, Any], field: str) -> None:
    riding.record(asked())
    assert riding.refuses(accepted(**fields), AnswerTimeWrong, **CHIEF) == {"field": field}


def test_unknown_request_and_known_id_are_refused(riding: Here) -> None:
    riding.refuses(accepted("nothing"), ServiceRequestUnknown, **CHIEF)
    riding.record(asked())
    riding.refuses(asked(), IdTaken)


class Room:
    """Two counters (1, 2) and a desk of the cooperative (3), their lines out between syncs."""

    def __init__(self) -> None:
        self.server = MiniServer(TERRITORY, [*a_territory(), *on_request_rows()])
        self.desks = [
            MiniDesk(number, TERRITORY, number, actor)
            for number, actor in ((1, OPERATOR), (2, OPERATOR), (3, an_id("carla")))
        ]
        self.now = 1_789_543_800_000_000
        self.sync(1, 2, 3)
        for desk in self.desks:
            desk.take_in(self.server.lease(desk.device, "number:booking", 20, self.now))
        self.do(1, register("maria"), asked())
        self.sync(1, 2, 3)

    def do(self, number: int, *operations: Operation) -> None:
        """Record at a desk, a second apart."""
        for operation in operations:
            self.now += 1_000_000
            role = "cooperative" if number == 3 else "supervisor"
            self.desks[number - 1].record(operation, self.now, role=role)

    def sync(self, *numbers: int) -> None:
        for number in numbers:
            desk = self.desks[number - 1]
            self.server.push(desk.waiting())
            desk.take_pull(*self.server.pull(desk.cursor, desk.device))

    def rest(self) -> tuple[str, set[str]]:
        """Exchange until all hold the server's rows; return how the request stands."""
        self.sync(1, 2, 3, 1, 2, 3)
        for desk in self.desks:
            assert not desk.waiting()
            assert shared(desk.rows) == shared(self.server.rows)
        codes = {
            item.code
            for item in self.server.rows.by_kind.get("review_item", {}).values()
            if isinstance(item, ReviewItem) and item.person_id == an_id("maria")
        }
        return self.row().state, codes

    def row(self) -> ServiceRequest:
        found = self.server.rows.by_kind["service_request"][WISH]
        assert isinstance(found, ServiceRequest)
        return found


@pytest.mark.parametrize(("first", "state"), [(3, "accepted"), (2, "refused")])
def test_of_two_answers_from_two_desks_the_first_to_arrive_stands(first: int, state: str) -> None:
    room = Room()
    room.do(3, accepted())
    room.do(2, refused())
    room.sync(first)
    assert room.rest() == (state, {"answered_meanwhile"})


@pytest.mark.parametrize("order", list(permutations((1, 3))))
def test_who_withdraws_while_the_provider_accepts_stays_withdrawn(order: tuple[int, ...]) -> None:
    room = Room()
    room.do(3, accepted())
    room.do(1, withdrawn())
    room.sync(*order)
    state, codes = room.rest()
    assert state == "withdrawn"
    assert codes == ({"service_request_over"} if order[0] == 1 else set())


@pytest.mark.parametrize("order", list(permutations((1, 3))))
def test_agreed_while_the_provider_proposes_another_time_is_asked_again(
    order: tuple[int, ...],
) -> None:
    room = Room()
    room.do(3, accepted())
    room.sync(3, 1)
    room.do(1, agreed())
    room.do(3, countered(seen=answer_mark(room.row().answered_at)))
    room.sync(*order)
    state, codes = room.rest()
    assert (state, room.row().answer_minute) == ("countered", 900)
    assert codes == ({"proposal_changed"} if order[0] == 3 else set())


def test_agreed_told_and_withdrawn_twice_from_two_desks_is_once() -> None:
    room = Room()
    room.do(3, accepted())
    room.sync(3, 1, 2)
    for number in (1, 2):
        room.do(number, agreed())
    assert room.rest() == ("agreed", set())
    room.do(3, refused(seen=answer_mark(room.row().answered_at)))
    room.sync(3, 1, 2)
    for number in (1, 2):
        room.do(number, TellRefusal(request_id=WISH))
    assert room.rest() == ("told", set())
    again = Room()
    for number in (1, 2):
        again.do(number, withdrawn())
    assert again.rest() == ("withdrawn", set())


def test_late_answer_from_a_desk_that_was_offline_for_days_comes_to_review() -> None:
    room = Room()
    room.do(3, countered())
    room.sync(1)
    room.do(2, refused())
    room.sync(2, 1)
    room.do(1, TellRefusal(request_id=WISH))
    room.now += 5 * 86_400_000_000
    assert room.rest() == ("told", {"answered_meanwhile"})


def test_price_that_was_explained_stands_whatever_the_month_cost_elsewhere(riding: Here) -> None:
    scheme = riding.row(FeeScheme, riding.row(Offering, RIDE).fee_scheme_id)
    capped = msgspec.structs.replace(scheme.scheme, monthly_cap_cents=3_000)
    riding.put(msgspec.structs.replace(scheme, scheme=capped))
    riding.record(asked())
    riding.record(book("one", "maria", HELD))
    ask = asked("other", lines=row(riding).lines)
    riding.refuses(ask, PriceChanged)  # here, where the booking is known
    kinds = (Booking, Desk, FeeScheme, Municipality, Offering, Operator, Person, Provider, Slot)
    act = an_act(ask, serials=(Serial("numbers", 0, "number"),))
    rows = [each for kind in kinds for each in riding.rows(kind)]
    less = msgspec.structs.replace(ask, unit_cents=2_100, total_cents=2_100)
    for operation, code in ((ask, ""), (less, "price_changed")):
        world = World(DictRows(rows), TERRITORY, settled=True)
        told = at_server(operation, act, world)
        assert (told.result, told.code) == ("accepted", code)
        made = world.get(ServiceRequest, an_id("other"))
        assert made is not None
        assert made.lines == ask.lines


def test_cooperative_staff_answer_their_own_only(riding: Here) -> None:
    riding.record(asked())
    carla = riding.row(Operator, an_id("carla"))
    riding.put(msgspec.structs.replace(carla, provider_id=an_id("another")))
    foreign: dict[str, Any] = {"actor": carla.id, "role": "cooperative"}
    for operation in (accepted(), countered(), refused(), withdrawn(), agreed()):
        riding.refuses(operation, RoleMissing, **foreign)
    riding.refuses(asked("other"), RoleMissing, **foreign)
    act = an_act(refused(), **foreign)
    world = World(DictRows([row(riding), *on_request_rows()]), TERRITORY, settled=True)
    world.put(msgspec.structs.replace(carla, provider_id=an_id("another")))
    at_server(refused(), act, world)
    found = world.get(ServiceRequest, WISH)
    assert found is not None
    assert found.state == "asked", "a strange cooperative's answer changes nothing at the server"
