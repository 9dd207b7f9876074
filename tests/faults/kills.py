# SPDX-License-Identifier: EUPL-1.2
"""Desks and their server killed with kill -9, at a step or at any moment, and started again."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

from tests.faults import reckoning
from tests.faults.clerk import Clerk
from tests.faults.nursery import Nursery, nursery
from tests.faults.proof import Proof
from tests.faults.stand import (
    NOWHERE,
    WarmCounter,
    in_memory,
    rich_territory,
    shift_to_the_builders,
)
from tests.faults.told import Told
from tests.support.stores import empty_desk
from tests.sync.served import CentralServer
from welfare_desk.server import backups
from welfare_desk.sync.enrol import is_enrolled

DESKS = 2
STEPS = 700
"""A life of a desk that is killed at a step ends at one of so many."""
SERVER_STEPS = 150
TRIES = 400
PATIENCE = 2
"""Seconds in which a server that is to die at a step of its work mostly gets there."""
DEEP_EVERY = 20
SERVER_SHARE = 5
"""One kill in so many is the server's."""
LIVES = 250
"""After so many lives a desk is replaced by a fresh one: its journal is long by then."""


def run(count: int, seed: int, folder: Path, *, put_back_every: int = 0) -> Told:
    """Kill so many processes; what was told and is gone, or is there in half, is a problem.

    With ``put_back_every`` the dead server's store is copied, and an older copy put back, at
    each so-manieth kill of it: the next kills fall into a recovery.
    """
    told = Told("recoveries" if put_back_every else "kills", seed)
    stage = _Stage(folder, told, seed, put_back_every)
    with nursery() as born:
        stage.open(born)
        ended = Event()
        servers = count // SERVER_SHARE
        each = (count - servers) // DESKS
        shares = [each + (count - servers - each * DESKS if n == 0 else 0) for n in range(DESKS)]
        desks = [
            Thread(target=_guarded, args=(told, stage.kill_desks, born, n, share, ended))
            for n, share in enumerate(shares)
        ]
        for thread in desks:
            thread.start()
        _guarded(told, stage.kill_servers, born, servers)
        ended.set()
        for thread in desks:
            thread.join()
        stage.settle(born)
    return told


def _guarded(told: Told, work: object, *given: object) -> None:
    try:
        work(*given)  # type: ignore[operator]
    except Exception as error:  # noqa: BLE001
        told.wrong(f"the run itself failed: {type(error).__name__}: {error}")


