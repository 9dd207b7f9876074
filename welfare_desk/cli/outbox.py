# SPDX-License-Identifier: EUPL-1.2
"""Work on a stick: what this desk has not sent, and files of other desks for the server."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from welfare_desk.cli.context import REFUSED, Cli

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("export-outbox")
@click.argument("file", type=_FILE)
@click.pass_obj
def export_outbox(cli: Cli, file: Path) -> None:
    """Write all that waits to be sent into FILE, closed for the server; it stays here too."""
    with cli.desk() as desk:
        operations = desk.export_outbox(file)
    cli.say(
        {"file": str(file), "operations": operations},
        f"{operations} operazioni in {file}: portalo a un altro sportello o al server",
    )


@click.command("import-outbox")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_outbox(cli: Cli, file: Path) -> None:
    """Take FILE of another desk in and deliver it with the next exchange."""
    with cli.desk() as desk:
        carried = desk.import_outbox(file)
    cli.say(
        msgspec.to_builtins(carried),
        f"{carried.operations} operazioni dello sportello {carried.device}: "
        "saranno consegnate al prossimo collegamento",
    )


@click.command("import-outbox")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def server_import_outbox(call: Cli, file: Path) -> int:
    """Take FILE of a desk in at the server; delivered twice it changes nothing."""
    from welfare_desk.cli.server import opened
    from welfare_desk.protocol.parcel import ParcelUnreadableError, from_file
    from welfare_desk.server import parcels
    from welfare_desk.server.central import Refused

    told = []
    with opened(call) as central:
        try:
            for each in from_file(file.read_bytes()):
                told.append(msgspec.to_builtins(parcels.deliver(central, each)))
        except (Refused, ParcelUnreadableError) as refusal:
            code = getattr(refusal, "code", "parcel_unreadable")
            call.say({"refused": code, "delivered": told}, code)
            return REFUSED
    call.say({"delivered": told}, "\n".join(str(each) for each in told))
    return 0
