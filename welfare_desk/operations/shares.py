# SPDX-License-Identifier: EUPL-1.2
"""Who pays what of a booking's total."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from welfare_desk.core.shares import Part, split
from welfare_desk.models.booking import Share
from welfare_desk.models.offering import Offering, PayerShare

PERSON, CARD = "person", "card"


def shares_of(offering: Offering, total_cents: int, card_cents: int = 0) -> tuple[Share, ...]:
    """Return who pays what of a total, the person last; nothing where the person pays it all.

    ``card_cents`` of the person's part are paid by a voucher card.
    """
    return split_between(offering.payers or (), total_cents, card_cents)


def split_between(
    payers: Sequence[PayerShare], total_cents: int, card_cents: int = 0
) -> tuple[Share, ...]:
    """Return the shares of these payers, of a card and of the person, in this order."""
    if not payers and not card_cents:
        return ()
    cents = split(total_cents, [Part(each.percent, each.cap_cents) for each in payers])
    shares = [
        Share(payer=each.payer, name=each.name, cents=paid)
        for each, paid in zip(payers, cents, strict=False)
    ]
    on_card = max(0, min(card_cents, cents[-1]))
    if on_card:
        shares.append(Share(payer=CARD, cents=on_card))
    return (*shares, Share(payer=PERSON, cents=cents[-1] - on_card))


def without_card(shares: Collection[Share] | None) -> tuple[Share, ...] | None:
    """Return the shares once the card's part is the person's again."""
    if not shares:
        return None
    left = sum(each.cents for each in shares if each.payer in (PERSON, CARD))
    others = tuple(each for each in shares if each.payer not in (PERSON, CARD))
    return (*others, Share(payer=PERSON, cents=left))


def person_cents(total_cents: int, shares: Collection[Share] | None) -> int:
    """Return what the person pays of a total."""
    if not shares:
        return total_cents
    return sum(share.cents for share in shares if share.payer == PERSON)
