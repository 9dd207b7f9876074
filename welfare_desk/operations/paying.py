# SPDX-License-Identifier: EUPL-1.2
"""A part of a booking that a voucher card pays, and what goes back to it."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    CardUnknown,
    FundShut,
    MerchantUnknown,
    RedemptionSettled,
    RoleMissing,
    ShopNotAdmitted,
)
from welfare_desk.core.refusals_of_bookings import CardPaysFinalOnly, CardShareInvalid
from welfare_desk.models.booking import Booking, Share
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import Offering
from welfare_desk.models.settlement import Redemption
from welfare_desk.models.territory import Merchant, Provider
from welfare_desk.operations.card_shares import redemption_of as redemption_of
from welfare_desk.operations.membership import households_of
from welfare_desk.operations.redemptions import RedeemCard, take_back
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.shares import without_card
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


def pay_by_card(
    world: World,
    act: Act,
    offering: Offering,
    *,
    booking_id: str,
    person_id: str,
    card_id: str,
    merchant_id: str,
    cents: int,
    share_cents: int,
    person_cents: int,
    final: bool,
) -> None:
    """Spend cents of a card at the provider, as a shop that its fund admits.

    The provider is the merchant of the same VAT number.  Refused with ``CardPaysFinalOnly``,
    ``CardShareInvalid`` for other cents than the card's share, which with ``person_cents`` is
    the person's part, ``ShopNotAdmitted`` and as ``RedeemCard``.
    """
    if not final:
        raise CardPaysFinalOnly()
    if not 0 < cents == share_cents:
        raise CardShareInvalid(person_cents=person_cents + share_cents)
    world.require(may_act(act.role, "redeem"), RoleMissing(act="redeem"), person_id=person_id)
    card = world.need(VoucherCard, card_id, CardUnknown())
    homes = households_of(world, person_id, local_date(act.wall))
    world.require(card.household_id in homes, CardUnknown(), person_id=person_id)
    merchant = world.need(Merchant, merchant_id, MerchantUnknown())
    provider = world.get(Provider, offering.provider_id)
    theirs = provider is not None and merchant.vat_number == provider.vat_number != ""
    world.require(theirs, ShopNotAdmitted(), person_id=person_id)
    RedeemCard(
        card_id=card.id,
        merchant_id=merchant.id,
        amount_cents=cents,
        redemption_id=redemption_of(booking_id),
    ).apply(act, world)


def refund_card(world: World, act: Act, booking: Booking) -> tuple[Share, ...] | None:
    """Give a cancelled booking's part back to its card; return who pays what from then on.

    What went back is the person's: a late cancellation is charged to who still pays it.
    What was settled, or is of a fund that is shut, stays where it is and comes to review: the
    place is free all the same.
    """
    if not booking.card_id:
        return booking.shares
    row = world.get(Redemption, redemption_of(booking.id))
    card = None if row is None else world.get(VoucherCard, row.card_id)
    if row is None or card is None:
        return booking.shares  # a provider's desk sees no cards: the centre does it
    if row.state != "done":
        return without_card(booking.shares)
    fund = world.get(Fund, row.fund_id)
    if row.settlement_id:
        stays = RedemptionSettled.code
    elif fund is not None and fund.closed_on is not None:
        stays = FundShut.code
    else:
        take_back(world, act, row, card)
        return without_card(booking.shares)
    world.review(stays, person_id=booking.person_id, amount_cents=row.amount_cents)
    return booking.shares
