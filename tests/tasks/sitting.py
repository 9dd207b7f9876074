# SPDX-License-Identifier: EUPL-1.2
"""Somebody sits at a desk on a real encrypted store; what they do is counted."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from types import TracebackType

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from tests.builders import an_id
from tests.conftest import NOW
from tests.support.desks import NOWHERE
from tests.support.stores import KEY
from tests.tasks.counting import Count, CountedHands
from tests.tasks.guard import Guard, guarded
from tests.ui.counter import MARIA, PIN, counter_desk
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import device_key
from welfare_desk.sync.card_lists import CardLists
from welfare_desk.sync.engine import Engine
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.transport import Transport
from welfare_desk.ui import errors
from welfare_desk.ui.language import built_catalogue
from welfare_desk.ui.tour.seat import Seat
from welfare_desk.ui.tour.waiting import wait_until

AT_US = int(NOW.timestamp()) * 1_000_000
MARIAS_CODE = "RSSMRA62C45H501N"
Fill = Callable[[Path], None]


def small_store(folder: Path) -> None:
    """Put a store there: six services, a week of places, a fund, the Rossi household."""
    (folder / "desk.db").write_bytes(_small())


@cache
def _small() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        desk = counter_desk(Path(name), FixedClock(AT_US))
        desk.session.lock()
        desk.close()
        return (Path(name) / "desk.db").read_bytes()


def open_desk(folder: Path, clock: FixedClock) -> Desk:
    """Return the desk of a filled folder, its line out, its printers a folder."""
    path = folder / "desk.db"
    path.chmod(0o600)
    store = DeskStore.open(path, KEY)
    with store.read() as conn:
        signer = device_key.load(conn)
    # Not the numbers of the desk that filled the store: ids would repeat.
    recorder = Recorder(store, signer, clock, Random(12).randbytes)
    engine = Engine(store, Transport(NOWHERE, clock), recorder, signer, clock)
    lists = CardLists(folder, store, signer, clock, lambda: Transport(NOWHERE, clock))
    desk = Desk(store, recorder, engine, clock, lists=lists)
    prints = folder / "prints"
    prints.mkdir(exist_ok=True)
    for role in ("a4", "card"):
        desk.prints.set_target(role, f"folder:{prints}")
    return desk


class Sitting:
    """One operator at one window: hands that count, and what the desk holds."""

    def __init__(self, seat: Seat, clock: FixedClock, folder: Path, guard: Guard) -> None:
        self.guard = guard
        self.folder = folder
        self.seat, self.desk, self.window, self.clock = seat, seat.desk, seat.window, clock
        self.hands = CountedHands(seat.window)

    @property
    def count(self) -> Count:
        """What the hands did so far."""
        return self.hands.count

    def key(self, *keys: str) -> None:
        """Press keys one after the other, each answered before the next."""
        for one in keys:
            with self._watched():
                self.hands.key(one)
                self.seat.settle()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        with self._watched():
            self.hands.type(text)
            self.seat.settle()

    def scan(self, code: str) -> None:
        """Scan, whatever has the focus, and wait for what it opens."""
        # Past the echo of a scanner that reads twice (UX-16).
        self.clock.advance(3)
        with self._watched():
            self.hands.scan(code)
            self.seat.settle()

    def see(self, name: str) -> None:
        """Wait for a control."""
        self.hands.see(name)
        self.seat.settle()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self.guard.on = True
        try:
            yield
        finally:
            self.guard.on = False

    def person(self, person_id: str = MARIA) -> PersonView:
        """Return what the desk holds of somebody."""
        found = self.desk.look(lambda here: person_view(here, person_id))
        assert found is not None
        return found

    def heading(self) -> str:
        """Return whose page is in front."""
        return self.hands.text("person.heading")

    def printed(self) -> list[str]:
        """Return the papers of this desk, the latest first."""
        return [job.document for job in self.desk.print_list()]


@contextmanager
def sitting(app: QApplication, fill: Fill, prepare: Callable[[Desk], None]) -> Iterator[Sitting]:
    """Seat Anna at a desk of her own, made ready by ``prepare``; all is gone afterwards."""
    clock = FixedClock(AT_US)
    with tempfile.TemporaryDirectory() as name, _italian(app), guarded() as guard:
        fill(Path(name))
        desk = open_desk(Path(name), clock)
        desk.session.log_in("anna", PIN)
        prepare(desk)
        desk.session.lock()
        told = sys.excepthook
        seat = Seat(app, "Sportello 1", desk, "it")
        bugs = _bugs()
        try:
            _let_in(seat)
            yield Sitting(seat, clock, Path(name), guard)
            assert not bugs, bugs
            # What may wait belongs in a lane: the window must go on being painted.
            assert not guard.seen, guard.seen
        finally:
            seat.close()
            desk.close()
            sys.excepthook = told


def _let_in(seat: Seat) -> None:
    seat.settle()
    seat.window.lock_page.unlock_asked.emit(an_id("anna"), PIN)
    wait_until(lambda: not seat.window.is_locked(), "the window open")
    seat.settle()


@contextmanager
def _italian(app: QApplication) -> Iterator[None]:
    words, catalogue = QTranslator(app), built_catalogue("it")
    assert catalogue is not None
    assert words.load(str(catalogue))
    app.installTranslator(words)
    try:
        yield
    finally:
        app.removeTranslator(words)


def _bugs() -> list[str]:
    """Collect errors that nobody expected, from now on."""
    bugs: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        bugs.append(f"{kind.__name__} at {errors.places_of(trace)}: {error}")

    sys.excepthook = hook
    return bugs
