# SPDX-License-Identifier: EUPL-1.2
"""What waits is listed with its state; what was refused can be put away, and says why."""

import pytest

from tests.ui.counter import MARIA, Counter, act_key, booked, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.outbox import PendingView
from welfare_desk.operations.cards import BlockCard
from welfare_desk.store import journal, meta
from welfare_desk.ui.outbox.page import OutboxPage


def opened(counter: Counter) -> OutboxPage:
    page = OutboxPage(counter.context, counter.exchange_now)
    counter.show(page, "outbox")
    return page


def rows(page: OutboxPage, *, refused: bool = False) -> tuple[PendingView, ...]:
    return (page._refused_rows if refused else page._waiting_rows).rows


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
    assert "posti" in page._cell(row, "what").sub
    page._acted(row, "close")
    assert page.confirm.isVisible()
    assert page.confirm.safe_button.hasFocus()
    assert page.act("back")
    assert len(rows(page, refused=True)) == 1
    page._acted(row, "close")
    act_key(counter, "confirm")
    assert counter.desk.outbox().rows == ()
    assert counter.toasts[-1].startswith("Chiusa: Prenotazione")
    settle(counter.jobs)
    assert not page.refused.isVisible()


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
