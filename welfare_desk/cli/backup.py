# SPDX-License-Identifier: EUPL-1.2
"""``backup`` and ``restore``: a desk in one closed file, and a desk made of one."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from welfare_desk.app import copy_home, restore_home
from welfare_desk.cli.context import Cli, read_secret
from welfare_desk.core.instants import local_text
from welfare_desk.core.refusals import StoreBusy
from welfare_desk.sync.safety_copy import Made

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def backup(cli: Cli, file: Path) -> None:
    """Write this desk into FILE, closed and read back, also while its window is open."""
    made = _made(cli, file.resolve())
    cli.say(
        msgspec.to_builtins(made),
        f"Copia riletta e intera: {made.file} ({made.size} byte, {made.operations} operazioni). "
        "Tienila lontano da questo computer.",
    )


def _made(cli: Cli, file: Path) -> Made:
    try:
        with cli.desk() as desk:
            return desk.safety.make_to(file)
    except StoreBusy:
        return copy_home(cli.home, cli.keys(), file)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--to", "home", type=_FOLDER, required=True, help="An empty or a new folder.")
@click.pass_obj
def restore(cli: Cli, file: Path, home: Path) -> None:
    """Make a desk of a copy in a new folder.

    The copy opens by this user's keyring, by the passphrase in the file that
    WELFARE_DESK_PASSPHRASE_FILE names, or by the recovery code in that of
    WELFARE_DESK_RECOVERY_FILE.
    """
    code = read_secret("WELFARE_DESK_RECOVERY_FILE")
    keys = msgspec.structs.replace(cli.keys(), recovery_code=code)
    done = restore_home(file, home.resolve(), keys)
    cli.say(
        msgspec.to_builtins(done),
        f"{done.desk_name} è di nuovo in {done.home}, com'era il {local_text(done.made_at)}. "
        f"Prima di prenotare o consegnare collegalo: welfare-desk --home {done.home} sync",
    )
