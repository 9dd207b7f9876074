# SPDX-License-Identifier: EUPL-1.2
"""An I/O error at the n-th call of a backup of the server and of its restore."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.builders import TERRITORY
from tests.faults.injection import Injection
from tests.faults.stand import rich_territory, shift_to_the_builders
from tests.faults.told import Told
from tests.sync.served import CentralServer
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.server import backups
from welfare_desk.server.check import check


def fail_backups(told: Told, inject: Injection, folder: Path, share: float, seed: int) -> None:
    """Fail calls of a backup and of a restore; what is there is whole, and it is done again."""
    chance = random.Random(seed)
    server = CentralServer(folder / "server", shift_to_the_builders(), rich_territory())
    central, copy = server.central(), folder / "copy.db"

    def back_up() -> None:
        backups.back_up(central, copy)

    def restore() -> None:
        backups.restore(central, copy)

    try:
        _each(told, inject, chance, share, "backup", back_up, copy)
        copy.unlink(missing_ok=True)
        back_up()
        _each(told, inject, chance, share, "restore", restore, None)
        for found in check(central, TERRITORY).problems:
            told.wrong(f"after all: {found.invariant} {found.where}")
    finally:
        central.close()


def _each(
    told: Told,
    inject: Injection,
    chance: random.Random,
    share: float,
    name: str,
    work: Callable[[], None],
    made: Path | None,
) -> None:
    with inject.counted() as calls:
        work()
    told.count(f"calls of a {name}", len(calls))
    for nth in range(1, len(calls) + 1):
        if share < 1 and chance.random() >= share:
            continue
        if made is not None:
            made.unlink(missing_ok=True)
        done = _failed(told, inject, name, work, nth)
        told.seen[f"{calls[nth - 1]} failed in a {name}"] += 1
        if made is not None and made.exists():
            _whole(told, made, f"{name} call {nth}")
        elif made is not None and done:
            told.wrong(f"{name} call {nth}: it was said to be there and is not")
        if made is None:
            # Given again, the same command brings it about.
            work()


def _failed(told: Told, inject: Injection, name: str, work: Callable[[], None], nth: int) -> bool:
    with inject.failing(nth):
        try:
            work()
        except DeskError as refusal:
            told.count(f"times a {name} was refused: {refusal.code}")
            if not refusal_text(refusal):
                told.wrong(f"{name} call {nth}: {refusal.code} has no sentence")
            return False
        except backups.CopyDamaged:
            told.count(f"times a {name} found its copy damaged")
            return False
        except Exception as error:  # noqa: BLE001 - a traceback is what must not be
            told.wrong(f"{name} call {nth}: {type(error).__name__} {error}")
            return False
    told.count(f"times a {name} was done in spite of it")
    return True


def _whole(told: Told, copy: Path, where: str) -> None:
    part = copy.with_name("looked-at.db")
    shutil.copy(copy, part)
    try:
        backups.verified(part)
    except backups.CopyDamaged:
        told.wrong(f"{where}: half a copy stands under its name")
    part.unlink()
