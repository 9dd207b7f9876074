# SPDX-License-Identifier: EUPL-1.2
"""Applications at a desk: filed once, decided by who may, ranked, controlled, revoked."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import (
    OPERATOR,
    TODAY,
    a_fund,
    a_resource,
    a_territory,
    an_id,
    an_operator,
    form,
    isee,
    issue,
    register,
)
from tests.operations.here import Here
from tests.operations.script_funds import ROUND_FUND, a_round_fund, approved, filed
from tests.support.desks import SLOTS
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import serial_text
from welfare_desk.core.refusals import (
    AmountInvalid,
    AmountNotAwarded,
    CardBalanceElsewhere,
    ChoiceUnknown,
    DelegationInvalid,
    FundUnknown,
    NoHousehold,
    NumbersExhausted,
    SecondPersonNeeded,
    SecondPersonSame,
    TextMissing,
)
from welfare_desk.core.refusals_of_funds import (
    AlreadyApplied,
    AmountNeedsSupervisor,
    ApplicationDecided,
    ApplicationNeeded,
    ApplicationNotApproved,
    ApplicationsClosed,
    ApplicationUnknown,
    CardOfAnother,
    CrossCheckPending,
    DeclarationMissing,
    DeclarationWrong,
    NothingToRank,
    NotSampled,
)
from welfare_desk.models.application import Application, Round
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.operations.applications import (
    AttachProtocolNo,
    DecideApplication,
    WithdrawApplication,
)
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.rounds import DrawSample, RankRound, RecordControl, RevokeAward

MARTA, PAOLO = an_id("marta"), an_id("paolo")
SUPERVISOR = {"actor": MARTA, "role": "supervisor"}
WORKER = {"actor": PAOLO, "role": "social_worker"}
APP = an_id("app")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def here(tmp_path: Path, clock: FixedClock) -> Iterator[Here]:
    """A desk that holds euros and card numbers of a fund that gives on application."""
    rows = [
        *a_territory(*SLOTS, fund=a_fund()),
        a_round_fund(),
        a_resource(f"fund:{ROUND_FUND}", 100_000),
        an_operator("marta", "supervisor"),
        an_operator("paolo", "social_worker"),
        an_operator("rosa", "auditor"),
    ]
    opened = Here(tmp_path, clock, rows)
    opened.give(f"fund:{ROUND_FUND}", 100_000)
    opened.give(f"serial:{ROUND_FUND}", 5, tuple(serial_text(1, 4, n) for n in range(5)))
    yield opened
    opened.close()


@pytest.fixture
def known(here: Here) -> Here:
    """Maria, alone at ``home``, has an ISEE of 5,000 euros."""
    for operation in (register("maria"), form("home", "maria")):
        here.record(operation)
    here.record(isee("isee of maria", "home", 500_000))
    return here


@pytest.fixture
def applied(known: Here) -> Here:
    """Maria applied; the rules give her 150 euros."""
    known.record(filed("app", "home", "maria"))
    return known


@pytest.fixture
def granted(applied: Here) -> Here:
    """Her application was approved."""
    applied.record(approved("app", 15_000), **SUPERVISOR)
    return applied


def app(here: Here, name: str = "app") -> Application:
    return here.row(Application, an_id(name))


def a_card(cents: int = 15_000, **other: Any) -> Any:
    fields = {"fund_id": ROUND_FUND, "application_id": APP, **other}
    card = issue("card", "home", "maria", an_id("isee of maria"), cents)
    return msgspec.structs.replace(card, **fields)


def test_what_was_declared_is_kept_with_the_number_and_each_line(known: Here) -> None:
    done = known.record(filed("app", "home", "maria", disabled=1, documents=("isee",)))
    row = app(known)
    assert (done.state, row.state, row.cross_check) == ("final", "filed", "pending")
    assert row.receipt_no == done.numbers[0]
    assert (row.fund_id, row.period, row.operator_id) == (ROUND_FUND, "2026", OPERATOR)
    assert (row.declared.isee_cents, row.declared.income_cents) == (500_000, 60_000)
    assert row.declared.documents == ("isee",)
    assert row.claim_cents == 20_000 == sum(line.cents for line in row.lines)
    assert [line.code for line in row.lines][-2:] == ["household_size", "addition_disability"]


@pytest.mark.parametrize(
    ("fields", "refusal", "facts"),
    [
        ({"fund_id": an_id("no fund")}, FundUnknown, {}),
        ({"fund_id": a_fund().id}, ApplicationsClosed, None),
        ({"applicant_id": an_id("luca")}, NoHousehold, {}),
        ({"members": 2}, DeclarationWrong, {"field": "members"}),
        ({"births_on": (TODAY, TODAY)}, DeclarationWrong, {"field": "births_on"}),
        ({"disabled": 2}, DeclarationWrong, {"field": "disabled"}),
        ({"income_cents": -1}, DeclarationWrong, {"field": "income_cents"}),
        ({"other_support_cents": -1}, DeclarationWrong, {"field": "other_support_cents"}),
        ({"other_support": ("gold",)}, ChoiceUnknown, {"field": "other_support"}),
        ({"income_cents": None}, DeclarationMissing, {"criterion": "income_missing"}),
        ({"delegation_id": an_id("nothing")}, DelegationInvalid, {}),
    ],
)
def test_an_application_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any, facts: dict[str, Any] | None
) -> None:
    known.record(register("luca"))
    found = known.refuses(filed("app", "home", "maria", **fields), refusal)
    assert facts is None or found == facts


def test_who_is_not_entitled_may_apply_and_is_told_why(known: Here) -> None:
    known.record(filed("app", "home", "maria", other_support=("adi",)))
    row = app(known)
    assert (row.state, row.claim_cents) == ("filed", 0)
    assert [line.code for line in row.lines if not line.ok] == ["other_support"]


def test_another_households_attestation_says_nothing(known: Here) -> None:
    known.record(register("luca"))
    known.record(form("other", "luca"))
    known.record(filed("app", "other", "luca", isee_id=an_id("isee of maria")))
    assert app(known).declared.isee_cents is None
    assert [line.code for line in app(known).lines if not line.ok] == ["isee_present"]


@pytest.mark.parametrize(
    "days",
    [
        {"applications_from": TODAY + DAY},
        {"applications_until": TODAY - DAY},
        {"ends_on": TODAY - DAY},
        {"closed_on": TODAY},
    ],
)
def test_applications_are_taken_on_their_days_only(known: Here, days: dict[str, Any]) -> None:
    known.put(a_round_fund(**days))
    known.refuses(filed("app", "home", "maria"), ApplicationsClosed)
    known.put(a_round_fund(applications_from=TODAY, applications_until=TODAY))
    known.record(filed("app", "home", "maria"))


def test_a_delegate_files_with_the_power_to_apply(known: Here) -> None:
    mandate = AppointDelegate(
        delegation_id=an_id("mandate"), person_id=an_id("maria"), delegate_name="Luca",
        powers=("collect_card",), valid_from=TODAY,
    )  # fmt: skip
    known.record(mandate)
    fields = {"delegation_id": an_id("mandate")}
    known.refuses(filed("app", "home", "maria", **fields), DelegationInvalid)
    able = msgspec.structs.replace(mandate, delegation_id=an_id("able"), powers=("apply",))
    known.record(able)
    known.record(filed("app", "home", "maria", delegation_id=an_id("able")))
    assert app(known).delegation_id == an_id("able")


def test_without_a_receipt_number_nothing_is_filed(known: Here) -> None:
    known.lose("number:receipt")
    known.refuses(filed("app", "home", "maria"), NumbersExhausted)


def test_one_application_a_household_fund_and_period_whoever_of_it_asks(here: Here) -> None:
    for name in ("maria", "luca"):
        here.record(register(name))
    here.record(form("home", "maria", "luca"))
    two = {"members": 2, "births_on": (), "isee_id": None}
    here.record(filed("app", "home", "maria", **two))
    facts = here.refuses(filed("again", "home", "luca", **two), AlreadyApplied)
    assert facts == {"receipt_no": app(here).receipt_no}


def test_the_same_base_code_in_another_household_is_the_same_person(known: Here) -> None:
    code = {"fiscal_code": "RSSMRA62C45H501N", "no_code_reason": ""}
    for name in ("sara", "twin"):
        known.record(register(name, **code))
        known.record(form(f"home of {name}", name))
    none = {"isee_id": None}
    known.record(filed("first", "home of sara", "sara", **none))
    known.refuses(filed("second", "home of twin", "twin", **none), AlreadyApplied)


def test_the_period_before_never_blocks(granted: Here) -> None:
    granted.put(a_round_fund(period="2026-2"))
    granted.record(filed("next", "home", "maria"))
    assert app(granted, "next").period == "2026-2"


@pytest.mark.parametrize("ended", ["withdrawn", "refused"])
def test_after_a_withdrawal_or_a_refusal_another_may_be_filed(applied: Here, ended: str) -> None:
    if ended == "withdrawn":
        applied.record(WithdrawApplication(application_id=APP))
    else:
        applied.record(
            DecideApplication(application_id=APP, approve=False, reason="incomplete"), **WORKER
        )
    assert app(applied).state == ended
    applied.record(filed("again", "home", "maria"))


def test_the_municipalitys_number_is_attached_later(applied: Here) -> None:
    applied.record(AttachProtocolNo(application_id=APP, protocol_no=" 4711/2026 "))
    assert app(applied).protocol_no == "4711/2026"
    applied.refuses(AttachProtocolNo(application_id=APP, protocol_no=" "), TextMissing)
    nothing = AttachProtocolNo(application_id=an_id("none"), protocol_no="1")
    applied.refuses(nothing, ApplicationUnknown)


def test_a_decision_keeps_who_when_and_how_much(granted: Here) -> None:
    row = app(granted)
    assert (row.state, row.amount_cents) == ("approved", 15_000)
    assert (row.decided_by, row.second_by) == (MARTA, "")
    assert row.decided_at == granted.clock.now_us()
    granted.refuses(approved("app", 15_000), ApplicationDecided, **SUPERVISOR)


@pytest.mark.parametrize(
    ("cents", "second", "who", "refusal"),
    [
        (14_000, None, WORKER, AmountNeedsSupervisor),
        (14_000, MARTA, WORKER, AmountNeedsSupervisor),
        (14_000, None, SUPERVISOR, SecondPersonNeeded),
        (14_000, MARTA, SUPERVISOR, SecondPersonSame),
        (14_000, OPERATOR, SUPERVISOR, SecondPersonNeeded),
        (14_000, an_id("rosa"), SUPERVISOR, SecondPersonNeeded),
        (14_000, PAOLO, SUPERVISOR, None),
        (0, PAOLO, SUPERVISOR, AmountInvalid),
        (-1, PAOLO, SUPERVISOR, AmountInvalid),
        (15_000, None, WORKER, None),
    ],
)
def test_another_amount_is_a_supervisors_with_a_second_person(
    applied: Here, cents: int, second: str | None, who: dict[str, str], refusal: Any
) -> None:
    decision = approved("app", cents, second)
    if refusal is not None:
        applied.refuses(decision, refusal, **who)
    else:
        applied.record(decision, **who)
        assert app(applied).amount_cents == cents


def test_above_the_funds_amount_two_decide(applied: Here) -> None:
    applied.put(a_round_fund(two_sign_above_cents=14_999))
    applied.refuses(approved("app", 15_000), SecondPersonNeeded, **WORKER)
    applied.record(approved("app", 15_000, MARTA), **WORKER)
    assert app(applied).second_by == MARTA
    refused = DecideApplication(application_id=APP, approve=False, reason="budget")
    applied.refuses(refused, ApplicationDecided, **WORKER)


@pytest.mark.parametrize(
    "change", [{"cross_check": "elsewhere"}, {"state": "duplicate", "cross_check": "here"}]
)
def test_where_the_household_applied_twice_two_decide(
    applied: Here, change: dict[str, str]
) -> None:
    applied.put(msgspec.structs.replace(app(applied), **change))
    applied.refuses(approved("app", 15_000), SecondPersonNeeded, **SUPERVISOR)
    applied.record(approved("app", 15_000, PAOLO), **SUPERVISOR)


def test_a_refusal_says_why(applied: Here) -> None:
    refused = DecideApplication(application_id=APP, approve=False)
    applied.refuses(refused, TextMissing, **WORKER)


def test_a_card_of_the_fund_is_issued_from_the_approved_application_only(granted: Here) -> None:
    granted.refuses(a_card(application_id=None), ApplicationNeeded)
    granted.refuses(a_card(14_000), AmountNotAwarded)
    granted.refuses(a_card(application_id=an_id("none")), ApplicationNotApproved)
    granted.put(a_round_fund(solo_limit_cents=0))
    granted.record(a_card())
    card = granted.row(VoucherCard, an_id("card"))
    assert (card.application_id, card.amount_cents) == (APP, 15_000)


def test_no_card_from_an_application_that_is_not_decided(applied: Here) -> None:
    assert applied.refuses(a_card(), ApplicationNotApproved) == {"state": "filed"}


def test_a_large_card_is_handed_over_once_other_municipalities_were_asked(granted: Here) -> None:
    granted.record(a_card())
    granted.record(ActivateCard(card_id=an_id("card")))
    over = HandOverCard(card_id=an_id("card"))
    assert granted.refuses(over, CrossCheckPending) == {"limit_cents": 14_000}
    granted.put(a_round_fund(cross_check_above_cents=15_000))
    granted.record(over)


def test_once_asked_the_card_is_handed_over(granted: Here) -> None:
    granted.record(a_card())
    granted.record(ActivateCard(card_id=an_id("card")))
    granted.put(msgspec.structs.replace(app(granted), cross_check="clear"))
    granted.record(HandOverCard(card_id=an_id("card")))


def three_homes(here: Here) -> None:
    for name, cents in (("maria", 700_000), ("luca", 500_000), ("sara", 500_000)):
        here.record(register(name))
        here.record(form(f"home of {name}", name))
        here.record(isee(f"isee of {name}", f"home of {name}", cents))
        here.clock.advance(seconds=1)
        here.record(filed(f"app {name}", f"home of {name}", name))


RANK = RankRound(round_id=an_id("round"), fund_id=ROUND_FUND, seed=1, until_on=TODAY)


def test_the_round_orders_by_the_funds_policies_and_says_how(here: Here) -> None:
    here.refuses(RANK, NothingToRank, **SUPERVISOR)
    three_homes(here)
    here.record(RANK, **SUPERVISOR)
    assert [app(here, f"app {name}").rank for name in ("luca", "sara", "maria")] == [1, 2, 3]
    row = here.row(Round, an_id("round"))
    first, second = (app(here, f"app {name}").receipt_no for name in ("luca", "sara"))
    assert row.log == (f"{first} < {second}: filed_asc", "budget: 3 / 3, 45000 / 500000")
    assert (row.purpose, row.taking_part, row.seed) == ("ranking", 3, 1)


def test_made_again_with_its_seed_the_order_is_the_same(here: Here) -> None:
    here.put(a_round_fund(ranking=("draw",), budget_cents=30_000))
    three_homes(here)
    here.record(RANK, **SUPERVISOR)
    first = {row.id: row.rank for row in here.rows(Application)}
    again = msgspec.structs.replace(RANK, round_id=an_id("again"))
    here.record(again, **SUPERVISOR)
    assert {row.id: row.rank for row in here.rows(Application)} == first
    one, other = here.rows(Round)
    assert one.log == other.log
    assert one.log[-1] == "budget: 2 / 3, 30000 / 30000"


def test_who_filed_after_the_closing_day_or_is_due_nothing_has_no_place(here: Here) -> None:
    three_homes(here)
    early = msgspec.structs.replace(RANK, until_on=TODAY - DAY)
    here.refuses(early, NothingToRank, **SUPERVISOR)
    here.put(msgspec.structs.replace(app(here, "app luca"), claim_cents=0))
    here.record(RANK, **SUPERVISOR)
    assert app(here, "app luca").rank is None
    assert app(here, "app sara").rank == 1


def test_the_draw_takes_the_funds_share_of_what_was_approved(here: Here) -> None:
    draw = DrawSample(round_id=an_id("draw"), fund_id=ROUND_FUND, seed=5, until_on=TODAY)
    three_homes(here)
    here.refuses(draw, NothingToRank, **SUPERVISOR)
    for name in ("maria", "luca", "sara"):
        here.record(approved(f"app {name}", 15_000), **SUPERVISOR)
    here.record(draw, **SUPERVISOR)
    drawn = {row.receipt_no for row in here.rows(Application) if row.sampled}
    assert len(drawn) == 2, "half of three, rounded up"
    assert set(here.row(Round, an_id("draw")).log) == drawn


def test_a_control_is_recorded_once_with_what_was_found(granted: Here) -> None:
    control = RecordControl(application_id=APP, outcome="failed")
    granted.refuses(control, TextMissing, **WORKER)
    granted.refuses(msgspec.structs.replace(control, outcome="maybe"), ChoiceUnknown, **WORKER)
    found = msgspec.structs.replace(control, words="reddito non dichiarato")
    granted.record(found, **WORKER)
    assert (app(granted).control, app(granted).control_words) == ("failed", found.words)
    granted.refuses(found, NotSampled, **WORKER)


def test_nothing_is_controlled_before_it_is_approved(applied: Here) -> None:
    control = RecordControl(application_id=APP, outcome="passed")
    assert applied.refuses(control, NotSampled, **WORKER) == {"state": "filed"}


def balance(here: Here, account: str) -> int:
    return sum(row.amount_cents for row in here.rows(Posting) if row.account == account)


def test_a_revoked_award_kills_the_card_and_gives_the_money_back(granted: Here) -> None:
    granted.record(a_card())
    revoke = RevokeAward(application_id=APP, reason="false_declaration")
    granted.refuses(revoke, CardOfAnother, **WORKER)
    other = msgspec.structs.replace(revoke, card_id=an_id("another"))
    granted.refuses(other, CardBalanceElsewhere, **WORKER)
    granted.record(msgspec.structs.replace(revoke, card_id=an_id("card")), **WORKER)
    card = granted.row(VoucherCard, an_id("card"))
    assert (card.state, card.block_reason) == ("blocked", "false_declaration")
    assert balance(granted, f"card:{card.id}") == balance(granted, f"fund:{ROUND_FUND}") == 0
    assert (app(granted).state, app(granted).reason) == ("revoked", "false_declaration")
    granted.refuses(filed("again", "home", "maria"), AlreadyApplied)


def test_without_the_cards_balance_nothing_is_revoked(granted: Here) -> None:
    granted.record(a_card())
    granted.lose(f"balance:{an_id('card')}")
    revoke = RevokeAward(application_id=APP, card_id=an_id("card"), reason="error")
    granted.refuses(revoke, CardBalanceElsewhere, **WORKER)


def test_a_large_award_is_revoked_by_two(granted: Here) -> None:
    granted.put(a_round_fund(two_sign_above_cents=1))
    revoke = RevokeAward(application_id=APP, reason="error")
    granted.refuses(revoke, SecondPersonNeeded, **WORKER)
    granted.record(msgspec.structs.replace(revoke, second_id=MARTA), **WORKER)
    assert app(granted).state == "revoked"


def test_what_has_a_card_is_revoked_not_withdrawn(granted: Here) -> None:
    granted.record(a_card())
    withdrawn = WithdrawApplication(application_id=APP)
    assert granted.refuses(withdrawn, ApplicationDecided) == {"state": "approved"}
