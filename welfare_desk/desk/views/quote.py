# SPDX-License-Identifier: EUPL-1.2
"""What a place costs a person, why, and who pays it: the numbers that are booked and printed."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from welfare_desk.core.fees import Line
from welfare_desk.core.refusals import SlotUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import person_of
from welfare_desk.models.booking import Share
from welfare_desk.models.offering import FeeScheme, Offering, PayerShare, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Municipality
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.offered import offered
from welfare_desk.operations.repricing import right_for_person
from welfare_desk.operations.seating import Guest
from welfare_desk.operations.shares import person_cents, shares_of, split_between
from welfare_desk.operations.terms import Terms, due, terms_of
from welfare_desk.operations.world import World
from welfare_desk.store.rows import SqlRows


class QuoteView(msgspec.Struct, frozen=True, kw_only=True):
    """The price with its sum, ready to be sealed into ``BookPlace``."""

    unit_cents: int
    units: int
    total_cents: int
    bracket: int | None
    lines: tuple[Line, ...]
    unit: str
    resolution: str
    isee_id: str | None
    """The attestation that is right for the person and this service today."""
    resident: bool
    isee_reason: str = ""
    """Why none counts: ``line_text("no_isee", isee_reason, {})`` has the words."""
    isee_fallback: bool = False
    """True for an ordinary one in the place of the kind that the service asks for."""
    holiday: bool = False
    sibling: bool = False
    month_cents: int = 0
    seats: int = 1
    shares: tuple[Share, ...] = ()
    """Who pays what, the person last; nothing: the person all of it."""

    card_cents: int = 0
    """What a voucher card pays of the person's part."""
    payers: tuple[PayerShare, ...] = ()
    """Who else pays, to split another price alike."""

    def agreed_at(self, total_cents: int) -> QuoteView:
        """Return the quote at a price that two people agreed on."""
        lines = (*self.lines, Line("agreed", {}, total_cents))
        shares = split_between(self.payers, total_cents)
        return msgspec.structs.replace(self, total_cents=total_cents, lines=lines, shares=shares)

    def paid_by_card(self, most_cents: int) -> QuoteView:
        """Return the quote with as much of the person's part on a card as it can pay."""
        cents = min(most_cents, self.person_cents)
        shares = split_between(self.payers, self.total_cents, cents)
        return msgspec.structs.replace(self, card_cents=cents, shares=shares)

    @property
    def person_cents(self) -> int:
        """What is left to the person."""
        return person_cents(self.total_cents, self.shares)


def world_of(look: Reading) -> World:
    """Return the rows of a look as operations see them, to ask the rules that they ask."""
    return World(SqlRows(look.conn, look.territory_id), look.territory_id, settled=False)


def is_resident(look: Reading, person: Person) -> bool:
    """Tell whether a person lives in one of the territory's municipalities."""
    return person.residence_istat in {town.istat_code for town in look.every(Municipality)}


def quote(
    look: Reading,
    person_id: str,
    offering_id: str,
    seats: int = 1,
    slot_id: str = "",
    beside: Collection[str] = (),
) -> QuoteView:
    """Return what the booking costs this person's household today, and why.

    Without a slot as on a working day, nothing booked before; ``beside`` are people of the
    household who are booked in the same act before this one.  Refused with ``SlotUnknown``
    for a person, offering, scheme or slot that is not here.
    """
    person = person_of(look, person_id)
    shared = look.one(Offering, offering_id)
    slot = look.one(Slot, slot_id) if slot_id else None
    if person is None or shared is None or (slot_id and slot is None):
        raise SlotUnknown()
    offering = offered(shared, person.controller_id)
    row = look.one(FeeScheme, offering.fee_scheme_id)
    if row is None:
        raise SlotUnknown()
    world = world_of(look)
    terms = Terms(holiday=False, sibling=False, month_cents=0)
    if slot is not None:
        terms = terms_of(world, person, offering, row.scheme, slot, look.today, beside)
    return _view(look, world, person, offering, row, terms, seats)


def quotes(
    look: Reading,
    person_id: str,
    offering_id: str,
    slots: Collection[str],
    beside: Collection[str] = (),
) -> dict[str, QuoteView]:
    """Return the price of each slot; of days that cost alike it is worked out once."""
    person = person_of(look, person_id)
    shared = look.one(Offering, offering_id)
    if person is None or shared is None:
        raise SlotUnknown()
    offering = offered(shared, person.controller_id)
    row = look.one(FeeScheme, offering.fee_scheme_id)
    if row is None:
        raise SlotUnknown()
    world = world_of(look)
    made: dict[Terms, QuoteView] = {}
    found: dict[str, QuoteView] = {}
    for slot_id, slot in look.many(Slot, tuple(slots)).items():
        terms = terms_of(world, person, offering, row.scheme, slot, look.today, beside)
        if terms not in made:
            made[terms] = _view(look, world, person, offering, row, terms, 1)
        found[slot_id] = made[terms]
    return found


def _view(
    look: Reading,
    world: World,
    person: Person,
    offering: Offering,
    row: FeeScheme,
    terms: Terms,
    seats: int,
) -> QuoteView:
    chosen = right_for_person(world, person.id, offering.isee_kind, look.today)
    isee = chosen.isee
    resident = is_resident(look, person)
    found = due(
        row.scheme, offering, seats, isee.value_cents if isee else None,
        resident=resident, holiday=terms.holiday, sibling=terms.sibling,
        month_cents=terms.month_cents,
    )  # fmt: skip
    return QuoteView(
        unit_cents=found.unit_cents,
        units=found.units,
        total_cents=found.total_cents,
        bracket=found.bracket,
        lines=found.lines,
        unit=row.scheme.unit or offering.unit,
        resolution=row.resolution,
        isee_id=isee.id if isee else None,
        resident=resident,
        isee_reason=chosen.reason,
        isee_fallback=chosen.fallback,
        holiday=terms.holiday,
        sibling=terms.sibling,
        month_cents=terms.month_cents,
        seats=seats,
        shares=shares_of(offering, found.total_cents),
        payers=offering.payers or (),
    )


def place_from(quoted: QuoteView, booking_id: str, person_id: str, slot_id: str) -> BookPlace:
    """Return the booking of a slot at the price that was explained."""
    return BookPlace(
        booking_id=booking_id,
        person_id=person_id,
        slot_id=slot_id,
        seats=quoted.seats,
        isee_id=quoted.isee_id,
        resident=quoted.resident,
        unit_cents=quoted.unit_cents,
        total_cents=quoted.total_cents,
        lines=quoted.lines,
        holiday=quoted.holiday,
        sibling=quoted.sibling,
        month_cents=quoted.month_cents,
        shares=quoted.shares,
    )


def guest_from(quoted: QuoteView, booking_id: str, person_id: str) -> Guest:
    """Return one of several people at the price that was explained."""
    return place_from(quoted, booking_id, person_id, "").guest()
