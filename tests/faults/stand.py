# SPDX-License-Identifier: EUPL-1.2
"""A desk that opens in ten milliseconds and the territory it serves, for runs of faults."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.builders import a_fund, a_resource, a_slot, a_territory
from tests.support.server_process import ShiftedClock
from tests.support.stores import KEY, open_desk
from tests.sync.counter import LIMITS, Counter
from welfare_desk.core.clock import SystemClock
from welfare_desk.models.record import Record
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import desk_file
from welfare_desk.sync.enrol import is_enrolled
from welfare_desk.sync.transport import Limits

SLOTS = [a_slot(f"faults-{n}", places=400 * (n + 1), days=1 + n % 3) for n in range(6)]
NOWHERE = "http://127.0.0.1:9"


def shift_to_the_builders() -> int:
    """Return the microseconds from the computer's time to the morning of the builders."""
    morning = datetime(2026, 9, 16, 7, 30, tzinfo=UTC)
    return int(morning.timestamp()) * 1_000_000 - SystemClock().now_us()


def in_memory() -> Path | None:
    """Return a folder in memory, for runs in which no disk has to keep its word; or nothing."""
    memory = Path("/dev/shm")  # noqa: S108
    return memory if memory.is_dir() else None


def rich_territory() -> list[Record]:
    """Return server-owned rows with places and money for thousands of acts."""
    rows = a_territory(fund=a_fund(budget_cents=100_000_000_000))
    for slot in SLOTS:
        rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
    return rows


class WarmCounter(Counter):
    """A desk whose store has a key that is known: no Argon2id at each start."""

    def __init__(self, home: Path, url: str, shift: int, limits: Limits = LIMITS) -> None:
        self.home = home
        self.url = url
        self.clock = ShiftedClock(shift)
        self.limits = limits
        home.mkdir(exist_ok=True)
        path = home / desk_file.STORE_FILE
        self.store = DeskStore.open(path, KEY) if path.exists() else open_desk(home)
        if is_enrolled(self.store):
            self.wire()
