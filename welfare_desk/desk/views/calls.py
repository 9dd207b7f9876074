# SPDX-License-Identifier: EUPL-1.2
"""The calls of a day: one list from all sources, the most pressing first, in neutral words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from welfare_desk.core.holiday import is_national_holiday
from welfare_desk.core.instants import DAY_US
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import root_of
from welfare_desk.desk.titles import title_of
from welfare_desk.desk.views.status import BOOKING_KINDS
from welfare_desk.models.booking import WaitEntry
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.operations.bookings import BookPlace, BookTogether, MoveBooking
from welfare_desk.operations.calls import ABOUT, DONE, call_field
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.envelope import decode
from welfare_desk.store import journal
from welfare_desk.store.waiting_rows import (
    Call,
    Callee,
    Visit,
    callees,
    changes_of,
    ended_turns,
    home_phones,
    offered_turns,
    visits_between,
    visits_closed,
)

LAPSED_DAYS = 14
"""For how long somebody whose offer ran out is told that it did."""
_PRICE = "total_cents"
_FIELDS = (*(call_field(about) for about in ABOUT), _PRICE)
_DAY = datetime.timedelta(days=1)


class CallView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to call about something."""

    key: str
    """``about:subject``, and what a letter about it is asked by."""
    about: str
    """``closed``, ``offer``, ``refused``, ``price``, ``lapsed`` or ``reminder``."""
    subject_id: str
    """The booking or the turn; of a refused booking the person."""
    op_id: str = ""
    """Of a refused booking, what is put away once the person knows."""
    person_id: str
    person_name: str = ""
    phone: str = ""
    phone_of: str = ""
    """Whose phone it is when the person has none: a first name of the household."""
    letter: bool = False
    """Nobody can be phoned, or a letter is how the person wishes to be reached."""
    title: str = ""
    """What may be said to whoever answers."""
    slot_on: datetime.date | None = None
    start_minute: int = 0
    place_name: str = ""
    booking_no: str = ""
    reason: str = ""
    """Of a closed slot, why."""
    until_at: int = 0
    """Of an offer, when its hold ends."""
    before_cents: int = 0
    after_cents: int = 0
    tries: int = 0
    outcome: str = ""
    """Of the last call about it, or nothing."""
    called_at: int = 0
    done: bool = False
    """Nobody has to call any more."""


def calls_of(look: Reading, on: datetime.date | None = None) -> tuple[CallView, ...]:
    """Return the calls to make on a day, today's without one; those that are done come last.

    Reminders are those of the days up to the next working day.
    """
    return _with_people(look, _gathered(look, on or look.today))


def calls_left(look: Reading) -> int:
    """Return how many calls are still to make today."""
    return sum(not call.done for call in _gathered(look, look.today))


def _gathered(look: Reading, day: datetime.date) -> list[CallView]:
    return [
        *_closed(look),
        *_offers(look),
        *_refused(look),
        *_lapsed(look),
        *_visits(look, day),
    ]


def call_of(look: Reading, key: str) -> CallView | None:
    """Return one call of the list by its key, or nothing."""
    return next((call for call in calls_of(look) if call.key == key), None)


def reminded_until(on: datetime.date) -> datetime.date:
    """Return the last day whose visits are recalled on a day: the next working day."""
    until = on + _DAY
    while until.weekday() >= 5 or is_national_holiday(until):
        until += _DAY
    return until


def _titles(look: Reading) -> dict[str, str]:
    return {row.id: title_of(row) for row in look.every(Offering)}


def _visit(
    about: str,
    visit: Visit,
    titles: dict[str, str],
    *,
    reason: str = "",
    before_cents: int = 0,
    after_cents: int = 0,
) -> CallView:
    return CallView(
        key=f"{about}:{visit.booking_id}",
        about=about,
        subject_id=visit.booking_id,
        person_id=visit.person_id,
        title=titles.get(visit.offering_id, ""),
        slot_on=visit.slot_on,
        start_minute=visit.start_minute,
        place_name=visit.place_name,
        booking_no=visit.booking_no,
        reason=reason,
        before_cents=before_cents,
        after_cents=after_cents,
    )


def _told(call: CallView, calls: Iterable[Call], since_us: int = 0) -> CallView:
    """Return a call with those that were made about the same since an instant."""
    own = [each for each in calls if each.field == call_field(call.about)
           and each.changed_at >= since_us]  # fmt: skip
    if not own:
        return call
    return msgspec.structs.replace(
        call,
        tries=len(own),
        outcome=own[-1].after,
        called_at=own[-1].changed_at,
        done=own[-1].after in DONE,
    )


def _closed(look: Reading) -> list[CallView]:
    visits = visits_closed(look.conn, look.territory_id, look.today)
    titles = _titles(look) if visits else {}
    calls = _calls(look, (visit.booking_id for visit in visits))
    return [
        _told(_visit("closed", visit, titles, reason=visit.closed_reason),
              calls.get(visit.booking_id, ()))
        for visit in visits
    ]  # fmt: skip


