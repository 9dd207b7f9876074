# SPDX-License-Identifier: EUPL-1.2
"""An I/O error at the n-th call of an exchange, of an upgrade of the store, of its settings."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from tests.builders import an_id, book, register
from tests.faults import reckoning
from tests.faults.injection import Injection, fits
from tests.faults.stand import SLOTS, WarmCounter, rich_territory, shift_to_the_builders
from tests.faults.told import Told
from tests.support.stores import KEY
from tests.sync.served import CentralServer, serving
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.operations.people import AmendPerson
from welfare_desk.store import audit, cipher, meta, migrate
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import desk_file

_NEWS = 8


def fail_pulls(told: Told, inject: Injection, folder: Path, share: float, seed: int) -> None:
    """Fail calls of an exchange that sends, pulls and asks for rights; then it is done again."""
    chance = random.Random(seed)
    shift = shift_to_the_builders()
    with serving(folder / "server", shift, rich_territory()) as server:
        one, two = (_enrolled(server, folder / name, shift) for name in ("one", "two"))
        two.record(register("shared"))
        two.settle()
        one.settle()
        _news(one, two, 0)
        with inject.counted() as calls:
            one.exchange()
        told.count("calls of an exchange", len(calls))
        for nth in range(1, len(calls) + 1):
            if share >= 1 or chance.random() < share:
                promised = _news(one, two, nth)
                _fail_exchange(told, inject, one, nth)
                done = one.settle()
                if (done.outcome, done.pending_left) != ("ok", 0):
                    told.wrong(f"exchange call {nth}: ends {done.outcome}")
                reckoning.answered(told, server, one, promised)
        reckoning.at_rest(told, (two, one), server.url)
        reckoning.honest(told, server)
        for counter in (one, two):
            counter.store.check()
            counter.close()


def _enrolled(server: CentralServer, home: Path, shift: int) -> WarmCounter:
    counter = WarmCounter(home, server.url, shift)
    counter.enrol(server.desk_code())
    return counter


def _news(one: WarmCounter, two: WarmCounter, round_: int) -> dict[str, str]:
    """Give both something to say; return what the first desk was told."""
    for n in range(_NEWS):
        two.record(register(f"news-{round_}-{n}"))
    phone = f"+39049{round_:07}"
    two.record(AmendPerson(person_id=an_id("shared"), changes={"phone": phone}))
    two.settle()
    name = f"own-{round_}"
    said = [one.record(register(name)), one.record(book(f"{name}-b", name, SLOTS[round_ % 6]))]
    return {each.op_id: each.state for each in said}


def _fail_exchange(told: Told, inject: Injection, counter: WarmCounter, nth: int) -> None:
    with inject.failing(nth) as calls:
        try:
            outcome = counter.exchange().outcome
        except DeskError as refusal:
            outcome = refusal.code  # type: ignore[assignment]
            if not fits(refusal.code, calls[nth - 1]) or not refusal_text(refusal):
                told.wrong(f"exchange call {nth}: refused with {refusal.code}")
        except Exception as error:  # noqa: BLE001 - a traceback is what must not be
            outcome = type(error).__name__  # type: ignore[assignment]
            told.wrong(f"exchange call {nth}: {type(error).__name__} {error}")
    told.count(f"exchanges that ended {outcome}")
    if len(calls) >= nth:
        told.seen[f"{calls[nth - 1]} failed in an exchange"] += 1


def fail_upgrades(told: Told, inject: Injection, folder: Path, share: float, seed: int) -> None:
    """Fail calls of the upgrade of a store of the first revision; then it opens, with its rows."""
    chance = random.Random(seed)
    first = first_revision(folder)
    path = _laid(first, folder)
    with inject.counted() as calls:
        DeskStore.open(path, KEY).close()
    told.count("calls of an upgrade", len(calls))
    for nth in range(1, len(calls) + 1):
        if share < 1 and chance.random() >= share:
            continue
        _laid(first, folder)
        with inject.failing(nth):
            try:
                DeskStore.open(path, KEY).close()
                told.count("upgrades done in spite of it")
            except DeskError as refusal:
                told.count(f"upgrades refused: {refusal.code}")
                if not fits(refusal.code, calls[nth - 1]) or not refusal_text(refusal):
                    told.wrong(f"upgrade call {nth}: refused with {refusal.code}")
            except Exception as error:  # noqa: BLE001 - a traceback is what must not be
                told.wrong(f"upgrade call {nth}: {type(error).__name__} {error}")
        told.seen[f"{calls[nth - 1]} failed in an upgrade"] += 1
        _after_upgrade(told, folder, nth)


def first_revision(folder: Path) -> Path:
    """Make a store as the first program made it, with two audit rows."""
    path = folder / "first.db"
    cipher.make_empty(path)

    def connect() -> object:
        conn = cipher.connect(path, KEY)
        cipher.prepare(conn, read_only=False)
        return conn

    engine = sa.create_engine("sqlite+pysqlite://", module=dbapi2, creator=connect)
    migrate.upgrade(engine, "desk", migrate.known("desk")[0])
    with engine.begin() as conn:
        for n in range(2):
            audit.append(conn, n, "a", "act", str(n), "")
        meta.put(conn, "desk_name", "Sportello 1")
    engine.dispose()
    return path


def _laid(first: Path, folder: Path) -> Path:
    home = folder / "upgrade"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    return Path(shutil.copy(first, home / "desk.db"))


def _after_upgrade(told: Told, folder: Path, nth: int) -> None:
    try:
        store = DeskStore.open(folder / "upgrade" / "desk.db", KEY)
    except DeskError as error:
        told.wrong(f"upgrade call {nth}: the store does not open any more: {error.code}")
        return
    store.check()
    with store.read() as conn:
        whole = audit.length(conn) == 2 and audit.verify(conn) is None
        if not whole or meta.get(conn, "desk_name") != "Sportello 1":
            told.wrong(f"upgrade call {nth}: rows are gone")
        if migrate.revision(conn) != migrate.head("desk"):
            told.wrong(f"upgrade call {nth}: at {migrate.revision(conn)}")
    store.close()


def fail_settings(told: Told, inject: Injection, folder: Path, share: float, seed: int) -> None:
    """Fail every call by which ``desk.toml`` is written: whole old, or whole new."""
    assert share > 0
    assert seed >= 0
    home = folder / "home"
    for nth in range(1, 40):
        desk_file.write(home, "key", {"name": "old"})
        with inject.failing(nth) as calls:
            try:
                desk_file.write(home, "key", {"name": "new"})
                done = True
            except OSError:
                done = False
        kept = desk_file.read(home)["key"]["name"]
        if kept not in ("old", "new") or (done and kept != "new"):
            told.wrong(f"settings call {nth}: {kept} is there, done {done}")
        told.count("settings written" if done else "settings not written")
        if len(calls) < nth:
            break
        told.seen[f"{calls[nth - 1]} failed while settings were written"] += 1
