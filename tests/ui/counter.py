# SPDX-License-Identifier: EUPL-1.2
"""A counter to test pages at: a real desk on an encrypted store, a shell, what pages asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import (
    FUND,
    OFFERING,
    SCHEME,
    TERRITORY,
    TODAY,
    TOWN,
    a_fund,
    a_resource,
    a_territory,
    an_id,
    an_operator,
    issue,
    register,
)
from tests.support.desks import a_desk_here, card_code
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import booking_text, receipt_text, serial_text
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import verifier_of
from welfare_desk.desk.views.today import PrintView
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Provider
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.households import FormHousehold, Joining, RecordIsee
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import rights
from welfare_desk.sync.recorder import Recorded, held_row
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.look import Look
from welfare_desk.ui.page import Page
from welfare_desk.ui.shell import Shell
from welfare_desk.ui.undo import Undo

PIN = "271828"
_VERIFIER = verifier_of(PIN)
MARIA, TOMMASO = an_id("maria"), an_id("tommaso")
HALL, LIBRARY = "Sala civica, Piazzola", "Biblioteca"
SERVICES = (
    ("reading", "Laboratorio lettura 7–10", "children", "Bottega dei ragazzi", "library"),
    ("summer", "Centro estivo", "families", "Il Portico", "centre"),
    ("parents", "Spazio neogenitori", "families", "Il Portico", "centre"),
    ("rides", "Trasporto accompagnato", "elderly", "F.A.I. Padova", "vehicle"),
    ("calls", "Telefonata amica", "elderly", "Sestante", "phone"),
)
FREE = ((4, 2, 1, 0), (1, 6, 4, 6), (3, 2, 5, 0), (5, 0, 3, 5), (0, 3, 6, 0))
"""Free places by weekday and hour from 15:00; 0 on the first rows means no slot or full."""
HELD = ((2, 1, 0, 0), (0, 3, 2, 2), (2, 0, 2, 0), (2, 0, 0, 1), (0, 1, 3, 0))


def week_slots(
    monday: datetime.date = TODAY - datetime.timedelta(days=2) + datetime.timedelta(7),
) -> list[tuple[Slot, int]]:
    """Return the slots of a week in the civic hall, each with the places this desk holds."""
    made = []
    for day in range(5):
        for hour in range(4):
            free = FREE[day][hour]
            full = (day, hour) in ((3, 1),)
            if not free and not full:
                continue
            made.append(
                (
                    _slot(
                        f"hall-{day}-{hour}",
                        monday + datetime.timedelta(day),
                        900 + 60 * hour,
                        HALL,
                        max(free, 1),
                    ),
                    HELD[day][hour],
                )
            )
    made.append((_slot("library-1", monday, 600, LIBRARY, 2), 0))
    made.append((_slot("library-last", monday + datetime.timedelta(4), 660, LIBRARY, 1), 1))
    return made


def _slot(name: str, on: datetime.date, minute: int, place: str, places: int) -> Slot:
    return Slot(
        id=an_id(name),
        territory_id=TERRITORY,
        offering_id=OFFERING,
        slot_on=on,
        start_minute=minute,
        minutes=60,
        zone="Europe/Rome",
        places=places,
        place_name=place,
        address="Via Roma 1" if place == HALL else "Via Dante 1",
        directions="",
        closed=False,
    )


def counter_rows() -> list[Record]:
    """Return a territory of six services, a fund, a week of slots, two operators with a PIN."""
    slots = [slot for slot, _held in week_slots()]
    rows: list[Record] = [row for row in a_territory(fund=a_fund()) if row.KIND != "operator"]
    base = next(row for row in rows if isinstance(row, Offering))
    for name, title, group, provider, mode in SERVICES:
        rows.append(
            Provider(
                id=an_id(provider), territory_id=TERRITORY, name=provider, phone="", address=""
            )
        )
        rows.append(
            msgspec.structs.replace(
                base, id=an_id(name), code=name, name_it=title, neutral_title=title,
                target_group=group, provider_id=an_id(provider), mode=mode, fee_scheme_id=SCHEME,
            )
        )  # fmt: skip
    full = an_id("hall-3-1")
    for slot in slots:
        room = a_resource(f"slot:{slot.id}", slot.places)
        held = {each.id: places for each, places in week_slots()}[slot.id]
        free = 0 if slot.id == full else slot.places - held
        rows += [slot, msgspec.structs.replace(room, free=free)]
    verifier = _VERIFIER
    for name, role in (("anna", "operator"), ("marta", "supervisor")):
        rows.append(msgspec.structs.replace(an_operator(name, role), pin_verifier=verifier))
    return rows


def counter_leases(now: int) -> list[Lease]:
    """Return places, euros and numbers that this desk holds."""
    numbers = tuple(serial_text(1, 1, n) for n in range(20))
    codes = tuple(card_code(number) for number in numbers)
    made = [
        _lease(f"s-{slot.id}", f"slot:{slot.id}", held, now) for slot, held in week_slots() if held
    ]
    return [
        *made,
        _lease("fund", f"fund:{FUND}", 216_000, now),
        _lease(
            "bookings", "number:booking", 50, now, tuple(booking_text(1, 1, n) for n in range(50))
        ),
        _lease(
            "receipts", "number:receipt", 50, now, tuple(receipt_text(1, 1, n) for n in range(50))
        ),
        _lease("serials", f"serial:{FUND}", 20, now, numbers, codes),
    ]


def _lease(
    name: str,
    resource: str,
    quantity: int,
    now: int,
    numbers: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
) -> Lease:
    return Lease(
        id=name,
        device=1,
        inc=1,
        resource=resource,
        quantity=quantity,
        fence=0,
        not_after=now + LIFE_US,
        epoch=1,
        numbers=numbers,
        codes=codes,
    )


def counter_desk(folder: Path, clock: FixedClock) -> Desk:
    """Return a desk with Anna at it, who knows the Rossi household; its line is out."""
    desk = a_desk_here(folder, clock, counter_rows(), leases=False)
    with desk._store.write() as conn:
        rights.add(conn, [held_row(lease) for lease in counter_leases(clock.now_us())])
    desk.session.log_in("anna", PIN)
    desk.record(
        register("maria", fiscal_code="RSSMRA62C45H501N", no_code_reason="", phone="+393470000123")
    )
    for name, surname, born, sex in (
        ("giorgio", "Fabris", datetime.date(1958, 2, 7), "M"),
        ("elena", "Fabris", datetime.date(1995, 7, 10), "F"),
        ("tommaso", "Fabris", datetime.date(2018, 4, 11), "M"),
    ):
        desk.record(register(name, surname=surname, born_on=born, sex=sex))
    roles = (
        ("maria", "applicant"),
        ("giorgio", "spouse"),
        ("elena", "child"),
        ("tommaso", "other"),
    )
    desk.record(
        FormHousehold(
            household_id=an_id("home"),
            controller_id=TOWN,
            members=tuple(Joining(an_id(name), role) for name, role in roles),
            from_on=datetime.date(2026, 1, 1),
            residence_istat="028063",
        )
    )
    desk.record(
        RecordIsee(
            isee_id=an_id("isee"),
            household_id=an_id("home"),
            value_cents=1_124_000,
            issued_on=datetime.date(2026, 2, 1),
            valid_to=datetime.date(2026, 12, 31),
        )
    )
    return desk


@dataclass
class Counter:
    """The frame of a page under test; notes what the page asked of the window."""

    desk: Desk
    look: Look
    registry: ActionRegistry
    jobs: JobRunner
    lang: str = "it"
    toasts: list[str] = field(default_factory=list)
    undos: list[Callable[[], None] | None] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    changed: list[frozenset[str]] = field(default_factory=list)
    jobs_queued: list[PrintView] = field(default_factory=list)
    closed: list[Page] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shell = Shell(self.look, self.registry, body="Comune di Piazzola")
        self.shell.act_asked.connect(self._act)
        self.context = Context(self.desk, self.jobs, self.registry, self.look, self, self.lang)
        self.page: Page | None = None
        for place, words, icon in (
            ("today", "Oggi", "house"),
            ("people", "Persone", "users"),
            ("agenda", "Agenda", "calendar-days"),
            ("cards", "Buoni e tessere", "credit-card"),
            ("returns", "Rientri", "store"),
            ("prints", "Stampe", "printer"),
            ("outbox", "Da inviare", "send"),
        ):
            self.shell.add_place(place, words, icon, QWidget())
        self._serial = 0

    def show(self, page: Page, place: str = "people", size: tuple[int, int] = (1366, 768)) -> Page:
        """Show a page in the shell at a size and wait until it has loaded."""
        self._serial += 1
        self.page = page
        self.shell.add_page(f"page-{self._serial}", page, place=place)
        self.shell.show_page(f"page-{self._serial}")
        self.shell.resize(*size)
        self.shell.show()
        settle(self.jobs)
        page.shown()
        settle(self.jobs)
        return page

    def _act(self, act_id: str) -> None:
        if self.page is not None:
            self.page.act(act_id)

    def open_person(self, person_id: str) -> None:
        self.opened.append(person_id)

    def open_booking_form(self, person_id: str, booking_id: str = "") -> None:
        self.asked.append(("booking", person_id, booking_id))

    def open_issue_form(self, person_id: str) -> None:
        self.asked.append(("issue", person_id))

    def open_replace_form(self, person_id: str, card_id: str) -> None:
        self.asked.append(("replace", person_id, card_id))

    def open_intake(self, code: str = "", name: str = "") -> None:
        self.asked.append(("intake", code, name))

    def open_draft(self, draft_id: str) -> None:
        self.asked.append(("draft", draft_id))

    def open_place(self, place_id: str) -> None:
        self.asked.append(("place", place_id))

    def toast(self, text: str, undo: Undo = None) -> None:
        self.toasts.append(text)
        self.undos.append(self._calling(undo))
        self.shell.say(text, undoable=undo is not None)

    tell = toast

    def _calling(self, undo: Undo) -> Callable[[], None] | None:
        """Return what takes an act back, as the window would by Ctrl+Z."""
        made = (undo,) if isinstance(undo, Recorded) else undo
        if not isinstance(made, tuple):
            return made
        if not self.desk.undoing.knows(made):
            return None

        def take_back() -> None:
            kinds = [one.kinds for one in self.desk.undoing.take_back(made)]
            self.broadcast(frozenset().union(*kinds))

        return take_back

    def broadcast(self, kinds: Collection[str]) -> None:
        self.changed.append(frozenset(kinds))

    def set_companion(
        self, widget: QWidget | None, width: int = 320, *, at_once: bool = True
    ) -> None:
        self.shell.set_companion(widget, width, at_once=at_once)

    def set_page(self, page: Page) -> None:
        self.show(page)

    def close_page(self, page: Page) -> None:
        self.closed.append(page)
        self.shell.set_companion(None)

    def retitle(self) -> None:
        return None

    def seek(self) -> None:
        self.asked.append(("seek",))

    def queued(self, job: PrintView) -> None:
        self.jobs_queued.append(job)

    def exchange_now(self) -> None:
        self.asked.append(("exchange",))


def settle(jobs: JobRunner, rounds: int = 6) -> None:
    """Let all lanes work off what they have and the window show it."""
    for _round in range(rounds):
        loop, left = QEventLoop(), {"n": 4}

        def came(_value: Any, loop: QEventLoop = loop, left: dict[str, int] = left) -> None:
            left["n"] -= 1
            if not left["n"]:
                loop.quit()

        for lane in ("reader", "writer", "paper", "network"):
            jobs.submit(lambda: None, jobs, came, came, lane)  # type: ignore[arg-type]
        loop.exec()
        # The network's lane has several threads: what was asked first may answer last.
        for _turn in range(1_000):
            if Lane.NETWORK not in jobs.busy_lanes():
                break
            QTest.qWait(5)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(1)


def grab(counter: Counter, path: Path) -> None:
    """Save the window as a picture."""
    counter.shell.grab().save(str(path))


def booked(desk: Desk, slot: str, person: str = MARIA) -> str:
    """Book a slot by name for a person and return the booking's id."""
    price = desk.quote(person, OFFERING)
    recorded = desk.record(
        BookPlace(
            booking_id=desk.new_id(),
            person_id=person,
            slot_id=an_id(slot),
            isee_id=price.isee_id,
            resident=price.resident,
            unit_cents=price.unit_cents,
            total_cents=price.total_cents,
            lines=price.lines,
        )
    )
    return recorded.entity


def issued(desk: Desk) -> str:
    """Issue the Rossi household's card and return its id."""
    return desk.record(issue("card", "home", "maria", an_id("isee"), 38_000)).entity


def act_key(counter: Counter, act_id: str) -> None:
    """Press the key of an act, as the operator would."""
    action = counter.registry.bound()[act_id]
    assert action.isEnabled()
    action.trigger()
    settle(counter.jobs)
