# SPDX-License-Identifier: EUPL-1.2
"""What shops took in, brought and are paid, in the script of acts; cards that expire."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import msgspec

from tests.builders import FUND, MERCHANT, TODAY, TOWN, an_id, form, isee, issue, register
from welfare_desk.core.settlement_marks import packed
from welfare_desk.models.settlement import Difference
from welfare_desk.models.territory import Operator
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.operations.ledger import CloseFund, ExpireCards
from welfare_desk.operations.redemptions import (
    RedeemCard,
    ReverseRedemption,
    WithdrawSlip,
    reference_id,
)
from welfare_desk.operations.settlements import (
    CloseDifference,
    CloseReturn,
    CloseSettlement,
    MarkPaid,
    NoteDifferences,
    OrderPayment,
    RecordDebitNote,
)
from welfare_desk.operations.territory import ApplyTerritory, ServerRow

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
SETTLED = an_id("settled")
CARLA = an_id("carla who signs too")


def money(script: Script) -> None:
    """Add a card that is spent, taken back, brought by a file, settled, paid and expired."""
    script.add(
        ApplyTerritory(
            reason="operator-add", rows=(ServerRow(Operator.KIND, CARLA, _second_fields()),)
        ),
        0,
        role="server",
    )
    script.add(register("olga"))
    script.add(form("home of olga", "olga"))
    script.add(isee("isee of olga", "home of olga"))
    script.add(issue("olga 1", "home of olga", "olga", an_id("isee of olga")))
    script.add(ActivateCard(card_id=an_id("olga 1")))
    _spending(script)
    _settling(script)
    _ending(script)


def _second_fields() -> dict[str, object]:
    return {
        "login": "carla",
        "name": "Carla",
        "role": "supervisor",
        "municipality_id": TOWN,
        "provider_id": None,
        "pin_verifier": "x",
        "pin_one_time": False,
        "in_service": True,
    }


def _spent(name: str, cents: int, **other: object) -> RedeemCard:
    row = RedeemCard(
        card_id=an_id("olga 1"),
        merchant_id=MERCHANT,
        amount_cents=cents,
        redemption_id=an_id(name),
    )
    return msgspec.structs.replace(row, **other)


def _spending(script: Script) -> None:
    script.add(_spent("first", 1_000))
    script.add(_spent("first", 2_000), SECOND, final=False)
    script.add(_spent("first", 2_000))
    ref = reference_id(MERCHANT, "r1")
    filed = _spent("", 700, redemption_id=ref, shop_ref="r1", channel="file")
    script.add(msgspec.structs.replace(filed, batch_id=an_id("file")))
    script.add(_spent("late", 100, spent_on=TODAY + datetime.timedelta(days=400)), final=False)
    script.add(
        ReverseRedemption(redemption_id=an_id("first"), reason="errore", second_id=CARLA), SECOND
    )
    script.add(ReverseRedemption(redemption_id=an_id("first"), reason="errore", second_id=CARLA))
    script.add(ReverseRedemption(redemption_id=an_id("nothing"), reason="errore", second_id=CARLA))
    script.add(WithdrawSlip(redemption_id=ref), SECOND)
    script.add(_spent("read by mistake", 5, channel="slips", batch_id=an_id("slips")))
    script.add(WithdrawSlip(redemption_id=an_id("read by mistake")))
    script.add(WithdrawSlip(redemption_id=an_id("read by mistake")))
    closing = CloseReturn(
        batch_id=an_id("file"),
        merchant_id=MERCHANT,
        channel="file",
        taken=1,
        amount_cents=700,
        set_aside=2,
        file_hash="ab",
    )
    script.add(closing)
    script.add(msgspec.structs.replace(closing, batch_id=an_id("file again")), SECOND)
    script.add(_spent("all", 11_300))
    script.add(_spent("after all of it", 1), final=False)


def _settling(script: Script) -> None:
    closing = CloseSettlement(
        settlement_id=SETTLED,
        merchant_id=MERCHANT,
        fund_id=FUND,
        from_on=TODAY,
        to_on=TODAY,
        marks=packed([reference_id(MERCHANT, "r1")]),
        amount_cents=700,
        second_id=CARLA,
    )
    both = packed([reference_id(MERCHANT, "r1"), an_id("first")])
    script.add(msgspec.structs.replace(closing, marks=both), role="supervisor")
    script.add(closing, role="supervisor")
    alone = msgspec.structs.replace(closing, settlement_id=an_id("alone"), second_id=None)
    script.add(alone, role="supervisor")
    script.add(
        msgspec.structs.replace(closing, settlement_id=an_id("twice"), to_on=TODAY),
        SECOND,
        role="supervisor",
    )
    missing = Difference(code="missing_slip", ref="1", ours_cents=700)
    script.add(
        msgspec.structs.replace(closing, settlement_id=an_id("torn"), differences=(missing,)),
        role="supervisor",
    )
    script.add(NoteDifferences(settlement_id=SETTLED, differences=(missing,)), role="supervisor")
    script.add(
        CloseDifference(settlement_id=SETTLED, code="missing_slip", ref="1", words="trovato"),
        role="supervisor",
    )
    back = ReverseRedemption(
        redemption_id=reference_id(MERCHANT, "r1"), reason="tardi", second_id=CARLA
    )
    script.add(back, role="supervisor")
    note = RecordDebitNote(settlement_id=SETTLED, number="7", on=TODAY, amount_cents=1)
    paid = MarkPaid(settlement_id=SETTLED, on=TODAY)
    for step in (
        paid,
        OrderPayment(settlement_id=SETTLED, payment_ref="WD1"),
        note,
        msgspec.structs.replace(note, amount_cents=700),
        OrderPayment(settlement_id=SETTLED, payment_ref="WD1"),
        paid,
        paid,
        MarkPaid(settlement_id=an_id("no settlement"), on=TODAY),
    ):
        script.add(step, role="supervisor")


def _ending(script: Script) -> None:
    after = datetime.date(2027, 1, 1)
    cards = tuple(an_id(name) for name in ("olga 1", "ivo 1", "nothing"))
    for fund_id in (an_id("other fund"), FUND, FUND):
        script.add(
            ExpireCards(fund_id=fund_id, on=after, card_ids=cards), 0, final=False, role="server"
        )
    late = ReverseRedemption(redemption_id=an_id("all"), reason="errore", second_id=CARLA)
    script.add(late, role="supervisor")
    script.add(CloseFund(fund_id=an_id("other fund")), 0, role="server")
