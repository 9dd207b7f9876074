# SPDX-License-Identifier: EUPL-1.2
"""Wires the parts together by hand, once, without globals.

What is heavy is imported where it is used: the window is painted before the store is loaded.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from welfare_desk.core.clock import Clock, SystemClock
from welfare_desk.core.refusals import DeskError, NotEnrolled, StoreDamaged

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk
    from welfare_desk.store.engines import DeskStore
    from welfare_desk.sync.credentials import Keyring
    from welfare_desk.sync.enrol import EnrolledDesk
    from welfare_desk.sync.safety_copy import Made, Restored
    from welfare_desk.ui.opening.door import Ask, Door, FirstRun, Locks, Opened
    from welfare_desk.ui.tour.play import Played
    from welfare_desk.ui.tour.sample import Sample
    from welfare_desk.ui.training.room import Room


FIRST_RUN_SECTION = "first_run"
"""The section of desk.toml that says whether the recovery code was put away."""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What opens the store: a keyring that may answer, a passphrase, the recovery code."""

    keyring: Keyring
    passphrase: str | None = None
    recovery_code: str | None = None


class NewDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A home that became a desk; the recovery code is shown now and never again."""

    enrolled: EnrolledDesk
    recovery_code: str


class PlatformKeyring:
    """The platform's keyring, loaded when it is asked for the first time."""

    def get(self, service: str, name: str) -> str | None:
        """Return a secret, or nothing."""
        from welfare_desk.sync.credentials import SystemKeyring

        return SystemKeyring().get(service, name)

    def set(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        from welfare_desk.sync.credentials import SystemKeyring

        SystemKeyring().set(service, name, secret)


def system_keys(passphrase: str | None = None, recovery_code: str | None = None) -> Keys:
    """Return the platform's keyring with what a person typed."""
    return Keys(keyring=PlatformKeyring(), passphrase=passphrase, recovery_code=recovery_code)


def open_desk(home: Path, keys: Keys, clock: Clock | None = None) -> Desk:
    """Open an enrolled home.

    Refused with ``NotEnrolled``, ``KeyMissing``, ``PassphraseWrong``, ``StoreBusy``,
    ``StoreTooNew`` or ``StoreDamaged``.
    """
    from welfare_desk.desk.desk import Desk
    from welfare_desk.desk.safety import Safety
    from welfare_desk.sync import credentials, device_key
    from welfare_desk.sync.card_lists import CardLists
    from welfare_desk.sync.engine import Engine
    from welfare_desk.sync.enrol import is_enrolled, open_line
    from welfare_desk.sync.high_water import HighWater, compare
    from welfare_desk.sync.parcels import Parcels
    from welfare_desk.sync.recorder import Recorder
    from welfare_desk.sync.sql_port import SqlPort

    own_clock = clock or SystemClock()
    store = _open_store(home, keys)
    try:
        if not is_enrolled(store):
            raise NotEnrolled()
        with store.read() as conn:
            signer = device_key.load(conn)
        mark = HighWater(keys.keyring, credentials.name_of(home))
        with store.write() as conn:
            compare(SqlPort(conn), mark)
        recorder = Recorder(store, signer, own_clock, secrets.token_bytes, mark)
        transport = open_line(home, own_clock)
        engine = Engine(store, transport, recorder, signer, own_clock)
        parcels = Parcels(
            home, store, signer, own_clock, secrets.token_bytes, lambda: open_line(home, own_clock)
        )
    except BaseException:
        store.close()
        raise

    def wipe() -> None:
        # A store that cannot say where its copies are is erased all the same.
        with suppress(DeskError):
            Safety(store, own_clock).destroy()
        credentials.erase(home, keys.keyring, own_clock.now_us())
        store.forget_key()

    lists = CardLists(home, store, signer, own_clock, lambda: open_line(home, own_clock))
    return Desk(store, recorder, engine, own_clock, parcels, wipe, lists)


def _open_store(home: Path, keys: Keys) -> DeskStore:
    from welfare_desk.store.engines import DeskStore
    from welfare_desk.sync import credentials, desk_file

    path = home / desk_file.STORE_FILE
    if not credentials.is_made(home) or not path.exists():
        raise NotEnrolled()
    key = credentials.open_key(home, keys.passphrase, keys.recovery_code, keys.keyring)
    return DeskStore.open(path, key)


def copy_home(home: Path, keys: Keys, file: Path, clock: Clock | None = None) -> Made:
    """Write a safety copy of a desk whose window is open; see ``sync.safety_copy.write``.

    Nothing is written into the store: the window that has it does not hear of the copy.
    """
    from welfare_desk.store.engines import DeskStore
    from welfare_desk.sync import credentials, desk_file, safety_copy

    path = home / desk_file.STORE_FILE
    if not credentials.is_made(home) or not path.exists():
        raise NotEnrolled()
    key = credentials.open_key(home, keys.passphrase, keys.recovery_code, keys.keyring)
    store = DeskStore.open(path, key, read_only=True)
    try:
        return safety_copy.write(home, store, file, (clock or SystemClock()).now_us())
    finally:
        store.close()


def restore_home(file: Path, home: Path, keys: Keys, clock: Clock | None = None) -> Restored:
    """Make a desk of a safety copy in an empty folder; see ``sync.safety_copy.restore``."""
    from welfare_desk.sync import safety_copy

    return safety_copy.restore(
        file,
        home,
        keys.keyring,
        (clock or SystemClock()).now_us(),
        passphrase=keys.passphrase,
        recovery_code=keys.recovery_code,
    )


def enrol_home(
    home: Path,
    keys: Keys,
    *,
    url: str,
    code: str,
    name: str,
    fingerprint: bytes = b"",
    ca_file: str = "",
    clock: Clock | None = None,
    tell: Callable[[str], None] = lambda _step: None,
) -> NewDesk:
    """Make a home a desk of a server: key, encrypted store, enrolment, first exchange.

    ``ca_file`` names the authority that signed the server's certificate; it is kept.
    May be repeated after an interruption; the store is encrypted from its first byte.
    ``tell`` hears ``store`` and ``centre`` as the steps begin.
    """
    from welfare_desk.store.engines import DeskStore
    from welfare_desk.sync import credentials, desk_file
    from welfare_desk.sync.enrol import enrol, is_enrolled

    tell("store")
    path = home / desk_file.STORE_FILE
    recovery_code = ""
    if path.exists():
        # An enrolment that broke off never showed its code: the sheet gets a fresh one.
        store = _open_store(home, keys)
        key = credentials.open_key(home, keys.passphrase, keys.recovery_code, keys.keyring)
        if not is_enrolled(store):
            recovery_code = credentials.renew_recovery_code(home, key)
    else:
        key, recovery_code = credentials.create_home(home, keys.passphrase, keys.keyring)
        store = DeskStore.create(path, key)
    tell("centre")
    try:
        enrolled = enrol(
            home,
            store,
            url,
            code,
            name=name,
            clock=clock or SystemClock(),
            fingerprint=fingerprint,
            ca_file=ca_file,
        )
    finally:
        store.close()
    return NewDesk(enrolled=enrolled, recovery_code=recovery_code)


class HomeDoor:
    """Opens and enrols one home for the window; see ``ui.opening.door.Door``."""

    def __init__(self, home: Path, keys: Keys) -> None:
        self._home, self._keys = home, keys
        self._step = ""

    def open(self, passphrase: str = "") -> Opened:
        """Open by keyring or passphrase; a passphrase that opened the store is remembered."""
        from welfare_desk.sync import desk_file

        keys = self._keys
        if passphrase:
            keys = msgspec.structs.replace(keys, passphrase=passphrase)
        if not (self._home / desk_file.STORE_FILE).exists():
            raise NotEnrolled()
        from welfare_desk.sync import credentials

        if not credentials.is_made(self._home):
            # A store whose wraps are gone is no first run: only the backup helps.
            raise StoreDamaged()
        try:
            desk = open_desk(self._home, keys)
        except NotEnrolled:
            self._keys = keys
            raise
        self._keys = keys
        return self._opened(desk)

    def open_by_code(self, recovery_code: str, passphrase: str = "") -> Opened:
        """Open by the recovery code; keyring or the new passphrase open from here on."""
        from welfare_desk.sync import credentials

        keys = self._keys
        key = credentials.open_key(self._home, None, recovery_code, keys.keyring)
        desk = open_desk(self._home, msgspec.structs.replace(keys, recovery_code=recovery_code))
        try:
            credentials.renew_second_wrap(self._home, key, passphrase or None, keys.keyring)
        except BaseException:
            desk.close()
            raise
        self._keys = msgspec.structs.replace(keys, passphrase=passphrase or None)
        return self._opened(desk)

    def first_run(self) -> FirstRun:
        """Tell what a first run must ask."""
        from welfare_desk.sync import credentials, desk_file
        from welfare_desk.ui.opening.door import FirstRun

        known = self._keys.passphrase is not None
        return FirstRun(
            needs_passphrase=not known and not credentials.keyring_answers(self._keys.keyring),
            interrupted=(self._home / desk_file.STORE_FILE).exists(),
        )

    def locks(self) -> Locks:
        """Tell what may open the home."""
        from welfare_desk.sync import credentials, desk_file
        from welfare_desk.sync.enrol import DESK_SECTION
        from welfare_desk.ui.opening.door import Locks

        return Locks(
            passphrase=credentials.opens_by_passphrase(self._home),
            keyring=credentials.keyring_answers(self._keys.keyring),
            nothing_received=DESK_SECTION not in desk_file.read(self._home),
        )

    def enrol(self, ask: Ask) -> Opened:
        """Make this computer a desk and open it; may be repeated after any refusal."""
        from welfare_desk.sync import desk_file

        keys = self._keys
        if ask.passphrase:
            keys = msgspec.structs.replace(keys, passphrase=ask.passphrase)
        # Said before anything else: a desk whose code nobody put away shows it at the next start.
        desk_file.write(self._home, FIRST_RUN_SECTION, {"code_kept": False})
        try:
            new = enrol_home(
                self._home, keys, url=ask.address, code=ask.code, name="",
                fingerprint=ask.fingerprint, tell=self._tell,
            )  # fmt: skip
        finally:
            if (self._home / desk_file.STORE_FILE).exists():
                self._keys = keys
        self._tell("data")
        return self._opened(open_desk(self._home, keys), new.recovery_code)

    def progress(self) -> str:
        """Return how far ``enrol`` is."""
        return self._step

    def begin_anew(self) -> None:
        """Put the files of a first run that broke off aside; nothing is deleted."""
        from welfare_desk.store.lock import WriterLock
        from welfare_desk.sync import desk_file

        if not self.locks().nothing_received:
            raise StoreDamaged()
        lock = WriterLock(self._home / desk_file.STORE_FILE)
        lock.take()
        try:
            aside = self._home / f"set-aside-{SystemClock().now_us()}"
            aside.mkdir(mode=0o700)
            for path in (*self._home.glob("desk.db*"), self._home / desk_file.DESK_FILE):
                path.rename(aside / path.name)
        finally:
            lock.free()
        self._keys = msgspec.structs.replace(self._keys, passphrase=None)

    def recovery_sheet(self, opened: Opened) -> bytes:
        """Return the paper with the recovery code as PDF."""
        from welfare_desk.desk.paper import recovery_sheet

        return opened.desk.look(lambda here: recovery_sheet(here, opened.recovery_code))

    def code_kept(self) -> None:
        """Note that the recovery code was put away."""
        from welfare_desk.sync import desk_file

        desk_file.write(self._home, FIRST_RUN_SECTION, {"code_kept": True})

    def wait_after(self, failures: int) -> int:
        """Return the seconds to wait after so many wrong secrets, as for PINs."""
        from welfare_desk.desk.session import wait_after

        return wait_after(failures)

    def folder(self) -> str:
        """Return where the desk's files are."""
        return str(self._home)

    def _tell(self, step: str) -> None:
        self._step = step

    def _opened(self, desk: Desk, recovery_code: str = "") -> Opened:
        from welfare_desk.sync import credentials, desk_file
        from welfare_desk.sync.enrol import fingerprint_of
        from welfare_desk.ui.opening.door import Opened

        try:
            kept = desk_file.read(self._home).get(FIRST_RUN_SECTION, {}).get("code_kept", True)
            if not kept and not recovery_code:
                keys = self._keys
                key = credentials.open_key(self._home, keys.passphrase, None, keys.keyring)
                recovery_code = credentials.renew_recovery_code(self._home, key)
            status = desk.status()
            server_key = bytes.fromhex(desk.look(lambda here: here.meta.get("server_key", "")))
        except BaseException:
            desk.close()
            raise
        return Opened(
            desk=desk,
            desk_name=status.desk_name,
            town=status.municipality_name,
            recovery_code=recovery_code,
            fingerprint=fingerprint_of(server_key) if server_key else b"",
        )


def open_window(home: Path, keys: Keys, lang: str) -> int:
    """Open the window on a home and return its exit code when it is closed.

    A home that is no desk yet gets its first run.  A second start brings the first window
    up and ends at once.  What kept the desk shut is shown, and raised when the window closes.
    """
    from PySide6.QtWidgets import QApplication

    from welfare_desk.ui.language import install_language
    from welfare_desk.ui.opening.run import Run
    from welfare_desk.ui.opening.second_start import raise_other

    app = QApplication([])
    if raise_other(home):
        return 0
    install_language(app, lang)
    run = Run(app, home, HomeDoor(home, keys), lang)
    try:
        run.start()
        code = app.exec()
    finally:
        run.close()
    if isinstance(run.opening.refusal, DeskError):
        raise run.opening.refusal
    return code


def open_training(folder: Path, door: Door, room: Room, lang: str) -> int:
    """Open the training's window on a room and return its exit code when it is closed.

    A second start brings the first window up; what kept the room shut is raised, as above.
    """
    from PySide6.QtWidgets import QApplication

    from welfare_desk.ui.language import install_language
    from welfare_desk.ui.opening.second_start import raise_other
    from welfare_desk.ui.training.run import TrainingRun

    app = QApplication([])
    if raise_other(folder):
        return 0
    install_language(app, lang)
    run = TrainingRun(app, folder, door, room, lang)
    try:
        run.start()
        code = app.exec()
    finally:
        run.close()
    if isinstance(run.opening.refusal, DeskError):
        raise run.opening.refusal
    return code


def play_tour(
    sample: Sample, out: Path, lang: str, *, all_looks: bool = False, checks: bool = False
) -> Played:
    """Play the tour through the real window of a sample's desks; see ``ui.tour``.

    ``checks`` looks at the live window after every step, ``all_looks`` takes each screen in
    every theme and text size as well.
    """
    from PySide6.QtWidgets import QApplication

    from welfare_desk.ui.language import install_language
    from welfare_desk.ui.tour.camera import ALL_LOOKS, Camera
    from welfare_desk.ui.tour.play import play

    app = QApplication([])
    install_language(app, lang)
    wanted = all_looks or checks
    camera = Camera(out / "looks", ALL_LOOKS if all_looks else (), lang) if wanted else None
    return play(app, sample, out, lang, camera)
