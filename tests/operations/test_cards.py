# SPDX-License-Identifier: EUPL-1.2
"""Voucher cards from issuing to redeeming, and the ledger under them."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, TODAY, a_fund, an_id, form, isee, issue, register
from tests.operations.here import Here
from tests.support.desks import card_code
from welfare_desk.core.numbers import receipt_text, serial_text
from welfare_desk.core.refusals import (
    AlreadyAwarded,
    AmountInvalid,
    AmountNotAwarded,
    AwardElsewhere,
    BalanceTooSmall,
    CardBalanceElsewhere,
    CardBlocked,
    CardExpired,
    CardNotActive,
    CardNumbersExhausted,
    CardUnknown,
    CardUsed,
    DelegationInvalid,
    FundClosed,
    FundNotHeld,
    FundUnknown,
    HouseholdUnknown,
    IdTaken,
    JsonUnreadable,
    MerchantUnknown,
    NoHousehold,
    NotEntitled,
    NumbersExhausted,
    PersonUnknown,
    ShopNotAdmitted,
    SoloLimit,
    TextHasControlCharacters,
    TextMissing,
    TextTooLong,
)
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Award
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.redemptions import RedeemCard

DAY = datetime.timedelta(days=1)
ISEE = an_id("isee")
CARD = an_id("card")
NEW = an_id("new card")
ACTIVATE = ActivateCard(card_id=CARD)
HAND_OVER = HandOverCard(card_id=CARD)
BLOCK = BlockCard(card_id=CARD, reason="smarrita")
REPLACE = ReplaceCard(card_id=CARD, new_card_id=NEW, fund_id=FUND, reason="smarrita")


def issued(**other: Any) -> IssueCard:
    return msgspec.structs.replace(issue("card", "home", "maria", ISEE), **other)


def redeemed(cents: int, **other: Any) -> RedeemCard:
    fields: dict[str, Any] = {"card_id": CARD, "merchant_id": MERCHANT, "amount_cents": cents}
    return RedeemCard(**{**fields, **other})


def card(here: Here, card_id: str = CARD) -> VoucherCard:
    return here.row(VoucherCard, card_id)


def balance(here: Here, account: str) -> int:
    return sum(row.amount_cents for row in here.rows(Posting) if row.account == account)


@pytest.fixture
def carded(known: Here) -> Here:
    """Maria's card was issued."""
    known.record(issued())
    return known


@pytest.fixture
def live(carded: Here) -> Here:
    """Maria's card was scanned back."""
    carded.record(ACTIVATE)
    return carded


def test_issued_card_has_award_number_code_and_balance(known: Here) -> None:
    done = known.record(issued())
    row = card(known)
    number = serial_text(1, 1, 0)
    assert (row.card_no, row.state, row.amount_cents) == (number, "issued", 12_000)
    assert (row.expires_on, row.receipt_no) == (datetime.date(2026, 12, 31), "")
    assert (done.state, done.numbers, done.card_code) == ("final", (number,), card_code(number))
    award = known.row(Award, row.award_id)
    assert (award.household_id, award.period, award.amount_cents) == (an_id("home"), "2026", 12_000)
    assert (balance(known, f"card:{CARD}"), balance(known, f"fund:{FUND}")) == (12_000, -12_000)
    assert (known.left(f"fund:{FUND}"), known.left(f"serial:{FUND}")) == (88_000, 19)
    assert known.left(f"balance:{CARD}") == 1, "the issuing desk holds the balance"
    assert known.left(f"home:{an_id('home')}") == 1, "the award right is held, never spent"


