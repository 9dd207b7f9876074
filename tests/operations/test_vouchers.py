# SPDX-License-Identifier: EUPL-1.2
"""Paper vouchers of fixed value: issued as a booklet, one life together, spent one by one."""

from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, a_fund, an_id, form, isee, issue, register
from tests.operations.here import Here
from welfare_desk.core.refusals import CardNotActive, CardNumbersExhausted, VoucherWhole
from welfare_desk.core.refusals_of_cards import CarrierNotOfFund, VouchersDoNotSum
from welfare_desk.core.vouchers import in_vouchers
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Award
from welfare_desk.operations.booklets import voucher_ids
from welfare_desk.operations.card_life import PrintCard, VoidCard
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.redemptions import RedeemCard

VALUES = (5_000, 5_000, 2_000)
FIRST, SECOND, THIRD = voucher_ids(an_id("card"), 3)


def booklet(**other: Any) -> IssueCard:
    fields = {"carrier": "voucher", "values_cents": VALUES, **other}
    return msgspec.structs.replace(issue("card", "home", "maria", an_id("isee")), **fields)


def spent(card_id: str, cents: int) -> RedeemCard:
    return RedeemCard(card_id=card_id, merchant_id=MERCHANT, amount_cents=cents)


def states(here: Here) -> list[str]:
    return [here.row(VoucherCard, each).state for each in (FIRST, SECOND, THIRD)]


def balance(here: Here, account: str) -> int:
    return sum(row.amount_cents for row in here.rows(Posting) if row.account == account)


@pytest.fixture
def paper(known: Here) -> Here:
    """The fund is given in vouchers of 50 and 20 euros."""
    known.put(a_fund(carrier="voucher", denominations=(5_000, 2_000), partial_use=False))
    return known


def test_denominations_make_up_an_amount_with_the_fewest_vouchers() -> None:
    assert in_vouchers(12_000, (2_000, 5_000, 1_000)) == (5_000, 5_000, 2_000)
    assert in_vouchers(12_500, (1_000,)) == ()
    assert in_vouchers(0, (1_000,)) == ()
    assert in_vouchers(12_000, ()) == ()
    assert in_vouchers(101_000, (1_000,)) == (), "no booklet is that thick"


def test_booklet_has_a_number_a_code_and_a_balance_each(paper: Here) -> None:
    before = paper.left(f"serial:{FUND}")
    done = paper.record(booklet())
    rows = [paper.row(VoucherCard, each) for each in (FIRST, SECOND, THIRD)]
    assert [row.amount_cents for row in rows] == [*VALUES]
    assert [row.card_no for row in rows] == [*done.numbers]
    assert len({row.award_id for row in rows}) == 1
    assert paper.row(Award, rows[0].award_id).amount_cents == 12_000
    assert [balance(paper, f"card:{row.id}") for row in rows] == [*VALUES]
    assert balance(paper, f"fund:{FUND}") == -12_000
    assert before - paper.left(f"serial:{FUND}") == 3
    assert [paper.left(f"balance:{row.id}") for row in rows] == [1, 1, 1]


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"values_cents": (5_000, 5_000)}, VouchersDoNotSum),
        ({"values_cents": ()}, VouchersDoNotSum),
        ({"values_cents": (13_000, -1_000)}, VouchersDoNotSum),
        ({"carrier": "card"}, VouchersDoNotSum),
        ({"carrier": "card", "values_cents": ()}, CarrierNotOfFund),
        ({"values_cents": (6_000, 6_000)}, CarrierNotOfFund),
    ],
)
def test_only_the_funds_own_vouchers_that_make_up_the_amount(
    paper: Here, other: dict[str, Any], refusal: type[VouchersDoNotSum]
) -> None:
    paper.refuses(booklet(**other), refusal)


def test_fund_of_cards_gives_no_vouchers(known: Here) -> None:
    known.refuses(booklet(), CarrierNotOfFund)


