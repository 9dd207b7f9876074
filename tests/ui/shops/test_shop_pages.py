# SPDX-License-Identifier: EUPL-1.2
"""Negozi e misure at the window: found, looked at, settled by two, taken back, a fund's figures."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import FUND, MERCHANT, a_fund, an_id
from tests.desk.test_returns import given, owed
from tests.ui.counter import PIN, Counter, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.models.settlement import Difference, Redemption, Settlement
from welfare_desk.models.territory import Merchant, MerchantDocument, Operator
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.settlements import NoteDifferences
from welfare_desk.store.rows import save
from welfare_desk.ui.funds.page import FundPage
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.second_person import SecondPersonPanel
from welfare_desk.ui.shops.page import ShopsPage
from welfare_desk.ui.shops.shop_page import ShopPage

SPENT = an_id("spent uno")


def supervised(counter: Counter) -> None:
    """Let a card be spent, a second supervisor be known, and Marta sit at the desk."""
    desk = counter.desk
    given(desk, "uno")
    desk.record(
        RedeemCard(
            card_id=an_id("card uno"),
            merchant_id=MERCHANT,
            amount_cents=4_550,
            redemption_id=SPENT,
        )
    )
    marta = desk.look(lambda here: here.one(Operator, an_id("marta")))
    shop = desk.look(lambda here: here.one(Merchant, MERCHANT))
    assert marta is not None
    assert shop is not None
    carla = msgspec.structs.replace(marta, id=an_id("carla"), login="carla", name="Carla")
    papers = (MerchantDocument(name="DURC", number="7", valid_to=a_fund().starts_on),)
    shop = msgspec.structs.replace(
        shop, documents=papers, address="Via Garibaldi 4", iban="IT60X0542811101000000123456"
    )
    store, _, _ = desk.parts()
    with store.write() as conn:
        save(conn, shop.territory_id, {(row.KIND, row.id): row for row in (carla, shop)})
    desk.session.log_in("marta", PIN)


def shown(counter: Counter, page: Any) -> Any:
    counter.show(page, "cards")
    settle(counter.jobs, 3)
    return page


def sign(counter: Counter) -> None:
    """Let Carla sign in the right panel."""
    settle(counter.jobs, 2)
    panel = counter.shell.findChildren(SecondPersonPanel)[-1]
    panel.asked.emit(an_id("carla"), PIN)
    settle(counter.jobs, 4)


def test_shops_are_found_with_what_is_wrong_with_their_papers(counter: Counter) -> None:
    supervised(counter)
    page = shown(counter, ShopsPage(counter.context))
    (row,) = page.rows.rows
    assert (row.papers_ended, row.waiting_cents) == (1, 4_550)
    assert page._shop_cell(row, "papers").badge.text == "1 scaduto"
    page.sought.set_text("nessuno")
    settle(counter.jobs, 2)
    assert page._none.isVisible()


def test_settlement_is_closed_by_two_and_its_statement_printed(counter: Counter) -> None:
    supervised(counter)
    page = shown(counter, ShopPage(counter.context, MERCHANT))
    assert "45,50" in page.owing.text()
    page._close()
    sign(counter)
    (row,) = counter.desk.look(lambda here: here.where(Settlement, "merchant_id", MERCHANT))
    assert (row.amount_cents, row.second_by) == (4_550, an_id("carla"))
    assert [job.document for job in counter.desk.print_list()] == ["statement"]
    assert page.owing.text() == "In questi giorni non c'è niente da rendicontare."
    notes = [each for each in page.findChildren(Field) if "shop.note" in each.line.objectName()]
    settlement = page._view.settlements[0]
    assert settlement.state == "closed"
    (field,) = notes
    field.set_text("7/2026 45,00")
    page._settlements._note(settlement, field)
    settle(counter.jobs, 2)
    assert "45,50" in field._foot.text()
    field.set_text("7/2026 45,50")
    page._settlements._note(settlement, field)
    settle(counter.jobs, 3)
    assert page._view.settlements[0].state == "noted"


def test_purchase_is_taken_back_with_a_reason_and_a_second_person(counter: Counter) -> None:
    supervised(counter)
    page = shown(counter, ShopPage(counter.context, MERCHANT))
    page._ask_reason(page.spent.rows[0])
    page._take_back()
    assert page.reason.isVisible()
    page.reason.set_text("scontrino sbagliato")
    page._take_back()
    sign(counter)
    row = counter.desk.look(lambda here: here.one(Redemption, SPENT))
    assert row is not None
    assert (row.state, owed(counter.desk)) == ("reversed", 0)


def test_shops_list_is_compared_and_each_difference_closed_with_words(
    counter: Counter, tmp_path: Path
) -> None:
    supervised(counter)
    page = shown(counter, ShopPage(counter.context, MERCHANT))
    listed = tmp_path / "list.csv"
    listed.write_text("Tessera;Importo\nAAAABBBBCCCC;1,00\n", encoding="utf-8")
    page.compare_with(str(listed))
    settle(counter.jobs, 3)
    codes = [line.code for line, _ in page.differences._lines]
    assert sorted(codes) == ["missing_slip", "not_ours"]
    page._close()
    sign(counter)
    assert "Mancano 1 buoni" in page.notice.fact.text()
    for _, field in page.differences._lines:
        field.set_text("chiarito al telefono")
    page._close()
    sign(counter)
    (row,) = counter.desk.look(lambda here: here.where(Settlement, "merchant_id", MERCHANT))
    assert [each.closed for each in row.differences] == ["chiarito al telefono"] * 2
    page.compare_with(str(tmp_path))
    settle(counter.jobs, 3)
    assert page.notice.isVisible()


def test_line_of_the_bank_is_closed_with_words(counter: Counter) -> None:
    supervised(counter)
    page = shown(counter, ShopPage(counter.context, MERCHANT))
    page._close()
    sign(counter)
    (row,) = counter.desk.look(lambda here: here.where(Settlement, "merchant_id", MERCHANT))
    line = Difference(code="not_paid", ref="WD1", ours_cents=4_550)
    counter.desk.record(NoteDifferences(settlement_id=row.id, differences=(line,)))
    page.reload()
    settle(counter.jobs, 3)
    (field,) = [one for one in page.findChildren(Field) if "shop.line" in one.line.objectName()]
    field.set_text("bonifico del 12")
    field.line.returnPressed.emit()
    settle(counter.jobs, 3)
    row = counter.desk.look(lambda here: here.one(Settlement, row.id))
    assert [each.closed for each in row.differences] == ["bonifico del 12"]


def test_shops_file_is_taken_in_and_its_result_lies_beside(
    counter: Counter, tmp_path: Path
) -> None:
    supervised(counter)
    page = shown(counter, ShopPage(counter.context, MERCHANT))
    number = page.spent.rows[0].card_no
    file = tmp_path / "spese.csv"
    file.write_text(f"Tessera;Importo\n{number};10,00\n1234;1,00\n", encoding="utf-8")
    page.take_in(str(file))
    settle(counter.jobs, 4)
    assert page.notice.fact.text() == "1 spesa accolta"
    assert "non accolto" in (tmp_path / "spese-esito.csv").read_text("utf-8-sig")
    assert owed(counter.desk) == 5_550
    page.take_in(str(file))
    settle(counter.jobs, 3)
    assert "già stato preso" in page.notice.fact.text()


def test_operator_looks_and_settles_nothing(counter: Counter) -> None:
    supervised(counter)
    counter.desk.session.log_in("anna", PIN)
    page = shown(counter, ShopPage(counter.context, MERCHANT))
    assert not page._settling.isVisible()
    assert [column.id for column in page.spent.columns] == ["on", "card", "state", "amount"]


def test_fund_shows_its_figures_and_saves_them(counter: Counter, tmp_path: Path) -> None:
    supervised(counter)
    page = shown(counter, FundPage(counter.context, FUND))
    assert page.used.value.text() == "45,50\u00a0€"
    assert len(page.weeks.rows) == 1
    assert "45,50" in page.chart.accessibleDescription()
    for name, public in (("all.csv", False), ("public.csv", True), ("all.xlsx", False)):
        page.write_list(tmp_path / name, public=public)
        settle(counter.jobs, 3)
    assert "Negozio ESEMPIO;1;45,50" in (tmp_path / "all.csv").read_text("utf-8-sig")
    assert "Negozio ESEMPIO;meno di 5;" in (tmp_path / "public.csv").read_text("utf-8-sig")
    assert (tmp_path / "all.xlsx").read_bytes().startswith(b"PK")
    page.write_list(tmp_path / "nowhere" / "x.csv", public=False)
    settle(counter.jobs, 3)
    assert "non è stato scritto" in counter.toasts[-1]


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1024, 700), 100),
                                               ((1366, 768), 200)])  # fmt: skip
@pytest.mark.parametrize("kind", ["shops", "shop", "fund"])
def test_nothing_is_cut(counter: Counter, kind: str, size: tuple[int, int], percent: int) -> None:
    supervised(counter)
    makers = {
        "shops": lambda: ShopsPage(counter.context),
        "shop": lambda: ShopPage(counter.context, MERCHANT),
        "fund": lambda: FundPage(counter.context, FUND),
    }
    page = shown(counter, makers[kind]())
    counter.shell.resize(*size)
    counter.look.set_theme(text_percent=percent)
    settle(counter.jobs, 3)
    assert problems(page) == []
    assert unnamed(page) == []
