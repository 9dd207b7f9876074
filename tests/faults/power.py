# SPDX-License-Identifier: EUPL-1.2
"""The power goes: of what was written since the last sync any part is on the disk, in any order.

A desk works; at each of its syncs store and log are copied.  What it wrote between two copies
is cut into sectors, and a store is made of the first copy and any subset of them, some of them
torn.  Each must open with all that was told before the first copy, and with the act of between
whole or not at all.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.builders import OPERATOR, a_fund, a_territory
from tests.faults.clerk import Clerk
from tests.faults.io_acts import CLOCK
from tests.faults.proof import Proof
from tests.faults.stand import SLOTS, in_memory
from tests.faults.told import Told
from tests.support.desks import SLOTS as LENT
from tests.support.desks import seeded_store
from welfare_desk.core.refusals import DeskError
from welfare_desk.operations.operation import Operation
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import device_key
from welfare_desk.sync.recorder import Recorded, Recorder

FILES = ("desk.db", "desk.db-wal")
SECTOR = 512
LOG_HEAD = 32
TRIES = 12
"""Stores made of each stretch between two syncs."""
CHECKPOINT_EVERY = 4
"""A checkpoint after so many acts, and the next act begins the log anew."""
LIFE = 60
"""After so many acts a desk is replaced by a fresh one, so that its store stays small."""

Copy = dict[str, bytes]


class Stretch(NamedTuple):
    """What a desk wrote between two syncs."""

    what: str
    before: Copy
    after: Copy
    told: tuple[str, ...]
    """A line for each act that was told before it."""
    lies: bool = False
    """The disk said synced and was not: of the acts between only some may be there."""


class _Desk:
    """A desk that records, checkpoints when it is told to, and copies itself at each sync."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        home.mkdir(parents=True)
        self._home = home
        self.told: list[str] = []
        rows = a_territory(*LENT, *SLOTS, fund=a_fund())
        self.store: DeskStore = seeded_store(home, CLOCK, rows)
        with self.store.write() as conn:
            key = device_key.make(conn)
            conn.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")
            assert conn.exec_driver_sql("PRAGMA synchronous").scalar() == 2, "FULL: each commit"
        self._recorder = Recorder(self.store, key, CLOCK, chance.randbytes)
        Clerk(self, "power", "power", chance).move_in()  # type: ignore[arg-type]
        with self.store.read() as conn:
            conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.clerk = Clerk(self, "power", "life", chance)  # type: ignore[arg-type]

    def record(self, operation: Operation, role: str = "operator") -> Recorded:
        done = self._recorder.record(operation, actor=OPERATOR, role=role)
        self.told.append(f"{done.op_id} {done.kind} {done.state} {','.join(done.numbers)}\n")
        return done

    def copied(self) -> Copy:
        paths = {name: self._home / name for name in FILES}
        return {name: path.read_bytes() for name, path in paths.items() if path.exists()}

    def stretches(self, acts: int) -> list[Stretch]:
        """Work, and return what was written between each two syncs."""
        found = []
        begun, before_them = self.copied(), tuple(self.told)
        for number in range(1, acts + 1):
            before, told = self.copied(), tuple(self.told)
            while not self.clerk.step(lambda _: None):
                before = self.copied()
            after = self.copied()
            assert before["desk.db"] == after["desk.db"], "the log alone takes an act"
            found.append(Stretch("an act", before, after, told))
            if number % CHECKPOINT_EVERY == 0:
                found.append(Stretch("acts, unsynced", begun, after, before_them, lies=True))
                with self.store.read() as conn:
                    conn.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
                moved = self.copied()
                assert moved["desk.db-wal"] == after["desk.db-wal"], "the log stays as it was"
                found.append(Stretch("a checkpoint", after, moved, tuple(self.told)))
                begun, before_them = moved, tuple(self.told)
        return found


