# SPDX-License-Identifier: EUPL-1.2
"""Fifty desks that come back after three days, and two hundred that stay for half an hour."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Lock

from benchmarks.sync_world import World, cpu_of, middle, people, registration, rss_of
from tests.support.desk_double import DeskDouble
from tests.support.postgres import drop_database, fresh_database
from welfare_desk.protocol.messages import MAX_OPERATIONS, Push
from welfare_desk.sync.transport import Transport

THREADS = 8
WARM_UP = 0.1
"""Of a soak this part passes before the memory is looked at."""


def back_after_days(folder: Path, url: str, quick: bool) -> dict[str, object]:
    """Let desks send what they recorded without a line, all at once; print the table."""
    desks, each = (10, 200) if quick else (50, 2_000)
    world = World(folder / "server", database := fresh_database(url))
    everybody = people(desks * each)
    with world.serving() as server:
        waiting = []
        for _ in range(desks):
            desk, line = world.desk(server.url)
            for row in islice(everybody, each):
                desk.record(registration(row))
            runs = [
                desk.push_of(first, min(first + MAX_OPERATIONS - 1, each), together=True)
                for first in range(1, each + 1, MAX_OPERATIONS)
            ]
            desk.log.clear()
            waiting.append((line, runs))
        cpu = cpu_of(server._process.pid)
        began = time.perf_counter()
        with ThreadPoolExecutor(desks) as pool:
            list(pool.map(_sent, waiting))
        seconds = time.perf_counter() - began
        cpu = cpu_of(server._process.pid) - cpu
        memory = rss_of(server._process.pid) // 1024
    drop_database(database)
    total = desks * each
    print("| desks back after three days | seconds | operations a second | server CPU s | MiB |")
    print("|---|--:|--:|--:|--:|")
    print(
        f"| {desks} with {each:,} registrations each | {seconds:.1f} | {total / seconds:,.0f} "
        f"| {cpu:.1f} | {memory} |\n"
    )
    return {"desks": desks, "each": each, "seconds": seconds, "cpu": cpu, "mib": memory}


def _sent(desk: tuple[Transport, list[Push]]) -> None:
    line, runs = desk
    for run in runs:
        assert {each.result for each in line.push(run).results} == {"accepted"}


def soak(folder: Path, url: str, quick: bool) -> dict[str, object]:
    """Let two hundred desks exchange for ``--minutes``; print rates and the memory's growth."""
    wanted = next((a for a in sys.argv if a.startswith("--minutes=")), "--minutes=1")
    minutes = float(wanted.partition("=")[2])
    count = 20 if quick else 200
    world = World(folder / "server", database := fresh_database(url))
    everybody, turn = people(10_000_000), Lock()
    with world.serving() as server:
        desks = [world.desk(server.url) for _ in range(count)]
        end = time.monotonic() + minutes * 60
        looks: list[tuple[float, int]] = []
        spent: list[float] = []

        def work(mine: list[tuple[DeskDouble, Transport]]) -> None:
            while True:
                for desk, line in mine:
                    if time.monotonic() > end:
                        return
                    with turn:
                        row = next(everybody)
                    desk.record(registration(row))
                    began = time.perf_counter()
                    line.push(desk.push_of(len(desk.log)))
                    page = line.pull(desk.epoch, desk.cursor)
                    desk.cursor = page.next_cursor
                    spent.append(time.perf_counter() - began)

        with ThreadPoolExecutor(THREADS) as pool:
            working = [pool.submit(work, desks[at::THREADS]) for at in range(THREADS)]
            while time.monotonic() < end:
                time.sleep(1)
                looks.append((time.monotonic(), rss_of(server._process.pid)))
            for each in working:
                each.result()
    drop_database(database)
    warm = looks[int(len(looks) * WARM_UP)][1]
    last = looks[-1][1]
    growth = (last - warm) / warm
    print("| desks at once | minutes | exchanges a second | p50 ms | MiB warm | MiB end | growth |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    print(
        f"| {count} | {minutes:g} | {len(spent) / minutes / 60:,.0f} | {middle(spent) * 1000:.0f} "
        f"| {warm // 1024} | {last // 1024} | {growth:.1%} |\n"
    )
    return {"desks": count, "minutes": minutes, "exchanges": len(spent), "growth": growth}
