# SPDX-License-Identifier: EUPL-1.2
"""Rientri: pieces are read one after the other, what does not fit goes on the pile."""

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, a_fund, an_id, form, isee, issue, register
from welfare_desk.core.refusals import MerchantUnknown, ReturnTwice, ReturnUnknown
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.returns import Piece, ReturnView
from welfare_desk.models.card import Posting
from welfare_desk.models.fund import Fund
from welfare_desk.models.settlement import ReturnBatch
from welfare_desk.operations.cards import ActivateCard, BlockCard
from welfare_desk.operations.settlements import CloseReturn
from welfare_desk.store.rows import save

ANNA = an_id("anna")


def given(counter: Desk, *names: str) -> list[str]:
    """Issue an active card of 120 euros to each household; return their codes."""
    codes = []
    for name in names:
        counter.record(register(name))
        counter.record(form(f"home {name}", name))
        counter.record(isee(f"isee {name}", f"home {name}"))
        done = counter.record(issue(f"card {name}", f"home {name}", name, an_id(f"isee {name}")))
        counter.record(ActivateCard(card_id=an_id(f"card {name}")))
        codes.append(done.card_code)
    return codes


def whole_vouchers(counter: Desk) -> None:
    """Let the fund's vouchers be spent whole."""
    store, _, _ = counter.parts()
    fund = a_fund(partial_use=False)
    with store.write() as conn:
        save(conn, fund.territory_id, {(Fund.KIND, FUND): fund})


def read(counter: Desk, batch_id: str, text: str, **other: int) -> tuple[ReturnView, Piece]:
    return counter.returns.read(batch_id, text, operator_id=ANNA, **other)


def owed(counter: Desk) -> int:
    def cents(here: Reading) -> int:
        rows = here.where(Posting, "account", f"merchant:{MERCHANT}")
        return sum(row.amount_cents for row in rows)

    return counter.look(cents)


@pytest.fixture
def batch(counter: Desk) -> str:
    return counter.returns.begin(MERCHANT, operator_id=ANNA, declared=2).batch_id


def test_vouchers_are_taken_in_with_their_value_and_no_key(counter: Desk, batch: str) -> None:
    whole_vouchers(counter)
    codes = given(counter, "maria", "luca")
    for code in codes:
        view, piece = read(counter, batch, code)
        assert piece.outcome == "taken"
    assert (view.taken, view.amount_cents, view.declared) == (2, 24_000, 2)
    assert [each.place for each in view.latest] == [2, 1]
    assert owed(counter) == 24_000


def test_card_with_a_balance_needs_the_amount_of_the_receipt(counter: Desk, batch: str) -> None:
    (code,) = given(counter, "maria")
    view, piece = read(counter, batch, code)
    assert (piece.outcome, piece.code) == ("aside", "slip_amount_needed")
    view, piece = read(counter, batch, code, amount_cents=4_550)
    assert (piece.outcome, piece.amount_cents) == ("taken", 4_550)
    assert (view.taken, len(view.aside)) == (1, 1)


def test_same_slip_twice_is_seen_and_counted_once(counter: Desk, batch: str) -> None:
    (code,) = given(counter, "maria")
    read(counter, batch, code, amount_cents=4_550)
    view, piece = read(counter, batch, code, amount_cents=4_550)
    assert (piece.outcome, piece.amount_cents) == ("twice", 0)
    assert (view.taken, owed(counter)) == (1, 4_550)
    view, piece = read(counter, batch, code, amount_cents=1_000)
    assert (piece.outcome, view.taken) == ("taken", 2)
    view, piece = read(counter, batch, code, amount_cents=1_000, again=True)
    assert (piece.outcome, owed(counter)) == ("taken", 6_550)


def test_what_does_not_fit_goes_on_the_pile_and_stops_nothing(counter: Desk, batch: str) -> None:
    whole_vouchers(counter)
    maria, luca = given(counter, "maria", "luca")
    counter.record(BlockCard(card_id=an_id("card maria"), reason="smarrita"))
    altered = luca[:-1] + ("A" if luca[-1] != "A" else "B")
    codes = [read(counter, batch, text)[1].code for text in (maria, altered, "1234", luca)]
    assert codes[0] == "card_blocked"
    assert codes[1] in ("card_code_forged", "card_code_mistyped")
    assert codes[2:] == ["card_code_mistyped", ""]
    view = counter.returns.view(batch)
    assert (view.taken, len(view.aside)) == (1, 3)
    first = view.aside[0]
    assert len(counter.returns.put_down(batch, first.at, operator_id=ANNA).aside) < 3


def test_last_piece_is_taken_out_again(counter: Desk, batch: str) -> None:
    (code,) = given(counter, "maria")
    read(counter, batch, code, amount_cents=4_550)
    view = counter.returns.take_back_last(batch, operator_id=ANNA)
    assert (view.taken, owed(counter)) == (0, 0)
    assert counter.returns.take_back_last(batch, operator_id=ANNA).taken == 0
    _, piece = read(counter, batch, code, amount_cents=4_550)
    assert piece.outcome == "taken"


def test_interrupted_return_goes_on_where_it_was(counter: Desk, batch: str) -> None:
    whole_vouchers(counter)
    maria, luca = given(counter, "maria", "luca")
    read(counter, batch, maria)
    read(counter, batch, "1234")
    (found,) = counter.returns.opened()
    assert (found.batch_id, found.taken, len(found.aside)) == (batch, 1, 1)
    view, _ = read(counter, found.batch_id, luca)
    assert view.taken == 2


def test_closed_return_has_a_receipt_and_is_open_no_more(counter: Desk, batch: str) -> None:
    whole_vouchers(counter)
    (code,) = given(counter, "maria")
    read(counter, batch, code)
    read(counter, batch, "1234")
    done = counter.returns.close(batch)
    assert done.numbers
    assert counter.returns.opened() == ()
    row = counter.look(lambda here: here.one(ReturnBatch, batch))
    assert row is not None
    assert (row.taken, row.amount_cents, row.set_aside) == (1, 12_000, 1)
    with pytest.raises(ReturnUnknown):
        counter.returns.view(batch)


def test_power_cut_between_closing_and_dropping_leaves_no_open_return(
    counter: Desk, batch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter.drafts, "drop", lambda _draft_id: None)
    counter.returns.close(batch)
    assert counter.drafts.payload(batch) is not None
    assert counter.returns.opened() == ()


def test_shop_that_is_not_there_brings_nothing(counter: Desk) -> None:
    with pytest.raises(MerchantUnknown):
        counter.returns.begin(an_id("no shop"), operator_id=ANNA)


def test_same_file_is_closed_once(counter: Desk) -> None:
    filed = CloseReturn(
        batch_id=an_id("file"),
        merchant_id=MERCHANT,
        channel="file",
        taken=0,
        amount_cents=0,
        set_aside=0,
        file_hash="ab" * 32,
    )
    counter.record(filed)
    with pytest.raises(ReturnTwice):
        counter.record(msgspec.structs.replace(filed, batch_id=an_id("again")))
