# SPDX-License-Identifier: EUPL-1.2
"""Paper vouchers at the counter: in a batch, on paper, spoilt, handed over, taken in."""

from pathlib import Path

import pypdfium2
import zxingcpp

from tests.builders import FUND, MERCHANT, TERRITORY, a_fund, an_id
from tests.documents.papers import pages
from tests.support.batch import a_batch_desk
from tests.support.desks import some_leases
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.batch import Batches
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.awards import entitlements
from welfare_desk.desk.views.cards import booklet_of
from welfare_desk.desk.views.stock import stock_view
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.operations.card_life import VoidCard
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.store import prints, rights
from welfare_desk.store.rows import load_all, save
from welfare_desk.sync.recorder import held_row

ANNA = an_id("anna")
VALUES = [5_000, 5_000, 2_000]


def paper_desk(folder: Path, clock: FixedClock, count: int) -> Desk:
    """A desk with decided applications of a fund that is given in vouchers of 50 and 20 euros."""
    desk = a_batch_desk(folder, clock, count, serials=6 * count + 20)
    fund = a_fund(
        needs_application=True,
        budget_cents=100_000_000,
        carrier="voucher",
        denominations=(2_000, 5_000),
        partial_use=False,
        goods_note="Generi alimentari.",
    )
    store, _, _ = desk.parts()
    with store.write() as conn:
        save(conn, TERRITORY, {(Fund.KIND, FUND): fund})
        lent = some_leases(clock.now_us())
        rights.add(conn, [held_row(each) for each in lent if each.resource == "number:receipt"])
    return desk


def vouchers(desk: Desk, number: int = 0) -> list[VoucherCard]:
    """Return the vouchers of an application the largest first."""
    store, _, _ = desk.parts()
    with store.read() as conn:
        rows = load_all(conn, TERRITORY, VoucherCard.KIND)
    own = an_id(f"application {number}")
    found = [row for row in rows if isinstance(row, VoucherCard) and row.application_id == own]
    return sorted(found, key=lambda row: (-row.amount_cents, row.card_no))


