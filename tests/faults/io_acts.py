# SPDX-License-Identifier: EUPL-1.2
"""An I/O error at the n-th call of each kind of operation: refused whole, then done again."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.builders import OPERATOR, a_fund, a_territory, an_id, an_operator, book
from tests.faults.injection import Injection, fits
from tests.faults.told import Told
from tests.operations.script import MORNING, NOON, PAST, whole_script
from tests.operations.script_households import EVENING
from tests.operations.sealed import NOW
from tests.support.desks import SLOTS, seeded_store
from tests.support.stores import KEY
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK
from welfare_desk.store import audit, journal, meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import device_key
from welfare_desk.sync.recorder import Recorder

CLOCK = FixedClock(NOW)
_CHANCE = random.Random(5)


class Case(NamedTuple):
    """An operation that this desk can record, and its store just before."""

    operation: Operation
    role: str
    store: Path


class OneDesk:
    """A desk's store, opened to record."""

    def __init__(self, path: Path) -> None:
        self.store = DeskStore.open(path, KEY)
        with self.store.write() as conn:
            key = device_key.make(conn)
        self._recorder = Recorder(self.store, key, CLOCK, _CHANCE.randbytes)

    def record(self, case: Case, op_id: str = "") -> bool:
        """Record; true when it had been recorded before."""
        done = self._recorder.record(case.operation, actor=OPERATOR, role=case.role, op_id=op_id)
        return done.repeated

    def record_plain(self, operation: Operation) -> None:
        """Record an operation that needs nothing else."""
        self.record(Case(operation, "operator", self.store.path))

    def holds(self, op_id: str) -> bool:
        """Tell whether the operation is in the journal."""
        with self.store.read() as conn:
            return journal.by_op_id(conn, op_id) is not None

    def problems(self) -> list[str]:
        """Return what doctor finds, and whether journal, head and audit are of one length."""
        with self.store.read() as conn:
            wrong = list(check_desk(Reading(conn, NOW)).problems)
            head = int(meta.get(conn, "head_seq") or "0")
            stored = len(journal.after(conn, 1, 0, 1_000_000))
            if not head == stored == audit.length(conn):
                wrong.append(f"head {head}, journal {stored}, audit {audit.length(conn)}")
        self.store.check()
        return wrong


def cases(folder: Path) -> list[Case]:
    """Return one case for each kind of operation that a desk records."""
    rows = [
        *a_territory(*SLOTS, MORNING, NOON, PAST, EVENING, fund=a_fund()),
        an_operator("marta", "supervisor"),
    ]
    seeded_store(folder, CLOCK, rows).close()
    path = folder / "desk.db"
    found: dict[str, Case] = {}
    for operation, role in _operations():
        kind = operation.kind()
        before = folder / f"{len(found)}.db"
        if kind not in found:
            shutil.copy(path, before)
        desk = OneDesk(path)
        try:
            desk.record(Case(operation, role, path))
        except DeskError:
            continue
        finally:
            desk.store.close()
        found.setdefault(kind, Case(operation, role, before))
    return list(found.values())


def _operations() -> list[tuple[Operation, str]]:
    script = [
        (operation, act.role) for operation, act in whole_script() if isinstance(operation, AT_DESK)
    ]
    people = next(n for n, (each, _) in enumerate(script) if each.kind() == "book_place")
    own_place = (book("own place", "maria", SLOTS[0]), "operator")
    return [*script[:people], own_place, *script[people:]]


def fail_acts(
    told: Told,
    inject: Injection,
    folder: Path,
    share: float,
    seed: int,
    turn: tuple[int, int] = (0, 1),
) -> None:
    """Fail calls of every kind of operation: all of them, or a share drawn by chance.

    ``turn`` is the first kind and the step to the next: several processes share the kinds.
    """
    chance = random.Random(seed)
    (folder / "cases").mkdir()
    for case in cases(folder / "cases")[turn[0] :: turn[1]]:
        kind = case.operation.kind()
        desk = OneDesk(_fresh(case, folder))
        with inject.counted() as calls:
            desk.record(case)
        desk.store.close()
        told.count("kinds of operation")
        told.count("calls of all kinds", len(calls))
        for nth, name in enumerate(list(calls), start=1):
            if share >= 1 or chance.random() < share or nth == len(calls):
                _fail(told, inject, case, folder, nth, name)
                told.seen[f"{name} failed in {kind}" if share >= 1 else name] += 1


def _fresh(case: Case, folder: Path) -> Path:
    home = folder / "try"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    return Path(shutil.copy(case.store, home / "desk.db"))


def _fail(told: Told, inject: Injection, case: Case, folder: Path, nth: int, name: str) -> None:
    path = _fresh(case, folder)
    desk = OneDesk(path)
    where = f"{case.operation.kind()} call {nth}"
    op_id = an_id(where)
    refused = ""
    with inject.failing(nth):
        try:
            desk.record(case, op_id)
        except DeskError as refusal:
            refused = refusal.code
            if not fits(refused, name) or not refusal_text(refusal):
                told.wrong(f"{where}: refused with {refused}")
        except Exception as error:  # noqa: BLE001 - a traceback is what must not be
            told.wrong(f"{where}: {type(error).__name__} {error}")
    told.count(f"acts refused: {refused}" if refused else "acts stored in spite of it")
    if refused and desk.holds(op_id):
        told.wrong(f"{where}: refused, and stored")
    _cut_off(told, path, folder / "cut", where, None if refused else op_id)
    try:
        repeated = desk.record(case, op_id)
    except DeskError as error:
        told.wrong(f"{where}: work does not go on: {error.code}")
    else:
        if repeated == bool(refused):
            told.wrong(f"{where}: done again, repeated {repeated} after {refused or 'success'}")
    desk.store.close()
    _whole(told, path, where, op_id)


def _cut_off(told: Told, path: Path, folder: Path, where: str, op_id: str | None) -> None:
    """Cut the power right after the error: the act is there whole or not at all."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for each in path.parent.glob("desk.db*"):
        if not each.name.endswith("-shm"):
            shutil.copy(each, folder / each.name)
    _whole(told, folder / "desk.db", f"{where}, then cut off", op_id)


def _whole(told: Told, path: Path, where: str, op_id: str | None) -> None:
    try:
        desk = OneDesk(path)
    except DeskError as error:
        told.wrong(f"{where}: the store does not open: {error.code}")
        return
    for problem in desk.problems():
        told.wrong(f"{where}: {problem}")
    if op_id and not desk.holds(op_id):
        told.wrong(f"{where}: LOST")
    desk.store.close()
