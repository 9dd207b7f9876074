# SPDX-License-Identifier: EUPL-1.2
"""New cards, one by one or as a booklet of paper vouchers that lives together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals_of_cards import (
    CarrierNotOfFund,
    HealthCardCodeMissing,
    VouchersDoNotSum,
)
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Award, Fund
from welfare_desk.models.person import Person
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


def voucher_ids(card_id: str, count: int) -> tuple[str, ...]:
    """Return the ids of a booklet's vouchers: the first is the card's own."""
    others = (derived(card_id, f"voucher:{number}") for number in range(2, count + 1))
    return (card_id, *others)


def new_card(
    card_id: str,
    act: Act,
    fund: Fund,
    award: Award,
    person: Person,
    cents: int,
    *,
    replaces_id: str | None = None,
    carrier: str = "card",
    application_id: str = "",
    place: int = 0,
) -> VoucherCard:
    """Return the row of a card with a printed number of the act, not yet printed."""
    return VoucherCard(
        id=card_id,
        territory_id=award.territory_id,
        controller_id=award.controller_id,
        card_no=act.serials[place].text,
        fund_id=fund.id,
        award_id=award.id,
        household_id=award.household_id,
        person_id=person.id,
        amount_cents=cents,
        state="issued",
        expires_on=fund.card_expires_on,
        replaces_id=replaces_id,
        replaced_by_id=None,
        block_reason="",
        receipt_no="",
        handed_to="",
        issued_at=act.wall,
        changed_at=act.wall,
        device=act.device,
        operator_id=act.actor,
        carrier=carrier,
        application_id=application_id,
    )


def new_cards(
    card_id: str,
    act: Act,
    fund: Fund,
    award: Award,
    person: Person,
    values_cents: Sequence[int],
    *,
    carrier: str,
    application_id: str,
) -> Iterator[VoucherCard]:
    """Give a row for each value, with the act's numbers in their order."""
    ids = voucher_ids(card_id, len(values_cents))
    for place, (each, cents) in enumerate(zip(ids, values_cents, strict=True)):
        yield new_card(
            each,
            act,
            fund,
            award,
            person,
            cents,
            carrier=carrier,
            application_id=application_id,
            place=place,
        )


def paper_of(card: VoucherCard) -> str:
    """Return what takes the place of a card: a voucher of a voucher, else a printed card."""
    return "voucher" if card.carrier == "voucher" else "card"


def together(world: World, card: VoucherCard) -> tuple[VoucherCard, ...]:
    """Return what is printed, made live and handed over with a card.

    Of a voucher all of its booklet that stand where it stands, in the order of their numbers.
    """
    if card.carrier != "voucher":
        return (card,)
    rows = world.find(VoucherCard, "award_id", card.award_id)
    alike = [row for row in rows if (row.carrier, row.state) == (card.carrier, card.state)]
    return tuple(sorted(alike, key=lambda row: row.card_no))


def check_carrier(
    world: World,
    fund: Fund,
    carrier: str,
    values_cents: Sequence[int],
    amount_cents: int,
    person_id: str,
) -> None:
    """State that the money goes on what the fund says, vouchers in its denominations.

    Refused with ``VouchersDoNotSum`` whatever was promised: such an act has no sense.
    """
    vouchers = carrier == "voucher"
    whole = sum(values_cents) == amount_cents and min(values_cents, default=0) > 0
    if vouchers != bool(values_cents) or (vouchers and not whole):
        raise VouchersDoNotSum()
    if vouchers or fund.carrier == "voucher":
        known = set(values_cents) <= set(fund.denominations or ())
        fits = vouchers and fund.carrier == "voucher" and known
        world.require(fits, CarrierNotOfFund(), person_id=person_id)
    elif carrier != "card":
        fits = carrier == "health_card" == fund.carrier
        world.require(fits, CarrierNotOfFund(), person_id=person_id)
        person = world.get(Person, person_id)
        known = person is not None and bool(person.fiscal_code)
        world.require(known, HealthCardCodeMissing(), person_id=person_id)
