# SPDX-License-Identifier: EUPL-1.2
"""Papers and requests: who may act, optional answers, what was asked for, a closed note."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox

from welfare_desk.core.dates import add_months, date_text
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import OWN_PIN, on_person_page
from welfare_desk.ui.tour.homes import open_person, show_tab
from welfare_desk.ui.tour.people import NOEMI
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import NotSeen, wait_until

DELEGATE, SEEN = "Zanforlin Bruna", "CI CA55512XX"
NEED = "Non riesce a pagare le bollette della luce"
SERVICE, CONTACT, CONTACT_PHONE = "CAF di zona", "Dr.ssa Furlan", "0490000021"
SUPERVISOR, OPERATOR = "Marta", "Anna"
CLOSED_NOTE = "Chiede di non essere chiamata al lavoro"
WHY_OPENED = "Richiamo sul contributo bollette"


def delegate(book: Book, seat: Seat) -> None:
    """Somebody may act for her from now on; the form to sign comes out of the printer."""
    hands = seat.hands
    open_person(seat, NOEMI)
    show_tab(seat, "papers")
    hands.press("person.delegate")
    with book.step("delegate", seat):
        hands.fill("delegate.name", DELEGATE)
        hands.fill("delegate.document", SEEN)
        today = seat.desk.today().on
        hands.fill("delegate.until", date_text(add_months(today, 12)))
    hands.key("Ctrl+Return")
    on_person_page(seat, NOEMI)
    with book.step("delegation-printed", seat) as step:
        wait_until(lambda: bool(hands.named("delegation.form.")), "the delegation in its list")
        hands.press(hands.named("delegation.form.")[0])
        book.take_paper(step, "delega", "delegation.pdf")
    with book.step("delegation-blank", seat) as step:
        hands.press("delegation.blank")
        book.take_paper(step, "modulo-delega", "delegation-blank.pdf")


def consent(book: Book, seat: Seat) -> None:
    """Yes, and no again as easily."""
    hands = seat.hands
    with book.step("consent-given", seat):
        hands.walk_to("consent.photos.yes")
        hands.key("Space")
        wait_until(lambda: not hands.sees("consent.photos.yes"), "the answer")
    with book.step("consent-withdrawn", seat):
        hands.walk_to("consent.photos.no")
        hands.key("Space")
        wait_until(lambda: hands.sees("consent.photos.yes"), "the answer taken back")


def request(book: Book, seat: Seat) -> None:
    """What is needed in her words, and to whom she was sent."""
    hands = seat.hands
    show_tab(seat, "summary")
    hands.press("person.request")
    with book.step("request", seat):
        hands.see("request.words")
        seat.settle()
        hands.type(NEED)
        wait_until(lambda: _chosen(seat, "request.need") == "bills", "the need proposed")
    hands.key("Ctrl+Return")
    on_person_page(seat, NOEMI)
    wait_until(lambda: bool(hands.named("request.steps.")), "the request on the page")
    hands.press(hands.named("request.steps.")[0])
    with book.step("referral", seat):
        hands.see("step.outcome")
        seat.settle()
        hands.choose("step.outcome", "referred")
        hands.fill("step.referred_to", SERVICE)
        hands.fill("step.contact", CONTACT)
        hands.fill("step.phone", CONTACT_PHONE)
    with book.step("referred", seat):
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)


def closed_note(book: Book, seat: Seat) -> None:
    """A sensitive note stays closed to who wrote it as to every operator."""
    hands = seat.hands
    hands.press("person.note")
    with book.step("sensitive-note", seat):
        hands.see("note.text")
        seat.settle()
        hands.type(CLOSED_NOTE)
        box = hands.walk_to("note.sensitive")
        assert isinstance(box, QAbstractButton)
        hands.key("Space")
        wait_until(box.isChecked, "the note marked as sensitive")
    with book.step("note-closed", seat):
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        wait_until(lambda: bool(hands.named("note.withdraw.")), "the note on the page")
        if hands.named("note.open."):
            raise NotSeen("no way for an operator to open a sensitive note")


def first_take_over(book: Book, seat: Seat, sample: Sample) -> None:
    """A supervisor takes over without closing anything, and replaces her one-time PIN."""
    hands = seat.hands
    with book.step("supervisor-takes-over", seat):
        hands.key("F12")
        hands.choose("switch.operator", SUPERVISOR)
        hands.fill("switch.pin", sample.supervisor_pin)
    hands.key("Return")
    hands.see("pin.first")
    for _ in range(2):
        hands.type(OWN_PIN)
        hands.key("Return")
    wait_until(lambda: not seat.window.is_locked(), "the window open")
    seat.settle()


def opened_note(book: Book, seat: Seat, sample: Sample) -> None:
    """She opens the note with a reason that is kept."""
    hands = seat.hands
    open_person(seat, NOEMI)
    with book.step("note-opened", seat) as step:
        wait_until(lambda: bool(hands.named("note.open.")), "the way to open the note")
        hands.press(hands.named("note.open.")[0])
        hands.type(WHY_OPENED)
        hands.key("Return")
        wait_until(lambda: not hands.sees("note.reason"), "the note open")
        step.saw["noted"] = list(sample.noted(seat.desk))
        if "open_note" not in sample.noted(seat.desk):
            raise NotSeen("the opening of the note in the log")


def take_over(seat: Seat) -> None:
    """The supervisor takes over with her own PIN."""
    _switch(seat, SUPERVISOR)


def hand_back(seat: Seat) -> None:
    """The operator of before is at the desk again."""
    _switch(seat, OPERATOR)


def _switch(seat: Seat, who: str) -> None:
    seat.hands.key("F12")
    seat.hands.choose("switch.operator", who)
    seat.hands.fill("switch.pin", OWN_PIN)
    seat.hands.key("Return")
    wait_until(lambda: not seat.hands.sees("switch.pin"), "the other one at work")
    seat.settle()


def _chosen(seat: Seat, name: str) -> str:
    box = seat.hands.see(name)
    assert isinstance(box, QComboBox)
    return str(box.currentData())
