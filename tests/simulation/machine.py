# SPDX-License-Identifier: EUPL-1.2
"""One installation of a desk: its store, its clock, its counter, and the line it holds open."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.simulation.desk import SimPort
from tests.simulation.keys import Signs
from tests.simulation.memory import Memory
from tests.simulation.plan import Plan
from tests.simulation.workload import Workload
from welfare_desk.operations.desk_side import facts, sending, standing
from welfare_desk.operations.desk_side.exchanging import Client, Exchange
from welfare_desk.operations.desk_side.line import Steps
from welfare_desk.operations.desk_side.recording import Recorded, record
from welfare_desk.operations.operation import Operation
from welfare_desk.protocol.messages import Push

Verifies = Callable[[bytes, bytes, bytes], bool]


class Crash(BaseException):
    """The power fails here; nothing in the program may catch it."""


class SimStore:
    """A desk's store over dicts: one transaction a step, undone whole or kept whole."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.port = SimPort(memory)
        self.crash_in = 0
        """The power fails at this transaction from now on, counted down; 0 is never."""
        self.crash_before = False
        self.ends: list[str] = []
        """How transactions ended, for a real store that must do alike."""
        self.noted = False
        """Whether that is noted."""
        self._reading = _Reading(self.port)

    def read(self) -> _Reading:
        """Give the port; one object does for all, for it keeps nothing."""
        return self._reading

    def write(self) -> _Writing:
        """Give the port for a transaction."""
        return _Writing(self)

    def undo(self, mark: int, told: int, error: BaseException) -> None:
        """Leave the store as it was at a mark."""
        if self.noted:
            self.ends.append("before" if isinstance(error, Crash) else "undone")
        self.memory.back_to(mark)
        self.port.torn.clear()
        del self.port.told[told:]

    def commit(self) -> None:
        """Keep what a transaction wrote; the power may fail right behind it."""
        self.memory.settle()
        torn, self.port.torn = self.port.torn, []
        if self.crash_in:
            self.crash_in -= 1
            if not self.crash_in:
                if self.noted:
                    self.ends.append("behind")
                raise Crash
        if self.noted:
            self.ends.append("kept")
        for rest in torn:
            rest()
            self.memory.settle()


class _Reading:
    """One moment of a desk's store."""

    def __init__(self, port: SimPort) -> None:
        self._port = port

    def __enter__(self) -> SimPort:
        return self._port

    def __exit__(self, *raised: object) -> None:
        """Nothing was changed."""


class _Writing:
    """A transaction of a desk's store."""

    __slots__ = ("_mark", "_store", "_told")

    def __init__(self, store: SimStore) -> None:
        self._store = store

    def __enter__(self) -> SimPort:
        port = self._store.port
        self._mark = self._store.memory.mark()
        self._told = len(port.told)
        return port

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        store = self._store
        if error is None and store.crash_in == 1 and store.crash_before:
            crash = Crash()
            store.undo(self._mark, self._told, crash)
            raise crash
        if error is not None:
            store.undo(self._mark, self._told, error)
            return
        store.commit()


class SimMeans:
    """A desk's clock, chance and key."""

    def __init__(self, now: Callable[[], int], random: Random, key: Signs, verifies: Verifies):
        self._now = now
        self._random = random
        self._key = key
        self.verifies = verifies
        self.sign = key.sign
        self.skew = 0
        """How far the computer's clock is off, microseconds."""

    def now_us(self) -> int:
        return max(1, self._now() + self.skew)

    def random(self, size: int) -> bytes:
        return self._random.randbytes(size)


class Machine:
    """An installation with a device's key; a clone is a second one of the same device."""

    def __init__(
        self,
        plan: Plan,
        name: str,
        device: int,
        memory: Memory,
        key: Signs,
        *,
        now: Callable[[], int],
        made: Callable[[], int],
        verifies: Verifies,
    ) -> None:
        self.name = name
        self.device = device
        self.town = plan.town_of(device)
        self.key = key
        self.store = SimStore(memory)
        stream = f"{plan.seed}-{name}"
        self._stream = stream
        self.means = SimMeans(now, Random(f"means-{stream}"), key, verifies)
        self.work = Workload(plan, device, f"work-{stream}", memory, made)
        self.client = Client(self.store, self.means)
        self.steps: Any = None
        """The exchange that is under way."""
        self.life = 0
        """Raised by each crash: what was under way before means nothing any more."""
        self.burst = 0
        self.offline_until = 0
        self.silent = False
        """A copy that records nothing."""
        self.gone = False
        """Wiped or thrown away: it never does anything again."""
        self.revoked = False
        """Withdrawn at the server; it records on until it hears of it."""
        self.knows_revoked = False
        self.after: tuple[Any, str] | None = None
        """What the open form records once its right has come."""

    @property
    def memory(self) -> Memory:
        """What it stores."""
        return self.store.memory

    @property
    def facts(self) -> dict[str, str]:
        """What it knows about itself."""
        return self.store.memory.table("facts")

    def begin(self, of: Machine | None) -> None:
        """Begin with what is stored, which is a copy where ``of`` is another one."""

    def record(self, operation: Operation, *, actor: str, role: str, op_id: str = "") -> Recorded:
        """Record an operation; raises its refusal."""
        with self.store.write() as port:
            return record(port, self.means, operation, actor=actor, role=role, op_id=op_id)

    def run(self) -> Steps[Exchange]:
        """Begin an exchange."""
        return self.client.run()

    def ask(self, resource: str, quantity: int) -> Steps[bool]:
        """Begin to ask for a right."""
        return self.client.ask(resource, quantity)

    def outbox(self) -> tuple[Push, ...]:
        """Return all that the server has not confirmed, as ``sync/parcels.py`` writes it."""
        found: list[Push] = []
        with self.store.read() as port:
            here = standing.read(port)
            after = here.acked_seq
            while (run := sending.next_run(port, here, self.means, after)) is not None:
                found.append(run.message)
                after = run.last_seq
        return tuple(found)

    def set_aside(self) -> None:
        """Copy the store as it is now, to be put back one day."""
        self.memory.keep_from_now()

    def put_back(self) -> None:
        """Put the copy in the place of the store."""
        self.memory.back_to(0)
        self.memory.stop_keeping()

    def know_behind(self, place: str) -> None:
        """Let the keyring know a later place than the store's."""
        self.facts[facts.BEHIND] = place

    def look(self) -> None:
        """Look at all that is stored; there is nothing beside it here."""

    def close(self) -> None:
        """Leave nothing open."""

    def restart(self) -> None:
        """Come up again after a power cut: what is stored is all there is."""
        self.life += 1
        if self.steps is not None:
            self.steps.close()
        self.steps = None
        self.after = None
        self.store.crash_in = 0
        self.client = Client(self.store, self.means)
