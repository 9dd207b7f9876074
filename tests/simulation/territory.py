# SPDX-License-Identifier: EUPL-1.2
"""A territory small enough that places, euros and numbers run out."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

import msgspec

from tests.builders import an_operator
from tests.simulation.plan import Plan
from welfare_desk.core.awards import Criteria
from welfare_desk.core.fees import Bracket, Scheme
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk, Merchant, Municipality, Provider, Territory

START_ON = datetime.date(2026, 9, 16)
START_US = 1_789_543_800_000_000
"""Eight in the morning of the first day, microseconds UTC."""
FIRST_AMOUNTS = (12_000, 22_000, 32_000, 38_000)


def named(kind: int, number: int) -> str:
    """Return the id of the n-th thing of a kind: readable in a trace, the same in each run."""
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


TERRITORY = named(1, 1)
SCHEME = named(2, 1)
PROVIDER = named(3, 1)
OFFERING = named(4, 1)
MERCHANT = named(5, 1)


def town_id(town: int) -> str:
    """Return the id of a municipality."""
    return named(6, town)


def operator_id(town: int, role: str) -> str:
    """Return the operator of a town with a role."""
    return named(7, town * 4 + ("operator", "supervisor", "cooperative").index(role))


def fund_id(number: int) -> str:
    """Return the id of a fund."""
    return named(8, number)


def slot_id(number: int) -> str:
    """Return the id of a slot."""
    return named(9, number)


def a_slot(number: int, day: int, places: int, minute: int) -> Slot:
    """Return a slot of the one offering, so many days after the start."""
    return Slot(
        id=slot_id(number),
        territory_id=TERRITORY,
        offering_id=OFFERING,
        slot_on=START_ON + datetime.timedelta(days=day),
        start_minute=minute,
        minutes=60,
        zone="Europe/Rome",
        places=places,
        place_name="Biblioteca",
        address="Via Dante 1",
        directions="",
        closed=False,
    )


def slots_of_day(day: int, number: int, random: Random, plan: Plan) -> list[Slot]:
    """Return the slots of a day: large ones, and some of which there is never enough."""
    places = [plan.places, max(1, plan.places // 4), random.randint(1, 6)]
    return [
        a_slot(number + at, day, each, 540 + 120 * at + random.randrange(0, 60, 5))
        for at, each in enumerate(places)
    ]


def a_resource(name: str, total: int) -> Resource:
    """Return a resource of which everything is free."""
    return Resource(
        id=name, territory_id=TERRITORY, total=total, free=total, committed=0, in_doubt=0
    )


def a_fund(number: int, cents: int) -> Fund:
    """Return a fund that gives by household size, up to an ISEE of 12,000 euros."""
    return Fund(
        id=fund_id(number),
        territory_id=TERRITORY,
        name=f"Buoni spesa ESEMPIO {number}",
        card_title="Carta Territorio",
        card_subtitle="a scalare",
        payer="municipality",
        municipality_id=None,
        period="2026",
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2029, 12, 31),
        budget_cents=cents,
        criteria=Criteria(amounts_cents=FIRST_AMOUNTS, isee_ceiling_cents=1_200_000),
        solo_limit_cents=38_000,
        card_expires_on=datetime.date(2029, 12, 31),
        phone="049 000 00 00",
        resolution="Delibera ESEMPIO 85/2026",
    )


def a_desk(device: int, town: int) -> Desk:
    """Return the row of an enrolled desk."""
    return Desk(
        id=str(device),
        territory_id=TERRITORY,
        device=device,
        name=f"Sportello {device}",
        municipality_id=town_id(town),
        provider_id=None,
        revoked=False,
    )


def first_rows(plan: Plan, random: Random) -> list[Record]:
    """Return what the server owns on the first day."""
    own: dict[str, Any] = {"territory_id": TERRITORY}
    brackets = (Bracket(800_000, 500), Bracket(1_500_000, 1_000), Bracket(None, 2_200))
    rows: list[Record] = [
        Territory(id=TERRITORY, name="ESEMPIO", sample=True, notice_version="1", **own),
        Provider(id=PROVIDER, name="Jonathan", phone="", address="", **own),
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
            provider_id=PROVIDER,
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
            waiting_rule="order",
            **own,
        ),
        Merchant(
            id=MERCHANT,
            name="Negozio ESEMPIO",
            municipality_id=town_id(1),
            vat_number="00000000000",
            address="",
            fund_ids=(),
            **own,
        ),
    ]
    for town in range(1, plan.towns + 1):
        rows.append(_a_town(town))
        rows += [
            msgspec.structs.replace(
                an_operator(f"{role}-{town}", role),
                id=operator_id(town, role),
                territory_id=TERRITORY,
                municipality_id=town_id(town),
                provider_id=PROVIDER if role == "cooperative" else None,
            )
            for role in ("operator", "supervisor", "cooperative")
        ]
    rows += [a_desk(device, plan.town_of(device)) for device in range(1, plan.desks + 1)]
    for number in range(1, plan.funds + 1):
        rows += [a_fund(number, plan.fund_cents)]
        rows += [a_resource(f"fund:{fund_id(number)}", plan.fund_cents)]
    made = 0
    for day in range(1, 16):
        for slot in slots_of_day(day, made + 1, random, plan):
            made += 1
            rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
    return rows


def _a_town(town: int) -> Municipality:
    return Municipality(
        id=town_id(town),
        territory_id=TERRITORY,
        name=f"Comune {town}",
        istat_code=f"{28_000 + town:06d}",
        belfiore_code=f"G{town:03d}",
        province="PD",
        postal_code="35016",
        phone="049 000 00 00",
        address="Viale ESEMPIO 1",
        dpo_contact="rpd@example.org",
    )
