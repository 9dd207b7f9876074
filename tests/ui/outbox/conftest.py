# SPDX-License-Identifier: EUPL-1.2
"""The whole window in Italian over a desk with a day's unsent work, and what a server would say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection

from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.store import journal, meta
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.language import built_catalogue
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow

BOX = X25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()
BOX_KEY = BOX.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
Said = Callable[[Connection], None]
"""What is stored as after an exchange."""


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    with opened._store.write() as conn:
        meta.put(conn, "box_key", BOX_KEY)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner, qapp: QApplication) -> Iterator[MainWindow]:
    italian = QTranslator(qapp)
    assert italian.load(str(built_catalogue("it")))
    qapp.installTranslator(italian)
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    qapp.removeTranslator(italian)


def after(window: MainWindow, said: Said) -> MainWindow:
    """Store what an exchange would, and show Da inviare."""
    with window.desk._store.write() as conn:
        said(conn)
    window.exchanging.refresh()
    window.open_place("outbox")
    settle(window.jobs)
    return window


def all_sent(conn: Connection) -> None:
    """Let the server have taken everything."""
    for entry in journal.unanswered(conn):
        journal.answer(conn, entry.op_id, "accepted", "", b"")
    journal.retire(conn, 1_000_000)


def noted(name: str, value: str, *, sent: bool = False) -> Said:
    """Return what notes a fact, with everything sent or nothing."""

    def said(conn: Connection) -> None:
        if sent:
            all_sent(conn)
        meta.put(conn, name, value)

    return said


def answered(result: journal.Result, code: str = "") -> Said:
    """Return what lets the server have taken all but the last booking, whose answer this is."""

    def said(conn: Connection) -> None:
        last = [one for one in journal.unanswered(conn) if one.kind == "book_place"][-1]
        for entry in journal.unanswered(conn):
            own = entry.op_id == last.op_id
            journal.answer(conn, entry.op_id, result if own else "accepted", code * own, b"")
        journal.retire(conn, 1_000_000)

    return said


def in_question(conn: Connection) -> None:
    """Let the last booking be one that would not be taken now."""
    last = [one for one in journal.unanswered(conn) if one.kind == "book_place"][-1]
    journal.set_in_question(conn, {last.op_id: "slot_full"})