class _Stage:
    def __init__(self, folder: Path, told: Told, seed: int, put_back_every: int = 0) -> None:
        self._put_back_every = put_back_every
        self._folder = folder
        self._told = told
        self._seed = seed
        self._shift = shift_to_the_builders()
        self._url = folder / "url"
        self._central = CentralServer(folder / "server", self._shift, rich_territory())
        self._proofs: dict[str, Proof] = {}
        self._server = 0

    def open(self, born: Nursery) -> None:
        """Start the server; make the empty store of all desks, one thread at a time."""
        empty_desk(self._folder)
        self._start_server(born, 0)

    def _start_server(self, born: Nursery, nth: int) -> None:
        self._url.with_suffix(".part").unlink(missing_ok=True)
        before = self._url.read_text(encoding="utf-8") if self._url.exists() else ""
        self._server = born.start(
            "server", home=str(self._central.home), url=str(self._url), shift=self._shift, nth=nth
        )
        until = time.monotonic() + 60
        while not self._url.exists() or self._url.read_text(encoding="utf-8") == before:
            if born.ended(self._server) or time.monotonic() > until:
                if nth:
                    # It died of its own step before it listened.
                    return self._noted_server(born)
                raise RuntimeError("the server does not start")
            time.sleep(0.005)
        return None

    def _noted_server(self, born: Nursery) -> None:
        self._note(self._central.home)
        self._start_server(born, 0)

    def kill_servers(self, born: Nursery, count: int) -> None:
        """Kill the server so often and start it again."""
        chance = random.Random(f"{self._seed} server")
        for number in range(count):
            if self._told.over():
                break
            by_step = number % 2 == 0
            nth = chance.randrange(1, SERVER_STEPS) if by_step else 0
            born.kill(self._server)
            self._told.count("kills of a server")
            if self._put_back_every and number % self._put_back_every == 0:
                self._put_back(chance)
            self._start_server(born, nth)
            if by_step:
                self._await_death(born)
            else:
                time.sleep(chance.choice((0.05, 0.6)) * chance.random())
        self._note(self._central.home)

    def _put_back(self, chance: random.Random) -> None:
        """Copy the dead server's store, or put the copy of before back; sometimes in silence."""
        store, copy = self._central.home / "server.db", self._central.home / "older.db"
        if len(self._proofs) < DESKS:
            return
        if not copy.exists():
            with closing(sqlite3.connect(store)) as here, closing(sqlite3.connect(copy)) as there:
                here.backup(there)
            return
        self._told.count("older copies put back")
        if chance.random() < 0.5:
            central = self._central.central()
            backups.restore(central, copy)
            central.close()
        else:
            for ending in ("-wal", "-shm"):
                store.with_name(f"server.db{ending}").unlink(missing_ok=True)
            shutil.copy(copy, store)
        copy.unlink()

    def _await_death(self, born: Nursery) -> None:
        if born.wait(self._server, PATIENCE):
            self._note(self._central.home)
            self._told.count("kills of a server at a step")
            self._start_server(born, 0)

    def kill_desks(self, born: Nursery, place: int, count: int, ended: Event) -> None:
        """Kill one desk after the other so often, and look at its store each time.

        Then it works on until ``ended``: a server that dies at a step needs somebody to serve.
        """
        chance = random.Random(f"{self._seed} desk {place}")
        for number in range(count + 1):
            if self._told.over() and number < count:
                continue
            # A restored server waits for every desk: none is replaced where one is put back.
            generation = 0 if self._put_back_every else number // LIVES
            name = f"desk-{place}-{generation}"
            home = self._folder / name
            if name not in self._proofs:
                self._move_in(name, chance)
            by_step = number % 3 == 0 and number < count
            nth = chance.randrange(1, STEPS) if by_step else 0
            pid = born.start(
                "desk", home=str(home), url=str(self._url), shift=self._shift, nth=nth,
                seed=f"{self._seed}-{number}", name=name,
            )  # fmt: skip
            if not by_step:
                if number == count:
                    ended.wait()
                time.sleep(chance.choice((0.05, 0.4)) * chance.random())
                born.kill(pid)
            elif not born.wait(pid, 20):
                born.kill(pid)
            else:
                self._note(home)
            self._told.count("kills of a desk at a step" if by_step else "kills of a desk")
            for problem in self._proofs[name].look(deep=number % DEEP_EVERY == 0):
                self._told.wrong(f"kill {number}: {problem}")

    def _note(self, home: Path) -> None:
        note = home / "died-at"
        if note.exists():
            self._told.seen[note.read_text(encoding="utf-8")] += 1
            note.unlink()

    def _move_in(self, name: str, chance: random.Random) -> None:
        """Enrol a desk, over and over where the server dies under it."""
        home, trouble = self._folder / name, "nothing was tried"
        for _ in range(TRIES):
            counter = WarmCounter(home, self._url.read_text(encoding="utf-8"), self._shift)
            try:
                if not is_enrolled(counter.store):
                    counter.enrol(self._central.desk_code())
                Clerk(counter, name, name, chance).move_in()
                self._proofs[name] = Proof(home, self._shift)
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, the next try must do
                trouble = f"{type(error).__name__} {error}"
                self._told.seen[f"enrolment cut off: {type(error).__name__}"] += 1
                time.sleep(0.05)
            finally:
                counter.close()
        raise RuntimeError(f"{name} never was enrolled: {trouble}")

    def settle(self, born: Nursery) -> None:
        """Bring all desks and the server to rest and hold them against each other."""
        # The last one may still have a step before it at which it dies.
        if not born.ended(self._server):
            born.kill(self._server)
        self._start_server(born, 0)
        url = self._url.read_text(encoding="utf-8")
        counters = [WarmCounter(self._folder / name, NOWHERE, self._shift) for name in self._proofs]
        reckoning.at_rest(self._told, counters, url)
        for counter in counters:
            promised = self._proofs[counter.home.name].told
            reckoning.answered(self._told, self._central, counter, promised)
            counter.close()
        numbers: Counter[str] = Counter()
        for name, proof in self._proofs.items():
            numbers.update(proof.numbers)
            for problem in proof.look(deep=True):
                self._told.wrong(f"at the end: {problem} ({name})")
        self._told.problems += [f"number {n} twice" for n, times in numbers.items() if times > 1]
        self._told.count("acknowledged operations", sum(len(p.told) for p in self._proofs.values()))
        self._told.count("kinds of step", len(self._told.seen))
        reckoning.honest(self._told, self._central)


def a_run(count: int, seed: int) -> Told:
    """Run in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wd-kills-", dir=in_memory()) as folder:
        return run(count, seed, Path(folder))


def a_recovery_run(count: int, seed: int) -> Told:
    """Run with an older copy put back at every third kill of the server."""
    with tempfile.TemporaryDirectory(prefix="wd-recoveries-", dir=in_memory()) as folder:
        return run(count, seed, Path(folder), put_back_every=3)
