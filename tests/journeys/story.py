# SPDX-License-Identifier: EUPL-1.2
"""JSON operations of the main job, as a script writes them."""

from __future__ import annotations

import time
import uuid
from typing import Any

from tests.support.counter_process import CounterProcess
from welfare_desk.core.instants import local_date

TODAY = local_date(time.time_ns() // 1_000)
"""The day in Italy: the program under test runs on it, whatever the machine's own zone."""
OFFERING = "TUT-04"


def an_id() -> str:
    """Return a fresh id."""
    return str(uuid.uuid4())


class Family:
    """A person who lives alone, with an ISEE of 7,000 euros."""

    def __init__(self, counter: CounterProcess, surname: str = "Zanella") -> None:
        self.person, self.household, self.isee = an_id(), an_id(), an_id()
        self.controller = str(counter.new.enrolled.municipality_id)
        self.surname = surname

    def intake(self) -> tuple[dict[str, Any], ...]:
        """Return the four operations of an intake."""
        return (
            {
                "kind": "register_person",
                "person_id": self.person,
                "controller_id": self.controller,
                "surname": self.surname,
                "name": "Bruna",
                "sex": "F",
                "born_on": "1948-07-02",
                "no_code_reason": "non ricorda",
                "residence_istat": "028063",
            },
            {
                "kind": "form_household",
                "household_id": self.household,
                "controller_id": self.controller,
                "members": [{"person_id": self.person, "role": "applicant"}],
                "from_on": TODAY.isoformat(),
                "residence_istat": "028063",
            },
            {
                "kind": "record_isee",
                "isee_id": self.isee,
                "household_id": self.household,
                "value_cents": 700_000,
                "issued_on": TODAY.replace(month=1, day=1).isoformat(),
                "valid_to": TODAY.replace(month=12, day=31).isoformat(),
            },
            {
                "kind": "record_notice",
                "notice_id": an_id(),
                "person_id": self.person,
                "version": "ESEMPIO-1",
                "language": "it",
                "signer": "self",
                "given_on": TODAY.isoformat(),
            },
        )

    def booking(self, slot_id: str, cents: int, booking_id: str = "") -> dict[str, Any]:
        """Return a booking at a price."""
        return {
            "kind": "book_place",
            "op_id": an_id(),
            "booking_id": booking_id or an_id(),
            "person_id": self.person,
            "slot_id": slot_id,
            "isee_id": self.isee,
            "unit_cents": cents,
            "total_cents": cents,
        }

    def card(self, fund_id: str, cents: int, card_id: str = "") -> dict[str, Any]:
        """Return the issue of a card."""
        return {
            "kind": "issue_card",
            "op_id": an_id(),
            "card_id": card_id or an_id(),
            "fund_id": fund_id,
            "household_id": self.household,
            "person_id": self.person,
            "amount_cents": cents,
            "isee_id": self.isee,
        }


def open_slots(counter: CounterProcess, offering: str = OFFERING) -> list[dict[str, Any]]:
    """Return the slots of a service from tomorrow on."""
    return [row for row in counter.agenda(offering) if row["slot_on"] > TODAY.isoformat()]


def due_cents(counter: CounterProcess, family: Family, fund_id: str) -> int:
    """Return what the fund gives the family: the due amount that a wrong try is told."""
    answer = counter.record(family.card(fund_id, 1))[0]
    assert answer["refused"] == "amount_not_awarded", answer
    return int(answer["facts"]["due_cents"])


def price_cents(counter: CounterProcess, family: Family, slot_id: str) -> int:
    """Return the price of a place for the family by asking for fees that the scheme may give."""
    for cents in (500, 400, 0, 300, 600, 1000):
        answer = counter.record(family.booking(slot_id, cents))[0]
        if answer.get("refused") != "price_changed":
            assert answer.get("state"), answer
            return cents
    raise AssertionError("no price fits")
