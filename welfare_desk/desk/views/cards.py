# SPDX-License-Identifier: EUPL-1.2
"""Buoni e tessere: the cards that changed last, each with the person who holds it."""

from __future__ import annotations

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.desk.views.people import CardView, card_view
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.person import Person
from welfare_desk.store.queries import latest_cards

LATEST = 60


class CardRow(msgspec.Struct, frozen=True, kw_only=True):
    """A card with the person it was made for."""

    card: CardView
    person_id: str
    person_name: str


class Booklet(msgspec.Struct, frozen=True, kw_only=True):
    """The paper vouchers that are made live and handed over together; empty of a card."""

    card_ids: tuple[str, ...] = ()
    amount_cents: int = 0


def booklet_of(look: Reading, card_id: str) -> Booklet:
    """Return the vouchers that stand where this one stands; nothing of a card."""
    row = look.one(VoucherCard, card_id)
    if row is None or row.carrier != "voucher":
        return Booklet()
    rows = look.where(VoucherCard, "award_id", row.award_id)
    alike = [each for each in rows if (each.carrier, each.state) == ("voucher", row.state)]
    alike.sort(key=lambda each: (-each.amount_cents, each.card_no))
    return Booklet(
        card_ids=tuple(each.id for each in alike),
        amount_cents=sum(each.amount_cents for each in alike),
    )


def on_health_card(look: Reading, person_id: str) -> frozenset[str]:
    """Return the funds that the person's own health card can carry."""
    person = look.one(Person, person_id)
    if person is None or not person.fiscal_code:
        return frozenset()
    return frozenset(row.id for row in look.every(Fund) if row.carrier == "health_card")


def card_rows(look: Reading, limit: int = LATEST) -> tuple[CardRow, ...]:
    """Return the cards that changed last, the latest first."""
    return _rows(look, latest_cards(look.conn, look.territory_id, limit))


def card_row(look: Reading, card_id: str) -> CardRow | None:
    """Return one card, or nothing when it is not at this desk."""
    row = look.one(VoucherCard, card_id)
    return _rows(look, (row,))[0] if row is not None else None


def _rows(look: Reading, rows: tuple[VoucherCard, ...]) -> tuple[CardRow, ...]:
    people = people_of(look, (row.person_id for row in rows))
    found = []
    for row in rows:
        person = people.get(row.person_id)
        name = f"{person.surname} {person.name}" if person else ""
        found.append(CardRow(card=card_view(look, row), person_id=row.person_id, person_name=name))
    return tuple(found)
