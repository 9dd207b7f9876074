# SPDX-License-Identifier: EUPL-1.2
"""Wires the parts together by hand, once, without globals."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from welfare_desk.core.clock import Clock, SystemClock
from welfare_desk.core.refusals import NotEnrolled
from welfare_desk.desk.desk import Desk
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import credentials, desk_file, device_key
from welfare_desk.sync.credentials import Keyring, SystemKeyring
from welfare_desk.sync.engine import Engine
from welfare_desk.sync.enrol import EnrolledDesk, enrol, is_enrolled, open_line
from welfare_desk.sync.recorder import Recorder


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What opens the store: a keyring that may answer, a passphrase, the recovery code."""

    keyring: Keyring
    passphrase: str | None = None
    recovery_code: str | None = None


class NewDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A home that became a desk; the recovery code is shown now and never again."""

    enrolled: EnrolledDesk
    recovery_code: str


def system_keys(passphrase: str | None = None, recovery_code: str | None = None) -> Keys:
    """Return the platform's keyring with what a person typed."""
    return Keys(keyring=SystemKeyring(), passphrase=passphrase, recovery_code=recovery_code)


def open_desk(home: Path, keys: Keys, clock: Clock | None = None) -> Desk:
    """Open an enrolled home.

    Refused with ``NotEnrolled``, ``KeyMissing``, ``PassphraseWrong``, ``StoreBusy``,
    ``StoreTooNew`` or ``StoreDamaged``.
    """
    own_clock = clock or SystemClock()
    store = _open_store(home, keys)
    try:
        if not is_enrolled(store):
            raise NotEnrolled()
        with store.read() as conn:
            signer = device_key.load(conn)
        recorder = Recorder(store, signer, own_clock, secrets.token_bytes)
        transport = open_line(home, own_clock)
        engine = Engine(store, transport, recorder, signer, own_clock)
    except BaseException:
        store.close()
        raise
    return Desk(store, recorder, engine, own_clock)


def _open_store(home: Path, keys: Keys) -> DeskStore:
    path = home / desk_file.STORE_FILE
    if not credentials.is_made(home) or not path.exists():
        raise NotEnrolled()
    key = credentials.open_key(home, keys.passphrase, keys.recovery_code, keys.keyring)
    return DeskStore.open(path, key)


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
) -> NewDesk:
    """Make a home a desk of a server: key, encrypted store, enrolment, first exchange.

    ``ca_file`` names the authority that signed the server's certificate; it is kept.
    May be repeated after an interruption; the store is encrypted from its first byte.
    """
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


def open_window(home: Path, keys: Keys, lang: str) -> int:
    """Open the counter window on a home and return its exit code when it is closed.

    Qt is loaded here and nowhere before, so that commands without a window stay quick.
    """
    from PySide6.QtWidgets import QApplication

    from welfare_desk.ui.language import install_language
    from welfare_desk.ui.window import run_window

    app = QApplication([])
    install_language(app, lang)
    desk = open_desk(home, keys)
    try:
        run_window(app, desk, lang=lang)
        code = app.exec()
    finally:
        desk.close()
    return code
