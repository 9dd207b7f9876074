# SPDX-License-Identifier: EUPL-1.2
"""What follows the booking: the waiting list runs, a provider is ill, people come, it is billed."""

from __future__ import annotations

import datetime
from collections import Counter as Count
from pathlib import Path

from tests.journeys.season_play import OPENS, Season
from tests.journeys.season_stage import (
    HOLD_HOURS,
    ILL,
    OFFERINGS,
    Counter,
    Promise,
    first_monday,
    ill_week,
    territory_file,
)
from tests.journeys.story import an_id
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import slot_instant
from welfare_desk.desk.views.calls import calls_of
from welfare_desk.desk.views.quote import place_from, quote
from welfare_desk.desk.views.statement import month_of, statement
from welfare_desk.desk.views.waiting import Gift, plan_of
from welfare_desk.models.booking import HOLDS_PLACE, WaitEntry
from welfare_desk.models.offering import Slot
from welfare_desk.operations.bookings import BookPlace, CancelBooking, MoveBooking, RecordAttendance
from welfare_desk.operations.calls import RecordCall
from welfare_desk.operations.place_offers import AcceptPlace, DeclinePlace, OfferPlace

DECLINES = 3
"""One in so many does not want the place any more."""
ABSENT = 0.15


def run_the_list(season: Season) -> None:
    """Offer freed places in turn; who declines makes room for the next, who accepts is booked."""
    office = season.counters[0]
    before = {row.id: row.state for row in season.stage.rows_of(WaitEntry.KIND)}
    assert before == dict.fromkeys(season.joined, "waiting")
    assert before, (season.counts, season.refusals)
    for turn in range(2):
        gifts = [gift for code in season.codes for gift in _offer(season, office, code)]
        season.rest()
        season.check_places()
        _answer(season, office, gifts, declines=turn == 0)
        season.rest()
        season.check_places()
        season.counts["places offered from the list"] += len(gifts)
    after = Count(row.state for row in season.stage.rows_of(WaitEntry.KIND))
    assert after["offered"] == after["asked"] == 0
    assert after["accepted"] == season.counts["accepted"] > 0
    assert after["declined"] == season.counts["declined"] > 0


def _offer(season: Season, office: Counter, code: str) -> list[Gift]:
    """Look whom the free places would go to, look again, and offer them."""
    own = office.offering_id(code)
    plan, again = (office.look(lambda here: plan_of(here, own)) for _ in range(2))
    assert plan.digest == again.digest
    for gift in plan.gifts:
        offer = OfferPlace(
            entry_id=gift.turn.entry_id,
            person_id=gift.turn.person_id,
            slot_id=gift.slot_id,
            seats=gift.turn.seats,
            hold_hours=HOLD_HOURS,
        )
        assert office.record(offer) == ("final" if gift.sure else "provisional")
    return list(plan.gifts)


def _answer(season: Season, office: Counter, gifts: list[Gift], *, declines: bool) -> None:
    turns = {row.id: row for row in season.stage.rows_of(WaitEntry.KIND)}
    for number, gift in enumerate(gifts):
        turn = turns[gift.turn.entry_id]
        if turn.state != "offered":
            # The server gave the place to somebody who was before.
            assert (gift.sure, turn.state) == (False, "waiting")
            continue
        if declines and number % DECLINES == 0:
            done = office.record(DeclinePlace(entry_id=turn.id, slot_id=gift.slot_id))
            assert done == "final"
            season.counts["declined"] += 1
        else:
            _accept(season, office, turn, gift.slot_id)
            season.counts["accepted"] += 1


def _accept(season: Season, office: Counter, turn: WaitEntry, slot_id: str) -> None:
    quoted = office.look(lambda here: quote(here, turn.person_id, turn.offering_id, 1, slot_id))
    booking = place_from(quoted, an_id(), turn.person_id, slot_id)
    known = {name: getattr(booking, name) for name in BookPlace.__struct_fields__}
    done = office.desk.record(AcceptPlace(**known, entry_id=turn.id))
    assert done.state == "final"
    season.promises.append(
        Promise(
            office.name,
            booking.booking_id,
            turn.person_id,
            season.code_of(turn.offering_id),
            slot_id,
            "final",
            done.numbers[0],
        )
    )


