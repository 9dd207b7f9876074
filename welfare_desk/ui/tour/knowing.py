# SPDX-License-Identifier: EUPL-1.2
"""Knowing the person: found in spite of a slip, taken in by scan, not registered twice."""

from __future__ import annotations

import datetime

from welfare_desk.core.dates import date_text
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import on_person_page
from welfare_desk.ui.tour.people import ANNA, NOEMI, PHONE, card_zone, mistyped, stripe
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import NotSeen, wait_until

DOCUMENT = "CA10023ZZ"
ELEVEN = "12345670017"
"""Eleven digits whose last one holds."""
MISHEARD = ("Belavitis", "Annamaria")


def search(book: Book, seat: Seat, name: str, text: str, expected: str) -> None:
    """Type into the omnibox until the person stands first, as a step."""
    with book.step(name, seat) as step:
        seat.hands.key("F3")
        seat.hands.type(text)
        rows = seat.window.omnibox.list.found
        wait_until(lambda: rows.rows and rows.rows[0].title == expected, f"{expected} for “{text}”")
        seat.settle()
        step.saw |= {"typed": text, "rows": [row.title for row in rows.rows]}


def find_by_typing(book: Book, seat: Seat) -> None:
    """A slip of the ear, a birth year, part of a code, the end of a phone number; then open."""
    who = NOEMI.full_name
    search(book, seat, "find-misspelt", "sanforlin noem", who)
    search(book, seat, "find-by-year", f"zanforl {NOEMI.born_on.year}", who)
    search(book, seat, "find-by-code", NOEMI.code[:8].lower(), who)
    search(book, seat, "find-by-phone", PHONE[-6:], who)
    with book.step("found", seat):
        seat.hands.key("Return")
        on_person_page(seat, NOEMI)


def take_in_by_scan(book: Book, seat: Seat) -> None:
    """An identity card lacks the second name, the health card has it; then the notice."""
    hands = seat.hands
    first = ANNA.name.split()[0]
    with book.step("card-zone-read", seat) as step:
        hands.key("Alt+1")
        until = seat.desk.today().on + datetime.timedelta(days=2_000)
        for line in card_zone(ANNA, first, DOCUMENT, until):
            hands.scan(line)
        wait_until(lambda: hands.text("person.name") == first, "what the document proposes")
        step.saw["document"] = hands.text("document.number")
    with book.step("stripe-read", seat):
        hands.scan(stripe(ANNA))
        wait_until(lambda: hands.text("person.fiscal_code") == ANNA.code, "the code of the stripe")
        hands.see("person.code_differs")
    with book.step("second-name-added", seat):
        hands.walk_to("person.name")
        hands.key("End")
        hands.type(f" {ANNA.name.split()[1]}")
        wait_until(lambda: not hands.sees("person.code_differs"), "code and name in accord")
    with book.step("taken-in", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, ANNA)
        book.take_paper(step, "informativa", "notice-second.pdf")


def doubtful_codes(book: Book, seat: Seat) -> None:
    """A wrong check character with the person it may be, and eleven digits."""
    hands = seat.hands
    _new_form(seat)
    with book.step("eleven-digits", seat):
        hands.fill("person.fiscal_code", ELEVEN)
        hands.see("person.provisional")
    with book.step("near-codes", seat) as step:
        hands.walk_to("person.fiscal_code")
        hands.key("Ctrl+A")
        hands.type(mistyped(ANNA.code))
        step.saw["offered"] = hands.text(hands.see("person.near_code.0").objectName())
    with book.step("near-code-taken", seat):
        hands.press("person.near_code.0")
        on_person_page(seat, ANNA)
    _throw_away(seat)


def go_past_a_likely_same(book: Book, seat: Seat, sample: Sample) -> None:
    """Somebody very like her stands beside the form; going on takes one more key and is noted."""
    hands = seat.hands
    _new_form(seat)
    with book.step("likely-same", seat) as step:
        hands.fill("person.surname", MISHEARD[0])
        hands.fill("person.name", MISHEARD[1])
        _fill_back(seat, "person.born_on", date_text(ANNA.born_on))
        hands.choose("person.no_code_reason", "not_at_hand")
        wait_until(lambda: bool(hands.named("duplicates.card.")), "the likely same person")
        seat.settle()
        step.saw["reasons"] = _spoken(seat, "duplicates.card.")
    with book.step("likely-same-asked", seat):
        hands.key("Ctrl+S")
        hands.see("intake.certain")
    with book.step("gone-on", seat) as step:
        hands.key("Ctrl+S")
        heading = " ".join(MISHEARD)
        wait_until(lambda: hands.text("person.heading") == heading, f"the page of {heading}")
        step.saw["noted"] = list(sample.noted(seat.desk))
        if "went_on" not in sample.noted(seat.desk):
            raise NotSeen("going on in spite of a likely same person in the log")


def _new_form(seat: Seat) -> None:
    seat.hands.key("Alt+1")
    seat.hands.key("F4")
    seat.hands.see("person.surname")
    seat.settle()


def _fill_back(seat: Seat, name: str, text: str) -> None:
    """Fill a field that lies before where the hands are: they press it."""
    seat.hands.press(name)
    seat.hands.type(text)


def _throw_away(seat: Seat) -> None:
    """Throw the draft away that was left for the person it turned out to be."""
    hands = seat.hands
    hands.key("Ctrl+Tab")
    hands.press("intake.discard")
    seat.settle()


def _spoken(seat: Seat, start: str) -> list[str]:
    return [seat.hands.see(name).accessibleName() for name in seat.hands.named(start)]
