# SPDX-License-Identifier: EUPL-1.2
"""A service without a calendar: asked for, answered, told; who came; a cooperative's month."""

from __future__ import annotations

import datetime
from typing import cast

from PySide6.QtWidgets import QComboBox

from welfare_desk.core.dates import date_text
from welfare_desk.ui.tour import homes
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import on_person_page
from welfare_desk.ui.tour.people import NOEMI
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import wait_until

SERVICE = "Trasporto disabili attrezzato"
WORDS = "Visita in ospedale alle 10"
AHEAD = datetime.timedelta(days=14)


def on_request(book: Book, seat: Seat) -> None:
    """Ask, answer in the cooperative's place, tell the person, mark who came, see the month."""
    _ask(book, seat)
    _answer(book, seat)
    _look_at_the_month(book, seat)


def _ask(book: Book, seat: Seat) -> None:
    hands = seat.hands
    hands.key("F3")
    hands.type(NOEMI.full_name)
    seat.settle()
    hands.key("Return")
    on_person_page(seat, NOEMI)
    homes.show_tab(seat, "bookings")
    hands.press("person.ask_service")
    with book.step("service-asked-for", seat):
        hands.see("ask.day_1")
        box = cast("QComboBox", hands.see("ask.service"))
        wait_until(lambda: box.count() > 1, "the services to ask for")
        hands.choose("ask.service", SERVICE)
        seat.settle()
        hands.fill("ask.day_1", date_text(seat.desk.today().on + AHEAD))
        hands.fill("ask.words", WORDS)
        seat.settle()
    hands.key("Ctrl+Return")
    wait_until(lambda: not hands.sees("ask.words"), "the request recorded")
    seat.settle()


def _answer(book: Book, seat: Seat) -> None:
    hands = seat.hands
    _way(seat, "inbox")
    with book.step("requests-to-answer", seat):
        hands.see("inbox.table")
        seat.settle()
    hands.see("inbox.table").setFocus()
    hands.key("P")
    with book.step("request-answered", seat):
        hands.see("answer.time")
        hands.fill("answer.time", "15:00")
        hands.fill("answer.words", "Alle 15 va bene?")
        seat.settle()
    hands.key("Ctrl+Return")
    wait_until(lambda: not hands.sees("answer.time"), "the answer recorded")
    seat.settle()
    hands.key("Esc")
    _way(seat, "answers")
    with book.step("answers-to-tell", seat):
        hands.see("answers.card")
        seat.settle()
    hands.press(hands.named("agree_service_request.")[0])
    wait_until(lambda: not hands.sees("answers.card"), "the answer told")
    seat.settle()
    hands.key("Esc")


def _look_at_the_month(book: Book, seat: Seat) -> None:
    hands = seat.hands
    _way(seat, "attendance")
    with book.step("attendance-day", seat):
        hands.see("attendance.day")
        for _ in range(7):
            seat.settle()
            if hands.sees("attendance.table"):
                break
            hands.key("PgDown")
    hands.see("attendance.table").setFocus()
    hands.key("Return")
    with book.step("attendance-list", seat) as step:
        hands.see("attendance_list.print")
        seat.settle()
        hands.key("Ctrl+P")
        book.take_paper(step, "presenze", "attendance.pdf")
    hands.key("Esc")
    hands.key("Esc")
    _way(seat, "statement")
    with book.step("provider-statement", seat) as step:
        hands.see("statement.provider")
        hands.choose("statement.provider", "Jonathan")
        seat.settle()
        hands.key("Ctrl+P")
        book.take_paper(step, "rendiconto-mensile", "provider-statement.pdf")
    hands.key("Esc")
    hands.press("rail.people")
    seat.settle()


def _way(seat: Seat, name: str) -> None:
    seat.hands.key("Alt+3")
    seat.hands.see(f"agenda.way.{name}")
    seat.settle()
    seat.hands.press(f"agenda.way.{name}")
    seat.settle()
