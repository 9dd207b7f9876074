# SPDX-License-Identifier: EUPL-1.2
"""A day of the desk in figures, closed and opened again; its paper and its table name nobody."""

import datetime
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import FUND, MERCHANT, TODAY, an_id, book, form, isee, issue, register
from tests.conftest import NOW
from tests.desk.conftest import PIN
from tests.desk.test_settling import SECOND, second_supervisor
from tests.support.desks import SLOTS
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DeskLocked
from welfare_desk.core.refusals_of_closing import DayNotOver, DayOpen, ReportUnwritable
from welfare_desk.desk.day_tables import day_out, day_tables, unsent_line
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.day_report import COUNTS, distinct, initials_of
from welfare_desk.operations.bookings import CancelBooking, RecordAttendance
from welfare_desk.operations.card_life import CountStock
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.operations.redemptions import RedeemCard, ReverseRedemption
from welfare_desk.store import audit, day_rows, journal

DAY_US = 24 * 3600 * 1_000_000


def a_day_of_work(counter: Desk) -> None:
    """One family with a card and a purchase, three bookings of which one is provisional."""
    counter.record(register("maria"))
    counter.record(register("luca"))
    counter.record(form("home", "maria"))
    counter.record(isee("isee", "home"))
    counter.record(book("first", "maria", SLOTS[3]))
    counter.record(book("second", "luca", SLOTS[2]))
    counter.record(book("third", "luca", SLOTS[0]))
    counter.record(CancelBooking(booking_id=an_id("third")))
    for outcome in ("arrived", "attended"):
        counter.record(RecordAttendance(booking_id=an_id("first"), outcome=outcome))
    counter.record(issue("card", "home", "maria", an_id("isee")))
    counter.record(ActivateCard(card_id=an_id("card")))
    counter.record(HandOverCard(card_id=an_id("card")))
    counter.record(RedeemCard(card_id=an_id("card"), merchant_id=MERCHANT, amount_cents=4_550))


def test_day_is_counted_once_and_by_operator(counter: Desk) -> None:
    a_day_of_work(counter)
    counter.person(an_id("maria"))
    report = counter.closing.report()
    found = {name: number for name, number in report.total.items() if number}
    assert found == {
        "people_seen": 2,
        "new_people": 2,
        "bookings_final": 2,
        "bookings_provisional": 1,
        "cancelled": 1,
        "attended": 1,
        "cards_issued": 1,
        "cards_handed_over": 1,
        "purchases": 1,
    }
    assert set(report.total) == set(COUNTS)
    (anna,) = report.operators
    assert anna.counts == report.total
    (fund,) = report.funds
    assert (fund.fund_id, fund.issued_cents, fund.purchases, fund.purchase_cents) == (
        FUND, 12_000, 1, 4_550,
    )  # fmt: skip
    assert report.operations == report.unsent == report.unsent_today == 14
    assert (report.closing, report.refused_today) == (None, 0)


def test_somebody_whom_two_operators_saw_counts_once_in_all(counter: Desk) -> None:
    counter.record(register("maria"))
    counter.session.lock()
    counter.session.log_in("marta", PIN)
    counter.person(an_id("maria"))
    report = counter.closing.report()
    assert [each.counts["people_seen"] for each in report.operators] == [1, 1]
    assert report.total["people_seen"] == 1


def test_another_day_has_its_own_figures(counter: Desk, clock: FixedClock) -> None:
    counter.record(register("maria"))
    clock.advance(days=1)
    counter.record(register("luca"))
    counter.record(register("elena"))
    assert counter.closing.report().total["new_people"] == 2
    assert counter.closing.report(TODAY).total["new_people"] == 1
    assert counter.closing.report(TODAY - datetime.timedelta(days=1)).operations == 0


def test_purchase_that_was_reversed_is_no_money_of_the_day(counter: Desk) -> None:
    a_day_of_work(counter)
    done = counter.record(
        RedeemCard(card_id=an_id("card"), merchant_id=MERCHANT, amount_cents=1_000,
                   redemption_id=an_id("slip"))
    )  # fmt: skip
    assert done.state == "final"
    second_supervisor(counter)
    counter.session.log_in("marta", PIN)
    counter.record(
        ReverseRedemption(redemption_id=an_id("slip"), reason="sbagliato", second_id=SECOND)
    )
    (fund,) = counter.closing.report().funds
    assert (fund.purchases, fund.purchase_cents, fund.reversed_cents) == (1, 4_550, 1_000)


def test_what_the_centre_did_not_accept_is_counted_apart(counter: Desk) -> None:
    done = counter.record(register("maria"))
    store, _, _ = counter.parts()
    with store.write() as conn:
        journal.answer(conn, done.op_id, "rejected", "malformed", b"")
    report = counter.closing.report()
    assert (report.total["new_people"], report.refused_today) == (0, 1)