def test_amount_grows_with_the_household(here: Here) -> None:
    for name in ("maria", "luca"):
        here.record(register(name))
    here.record(form("home", "maria", "luca"))
    here.record(isee("isee", "home"))
    assert here.refuses(issued(), AmountNotAwarded) == {"due_cents": 22_000}
    here.record(issued(amount_cents=22_000))


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"fund_id": an_id("no fund")}, CardNumbersExhausted, {}),
        ({"household_id": an_id("nowhere")}, AwardElsewhere, {}),
        ({"person_id": an_id("nobody")}, PersonUnknown, {}),
        ({"person_id": an_id("luca")}, NoHousehold, {}),
        ({"amount_cents": 11_999}, AmountNotAwarded, {"due_cents": 12_000}),
        ({"amount_cents": 12_001}, AmountNotAwarded, {"due_cents": 12_000}),
        ({"amount_cents": 0}, AmountNotAwarded, {"due_cents": 12_000}),
        ({"amount_cents": -12_000}, AmountNotAwarded, {"due_cents": 12_000}),
        ({"amount_cents": 100_001}, FundNotHeld, {"held_cents": 100_000}),
        ({"amount_cents": 2**64}, JsonUnreadable, None),
        ({"amount_cents": -(2**64)}, JsonUnreadable, None),
        ({"isee_id": None}, NotEntitled, {"criterion": "isee_present"}),
        ({"isee_id": an_id("no such")}, NotEntitled, {"criterion": "isee_present"}),
        ({"isee_id": an_id("luca isee")}, NotEntitled, {"criterion": "isee_present"}),
    ],
)
def test_issue_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, Any] | None
) -> None:
    for operation in (register("luca"), form("other", "luca"), isee("luca isee", "other")):
        known.record(operation)
    found = known.refuses(issued(**fields), refusal)
    assert facts is None or found == facts


def test_household_or_fund_not_here_is_refused_even_with_the_rights(known: Here) -> None:
    known.give(f"home:{an_id('nowhere')}", 1)
    known.refuses(issued(household_id=an_id("nowhere")), HouseholdUnknown)
    other = an_id("no fund")
    known.give(f"fund:{other}", 50_000)
    known.give(f"serial:{other}", 1, (serial_text(1, 2, 0),))
    known.refuses(issued(fund_id=other), FundUnknown)


def test_isee_over_the_ceiling_or_over_its_days_entitles_to_nothing(known: Here) -> None:
    known.record(isee("high", "home", 1_200_001))
    facts = known.refuses(issued(isee_id=an_id("high")), NotEntitled)
    assert facts == {"criterion": "isee_ceiling"}
    known.clock.advance(days=120)
    known.put(a_fund(ends_on=datetime.date(2027, 12, 31)))
    for resource in (f"fund:{FUND}", f"serial:{FUND}"):
        known.give(resource, 50_000 if "fund:" in resource else 1, (serial_text(1, 3, 0),))
    assert known.refuses(issued(), NotEntitled) == {"criterion": "isee_valid"}


@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": TODAY + DAY},
        {"ends_on": TODAY - DAY},
    ],
)
def test_fund_out_of_its_period_is_closed(known: Here, days: dict[str, Any]) -> None:
    known.put(a_fund(**days))
    known.refuses(issued(), FundClosed)


def test_one_award_a_household_fund_and_period(carded: Here) -> None:
    carded.refuses(issued(card_id=NEW), AlreadyAwarded)
    carded.put(a_fund(period="2026-2"))
    carded.record(issued(card_id=NEW))


def test_card_is_never_issued_over_another(known: Here) -> None:
    """Else the euros would land on a card in somebody else's hands."""
    known.record(issued())
    known.record(register("luca"))
    known.record(form("other", "luca"))
    known.record(isee("luca isee", "other"))
    known.refuses(issue("card", "other", "luca", an_id("luca isee")), IdTaken)


def test_operator_alone_may_not_go_over_the_funds_limit_and_a_supervisor_may(known: Here) -> None:
    known.put(a_fund(solo_limit_cents=11_999))
    assert known.refuses(issued(), SoloLimit) == {"limit_cents": 11_999}
    known.record(issued(), role="supervisor")


@pytest.mark.parametrize(
    ("lost", "refusal"),
    [
        (f"home:{an_id('home')}", AwardElsewhere),
        (f"fund:{FUND}", FundNotHeld),
        (f"serial:{FUND}", CardNumbersExhausted),
    ],
)
def test_without_a_right_no_card_is_issued_and_no_other_right_is_spent(
    known: Here, lost: str, refusal: Any
) -> None:
    known.lose(lost)
    known.refuses(issued(), refusal)


