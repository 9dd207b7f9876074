# SPDX-License-Identifier: EUPL-1.2
"""One installation of a desk: its store, its clock, its counter, and the line it holds open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    @contextmanager
    def read(self) -> Iterator[SimPort]:
        yield self.port

    @contextmanager
    def write(self) -> Iterator[SimPort]:
        mark = self.memory.mark()
        told = len(self.port.told)
        try:
            yield self.port
            if self.crash_in == 1 and self.crash_before:
                raise Crash
        except BaseException as error:
            if self.noted:
                self.ends.append("before" if isinstance(error, Crash) else "undone")
            self.memory.back_to(mark)
            self.port.torn.clear()
            del self.port.told[told:]
            raise
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
