# SPDX-License-Identifier: EUPL-1.2
"""The eight outcomes of a card's check, with no network, and what each tells the person."""

import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders import FUND, MERCHANT, TERRITORY, a_fund, an_id, form, isee, issue, register
from tests.desk.altered_codes import altered, genuine
from tests.support.desks import card_code, sign_as_server
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import serial_text
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.sentences import outcome_words
from welfare_desk.desk.verify import OUTCOMES
from welfare_desk.operations.card_life import PrintCard, VoidCard
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.protocol.block_list import CardKey, write
from welfare_desk.sync.card_lists import FILE, CardLists

CARD = an_id("card")
CODE = "RSSMRA62C45H501N"
ELSEWHERE = serial_text(1, 7, 3)
SERVER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OWN = CardKey(key_id=1, public=SERVER.public_key().public_bytes_raw(), until_on=None)


def take_in(counter: Desk, **other: Any) -> str:
    """Issue Maria's card and return its signed code."""
    counter.record(register(name="maria", fiscal_code=CODE, no_code_reason=""))
    counter.record(form("home", "maria"))
    counter.record(isee("isee", "home"))
    issued: IssueCard = issue("card", "home", "maria", an_id("isee"))
    return counter.record(msgspec.structs.replace(issued, **other)).card_code


def listed(
    counter: Desk, *dead: str, at: int | None = None, keys: tuple[CardKey, ...] = (OWN,)
) -> bool:
    """Bring a signed list to the desk, as an exchange does."""
    lists = lists_of(counter)
    when = counter.now_us() if at is None else at
    return lists.take_in(write(TERRITORY, when, keys, dead, sign_as_server))


def lists_of(counter: Desk) -> CardLists:
    lists = counter._lists
    assert lists is not None
    return lists


def outcome(counter: Desk, code: str) -> str:
    return counter.verify_card(code).outcome


def test_card_goes_from_not_active_to_good_to_used_up(counter: Desk) -> None:
    code = take_in(counter)
    assert outcome(counter, code) == "not_active"
    counter.record(PrintCard(card_id=CARD))
    assert outcome(counter, code) == "not_active"
    counter.record(ActivateCard(card_id=CARD))
    counter.record(HandOverCard(card_id=CARD))
    verdict = counter.verify_card(code)
    assert (verdict.outcome, verdict.balance_cents, verdict.why) == ("good", 12_000, "")
    assert (verdict.initials, verdict.born_year) == ("M. R.", 1962)
    counter.record(RedeemCard(card_id=CARD, merchant_id=MERCHANT, amount_cents=12_000))
    verdict = counter.verify_card(code)
    assert (verdict.outcome, verdict.balance_cents) == ("used", 0)


def test_dead_cards_say_why(counter: Desk) -> None:
    code = take_in(counter)
    void = VoidCard(card_id=CARD, new_card_id=an_id("two"), fund_id=FUND, reason="smudged")
    second = counter.record(void).card_code
    assert (outcome(counter, code), counter.verify_card(code).state) == ("blocked", "voided")
    replace = ReplaceCard(
        card_id=an_id("two"), new_card_id=an_id("three"), fund_id=FUND, reason="lost"
    )
    third = counter.record(replace).card_code
    assert (outcome(counter, second), counter.verify_card(second).state) == ("blocked", "replaced")
    counter.record(BlockCard(card_id=an_id("three"), reason="lost"))
    assert (outcome(counter, third), counter.verify_card(third).state) == ("blocked", "blocked")


def test_card_of_another_municipality_is_genuine_and_unknown_here(counter: Desk) -> None:
    verdict = counter.verify_card(card_code(ELSEWHERE))
    assert (verdict.outcome, verdict.card_no, verdict.list_at) == ("good_unseen", ELSEWHERE, None)
    assert (verdict.card_id, verdict.balance_cents, verdict.initials) == ("", None, "")


def test_card_of_another_municipality_is_dead_by_the_list(counter: Desk) -> None:
    assert listed(counter, ELSEWHERE)
    verdict = counter.verify_card(card_code(ELSEWHERE))
    assert (verdict.outcome, verdict.why) == ("blocked", "listed")
    assert verdict.list_at == counter.now_us()
    assert outcome(counter, card_code(serial_text(1, 7, 4))) == "good_unseen"


def test_own_card_that_the_server_knows_dead_is_dead_here(counter: Desk) -> None:
    """Another desk blocked it and this one heard of the list alone."""
    code = take_in(counter)
    counter.record(ActivateCard(card_id=CARD))
    listed(counter, counter.verify_card(code).card_no)
    verdict = counter.verify_card(code)
    assert (verdict.outcome, verdict.why, verdict.state) == ("blocked", "listed", "active")


def test_card_is_good_through_its_last_day_and_over_after_it(
    counter: Desk, clock: FixedClock
) -> None:
    code = take_in(counter)
    counter.record(ActivateCard(card_id=CARD))
    days = (a_fund().card_expires_on - datetime.date(2026, 9, 16)).days
    clock.advance(days=days)
    assert (outcome(counter, code), outcome(counter, card_code(ELSEWHERE))) == (
        "good", "good_unseen",
    )  # fmt: skip
    clock.advance(days=1)
    assert (outcome(counter, code), outcome(counter, card_code(ELSEWHERE))) == ("expired",) * 2


