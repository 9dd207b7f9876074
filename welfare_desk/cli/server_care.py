# SPDX-License-Identifier: EUPL-1.2
"""``server backup``, ``restore``, ``write-off``, ``reclaim``, ``quarantine``, ``erase``.

What one person alone may not order needs two administrators: the first by
``WELFARE_DESK_OPERATOR`` and ``WELFARE_DESK_PIN_FILE``, the second by
``WELFARE_DESK_SECOND_OPERATOR`` and ``WELFARE_DESK_SECOND_PIN_FILE``.
"""

from __future__ import annotations

import datetime
import os
import uuid
from pathlib import Path

import click
import msgspec

from welfare_desk.cli.context import read_secret
from welfare_desk.cli.server_call import DAMAGED, REFUSED, ServerCall, opened, refuse, tell
from welfare_desk.core.instants import slot_instant
from welfare_desk.models.territory import Operator
from welfare_desk.server import backups, desk_care, erasing
from welfare_desk.server.central import Central
from welfare_desk.server.four_eyes import Credential, TwoNeeded, two_administrators, two_of
from welfare_desk.server.sealed_copies import CopyClosed

_BACKUP_KEY = "WELFARE_DESK_BACKUP_KEY_FILE"
_NEW_FILE = click.Path(path_type=Path, dir_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _credential(prefix: str) -> Credential:
    login = os.environ.get(f"{prefix}_OPERATOR", "")
    return Credential(login, read_secret(f"{prefix}_PIN_FILE") or "")


def _two(call: ServerCall, central: Central) -> tuple[str, str]:
    """Return the two administrators who order what follows; ends with exit code 1 without."""
    try:
        return two_administrators(
            central,
            central.only_territory(),
            _credential("WELFARE_DESK"),
            _credential("WELFARE_DESK_SECOND"),
        )
    except TwoNeeded:
        refuse(call, "two_administrators_needed", {}, REFUSED)


def _restored(call: ServerCall, central: Central, file: Path | None) -> dict[str, int]:
    if file is None:
        _two(call, central)
        return backups.restore(central, None)
    with backups.readable(central, file, read_secret(_BACKUP_KEY)) as plain:
        if backups.is_empty(central):
            _two_of_backup(call, backups.operators(plain, central.home))
        else:
            _two(call, central)
        return backups.restore(central, plain)


def _two_of_backup(call: ServerCall, operators: tuple[Operator, ...]) -> None:
    try:
        two_of(operators, _credential("WELFARE_DESK"), _credential("WELFARE_DESK_SECOND"))
    except TwoNeeded:
        refuse(call, "two_administrators_needed", {}, REFUSED)


@click.command()
@click.argument("file", type=_NEW_FILE)
@click.pass_obj
def backup(call: ServerCall, file: Path) -> None:
    """Copy the store to FILE and read it back; up to there desks need keep nothing.

    Where WELFARE_DESK_BACKUP_KEY_FILE names a file, nobody can read FILE without its first
    line.
    """
    with opened(call) as central:
        try:
            copied = backups.back_up(central, file, read_secret(_BACKUP_KEY))
        except backups.NotHere as elsewhere:
            refuse(call, elsewhere.code, {}, REFUSED)
        except FileExistsError:
            refuse(call, "file_exists", {"file": str(file)}, REFUSED)
        except backups.CopyDamaged:
            refuse(call, "backup_damaged", {"file": str(file)}, DAMAGED)
    tell(call, msgspec.structs.asdict(copied), f"{copied.file}: {copied.size} bytes, verified")


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.pass_obj
def restore(call: ServerCall, file: Path | None) -> None:
    """Bring the backup FILE back and begin a new epoch (two administrators).

    Without FILE the database was restored by its own tools, and only the epoch rises.  Where
    no territory is left here, the two are administrators of the backup.  Stop the server
    before.  Afterwards it waits for the logs of all desks seen within 14 days.
    """
    with opened(call) as central:
        try:
            epochs = _restored(call, central, file)
        except backups.NotHere as elsewhere:
            refuse(call, elsewhere.code, {}, REFUSED)
        except CopyClosed:
            refuse(call, "backup_closed", {"file": str(file)}, REFUSED)
        except backups.CopyDamaged:
            refuse(call, "backup_damaged", {"file": str(file)}, DAMAGED)
    lines = [f"{territory_id}: epoch {epoch}" for territory_id, epoch in epochs.items()]
    tell(call, {"epochs": epochs}, "\n".join(lines))


@click.command("write-off")
@click.argument("desk", type=int)
@click.option("--inc", type=click.IntRange(min=1), help="Only this incarnation, as check names it.")
@click.pass_obj
def write_off(call: ServerCall, desk: int, inc: int | None) -> None:
    """Wait no more for a desk that is lost, after a restore (two administrators).

    Prints what stands in doubt because of it, by resource.
    """
    with opened(call) as central:
        asked_by = _two(call, central)
        try:
            doubted = desk_care.write_off(central, desk, asked_by, inc or 0)
        except desk_care.NotRecovering:
            refuse(call, "not_recovering", {"desk": desk}, REFUSED)
    lines = [f"{resource}: {quantity}" for resource, quantity in doubted.items()]
    tell(call, {"desk": desk, "in_doubt": doubted}, "\n".join(lines))


@click.command()
@click.argument("desk", type=int)
@click.pass_obj
def reclaim(call: ServerCall, desk: int) -> None:
    """Take back all that a desk holds, without its word (two administrators).

    Prints the exposure: what the desk may still promise of it, by resource.
    """
    with opened(call) as central:
        asked_by = _two(call, central)
        exposure = desk_care.reclaim(central, desk, asked_by)
    lines = [f"{resource}: {quantity}" for resource, quantity in exposure.items()]
    tell(call, {"desk": desk, "exposure": exposure}, "\n".join(lines))


@click.command()
@click.argument("desk", type=int)
@click.option("--admit", is_flag=True, help="Settle what is there, as late acts.")
@click.pass_obj
def quarantine(call: ServerCall, desk: int, admit: bool) -> None:
    """Say what a withdrawn desk sent since, or admit it."""
    with opened(call) as central:
        aside = desk_care.quarantined(central, desk)
        answer = msgspec.structs.asdict(aside)
        if admit:
            answer |= {"admitted": msgspec.structs.asdict(desk_care.admit(central, desk))}
    lines = [f"{kind}: {number}" for kind, number in aside.kinds.items()]
    tell(call, answer, "\n".join(lines or ["nothing"]))


@click.command()
@click.argument("person", required=False, default="")
@click.option(
    "--before",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Of all operations that came before this day.",
)
@click.pass_obj
def erase(call: ServerCall, person: str, before: datetime.datetime | None) -> None:
    """Erase what operations said from the log: of one PERSON (an id), or --before a day.

    Two administrators order it.  Results, chains and signatures stay and verify; the rows that
    came of the operations are not touched.  Older backups still hold what was erased.
    """
    if bool(person) == (before is not None):
        raise click.UsageError("either PERSON or --before")
    with opened(call) as central:
        _two(call, central)
        territory_id = central.only_territory()
        if before is not None:
            limit = slot_instant(before.date(), 0)
            erased = erasing.erase_older(central, territory_id, limit)
        else:
            erased = erasing.erase_bodies(central, territory_id, _person_id(person))
    tell(call, {"erased": erased}, f"{erased} operations")


def _person_id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise click.UsageError("PERSON is an id, as exports name it") from None


COMMANDS = (backup, restore, write_off, reclaim, quarantine, erase)
