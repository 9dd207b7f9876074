# SPDX-License-Identifier: EUPL-1.2
"""The training room: a folder with its own server and desk, kept between starts, made anew fast.

What is heavy is imported where it is used: the window is painted before the room is prepared.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from welfare_desk import __version__
from welfare_desk.app import Keys, open_desk
from welfare_desk.cli.cable import Cable
from welfare_desk.core.clock import SystemClock
from welfare_desk.core.instants import DAY_US
from welfare_desk.core.resources import resource_path
from welfare_desk.ui.training.room import Part, Score

if TYPE_CHECKING:
    from welfare_desk.cli.stage import Stage
    from welfare_desk.desk.desk import Desk

T = TypeVar("T")
PIN = "123456"
LOGIN = "marta"
"""A supervisor, who may do all that the exercises ask for."""
OPERATORS = ("marta", "anna")
DESK = "Sportello di prova"
PEOPLE = 60
KEPT_DAYS = 7
"""After so many days the room is made anew: its places lie in the past."""
LIVE, CLEAN, NOTES, SCORES = "live", "clean", "room.json", "scores.json"
_HOME = "sportello-di-prova"


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """What the room knows of itself; nothing in it is secret, for nothing in it is real."""

    version: str
    made_at: int
    passphrase: str
    parts: dict[str, Part]


class TrainingRoom:
    """A server of its own on loopback, a desk with a wire that can be cut, made-up people.

    ``prepare`` makes it or takes it as it was left; nothing of it touches another desk.
    """

    pin = PIN
    login = LOGIN

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._notes = _read(folder / NOTES, Notes)
        self._stage: Stage | None = None
        self._cable: Cable | None = None
        self._starting: threading.Thread | None = None
        self._anew = False

    @property
    def home(self) -> Path:
        """The training desk's folder."""
        return self.folder / LIVE / _HOME

    @property
    def keys(self) -> Keys:
        """What opens the training desk; the user's keyring is left alone."""
        from welfare_desk.cli.stage import NoKeyring

        notes = self._notes
        return Keys(keyring=NoKeyring(), passphrase=notes.passphrase if notes else None)

    @property
    def ready(self) -> bool:
        """Tell whether the room's server answers."""
        return bool(self.port)

    @property
    def port(self) -> int:
        """Where the room's server listens on this computer, 0 while it does not yet."""
        return self._stage.port if self._stage is not None else 0

    def prepare(self, tell: Callable[[str], None]) -> None:
        """Stand ready afterwards: desk to be opened at ``home``, server started or starting.

        ``tell`` hears ``territory``, ``people``, ``server``, ``desk`` and ``exercises`` as
        each begins, and nothing where the room stands from an earlier start.
        """
        if self._anew:
            self._restore()
        if self._stage is not None:
            return
        if not self._is_fresh():
            self._make(tell)
        tell("server")
        self._start()

    def parts(self) -> dict[str, Part]:
        """Return who plays in each exercise."""
        return dict(self._notes.parts) if self._notes else {}

    def pull_out(self) -> None:
        """Cut the wire."""
        if self._cable is not None:
            self._cable.pull_out()

    def put_in(self) -> None:
        """Mend the wire."""
        if self._cable is not None:
            self._cable.put_in()

    def begin_anew(self) -> None:
        """Let the next ``prepare`` put everything back; the desk must be closed by then."""
        self._anew = True

    def _restore(self) -> None:
        self._anew = False
        self.close()
        clean = self.folder / CLEAN
        if clean.exists():
            shutil.rmtree(self.folder / LIVE, ignore_errors=True)
            shutil.copytree(clean, self.folder / LIVE)

    def best(self) -> dict[str, Score]:
        """Return the best score of each exercise done so far."""
        return _read(self.folder / SCORES, dict[str, Score]) or {}

    def keep(self, exercise: str, score: Score) -> None:
        """Keep a score if it is the best one: fewest keys and scans, then fewest seconds."""
        scores = self.best()
        before = scores.get(exercise)
        if before is None or _weight(score) < _weight(before):
            scores[exercise] = score
            (self.folder / SCORES).write_bytes(msgspec.json.encode(scores))

    def close(self) -> None:
        """End server and wire; the desk must be closed."""
        stage, starting = self._stage, self._starting
        if stage is not None and starting is not None and starting.is_alive():
            # Nobody waits at the end for a server to begin.
            stage.kill()
            starting.join()
        if stage is not None:
            stage.close()
        self._stage = self._cable = self._starting = None

    def _is_fresh(self) -> bool:
        from welfare_desk.sync import desk_file

        notes = self._notes
        now = SystemClock().now_us()
        return (
            notes is not None
            and notes.version == __version__
            and 0 <= now - notes.made_at < KEPT_DAYS * DAY_US
            and (self.home / desk_file.STORE_FILE).exists()
            and (self.folder / CLEAN).exists()
        )

    def _make(self, tell: Callable[[str], None]) -> None:
        from welfare_desk.cli.stage import NoKeyring, Stage

        for name in (LIVE, CLEAN):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        with suppress(FileNotFoundError):
            (self.folder / NOTES).unlink()
        stage = Stage(self.folder / LIVE)
        stage.keys = Keys(keyring=NoKeyring(), passphrase=secrets.token_urlsafe(16))
        try:
            tell("territory")
            pins, code = _found(stage)
            with ThreadPoolExecutor() as pool:
                # The server begins in a process of its own while people are made here.
                started = pool.submit(stage.start)
                tell("people")
                stage.add_people(PEOPLE)
                tell("server")
                started.result()
            tell("desk")
            home, _ = stage.enrol_desk(DESK, code)
            tell("exercises")
            parts = _rehearse(home, stage.keys, pins)
        finally:
            stage.close()
        shutil.copytree(self.folder / LIVE, self.folder / CLEAN)
        notes = Notes(
            version=__version__,
            made_at=SystemClock().now_us(),
            passphrase=stage.keys.passphrase or "",
            parts=parts,
        )
        # Written last: a room whose making broke off is made anew.
        (self.folder / NOTES).write_bytes(msgspec.json.encode(notes))
        self._notes = notes

    def _start(self) -> None:
        """Lead the desk's line to a new wire at once, and to the server when that is there."""
        from welfare_desk.cli.stage import Stage
        from welfare_desk.sync import desk_file
        from welfare_desk.sync.enrol import SERVER_SECTION

        self._stage = stage = Stage(self.folder / LIVE)
        self._cable = cable = Cable(0)
        stage.cables[DESK] = cable
        section = dict(desk_file.read(self.home).get(SERVER_SECTION, {}))
        desk_file.write(self.home, SERVER_SECTION, section | {"url": cable.url})

        def start() -> None:
            # Ended before it began: the room was closed meanwhile.
            with suppress(RuntimeError, AttributeError):
                stage.start()
                cable.aim(stage.port)

        self._starting = threading.Thread(target=start, daemon=True, name="training-server")
        self._starting.start()


