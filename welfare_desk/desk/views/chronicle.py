# SPDX-License-Identifier: EUPL-1.2
"""Everything that concerns a person, from whichever desk it came: who, where, when."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from welfare_desk.core.ids import instant_of, is_uuid
from welfare_desk.core.instants import local_date
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, rows_of
from welfare_desk.desk.views.merged import desk_name, operator_name
from welfare_desk.models.application import Application
from welfare_desk.models.booking import Booking, ServiceRequest, WaitEntry
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.person import (
    Consent,
    Delegation,
    FieldChange,
    Identifier,
    Notice,
    Person,
)
from welfare_desk.models.quality import Complaint
from welfare_desk.models.request import AssistanceRequest, Note, RequestStep
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.calls import is_call
from welfare_desk.operations.changes import AMENDABLE, FORMER_CODE
from welfare_desk.operations.merging import PROPOSAL, REDIRECT
from welfare_desk.store import journal

Ids = tuple[str, ...]
DAY_US = 24 * 3600 * 1_000_000
MOST = 300
CARD_STATES = {
    "active": "activate_card",
    "handed_over": "hand_over_card",
    "blocked": "block_card",
    "replaced": "replace_card",
    "printed": "print_card",
    "voided": "void_card",
}


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was recorded about a person; never the text of a note."""

    kind: str
    """The operation's name, or ``joined``, ``left``, ``data``, ``to_review``."""
    at: int
    """Microseconds UTC; of a row that keeps its day alone, noon of it."""
    on: datetime.date
    day_only: bool
    operator_name: str
    desk_name: str
    here: bool
    """True for what this desk recorded."""
    number: str = ""
    """Of a booking or card."""
    code: str = ""
    """A code of a list: need, outcome, purpose, role, kind of document or attestation."""
    given: bool = False
    """Of a consent: yes."""
    amount_cents: int = 0
    fields: Ids = ()
    """Of ``data``: the fields that changed."""
    text: str = ""
    """A reason, a version, a name: as it was typed."""


class _Teller:
    """Makes events with the names of operators and desks, each looked up once."""

    def __init__(self, look: Reading) -> None:
        self.look = look
        self._operators: dict[str, str] = {}
        self._desks: dict[int, str] = {}

    def event(
        self, kind: str, at: int, device: int = 0, operator_id: str = "", **rest: Any
    ) -> EventView:
        """Return an event of an instant."""
        if operator_id not in self._operators:
            name = operator_name(self.look, operator_id) if operator_id else ""
            self._operators[operator_id] = name
        if device not in self._desks:
            self._desks[device] = desk_name(self.look, device) if device else ""
        told: dict[str, Any] = {
            "kind": kind,
            "at": at,
            "on": local_date(at),
            "day_only": False,
            "operator_name": self._operators[operator_id],
            "desk_name": self._desks[device],
            "here": bool(device) and device == self.look.device,
        }
        return EventView(**(told | rest))

    def day(
        self,
        kind: str,
        on: datetime.date,
        device: int = 0,
        operator_id: str = "",
        **rest: Any,
    ) -> EventView:
        """Return an event of which only the day is known."""
        noon = datetime.datetime.combine(on, datetime.time(12), tzinfo=datetime.UTC)
        at = int(noon.timestamp()) * 1_000_000
        return self.event(kind, at, device, operator_id, on=on, day_only=True, **rest)

    def paper(
        self, kind: str, row: Notice | Delegation, on: datetime.date, **rest: Any
    ) -> EventView:
        """Return a paper's event: its id tells the instant where a desk made it that day."""
        if is_uuid(row.id) and row.id[14] == "7":
            at = instant_of(row.id)
            if abs((local_date(at) - on).days) <= 1:
                return self.event(kind, at, row.device, row.operator_id, **rest)
        return self.day(kind, on, row.device, row.operator_id, **rest)


def events_of(look: Reading, person_id: str, most: int = MOST) -> tuple[EventView, ...]:
    """Return what was recorded about a person under any id, the latest first.

    What this desk's own journal tells of the person is left out: see ``outbox.history_of``.
    """
    ids = cluster_of(look, person_id)
    entries = [entry for each in ids for entry in journal.of_person(look.conn, each, most)]
    told = frozenset(entry.entity for entry in entries)
    ops = frozenset(entry.op_id for entry in entries)
    teller = _Teller(look)
    makers: tuple[Callable[[_Teller, Ids, frozenset[str]], Iterator[EventView]], ...] = (
        _people,
        _papers,
        _asked,
        _homes,
        _served,
        _applied,
        _reviews,
    )
    events = [event for make in makers for event in make(teller, ids, told)]
    events += _changes(teller, ids, ops)
    events.sort(key=lambda event: -event.at)
    return tuple(events[:most])