def fall_ill(season: Season, folder: Path) -> None:
    """A provider is ill for a week: its slots close, each booking in them is a call to make."""
    path = territory_file(folder, season.size, ill=True)
    season.stage.server("apply", str(path))
    season.rest()
    office = season.counters[0]
    closed = {row.id: row for row in season.stage.rows_of(Slot.KIND) if row.closed}
    assert {season.counters[0].offering_id(code) for code in _codes_of(season, ILL)} == {
        row.offering_id for row in closed.values()
    }
    first, last = ill_week()
    assert [row.slot_on for row in closed.values() if not first <= row.slot_on <= last] == []
    hit = {
        row.id: row
        for row in season.bookings().values()
        if row.slot_id in closed and row.state in HOLDS_PLACE
    }
    assert hit, "nobody had booked with who fell ill"
    for desk in season.counters:
        assert _to_call(desk, done=False) == set(hit), desk.name
    _nobody_gets_in(office, closed)
    for row in hit.values():
        assert office.record(RecordCall(subject_id=row.id, about="closed", outcome="reached"))
        _elsewhere(season, office, row.id, row.person_id, row.offering_id)
    season.rest()
    season.check_places()
    for desk in season.counters:
        assert _to_call(desk, done=False) == set(), desk.name
    season.counts["slots closed"], season.counts["called about them"] = len(closed), len(hit)


def _nobody_gets_in(office: Counter, closed: dict[str, Slot]) -> None:
    """Somebody new asks for each closed slot and is refused."""
    office.register(1)
    person_id = office.people[-1]
    for slot in closed.values():
        own = slot.offering_id
        quoted = office.look(lambda here: quote(here, person_id, own, 1, slot.id))  # noqa: B023
        answer = office.record(place_from(quoted, an_id(), person_id, slot.id))
        assert answer in ("slot_closed", "slot_full"), answer


def _codes_of(season: Season, provider: str) -> list[str]:
    return [row[1] for row in OFFERINGS if row[1] in season.codes and row[2] == provider]


def _to_call(desk: Counter, *, done: bool) -> set[str]:
    calls = desk.look(calls_of)
    return {call.subject_id for call in calls if call.about == "closed" and call.done is done}


def _elsewhere(season: Season, office: Counter, booking_id: str, person_id: str, own: str) -> None:
    """Move a booking to another week where this desk can promise a place, else cancel it."""
    code = season.code_of(own)
    first = ill_week()[1] + datetime.timedelta(days=1)
    choices = office.choices(code, first, first + datetime.timedelta(days=60))
    for choice in (each for each in choices if each.held):
        moved = MoveBooking(booking_id=booking_id, person_id=person_id, slot_id=choice.slot_id)
        if office.record(moved) == "final":
            season.promise(booking_id).slot_id = choice.slot_id
            season.counts["moved"] += 1
            return
    assert office.record(CancelBooking(booking_id=booking_id, reason="operatore malato")) == "final"
    season.cancelled.add(booking_id)
    season.counts["cancelled by the closure"] += 1


def attend(season: Season) -> None:
    """When all is over: who had a place came, or did not; marked at whatever desk."""
    over = first_monday() + datetime.timedelta(weeks=season.size.weeks)
    season.stage.clock.move_to(slot_instant(over, OPENS))
    season.rest()
    rows = [row for row in season.bookings().values() if row.state == "booked"]
    for row in sorted(rows, key=lambda each: each.booking_no):
        outcome = "no_show" if season.draw.random() < ABSENT else "attended"
        desk = season.draw.choice(season.counters)
        assert desk.record(RecordAttendance(booking_id=row.id, outcome=outcome)) == "final"
        season.counts[outcome] += 1
    season.rest()
    states = Count(row.state for row in season.bookings().values())
    assert states["attended"] == season.counts["attended"] > 0
    assert states["no_show"] == season.counts["no_show"] > 0
    assert states["booked"] == 0


def bill(season: Season) -> None:
    """Each provider's statement of each month names every booking once, to the cent."""
    slots = {row.id: row for row in season.stage.rows_of(Slot.KIND)}
    own = {season.counters[0].offering_id(row[1]): row for row in OFFERINGS}
    rows = [row for row in season.bookings().values() if row.state in HOLDS_PLACE]
    months = {month_of(slots[row.slot_id].slot_on) for row in rows}
    territory = season.counters[0].look(lambda here: here.territory_id)
    billed: Count[str] = Count()
    for provider in {row[2] for row in OFFERINGS[: season.size.offerings]}:
        provider_id = derived(territory, f"provider:{provider}")
        for first, last in months:
            mine = [
                row
                for row in rows
                if own[row.offering_id][2] == provider
                and first <= slots[row.slot_id].slot_on <= last
            ]
            desk = season.draw.choice(season.counters)
            told = desk.look(lambda here: statement(here, provider_id, first, last))  # noqa: B023
            assert told is not None
            for outcome in ("attended", "no_show"):
                listed = [row for row in mine if row.state == outcome]
                sums = told.outcome(outcome)
                assert (sums.bookings, sums.seats) == (len(listed), len(listed))
                assert sums.cents == sum(row.total_cents for row in listed)
                billed[outcome] += sums.bookings
            assert told.payer("person") == told.cents
    assert billed == Count({each: season.counts[each] for each in ("attended", "no_show")})
    season.counts["statements"] = len(months) * len({row[2] for row in own.values()})