def test_card_is_scanned_back_handed_over_and_has_a_receipt(carded: Here) -> None:
    carded.record(ACTIVATE)
    assert card(carded).state == "active"
    done = carded.record(HAND_OVER)
    row = card(carded)
    assert (row.state, row.handed_to, row.receipt_no) == ("handed_over", "self", done.numbers[0])
    assert done.numbers == (receipt_text(1, 1, 0),)
    carded.refuses(HAND_OVER, CardNotActive)
    carded.refuses(ACTIVATE, CardNotActive)


def test_card_is_not_handed_over_before_it_was_scanned_back(carded: Here) -> None:
    assert carded.refuses(HAND_OVER, CardNotActive) == {"state": "issued"}


def test_without_a_receipt_number_nothing_is_handed_over(live: Here) -> None:
    live.lose("number:receipt")
    live.refuses(HAND_OVER, NumbersExhausted)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"valid_to": TODAY}, True),
        ({"valid_from": TODAY - 9 * DAY, "valid_to": TODAY - DAY}, False),
        ({"valid_from": TODAY + DAY}, False),
        ({"powers": ("book",)}, False),
        ({"powers": ("collect_voucher", "sign")}, False),
        ({"powers": ("all",)}, True),
        ({"person_id": an_id("luca")}, False),
    ],
)
def test_card_is_given_to_a_delegate_with_the_power_and_within_its_days(
    live: Here, fields: dict[str, Any], holds: bool
) -> None:
    live.record(register("luca"))
    given: dict[str, Any] = {
        "delegation_id": an_id("delegation"),
        "person_id": an_id("maria"),
        "delegate_name": "Luca Bianchi",
        "valid_from": TODAY,
        **fields,
    }
    live.record(AppointDelegate(**given))
    operation = HandOverCard(card_id=CARD, handed_to=an_id("delegation"))
    if not holds:
        live.refuses(operation, DelegationInvalid)
        return
    live.record(operation)
    assert card(live).handed_to == an_id("delegation")


@pytest.mark.parametrize("handed_to", ["", "nobody", "SELF", an_id("no such"), "x" * 1_999])
def test_card_is_not_given_to_someone_without_a_delegation(live: Here, handed_to: str) -> None:
    live.refuses(HandOverCard(card_id=CARD, handed_to=handed_to), DelegationInvalid)


@pytest.mark.parametrize("operation", [ACTIVATE, HAND_OVER, BLOCK])
def test_card_that_is_not_here_is_unknown(known: Here, operation: Any) -> None:
    known.refuses(operation, CardUnknown)


def test_blocked_card_spends_nothing_and_stays_blocked(live: Here) -> None:
    live.record(BLOCK)
    assert (card(live).state, card(live).block_reason) == ("blocked", "smarrita")
    live.refuses(redeemed(100), CardBlocked)
    live.refuses(HAND_OVER, CardNotActive)
    live.refuses(ACTIVATE, CardNotActive)
    live.record(BlockCard(card_id=CARD, reason="rubata"))
    assert card(live).block_reason == "smarrita", "blocking again changes nothing"


def test_blocking_needs_no_right(live: Here) -> None:
    for resource in (f"balance:{CARD}", f"serial:{FUND}", f"fund:{FUND}", "number:receipt"):
        live.lose(resource)
    assert live.record(BLOCK).state == "final"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": " "}, TextMissing),
        ({"reason": "r" * 61}, TextTooLong),
        ({"reason": "a\x00b"}, TextHasControlCharacters),
        ({"report_no": "n" * 41}, TextTooLong),
    ],
)
def test_reason_of_a_block_is_a_short_text(
    live: Here, fields: dict[str, Any], refusal: Any
) -> None:
    live.refuses(msgspec.structs.replace(BLOCK, **fields), refusal)


@pytest.mark.parametrize("blocked", [True, False])
def test_replacement_carries_the_balance_and_the_old_card_is_dead(
    live: Here, blocked: bool
) -> None:
    live.record(redeemed(2_000))
    if blocked:
        live.record(BLOCK)
    done = live.record(REPLACE)
    old, new = card(live), card(live, NEW)
    assert (old.state, old.replaced_by_id, old.block_reason) == ("replaced", NEW, "smarrita")
    assert (new.state, new.replaces_id, new.amount_cents) == ("issued", CARD, 10_000)
    assert new.card_no == done.numbers[0] != old.card_no
    assert done.card_code == card_code(new.card_no)
    assert (done.entity, new.award_id) == (NEW, old.award_id)
    assert (balance(live, f"card:{CARD}"), balance(live, f"card:{NEW}")) == (0, 10_000)
    assert live.left(f"balance:{NEW}") == 1
    live.refuses(redeemed(1), CardNotActive)
    live.refuses(BLOCK, CardNotActive)