def _others(teller: _Teller, rows: Iterable[object], told: frozenset[str]) -> Iterator[object]:
    """Give the rows of which this desk's journal does not tell."""
    for row in rows:
        own = getattr(row, "device", 0) == teller.look.device
        if not (own and getattr(row, "id", "") in told):
            yield row


def _people(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    people = teller.look.many(Person, ids).values()
    for row in _others(teller, people, told):
        assert isinstance(row, Person)
        name = f"{row.surname} {row.name}".strip() if row.merged_into else ""
        yield teller.event(
            "register_person", row.registered_at, row.device, row.operator_id, text=name
        )


def _papers(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    look = teller.look
    for row in _others(teller, rows_of(look, Identifier, ids), told):
        assert isinstance(row, Identifier)
        if row.identifier_kind != FORMER_CODE:
            yield teller.event(
                "record_identifier",
                row.recorded_at,
                row.device,
                row.operator_id,
                code=row.identifier_kind,
            )
    for row in _others(teller, rows_of(look, Notice, ids), told):
        assert isinstance(row, Notice)
        yield teller.paper("record_notice", row, row.given_on, text=row.version)
    for row in rows_of(look, Delegation, ids):
        who = row.delegate_name
        if not (row.device == look.device and row.id in told):
            yield teller.paper("appoint_delegate", row, row.valid_from, text=who)
            if row.ended_on is not None:
                yield teller.day("end_delegation", row.ended_on, text=who)
    for row in _others(teller, rows_of(look, Consent, ids), told):
        assert isinstance(row, Consent)
        yield teller.event(
            "record_consent",
            row.recorded_at,
            row.device,
            row.operator_id,
            code=row.purpose,
            given=row.given,
        )


def _asked(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    look = teller.look
    for row in _others(teller, rows_of(look, AssistanceRequest, ids), told):
        assert isinstance(row, AssistanceRequest)
        yield teller.event(
            "open_request", row.requested_at, row.device, row.operator_id, code=row.need
        )
    for row in _others(teller, rows_of(look, RequestStep, ids), told):
        assert isinstance(row, RequestStep)
        if row.device == look.device and row.request_id in told:
            continue
        yield teller.event(
            "add_request_step", row.done_at, row.device, row.operator_id, code=row.outcome
        )
    for row in _others(teller, rows_of(look, Complaint, ids), told):
        assert isinstance(row, Complaint)
        number = row.complaint_no
        yield teller.event(
            "record_complaint", row.received_at, row.device, row.operator_id, number=number
        )
    for row in _others(teller, rows_of(look, Note, ids), told):
        assert isinstance(row, Note)
        kind = "withdraw_note" if row.withdrawn else "write_note"
        code = "sensitive" if row.sensitive else ""
        yield teller.event(kind, row.written_at, row.device, row.operator_id, code=code)


def _homes(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    look = teller.look
    stays = rows_of(look, HouseholdMember, ids)
    homes = look.many(Household, tuple(row.household_id for row in stays))
    for row in stays:
        home = homes.get(row.household_id)
        if home is not None and row.household_id not in told:
            first = row.from_on == home.formed_on
            who = (home.device, home.operator_id) if first else ()
            yield teller.day("joined", row.from_on, *who, code=row.role)
            if row.to_on is not None and row.to_on >= row.from_on:
                yield teller.day("left", row.to_on, code=row.reason)
    for isee in rows_of(look, IseeAttestation, homes, "household_id"):
        if isee.id not in told and _concerned(isee, stays):
            yield _isee(teller, isee)


def _concerned(isee: IseeAttestation, stays: Iterable[HouseholdMember]) -> bool:
    """Tell whether the person lived in the household while an attestation held."""
    return any(
        row.household_id == isee.household_id
        and row.from_on <= isee.valid_to
        and (row.to_on is None or row.to_on >= isee.issued_on)
        for row in stays
    )


def _isee(teller: _Teller, isee: IseeAttestation) -> EventView:
    rest: dict[str, Any] = {"code": isee.isee_kind, "amount_cents": isee.value_cents}
    if isee.recorded_at:
        return teller.event("record_isee", isee.recorded_at, isee.device, isee.operator_id, **rest)
    return teller.day("record_isee", isee.issued_on, isee.device, isee.operator_id, **rest)


def _served(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    look = teller.look
    for row in _others(teller, rows_of(look, Booking, ids), told):
        assert isinstance(row, Booking)
        yield teller.event(
            "book_place",
            row.booked_at,
            row.device,
            row.operator_id,
            number=row.booking_no,
            code=row.state,
        )
    for turn in _others(teller, rows_of(look, WaitEntry, ids), told):
        assert isinstance(turn, WaitEntry)
        yield teller.event("join_waiting", turn.joined_at, turn.device, turn.operator_id)
    for asked in _others(teller, rows_of(look, ServiceRequest, ids), told):
        assert isinstance(asked, ServiceRequest)
        number = asked.request_no
        yield teller.event(
            "ask_for_service", asked.asked_at, asked.device, asked.operator_id, number=number
        )
    for row in _others(teller, rows_of(look, VoucherCard, ids), told):
        assert isinstance(row, VoucherCard)
        known: dict[str, Any] = {"number": row.card_no}
        yield teller.event("issue_card", row.issued_at, row.device, row.operator_id, **known)
        if row.state in CARD_STATES and row.changed_at != row.issued_at:
            yield teller.event(CARD_STATES[row.state], row.changed_at, **known)


def _applied(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    """Give applications and their decisions, but of funds whose people only some may see."""
    look = teller.look
    for row in rows_of(look, Application, ids, "applicant_id"):
        fund = look.one(Fund, row.fund_id)
        if fund is None or fund.visible_roles is not None:
            continue
        known: dict[str, Any] = {"number": row.receipt_no}
        if row.device != look.device or row.id not in told:
            filed = ("file_application", row.filed_at, row.device, row.operator_id)
            yield teller.event(*filed, **known)
        if row.decided_at:
            decided = {**known, "code": row.state, "operator_id": row.decided_by}
            yield teller.event("decide_application", row.decided_at, **decided)


def _reviews(teller: _Teller, ids: Ids, told: frozenset[str]) -> Iterator[EventView]:
    for row in rows_of(teller.look, ReviewItem, ids):
        yield teller.event("to_review", row.opened_at, row.device, code=row.code)
        if row.closed_at is not None and row.id not in told:
            yield teller.event("close_review", row.closed_at, code=row.decision)


def _kind_of(row: FieldChange) -> str:
    if row.field == REDIRECT:
        return "merge_people" if row.after else "undo_merge"
    return "propose_merge" if row.field == PROPOSAL else "data"


def _changes(teller: _Teller, ids: Ids, ops: frozenset[str]) -> list[EventView]:
    """Return what changed in data, attestations and prices, one event for each act."""
    look = teller.look
    homes = tuple(row.household_id for row in rows_of(look, HouseholdMember, ids))
    attestations = {row.id for row in rows_of(look, IseeAttestation, homes, "household_id")}
    bookings = {row.id: row.booking_no for row in rows_of(look, Booking, ids)}
    by_op: dict[tuple[str, str], list[FieldChange]] = {}
    turns = tuple(row.id for row in rows_of(look, WaitEntry, ids))
    concerned = (*ids, *attestations, *bookings, *turns)
    for row in rows_of(look, FieldChange, concerned, "entity_id"):
        if row.op_id not in ops:
            kind = _kind_of(row)
            if row.entity_id in attestations:
                kind = "correct_isee"
            elif is_call(row):
                kind = "record_call"
            elif row.entity_id in bookings:
                kind = "reprice_bookings"
            by_op.setdefault((row.op_id, kind), []).append(row)
    events = []
    for (_, kind), rows in by_op.items():
        last = rows[0]
        fields = tuple(dict.fromkeys(row.field for row in rows if row.field in AMENDABLE))
        if kind == "data" and not fields:
            continue
        events.append(
            teller.event(
                kind,
                last.changed_at,
                last.device,
                last.operator_id,
                fields=fields,
                text=last.reason,
                number=bookings.get(last.entity_id, "") if len(rows) == 1 else "",
            )
        )
    return events
