# SPDX-License-Identifier: EUPL-1.2
"""A round in the script of acts: filed twice, ranked, decided, issued from, drawn, revoked."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import TODAY, TOWN, a_fund, an_id, form, isee, issue, register
from welfare_desk.core.awards import Addition, Criteria
from welfare_desk.models.fund import Fund
from welfare_desk.models.territory import Operator
from welfare_desk.operations.applications import (
    AttachProtocolNo,
    DecideApplication,
    FileApplication,
    NoteCrossCheck,
    WithdrawApplication,
)
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.rounds import DrawSample, RankRound, RecordControl, RevokeAward
from welfare_desk.operations.territory import ApplyTerritory, ServerRow

if TYPE_CHECKING:
    from tests.operations.script import Script

ROUND_FUND = an_id("round fund")
SECOND = 2
MARTA, PAOLO = an_id("marta"), an_id("paolo")


def a_round_fund(**other: Any) -> Fund:
    """A fund that gives on application: 150 or 250 euros, 50 more for a disability."""
    row = a_fund(
        id=ROUND_FUND,
        name="Bando ESEMPIO",
        criteria=Criteria(
            amounts_cents=(15_000, 25_000),
            isee_ceiling_cents=1_200_000,
            income_ceilings_cents=(100_000, 150_000),
            excluded_support=("adi",),
            additions=(Addition(kind="disability", cents=5_000, most=1),),
        ),
        needs_application=True,
        two_sign_above_cents=22_000,
        cross_check_above_cents=14_000,
        ranking=("isee_asc", "minors_desc", "filed_asc"),
        sample_percent=50,
    )
    return msgspec.structs.replace(row, **other)


def filed(name: str, household: str, person: str, **other: Any) -> FileApplication:
    """File the application of a household of one, with its attestation and what is asked."""
    fields: dict[str, Any] = {
        "application_id": an_id(name),
        "fund_id": ROUND_FUND,
        "household_id": an_id(household),
        "applicant_id": an_id(person),
        "members": 1,
        "births_on": (datetime.date(1962, 3, 5),),
        "isee_id": an_id(f"isee of {person}"),
        "income_cents": 60_000,
        **other,
    }
    return FileApplication(**fields)


def approved(name: str, cents: int, second: str | None = None) -> DecideApplication:
    """Approve an application."""
    return DecideApplication(
        application_id=an_id(name), approve=True, amount_cents=cents, second_id=second
    )


EXAMPLES: tuple[Operation, ...] = (
    filed("application", "home", "maria", resident_from=TODAY, other_support=("rent",)),
    AttachProtocolNo(application_id=an_id("application"), protocol_no="12/2026"),
    WithdrawApplication(application_id=an_id("application")),
    DecideApplication(application_id=an_id("application"), approve=False, reason="budget"),
    RankRound(round_id=an_id("ranking"), fund_id=ROUND_FUND, seed=1, until_on=TODAY),
    DrawSample(round_id=an_id("sample"), fund_id=ROUND_FUND, seed=1, until_on=TODAY),
    RecordControl(application_id=an_id("application"), outcome="failed", words="x"),
    RevokeAward(application_id=an_id("application"), card_id=an_id("card"), reason="error"),
)


def funds(script: Script) -> None:
    """Add a round of five households at two desks."""
    people = {"marta": "supervisor", "paolo": "social_worker"}
    rows = tuple(
        ServerRow(Operator.KIND, an_id(name), _operator_fields(name, role))
        for name, role in people.items()
    )
    script.add(ApplyTerritory(reason="operator-add", rows=rows), 0, role="server")
    for name in ("agata", "bea", "ciro", "dina", "elio"):
        script.add(register(name))
        script.add(form(f"house of {name}", name))
        script.add(isee(f"isee of {name}", f"house of {name}", 500_000))
    _filing(script)
    _deciding(script)
    _issuing(script)


def _operator_fields(name: str, role: str) -> dict[str, object]:
    return {
        "login": name, "name": name.title(), "role": role, "municipality_id": TOWN,
        "provider_id": None, "pin_verifier": "x", "pin_one_time": False, "in_service": True,
    }  # fmt: skip


def _filing(script: Script) -> None:
    ranking = RankRound(round_id=an_id("r1"), fund_id=ROUND_FUND, seed=7, until_on=TODAY)
    script.add(ranking, **_as(MARTA))
    for name in ("agata", "bea", "ciro", "dina"):
        script.add(filed(f"app {name}", f"house of {name}", name))
    script.add(filed("app agata 2", "house of agata", "agata"), SECOND)
    script.add(filed("app elio", "house of elio", "elio", income_cents=None), SECOND)
    script.add(filed("app elio", "house of elio", "elio", disabled=1), SECOND)
    script.add(filed("app nobody", "no house", "elio"))
    script.add(AttachProtocolNo(application_id=an_id("app agata"), protocol_no="4711/2026"))
    script.add(AttachProtocolNo(application_id=an_id("app nobody"), protocol_no="4711/2026"))
    script.add(WithdrawApplication(application_id=an_id("app ciro")))
    script.add(WithdrawApplication(application_id=an_id("app ciro")), SECOND)
    script.add(msgspec.structs.replace(ranking, round_id=an_id("r2")), **_as(MARTA))
    script.add(msgspec.structs.replace(ranking, round_id=an_id("r2")), SECOND, **_as(MARTA))
    for name in ("agata", "nobody"):
        note = NoteCrossCheck(application_id=an_id(f"app {name}"), marks=(f"mark {name}",))
        script.add(note, 0, role="server")


def _as(who: str) -> dict[str, str]:
    return {"actor": who, "role": "supervisor"}


def _deciding(script: Script) -> None:
    script.add(approved("app agata", 15_000), **_as(MARTA))
    script.add(approved("app agata", 16_000, PAOLO), SECOND, **_as(MARTA))
    script.add(approved("app bea", 15_000), **_as(MARTA))
    script.add(approved("app bea", 15_000, PAOLO), **_as(MARTA))
    refused = DecideApplication(application_id=an_id("app dina"), approve=False, reason="budget")
    script.add(msgspec.structs.replace(refused, reason=""), **_as(MARTA))
    script.add(refused, **_as(MARTA))
    script.add(approved("app elio", 30_000), **_as(MARTA))
    script.add(approved("app elio", 30_000, MARTA), **_as(MARTA))
    script.add(approved("app elio", 30_000, PAOLO), **_as(MARTA))
    draw = DrawSample(round_id=an_id("s1"), fund_id=ROUND_FUND, seed=9, until_on=TODAY)
    script.add(draw, **_as(MARTA))
    script.add(msgspec.structs.replace(draw, fund_id=an_id("no fund")), **_as(MARTA))
    control = RecordControl(application_id=an_id("app bea"), outcome="failed", words="reddito")
    script.add(control, **_as(MARTA))
    script.add(control, SECOND, **_as(MARTA))


def _issuing(script: Script) -> None:
    for name, cents in (("agata", 15_000), ("bea", 15_000), ("dina", 15_000)):
        card = issue(f"card {name}", f"house of {name}", name, an_id(f"isee of {name}"), cents)
        card = msgspec.structs.replace(card, fund_id=ROUND_FUND)
        if name == "agata":
            script.add(card)
        script.add(msgspec.structs.replace(card, application_id=an_id(f"app {name}")))
        script.add(ActivateCard(card_id=an_id(f"card {name}")))
        script.add(HandOverCard(card_id=an_id(f"card {name}")))
    revoked = RevokeAward(application_id=an_id("app bea"), reason="false_declaration")
    script.add(revoked, **_as(MARTA))
    script.add(msgspec.structs.replace(revoked, card_id=an_id("card agata")), **_as(MARTA))
    script.add(msgspec.structs.replace(revoked, card_id=an_id("card bea")), **_as(MARTA))
    script.add(msgspec.structs.replace(revoked, card_id=an_id("card bea")), SECOND, **_as(MARTA))
