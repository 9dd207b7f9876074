# SPDX-License-Identifier: EUPL-1.2
"""The agenda: a week of cells, the same as a list, one slot with who comes, the day's sheet."""

from __future__ import annotations

from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.seat import Seat


def look_at_the_agenda(book: Book, seat: Seat) -> None:
    """Leaf to a week, look at it in both shapes, open a slot and print its provider's day."""
    hands = seat.hands
    hands.key("Alt+3")
    hands.see("agenda.mode.week")
    seat.settle()
    with book.step("agenda-week", seat):
        hands.press("agenda.mode.week")
        seat.settle()
        hands.key("PgDown")
        seat.settle()
        if not hands.sees("agenda.frame"):
            # Nothing is held next week.
            hands.key("PgUp")
            seat.settle()
    with book.step("agenda-list", seat):
        hands.press("agenda.mode.list")
        hands.see("agenda.table")
        seat.settle()
    with book.step("agenda-slot", seat):
        hands.see("agenda.table").setFocus()
        hands.key("Return")
        hands.see("slot.print")
        seat.settle()
    with book.step("agenda-day-sheet", seat) as step:
        hands.key("Ctrl+P")
        book.take_paper(step, "foglio-del-giorno", "day-sheet.pdf")
    hands.key("Esc")
    seat.settle()
    hands.press("agenda.mode.day")
    hands.press("rail.people")
    seat.settle()
