# SPDX-License-Identifier: EUPL-1.2
"""One person registered at two desks without a line: asked about, merged, taken apart, merged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from welfare_desk.core.dates import date_text
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import on_person_page
from welfare_desk.ui.tour.homes import open_person, scroll_to, show_tab
from welfare_desk.ui.tour.knowing import search
from welfare_desk.ui.tour.people import PINO
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.serving import exchange
from welfare_desk.ui.tour.waiting import NotSeen, wait_until

MISSPELT = "Schiarra"
THEIR_PHONE = "0490000033"
FAMILIAR = ("pino", "beppe")


def register_by_scan(book: Book, seat: Seat, sample: Sample) -> None:
    """The first desk is without a line and scans his card."""
    hands = seat.hands
    sample.pull_out(seat.name)
    exchange_in_vain(seat)
    with book.step("double-at-the-first-desk", seat):
        hands.scan(PINO.code)
        wait_until(lambda: hands.text("person.fiscal_code") == PINO.code, "what the code says")
        hands.fill("person.surname", PINO.surname)
        hands.fill("person.name", PINO.name)
        hands.key("Ctrl+S")
        wait_until(lambda: hands.text("person.heading") == PINO.full_name, "his page")


def register_by_typing(book: Book, seat: Seat, sample: Sample) -> None:
    """So is the second, where he has no card with him; then both lines come back."""
    hands = seat.hands
    sample.pull_out(seat.name)
    exchange_in_vain(seat)
    with book.step("double-at-the-second-desk", seat):
        hands.key("F4")
        hands.see("person.surname")
        seat.settle()
        hands.fill("person.surname", MISSPELT)
        hands.fill("person.name", PINO.name)
        hands.fill("person.phone", THEIR_PHONE)
        hands.press("person.born_on")
        hands.type(date_text(PINO.born_on))
        hands.choose("person.no_code_reason", "not_at_hand")
        hands.key("Ctrl+S")
        heading = f"{MISSPELT} {PINO.name}"
        wait_until(lambda: hands.text("person.heading") == heading, f"the page of {heading}")
    for name in sample.names:
        sample.put_in(name)
    exchange(seat)


def review_and_merge(book: Book, seat: Seat) -> None:
    """The supervisor opens the card of the two, looks, confirms."""
    hands = seat.hands
    exchange(seat)
    exchange(seat)
    with book.step("review-list", seat):
        hands.press("rail.people")
        seat.settle()
        show_list(seat, "reviews")
        hands.see("reviews.table")
    with book.step("review-card", seat):
        _open_double(seat)
    with book.step("merge-asked", seat):
        hands.key("Ctrl+Return")
        hands.see("review.merge.confirm")
    with book.step("merged", seat) as step:
        hands.press("review.merge.confirm")
        wait_until(lambda: not hands.sees("review.merge.confirm"), "the answer")
        step.saw["said"] = seat.toast()
    with book.step("one-person-at-the-first-desk", seat):
        open_one(seat)
        show_tab(seat, "data")
        hands.see("person.merged")
    exchange(seat)


def one_person_here(book: Book, seat: Seat) -> None:
    """The other desk finds one person by either name, and his familiar one."""
    exchange(seat)
    search(book, seat, "one-person-by-the-other-name", MISSPELT.lower(), PINO.full_name)
    seat.hands.key("Escape")
    seat.hands.key("Escape")


def one_person_at_the_end(book: Book, seat: Seat) -> None:
    """The first desk has heard of it too."""
    exchange(seat)
    search(
        book, seat, "one-person-again", f"{MISSPELT.lower()} {PINO.born_on.year}", PINO.full_name
    )
    with book.step("one-person-with-both-names", seat):
        seat.hands.key("Return")
        on_person_page(seat, PINO)
        show_tab(seat, "data")
        seat.hands.see("person.merged")
    with book.step("history-of-both-desks", seat):
        show_tab(seat, "history")
        seat.hands.see("person.history")
    for name in FAMILIAR:
        step = f"find-by-familiar-name-{name}"
        search(book, seat, step, f"{name} {PINO.surname.lower()}", PINO.full_name)
        seat.hands.key("Escape")
        seat.hands.key("Escape")


def undo(book: Book, seat: Seat) -> None:
    """The supervisor takes the merge back with a reason; both stand as before."""
    hands = seat.hands
    open_one(seat)
    show_tab(seat, "data")
    with book.step("undo-asked", seat):
        wait_until(lambda: bool(hands.named("merged.undo.")), "the way to take it back")
        hands.press(hands.named("merged.undo.")[0])
        hands.type("Sono due cugini")
        scroll_to(seat, "merged.reason")
    with book.step("two-people-again", seat) as step:
        hands.key("Return")
        wait_until(lambda: not hands.sees("person.merged"), "the two apart")
        step.saw["said"] = seat.toast()


def merge_again(book: Book, seat: Seat) -> None:
    """They were one after all: said from her page, compared and merged at once."""
    hands = seat.hands
    open_one(seat)
    hands.pick("person.more", "person.act.same")
    with book.step("said-to-be-the-same", seat):
        hands.see("same.search")
        seat.settle()
        hands.press("same.search")
        hands.type(MISSPELT.lower())
        seat.settle()
        hands.key("Return")
        hands.fill("same.why", "La tessera era della stessa persona")
    with book.step("compared-again", seat):
        hands.key("Ctrl+Return")
        hands.see("review.merged")
        seat.settle()
    hands.key("Ctrl+Return")
    hands.press("review.merge.confirm")
    wait_until(lambda: not hands.sees("review.merge.confirm"), "the answer")
    seat.settle()
    exchange(seat)


def open_one(seat: Seat) -> None:
    """Open the page of the person that both are."""
    open_person(seat, PINO)


def exchange_in_vain(seat: Seat) -> None:
    """F5 without a line: the desk says so and goes on."""
    seat.hands.key("F5")
    wait_until(lambda: seat.state() == "offline", "the desk out of touch")
    seat.settle()


def show_list(seat: Seat, tab: str) -> None:
    """Go to a list of the people's place with the arrows."""
    lists = ("recent", "reviews", "expiring")
    hands = seat.hands
    hands.walk_to("people.tabs.bar")
    for _ in lists:
        hands.key("Left")
    for _ in range(lists.index(tab)):
        hands.key("Right")
    seat.settle()


def _open_double(seat: Seat) -> None:
    table = seat.hands.see("reviews.table")
    assert isinstance(table, QAbstractItemView)
    model = table.model()
    for row in range(model.rowCount()):
        names = model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) or ""
        if MISSPELT in str(names) and PINO.surname in str(names):
            seat.hands.press_cell(table, model.index(row, 0))
            seat.hands.key("Return")
            seat.hands.see("review.merged")
            seat.settle()
            return
    raise NotSeen(f"{PINO.full_name} and {MISSPELT} to review")
