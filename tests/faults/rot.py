# SPDX-License-Identifier: EUPL-1.2
"""A flipped bit anywhere, a log cut off anywhere: refused by name or read as it was written."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from tests.builders import register
from tests.faults.io_acts import CLOCK, OneDesk
from tests.faults.stand import in_memory
from tests.faults.told import Told
from tests.operations.sealed import NOW
from tests.support.desks import seeded_store
from tests.support.stores import KEY
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.store import audit, journal
from welfare_desk.store.engines import DeskStore

ACTS = 30


def run(count: int, seed: int, folder: Path) -> Told:
    """Flip so many bits of a store, its log and its lock; cut the log so often by a tenth."""
    told, chance = Told("rot", seed), random.Random(seed)
    whole = _worked_in(folder / "whole")
    expected = _read(whole)
    for name in ("desk.db", "desk.db-wal"):
        share = count if name == "desk.db" else count // 4
        for _ in range(share):
            home = _copied(whole, folder)
            at = _flip(home / name, chance)
            _judge(
                told, home, expected, f"bit flipped at {at} of {name}", rolls_back=name != "desk.db"
            )
            told.count(f"bits flipped in {name}")
    log = (whole / "desk.db-wal").read_bytes()
    for kept in sorted(chance.sample(range(len(log)), max(4, count // 10))):
        home = _copied(whole, folder)
        (home / "desk.db-wal").write_bytes(log[:kept])
        _judge(told, home, expected, f"log cut to {kept}", rolls_back=True)
        told.count("logs cut off")
    _judge(told, _copied(whole, folder), expected, "untouched", rolls_back=False)
    return told


def _worked_in(home: Path) -> Path:
    """Make a store with work in file and log, as a power cut leaves them."""
    alive = home.with_name("alive")
    for each in (home, alive):
        each.mkdir()
    seeded_store(alive, CLOCK).close()
    for round_ in range(2):
        desk = OneDesk(alive / "desk.db")
        for number in range(ACTS):
            desk.record_plain(register(f"p{round_}-{number}"))
        if round_:
            for each in alive.glob("desk.*"):
                if not each.name.endswith("-shm"):
                    shutil.copy(each, home / each.name)
        desk.store.close()
    return home


def _copied(whole: Path, folder: Path) -> Path:
    home = folder / "try"
    shutil.rmtree(home, ignore_errors=True)
    return Path(shutil.copytree(whole, home))


def _flip(path: Path, chance: random.Random) -> int:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return at


def _read(home: Path) -> list[bytes]:
    """Return every act of a store's journal, every page and link of it having been checked."""
    store = DeskStore.open(_copied(home, home.with_name("read")) / "desk.db", KEY)
    try:
        return _checked(store)
    finally:
        store.close()


def _checked(store: DeskStore) -> list[bytes]:
    store.check()
    with store.read() as conn:
        found = list(check_desk(Reading(conn, NOW)).problems)
        acts = [entry.act for entry in journal.after(conn, 1, 0, 1_000_000)]
        assert found == [], found
        assert audit.length(conn) == len(acts), (audit.length(conn), len(acts))
    return acts


def _judge(told: Told, home: Path, expected: list[bytes], where: str, *, rolls_back: bool) -> None:
    """A store is refused in words, or all that it gives is what was written, in order.

    A torn log gives the transactions before the tear: what a power cut without ``FULL`` would
    have cost, and no more.
    """
    try:
        store = DeskStore.open(home / "desk.db", KEY)
    except DeskError as refusal:
        _refused(told, refusal, where)
        return
    try:
        acts = _checked(store)
    except DeskError as refusal:
        _refused(told, refusal, where)
        return
    except AssertionError as error:
        told.wrong(f"{where}: read, and {error}")
        return
    finally:
        store.close()
    if acts == expected:
        told.count("times nothing was amiss")
    elif rolls_back and acts == expected[: len(acts)]:
        told.count("times the log ended early, at a whole act")
    else:
        told.wrong(f"{where}: {len(acts)} acts of {len(expected)} are read, not as written")


def _refused(told: Told, refusal: DeskError, where: str) -> None:
    told.count(f"times refused: {refusal.code}")
    if refusal.code != "store_damaged" or not refusal_text(refusal):
        told.wrong(f"{where}: refused with {refusal.code}")


def a_run(count: int, seed: int) -> Told:
    """Run in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wd-rot-", dir=in_memory()) as folder:
        return run(count, seed, Path(folder))
