# SPDX-License-Identifier: EUPL-1.2
"""Coming in, the cable, and who stands at the counter: the first part of the tour."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.people import (
    HOUSE,
    ISEE,
    NICOLO,
    NOEMI,
    PHONE,
    SOFIA,
    STREET,
    Newcomer,
    mistyped,
)
from welfare_desk.ui.tour.sample import Sample
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import STORE_LOOK_MS, wait_until

OWN_PIN = "271828"


def first_log_in(book: Book, seat: Seat, sample: Sample) -> None:
    """Come in with the one-time PIN and replace it by one's own."""
    hands = seat.hands
    with book.step("locked-at-start", seat):
        hands.see("lock.pin")
        wait_until(seat.is_fresh, "the first exchange", look_ms=STORE_LOOK_MS)
    with book.step("own-pin", seat):
        hands.type(sample.one_time_pin)
        hands.key("Return")
        hands.see("pin.first")
        hands.type(OWN_PIN)
        hands.key("Return")
        hands.type(OWN_PIN)
    with book.step("today", seat):
        hands.key("Return")
        wait_until(lambda: not seat.window.is_locked(), "the window open")


def log_in(book: Book, seat: Seat, name: str) -> None:
    """Come in with one's own PIN, also at a desk where it was not chosen."""
    hands = seat.hands
    hands.see("lock.pin")
    wait_until(seat.is_fresh, "an exchange", look_ms=STORE_LOOK_MS)
    seat.settle()
    hands.type(OWN_PIN)
    with book.step(name, seat):
        hands.key("Return")
        wait_until(lambda: not seat.window.is_locked(), "the window open")


def cable_out(book: Book, seat: Seat, sample: Sample) -> None:
    """Pull the cable out; the desk says so and goes on."""
    with book.step("cable-out", seat):
        sample.pull_out(seat.name)
        seat.hands.key("F5")
        wait_until(lambda: seat.state() == "offline", "the desk out of touch")
        wait_until(lambda: seat.window.toast.isVisible(), "a word about it")


def wrong_code(book: Book, seat: Seat) -> None:
    """A code whose last character does not fit is refused with the reason."""
    with book.step("wrong-check-character", seat) as step:
        seat.hands.key("F3")
        seat.hands.type(mistyped(NOEMI.code))
        wait_until(lambda: seat.hands.sees("omnibox.results"), "what the code may mean")
        seat.settle()
        step.saw["rows"] = [row.title for row in seat.window.omnibox.list.found.rows]
    seat.hands.key("Escape")
    seat.hands.key("Escape")


def register_family(book: Book, seat: Seat) -> None:
    """Scan three health cards, one while the other's form is open, and form a household."""
    hands = seat.hands
    with book.step("scan-unknown-code", seat):
        _scan_card(seat, NOEMI)
    with book.step("intake-asked", seat):
        hands.fill("person.surname", NOEMI.surname)
        hands.fill("person.name", NOEMI.name)
        hands.fill("person.phone", PHONE)
        hands.fill("person.street", STREET)
        hands.fill("person.street_no", HOUSE)
    for newcomer, name in ((NICOLO, "intake-parked"), (SOFIA, "intake-third")):
        with book.step(name, seat):
            _scan_card(seat, newcomer)
            hands.fill("person.surname", newcomer.surname)
            hands.fill("person.name", newcomer.name)
            hands.fill("person.street", STREET)
            hands.fill("person.street_no", HOUSE)
        hands.key("Ctrl+S")
        on_person_page(seat, newcomer)
    with book.step("intake-household", seat):
        hands.key("Ctrl+1")
        wait_until(lambda: hands.text("person.surname") == NOEMI.surname, "the parked form")
        for newcomer in (NICOLO, SOFIA):
            hands.fill("intake.lives_with", newcomer.full_name)
            seat.settle()
            hands.key("Return")
            wait_until(lambda: hands.text("intake.lives_with") == "", "the member taken")
        seat.settle()
        for box in hands.named("member.role."):
            hands.choose(box, "child")
        hands.fill("isee.value", ISEE)
        hands.walk_to("intake.notice")
        today = seat.desk.today().on
        hands.fill("isee.issued_on", date_text(min(today, today.replace(month=1, day=15))))
    with book.step("person", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        book.take_paper(step, "informativa", "notice.pdf")


def look_around(book: Book, seat: Seat) -> None:
    """Show every place of the rail that no step needed."""
    hands = seat.hands
    for place in hands.named("rail."):
        name = place.removeprefix("rail.")
        if name in ("today", "outbox", "menu"):
            continue
        with book.step(f"place-{name}", seat):
            hands.press(place)
    hands.press("rail.people")


def on_person_page(seat: Seat, newcomer: Newcomer) -> None:
    """Wait for somebody's page."""
    wait_until(
        lambda: seat.hands.text("person.heading") == newcomer.full_name,
        f"the page of {newcomer.full_name}",
    )


def _scan_card(seat: Seat, newcomer: Newcomer) -> None:
    hands = seat.hands
    hands.scan(newcomer.code)
    wait_until(
        lambda: (
            hands.text("person.fiscal_code") == newcomer.code
            and bool(hands.text("person.birthplace"))
        ),
        "what the code proposes",
    )
