# SPDX-License-Identifier: EUPL-1.2
"""Shops at a real server: their own system, settlement, the bank, and how a fund ends."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
import requests

from tests.builders import FUND, MERCHANT, TODAY, a_fund, a_territory, an_id, an_operator
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, balance, carded, resource, told
from tests.support.desk_double import DeskDouble
from welfare_desk.core.refusals import (
    FundHeld,
    FundOwes,
    FundRuns,
    FundShut,
    FundUnknown,
    IbanWrong,
    ImportColumnsMissing,
    ImportNotAList,
    PaymentEmpty,
)
from welfare_desk.core.settlement_marks import packed
from welfare_desk.exchange.bank_file import Transfer, transfers_of
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.settlement import Redemption, Settlement
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import ActivateCard, BlockCard
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.settlements import CloseSettlement, RecordDebitNote
from welfare_desk.server import fund_end, payments, shops
from welfare_desk.server.admin import Unknown
from welfare_desk.server.payments import Payer

SETTLED = an_id("settled")
IBAN = "IT60X0542811101000000123456"
PAYER = Payer(name="Comune di Piazzola", iban="IT40S0542811101000000123456")
NEXT_YEAR = datetime.date(2027, 3, 1)


def issued(place: Place, desk: DeskDouble) -> str:
    """Give Maria an active card of 120 euros; return its number."""
    carded(place, desk)
    assert told(desk, ActivateCard(card_id=an_id("maria card"))) == ACCEPTED
    card = place.one(VoucherCard, an_id("maria card"))
    assert isinstance(card, VoucherCard)
    return card.card_no


def let_go(desk: DeskDouble, *resources: str) -> None:
    """Hand rights back: born ones and lent ones."""
    named = tuple(
        Returned(held.lease.id, held.lease.resource)
        for name in resources
        for held in desk.held.get(name, [])
    )
    told(desk, ReleaseRights(returned=named), role="desk", actor="")


@pytest.fixture
def desk(place: Place) -> DeskDouble:
    rows = a_territory(fund=a_fund(budget_cents=100_000))
    shop = next(row for row in rows if isinstance(row, Merchant))
    rows[rows.index(shop)] = msgspec.structs.replace(shop, iban=IBAN)
    place.bring([*rows, an_operator("marta", "supervisor"), an_operator("carla", "supervisor")])
    return place.desk()


def ask(place: Place, key: str, body: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {key}"}
    return requests.post(f"{place.url}/shop/v1/redeem", json=body, headers=headers, timeout=10)


def purchase(card: str, cents: int = 1_000, reference: str = "r1") -> dict[str, object]:
    return {"card": card, "amount_cents": cents, "reference": reference}


def settled(place: Place, desk: DeskDouble) -> None:
    """Let the shop take 40 euros in and be owed them by a closed settlement."""
    spent = RedeemCard(
        card_id=an_id("maria card"),
        merchant_id=MERCHANT,
        amount_cents=4_000,
        redemption_id=an_id("spent"),
    )
    assert told(desk, spent) == ACCEPTED
    closing = CloseSettlement(
        settlement_id=SETTLED,
        merchant_id=MERCHANT,
        fund_id=FUND,
        from_on=TODAY,
        to_on=TODAY,
        marks=packed([an_id("spent")]),
        amount_cents=4_000,
        second_id=an_id("carla"),
    )
    assert told(desk, closing, role="supervisor", actor=an_id("marta")) == ACCEPTED


def noted(desk: DeskDouble) -> None:
    note = RecordDebitNote(settlement_id=SETTLED, number="7", on=TODAY, amount_cents=4_000)
    assert told(desk, note, role="supervisor", actor=an_id("marta")) == ACCEPTED


def test_shops_system_redeems_once_however_often_it_asks(place: Place, desk: DeskDouble) -> None:
    number = issued(place, desk)
    key = shops.make_key(place.central, place.territory_id, MERCHANT)
    waits = ask(place, key, purchase(number))
    assert (waits.status_code, waits.json()["code"]) == (409, "card_waits")
    let_go(desk, f"balance:{an_id('maria card')}")
    first, again = (ask(place, key, purchase(number)) for _ in range(2))
    assert (first.status_code, first.json()["left_cents"]) == (200, 11_000)
    assert (again.json()["operation"], again.json()["repeated"]) == (
        first.json()["operation"],
        True,
    )
    assert balance(place, "maria card") == 11_000
    for body, code in (
        (purchase(number, 2_000), "reference_twice"),
        (purchase(number, 99_000, "r2"), "balance_too_small"),
        (purchase("AAAA BBBB CCCC", reference="r3"), "card_unknown"),
    ):
        refused = ask(place, key, body)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
        assert refused.json()["words_it"].endswith(".")
    assert place.problems() == []


def test_did_it_go_through_is_answered_by_the_shops_reference(
    place: Place, desk: DeskDouble
) -> None:
    number = issued(place, desk)
    let_go(desk, f"balance:{an_id('maria card')}")
    key = shops.make_key(place.central, place.territory_id, MERCHANT)
    ask(place, key, purchase(number))
    headers = {"Authorization": f"Bearer {key}"}
    told_of = [
        requests.get(f"{place.url}/shop/v1/operation/{ref}", headers=headers, timeout=10)
        for ref in ("r1", "r1", "r2")
    ]
    assert [each.status_code for each in told_of] == [200, 200, 404]
    assert [each.json()["result"] for each in told_of] == ["done", "done", "unknown"]


def test_key_that_is_wrong_or_withdrawn_opens_nothing(place: Place, desk: DeskDouble) -> None:
    number = issued(place, desk)
    old = shops.make_key(place.central, place.territory_id, MERCHANT)
    key = shops.make_key(place.central, place.territory_id, MERCHANT)
    assert ask(place, old, purchase(number)).status_code == 401
    shops.revoke_key(place.central, place.territory_id, MERCHANT)
    answer = ask(place, key, purchase(number))
    assert (answer.status_code, answer.json()["code"]) == (401, "shop_key_wrong")
    for wrong in (an_id("no shop"), ""):
        with pytest.raises(Unknown):
            shops.make_key(place.central, place.territory_id, wrong)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"card": "x", "amount_cents": 0, "reference": "r"},
        {"card": "x", "amount_cents": 100, "reference": " "},
        {"card": "", "amount_cents": 100, "reference": "r"},
        {"card": "x", "amount_cents": "many", "reference": "r"},
        {"card": "x", "amount_cents": 100, "reference": "r" * 41},
        [1, 2],
    ],
)
def test_request_that_is_no_purchase_has_words(place: Place, desk: DeskDouble, body: Any) -> None:
    key = shops.make_key(place.central, place.territory_id, MERCHANT)
    answer = ask(place, key, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "shop_request_wrong")


def test_shop_that_asks_too_fast_is_told_to_wait(place: Place, desk: DeskDouble) -> None:
    pace = shops.ShopPace(lambda: 0.0)
    assert [pace.wait("shop") for _ in range(shops.BURST + 1)] == [0] * shops.BURST + [1]
    assert pace.wait("other") == 0


def test_settlement_is_paid_by_a_sepa_file_and_closed_by_the_bank(
    place: Place, desk: DeskDouble, tmp_path: Path
) -> None:
    issued(place, desk)
    settled(place, desk)
    with pytest.raises(PaymentEmpty):
        payments.order(place.central, place.territory_id, PAYER, TODAY)
    noted(desk)
    wrong = msgspec.structs.replace(PAYER, iban="IT00")
    with pytest.raises(IbanWrong):
        payments.order(place.central, place.territory_id, wrong, TODAY)
    done = payments.order(place.central, place.territory_id, PAYER, TODAY)
    root = ET.fromstring(done.xml)  # noqa: S314  # made here
    texts = {each.tag.rpartition("}")[2]: (each.text or "") for each in root.iter()}
    assert (texts["InstdAmt"], texts["CtrlSum"]) == ("40.00", "40.00")
    assert texts["EndToEndId"] == done.transfers[0].reference
    row = place.one(Settlement, SETTLED)
    assert isinstance(row, Settlement)
    assert row.state == "ordered"
    bank = tmp_path / "bank.csv"
    bank.write_text(f"Riferimento;Importo;Data\n{row.payment_ref};-40,00;2026-09-16\nX;1,00;\n")
    found = payments.reconcile(place.central, place.territory_id, transfers_of(bank), TODAY)
    assert (found.paid, found.differences, found.unknown) == (1, 0, ("X",))
    row = place.one(Settlement, SETTLED)
    assert isinstance(row, Settlement)
    assert (row.state, row.paid_on) == ("paid", TODAY)
    assert place.problems() == []


def test_what_the_bank_paid_otherwise_or_not_is_a_line_to_close(
    place: Place, desk: DeskDouble
) -> None:
    issued(place, desk)
    settled(place, desk)
    noted(desk)
    done = payments.order(place.central, place.territory_id, PAYER, TODAY)
    nothing = payments.reconcile(place.central, place.territory_id, (), TODAY)
    other = (Transfer(done.transfers[0].reference, 3_999, TODAY),)
    less = payments.reconcile(place.central, place.territory_id, other, TODAY)
    assert (nothing.differences, less.differences, less.paid) == (1, 1, 0)
    row = place.one(Settlement, SETTLED)
    assert isinstance(row, Settlement)
    assert {each.code for each in row.differences} == {"not_paid", "paid_otherwise"}
    assert place.problems() == []


def test_shop_without_a_good_account_waits(place: Place, desk: DeskDouble) -> None:
    issued(place, desk)
    settled(place, desk)
    noted(desk)
    shop = place.one(Merchant, MERCHANT)
    assert isinstance(shop, Merchant)
    place.bring([msgspec.structs.replace(shop, iban="")])
    with pytest.raises(IbanWrong):
        payments.order(place.central, place.territory_id, PAYER, TODAY)


def test_cards_expire_once_desks_have_handed_them_back(place: Place, desk: DeskDouble) -> None:
    issued(place, desk)
    args = (place.central, place.territory_id, NEXT_YEAR)
    waits = fund_end.expire(*args)
    assert (waits.cards, sum(waits.waiting.values())) == (0, 1)
    let_go(desk, f"balance:{an_id('maria card')}")
    assert fund_end.expire(*args, grace_days=100).cards == 0
    free = resource(place, f"fund:{FUND}").free
    done = fund_end.expire(*args)
    assert (done.cards, done.cents, done.waiting) == (1, 12_000, {})
    assert resource(place, f"fund:{FUND}").free == free + 12_000
    card = place.one(VoucherCard, an_id("maria card"))
    assert isinstance(card, VoucherCard)
    assert card.state == "expired"
    assert place.problems() == []


def test_fund_is_closed_when_everything_is_back_and_paid(place: Place, desk: DeskDouble) -> None:
    number = issued(place, desk)
    assert number
    settled(place, desk)
    noted(desk)
    desk.ask(f"fund:{FUND}", 5_000)
    where = (place.central, place.territory_id)
    with pytest.raises(FundUnknown):
        fund_end.close_fund(*where, an_id("no fund"))
    with pytest.raises(FundRuns):
        fund_end.close_fund(*where, FUND)
    over = a_fund(budget_cents=100_000, ends_on=TODAY - datetime.timedelta(days=1))
    place.bring([over])
    with pytest.raises(FundHeld) as held:
        fund_end.close_fund(*where, FUND, when_returned=True)
    assert held.value.facts["desks"] == "Sportello"
    assert resource(place, f"fund:{FUND}").free == 0
    assert desk.ask(f"fund:{FUND}", 5_000) == 0
    let_go(desk, f"fund:{FUND}", f"balance:{an_id('maria card')}")
    with pytest.raises(FundRuns):
        fund_end.close_fund(*where, FUND)
    fund_end.expire(*where, NEXT_YEAR)
    with pytest.raises(FundOwes) as owed:
        fund_end.close_fund(*where, FUND)
    assert owed.value.facts == {"owed_cents": 4_000}
    done = payments.order(*where, PAYER, TODAY)
    payments.reconcile(*where, (Transfer(done.transfers[0].reference, 4_000, None),), TODAY)
    closed = fund_end.close_fund(*where, FUND)
    assert (closed.issued_cents, closed.returned_cents) == (12_000, 8_000)
    assert (closed.used_cents, closed.paid_cents, closed.left_cents) == (4_000, 4_000, 96_000)
    with pytest.raises(FundShut):
        fund_end.close_fund(*where, FUND)
    assert place.problems() == []


def test_same_reference_of_a_shop_by_two_desks_counts_once(place: Place, desk: DeskDouble) -> None:
    issued(place, desk)
    spent = RedeemCard(
        card_id=an_id("maria card"),
        merchant_id=MERCHANT,
        amount_cents=1_000,
        redemption_id=an_id("ref"),
        shop_ref="7",
    )
    assert told(desk, spent) == ACCEPTED
    assert told(desk, spent) == ("accepted", "reference_twice")
    assert balance(place, "maria card") == 11_000
    assert len([row for row in place.all(Redemption) if isinstance(row, Redemption)]) == 1
    told(desk, BlockCard(card_id=an_id("maria card"), reason="x"))
    assert place.problems() == []


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", ImportNotAList),
        ("<x", ImportNotAList),
        ("a;b\n1;2\n", ImportColumnsMissing),
    ],
)
def test_bank_file_that_is_none_is_refused(tmp_path: Path, text: str, refusal: Any) -> None:
    file = tmp_path / "bank"
    file.write_text(text)
    with pytest.raises(refusal):
        transfers_of(file)


def test_statement_of_the_bank_is_read_as_camt(tmp_path: Path) -> None:
    file = tmp_path / "bank.xml"
    file.write_text(
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
        "<Ntry><Amt>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>"
        '<Ntry><Amt Ccy="EUR">1234.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        "<BookgDt><Dt>2026-09-16</Dt></BookgDt><NtryDtls><TxDtls><Refs>"
        "<EndToEndId>WD1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
        "</Stmt></BkToCstmrStmt></Document>"
    )
    assert transfers_of(file) == (Transfer("WD1", 123_450, TODAY),)
