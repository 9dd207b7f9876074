# SPDX-License-Identifier: EUPL-1.2
"""How long the window keeps an operator waiting, with many people and a dead line.

``python -m benchmarks.bench_window [PEOPLE]`` prints a table and a line of JSON; start and first
paint are in ``bench_start``.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from benchmarks.search_people import people
from benchmarks.watchdog import Watchdog
from tests.builders import TERRITORY, TOWN
from tests.support.stores import KEY
from tests.tasks.sitting import sitting, small_store
from welfare_desk.models.person import Person
from welfare_desk.store import search
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save
from welfare_desk.ui.tour.waiting import wait_until

BATCH = 2_000
SCANS = 40
IDLE_S = 10.0


def main() -> None:
    """Fill a store, sit down, scan people, wait; tell what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = QApplication(sys.argv[:1])
    codes: list[str] = []

    def fill(folder: Path) -> None:
        small_store(folder)
        codes.extend(_filled(folder / "desk.db", count))

    with sitting(app, fill, lambda _desk: None) as here:
        took: list[float] = []
        with Watchdog() as dog:
            for code in random.Random(2).sample(codes, min(SCANS, len(codes))):
                here.clock.advance(3)
                began = time.perf_counter()
                before = here.window.current_page()
                here.window.searching.scan(code)
                wait_until(lambda: here.window.current_page() != before, "the page")  # noqa: B023
                here.seat.settle()
                took.append((time.perf_counter() - began) * 1000)
                here.window.close_tab(here.window.tabs.faces()[-1].id)
                here.seat.settle()
        idle = _idle_percent()
    result = {
        "people": count,
        "scan_to_page_ms_median": round(statistics.median(took), 1),
        "scan_to_page_ms_p95": round(statistics.quantiles(took, n=20)[-1], 1),
        "blocks_over_100_ms": len(dog.blocks),
        "longest_block_ms": round(max((one.seconds for one in dog.blocks), default=0) * 1000),
        "idle_cpu_percent": idle,
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print("| at the window, the line dead | |\n|---|--:|")
    for name, value in result.items():
        print(f"| {name.replace('_', ' ')} | {value} |")
    for one in dog.blocks[:5]:
        print(f"\n- {one.seconds * 1000:.0f} ms: {Path(one.where).name}")
    print(json.dumps(result))


def _filled(path: Path, count: int) -> list[str]:
    """Store so many people in a desk's file; return the fiscal codes of those who have one."""
    codes = []
    store = DeskStore.open(path, KEY)
    batch: dict[tuple[str, str], Person] = {}
    for number, made in enumerate(people(count), 1):
        row = msgspec.structs.replace(made, territory_id=TERRITORY, controller_id=TOWN)
        batch[row.KIND, row.id] = row
        if row.fiscal_code:
            codes.append(row.fiscal_code)
        if len(batch) == BATCH or number == count:
            with store.write() as conn:
                save(conn, TERRITORY, dict(batch))
            batch.clear()
    with store.write() as conn:
        search.settle(conn)
    store.close()
    return codes


def _idle_percent() -> float:
    """Return the share of a processor that the open window takes while nobody does anything."""
    began, spent = time.perf_counter(), time.process_time()
    wait_until(lambda: time.perf_counter() - began > IDLE_S, "ten seconds", 20.0, look_ms=1_000)
    return round((time.process_time() - spent) / (time.perf_counter() - began) * 100, 2)


if __name__ == "__main__":
    main()