def test_drawer_tells_what_was_expected_and_counted(counter: Desk) -> None:
    counter.record(CountStock(count_id=an_id("count"), blanks=48, printed=0, expected_blanks=50))
    counted = counter.closing.report().stock.counted
    assert counted is not None
    assert (counted.blanks, counted.blanks_off) == (48, -2)
    tables = day_tables(counter.closing.report())
    assert ("In bianco", "50", "48", "-2") in tables[4].rows


def test_closing_is_noted_and_taken_back(counter: Desk, clock: FixedClock) -> None:
    counter.record(register("maria"))
    closed = counter.closing.close()
    assert closed.closing is not None
    assert (closed.closing.times, closed.since_closing) == (1, 0)
    clock.advance(minutes=1)
    counter.record(register("luca"))
    assert counter.closing.report().since_closing == 1
    assert counter.closing.reopen().closing is None
    with pytest.raises(DayOpen):
        counter.closing.reopen()
    again = counter.closing.close()
    assert again.closing is not None
    assert (again.closing.times, again.total["new_people"]) == (2, 2)
    store, _, _ = counter.parts()
    with store.read() as conn:
        acts = [row.act for row in audit.recent(conn, 5)]
        assert audit.verify(conn) is None
    assert [act for act in acts if act.endswith("_day")] == ["close_day", "reopen_day", "close_day"]


def test_day_to_come_is_not_closed_nor_is_any_with_nobody_at_work(desk: Desk) -> None:
    with pytest.raises(DeskLocked):
        desk.closing.close()
    desk.session.log_in("anna", PIN)
    with pytest.raises(DayNotOver):
        desk.closing.close(TODAY + datetime.timedelta(days=1))


def test_files_say_the_same_as_the_page_and_name_nobody(counter: Desk, tmp_path: Path) -> None:
    a_day_of_work(counter)
    report = counter.closing.close()
    job = counter.queue_print("day_report", report.on.isoformat())
    pdf = counter.prints.pdf(job.job_id)
    made = counter.closing.files(report, pdf)
    assert made.pdf.read_bytes() == pdf
    table = made.csv.read_bytes().decode("utf-8-sig")
    paper = pypdfium2.PdfDocument(pdf)
    printed = "".join(page.get_textpage().get_text_range() for page in paper)
    assert len(paper) == 1
    for words in ("Persone servite", "Confermate", "45,50"):
        assert words in table
        assert words in printed
    for name in ("Maria", "maria", "Rossi", "RSSM", "Luca"):
        assert name not in table
        assert name not in printed
    assert made.csv.parent == tmp_path / "reports"


def test_folder_that_cannot_be_written_is_told(counter: Desk, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    counter.closing.set_folder(tmp_path / "taken")
    report = counter.closing.close()
    with pytest.raises(ReportUnwritable):
        counter.closing.files(report, b"%PDF")
    assert counter.closing.report().closing is not None


def test_sentence_of_what_is_unsent_never_says_sent_while_something_waits(counter: Desk) -> None:
    empty = counter.closing.report()
    assert unsent_line(empty).startswith("Tutto inviato")
    counter.record(register("maria"))
    assert "1 operazioni da inviare" in unsent_line(counter.closing.report())


def test_amounts_of_the_table_add_up_in_a_spreadsheet(counter: Desk) -> None:
    a_day_of_work(counter)
    rows = day_out(counter.closing.report()).rows
    assert any("120,00" in row and "45,50" in row for row in rows)


def test_operators_are_told_apart_by_initials() -> None:
    letters = [initials_of(name) for name in ("Anna Rossetto", "Andrea De Rossi", "Lia", "")]
    assert letters == ["AR", "AR", "L", "–"]
    assert distinct(letters) == ["AR", "AR2", "L", "–"]


def test_long_log_is_read_from_its_end(counter: Desk, clock: FixedClock,
                                       monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(day_rows, "_CHUNK", 3)
    for place in range(8):
        counter.record(register(f"person-{place}"))
        clock.advance(days=1)
    store, _, _ = counter.parts()
    at = int(NOW.timestamp()) * 1_000_000
    with store.read() as conn:
        found = day_rows.done_between(conn, at + 2 * DAY_US, at + 5 * DAY_US)
    assert [row.entity for row in found] == [an_id(f"person-{place}") for place in (2, 3, 4)]


def test_day_that_was_left_open_is_named_once_days_are_closed_here(
    counter: Desk, clock: FixedClock
) -> None:
    counter.record(register("maria"))
    clock.advance(days=1)
    assert counter.closing.left_open() is None
    counter.closing.close()
    assert counter.closing.left_open() == TODAY
    counter.closing.close(TODAY)
    assert counter.closing.left_open() is None
