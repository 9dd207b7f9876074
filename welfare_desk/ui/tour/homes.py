# SPDX-License-Identifier: EUPL-1.2
"""Household and income: a split seen before it is recorded, a move, an ISEE and its effects."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QScrollArea

from welfare_desk.core.dates import add_months, date_text
from welfare_desk.ui.people.act_row import ActRow
from welfare_desk.ui.tour.book import Book
from welfare_desk.ui.tour.entry import on_person_page
from welfare_desk.ui.tour.people import MARCO, NOEMI, SOFIA, Newcomer
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import NotSeen, wait_until

TABS = ("summary", "bookings", "cards", "data", "papers", "history")
"""The tabs of a person's page, from left to right."""
MOVED_TO = ("Via delle Rose", "4/B")
LATER_ISEE = "15.900"
STRANGE_DSU = "INPS-26-77"
HALF_YEAR, DAYS_LEFT = 6, 20


def open_person(seat: Seat, who: Newcomer) -> None:
    """Scan somebody's card and wait for the page."""
    seat.hands.scan(who.code)
    on_person_page(seat, who)
    seat.settle()


def household(book: Book, seat: Seat) -> None:
    """The father joins, then leaves with the girl in two homes; who stays moves house."""
    hands = seat.hands
    _register_father(seat)
    open_person(seat, NOEMI)
    show_tab(seat, "summary")
    hands.press("person.household")
    hands.see("household.join")
    seat.settle()
    hands.press("household.join")
    with book.step("household-joined", seat):
        hands.type(MARCO.full_name.lower())
        seat.settle()
        hands.key("Return")
        hands.see("join.picture")
        hands.choose("join.role", "spouse")
    hands.key("Ctrl+Return")
    hands.see("household.split")
    seat.settle()
    hands.press("household.split")
    with book.step("household-before-and-after", seat):
        hands.choose(f"split.where.{person_id(seat, MARCO)}", "goes")
        hands.choose(f"split.where.{person_id(seat, SOFIA)}", "both")
        scroll_to(seat, "split.picture")
    with book.step("household-split", seat):
        hands.key("Ctrl+Return")
        hands.see("household.move")
    with book.step("moving-house", seat):
        hands.press("household.move")
        hands.see("move_house.street")
        seat.settle()
        hands.type(MOVED_TO[0])
        hands.fill("move_house.street_no", MOVED_TO[1])
    with book.step("household-over-time", seat):
        hands.key("Ctrl+Return")
        hands.see("household.split")
    with book.step("equivalence-scale", seat):
        hands.press("household.scale")
        hands.see("scale.members")
    hands.key("Escape")
    hands.key("Escape")
    on_person_page(seat, NOEMI)
    open_person(seat, MARCO)
    with book.step("second-home", seat):
        hands.press("person.household")
        hands.see("household.others")


def income(book: Book, seat: Seat) -> None:
    """A current ISEE with a strange number; what it changes is said before and after."""
    hands = seat.hands
    open_person(seat, NOEMI)
    hands.press("person.isee")
    hands.see("isee.value")
    seat.settle()
    today = seat.desk.today().on
    with book.step("isee-strange-number", seat):
        hands.type(LATER_ISEE)
        hands.choose("isee.kind", "current")
        hands.fill("isee.issued_on", date_text(_half_a_year_before(today)))
        hands.fill("isee.dsu_no", STRANGE_DSU)
        hands.see("isee.caution")
        hands.see("isee.effect")
    with book.step("isee-recorded", seat) as step:
        hands.key("Ctrl+Return")
        on_person_page(seat, NOEMI)
        rows = hands.see("person.repriced").findChildren(ActRow)
        seat.settle()
        step.saw["said"] = seat.toast()
        step.saw["new_prices"] = [row.title.text() for row in rows]


def show_tab(seat: Seat, tab: str) -> None:
    """Go to a tab of the person's page with the arrows."""
    hands = seat.hands
    hands.walk_to("person.tabs.bar")
    for _ in TABS:
        hands.key("Left")
    for _ in range(TABS.index(tab)):
        hands.key("Right")
    seat.settle()


def person_id(seat: Seat, who: Newcomer) -> str:
    """Return the id under which a desk knows somebody."""
    found = seat.desk.look_up(who.code).person_id
    if not found:
        raise NotSeen(f"{who.full_name} at this desk")
    return found


def _register_father(seat: Seat) -> None:
    hands = seat.hands
    hands.scan(MARCO.code)
    wait_until(lambda: hands.text("person.fiscal_code") == MARCO.code, "what the code proposes")
    hands.fill("person.surname", MARCO.surname)
    hands.fill("person.name", MARCO.name)
    hands.key("Ctrl+S")
    on_person_page(seat, MARCO)


def _half_a_year_before(today: datetime.date) -> datetime.date:
    """Return a day of issue after which a current ISEE ends in some days."""
    return add_months(today + datetime.timedelta(days=DAYS_LEFT), -HALF_YEAR)


def scroll_to(seat: Seat, name: str) -> None:
    """Scroll until a part of the page can be seen."""
    part = seat.hands.see(name)
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part)
