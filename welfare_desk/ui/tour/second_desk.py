# SPDX-License-Identifier: EUPL-1.2
"""The other counter finds the person, blocks and replaces the card; the first one sees it."""

from __future__ import annotations

from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import on_person_page
from welfare_desk.ui.tour.people import NOEMI
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.serving import activate, exchange, page_of
from welfare_desk.ui.tour.waiting import NotSeen, wait_until


def find_person(book: Book, seat: Seat, name: str) -> None:
    """Search by name; the page shows booking and card of the other desk."""
    hands = seat.hands
    with book.step(f"{name}-search", seat):
        hands.key("F3")
        hands.type(f"{NOEMI.surname} {NOEMI.name}".lower())
        hands.see("omnibox.results")
        wait_until(
            lambda: seat.window.omnibox.list.found.rows[0].title == NOEMI.full_name, "the person"
        )
    with book.step(f"{name}-person", seat) as step:
        hands.key("Return")
        on_person_page(seat, NOEMI)
        page = page_of(seat)
        step.saw |= {
            "bookings": [row.booking_no for row in page.bookings],
            "cards": [f"{row.card_no} {row.state}" for row in page.cards],
        }
        if not page.bookings or not page.cards:
            raise NotSeen("booking and card of the other desk")


def replace_card(book: Book, seat: Seat, sample: Sample, card_id: str) -> None:
    """Maiusc+F7: the lost card is dead, its balance on a new one that is printed and active."""
    hands = seat.hands
    with book.step("replace", seat):
        hands.key("Shift+F7")
        hands.see("replace.reason")
        seat.settle()
        hands.key("1")
        wait_until(lambda: hands.see("replace.confirm").isEnabled(), "the balance here")
    with book.step("replacement-printed", seat) as step:
        hands.key("Ctrl+Return")
        hands.see("hand_over.number")
        book.take_paper(step, "tessera", "card-replacement.pdf")
        fresh = next(row for row in page_of(seat).cards if row.card_id != card_id)
        step.saw["card"] = fresh.card_no
    activate(book, seat, sample, fresh.card_id, "replacement-active")
    with book.step("replacement-handed-over", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "ricevuta", "receipt-replacement.pdf")
    with book.step("second-desk-synced", seat):
        exchange(seat)


def show_cards(seat: Seat) -> None:
    """Go to the third tab of the page, «Buoni e tessere», with the arrows."""
    hands = seat.hands
    hands.walk_to("person.tabs.bar")
    for _ in range(2):
        hands.key("Right")
    seat.settle()


def old_card_is_dead(seat: Seat, card_id: str) -> dict[str, str]:
    """Return the states of the cards as this desk sees them; the old one must be dead."""
    states = {row.card_id: row.state for row in page_of(seat).cards}
    if states.get(card_id) not in ("blocked", "replaced") or len(states) != 2:
        raise NotSeen(f"the old card dead and a new one: {states}")
    return states
