# SPDX-License-Identifier: EUPL-1.2
"""The same history on real stores: each step is done twice and must come out alike.

Every desk has an encrypted file beside its dicts and the server a database beside its own, with
the shipped adapters, codec and signatures.  Desk and server are asked the same with the same
clock and dice; a request, an answer, a receipt or a row that differs is a violation.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

import msgspec

from tests.simulation.ledger import Breach
from tests.simulation.machine import Crash, Machine, SimMeans
from tests.simulation.server import SimServer
from tests.simulation.territory import TERRITORY
from tests.support.stores import KEY, empty_desk
from welfare_desk.core.audit_chain import AuditRow
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.central import Device
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.central import quarantine, recovery
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.exchanging import Client, Exchange
from welfare_desk.operations.desk_side.line import (
    Answer,
    DigestAsk,
    Failed,
    PullAsk,
    Request,
    Steps,
)
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.operations.desk_side.recording import Recorded, record
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import Outcome
from welfare_desk.protocol.messages import Hello, LeaseAsk, Page, Push
from welfare_desk.server import arrival, epochs, feed, grants, hello, own, withdrawing
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory
from welfare_desk.server.keys import ServerKey
from welfare_desk.server.sql_port import writing
from welfare_desk.store import devices, meta, registry, server_meta
from welfare_desk.store.engines import DeskStore, ServerStore
from welfare_desk.store.rows import load_all
from welfare_desk.sync.sql_port import SqlDeskStore, SqlPort

T = TypeVar("T")
_SHARED = [name for name, kind in KINDS.items() if kind.SIDE == "shared"]


class Stores:
    """Where the real stores of a history lie, and what it is played with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: list[Callable[[], None]] = []

    def server(self, *about: Any) -> SimServer:
        """Return a server with a database beside its dicts."""
        server = StoredServer(*about)
        self.open.append(server.close)
        server.begin(self.folder / "server")
        return server

    def machine(self, *about: Any, **more: Any) -> Machine:
        """Return an installation with an encrypted file beside its dicts."""
        machine = StoredMachine(*about, **more)
        self.open.append(machine.close)
        machine.folder = self.folder / machine.name
        return machine

    def close(self) -> None:
        """Close all of them."""
        for close in self.open:
            close()


