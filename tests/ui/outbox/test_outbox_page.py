# SPDX-License-Identifier: EUPL-1.2
"""What waits is listed with its state; what was refused can be put away, and says why."""

import pytest
from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QGuiApplication

from tests.builders import TERRITORY, an_id
from tests.ui.counter import MARIA, Counter, act_key, booked, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.views.outbox import PendingView
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.cards import BlockCard
from welfare_desk.store import journal, meta
from welfare_desk.store.rows import save
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.outbox import cures
from welfare_desk.ui.outbox.page import OutboxPage
from welfare_desk.ui.reviews.review_page import ReviewPage


def opened(counter: Counter) -> OutboxPage:
    page = OutboxPage(counter.context, counter.exchange_now)
    counter.show(page, "outbox")
    return page


def rows(page: OutboxPage, *, refused: bool = False) -> tuple[PendingView, ...]:
    return page.refused.rows if refused else page._waiting_rows.rows


def button(page: OutboxPage, act: str, op_id: str) -> ActionButton:
    found = page.findChildren(ActionButton, f"outbox.refused.{act}.{op_id}")
    return found[-1]


def texts(page: OutboxPage) -> str:
    return "\n".join(label.text() for label in page.refused.findChildren(Text))


def badges(page: OutboxPage) -> list[str]:
    return [page._words.face(row).text for row in rows(page)]


def refuse(counter: Counter, op_id: str) -> None:
    """Let the server have refused an operation."""
    with counter.desk._store.write() as conn:
        journal.answer(conn, op_id, "rejected", "slot_full", b"")
        entry = journal.by_op_id(conn, op_id)
        assert entry is not None
        journal.retire(conn, entry.seq)


def test_everything_of_this_desk_is_listed_in_order(counter: Counter) -> None:
    booked(counter.desk, "hall-0-0")
    booked(counter.desk, "hall-2-1")
    counter.desk.record(BlockCard(card_id=issued(counter.desk), reason="lost"))
    page = opened(counter)
    assert badges(page)[-4:] == ["Confermata", "Provvisoria", "Al sicuro qui", "Bloccata qui"]
    assert page._words.title(rows(page)[-4]).startswith("Prenotazione PR ")
    assert not page.refused.isVisible()
    assert not page.empty.isVisible()


def test_the_state_is_said_in_the_words_of_the_status_bar(counter: Counter) -> None:
    with counter.desk._store.write() as conn:
        meta.put(conn, "offline_since", str(counter.desk.now_us()))
    page = opened(counter)
    assert page.state.fact.text() == "Senza collegamento dalle 09:30"
    assert "6 operazioni al sicuro" in page.state.remedy.text()


def test_the_button_sends_and_receives_now(counter: Counter) -> None:
    page = opened(counter)
    page.send.click()
    assert counter.asked == [("exchange",)]


def test_a_row_opens_its_person(counter: Counter) -> None:
    page = opened(counter)
    page.table.opened.emit(rows(page)[0])
    assert counter.opened == [MARIA]


def test_a_refused_operation_says_why_and_is_closed_only_when_confirmed(counter: Counter) -> None:
    booked(counter.desk, "hall-2-1")
    refuse(counter, counter.desk.outbox().rows[-1].op_id)
    page = opened(counter)
    (row,) = rows(page, refused=True)
    shown = texts(page)
    assert "Rossi Maria · mer 23/09, 16:00 · Anna · adesso" in shown
    assert "Non ci sono più posti in questo orario. Proponi il primo libero: " in shown
    assert "–" not in shown.split("Proponi il primo libero: ")[1].split(".")[0]
    button(page, "close", row.op_id).click()
    assert page.confirm.isVisible()
    assert page.confirm.safe_button.hasFocus()
    assert page.act("back")
    assert button(page, "close", row.op_id).hasFocus()
    assert len(rows(page, refused=True)) == 1
    button(page, "close", row.op_id).click()
    act_key(counter, "confirm")
    assert counter.desk.outbox().rows == ()
    assert counter.toasts[-1].startswith("Chiusa: Prenotazione")
    settle(counter.jobs)
    assert not page.refused.isVisible()


def test_a_refused_booking_is_corrected_by_a_new_one_and_the_person_is_called(
    counter: Counter,
) -> None:
    booked(counter.desk, "hall-2-1")
    refuse(counter, counter.desk.outbox().rows[-1].op_id)
    page = opened(counter)
    (row,) = rows(page, refused=True)
    button(page, "correct", row.op_id).click()
    assert counter.asked == [("booking", MARIA, "")]
    button(page, "open", row.op_id).click()
    assert counter.opened == [MARIA]
    call = button(page, "call", row.op_id)
    assert call.text() == "Chiama 347 000 0123"
    call.click()
    assert QGuiApplication.clipboard().text() == "347 000 0123"
    assert counter.toasts[-1] == "Numero copiato: Rossi Maria, 347 000 0123"


