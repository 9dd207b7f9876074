# SPDX-License-Identifier: EUPL-1.2
"""A place, a card, and what is safe here while the cable is out: the second part of the tour."""

from __future__ import annotations

from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.ui.kit.slot_week import SlotFace, SlotWeek
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import OWN_PIN, on_person_page
from welfare_desk.ui.tour.people import NICOLO, NOEMI, SOFIA
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import STORE_LOOK_MS, NotSeen, wait_until

EXPORTED = "outbox.wdparcel"

FOR_PARENTS, FOR_PUPILS = "genitori", "secondaria"
"""Words that find the two services booked in the tour."""


def book_place(book: Book, seat: Seat) -> None:
    """F2: an assured place at the price of the household's bracket, with its slip."""
    hands = seat.hands
    with book.step("booking", seat) as step:
        _open_booking(seat, FOR_PARENTS)
        hands.key("Return")
        wait_until(lambda: hands.see("booking.confirm").hasFocus(), "the way to the confirmation")
        step.saw["price"] = hands.text("booking.total")
    with book.step("booked", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "promemoria", "slip.pdf")
        booking = page_of(seat).bookings[0]
        step.saw |= {
            "booking": booking.booking_no,
            "certainty": booking.certainty,
            "is_today": booking.slot_on == seat.desk.today().on,
        }
        _expect(booking.certainty == "final", "the booking is confirmed")


def book_provisionally(book: Book, seat: Seat) -> None:
    """Two children at the same hour where one place is assured: the second is provisional."""
    hands = seat.hands
    _open_booking(seat, FOR_PUPILS, NICOLO.full_name)
    _press_slot(seat, lambda face: face.promised == 1 and face.free > 1)
    hands.key("Ctrl+S")
    on_person_page(seat, NOEMI)
    with book.step("booking-not-assured", seat):
        _open_booking(seat, FOR_PUPILS, SOFIA.full_name)
        _press_slot(seat, lambda face: face.state == "provisional")
    with book.step("booked-provisionally", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "promemoria", "slip-provisional.pdf")
        _expect(seat.desk.status().provisional == 1, "one booking waits for the server")


def issue_card(book: Book, seat: Seat, sample: Sample) -> str:
    """F7: amount explained, real preview, print, scan back, hand over; return the card's id."""
    hands = seat.hands
    with book.step("issue", seat):
        hands.key("F7")
        wait_until(lambda: hands.see("issue.confirm").isEnabled(), "the card may be issued")
        _wait_preview(seat, "issue.preview")
        hands.key("Return")
    with book.step("card-printed", seat) as step:
        hands.key("Ctrl+Return")
        hands.see("hand_over.number")
        book.take_paper(step, "tessera", "card.pdf")
        _wait_preview(seat, "hand_over.card")
        card = page_of(seat).cards[0]
        step.saw |= {"card": card.card_no, "cents": card.amount_cents}
    activate(book, seat, sample, card.card_id)
    with book.step("handed-over", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "ricevuta", "receipt.pdf")
        _expect(page_of(seat).cards[0].state == "handed_over", "the card was handed over")
    return card.card_id


def activate(
    book: Book, seat: Seat, sample: Sample, card_id: str, name: str = "card-active"
) -> None:
    """Scan the printed card back; one letter wrong is refused first."""
    hands = seat.hands
    code = sample.signed_code(seat.desk, card_id)
    with book.step(name, seat):
        hands.scan(code)
        hands.see("hand_over.taker")


def outbox(book: Book, seat: Seat, name: str) -> None:
    """Da inviare: what is safe here and how long this desk lasts alone."""
    with book.step(name, seat) as step:
        seat.hands.press("rail.outbox")
        seat.hands.see("outbox.state")
        seat.settle()
        step.saw["pending"] = seat.desk.status().pending


def export(book: Book, seat: Seat) -> None:
    """Da inviare: the work goes into a file for a stick, and the card says what to do with it."""
    with book.step("outbox-exported", seat) as step:
        seat.hands.see("outbox.export")
        # Where the file goes is asked in the dialog of the system.
        seat.window.makers.outbox.stick.write_to(str(book.place_of(EXPORTED)))
        seat.hands.see("outbox.stick.result")
        step.saw["exported"] = seat.window.makers.outbox.stick.result.fact.text()
        step.saw["autonomy"] = seat.hands.text("outbox.autonomy.line")


def lock(book: Book, seat: Seat) -> None:
    """Ctrl+L covers everything; the own PIN brings it back as it was."""
    hands = seat.hands
    with book.step("locked", seat):
        hands.key("Ctrl+L")
        hands.see("lock.pin")
    hands.type(OWN_PIN)
    hands.key("Return")
    wait_until(lambda: not seat.window.is_locked(), "the window open")


def exchange(seat: Seat) -> None:
    """F5, and wait until everything recorded has been answered."""
    before = seat.desk.status().last_sync_at

    def done() -> bool:
        now = seat.desk.status()
        return now.last_sync_at != before and now.state in ("in_sync", "review")

    seat.hands.key("F5")
    wait_until(done, "a whole exchange", look_ms=STORE_LOOK_MS)
    seat.settle()


def page_of(seat: Seat) -> PersonView:
    """Return what the desk knows of the person in front."""
    answer = seat.desk.look_up(NOEMI.code)
    page = seat.desk.look(lambda here: person_view(here, answer.person_id))
    if page is None:
        raise NotSeen(f"{NOEMI.full_name} at this desk")
    return page


def _open_booking(seat: Seat, service: str, who: str = "") -> None:
    hands = seat.hands
    hands.key("F2")
    hands.see("booking.week")
    seat.settle()
    hands.press("booking.search")
    hands.type(service)
    hands.key("Return")
    seat.settle()
    if who:
        # Before the times: a service for pupils offers none of them to a parent.
        hands.choose("booking.who", who)
        seat.settle()
    wait_until(lambda: bool(_week(seat).chosen_id()), "a first choice of time")


def _press_slot(seat: Seat, wanted: object) -> None:
    assert callable(wanted)
    week = _week(seat)
    faces: list[SlotFace] = [face for day in week.slots.days for face in day.slots if wanted(face)]
    if not faces:
        raise NotSeen("a time as this step needs it")
    # The last of the week: a place of this very hour is nobody's habit.
    face = faces[-1]
    seat.hands.press_cell(week, week.slots.index_of(face.id))
    wait_until(lambda: week.chosen_id() == face.id, "the time taken")
    seat.settle()
    wait_until(lambda: seat.hands.see("booking.confirm").isEnabled(), "the act ready")


def _week(seat: Seat) -> SlotWeek:
    found = seat.hands.see("booking.week")
    assert isinstance(found, SlotWeek)
    return found


def _wait_preview(seat: Seat, name: str) -> None:
    found = seat.hands.see(name)
    picture = getattr(found, "image")  # noqa: B009 - a preview of any kind
    wait_until(lambda: not picture().isNull(), f"the page in {name}")


def _expect(fact: bool, what: str) -> None:
    if not fact:
        raise NotSeen(what)