def test_newer_key_counts_once_the_server_said_so(counter: Desk) -> None:
    newer = Ed25519PrivateKey.from_private_bytes(bytes(reversed(range(32))))
    code = card_code(ELSEWHERE, 2, newer)
    verdict = counter.verify_card(code)
    assert (verdict.outcome, verdict.why) == ("forged", "key_unknown")
    second = CardKey(key_id=2, public=newer.public_key().public_bytes_raw(), until_on=None)
    listed(counter, keys=(OWN, second))
    assert outcome(counter, code) == "good_unseen"
    assert outcome(counter, card_code(ELSEWHERE)) == "good_unseen"
    assert outcome(counter, card_code(ELSEWHERE, 1, newer)) == "forged"
    assert outcome(counter, card_code(ELSEWHERE, 2)) == "forged"


def test_codes_of_an_old_key_count_until_its_last_day(counter: Desk, clock: FixedClock) -> None:
    today = datetime.date(2026, 9, 16)
    old = msgspec.structs.replace(OWN, until_on=today + datetime.timedelta(days=3))
    listed(counter, keys=(old,))
    clock.advance(days=3)
    assert outcome(counter, card_code(ELSEWHERE)) == "good_unseen"
    clock.advance(days=1)
    assert outcome(counter, card_code(ELSEWHERE)) == "expired"


def test_older_or_foreign_or_altered_list_is_not_taken(counter: Desk, tmp_path: Path) -> None:
    now = counter.now_us()
    assert listed(counter, ELSEWHERE, at=now)
    assert not listed(counter, at=now - 1)
    lists = lists_of(counter)
    other = write(an_id("other territory"), now + 1, (OWN,), (), sign_as_server)
    assert not lists.take_in(other)
    text = write(TERRITORY, now + 1, (OWN,), (), sign_as_server)
    assert not lists.take_in(text.replace(b"WD1L", b"WD2L"))
    assert outcome(counter, card_code(ELSEWHERE)) == "blocked"


def test_older_list_put_back_beside_the_store_is_found_out(counter: Desk) -> None:
    now = counter.now_us()
    listed(counter, at=now - 1)
    path = lists_of(counter)._path
    assert path.name == FILE
    older = path.read_bytes()
    listed(counter, ELSEWHERE, at=now)
    path.write_bytes(older)
    verdict = counter.verify_card(card_code(ELSEWHERE))
    assert (verdict.outcome, verdict.list_at) == ("good_unseen", None), "no list, and it says so"


def test_health_card_leads_to_its_card(counter: Desk) -> None:
    store, _, _ = counter.parts()
    from welfare_desk.store.rows import save

    fund = a_fund(carrier="health_card")
    with store.write() as conn:
        save(conn, TERRITORY, {(fund.KIND, fund.id): fund})
    take_in(counter, carrier="health_card")
    assert outcome(counter, CODE) == "not_active"
    counter.record(HandOverCard(card_id=CARD))
    verdict = counter.verify_card(f"{CODE}\r\n")
    assert (verdict.outcome, verdict.card_id, verdict.initials) == ("good", CARD, "M. R.")
    counter.record(AmendPerson(person_id=an_id("maria"), changes={"name": "Marta"}))
    assert outcome(counter, CODE) == "good"


@pytest.mark.parametrize("text", ["", "x", "WD1C", "WD1C" + "A" * 129, "VERDI ANNA", "0" * 12])
def test_what_is_no_card_is_misread(counter: Desk, text: str) -> None:
    assert outcome(counter, text) == "torn"


def test_typed_number_proves_nothing_and_says_so(counter: Desk) -> None:
    take_in(counter)
    number = counter.verify_card(card_code(serial_text(1, 1, 0))).card_no
    verdict = counter.verify_card(f"{number[:4]} {number[4:8].lower()} {number[8:]}")
    assert (verdict.outcome, verdict.why, verdict.card_id) == ("not_active", "typed", CARD)


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("name", OUTCOMES)
def test_each_outcome_has_its_own_sentences(name: str, lang: str) -> None:
    facts: dict[str, int | str] = {"day": "31/12/2026", "left": "10,00 €"}
    words = outcome_words(name, facts, lang)
    others = [outcome_words(each, facts, lang) for each in OUTCOMES if each != name]
    assert all(words.say != each.say and words.fact != each.fact for each in others)
    assert all(part and "{" not in part for part in words)


def test_there_are_exactly_eight_outcomes() -> None:
    assert len(set(OUTCOMES)) == 8


def test_altered_codes_are_never_good(counter: Desk) -> None:
    """``python -m tests.desk.altered_codes 1000000`` plays the long form."""
    for code in altered(2_000, seed=5):
        assert outcome(counter, code) in ("forged", "torn")
    for code in genuine(200, seed=5):
        assert outcome(counter, code) == "good_unseen"
