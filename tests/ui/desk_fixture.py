# SPDX-License-Identifier: EUPL-1.2
"""A desk for tests of the window: real encrypted store, sample people, Anna's PIN is 271828."""

from __future__ import annotations

import datetime
import tempfile
from functools import cache
from pathlib import Path
from random import Random

import msgspec
import shiboken6
from PySide6.QtWidgets import QWidget

from tests.builders import (
    TODAY,
    a_fund,
    a_slot,
    a_territory,
    an_id,
    an_operator,
    form,
    isee,
    issue,
    register,
)
from tests.conftest import NOW
from tests.support.desks import NOWHERE, SLOTS, a_desk_here
from tests.support.stores import KEY
from tests.ui.counter import settle
from welfare_desk.core.clock import Clock, FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import verifier_of
from welfare_desk.models.offering import Slot
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import BookPlace, RecordAttendance
from welfare_desk.operations.households import FormHousehold, Joining
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import device_key
from welfare_desk.sync.engine import Engine
from welfare_desk.sync.parcels import Parcels
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.transport import Transport
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow

PIN = "271828"
SIZE = (1366, 768)
AT_US = int(NOW.timestamp()) * 1_000_000
_VERIFIER = verifier_of(PIN)
MARIA, GIORGIO, ELENA, TOMMASO = "maria", "giorgio", "elena", "tommaso"
DAY: tuple[tuple[str, int], ...] = (
    ("bruna", 600),
    ("lino", 615),
    ("ioana", 645),
    ("amin", 660),
    ("caterina", 720),
)
"""Who comes today and when, minutes since midnight; the clock stands at 9:30."""
NAMES = {
    "bruna": ("Zanella", "Bruna", 1948),
    "lino": ("Marcato", "Lino", 1951),
    "ioana": ("Popescu", "Ioana", 1984),
    "amin": ("Ben Salah", "Amin", 1977),
    "caterina": ("Bettin", "Caterina", 1970),
}


def rows(*, one_time: bool = False) -> list[Record]:
    """The territory with slots all day and operators whose PIN is known."""
    day = tuple(a_slot(f"day-{name}", places=1, days=0, minute=at) for name, at in DAY)
    found = [row for row in a_territory(*SLOTS, *day, fund=a_fund()) if row.KIND != "operator"]
    for name, shown, role in (
        ("anna", "Anna Rossetto", "operator"),
        ("marta", "Marta Vianello", "supervisor"),
    ):
        row = an_operator(name, role)
        found.append(
            msgspec.structs.replace(row, name=shown, pin_verifier=_VERIFIER, pin_one_time=one_time)
        )
    return found


def a_desk(folder: Path, clock: Clock, *, one_time: bool = False) -> Desk:
    """Return a desk with its line out, nobody logged in, nobody registered."""
    return a_desk_here(folder, clock, rows(one_time=one_time))


@cache
def _filled() -> bytes:
    """Return a store with Maria's family and a day of appointments, made once."""
    with tempfile.TemporaryDirectory() as folder:
        desk = with_a_day(with_people(at_work(a_desk(Path(folder), FixedClock(AT_US)))))
        desk.session.lock()
        desk.close()
        return (Path(folder) / "desk.db").read_bytes()


def a_busy_desk(folder: Path, clock: Clock) -> Desk:
    """Return a desk that knows Maria's family and today's people; nobody is logged in."""
    path = folder / "desk.db"
    path.write_bytes(_filled())
    path.chmod(0o600)
    return opened_again(folder, clock)


def opened_again(folder: Path, clock: Clock) -> Desk:
    """Open the desk of a folder as it was left; nobody is logged in."""
    store = DeskStore.open(folder / "desk.db", KEY)
    with store.read() as conn:
        signer = device_key.load(conn)
    # Not the numbers of the desk that filled the store: ids would repeat.
    recorder = Recorder(store, signer, clock, Random(12).randbytes)
    engine = Engine(store, Transport(NOWHERE, clock), recorder, signer, clock)
    carried = Parcels(
        folder, store, signer, clock, Random(13).randbytes, lambda: Transport(NOWHERE, clock)
    )
    return Desk(store, recorder, engine, clock, carried)


