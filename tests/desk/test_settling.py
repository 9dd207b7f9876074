# SPDX-License-Identifier: EUPL-1.2
"""A shop from its redemptions to its money, seen from a desk; the fund's figures; the papers."""

import datetime

import msgspec
import pytest
from pypdfium2 import PdfDocument

from tests.builders import FUND, MERCHANT, TODAY, an_id
from tests.desk.conftest import PIN
from tests.desk.test_returns import given
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import (
    DebitNoteDiffers,
    DifferencesOpen,
    FundUnknown,
    RedemptionReversed,
    RedemptionSettled,
    ReversalTooLate,
    SecondPersonNeeded,
    SecondPersonSame,
    SettlementEmpty,
    SettlementNotReady,
    SlipMissing,
)
from welfare_desk.core.settlement_marks import mark, packed, unpacked
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.settling import Due, closing, due, stamp_duty
from welfare_desk.desk.views.fund_report import fund_report, public_report
from welfare_desk.desk.views.passed import passed
from welfare_desk.desk.views.shops import shop_rows, shop_view
from welfare_desk.models.settlement import Difference
from welfare_desk.models.territory import Merchant, MerchantDocument, Operator
from welfare_desk.operations.redemptions import RedeemCard, ReverseRedemption
from welfare_desk.operations.settlements import (
    CloseDifference,
    MarkPaid,
    NoteDifferences,
    OrderPayment,
    RecordDebitNote,
)
from welfare_desk.store import ledger
from welfare_desk.store.rows import save

SETTLED = an_id("settled")
SECOND = an_id("carla")


def second_supervisor(desk: Desk) -> None:
    store, _, _ = desk.parts()
    marta = desk.look(lambda here: here.one(Operator, an_id("marta")))
    assert marta is not None
    row = msgspec.structs.replace(marta, id=SECOND, login="carla", name="Carla")
    with store.write() as conn:
        save(conn, row.territory_id, {(Operator.KIND, row.id): row})


@pytest.fixture
def shop(counter: Desk) -> Desk:
    """Two cards were issued by Anna and spent at the shop; Marta sits at the desk now."""
    given(counter, "maria", "luca")
    for name, cents in (("maria", 4_550), ("luca", 12_000)):
        spent = RedeemCard(
            card_id=an_id(f"card {name}"),
            merchant_id=MERCHANT,
            amount_cents=cents,
            redemption_id=an_id(f"spent {name}"),
        )
        counter.record(spent, op_id=an_id(f"op {name}"))
    second_supervisor(counter)
    counter.session.log_in("marta", PIN)
    return counter


def owed(desk: Desk) -> Due:
    return desk.look(lambda here: due(here, MERCHANT, FUND, TODAY, TODAY))


def close(desk: Desk, *differences: Difference, second: str = SECOND) -> None:
    desk.record(closing(owed(desk), SETTLED, second, differences))


def balance(desk: Desk, account: str) -> int:
    return desk.look(lambda here: ledger.balance(here.conn, here.territory_id, account))


def test_marks_are_short_and_come_back() -> None:
    ids = [an_id(str(n)) for n in range(1_000)]
    texts = packed(ids)
    assert max(map(len, texts)) <= 2_000
    assert unpacked(texts) == {mark(each) for each in ids}
    assert sum(map(len, packed(an_id(str(n)) for n in range(10_000)))) < 100_000


def test_settlement_goes_from_what_is_due_to_paid(shop: Desk) -> None:
    assert owed(shop).amount_cents == 16_550
    close(shop)
    assert owed(shop).rows == ()
    note = RecordDebitNote(settlement_id=SETTLED, number="7/2026", on=TODAY, amount_cents=16_551)
    with pytest.raises(DebitNoteDiffers) as refused:
        shop.record(note)
    assert refused.value.facts == {"due_cents": 16_550}
    with pytest.raises(SettlementNotReady):
        shop.record(OrderPayment(settlement_id=SETTLED, payment_ref="WD1"))
    shop.record(msgspec.structs.replace(note, amount_cents=16_550))
    shop.record(OrderPayment(settlement_id=SETTLED, payment_ref="WD1"))
    assert balance(shop, f"merchant:{MERCHANT}") == 16_550
    shop.record(MarkPaid(settlement_id=SETTLED, on=TODAY))
    assert balance(shop, f"merchant:{MERCHANT}") == 0
    assert balance(shop, f"paid:{SETTLED}") == 16_550
    with pytest.raises(SettlementNotReady):
        shop.record(MarkPaid(settlement_id=SETTLED, on=TODAY))


def test_settlement_needs_another_supervisor(shop: Desk) -> None:
    for second, refusal in (
        ("", SecondPersonNeeded),
        (an_id("anna"), SecondPersonNeeded),
        (an_id("marta"), SecondPersonSame),
    ):
        with pytest.raises(refusal):
            close(shop, second=second)


def test_settlement_with_a_missing_slip_waits_for_words(shop: Desk) -> None:
    missing = Difference(code="missing_slip", ref="5T2H 88QK 31MC", ours_cents=4_550)
    with pytest.raises(SlipMissing) as refused:
        close(shop, missing)
    assert refused.value.facts == {"missing": 1}
    other = Difference(code="amount", ref="1", ours_cents=4_550, theirs_cents=4_500)
    with pytest.raises(DifferencesOpen):
        close(shop, other)
    close(shop, msgspec.structs.replace(missing, closed="portato il giorno dopo"))


def test_nothing_is_settled_twice(shop: Desk) -> None:
    close(shop)
    with pytest.raises(SettlementEmpty):
        close(shop)