def _offers(look: Reading) -> list[CallView]:
    return _of_turns(look, "offer", offered_turns(look.conn, look.territory_id))


def _lapsed(look: Reading) -> list[CallView]:
    rows = ended_turns(look.conn, look.territory_id, look.now_us - LAPSED_DAYS * DAY_US)
    return _of_turns(look, "lapsed", rows)


def _of_turns(look: Reading, about: str, rows: Iterable[WaitEntry]) -> list[CallView]:
    listed = list(rows)
    slots = look.many(Slot, tuple(row.offered_slot_id for row in listed))
    titles = _titles(look) if listed else {}
    calls = _calls(look, (row.id for row in listed))
    found = []
    for row in listed:
        slot = slots.get(row.offered_slot_id)
        call = CallView(
            key=f"{about}:{row.id}",
            about=about,
            subject_id=row.id,
            person_id=row.person_id,
            title=titles.get(row.offering_id, ""),
            slot_on=slot.slot_on if slot else None,
            start_minute=slot.start_minute if slot else 0,
            place_name=slot.place_name if slot else "",
            until_at=row.held_until_at,
        )
        found.append(_told(call, calls.get(row.id, ()), row.offered_at))
    return found


def _refused(look: Reading) -> list[CallView]:
    """Return the bookings of this desk that found no place and are not put away yet."""
    entries = [
        entry
        for entry in journal.for_outbox(look.conn)
        if entry.result == "rejected" and entry.person_id and entry.kind in BOOKING_KINDS
    ]
    calls = _calls(look, (entry.person_id for entry in entries))
    titles = _titles(look) if entries else {}
    found = []
    for entry in entries:
        meant = from_body(decode(entry.act).body)
        if not isinstance(meant, BookPlace | BookTogether | MoveBooking):
            continue
        slot = look.one(Slot, meant.slot_id)
        call = CallView(
            key=f"refused:{entry.op_id}",
            about="refused",
            subject_id=entry.person_id,
            person_id=entry.person_id,
            op_id=entry.op_id,
            title=titles.get(slot.offering_id, "") if slot else "",
            slot_on=slot.slot_on if slot else None,
            start_minute=slot.start_minute if slot else 0,
            place_name=slot.place_name if slot else "",
        )
        found.append(_told(call, calls.get(entry.person_id, ()), entry.recorded_at))
    return found


def _visits(look: Reading, day: datetime.date) -> list[CallView]:
    """Return what is to be recalled, and what has another price than the person knows."""
    visits = visits_between(look.conn, look.territory_id, day, reminded_until(day))
    titles = _titles(look) if visits else {}
    calls = _calls(look, (visit.booking_id for visit in visits))
    found = []
    for visit in visits:
        own = calls.get(visit.booking_id, ())
        if visit.slot_on > day and visit.certainty == "final":
            found.append(_told(_visit("reminder", visit, titles), own))
        priced = [each for each in own if each.field == _PRICE]
        if priced and int(priced[0].before or "0") != visit.total_cents:
            call = _visit(
                "price", visit, titles,
                before_cents=int(priced[0].before or "0"), after_cents=visit.total_cents,
            )  # fmt: skip
            found.append(_told(call, own, priced[-1].changed_at))
    return found


def _calls(look: Reading, ids: Iterable[str]) -> dict[str, list[Call]]:
    return changes_of(look.conn, look.territory_id, ids, _FIELDS)


def _with_people(look: Reading, found: list[CallView]) -> tuple[CallView, ...]:
    people = callees(look.conn, look.territory_id, (call.person_id for call in found))
    for merged in [row for row in people.values() if row.merged_into]:
        root = callees(look.conn, look.territory_id, [root_of(look, merged.id)])
        people[merged.id] = next(iter(root.values()), merged)
    silent = [row.id for row in people.values() if not row.phone]
    phones = home_phones(look.conn, look.territory_id, silent, look.today)
    views = [_of_person(call, people[call.person_id], phones)
             for call in found if call.person_id in people]  # fmt: skip
    return tuple(sorted(views, key=_pressing))


_RANK = {about: place for place, about in enumerate(ABOUT)}


def _pressing(call: CallView) -> tuple[object, ...]:
    return (
        call.done,
        _RANK[call.about],
        call.until_at,
        call.slot_on or datetime.date.max,
        call.start_minute,
        call.person_name,
        call.key,
    )


def _of_person(call: CallView, person: Callee, phones: dict[str, tuple[str, str]]) -> CallView:
    home, whose = ("", "") if person.phone else phones.get(person.id, ("", ""))
    phone = person.phone or home
    return msgspec.structs.replace(
        call,
        person_id=person.id,
        person_name=f"{person.surname} {person.name}".strip(),
        phone=phone,
        phone_of=whose,
        letter=not phone or person.channel == "letter",
    )