def at_work(desk: Desk) -> Desk:
    """Let Anna in."""
    desk.session.log_in("anna", PIN)
    return desk


def with_people(desk: Desk) -> Desk:
    """Register Maria's family with ISEE, bookings and a card; needs somebody at work."""
    desk.record(
        register(
            MARIA,
            fiscal_code="RSSMRA62C45H501N",
            no_code_reason="",
            phone="+393470000123",
            street="Via Dante",
            street_no="18",
            postal_code="35016",
        )
    )
    _member(desk, GIORGIO, "Fabris", "M", datetime.date(1958, 2, 7))
    _member(desk, ELENA, "Fabris", "F", datetime.date(1995, 7, 10))
    _member(desk, TOMMASO, "Fabris", "M", datetime.date(2018, 4, 11))
    home = form("home", MARIA)
    roles = ((GIORGIO, "spouse"), (ELENA, "child"), (TOMMASO, "other"))
    members = (*home.members, *(Joining(an_id(name), role) for name, role in roles))
    whole = FormHousehold(
        household_id=home.household_id,
        controller_id=home.controller_id,
        members=members,
        from_on=home.from_on,
        residence_istat=home.residence_istat,
    )
    desk.record(whole)
    desk.record(isee("isee", "home", 1_124_000))
    desk.record(
        RecordNotice(
            notice_id=an_id("notice"),
            person_id=an_id(MARIA),
            version="1",
            language="it",
            signer="Rossi Maria",
            given_on=TODAY,
        )
    )
    for name, slot in (("b-1", SLOTS[0]), ("b-2", SLOTS[1])):
        desk.record(_booked(desk, name, MARIA, slot))
    desk.record(issue("card", "home", MARIA, an_id("isee"), 38_000))
    return desk


def with_a_day(desk: Desk) -> Desk:
    """Fill today's agenda: one served, one waiting, three expected."""
    for name, minute in DAY:
        surname, given, year = NAMES[name]
        born = datetime.date(year, 5, 21)
        person = msgspec.structs.replace(register(name), surname=surname, name=given, born_on=born)
        desk.record(person)
        slot = a_slot(f"day-{name}", places=1, days=0, minute=minute)
        desk.record(_booked(desk, f"day-booking-{name}", name, slot))
    for name, outcome in (("bruna", "attended"), ("ioana", "arrived")):
        desk.record(RecordAttendance(booking_id=an_id(f"day-booking-{name}"), outcome=outcome))
    return desk


def _booked(desk: Desk, name: str, person: str, slot: Slot) -> BookPlace:
    due = desk.quote(an_id(person), slot.offering_id)
    return BookPlace(
        booking_id=an_id(name),
        person_id=an_id(person),
        slot_id=slot.id,
        isee_id=due.isee_id,
        unit_cents=due.unit_cents,
        total_cents=due.total_cents,
    )


def _member(desk: Desk, name: str, surname: str, sex: str, born_on: datetime.date) -> None:
    desk.record(register(name, surname=surname, sex=sex, born_on=born_on))


def a_window(desk: Desk, look: Look, jobs: JobRunner, size: tuple[int, int] = SIZE) -> MainWindow:
    """Return the shown window of a desk, its cover on."""
    window = MainWindow(desk, jobs, look, ActionRegistry())
    window.resize(*size)
    window.show()
    window.cover.begin()
    window.exchanging.refresh()
    settle(jobs)
    return window


def let_in(window: MainWindow, name: str = "anna") -> MainWindow:
    """Log an operator in as the lock page does."""
    window.lock_page.unlock_asked.emit(an_id(name), PIN)
    settle(window.jobs)
    return window


def let_go(window: MainWindow) -> None:
    """Put a window away with all its timers."""
    window.rest()
    settle(window.jobs)
    window.hide()
    shiboken6.delete(window)


def shown_texts(window: QWidget) -> str:
    """Return every word that a person or a reader of screens finds in the window."""
    found: list[str] = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", None)
        found.append(str(text()) if callable(text) else "")
    return "\n".join(found)