def _same(what: str, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise Breach("stores", f"{what}: {_short(ours, theirs)}")


def _short(ours: object, theirs: object) -> str:
    """Return where two things differ, as briefly as that can be said."""
    if type(ours) is type(theirs) and isinstance(ours, msgspec.Struct):
        names = [
            name for name in ours.__struct_fields__ if getattr(ours, name) != getattr(theirs, name)
        ]
        name = names[0]
        return f"{type(ours).__name__}.{name} " + _short(getattr(ours, name), getattr(theirs, name))
    if isinstance(ours, tuple | list) and isinstance(theirs, tuple | list):
        if len(ours) != len(theirs):
            return f"{len(ours)} and {len(theirs)} of them"
        at = next(at for at, each in enumerate(ours) if each != theirs[at])
        return f"[{at}] " + _short(ours[at], theirs[at])
    return f"{ours!r:.300} in the dicts, {theirs!r:.300} in the store"


class _PlainPort(SqlPort):
    """The shipped adapter, without the audit log's lines on their way up."""

    def audit_after(self, seq: int, limit: int) -> Sequence[AuditRow]:
        return ()


class _AlikeStore(SqlDeskStore):
    """Lets each transaction end as that of the dicts ended."""

    def __init__(self, store: DeskStore, ends: list[str]) -> None:
        super().__init__(store)
        self._ends = ends

    @contextmanager
    def read(self) -> Iterator[DeskPort]:
        with self._store.read() as conn:
            yield _PlainPort(conn)

    @contextmanager
    def write(self) -> Iterator[DeskPort]:
        end = self._ends.pop(0) if self._ends else "none"
        with self._store.write() as conn:
            yield _PlainPort(conn)
            if end == "before":
                raise Crash
            _same("a transaction", end in ("kept", "behind"), True)
        if end == "behind":
            raise Crash


class StoredMachine(Machine):
    """An installation whose every step is also done on an encrypted file."""

    folder: Path

    def begin(self, of: Machine | None) -> None:
        """Make the file with what the desk knows about itself, or copy another's."""
        self.folder.mkdir()
        self.store.noted = True
        means = self.means
        stream = Random(f"means-{self._stream}")
        self._means = SimMeans(means.now_us, stream, self.key, means.verifies)
        self._aside = self.folder.with_name(f"{self.name}-aside")
        if of is None:
            empty_desk(self.folder)
        else:
            assert isinstance(of, StoredMachine)
            of._copy(self.folder)
        self._open()
        if of is None:
            with self._file.write() as conn:
                meta.put_many(conn, self.facts)

    def _open(self) -> None:
        self._file = DeskStore.open(self.folder / "desk.db", KEY)
        self._stored = _AlikeStore(self._file, self.store.ends)
        self._client = Client(self._stored, self._means)

    def _copy(self, folder: Path) -> None:
        self._file.close()
        shutil.copy(self.folder / "desk.db", folder / "desk.db")
        self._open()

    def record(self, operation: Operation, *, actor: str, role: str, op_id: str = "") -> Recorded:
        def really() -> Recorded:
            with self._stored.write() as port:
                return record(port, self._means, operation, actor=actor, role=role, op_id=op_id)

        ours = _tried(partial(super().record, operation, actor=actor, role=role, op_id=op_id))
        theirs = _tried(really)
        self._ended_alike()
        _same(f"{self.name} records {operation.kind()}", _bare(ours), _bare(theirs))
        if isinstance(ours, BaseException):
            raise ours
        return ours

    def run(self) -> Steps[Exchange]:
        return self._both(super().run(), self._client.run())

    def ask(self, resource: str, quantity: int) -> Steps[bool]:
        return self._both(super().ask(resource, quantity), self._client.ask(resource, quantity))

    def _both(self, ours: Steps[T], theirs: Steps[T]) -> Generator[Request, Answer, T]:
        answer: Any = None
        try:
            while True:
                mine, other = _step(ours, answer), _step(theirs, answer)
                self._ended_alike()
                _same(f"an exchange of {self.name}", _bare(mine), _bare(other))
                if isinstance(mine, StopIteration):
                    return cast(T, mine.value)
                if isinstance(mine, BaseException):
                    raise mine
                answer = yield mine
        finally:
            ours.close()
            theirs.close()
            self.store.ends.clear()

    def _ended_alike(self) -> None:
        if self.store.ends:
            raise Breach("stores", f"{self.name}: the dicts did {self.store.ends} more")

    def set_aside(self) -> None:
        super().set_aside()
        self._aside.mkdir(exist_ok=True)
        self._copy(self._aside)

    def put_back(self) -> None:
        super().put_back()
        self._file.close()
        for left in self.folder.glob("desk.db-*"):
            left.unlink()
        shutil.copy(self._aside / "desk.db", self.folder / "desk.db")
        self._open()

    def know_behind(self, place: str) -> None:
        super().know_behind(place)
        with self._file.write() as conn:
            meta.put(conn, facts.BEHIND, place)

    def restart(self) -> None:
        super().restart()
        self.store.ends.clear()
        self._client = Client(self._stored, self._means)

    def look(self) -> None:
        if self.gone:
            return
        with self._file.read() as conn:
            _same(f"{self.name}'s facts", self.facts, _known(meta.every(conn), self.facts))
            for kind in _SHARED:
                rows = {row.id: row for row in load_all(conn, TERRITORY, kind)}
                _same(f"{self.name}'s {kind}", self.memory.rows.by_kind[kind], rows)

    def close(self) -> None:
        self._file.close()


def _known(theirs: dict[str, str], ours: dict[str, str]) -> dict[str, str]:
    """Return those of the store's facts that the dicts have too; the audit log has its own."""
    return {name: theirs.get(name, "") for name in ours}


def _tried(what: Callable[[], Recorded]) -> Recorded | BaseException:
    try:
        return what()
    except (DeskError, Crash) as refusal:
        return refusal


def _step(steps: Any, answer: Any) -> Any:
    try:
        return steps.send(answer)
    except (StopIteration, Crash) as end:
        return end


def _bare(done: Any) -> object:
    """Return what must be alike: not which kinds of rows a screen would draw anew."""
    if isinstance(done, StopIteration):
        done = done.value
    if isinstance(done, Recorded | Exchange):
        return msgspec.structs.replace(done, kinds=frozenset())
    if isinstance(done, DeskError):
        return done.code, done.facts
    return type(done) if isinstance(done, Crash) else done


class StoredServer(SimServer):
    """A server whose every answer is also given from a database, by the shipped functions."""

    def begin(self, folder: Path) -> None:
        """Make the database with the rows of the dicts."""
        folder.mkdir()
        self._folder = folder
        self._asked = 0
        self._dice = Random(0)
        store = ServerStore(f"sqlite:///{folder / 'server.db'}")
        kept = ServerStore(f"sqlite:///{folder / 'registry.db'}")
        store.migrate()
        with kept.write() as conn:
            registry.create_registry(conn)
        self._central = self._parts(store, kept)
        add_territory(self._central, TERRITORY)
        changes = {
            (row.KIND, row.id): row
            for rows in self.memory.rows.by_kind.values()
            for row in rows.values()
        }
        with writing(self._central, TERRITORY) as port:
            port.save(cast(Any, changes))
            port.advance(port.stamp(cast(Any, changes), 0))

    def _parts(self, store: ServerStore, kept: ServerStore) -> Central:
        return Central(
            store=store,
            registry=kept,
            key=ServerKey(cast(Any, self.notary).secret),
            clock=cast(Any, self),
            random=lambda size: self._dice.randbytes(size),
            home=self._folder,
        )

    def now_us(self) -> int:
        """Return the true time."""
        return self._now()

    def _again(self) -> None:
        """Throw the same dice for both."""
        self._asked += 1
        self._random.seed(self._asked)
        self._dice.seed(self._asked)

    def enrol(self, device: int, town: int, public_key: bytes) -> None:
        super().enrol(device, town, public_key)
        row = self.device(device)
        with self._central.store.write() as conn:
            devices.add(conn, row)
        with self._central.registry.write() as kept:
            _same("a device's number", device, registry.next_device(kept, TERRITORY))
            registry.keep_desks(kept, [row])

    def answer(self, request: Request, number: int, inc: int, said_at: int = 0) -> Answer:
        self._again()
        ours = super().answer(request, number, inc, said_at)
        desk = self._central.device(number)
        assert desk is not None
        try:
            theirs = self._asked_of(desk, request, inc, said_at)
        except Refused as refused:
            theirs = Failed(
                why="problem", status=refused.status, code=refused.code, hint=refused.hint
            )
        if isinstance(theirs, Page):
            # A figure for a progress bar, which the dicts do not count.
            theirs = msgspec.structs.replace(theirs, total_left=cast(Page, ours).total_left)
        _same(f"an answer to desk {number}", ours, theirs)
        return ours

    def _asked_of(self, desk: Device, request: Request, inc: int, said_at: int) -> Answer:
        central = self._central
        if isinstance(request, Hello):
            return hello.hello(central, desk, request, said_at)
        if isinstance(request, Push):
            return arrival.push(central, desk, request)
        if desk.revoked:
            raise Refused(403, "revoked")
        if isinstance(request, PullAsk):
            contact = request.contact or None
            about = (request.cursor, request.epoch, contact, request.proved)
            return feed.pull(central, desk, inc, *about)
        if isinstance(request, DigestAsk):
            return feed.digest(central, desk)
        assert isinstance(request, LeaseAsk)
        return grants.lease(central, desk, request)

    def own(self, operation: Operation) -> Outcome:
        self._again()
        ours = super().own(operation)
        _same(operation.kind(), ours, own.record_own(self._central, TERRITORY, operation))
        return ours

    def revoke(self, number: int, *, stolen: bool) -> dict[str, int]:
        self._again()
        exposed = super().revoke(number, stolen=stolen)
        with self._central.registry.write() as kept:
            registry.revoke(kept, number, stolen=stolen)
        with writing(self._central, TERRITORY) as port:
            desk = devices.device(port.conn, number)
            assert desk is not None
            withdrawing.withdraw(self._central, port, desk, stolen=stolen)
        return exposed

    def _taken(self, number: int, how: Any) -> dict[str, int]:
        with writing(self._central, TERRITORY) as port:
            return cast(
                "dict[str, int]",
                how(
                    port,
                    self._central.key,
                    self.device(number),
                    now_us=self._now(),
                    chance=self._central.random,
                ),
            )

    def write_off(self, number: int, inc: int = 0) -> dict[str, int]:
        self._again()
        exposed = super().write_off(number, inc)
        taken = self._taken(number, partial(recovery.write_off, inc=inc))
        _same("a write-off", exposed, taken)
        return exposed

    def reclaim(self, number: int) -> dict[str, int]:
        self._again()
        exposed = super().reclaim(number)
        _same("a reclaim", exposed, self._taken(number, recovery.reclaim))
        return exposed

    def admit(self, number: int) -> int:
        self._again()
        admitted = super().admit(number)
        with writing(self._central, TERRITORY) as port:
            done = quarantine.admit(port, self._central.key, number, now_us=self._now())
        _same("admitted", admitted, len(done))
        return admitted

    def upgrade(self) -> int:
        self._again()
        judged = super().upgrade()
        _same("judged", judged, epochs.settle_waiting(self._central))
        return judged

    def back_up(self) -> None:
        super().back_up()
        with writing(self._central, TERRITORY) as port:
            upto = port.standing.server_seq
            server_meta.set_standing(port.conn, TERRITORY, stable_upto=upto)
        self._copied(self._folder / "server.db", self._folder / "backup.db")

    @staticmethod
    def _copied(source: Path, target: Path) -> None:
        target.unlink(missing_ok=True)
        with sqlite3.connect(source) as here, sqlite3.connect(target) as copy:
            here.backup(copy)
        here.close()
        copy.close()

    def restore(self, *, told: bool, running: bool, seen: Callable[[], None]) -> None:
        self._again()
        super().restore(told=told, running=running, seen=seen)
        central = self._central
        central.store.close()
        for ending in ("", "-wal", "-shm"):
            (self._folder / f"server.db{ending}").unlink(missing_ok=True)
        self._copied(self._folder / "backup.db", self._folder / "server.db")
        store = ServerStore(f"sqlite:///{self._folder / 'server.db'}")
        self._central = self._parts(store, central.registry)
        if told:
            epochs.raise_epoch(self._central, TERRITORY)
        elif not running:
            epochs.notice(self._central)

    def look(self) -> None:
        with self._central.store.read() as conn:
            _same("standing", self.port.standing, server_meta.standing(conn, TERRITORY))
            for kind in KINDS:
                rows: dict[str, Record] = {row.id: row for row in load_all(conn, TERRITORY, kind)}
                _same(f"the server's {kind}", self.memory.rows.by_kind[kind], rows)

    def close(self) -> None:
        self._central.close()