def test_a_booking_in_question_is_moved_and_cannot_be_closed(counter: Counter) -> None:
    booking = booked(counter.desk, "hall-2-1")
    op_id = counter.desk.outbox().rows[-1].op_id
    with counter.desk._store.write() as conn:
        journal.set_in_question(conn, {op_id: "slot_full"})
    page = opened(counter)
    button(page, "correct", op_id).click()
    assert counter.asked == [("booking", MARIA, booking)]
    assert not page.findChildren(ActionButton, f"outbox.refused.close.{op_id}")
    assert op_id not in [row.op_id for row in rows(page)]


def test_what_waits_for_an_answer_is_a_line_with_its_reason(counter: Counter) -> None:
    booked(counter.desk, "hall-2-1")
    op_id = counter.desk.outbox().rows[-1].op_id
    with counter.desk._store.write() as conn:
        journal.answer(conn, op_id, "parked", "", b"")
    page = opened(counter)
    (row,) = [each for each in rows(page) if each.op_id == op_id]
    assert page._words.face(row).text == "In attesa"
    assert "risponde più tardi" in page._words.reason(row)
    assert badges(page)[-1] == "In attesa"


def test_the_slip_of_a_waiting_booking_is_printed_again(counter: Counter) -> None:
    booked(counter.desk, "hall-0-0")
    page = opened(counter)
    page.table.select_place(len(rows(page)) - 1)
    act_key(counter, "print")
    (job,) = counter.jobs_queued
    assert (job.document, job.subject_id) == ("slip", rows(page)[-1].entity)
    page.table.acted.emit(rows(page)[-1], "print")
    settle(counter.jobs)
    assert len(counter.jobs_queued) == 2


def test_every_line_says_how_old_it_is(counter: Counter, clock: FixedClock) -> None:
    page = opened(counter)
    row = rows(page)[0]
    for advance, words in (
        ({}, "adesso"), ({"minutes": 5}, "5 min fa"), ({"minutes": 180}, "3 h fa"),
        ({"days": 2}, "2 giorni fa"),
    ):  # fmt: skip
        clock.advance(**advance)
        assert page._cell(row, "time").sub == words


def test_the_focus_stays_on_its_button_when_the_list_is_read_anew(counter: Counter) -> None:
    for slot in ("hall-2-1", "hall-0-1"):
        booked(counter.desk, slot)
    for row in counter.desk.outbox().rows[-2:]:
        refuse(counter, row.op_id)
    page = opened(counter)
    second = rows(page, refused=True)[1]
    button(page, "correct", second.op_id).setFocus()
    page.reload()
    settle(counter.jobs)
    assert button(page, "correct", second.op_id).hasFocus()


def test_more_than_can_be_worked_through_are_counted(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cures, "MOST", 1)
    for slot in ("hall-2-1", "hall-0-1", "hall-1-1"):
        booked(counter.desk, slot)
    for row in counter.desk.outbox().rows[-3:]:
        refuse(counter, row.op_id)
    page = opened(counter)
    assert "Ce ne sono ancora 2: appaiono quando queste sono chiuse" in texts(page)
    assert len(page.findChildren(ActionButton, QRegularExpression("refused.correct"))) == 1


def test_what_is_to_review_opens_its_card(counter: Counter) -> None:
    item = ReviewItem(
        id=an_id("item"), territory_id=TERRITORY, controller_id="", op_id="", op_kind="book_place",
        code="slot_full", person_id=MARIA, amount_cents=0,
        opened_at=counter.desk.now_us() - 3_600_000_000, closed_at=None, device=1,
    )  # fmt: skip
    with counter.desk._store.write() as conn:
        save(conn, TERRITORY, {("review_item", item.id): item})
    page = opened(counter)
    assert "1 h fa" in texts(page)
    button(page, "review", item.id).click()
    settle(counter.jobs)
    assert isinstance(counter.page, ReviewPage)


def test_the_autonomy_counts_what_this_desk_holds(counter: Counter) -> None:
    before = counter.desk.outbox()
    booked(counter.desk, "hall-0-0")
    issued(counter.desk)
    after = counter.desk.outbox()
    assert after.status.places == before.status.places - 1
    assert after.status.cards == before.status.cards - 1
    assert after.places_granted == before.places_granted
    assert (after.people, after.blocked_cards) == (4, 0)
    assert after.rows[-2].slot_on is not None


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    booked(counter.desk, "hall-0-0")
    page = OutboxPage(counter.context, counter.exchange_now)
    counter.show(page, "outbox", size)
    assert problems(page) + problems(page.panel) == []
    assert unnamed(page) + unnamed(page.panel) == []
