# SPDX-License-Identifier: EUPL-1.2
"""The command: which histories to play, on how many processes, and what is said of them."""

from __future__ import annotations

import argparse
import gc
import logging
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from tests.simulation.history import Found, History
from tests.simulation.ledger import Breach
from tests.simulation.mutants import MUTANTS, mutated
from tests.simulation.plan import WEATHERS, plan_of
from tests.simulation.sharing import seldom_compared, shared_rows, small_pushes
from tests.simulation.skew_of_versions import an_older_server
from tests.simulation.stores import Stores
from welfare_desk.core.instants import DAY_US

_RESULTS = "## Last results\n"
PART_DESKS = 25
"""More desks than twice this are played as two territories, one a process."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One history to play."""

    seed: int
    part: int = 0
    """0 for the whole; the parts of a large history are territories of their own."""
    desks: int
    operations: int
    until: int = 0
    trace: int = 60
    real: bool = False
    wire: bool = False
    mutant: str = ""
    weather: str = ""
    stores: bool = False
    """On encrypted files and a database beside the dicts, with real codec and signatures."""

    def command(self, step: int) -> str:
        """Return the command line that plays to a step."""
        parts = [
            "python -m tests.simulation",
            f"--seed {self.seed} --desks {self.desks} --operations {self.operations}",
            f"--part {self.part}" if self.part else "",
            f"--mutant '{self.mutant}'" if self.mutant else "",
            f"--weather {self.weather}" if self.weather else "",
            "--wire" if self.wire else "",
            "--real" if self.real else "",
            "--stores" if self.stores else "",
            f"--until {step}",
        ]
        return " ".join(part for part in parts if part)


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What a history showed."""

    wanted: Wanted
    steps: int
    cpu: float
    seconds: float
    counts: dict[str, int]
    fingerprint: str
    invariant: str = ""
    what: str = ""
    trace: tuple[str, ...] = ()


def play(wanted: Wanted) -> Played:
    """Play one history to its end or to its first violation."""
    seed = wanted.seed * 10 + wanted.part if wanted.part else wanted.seed
    plan = plan_of(seed, wanted.desks, wanted.operations, wanted.weather)
    if wanted.stores:
        # A request whose transaction is lost with the server leaves its marks in the registry.
        plan = msgspec.structs.replace(plan, rates=plan.rates | {"crash_server": 0.0})
    invariant = what = ""
    trace: tuple[str, ...] = ()
    begun, cpu = time.monotonic(), time.process_time()
    with ExitStack() as stack:
        stack.enter_context(_few_collections())
        stack.enter_context(mutated(wanted.mutant))
        stack.enter_context(small_pushes(plan.batch))
        if wanted.operations > 50_000:
            stack.enter_context(seldom_compared(30 * DAY_US))
        stores = stack.enter_context(_real_stores()) if wanted.stores else None
        if not (wanted.wire or wanted.stores):
            stack.enter_context(shared_rows())
        history = History(
            plan,
            real=wanted.real or wanted.stores,
            until=wanted.until,
            trace=wanted.trace,
            stores=stores,
        )
        stack.enter_context(_no_errors_logged())
        stack.enter_context(an_older_server())
        try:
            history.play()
        except Found as found:
            invariant, what, trace = found.breach.invariant, found.breach.what, tuple(found.trace)
        if wanted.until:
            trace = tuple(history.trace())
    counts = history.counts + Counter(
        {f"checked {name}": times for name, times in history.watch.checked.items()}
    )
    counts.update({f"checked {name}": times for name, times in history.ledger.checked.items()})
    return Played(
        wanted=wanted,
        steps=history.step,
        cpu=time.process_time() - cpu,
        seconds=time.monotonic() - begun,
        counts=dict(counts),
        fingerprint=history.fingerprint(),
        invariant=invariant,
        what=what,
        trace=trace,
    )


@contextmanager
def _real_stores() -> Iterator[Stores]:
    """Give a folder for real stores, in memory where the machine has room for files there."""
    shared = Path("/dev/shm")  # noqa: S108  # a test's files of a minute
    with TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        stores = Stores(Path(folder))
        try:
            yield stores
        finally:
            stores.close()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Collect cycles seldom: what stays for a whole history is looked at once."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 1_000, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        gc.collect()


class _Heard(logging.Handler):
    """An error that the product logs is a violation: a bug that it caught itself."""

    def emit(self, record: logging.LogRecord) -> None:
        raise Breach("no errors", record.getMessage())


@contextmanager
def _no_errors_logged() -> Iterator[None]:
    handler = _Heard(level=logging.ERROR)
    logger = logging.getLogger("welfare_desk")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def play_all(wanted: Iterable[Wanted], processes: int) -> Iterator[Played]:
    """Play histories, each process one after the other; give each as it ends, in order."""
    if processes == 1:
        yield from map(play, wanted)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        yield from pool.map(play, wanted)


def in_parts(wanted: Wanted) -> list[Wanted]:
    """Return a history as the territories that it is played as."""
    if wanted.part or wanted.desks < 2 * PART_DESKS:
        return [wanted]
    return [
        msgspec.structs.replace(
            wanted, part=part, desks=wanted.desks // 2, operations=wanted.operations // 2
        )
        for part in (1, 2)
    ]


def said_of(played: Played) -> str:
    """Return what one history showed, in a paragraph."""
    of = played.wanted
    if not played.invariant:
        return f"seed {of.seed}{f' part {of.part}' if of.part else ''}: no violation"
    lines = [
        *played.trace[-of.trace :],
        "",
        f"VIOLATION of {played.invariant} at step {played.steps}, seed {of.seed}",
        f"  {played.what}",
        f"  again: {of.command(played.steps)}",
    ]
    return "\n".join(lines)


def totals(every: list[Played]) -> str:
    """Return the last line of a run."""
    counts: Counter[str] = Counter()
    for played in every:
        counts.update(played.counts)
    faults = {
        name.removeprefix("fault "): times
        for name, times in sorted(counts.items())
        if name.startswith("fault ")
    }
    checked = {
        name.removeprefix("checked "): times
        for name, times in sorted(counts.items())
        if name.startswith("checked ")
    }
    found = sum(bool(played.invariant) for played in every)
    return "\n".join(
        (
            f"{counts['operations']} operations ({counts['refusals']} refused),"
            f" {counts['exchanges']} exchanges, {counts['requests']} requests,"
            f" {counts['crashes']} crashes, {sum(played.steps for played in every)} steps",
            "faults: " + ", ".join(f"{name} {times}" for name, times in faults.items()),
            "checked: " + ", ".join(f"{name} {times}" for name, times in checked.items()),
            f"{len(every)} histories, {found} with a violation;"
            f" {sum(played.cpu for played in every):.0f} s of processor,"
            f" {max((played.seconds for played in every), default=0):.0f} s the longest",
        )
    )


def write_results(page: Path, command: str, every: list[Played]) -> None:
    """Write what a run showed into the page's section of results, in the place of the last."""
    text = page.read_text(encoding="utf-8")
    before, heading, rest = text.partition(_RESULTS)
    after = rest[rest.index("\n## ") :]
    body = f"\n{command.split(' --write')[0]}`:\n\n```text\n{totals(every)}\n```\n"
    page.write_text(f"{before}{heading}{body}{after}", encoding="utf-8")


