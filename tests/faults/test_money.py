# SPDX-License-Identifier: EUPL-1.2
"""Two thousand acts of twenty tellers fit one order; a history that fits none is found out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, a_slot, an_id, book, issue
from tests.faults import money
from tests.faults.ledger import NEVER, Call, Entry, Look, anomalies
from tests.support.postgres import fresh_database
from welfare_desk.operations.redemptions import RedeemCard

SLOT = a_slot("one place", places=1)
TOTALS = {f"slot:{SLOT.id}": 1, f"fund:{FUND}": 12_000}
CALLS = (
    Call("a", book("first", "maria", SLOT), 10, 20, "accepted", ("N1",)),
    Call("b", issue("card", "home", "maria", an_id("isee")), 30, 40, "accepted", ("N2",)),
    Call("c", RedeemCard(card_id=an_id("card"), merchant_id=MERCHANT, amount_cents=9_000), 50, 60,
         "accepted"),
    Call("d", RedeemCard(card_id=an_id("card"), merchant_id=MERCHANT, amount_cents=9_000), 55),
)  # fmt: skip
LOG = (
    Entry("a", 1, "accepted", ""),
    Entry("b", 2, "accepted", ""),
    Entry("c", 3, "accepted", ""),
    Entry("d", 4, "rejected", "balance_too_small"),
)
LOOKS = {"teller": (Look(5, 8, 0, frozenset()), Look(25, 28, 1, frozenset({an_id("first")})))}


def test_an_honest_history_has_no_anomaly() -> None:
    assert anomalies(CALLS, LOOKS, LOG, TOTALS) == []


def test_an_act_whose_answer_was_lost_may_have_happened_or_not() -> None:
    assert anomalies(CALLS, LOOKS, LOG[:3], TOTALS) == []


def _changed(place: int, **fields: object) -> tuple[Entry, ...]:
    entries = list(LOG)
    entries[place] = msgspec.structs.replace(entries[place], **fields)
    return tuple(entries)


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (LOG[1:], "was told accepted and is None"),
        ((*LOG, LOG[0]), "is 2 times in the log"),
        (_changed(0, result="rejected"), "was told accepted and is rejected"),
        (_changed(0, server_seq=9), "stands before an act that was answered before it began"),
        (_changed(3, result="accepted"), "cents"),
        (_changed(2, code="balance_too_small"), "accepted with balance_too_small"),
        (_changed(0, server_seq=2), "passed booking"),
    ],
)
def test_a_log_that_no_order_explains_is_found_out(log: tuple[Entry, ...], said: str) -> None:
    last = Look(70, 80, 4, frozenset())
    looks = (last,) if said == "passed booking" else (*LOOKS["teller"], last)
    assert any(said in each for each in anomalies(CALLS, {"teller": looks}, log, TOTALS))


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look(70, 80, 2, frozenset()), "missed 3"),
        (Look(5, 8, 1, frozenset()), "saw what began later"),
        (Look(70, 80, 4, frozenset()), "passed booking"),
    ],
)
def test_a_look_that_misses_or_foresees_is_found_out(look: Look, said: str) -> None:
    assert any(said in each for each in anomalies(CALLS, {"teller": (look,)}, LOG, TOTALS))


def test_more_than_there_is_and_a_number_twice_are_found_out() -> None:
    twice = Call("e", book("second", "luca", SLOT), 70, NEVER, "", ("N1",))
    found = anomalies((*CALLS, twice), LOOKS, (*LOG, Entry("e", 5, "accepted", "")), TOTALS)
    assert [each for each in found if "at 2 of 1" in each]
    assert "number N1 was given 2 times" in found


def test_two_thousand_acts_of_twenty_tellers_fit_one_order(
    tmp_path: Path, postgres_url: str
) -> None:
    told = money.run(2_000, 1, tmp_path, fresh_database(postgres_url))
    assert told.problems == []
    assert told.counts["operations"] > 1_500
    assert told.counts["answers lost"] > 20


@pytest.mark.long
def test_twenty_thousand_acts_of_twenty_tellers_fit_one_order(tmp_path: Path) -> None:
    assert money.run(20_000, 2, tmp_path).problems == []
