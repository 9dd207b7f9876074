# SPDX-License-Identifier: EUPL-1.2
"""A shop's file: each row is taken in or told why not, once, however often it comes."""

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook, load_workbook

from tests.builders import FUND, MERCHANT, TODAY, an_id
from tests.desk.test_returns import given, owed
from welfare_desk.core.refusals import (
    ImportColumnsMissing,
    ImportEmpty,
    ImportUnreadable,
    MerchantUnknown,
    ReturnTwice,
)
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.fund_tables import public_table, report_tables
from welfare_desk.desk.settling import due
from welfare_desk.desk.shop_list import differences, take_file
from welfare_desk.desk.views.fund_report import ShopShare, fund_report, public_report
from welfare_desk.exchange.csv_rows import read_table
from welfare_desk.exchange.shop_files import read_list
from welfare_desk.exchange.tables_out import TableOut, amount
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.settlement import Redemption
from welfare_desk.operations.cards import BlockCard


@pytest.fixture
def numbers(counter: Desk) -> list[str]:
    """The numbers of Maria's and Luca's cards; Luca's is blocked."""
    given(counter, "maria", "luca")
    counter.record(BlockCard(card_id=an_id("card luca"), reason="smarrita"))
    cards = [
        counter.look(lambda here, name=name: here.one(VoucherCard, an_id(f"card {name}")))
        for name in ("maria", "luca")
    ]
    return [card.card_no for card in cards if card is not None]


def written(folder: Path, numbers: list[str], name: str = "shop.csv") -> Path:
    """Write a list: one good row, it again, one blocked, one unreadable, one of tomorrow."""
    maria, luca = numbers
    rows = (
        ("Tessera", "Importo", "Data", "Scontrino"),
        (maria, "45,50", "16/09/2026", "A1"),
        (maria, "45,50", "16/09/2026", "A1"),
        (luca, "10,00", "16/09/2026", "A2"),
        ("1234", "10,00", "16/09/2026", "A3"),
        (maria, "dieci", "16/09/2026", "A4"),
        (maria, "1,00", "17/09/2026", "A5"),
        (maria, "500,00", "2026-09-16", "=A6"),
    )
    path = folder / name
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(list(row))
        book.save(path)
    else:
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["shop.csv", "shop.xlsx"])
def test_each_row_is_taken_or_told_why_not(
    counter: Desk, numbers: list[str], tmp_path: Path, name: str
) -> None:
    result = tmp_path / "result.csv"
    done = take_file(counter, MERCHANT, written(tmp_path, numbers, name), result)
    assert (done.taken, done.amount_cents, done.before, done.refused) == (1, 4_550, 1, 5)
    assert done.receipt_no
    rows = [list(row.cells.values()) for row in read_table(result.read_bytes()).rows]
    assert [row[4] for row in rows] == ["accolto", "già preso", *["non accolto"] * 5]
    reasons = [row[5] for row in rows]
    assert "bloccata" in reasons[2]
    assert len(set(reasons)) == 7


def test_same_file_again_adds_nothing(counter: Desk, numbers: list[str], tmp_path: Path) -> None:
    path = written(tmp_path, numbers)
    take_file(counter, MERCHANT, path)
    with pytest.raises(ReturnTwice) as refused:
        take_file(counter, MERCHANT, path)
    assert refused.value.facts == {"on": "2026-09-16"}
    assert owed(counter) == 4_550


def test_other_file_with_the_same_reference_adds_nothing(
    counter: Desk, numbers: list[str], tmp_path: Path
) -> None:
    take_file(counter, MERCHANT, written(tmp_path, numbers))
    other = tmp_path / "other.csv"
    other.write_text(f"card;amount;reference\n{numbers[0]};45,50;A1\n", encoding="utf-8")
    done = take_file(counter, MERCHANT, other)
    assert (done.taken, done.before) == (0, 1)
    assert owed(counter) == 4_550


def test_row_counts_by_the_day_at_the_till(
    counter: Desk, numbers: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "late.csv"
    path.write_text(f"Buono;Importo;Data\n{numbers[0]};1,00;01/09/2026\n", encoding="utf-8")
    take_file(counter, MERCHANT, path)
    (row,) = counter.look(lambda here: here.where(Redemption, "merchant_id", MERCHANT))
    assert (row.spent_on.isoformat(), row.channel) == ("2026-09-01", "file")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", ImportEmpty), ("Tessera;Importo\n", ImportEmpty), ("a;b\n1;2\n", ImportColumnsMissing)],
)
def test_file_that_is_no_list_is_refused_whole(
    counter: Desk, tmp_path: Path, text: str, refusal: Any
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(refusal):
        take_file(counter, MERCHANT, path)
    with pytest.raises(ImportUnreadable):
        take_file(counter, MERCHANT, tmp_path)


def test_shop_that_is_not_there_sends_nothing(
    counter: Desk, numbers: list[str], tmp_path: Path
) -> None:
    with pytest.raises(MerchantUnknown):
        take_file(counter, an_id("nobody"), written(tmp_path, numbers))


def test_shops_list_is_compared_with_what_is_due(
    counter: Desk, numbers: list[str], tmp_path: Path
) -> None:
    take_file(counter, MERCHANT, written(tmp_path, numbers))
    maria, luca = numbers
    path = tmp_path / "list.csv"
    path.write_text(f"Tessera;Importo\n{maria};45,00\n{luca};10,00\n", encoding="utf-8")
    owing = counter.look(lambda here: due(here, MERCHANT, FUND, TODAY, TODAY))
    found = differences(owing, read_list(path, TODAY))
    assert {(each.code, each.ours_cents, each.theirs_cents) for each in found} == {
        ("amount", 4_550, 4_500),
        ("not_ours", 0, 1_000),
    }
    path.write_text(f"Tessera;Importo\n{luca};0,00\n", encoding="utf-8")
    missing = differences(owing, read_list(path, TODAY))
    assert [each.code for each in missing] == ["missing_slip"]


def test_figures_leave_as_a_table_without_formulas(counter: Desk, numbers: list[str]) -> None:
    report = counter.look(lambda here: fund_report(here, FUND))
    named = ShopShare(merchant_id="x", name="=CMD()", purchases=7, cents=123_456)
    table = report_tables(msgspec.structs.replace(report, shops=(named,)))
    assert "'=CMD()" in table.csv().decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(table.xlsx())).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "'=CMD()" in cells
    assert "1234,56" in cells


def test_what_is_published_hides_small_counts_and_one_more(counter: Desk) -> None:
    report = counter.look(lambda here: fund_report(here, FUND))
    shops = tuple(
        ShopShare(merchant_id=str(n), name=f"Shop {n}", purchases=n, cents=100 * n)
        for n in (9, 6, 4)
    )
    public = public_report(msgspec.structs.replace(report, shops=shops, cards={"active": 30}))
    assert [count for _, count, _ in public.shops] == [9, None, None]
    table: TableOut = public_table(public)
    assert ("Shop 4", "meno di 5", "") in table.rows
    assert amount(-5) == "-0,05"
