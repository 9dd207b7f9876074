# SPDX-License-Identifier: EUPL-1.2
"""The catalogue at the counter: found by what is said, the sheet, the provider, a complaint."""

from __future__ import annotations

from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.people import NOEMI
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import wait_until

SAID = "spesa a casa"
COMPLAINT = "La persona doveva venire alle nove ed e arrivata alle undici."


def orientation(book: Book, seat: Seat) -> None:
    """Look for what somebody asks for, give them the sheet, take down what they complain of."""
    hands = seat.hands
    with book.step("catalogue", seat):
        hands.key("Shift+F3")
        hands.see("catalogue.sought")
        seat.settle()
        hands.type(SAID)
        seat.settle()
    with book.step("offering", seat) as step:
        hands.key("Return")
        hands.see("offering.print")
        seat.settle()
        hands.key("Ctrl+P")
        book.take_paper(step, "scheda-servizio", "offering.pdf")
    with book.step("provider", seat) as step:
        hands.press("offering.provider")
        hands.see("provider.print")
        seat.settle()
        hands.key("Ctrl+P")
        book.take_paper(step, "fascicolo", "dossier.pdf")
    _complain(book, seat)
    hands.press("rail.people")
    seat.settle()


def _complain(book: Book, seat: Seat) -> None:
    hands = seat.hands
    with book.step("complaint", seat):
        hands.press("provider.complain")
        wait_until(lambda: hands.sees("complaint.words"), "the form of a complaint")
        seat.settle()
        hands.choose("complaint.by", NOEMI.full_name)
        hands.fill("complaint.words", COMPLAINT)
        seat.settle()
    with book.step("complaint-recorded", seat) as step:
        hands.press("complaint.send")
        book.take_paper(step, "reclamo", "complaint.pdf")
        wait_until(lambda: not hands.sees("complaint.words"), "the complaint recorded")
        seat.settle()