def test_numbers_for_a_whole_booklet_or_none(paper: Here) -> None:
    for name in ("luca", "anna", "rita", "ugo", "ada", "ivo", "eva"):
        paper.record(register(name))
        paper.record(form(f"home {name}", name))
        paper.record(isee(f"isee {name}", f"home {name}"))
    given = 0
    while paper.left(f"serial:{FUND}") >= 3:
        name = ("luca", "anna", "rita", "ugo", "ada", "ivo", "eva")[given]
        act = issue(f"card {name}", f"home {name}", name, an_id(f"isee {name}"))
        paper.record(msgspec.structs.replace(act, carrier="voucher", values_cents=VALUES))
        given += 1
    paper.refuses(booklet(), CardNumbersExhausted)


def test_booklet_is_printed_scanned_back_and_handed_over_as_one(paper: Here) -> None:
    paper.record(booklet())
    paper.record(PrintCard(card_id=FIRST))
    assert states(paper) == ["printed"] * 3
    paper.record(ActivateCard(card_id=THIRD))
    assert states(paper) == ["active"] * 3
    done = paper.record(HandOverCard(card_id=SECOND))
    assert states(paper) == ["handed_over"] * 3
    receipts = {paper.row(VoucherCard, each).receipt_no for each in (FIRST, SECOND, THIRD)}
    assert receipts == {done.numbers[0]}


def test_voucher_is_spent_whole_and_alone(paper: Here) -> None:
    paper.record(booklet())
    paper.record(ActivateCard(card_id=FIRST))
    paper.record(HandOverCard(card_id=FIRST))
    assert paper.refuses(spent(FIRST, 4_999), VoucherWhole) == {"left_cents": 5_000}
    paper.record(spent(FIRST, 5_000))
    assert states(paper) == ["used", "handed_over", "handed_over"]
    assert balance(paper, f"merchant:{MERCHANT}") == 5_000


def test_voucher_is_whole_even_where_the_fund_says_nothing(known: Here) -> None:
    known.put(a_fund(carrier="voucher", denominations=(5_000, 2_000)))
    known.record(booklet())
    known.record(ActivateCard(card_id=FIRST))
    known.refuses(spent(THIRD, 100), VoucherWhole)


def test_spoilt_voucher_comes_out_again_as_a_voucher_of_its_value(paper: Here) -> None:
    paper.record(booklet())
    paper.record(PrintCard(card_id=FIRST))
    new_id = an_id("again")
    paper.record(VoidCard(card_id=SECOND, new_card_id=new_id, fund_id=FUND, reason="jammed"))
    fresh = paper.row(VoucherCard, new_id)
    assert (fresh.carrier, fresh.amount_cents, fresh.state) == ("voucher", 5_000, "issued")
    paper.record(ActivateCard(card_id=FIRST))
    assert states(paper) == ["active", "voided", "active"]
    assert paper.row(VoucherCard, new_id).state == "issued", "it is not printed yet"
    paper.record(ActivateCard(card_id=new_id))
    paper.record(HandOverCard(card_id=new_id))
    assert states(paper) == ["handed_over", "voided", "handed_over"]
    paper.refuses(spent(SECOND, 5_000), CardNotActive)
    paper.record(spent(new_id, 5_000))


def test_lost_voucher_is_blocked_and_replaced_alone(paper: Here) -> None:
    paper.record(booklet())
    paper.record(ActivateCard(card_id=FIRST))
    paper.record(HandOverCard(card_id=FIRST))
    paper.record(BlockCard(card_id=SECOND, reason="lost"))
    assert states(paper) == ["handed_over", "blocked", "handed_over"]
    new_id = an_id("new")
    paper.record(ReplaceCard(card_id=SECOND, new_card_id=new_id, fund_id=FUND, reason="lost"))
    fresh = paper.row(VoucherCard, new_id)
    assert (fresh.carrier, fresh.amount_cents) == ("voucher", 5_000)
