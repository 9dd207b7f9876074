# SPDX-License-Identifier: EUPL-1.2
"""Services without a calendar in the script: asked, answered from two desks, agreed, withdrawn."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import TODAY, a_territory, an_id, an_operator
from welfare_desk.models.booking import Share
from welfare_desk.models.offering import Offering
from welfare_desk.models.record import Record
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.service_answers import (
    AcceptServiceRequest,
    AgreeServiceRequest,
    CounterServiceRequest,
    RefuseServiceRequest,
    TellRefusal,
    WithdrawServiceRequest,
)
from welfare_desk.operations.service_requests import AskForService

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
RIDE = an_id("ride")
NEXT_WEEK = TODAY + datetime.timedelta(days=7)
MORNING, AFTERNOON = f"{NEXT_WEEK} morning", f"{NEXT_WEEK} afternoon"


def on_request_rows() -> list[Record]:
    """An offering without a calendar, of Jonathan, and somebody who works for him."""
    base = next(row for row in a_territory() if isinstance(row, Offering))
    ride = msgspec.structs.replace(
        base,
        id=RIDE,
        code="ELD-03",
        name_it="Trasporto sociale ESEMPIO",
        neutral_title="Trasporto",
        mode="vehicle",
        on_request=True,
        notice_days=2,
    )
    carla = msgspec.structs.replace(
        an_operator("carla", "cooperative"), provider_id=an_id("jonathan")
    )
    return [ride, carla]


def asked(name: str = "wish", person: str = "maria", **other: Any) -> AskForService:
    """Ask for a ride at the price of people without ISEE."""
    fields: dict[str, Any] = {
        "request_id": an_id(name),
        "person_id": an_id(person),
        "offering_id": RIDE,
        "wishes": (MORNING,),
        "unit_cents": 2_200,
        "total_cents": 2_200,
        **other,
    }
    return AskForService(**fields)


def accepted(name: str = "wish", seen: str = "", **other: Any) -> AcceptServiceRequest:
    """Accept at half past nine in a week."""
    fields: dict[str, Any] = {"on": NEXT_WEEK, "minute": 570, "minutes": 60, **other}
    return AcceptServiceRequest(request_id=an_id(name), seen=seen, **fields)


def countered(name: str = "wish", seen: str = "", **other: Any) -> CounterServiceRequest:
    """Propose three in the afternoon of that day."""
    fields: dict[str, Any] = {"on": NEXT_WEEK, "minute": 900, "minutes": 60, **other}
    return CounterServiceRequest(request_id=an_id(name), seen=seen, **fields)


def refused(name: str = "wish", seen: str = "", words: str = "Pieno") -> RefuseServiceRequest:
    """Refuse."""
    return RefuseServiceRequest(request_id=an_id(name), seen=seen, words=words)


def agreed(name: str = "wish", minute: int = 570) -> AgreeServiceRequest:
    """Agree to a time in a week."""
    return AgreeServiceRequest(request_id=an_id(name), on=NEXT_WEEK, minute=minute)


def withdrawn(name: str = "wish") -> WithdrawServiceRequest:
    """Withdraw."""
    return WithdrawServiceRequest(request_id=an_id(name), reason="guarita")


EXAMPLES: tuple[Operation, ...] = (
    asked(shares=(Share(payer="municipality", name="Comune", cents=2_200),)),
    accepted(words="Citofono Rossi"),
    countered(),
    refused(),
    agreed(),
    TellRefusal(request_id=an_id("wish")),
    withdrawn(),
)


def service_requests(script: Script) -> None:
    """Add every act on services without a calendar, kept, refused and crossed."""
    coop: dict[str, Any] = {"actor": an_id("carla"), "role": "cooperative"}
    chief: dict[str, Any] = {"actor": an_id("sara"), "role": "supervisor"}
    for name in ("ride 1", "ride 2", "ride 3"):
        script.add(asked(name, wishes=(MORNING, AFTERNOON)))
    for wrong in (
        asked("no wish", wishes=()),
        asked("soon", wishes=(f"{TODAY} any",)),
        asked("price", total_cents=1),
        asked("calendar", offering_id=an_id("tutoring")),
        asked("nobody", "nobody"),
        asked("no seat", seats=0),
        asked("shares", shares=(Share(payer="person", cents=1),)),
    ):
        script.add(wrong)
    script.add(accepted("ride 1"), **coop)
    script.add(refused("ride 1"), SECOND, **chief)
    script.add(agreed("ride 1", minute=900))
    script.add(agreed("ride 1"))
    script.add(agreed("ride 1"), SECOND)
    script.add(countered("ride 2"), **coop)
    script.add(withdrawn("ride 2"), SECOND)
    script.add(agreed("ride 2", minute=900))
    script.add(withdrawn("ride 2"))
    script.add(refused("ride 3", words=" "), **coop)
    script.add(refused("ride 3"), **coop)
    script.add(TellRefusal(request_id=an_id("ride 3")))
    script.add(TellRefusal(request_id=an_id("ride 3")), SECOND)
    script.add(accepted("ride 3", minutes=0), **coop)
    script.add(accepted("nothing"), **coop)
    script.add(accepted("ride 3"))
