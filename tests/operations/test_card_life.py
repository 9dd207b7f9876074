# SPDX-License-Identifier: EUPL-1.2
"""Cards between their number and their last cent: printed, spoilt, replaced, used, counted."""

from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, a_fund, an_id, issue
from tests.operations.here import Here
from welfare_desk.core.refusals import (
    CardBalanceElsewhere,
    CardNotActive,
    CardNumbersExhausted,
    CarrierNotOfFund,
    HealthCardCodeMissing,
    IdTaken,
    OldCardNeeded,
    ReportNumberNeeded,
    StockCountWrong,
    TextTooLong,
    VoidReasonUnknown,
)
from welfare_desk.models.card import Posting, StockCount, VoucherCard
from welfare_desk.operations.card_life import (
    CountStock,
    PrintCard,
    VoidCard,
    after_refund,
    after_spending,
)
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard

CARD, NEW = an_id("card"), an_id("new card")
VOID = VoidCard(card_id=CARD, new_card_id=NEW, fund_id=FUND, reason="jammed")
REPLACE = ReplaceCard(card_id=CARD, new_card_id=NEW, fund_id=FUND, reason="lost")
COUNT = CountStock(count_id=an_id("count"), blanks=40, printed=2)


def state(here: Here, card_id: str = CARD) -> str:
    return here.row(VoucherCard, card_id).state


def balance(here: Here, account: str) -> int:
    return sum(row.amount_cents for row in here.rows(Posting) if row.account == account)


@pytest.fixture
def carded(known: Here) -> Here:
    """Maria's card has its number."""
    known.record(issue("card", "home", "maria", an_id("isee")))
    return known


def test_card_is_printed_scanned_back_and_handed_over(carded: Here) -> None:
    carded.record(PrintCard(card_id=CARD))
    row = carded.row(VoucherCard, CARD)
    assert (row.state, row.printed_at) == ("printed", row.changed_at)
    assert carded.refuses(PrintCard(card_id=CARD), CardNotActive) == {"state": "printed"}
    assert carded.refuses(HandOverCard(card_id=CARD), CardNotActive) == {"state": "printed"}
    carded.record(ActivateCard(card_id=CARD))
    carded.record(HandOverCard(card_id=CARD))
    assert state(carded) == "handed_over"


def test_card_of_an_older_program_is_activated_without_being_noted_as_printed(
    carded: Here,
) -> None:
    carded.record(ActivateCard(card_id=CARD))
    assert state(carded) == "active"


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_spoilt_print_is_dead_and_its_money_is_on_a_new_number(carded: Here, steps: int) -> None:
    for step in (PrintCard(card_id=CARD), ActivateCard(card_id=CARD))[:steps]:
        carded.record(step)
    done = carded.record(VOID)
    old, new = carded.row(VoucherCard, CARD), carded.row(VoucherCard, NEW)
    assert (old.state, old.block_reason, old.replaced_by_id) == ("voided", "jammed", NEW)
    assert (new.state, new.replaces_id, new.card_no) == ("issued", CARD, done.numbers[0])
    assert (balance(carded, f"card:{CARD}"), balance(carded, f"card:{NEW}")) == (0, 12_000)
    assert carded.left(f"balance:{NEW}") == 1
    for dead in (PrintCard(card_id=CARD), ActivateCard(card_id=CARD)):
        assert carded.refuses(dead, CardNotActive) == {"state": "voided"}
    again = msgspec.structs.replace(VOID, new_card_id=an_id("third"))
    carded.refuses(again, CardNotActive)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "eaten"}, VoidReasonUnknown),
        ({"reason": ""}, VoidReasonUnknown),
        ({"new_card_id": CARD}, IdTaken),
        ({"card_id": an_id("no card")}, CardBalanceElsewhere),
        ({"fund_id": an_id("no fund")}, CardNumbersExhausted),
    ],
)
def test_voiding_that_does_not_fit_is_refused(
    carded: Here, fields: dict[str, Any], refusal: Any
) -> None:
    carded.refuses(msgspec.structs.replace(VOID, **fields), refusal)


def test_card_that_was_handed_over_is_replaced_never_voided(carded: Here) -> None:
    carded.record(ActivateCard(card_id=CARD))
    carded.record(HandOverCard(card_id=CARD))
    assert carded.refuses(VOID, CardNotActive) == {"state": "handed_over"}


def test_voiding_needs_the_balance_and_a_number_here(carded: Here) -> None:
    carded.lose(f"balance:{CARD}")
    carded.refuses(VOID, CardBalanceElsewhere)
    carded.give(f"balance:{CARD}", 1)
    carded.lose(f"serial:{FUND}")
    carded.refuses(VOID, CardNumbersExhausted)