def _seeds(text: str) -> range:
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--desks", type=int, default=8)
    parser.add_argument("--operations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=_seeds, help="a range such as 1..200")
    parser.add_argument("--many", type=int, default=0, help="so many seeds, from 1 on")
    parser.add_argument("--part", type=int, default=0, help="one territory of a large history")
    parser.add_argument("--until", type=int, default=0, help="play to this step and show the last")
    parser.add_argument("--trace", type=int, default=40, help="events to show")
    parser.add_argument("--real", action="store_true", help="Ed25519 instead of a keyed hash")
    parser.add_argument("--wire", action="store_true", help="encode rows as they are shipped")
    parser.add_argument("--stores", action="store_true", help="on real stores beside the dicts")
    parser.add_argument("--mutant", choices=sorted(MUTANTS), default="")
    parser.add_argument("--weather", choices=sorted(WEATHERS), default="")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", type=Path, help="a page whose section of results is made anew")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Play what was asked for; 1 when an invariant did not hold."""
    asked = _arguments(argv)
    seeds = asked.seeds or (range(1, asked.many + 1) if asked.many else [asked.seed])
    begun = time.monotonic()
    wanted = [
        part
        for seed in seeds
        for part in in_parts(
            Wanted(
                seed=seed,
                part=asked.part,
                desks=asked.desks,
                operations=asked.operations,
                until=asked.until,
                trace=asked.trace,
                real=asked.real,
                wire=asked.wire,
                mutant=asked.mutant,
                weather=asked.weather,
                stores=asked.stores,
            )
        )
    ]
    every: list[Played] = []
    for played in play_all(wanted, min(asked.processes, len(wanted))):
        every.append(played)
        if played.invariant or len(wanted) <= 4:
            _say(said_of(played))
        if asked.until:
            _say("\n".join(played.trace))
    if len(wanted) > len(list(seeds)):
        _say("each seed was played as two territories of half the desks and operations")
    _say(totals(every))
    if asked.mutant:
        caught = [str(played.wanted.seed) for played in every if played.invariant]
        _say(f"mutant {asked.mutant}: caught by {', '.join(caught) or 'no seed'}")
    _say(f"{time.monotonic() - begun:.0f} s in all")
    if asked.write:
        write_results(asked.write, f"`python -m tests.simulation {' '.join(argv)}`", every)
    return 1 if any(played.invariant for played in every) else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
