# SPDX-License-Identifier: EUPL-1.2
"""Slots and prices for several people at once, and the cards that may pay a part."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import person_of
from welfare_desk.desk.views.booking import SlotView, Unmet, availability
from welfare_desk.desk.views.people import person_view
from welfare_desk.desk.views.quote import QuoteView, quotes
from welfare_desk.models.offering import Offering
from welfare_desk.models.territory import Merchant, Provider
from welfare_desk.operations.cards import USABLE
from welfare_desk.operations.offered import offered
from welfare_desk.operations.redemptions import admits


class CardPartView(msgspec.Struct, frozen=True, kw_only=True):
    """A card whose balance is here and that may pay a part at the provider."""

    card_id: str
    card_no: str
    title: str
    left_cents: int
    merchant_id: str


class PartyView(msgspec.Struct, frozen=True, kw_only=True):
    """What can be booked for some people together, and what each of them pays."""

    slots: tuple[SlotView, ...]
    """As for one person; obstacles of any of them count."""
    prices: dict[str, tuple[QuoteView, ...]]
    """By slot, in the order of the people."""
    unmet: dict[str, tuple[tuple[str, Unmet], ...]]
    """By slot: whose condition is not met."""
    cards: tuple[CardPartView, ...]


def party_view(
    look: Reading,
    people: Sequence[str],
    offering_id: str,
    from_on: datetime.date,
    days: int,
    role: str,
) -> PartyView:
    """Return slots and prices for people who are booked together, the first one first."""
    each = [
        {slot.slot_id: slot for slot in availability(look, offering_id, one, from_on, days, role)}
        for one in people
    ]
    ids = tuple(each[0])
    priced = [
        quotes(look, one, offering_id, ids, tuple(people[:place]))
        for place, one in enumerate(people)
    ]
    slots = tuple(_merged([one[slot_id] for one in each]) for slot_id in ids)
    return PartyView(
        slots=slots,
        prices={slot_id: tuple(one[slot_id] for one in priced) for slot_id in ids},
        unmet={
            slot_id: tuple(
                (who, one)
                for who, of in zip(people, each, strict=True)
                for one in of[slot_id].unmet
            )
            for slot_id in ids
        },
        cards=card_parts(look, people[0], offering_id) if len(people) == 1 else (),
    )


def _merged(views: Sequence[SlotView]) -> SlotView:
    first = views[0]
    if len(views) == 1:
        return first
    return msgspec.structs.replace(
        first,
        mine=any(view.mine for view in views),
        clashes=tuple(dict.fromkeys(number for view in views for number in view.clashes)),
        unmet=tuple(one for view in views for one in view.unmet),
    )


def card_parts(look: Reading, person_id: str, offering_id: str) -> tuple[CardPartView, ...]:
    """Return the household's cards that may pay a part: usable, held here, the provider a shop."""
    person = person_of(look, person_id)
    shared = look.one(Offering, offering_id)
    if person is None or shared is None:
        return ()
    offering = offered(shared, person.controller_id)
    provider = look.one(Provider, offering.provider_id)
    if provider is None or not provider.vat_number:
        return ()
    shops = [row for row in look.every(Merchant) if row.vat_number == provider.vat_number]
    seen = person_view(look, person.id) if shops else None
    return tuple(
        CardPartView(
            card_id=card.card_id,
            card_no=card.card_no,
            title=card.title,
            left_cents=card.balance_cents,
            merchant_id=shop.id,
        )
        for card in (seen.cards if seen else ())
        for shop in shops[:1]
        if card.balance_held_here
        and card.balance_cents > 0
        and card.state in USABLE
        and look.today <= card.expires_on
        and admits(shop, card.fund_id, look.today)
    )
