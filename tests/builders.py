# SPDX-License-Identifier: EUPL-1.2
"""Plain builders with honest defaults: a small territory, people, operations."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from welfare_desk.core.awards import Criteria
from welfare_desk.core.fees import Bracket, Scheme
from welfare_desk.core.ids import derived
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import (
    Desk,
    Merchant,
    Municipality,
    Operator,
    Provider,
    Territory,
)
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.cards import IssueCard
from welfare_desk.operations.households import FormHousehold, Joining, RecordIsee
from welfare_desk.operations.people import RegisterPerson

TERRITORY = "11111111-1111-4111-8111-111111111111"
TODAY = datetime.date(2026, 9, 16)
"""The day of the ``clock`` fixture."""


def an_id(name: str) -> str:
    """Return the same id for the same name."""
    return derived(TERRITORY, name)


TOWN = an_id("town")
OPERATOR = an_id("anna")
FUND = an_id("fund")
OFFERING = an_id("tutoring")
SCHEME = an_id("scheme")
MERCHANT = an_id("shop")


def a_slot(name: str = "slot", *, places: int = 2, days: int = 1, minute: int = 600) -> Slot:
    """A slot of the one offering, in so many days."""
    return Slot(
        id=an_id(name),
        territory_id=TERRITORY,
        offering_id=OFFERING,
        slot_on=TODAY + datetime.timedelta(days=days),
        start_minute=minute,
        minutes=60,
        zone="Europe/Rome",
        places=places,
        place_name="Biblioteca",
        address="Via Dante 1",
        directions="",
        closed=False,
    )


def a_fund(*, budget_cents: int = 500_000, **other: Any) -> Fund:
    """A fund that gives 120 to 380 euros by household size, up to an ISEE of 12,000."""
    row = Fund(
        id=FUND,
        territory_id=TERRITORY,
        name="Buoni spesa ESEMPIO",
        card_title="Carta Territorio",
        card_subtitle="a scalare",
        payer="municipality",
        municipality_id=None,
        period="2026",
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 12, 31),
        budget_cents=budget_cents,
        criteria=Criteria(
            amounts_cents=(12_000, 22_000, 32_000, 38_000), isee_ceiling_cents=1_200_000
        ),
        solo_limit_cents=38_000,
        card_expires_on=datetime.date(2026, 12, 31),
        phone="049 000 00 00",
        resolution="Delibera ESEMPIO 85/2026",
    )
    return msgspec.structs.replace(row, **other)


def a_territory(*slots: Slot, fund: Fund | None = None) -> list[Record]:
    """The rows that the server owns: one town, one offering, one fund, its slots."""
    own_fund = fund or a_fund()
    own = {"territory_id": TERRITORY}
    brackets = (Bracket(800_000, 500), Bracket(1_500_000, 1_000), Bracket(None, 2_200))
    rows: list[Record] = [
        Territory(
            id=TERRITORY, territory_id=TERRITORY, name="ESEMPIO", sample=True, notice_version="1"
        ),
        Municipality(
            id=TOWN,
            name="Piazzola sul Brenta",
            istat_code="028063",
            belfiore_code="G587",
            province="PD",
            postal_code="35016",
            phone="049 000 00 00",
            address="Viale ESEMPIO 1",
            dpo_contact="rpd@example.org",
            **own,
        ),
        Provider(id=an_id("jonathan"), name="Jonathan", phone="", address="", **own),
        Merchant(
            id=MERCHANT,
            name="Negozio ESEMPIO",
            municipality_id=TOWN,
            vat_number="00000000000",
            address="",
            fund_ids=(FUND,),
            **own,
        ),
        an_operator(),
        *(a_desk(number) for number in (1, 2)),
        FeeScheme(
            id=SCHEME,
            name="Tutoring",
            resolution="Delibera ESEMPIO",
            scheme=Scheme(
                kind="brackets", unit="hour", brackets=brackets, non_resident_fee_cents=2_500
            ),
            **own,
        ),
        Offering(
            id=OFFERING,
            code="TUT-04",
            name_it="Tutoring in presenza",
            name_en="Tutoring",
            neutral_title="Tutoring",
            description_it="Aiuto nei compiti",
            target_group="children",
            provider_id=an_id("jonathan"),
            municipality_id=None,
            mode="office",
            unit="hour",
            minutes=60,
            fee_scheme_id=SCHEME,
            isee_kind="ordinary",
            units=1,
            needs_assessment=False,
            bring=("Quaderno",),
            cancel_rule="Entro il giorno prima",
            active=True,
            **own,
        ),
        own_fund,
        a_resource(f"fund:{own_fund.id}", own_fund.budget_cents),
    ]
    for slot in slots:
        rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
    return rows


def an_operator(name: str = "anna", role: str = "operator") -> Operator:
    """An operator of the town; the verifier fits no PIN."""
    return Operator(
        id=an_id(name),
        territory_id=TERRITORY,
        login=name,
        name=name.title(),
        role=role,
        municipality_id=TOWN,
        provider_id=None,
        pin_verifier="$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA",
        pin_one_time=False,
        in_service=True,
    )


def a_desk(device: int) -> Desk:
    """An enrolled desk of the town."""
    return Desk(
        id=str(device),
        territory_id=TERRITORY,
        device=device,
        name=f"Sportello {device}",
        municipality_id=TOWN,
        provider_id=None,
        revoked=False,
    )


def a_resource(name: str, total: int) -> Resource:
    """A resource of which everything is free."""
    return Resource(
        id=name, territory_id=TERRITORY, total=total, free=total, committed=0, in_doubt=0
    )


def register(name: str = "maria", **other: Any) -> RegisterPerson:
    """Register a resident without a fiscal code."""
    fields: dict[str, Any] = {
        "person_id": an_id(name),
        "controller_id": TOWN,
        "surname": "Rossi",
        "name": name.title(),
        "sex": "F",
        "born_on": datetime.date(1962, 3, 5),
        "no_code_reason": "non ricorda",
        "residence_istat": "028063",
        **other,
    }
    return RegisterPerson(**fields)


def form(name: str, *members: str) -> FormHousehold:
    """Form a household of people registered by name."""
    joining = tuple(Joining(an_id(each), "applicant" if not n else "child")
                    for n, each in enumerate(members))  # fmt: skip
    return FormHousehold(
        household_id=an_id(name),
        controller_id=TOWN,
        members=joining,
        from_on=datetime.date(2026, 1, 1),
        residence_istat="028063",
    )


def isee(name: str, household: str, cents: int = 700_000) -> RecordIsee:
    """Record this year's ordinary ISEE."""
    return RecordIsee(
        isee_id=an_id(name),
        household_id=an_id(household),
        value_cents=cents,
        issued_on=datetime.date(2026, 2, 1),
        valid_to=datetime.date(2026, 12, 31),
    )


def book(name: str, person: str, slot: Slot, *, isee_id: str | None = None) -> BookPlace:
    """Book a place at the price of the first bracket, or the highest without ISEE."""
    cents = 500 if isee_id else 2_200
    return BookPlace(
        booking_id=an_id(name),
        person_id=an_id(person),
        slot_id=slot.id,
        isee_id=isee_id,
        unit_cents=cents,
        total_cents=cents,
    )


def issue(name: str, household: str, person: str, isee_id: str, cents: int = 12_000) -> IssueCard:
    """Issue the card of a household of one."""
    return IssueCard(
        card_id=an_id(name),
        fund_id=FUND,
        household_id=an_id(household),
        person_id=an_id(person),
        amount_cents=cents,
        isee_id=isee_id,
    )
