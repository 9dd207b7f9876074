# SPDX-License-Identifier: EUPL-1.2
"""A voucher round at the counter: application, decision, card, what a shop brings, the figures."""

from __future__ import annotations

from welfare_desk.desk.views.lists import fund_rows
from welfare_desk.ui.searching import AGAIN_US
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import on_person_page
from welfare_desk.ui.tour.homes import open_person
from welfare_desk.ui.tour.people import NOEMI
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.serving import exchange, page_of
from welfare_desk.ui.tour.waiting import wait_until

FUND = "Carta Inverno"
SHOP, SPENT = "portico", "45,50"
SINCE = "01/03/2019"


def round_of_vouchers(book: Book, seat: Seat, sample: Sample) -> None:
    """A supervisor takes one household through the round, from yes or no to the fund's figures."""
    _what_they_may_have(book, seat)
    _apply(book, seat)
    # The other municipalities are asked by the centre before a large card is handed over.
    exchange(seat)
    _decide(book, seat)
    card_id = _card(book, seat, sample)
    _returns(book, seat, sample, card_id)
    _figures(book, seat)
    exchange(seat)
    exchange(seat)


def _what_they_may_have(book: Book, seat: Seat) -> None:
    hands = seat.hands
    open_person(seat, NOEMI)
    with book.step("entitled", seat) as step:
        hands.pick("person.more", "person.act.entitled")
        hands.see("entitled.print")
        seat.settle()
        hands.key("Ctrl+P")
        book.take_paper(step, "cosa-puo-avere", "entitled.pdf")
    hands.key("Esc")
    on_person_page(seat, NOEMI)


def _apply(book: Book, seat: Seat) -> None:
    hands = seat.hands
    with book.step("application", seat):
        hands.pick("person.more", "person.act.application")
        hands.see("application.fund")
        seat.settle()
        wait_until(lambda: not hands.sees("application.who"), "the funds that take applications")
        hands.choose("application.fund", FUND)
        seat.settle()
        hands.fill("application.since", SINCE)
        hands.key("Tab")
        seat.settle()
    with book.step("application-filed", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "domanda", "application.pdf")


def _decide(book: Book, seat: Seat) -> None:
    hands = seat.hands
    hands.press("rail.cards")
    seat.settle()
    hands.press("cards.applications")
    with book.step("applications", seat):
        hands.see("applications.table")
        hands.walk_to("applications.table")
        seat.settle()
    with book.step("decision", seat):
        hands.key("Home")
        hands.key("Return")
        wait_until(lambda: hands.sees("decision.approve"), "the application")
        seat.settle()
    with book.step("decided", seat) as step:
        hands.key("Ctrl+Return")
        wait_until(lambda: hands.sees("decision.letter"), "the decision")
        seat.settle()
        hands.key("Ctrl+Return")
        book.take_paper(step, "esito", "decision.pdf")


def _card(book: Book, seat: Seat, sample: Sample) -> str:
    hands = seat.hands
    before = {row.card_id for row in page_of(seat).cards}
    with book.step("card-of-the-round", seat) as step:
        hands.press("decision.issue")
        wait_until(lambda: hands.sees("issue.confirm"), "the form of the card")
        wait_until(lambda: hands.see("issue.confirm").isEnabled(), "the card may be issued")
        seat.settle()
        hands.key("Ctrl+Return")
        hands.see("hand_over.number")
        book.take_paper(step, "tessera", "round-card.pdf")
    card = next(row for row in page_of(seat).cards if row.card_id not in before)
    hands.scan(sample.signed_code(seat.desk, card.card_id))
    hands.see("hand_over.taker")
    with book.step("card-of-the-round-given", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "ricevuta", "round-receipt.pdf")
        step.saw["card"] = f"{card.fund_name} {card.amount_cents}"
    return card.card_id


def _returns(book: Book, seat: Seat, sample: Sample, card_id: str) -> None:
    hands = seat.hands
    with book.step("returns", seat):
        hands.press("rail.returns")
        hands.see("returns.shop")
        seat.settle()
        hands.type(SHOP)
        seat.settle()
        hands.key("Return")
        hands.see("returns.notice")
    with book.step("returns-read", seat) as step:
        hands.fill("returns.amount", SPENT)
        # The same code within two seconds is one scan: this card was handed over just now.
        over = seat.desk.now_us() + AGAIN_US
        wait_until(lambda: seat.desk.now_us() > over, "the hand-over's scan to be over")
        hands.scan(sample.signed_code(seat.desk, card_id))
        hands.see("returns.table")
        seat.settle()
        step.saw["taken"] = sum(each.taken for each in seat.desk.returns.opened())
    with book.step("returns-closed", seat) as step:
        hands.key("Ctrl+Return")
        wait_until(lambda: not seat.desk.returns.opened(), "the return closed")
        book.take_paper(step, "rientro", "return.pdf")


def _figures(book: Book, seat: Seat) -> None:
    hands = seat.hands
    hands.press("rail.shops")
    seat.settle()
    with book.step("shops", seat):
        hands.see("shops.table")
    hands.walk_to("shops.tabs.bar")
    hands.key("Right")
    seat.settle()
    rows = seat.desk.look(fund_rows)
    place = next(at for at, row in enumerate(rows) if row.name.startswith(FUND))
    hands.walk_to("shops.funds")
    hands.key("Home")
    for _ in range(place):
        hands.key("Down")
    with book.step("fund", seat):
        hands.key("Return")
        hands.see("fund.chart")
        seat.settle()
