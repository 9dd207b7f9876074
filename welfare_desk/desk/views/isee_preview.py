# SPDX-License-Identifier: EUPL-1.2
"""What an attestation would change if it were recorded: told before, exactly as it will be."""

from __future__ import annotations

from welfare_desk.core.right_isee import right_isee
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, rows_of
from welfare_desk.desk.views.people import booking_views
from welfare_desk.desk.views.repricing import StalePrice
from welfare_desk.desk.views.right_isee import homes_of, members_today
from welfare_desk.models.booking import Booking
from welfare_desk.models.household import Household, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.operations.attestations import RecordIsee
from welfare_desk.operations.repricing import due_for, follows_isee

LATEST = 2**62
"""After every recorded time: of two attestations of one day the new one counts."""


def isee_preview(look: Reading, told: RecordIsee, instead_of: str = "") -> tuple[StalePrice, ...]:
    """Return the future bookings whose total another attestation would change.

    ``instead_of`` names one that it puts right.  Nothing for a household not known here.
    """
    household = look.one(Household, told.household_id)
    if household is None:
        return ()
    row = _row(told, household)
    found = []
    for person_id in members_today(look, household.id):
        ids = cluster_of(look, person_id)
        shown = [
            each
            for each in rows_of(look, IseeAttestation, homes_of(look, person_id), "household_id")
            if each.id != instead_of
        ]
        for booking in rows_of(look, Booking, ids):
            slot = look.one(Slot, booking.slot_id) if booking.state == "booked" else None
            offering = look.one(Offering, booking.offering_id)
            scheme = look.one(FeeScheme, booking.fee_scheme_id)
            if slot is None or slot.slot_on <= look.today or offering is None or scheme is None:
                continue
            wanted = (offering.isee_kind,) if offering.isee_kind else ()
            chosen = right_isee((*shown, row), wanted, ids, look.today)
            touched = (chosen.isee_id, booking.isee_id)
            if row.id not in touched and (not instead_of or instead_of not in touched):
                continue
            due = due_for(scheme, booking, chosen.isee)
            if follows_isee(booking) and due.total_cents != booking.total_cents:
                found.append((booking, due.total_cents))
    views = booking_views(look, tuple(booking for booking, _ in found))
    would = [
        StalePrice(booking=view, now_cents=view.total_cents, would_be_cents=cents)
        for view, (_, cents) in zip(views, found, strict=True)
    ]
    return tuple(sorted(would, key=lambda each: (each.booking.slot_on, each.booking.start_minute)))


def _row(told: RecordIsee, household: Household) -> IseeAttestation:
    return IseeAttestation(
        id=told.isee_id,
        territory_id=household.territory_id,
        controller_id=household.controller_id,
        household_id=household.id,
        isee_kind=told.isee_kind,
        dsu_no=told.dsu_no,
        value_cents=told.value_cents,
        issued_on=told.issued_on,
        valid_to=told.valid_to,
        has_discrepancies=told.has_discrepancies,
        device=0,
        operator_id="",
        beneficiary_id=told.beneficiary_id or "",
        assets_updated=told.assets_updated,
        note=told.note,
        recorded_at=LATEST,
    )
