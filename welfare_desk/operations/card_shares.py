# SPDX-License-Identifier: EUPL-1.2
"""The card's share of a booking once its cents went back: it is the person's again."""

from __future__ import annotations

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.settlement import Redemption
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.shares import without_card
from welfare_desk.operations.world import World


def redemption_of(booking_id: str) -> str:
    """Return the id of the redemption by which a card pays a part of a booking."""
    return derived(booking_id, "card share")


def owed_again(world: World, row: Redemption, card: VoucherCard) -> None:
    """Make the person's again what a redemption that was taken back had paid of a booking.

    A purchase in a shop is of no booking, and changes none.
    """
    for member in world.find(HouseholdMember, "household_id", card.household_id):
        for each in cluster(world, member.person_id):
            for booking in world.find(Booking, "person_id", each):
                if booking.card_id and redemption_of(booking.id) == row.id:
                    world.put(unpaid(booking))
                    return


def revived(world: World, booking: Booking) -> Booking:
    """Return a cancelled booking as it stands again: without the part that went back to a card."""
    row = world.get(Redemption, redemption_of(booking.id)) if booking.card_id else None
    return booking if row is None or row.state == "done" else unpaid(booking)


def unpaid(booking: Booking) -> Booking:
    """Return a booking of which no card pays anything."""
    return msgspec.structs.replace(booking, card_id="", shares=without_card(booking.shares))