def run(count: int, seed: int, folder: Path) -> Told:
    """Cut the power so often and look at what is left."""
    told, chance = Told("power", seed), random.Random(seed)
    lives = 0
    while told.counts["cuts"] < count and not told.over():
        home = folder / f"life-{lives}"
        desk = _Desk(home, chance)
        stretches = desk.stretches(min(LIFE, max(CHECKPOINT_EVERY + 1, count // TRIES)))
        desk.store.close()
        shutil.rmtree(home)
        lives += 1
        told.count("acts", sum(each.what == "an act" for each in stretches))
        chance.shuffle(stretches)
        for stretch in stretches:
            for number in range(TRIES):
                if told.counts["cuts"] < count and not told.over():
                    _cut(told, chance, stretch, folder / "try", everything=number == 0)
    return told


def _cut(
    told: Told, chance: random.Random, stretch: Stretch, home: Path, *, everything: bool
) -> None:
    """Make a store of a part of what was written, and look at it."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    how = "everything" if everything else _left_behind(chance, stretch, home)
    if everything:
        for name, data in stretch.after.items():
            (home / name).write_bytes(data)
    (home / "told").write_text("".join(stretch.told), encoding="utf-8")
    where = f"{stretch.what}, {how}"
    told.count("cuts")
    told.seen[where] += 1
    proof = Proof(home, 0)
    try:
        problems = proof.look(deep=True)
    except DeskError as refusal:
        if stretch.lies:
            told.count(f"times refused after a lie: {refusal.code}")
        else:
            told.wrong(f"{where}: {refusal.code}")
        return
    if stretch.lies:
        # Nothing can be promised on such a disk; what it costs is counted.
        cost = "what was told" if problems else "whole acts at the end at most"
        told.count(f"times a disk that lied cost {cost}")
        return
    for problem in problems:
        told.wrong(f"{where}: {problem}")
    if len(proof.stored) not in (len(stretch.told), len(stretch.told) + _more(stretch)):
        told.wrong(f"{where}: {len(proof.stored)} acts, {len(stretch.told)} were told")
    elif everything and len(proof.stored) != len(stretch.told) + _more(stretch):
        told.wrong(f"{where}: the act is not there")
    else:
        there = len(proof.stored) > len(stretch.told)
        told.count("acts that were there whole" if there else "acts that were not there at all")


def _more(stretch: Stretch) -> int:
    return int(stretch.what == "an act")


def _left_behind(chance: random.Random, stretch: Stretch, home: Path) -> str:
    """Write the first copy with a part of the sectors of the second; say which part."""
    pieces = [
        (name, at)
        for name in FILES
        for at in _changed(stretch.before.get(name, b""), stretch.after.get(name, b""))
    ]
    how = chance.choice(("few", "half", "most", "one missing", "the end first", "torn"))
    if how == "one missing" and pieces:
        missing = chance.choice(pieces)
        kept = [each for each in pieces if each != missing]
    elif how == "the end first":
        kept = pieces[chance.randrange(len(pieces) + 1) :]
    else:
        share = {"few": 0.1, "half": 0.5, "torn": 0.5}.get(how, 0.9)
        kept = [each for each in pieces if chance.random() < share]
    torn = chance.choice(kept) if kept and how == "torn" else None
    for name in FILES:
        data = bytearray(stretch.before.get(name, b""))
        new = stretch.after.get(name, b"")
        if chance.random() < 0.5 and len(new) > len(data):
            # The length of a file is written before or after what is in it.
            data.extend(bytes(len(new) - len(data)))
        for at in (place for each, place in kept if each == name):
            size = chance.randrange(1, SECTOR) if (name, at) == torn else SECTOR
            part = new[at : at + size]
            if len(data) < at + len(part):
                data.extend(bytes(at + len(part) - len(data)))
            data[at : at + len(part)] = part
        if name == FILES[1] and not stretch.lies and kept:
            # The head of a log that begins anew is synced before what follows it.
            data[:LOG_HEAD] = new[:LOG_HEAD]
        (home / name).write_bytes(data)
    return how


def _changed(before: bytes, after: bytes) -> list[int]:
    """Return where the sectors begin that are not the same."""
    return [
        at
        for at in range(0, len(after), SECTOR)
        if before[at : at + SECTOR] != after[at : at + SECTOR]
    ]


def a_run(count: int, seed: int) -> Told:
    """Run in a folder in memory that is gone afterwards: no sync of the disk is waited for."""
    with tempfile.TemporaryDirectory(prefix="wd-power-", dir=in_memory()) as folder:
        return run(count, seed, Path(folder))