def test_stolen_card_is_replaced_only_with_the_number_of_the_report(carded: Here) -> None:
    stolen = msgspec.structs.replace(REPLACE, reason="stolen")
    carded.refuses(stolen, ReportNumberNeeded)
    carded.refuses(msgspec.structs.replace(stolen, report_no="  "), ReportNumberNeeded)
    carded.record(msgspec.structs.replace(stolen, report_no="123/2026"))
    assert carded.row(VoucherCard, CARD).block_reason == "stolen: 123/2026"


def test_stolen_card_is_blocked_before_there_is_a_report(carded: Here) -> None:
    carded.record(BlockCard(card_id=CARD, reason="stolen"))
    assert carded.row(VoucherCard, CARD).block_reason == "stolen"


def test_damaged_card_is_replaced_only_when_the_old_one_was_taken_back(carded: Here) -> None:
    damaged = msgspec.structs.replace(REPLACE, reason="damaged")
    carded.refuses(damaged, OldCardNeeded)
    carded.record(msgspec.structs.replace(damaged, taken_back=True))


def test_health_card_carries_the_balance_and_nothing_is_printed(known: Here) -> None:
    known.put(a_fund(carrier="health_card"))
    known.record(AmendPerson(person_id=an_id("maria"), changes={"fiscal_code": "RSSMRA62C45H501N"}))
    issued = issue("card", "home", "maria", an_id("isee"))
    known.record(msgspec.structs.replace(issued, carrier="health_card"))
    assert known.row(VoucherCard, CARD).carrier == "health_card"
    known.refuses(ActivateCard(card_id=CARD), CardNotActive)
    known.refuses(PrintCard(card_id=CARD), CardNotActive)
    known.record(HandOverCard(card_id=CARD))
    known.record(RedeemCard(card_id=CARD, merchant_id=MERCHANT, amount_cents=100))
    known.record(REPLACE)
    assert known.row(VoucherCard, NEW).carrier == "card", "a lost health card is not made here"


def test_health_card_needs_a_fund_that_goes_on_it_and_a_fiscal_code(known: Here) -> None:
    issued = issue("card", "home", "maria", an_id("isee"))
    health = msgspec.structs.replace(issued, carrier="health_card")
    known.refuses(health, CarrierNotOfFund)
    known.refuses(msgspec.structs.replace(issued, carrier="ring"), CarrierNotOfFund)
    known.put(a_fund(carrier="health_card"))
    known.refuses(health, HealthCardCodeMissing)
    known.record(issued)


def test_card_is_used_up_at_its_last_cent_and_lives_again_with_a_refund(carded: Here) -> None:
    carded.record(ActivateCard(card_id=CARD))
    active = carded.row(VoucherCard, CARD)
    assert after_spending(active, 1) is active
    used = after_spending(active, 0)
    assert used.state == "used"
    assert after_refund(used, 0) is used
    assert after_refund(used, 5).state == "active"
    handed = msgspec.structs.replace(active, state="handed_over", receipt_no="R")
    assert after_refund(after_spending(handed, 0), 5).state == "handed_over"
    blocked = msgspec.structs.replace(active, state="blocked")
    assert after_spending(blocked, 0) is blocked


def test_issued_by_an_older_program_reads_as_a_printed_card() -> None:
    body = msgspec.to_builtins(issue("card", "home", "maria", an_id("isee")))
    body.pop("carrier")
    assert msgspec.convert(body, IssueCard).carrier == "card"


def test_stock_is_counted_beside_what_was_expected(known: Here) -> None:
    known.record(
        msgspec.structs.replace(
            COUNT, spoilt=1, added=50, expected_blanks=41, expected_printed=2, note="cambio turno"
        )
    )
    row = known.row(StockCount, COUNT.count_id)
    assert (row.blanks, row.printed, row.spoilt, row.added) == (40, 2, 1, 50)
    assert (row.expected_blanks, row.expected_printed, row.device) == (41, 2, 1)
    assert row.note == "cambio turno"


@pytest.mark.parametrize("field", ["blanks", "printed", "spoilt", "added"])
@pytest.mark.parametrize("number", [-1, 1_000_001])
def test_count_that_cannot_be_is_refused(known: Here, field: str, number: int) -> None:
    wrong = msgspec.structs.replace(COUNT, **{field: number})
    assert known.refuses(wrong, StockCountWrong) == {"field": field}


def test_note_of_a_count_is_short_and_an_expectation_is_a_count(known: Here) -> None:
    known.refuses(msgspec.structs.replace(COUNT, note="n" * 201), TextTooLong)
    known.refuses(msgspec.structs.replace(COUNT, expected_blanks=2_000_000), StockCountWrong)