def test_purchase_is_taken_back_by_two_and_the_card_lives_again(shop: Desk) -> None:
    back = ReverseRedemption(
        redemption_id=an_id("spent luca"), reason="scontrino sbagliato", second_id=SECOND
    )
    shop.record(back)
    assert balance(shop, f"card:{an_id('card luca')}") == 12_000
    assert balance(shop, f"merchant:{MERCHANT}") == 4_550
    with pytest.raises(RedemptionReversed):
        shop.record(back)
    assert [row.redemption_id for row in owed(shop).rows] == [an_id("spent maria")]


def test_purchase_that_was_settled_or_is_old_is_not_taken_back(shop: Desk) -> None:
    back = ReverseRedemption(redemption_id=an_id("spent maria"), reason="x", second_id=SECOND)
    close(shop)
    with pytest.raises(RedemptionSettled):
        shop.record(back)


def test_purchase_of_long_ago_is_not_taken_back(shop: Desk) -> None:
    back = ReverseRedemption(redemption_id=an_id("spent maria"), reason="x", second_id=SECOND)
    _, _, clock = shop.parts()
    assert isinstance(clock, FixedClock)
    clock.advance(days=31)
    shop.session.log_in("marta", PIN)
    with pytest.raises(ReversalTooLate):
        shop.record(back)


def test_differences_are_kept_and_closed_with_words(shop: Desk) -> None:
    close(shop)
    line = Difference(code="not_paid", ref="WD1", ours_cents=16_550)
    shop.record(NoteDifferences(settlement_id=SETTLED, differences=(line,)))
    shop.record(
        CloseDifference(settlement_id=SETTLED, code="not_paid", ref="WD1", words="bonifico il 12")
    )
    shop.record(NoteDifferences(settlement_id=SETTLED, differences=(line,)))
    page = shop.look(lambda here: shop_view(here, MERCHANT))
    assert page is not None
    (kept,) = page.settlements[0].differences
    assert kept.closed == "bonifico il 12"


def test_did_it_go_through_is_answered_the_same_however_often(shop: Desk) -> None:
    asked = [shop.look(lambda here: passed(here, an_id("op maria"))) for _ in range(3)]
    assert {(each.answer, each.kind, each.sent) for each in asked} == {
        ("final", "redeem_card", False)
    }
    nothing = shop.look(lambda here: passed(here, an_id("never")))
    assert nothing.answer == "unknown"


def test_report_of_a_fund_adds_up_and_names_nobody(shop: Desk) -> None:
    report = shop.look(lambda here: fund_report(here, FUND))
    assert (report.issued_cents, report.used_cents) == (24_000, 16_550)
    assert report.on_cards_cents == 24_000 - 16_550
    assert report.left_cents == report.budget_cents - 24_000
    assert [(each.purchases, each.cents) for each in report.shops] == [(2, 16_550)]
    assert [(week.purchases, week.cents) for week in report.weeks] == [(2, 16_550)]
    assert report.cards == {"active": 1, "used": 1}
    public = public_report(report)
    assert (public.cards, public.shops) == (None, (("Negozio ESEMPIO", None, None),))
    with pytest.raises(FundUnknown):
        shop.look(lambda here: fund_report(here, an_id("no fund")))


def test_card_that_was_replaced_or_printed_again_counts_once(shop: Desk) -> None:
    report = shop.look(lambda here: fund_report(here, FUND))
    states = {"handed_over": 6, "used": 1, "replaced": 2, "voided": 1}
    report = msgspec.structs.replace(report, cards=states)
    assert report.cards_given == 7
    assert public_report(report).cards == 7


def test_shops_are_found_and_their_papers_flagged(shop: Desk) -> None:
    store, _, _ = shop.parts()
    row = shop.look(lambda here: here.one(Merchant, MERCHANT))
    assert row is not None
    day = datetime.timedelta(days=1)
    papers = (
        MerchantDocument(name="DURC", valid_to=TODAY - day),
        MerchantDocument(name="Visura", valid_to=TODAY + 10 * day),
        MerchantDocument(name="Convenzione", valid_to=None),
    )
    row = msgspec.structs.replace(row, documents=papers, admitted_to=TODAY - day)
    with store.write() as conn:
        save(conn, row.territory_id, {(Merchant.KIND, row.id): row})
    (found,) = shop.look(lambda here: shop_rows(here, "negozio ESEMP"))
    assert (found.papers_ended, found.papers_ending, found.standing) == (1, 1, "ended")
    assert (found.waiting, found.waiting_cents) == (2, 16_550)
    assert shop.look(lambda here: shop_rows(here, "farmacia")) == ()
    page = shop.look(lambda here: shop_view(here, MERCHANT))
    assert page is not None
    assert [each.state for each in page.papers] == ["ended", "ending", "ok"]
    assert {each.redemption_id for each in page.latest} == {
        an_id("spent maria"),
        an_id("spent luca"),
    }


def test_stamp_duty_is_due_above_its_threshold() -> None:
    assert [stamp_duty(cents) for cents in (0, 7_747, 7_748)] == [0, 0, 200]


def test_papers_say_what_the_shop_needs(shop: Desk) -> None:
    close(shop)
    text = "".join(
        page.get_textpage().get_text_range()
        for page in PdfDocument(shop.document("statement", SETTLED))
    )
    for said in ("art. 2 comma 3", "165,50", "bollo di 2,00", "Negozio ESEMPIO", "Carla"):
        assert said in text.replace("\u00a0", " ")
    batch = shop.returns.begin(MERCHANT, operator_id=an_id("marta")).batch_id
    shop.returns.read(batch, "1234", operator_id=an_id("marta"))
    shop.returns.close(batch)
    job = shop.queue_print("return_receipt", batch)
    assert job.title.startswith("Ricevuta di rientro")
