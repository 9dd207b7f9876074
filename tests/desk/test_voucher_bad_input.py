# SPDX-License-Identifier: EUPL-1.2
"""What comes amiss to a counter in a voucher round: each has its code and its words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, TERRITORY, TODAY, a_fund, an_id
from tests.desk.conftest import PIN
from tests.desk.test_returns import given, owed
from tests.desk.test_settling import second_supervisor
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.desk.shop_list import take_file
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.registry import from_json
from welfare_desk.store.rows import save

CARD = an_id("card maria")


def _keep(desk: Desk, row: Record) -> None:
    store, _, _ = desk.parts()
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row})


def _spend(desk: Desk, **other: Any) -> None:
    """Record a purchase as a script writes it."""
    fields = {"kind": "redeem_card", "card_id": CARD, "merchant_id": MERCHANT,
              "amount_cents": 1_000, **other}  # fmt: skip
    desk.record(from_json(fields))


def _over(desk: Desk, _folder: Path) -> None:
    _spend(desk, amount_cents=12_001)


def _late(desk: Desk, _folder: Path) -> None:
    card = desk.look(lambda here: here.one(VoucherCard, CARD))
    assert card is not None
    _keep(desk, msgspec.structs.replace(card, expires_on=TODAY - datetime.timedelta(days=1)))
    _spend(desk)


def _blocked(desk: Desk, _folder: Path) -> None:
    desk.record(from_json({"kind": "block_card", "card_id": CARD, "reason": "persa"}))
    _spend(desk)


def _strange_shop(desk: Desk, _folder: Path) -> None:
    shop = desk.look(lambda here: here.one(Merchant, MERCHANT))
    assert shop is not None
    _keep(desk, msgspec.structs.replace(shop, fund_ids=(an_id("another fund"),)))
    _spend(desk)


def _same_file(desk: Desk, folder: Path) -> None:
    card = desk.look(lambda here: here.one(VoucherCard, CARD))
    assert card is not None
    path = folder / "negozio.csv"
    path.write_text(f"Tessera;Importo;Scontrino\n{card.card_no};10,00;A1\n", encoding="utf-8")
    take_file(desk, MERCHANT, path)
    take_file(desk, MERCHANT, path)


def _missing_slip(desk: Desk, _folder: Path) -> None:
    second_supervisor(desk)
    desk.session.log_in("marta", PIN)
    desk.record(
        from_json(
            {
                "kind": "close_settlement",
                "settlement_id": an_id("settled"),
                "merchant_id": MERCHANT,
                "fund_id": FUND,
                "from_on": TODAY.isoformat(),
                "to_on": TODAY.isoformat(),
                "marks": ["x"],
                "amount_cents": 0,
                "second_id": an_id("carla"),
                "differences": [{"code": "missing_slip", "ref": "5T2H", "ours_cents": 500}],
            }
        )
    )


def _closed(desk: Desk, _folder: Path) -> None:
    _keep(desk, a_fund(closed_on=TODAY))
    _spend(desk)


TABLE: tuple[tuple[str, Callable[[Desk, Path], None], int], ...] = (
    ("balance_too_small", _over, 0),
    ("card_expired", _late, 0),
    ("card_blocked", _blocked, 0),
    ("shop_not_admitted", _strange_shop, 0),
    ("return_twice", _same_file, 1_000),
    ("slip_missing", _missing_slip, 0),
    ("fund_shut", _closed, 0),
)


@pytest.mark.parametrize(("code", "come", "left_cents"), TABLE)
def test_each_has_its_code_and_words_and_moves_no_cent(
    counter: Desk, tmp_path: Path, code: str, come: Callable[[Desk, Path], None], left_cents: int
) -> None:
    given(counter, "maria")
    with pytest.raises(DeskError) as refused:
        come(counter, tmp_path)
    assert refused.value.code == code
    said = [refusal_text(refused.value, lang) for lang in ("it", "en")]
    assert said[0] != said[1]
    for words in said:
        assert words.count(".") >= 2, words  # what happened, and what to do now
        assert "–" not in words
        assert "{" not in words
    assert owed(counter) == left_cents
