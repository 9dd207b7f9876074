# SPDX-License-Identifier: EUPL-1.2
"""A real desk for tests: its home, encrypted store, key, line and engine."""

from __future__ import annotations

import secrets
from pathlib import Path

from tests.builders import OPERATOR, TERRITORY
from tests.support.server_process import ShiftedClock
from welfare_desk.models.registry import SHARED
from welfare_desk.operations.operation import Operation
from welfare_desk.protocol.digest import kind_digest
from welfare_desk.store import journal, meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import load_all, to_wire
from welfare_desk.sync import credentials, desk_file, device_key
from welfare_desk.sync.engine import Engine, Exchange
from welfare_desk.sync.enrol import EnrolledDesk, enrol, is_enrolled
from welfare_desk.sync.recorder import Recorded, Recorder
from welfare_desk.sync.transport import Limits, Transport

PASSPHRASE = "una frase per le prove"
LIMITS = Limits(connect=5, read=20, whole=20)


class NoKeyring:
    """No secret service answers in tests."""

    def get(self, service: str, name: str) -> str | None:
        return None

    def set(self, service: str, name: str, secret: str) -> None:
        return None


class Counter:
    """A desk that talks to ``url``; closes its store and line at the end."""

    def __init__(self, home: Path, url: str, shift: int, limits: Limits = LIMITS) -> None:
        self.home = home
        self.url = url
        self.clock = ShiftedClock(shift)
        self.limits = limits
        if not credentials.is_made(home):
            credentials.create_home(home, PASSPHRASE, NoKeyring())
        key = credentials.open_key(home, PASSPHRASE, None, NoKeyring())
        path = home / desk_file.STORE_FILE
        self.store = DeskStore.open(path, key) if path.exists() else DeskStore.create(path, key)
        if is_enrolled(self.store):
            self.wire()

    def enrol(self, code: str, fingerprint: bytes = b"") -> EnrolledDesk:
        """Enrol, and be ready to work."""
        facts = enrol(
            self.home,
            self.store,
            self.url,
            code,
            name="Sportello",
            clock=self.clock,
            fingerprint=fingerprint,
            limits=self.limits,
        )
        self.wire()
        return facts

    def wire(self) -> None:
        """Make the parts anew, over the line of ``url``."""
        with self.store.read() as conn:
            self.key = device_key.load(conn)
        self.recorder = Recorder(self.store, self.key, self.clock, secrets.token_bytes)
        self.line = Transport(self.url, self.clock, self.limits)
        self.engine = Engine(self.store, self.line, self.recorder, self.key, self.clock)

    def through(self, url: str) -> None:
        """Talk through another line from now on."""
        self.line.close()
        self.url = url
        self.wire()

    def record(self, operation: Operation, role: str = "operator") -> Recorded:
        """Record as the operator of the builders."""
        return self.recorder.record(operation, actor=OPERATOR, role=role)

    def exchange(self) -> Exchange:
        """Exchange once."""
        return self.engine.run_once()

    def settle(self) -> Exchange:
        """Exchange until nothing moves any more."""
        for _ in range(20):
            done = self.exchange()
            if done.outcome != "ok" or not (done.granted or done.sent or done.received):
                return done
        raise AssertionError("this desk never comes to rest")

    def meta(self, name: str) -> str:
        with self.store.read() as conn:
            return meta.get(conn, name) or ""

    def left(self, resource: str) -> int:
        """Return what is left of a right."""
        with self.store.read() as conn:
            return rights.summary(conn).get(resource, 0)

    def journal(self) -> list[journal.Entry]:
        """Return every operation of this desk."""
        with self.store.read() as conn:
            return journal.every(conn)

    def digest(self) -> dict[str, str]:
        """Return a hash a kind of the rows that this desk holds."""
        with self.store.read() as conn:
            rows = {kind.KIND: load_all(conn, TERRITORY, kind.KIND) for kind in SHARED}
        return {
            kind: kind_digest(kind, map(to_wire, found)) for kind, found in rows.items() if found
        }

    def close(self) -> None:
        if hasattr(self, "line"):
            self.line.close()
        self.store.close()