def _found(stage: Stage) -> tuple[dict[str, str], str]:
    """Make the server; return the one-time PINs by log-in name and the code for the desk."""
    from welfare_desk.cli.stage import ISTAT
    from welfare_desk.server import admin, territory, territory_file
    from welfare_desk.server import home as homes

    stage.folder.mkdir(parents=True, mode=0o700)
    file = stage.folder / "territory.toml"
    texts = (resource_path("territory", name).read_text(encoding="utf-8") for name in _TERRITORY)
    file.write_text("\n".join(texts), encoding="utf-8")
    homes.init(stage.server_home, database="", registry="")
    central = homes.open_home(stage.server_home, SystemClock())
    try:
        central.store.migrate()
        plan = territory.plan(central, territory_file.read(file))
        pins = territory.apply(central, plan)
        ticket = admin.desk_code(central, plan.territory_id, istat=ISTAT, name=DESK)
    finally:
        central.close()
    return pins, ticket.code


_TERRITORY = ("esempio.toml", "formazione.toml")


def _rehearse(home: Path, keys: Keys, pins: dict[str, str]) -> dict[str, Part]:
    """Give the operators the PIN of the room and record who plays; return who does."""
    from welfare_desk.cli.training_cast import Casting

    desk = open_desk(home, keys)
    try:
        _mark(desk)
        for login in reversed(OPERATORS):
            desk.session.log_in(login, pins[login])
            desk.set_own_pin(PIN)
        parts = Casting(desk).parts()
        desk.session.lock()
        desk.exchange()
        desk.exchange()
    finally:
        desk.close()
    return parts


def _mark(desk: Desk) -> None:
    """Note for good that this desk is one of the training mode."""
    from welfare_desk.desk.reading import TRAINING
    from welfare_desk.store import meta

    store, _, _ = desk.parts()
    with store.write() as conn:
        meta.put(conn, TRAINING, "1")


def _weight(score: Score) -> tuple[int, int]:
    return score.scans + score.keys, score.seconds


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