def codes_on(pdf: bytes) -> list[str]:
    """Return what a reader sees on every page at 300 dpi, from the top down."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=300 / 72, grayscale=True).to_pil()
        seen = zxingcpp.read_barcodes(image)
        found += [each.text for each in sorted(seen, key=lambda one: one.position.top_left.y)]
    document.close()
    return found


def jobs(desk: Desk) -> list[prints.PrintJob]:
    """Return the papers of vouchers, the first one first."""
    found = desk.look(lambda here: prints.all(here.conn))
    return [job for job in reversed(found) if job.document == "vouchers"]


def test_batch_issues_booklets_and_gives_each_its_sheet(tmp_path: Path, clock: FixedClock) -> None:
    desk = paper_desk(tmp_path, clock, 3)
    batches = Batches(desk)
    *_, last = batches.run(FUND)
    assert (last.state, last.issued, last.printed) == ("done", 3, 3)
    assert [[row.amount_cents for row in vouchers(desk, n)] for n in range(3)] == [VALUES] * 3
    view = batches.look_at(FUND)
    assert (view.to_issue, view.to_print, view.to_activate) == (0, 0, 3)
    assert len(jobs(desk)) == 3
    for job in jobs(desk):
        codes = codes_on(desk.prints.pdf(job.id))
        assert len(set(codes)) == 3
        verdicts = [desk.verify_card(code) for code in codes]
        assert {each.outcome for each in verdicts} == {"not_active"}
        assert [each.balance_cents for each in verdicts] == VALUES
    desk.close()


def test_sheet_says_value_number_and_rules_and_not_whose(tmp_path: Path, clock: FixedClock) -> None:
    desk = paper_desk(tmp_path, clock, 1)
    assert [*Batches(desk).run(FUND)][-1].state == "done"
    (page,) = pages(desk.prints.pdf(jobs(desk)[0].id))
    for row in vouchers(desk):
        assert grouped(row.card_no) in page.text
    for text in ("50,00", "20,00", "Generi alimentari.", "Non dà resto", "31/12/2026", "ESEMPIO"):
        assert text in page.text
    assert "Zorzi" not in page.text, "nobody at a till needs the name"
    desk.close()


def test_one_scan_makes_the_booklet_live_and_one_receipt_hands_it_over(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = paper_desk(tmp_path, clock, 1)
    assert [*Batches(desk).run(FUND)][-1].state == "done"
    desk.print_came_out(jobs(desk)[0].id)
    ids = [row.id for row in vouchers(desk)]
    assert {row.state for row in vouchers(desk)} == {"printed"}
    booklet = desk.look(lambda here: booklet_of(here, ids[1]))
    assert (set(booklet.card_ids), booklet.amount_cents) == (set(ids), 12_000)
    desk.record(ActivateCard(card_id=ids[2]))
    desk.record(HandOverCard(card_id=ids[0]))
    (page,) = pages(desk.document("receipt", ids[1]))
    assert "3 buoni di carta" in page.text
    assert "120,00" in page.text
    for row in vouchers(desk):
        assert row.state == "handed_over"
        assert grouped(row.card_no) in page.text.replace("\u00a0", " ").replace("\n", " ")
    desk.close()


def test_spoilt_voucher_is_voided_and_comes_out_alone(tmp_path: Path, clock: FixedClock) -> None:
    desk = paper_desk(tmp_path, clock, 1)
    assert [*Batches(desk).run(FUND)][-1].state == "done"
    (first,) = jobs(desk)
    desk.print_came_out(first.id)
    old = vouchers(desk)[0]
    again = an_id("again")
    desk.record(VoidCard(card_id=old.id, new_card_id=again, fund_id=FUND, reason="smudged"))
    job = desk.queue_print("card", again)
    assert job.document == "vouchers"
    (code,) = codes_on(desk.prints.pdf(job.job_id))
    assert desk.verify_card(code).card_id == again
    assert desk.verify_card(codes_on(desk.prints.pdf(first.id))[0]).outcome == "blocked"
    stock = desk.look(stock_view)
    assert stock.expected_printed == 0, "vouchers lie on paper, not on blanks"
    desk.close()


def test_shop_brings_vouchers_each_counts_once_with_its_value(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = paper_desk(tmp_path, clock, 1)
    assert [*Batches(desk).run(FUND)][-1].state == "done"
    codes = codes_on(desk.prints.pdf(jobs(desk)[0].id))
    first = vouchers(desk)[0].id
    batch = desk.returns.begin(MERCHANT, operator_id=ANNA).batch_id
    _, early = desk.returns.read(batch, codes[0], operator_id=ANNA)
    assert (early.outcome, early.code) == ("aside", "card_not_active")
    desk.record(ActivateCard(card_id=first))
    desk.record(HandOverCard(card_id=first))
    for code in codes:
        _, piece = desk.returns.read(batch, code, operator_id=ANNA)
        assert piece.outcome == "taken"
    view = desk.returns.view(batch)
    assert (view.taken, view.amount_cents) == (3, 12_000)
    _, twice = desk.returns.read(batch, codes[0], operator_id=ANNA)
    assert twice.outcome == "twice"
    partly = desk.returns.read(batch, codes[1], operator_id=ANNA, amount_cents=100, again=True)[1]
    assert partly.outcome == "aside"
    assert {row.state for row in vouchers(desk)} == {"used"}
    desk.close()


def test_form_says_which_vouchers_make_up_the_amount(tmp_path: Path, clock: FixedClock) -> None:
    desk = paper_desk(tmp_path, clock, 1)
    (fund,) = desk.look(lambda here: entitlements(here, an_id("person 0")))
    assert (fund.on_paper, list(fund.values_cents), fund.obstacle) == (True, VALUES, "")
    desk.close()


def test_amount_that_no_vouchers_make_up_stands_in_the_way(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = paper_desk(tmp_path, clock, 1)
    fund = a_fund(needs_application=True, carrier="voucher", denominations=(5_000,))
    store, _, _ = desk.parts()
    with store.write() as conn:
        save(conn, TERRITORY, {(Fund.KIND, FUND): fund})
    (view,) = desk.look(lambda here: entitlements(here, an_id("person 0")))
    assert (view.values_cents, view.obstacle) == ((), "vouchers_do_not_sum")
    *_, last = Batches(desk).run(FUND)
    assert last.refused == {"vouchers_do_not_sum": 1}
    desk.close()
