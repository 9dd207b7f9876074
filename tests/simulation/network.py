# SPDX-License-Identifier: EUPL-1.2
"""The line between desks and server: slow, deaf, and sometimes it says things twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.simulation.machine import Machine
from tests.simulation.server import ServerCrash
from welfare_desk.operations.desk_side.line import Failed, Request
from welfare_desk.protocol.messages import Hello, Push

if TYPE_CHECKING:
    from tests.simulation.history import History

SECOND = 1_000_000
PATIENCE = 30 * SECOND
"""How long a desk waits for an answer."""
_NOBODY = Failed(why="offline")


class Network:
    """Requests in flight; what happens to each is drawn when it is sent."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._whole = False
        self._rates = history.plan.rates
        self._net = [
            (name, self._rates.get(name, 0.0))
            for name in ("drop", "lost_reply", "duplicate", "delay", "crash", "crash_server")
        ]
        self._sum = sum(rate for _, rate in self._net)
        self.at_next_push: Callable[[Machine], None] | None = None
        """What happens at the server between a desk's hello and its push."""
        self.only_of: Machine | None = None
        """The desk whose push is meant; nobody for the first that comes."""
        self.lives = 0
        """Requests of before the line was healed are not delivered any more."""

    def heal(self) -> None:
        """Lose what is in flight; from now on nobody is asked whether the line holds."""
        self._whole = True
        self.at_next_push = self.only_of = None
        self.lives += 1
        for machine in self._history.machines:
            if machine.steps is not None:
                machine.steps.close()
                machine.steps = None
                machine.life += 1

    def break_again(self) -> None:
        """Let faults come again."""
        self._whole = False

    def _drawn(self) -> str:
        random = self._history.random
        if random.random() >= self._sum:
            return ""
        return random.choices([name for name, _ in self._net], [rate for _, rate in self._net])[0]

    def send(self, machine: Machine, request: Request) -> None:
        """Take a desk's request."""
        history = self._history
        history.counts["requests"] += 1
        life, inc = machine.life, int(machine.facts["inc"])
        now = history.now
        if now < machine.offline_until:
            history.counts["offline requests"] += 1
            history.at(now + SECOND, history.go_on, machine, life, _NOBODY)
            return
        fault = self._drawn()
        latency = 20_000 + int(history.random.random() * 400_000)

        def arrives(when: int, waits: int, fault: str = "", restores: int = -1) -> None:
            about = (machine, waits, inc, request, fault, self.lives, now, restores)
            history.at(when, self._deliver, *about)

        if not fault:
            arrives(now + latency, life)
            return
        history.counts["fault " + fault] += 1
        history.note(machine.name, fault, type(request).__name__)
        if fault == "drop":
            history.at(now + PATIENCE, history.go_on, machine, life, _NOBODY)
        elif fault == "crash":
            arrives(now + latency, -1)
            history.crashed(machine, "while it waits")
        elif fault == "delay":
            # It arrives after the desk has given it up, and after others that were sent later.
            late = PATIENCE + int(history.random.random() * 240 * SECOND)
            arrives(now + late, -1)
            history.at(now + PATIENCE, history.go_on, machine, life, _NOBODY)
        elif fault == "duplicate":
            arrives(now + latency, life)
            if not isinstance(request, Hello):  # each hello is new to the server by its nonce
                late = latency + int(history.random.random() * 200 * SECOND)
                arrives(now + late, -1, restores=history.server.restores)
        else:
            arrives(now + latency, life, fault)

    def _deliver(
        self,
        machine: Machine,
        life: int,
        inc: int,
        request: Request,
        fault: str,
        lives: int,
        sent: int,
        restores: int,
    ) -> None:
        """Let the server answer; ``life`` -1 says that nobody waits for it.

        A request comes twice within minutes and not over a restore: the registry has its nonce.
        """
        if lives != self.lives or restores not in (-1, self._history.server.restores):
            return
        history = self._history
        server = history.server
        if isinstance(request, Push) and self.only_of in (None, machine):
            happens, self.at_next_push, self.only_of = self.at_next_push, None, None
            if happens is not None:
                happens(machine)
        server.crash_before = fault == "crash_server"
        answer: Any
        try:
            answer = server.answer(request, machine.device, inc, sent)
        except ServerCrash:
            answer = _NOBODY
        finally:
            server.crash_before = False
        if life < 0:
            return
        if fault == "lost_reply":
            history.at(history.now + PATIENCE, history.go_on, machine, life, _NOBODY)
            return
        latency = 20_000 + int(history.random.random() * 400_000)
        history.at(history.now + latency, history.go_on, machine, life, answer)
