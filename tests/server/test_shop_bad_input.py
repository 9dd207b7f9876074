# SPDX-License-Identifier: EUPL-1.2
"""What a shop's own system may send amiss: each has its code and its words, and moves no cent."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, TODAY, a_fund, an_id
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, balance, told
from tests.server.test_shops import ask, desk, issued, let_go, purchase
from tests.support.desk_double import DeskDouble
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import BlockCard
from welfare_desk.server import shops

__all__ = ["desk"]


def _as_it_is(place: Place, _desk: DeskDouble) -> None:
    """Leave card, shop and fund as they are."""


def _expired(place: Place, _desk: DeskDouble) -> None:
    card = place.one(VoucherCard, an_id("maria card"))
    assert card is not None
    place.bring([msgspec.structs.replace(card, expires_on=TODAY - datetime.timedelta(days=1))])


def _blocked(place: Place, desk: DeskDouble) -> None:
    assert told(desk, BlockCard(card_id=an_id("maria card"), reason="persa")) == ACCEPTED


def _not_admitted(place: Place, _desk: DeskDouble) -> None:
    shop = place.one(Merchant, MERCHANT)
    assert shop is not None
    place.bring([msgspec.structs.replace(shop, state="suspended")])


def _other_fund(place: Place, _desk: DeskDouble) -> None:
    shop = place.one(Merchant, MERCHANT)
    assert shop is not None
    place.bring([msgspec.structs.replace(shop, fund_ids=(an_id("another fund"),))])


def _closed(place: Place, _desk: DeskDouble) -> None:
    place.bring([a_fund(budget_cents=100_000, closed_on=TODAY)])


def _whole(place: Place, _desk: DeskDouble) -> None:
    place.bring([a_fund(budget_cents=100_000, partial_use=False)])


TABLE: tuple[tuple[str, Callable[[Place, DeskDouble], None], dict[str, Any]], ...] = (
    ("balance_too_small", _as_it_is, {"amount_cents": 12_001}),
    ("card_expired", _expired, {}),
    ("card_blocked", _blocked, {}),
    ("shop_not_admitted", _not_admitted, {}),
    ("shop_not_admitted", _other_fund, {}),
    ("fund_shut", _closed, {}),
    ("voucher_whole", _whole, {}),
    ("day_in_future", _as_it_is, {"spent_on": "2026-09-17"}),
    ("card_unknown", _as_it_is, {"card": "AAAA BBBB CCCC"}),
)


@pytest.mark.parametrize(("code", "spoil", "fields"), TABLE)
def test_each_purchase_that_does_not_fit_has_its_code_and_words(
    place: Place,
    desk: DeskDouble,
    code: str,
    spoil: Callable[[Place, DeskDouble], None],
    fields: dict[str, Any],
) -> None:
    number = issued(place, desk)
    spoil(place, desk)
    let_go(desk, f"balance:{an_id('maria card')}")
    key = shops.make_key(place.central, place.territory_id, MERCHANT)
    answer = ask(place, key, {**purchase(number), **fields})
    said = answer.json()
    assert (answer.status_code, said["result"], said["code"]) == (422, "refused", code)
    for words in (said["words_it"], said["words_en"]):
        assert words.count(".") >= 2, words  # what happened, and what to do now
        assert "{" not in words
    assert said["words_it"] != said["words_en"]
    assert balance(place, "maria card") == 12_000
    assert FUND not in answer.text