def test_replaced_card_is_not_replaced_again(live: Here) -> None:
    live.record(REPLACE)
    again = msgspec.structs.replace(REPLACE, new_card_id=an_id("third"))
    assert live.refuses(again, CardNotActive) == {"state": "replaced"}


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"new_card_id": CARD}, IdTaken),
        ({"card_id": an_id("no card")}, CardBalanceElsewhere),
        ({"fund_id": an_id("no fund")}, CardNumbersExhausted),
        ({"reason": ""}, TextMissing),
        ({"report_no": "n" * 41}, TextTooLong),
        ({"new_card_id": "new"}, JsonUnreadable),
    ],
)
def test_replacement_that_does_not_fit_is_refused(
    live: Here, fields: dict[str, Any], refusal: Any
) -> None:
    live.refuses(msgspec.structs.replace(REPLACE, **fields), refusal)


def test_replacement_stays_in_its_fund(live: Here) -> None:
    other = msgspec.structs.replace(a_fund(), id=an_id("other fund"))
    live.put(other)
    live.give(f"serial:{other.id}", 1, (serial_text(1, 9, 0),))
    live.refuses(msgspec.structs.replace(REPLACE, fund_id=other.id), FundUnknown)


def test_replacement_needs_the_balance_here(live: Here) -> None:
    live.lose(f"balance:{CARD}")
    live.refuses(REPLACE, CardBalanceElsewhere)


def test_redeemed_cents_go_to_the_merchant(live: Here) -> None:
    done = live.record(redeemed(11_999))
    live.record(redeemed(1))
    assert (done.state, done.numbers) == ("final", ())
    assert (balance(live, f"card:{CARD}"), balance(live, f"merchant:{MERCHANT}")) == (0, 12_000)
    assert sum(row.amount_cents for row in live.rows(Posting)) == 0
    live.refuses(redeemed(1), CardUsed)
    assert card(live).state == "used"


def test_redeeming_where_the_balance_is_not_held_is_provisional(live: Here) -> None:
    live.lose(f"balance:{CARD}")
    assert live.record(redeemed(100)).state == "provisional"


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"amount_cents": 12_001}, BalanceTooSmall),
        ({"amount_cents": 0}, AmountInvalid),
        ({"amount_cents": -1}, AmountInvalid),
        ({"amount_cents": 2**63}, JsonUnreadable),
        ({"merchant_id": an_id("no shop")}, MerchantUnknown),
        ({"card_id": an_id("no card")}, CardUnknown),
        ({"merchant_id": MERCHANT.upper()}, JsonUnreadable),
    ],
)
def test_redemption_that_does_not_fit_is_refused(
    live: Here, fields: dict[str, Any], refusal: Any, held: bool
) -> None:
    if not held:
        live.lose(f"balance:{CARD}")
    live.refuses(msgspec.structs.replace(redeemed(100), **fields), refusal)


def test_shop_outside_the_fund_is_refused_and_one_without_funds_takes_any(live: Here) -> None:
    shop = live.row(Merchant, MERCHANT)
    live.put(msgspec.structs.replace(shop, fund_ids=(an_id("other fund"),)))
    live.refuses(redeemed(100), ShopNotAdmitted)
    live.put(msgspec.structs.replace(shop, fund_ids=()))
    live.record(redeemed(100))


def test_card_is_good_through_its_last_day(live: Here) -> None:
    live.put(msgspec.structs.replace(card(live), expires_on=TODAY))
    live.record(redeemed(100))
    live.put(msgspec.structs.replace(card(live), expires_on=TODAY - DAY))
    live.refuses(redeemed(100), CardExpired)


def test_card_that_was_not_scanned_back_buys_nothing(carded: Here) -> None:
    assert carded.refuses(redeemed(100), CardNotActive) == {"state": "issued"}
