# SPDX-License-Identifier: EUPL-1.2
"""What happens to desks and server beside the line: each kind with its own rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulation.machine import Machine
from welfare_desk.core.instants import DAY_US

if TYPE_CHECKING:
    from tests.simulation.history import History

HOUR_US = DAY_US // 24


class Faults:
    """Draws what goes wrong next and lets it happen."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._every = DAY_US * 1_000 // (history.plan.acts_a_day * history.plan.desks)
        """In this time a thousand acts are recorded, about."""

    def begin(self) -> None:
        """Put the first fault of each kind into the future."""
        for name in _KINDS:
            self._next(name)

    def _next(self, name: str) -> None:
        rate = self._history.plan.rates.get(name, 0.0)
        if rate > 0:
            pause = self._history.random.expovariate(rate / self._every)
            self._history.at(self._history.now + int(pause), self._happen, name)

    def _happen(self, name: str) -> None:
        if _KINDS[name](self):
            self._history.counts["fault " + name] += 1
        self._next(name)

    def heal(self) -> None:
        """End what ends by itself: a desk that was away comes back."""
        for machine in self._history.machines:
            machine.offline_until = 0
            machine.store.crash_in = 0

    def after_exchange(self, machine: Machine, outcome: str) -> None:
        """Look at how an exchange ended."""
        if outcome == "wipe":
            machine.gone = True

    def _one(self) -> Machine | None:
        living = [
            machine for machine in self._history.machines if not (machine.gone or machine.revoked)
        ]
        return self._history.random.choice(living) if living else None

    def _crash_in_transaction(self) -> bool:
        machine = self._one()
        if machine is None:
            return False
        random = self._history.random
        machine.store.crash_in = random.randint(1, 8)
        machine.store.crash_before = random.random() < 0.5
        return True

    def _offline(self) -> bool:
        machine = self._one()
        if machine is None:
            return False
        random = self._history.random
        days = random.choice((0.05, 0.3, 1, 3, 6, 16))
        machine.offline_until = self._history.now + int(days * DAY_US)
        self._history.note(machine.name, "offline for days:", days)
        return True

    def _skew(self) -> bool:
        machine = self._one()
        if machine is None:
            return False
        random = self._history.random
        far = (-3_650, -400, -20, -1, 0, 0.5, 2, 20, 3_650)
        days = random.choice(far if random.random() < 0.15 else (-2, -0.2, 0, 0, 0.05, 0.3))
        machine.means.skew = int(days * DAY_US)
        self._history.note(machine.name, "clock off by days:", days)
        return True


_KINDS = {
    "crash_in_transaction": Faults._crash_in_transaction,
    "offline": Faults._offline,
    "skew": Faults._skew,
}
