# SPDX-License-Identifier: EUPL-1.2
"""The script's acts on households over time and on attestations that price bookings anew."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import TODAY, a_slot, an_id, book, form, isee, register
from welfare_desk.operations.attestations import CorrectIsee, RepriceBookings, WithdrawIsee
from welfare_desk.operations.households import (
    ChangeHousehold,
    Joining,
    MoveHouse,
    MoveMembers,
    SplitHousehold,
)

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
YESTERDAY, TOMORROW = (TODAY + datetime.timedelta(days=n) for n in (-1, 1))
EVENING = a_slot("evening", places=6, days=2, minute=1_080)
PAIR, APART, HERS = an_id("pair"), an_id("apart"), an_id("hers")


def households(script: Script) -> None:
    """Add every act on households and attestations, kept, refused, crossed between two desks."""
    for name in ("piero", "nina", "ugo", "ada"):
        script.add(register(name))
    script.add(form("pair", "piero", "nina", "ugo"))
    script.add(form("hers", "ada"), SECOND)
    for part in (_attestations, _memberships, _addresses):
        part(script)


def _attestations(script: Script) -> None:
    script.add(book("evening nina", "nina", EVENING), final=False)
    script.add(book("evening ugo", "ugo", EVENING), SECOND, final=False)
    script.add(isee("isee pair", "pair"))
    script.add(isee("isee pair later", "pair", 1_300_000), SECOND)
    of_nina = msgspec.structs.replace(
        isee("isee nina", "pair", 100_000), isee_kind="minors", beneficiary_id=an_id("nina")
    )
    script.add(of_nina)
    wrong: dict[str, dict[str, Any]] = {
        "kind": {"isee_kind": "ordinario"},
        "beneficiary": {"beneficiary_id": an_id("ada")},
        "nobody": {"beneficiary_id": an_id("nobody")},
    }
    for name, changes in wrong.items():
        script.add(msgspec.structs.replace(of_nina, isee_id=an_id(f"isee {name}"), **changes))
    corrected = CorrectIsee(
        isee_id=an_id("isee pair later"),
        reason="una cifra in più",
        isee_kind="ordinary",
        dsu_no=" inps-isee-2026-01234567a-00",
        value_cents=130_000,
        issued_on=datetime.date(2026, 2, 1),
        valid_to=datetime.date(2026, 12, 31),
        note="difformità",
        has_discrepancies=True,
    )
    script.add(corrected)
    script.add(msgspec.structs.replace(corrected, value_cents=1_600_000), SECOND)
    script.add(msgspec.structs.replace(corrected, reason=" "))
    script.add(msgspec.structs.replace(corrected, isee_id=an_id("no isee")))
    script.add(book("ten ugo", "ugo", a_slot("morning"), isee_id=an_id("isee pair")), final=False)
    script.add(WithdrawIsee(isee_id=an_id("isee pair later"), reason="di un altro nucleo"))
    script.add(WithdrawIsee(isee_id=an_id("isee pair later"), reason="ancora"), SECOND)
    script.add(corrected)
    script.add(WithdrawIsee(isee_id=an_id("no isee"), reason="x"))
    script.add(RepriceBookings(household_id=PAIR), SECOND)
    script.add(RepriceBookings(household_id=an_id("nowhere")))


def _memberships(script: Script) -> None:
    both = (Joining(an_id("ugo"), "applicant"), Joining(an_id("nina"), "child", counts=False))
    split = SplitHousehold(household_id=PAIR, new_household_id=APART, on=TODAY, movers=both)
    script.add(split)
    again = msgspec.structs.replace(split, new_household_id=an_id("apart too"))
    script.add(again, SECOND)
    script.add(msgspec.structs.replace(again, household_id=an_id("nowhere")))
    everybody = tuple(Joining(an_id(name)) for name in ("piero", "nina"))
    script.add(msgspec.structs.replace(again, movers=everybody))
    script.add(msgspec.structs.replace(again, movers=()))
    moved = MoveMembers(
        household_id=PAIR, to_household_id=HERS, on=TODAY, movers=(Joining(an_id("nina"), "niece"),)
    )
    script.add(moved)
    fitting = msgspec.structs.replace(moved, movers=(Joining(an_id("nina"), "grandchild"),))
    script.add(fitting)
    script.add(fitting, SECOND)
    script.add(msgspec.structs.replace(fitting, to_household_id=PAIR))
    joins = (Joining(an_id("piero"), "carer", counts=False),)
    script.add(ChangeHousehold(household_id=HERS, on=TODAY, joins=joins))
    script.add(ChangeHousehold(household_id=HERS, on=TODAY, joins=joins), SECOND)
    leaves = (an_id("nina"),)
    script.add(ChangeHousehold(household_id=HERS, on=TODAY, leaves=leaves, reason="bored"))
    script.add(ChangeHousehold(household_id=HERS, on=TODAY, leaves=leaves, reason="error"))


def _addresses(script: Script) -> None:
    house = MoveHouse(
        household_id=HERS,
        on=YESTERDAY,
        street="Via Roma",
        street_no="3/A",
        postal_code="35010",
        residence_istat="028020",
        reason="sfratto",
    )
    script.add(house, SECOND)
    script.add(msgspec.structs.replace(house, household_id=PAIR, street="Via Po", on=TODAY))
    script.add(msgspec.structs.replace(house, on=TOMORROW))
    script.add(msgspec.structs.replace(house, street=" "))
    script.add(msgspec.structs.replace(house, household_id=an_id("nowhere")))
    script.add(msgspec.structs.replace(house, on=datetime.date(2020, 1, 1)))
