# SPDX-License-Identifier: EUPL-1.2
"""The attestation that is right for a person's booking, and future bookings priced anew by it.

Past bookings and today's keep what was explained (income.md, freeze).  What is still to come
takes a new attestation over, the same at desk, server and rebase: the day is the act's, the
rows are those that the act finds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from welfare_desk.core.fees import Line, Price, flaw, price
from welfare_desk.core.instants import local_date
from welfare_desk.core.right_isee import Choice, right_isee
from welfare_desk.models.booking import Booking
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.reads import Read, Where
from welfare_desk.operations.identity import cluster, cluster_reads, roots
from welfare_desk.operations.membership import counting_members, households_of
from welfare_desk.operations.offered import offered
from welfare_desk.operations.shares import shares_of
from welfare_desk.operations.terms import Terms
from welfare_desk.operations.traces import trace
from welfare_desk.operations.world import World

SET_BY_HAND = frozenset({"exempt", "non_resident", "free"})
"""Lines of a price that no attestation changes: a decision, a residence, a free service."""


def right_for_person(
    world: World, person_id: str, wanted: str, on: datetime.date
) -> Choice[IseeAttestation]:
    """Return the attestation that counts for a person's benefit on a day, or why none does.

    Those of the household in which the person counts; a second home's say nothing.
    """
    shown = [
        row
        for household_id in households_of(world, person_id, on)
        for row in world.find(IseeAttestation, "household_id", household_id)
    ]
    return right_isee(shown, (wanted,) if wanted else (), cluster(world, person_id), on)


def right_for_household(
    world: World, household_id: str, wanted: tuple[str, ...], on: datetime.date
) -> Choice[IseeAttestation]:
    """Return the attestation that counts for a household's award on a day, or why none does.

    The award is the household's: one that was made out for any of its members does.
    """
    shown = world.find(IseeAttestation, "household_id", household_id)
    members = counting_members(world, household_id, on)
    everyone = [each for member in members for each in cluster(world, member)]
    return right_isee(shown, wanted, everyone, on)


def reprice(world: World, household_id: str, *, reason: str, isee_id: str = "") -> None:
    """Price a household's future bookings anew, by what counts on the act's day.

    With ``isee_id`` only those which that attestation priced or now prices: also of who has
    left the household since.  Where the total changes, what it was is kept with the reason.
    """
    household = world.get(Household, household_id)
    if household is None:
        return
    today = local_date(world.act.wall)
    rows = world.find(HouseholdMember, "household_id", household_id)
    world.prefetch(read for row in rows for read in _reads_of(row.person_id))
    if isee_id:
        people = roots(world, (row.person_id for row in rows))
    else:
        people = counting_members(world, household_id, today)
    for person_id in people:
        for each in cluster(world, person_id):
            for booking in world.find(Booking, "person_id", each):
                # Another municipality's bookings are for its own desks to price.
                own = booking.controller_id == household.controller_id
                if own and _is_ahead(world, booking, today):
                    _price_anew(world, booking, person_id, today, isee_id, reason)


def reprice_after_undo(world: World, person_id: str) -> None:
    """Price anew what is still to come of somebody who was taken for another.

    Only what an attestation priced of a household in which this person never lived: nobody
    would find the booking by that attestation any more, were it corrected or withdrawn.
    """
    today = local_date(world.act.wall)
    ids = cluster(world, person_id)
    world.prefetch(read for each in ids for read in _reads_of(each))
    lived_in = {
        row.household_id for each in ids for row in world.find(HouseholdMember, "person_id", each)
    }
    for each in ids:
        for booking in world.find(Booking, "person_id", each):
            isee = world.get(IseeAttestation, booking.isee_id) if booking.isee_id else None
            anothers = isee is not None and isee.household_id not in lived_in
            if anothers and _is_ahead(world, booking, today):
                _price_anew(world, booking, ids[0], today, "", "merge_undone")


def _reads_of(person_id: str) -> tuple[Read, ...]:
    return (*cluster_reads(person_id), Where(Booking.KIND, "person_id", person_id))


def _is_ahead(world: World, booking: Booking, today: datetime.date) -> bool:
    slot = world.get(Slot, booking.slot_id) if booking.state == "booked" else None
    return slot is not None and slot.slot_on > today


def _price_anew(
    world: World, booking: Booking, person_id: str, today: datetime.date, isee_id: str, reason: str
) -> None:
    shared = world.get(Offering, booking.offering_id)
    offering = None if shared is None else offered(shared, booking.controller_id)
    scheme = world.get(FeeScheme, booking.fee_scheme_id)
    if offering is None or scheme is None or flaw(scheme.scheme):
        return
    if not follows_isee(booking):
        return
    chosen = right_for_person(world, person_id, offering.isee_kind, today)
    if isee_id and isee_id not in (chosen.isee_id, booking.isee_id):
        return
    due = due_for(scheme, booking, chosen.isee)
    if due.total_cents != booking.total_cents:
        trace(
            world, booking, "total_cents", str(booking.total_cents), str(due.total_cents),
            reason=reason, effective_on=today,
        )  # fmt: skip
    world.put(
        msgspec.structs.replace(
            booking,
            unit_cents=due.unit_cents,
            total_cents=due.total_cents,
            lines=due.lines,
            isee_id=chosen.isee_id,
            # Whoever paid a part then pays a part now.
            shares=(shares_of(offering, due.total_cents) or None) if booking.shares else None,
        )
    )


def follows_isee(booking: Booking) -> bool:
    """Tell whether an attestation may change a booking's price.

    Not one that was agreed on, nor one that a card has paid a part of.
    """
    if booking.price_reason or booking.card_id:
        return False
    return not any(line.code in SET_BY_HAND for line in booking.lines)


def due_for(scheme: FeeScheme, booking: Booking, isee: IseeAttestation | None) -> Price:
    """Return the price by the scheme that is kept with the booking, its circumstances as then."""
    then = terms_then(booking.lines)
    workers = next((line for line in booking.lines if line.code == "workers"), None)
    return price(
        scheme.scheme,
        None if isee is None else isee.value_cents,
        True,
        then.holiday,
        booking.units,
        workers=_fact(workers, "workers", 1),
        sibling=then.sibling,
        month_cents=then.month_cents,
    )


def terms_then(lines: Iterable[Line]) -> Terms:
    """Return the terms on which a price was explained, as its lines tell them."""
    told = {line.code: line for line in lines}
    return Terms(
        holiday="holiday" in told,
        sibling="sibling" in told,
        month_cents=_fact(told.get("monthly_cap"), "month_cents", 0),
    )


def _fact(line: Line | None, name: str, otherwise: int) -> int:
    value = None if line is None else line.facts.get(name)
    return value if isinstance(value, int) and value >= otherwise else otherwise
