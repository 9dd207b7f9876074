# SPDX-License-Identifier: EUPL-1.2
"""``welfare-desk server …``: making, running and looking after the central server.

The group reads ``home`` and ``as_json`` of the context's object (``ServerCall``).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from welfare_desk.cli.importing import server_import
from welfare_desk.cli.importing_slots import server_slots
from welfare_desk.cli.outbox import server_import_outbox
from welfare_desk.cli.server_call import (
    DAMAGED,
    REFUSED,
    ServerCall,
    home_of,
    refuse,
    tell,
    told,
)
from welfare_desk.cli.server_call import opened as opened
from welfare_desk.cli.server_cards import rotate_card_key, write_block_list
from welfare_desk.cli.server_care import COMMANDS
from welfare_desk.cli.server_money import COMMANDS as MONEY
from welfare_desk.cli.territory_words import change_lines, slot_lines
from welfare_desk.core.clock import SystemClock
from welfare_desk.core.instants import local_date, local_text
from welfare_desk.server import admin, running, territory, territory_file
from welfare_desk.server import check as checking
from welfare_desk.server import home as homes


@click.group(name="server")
def server() -> None:
    """Make, run and look after the central server."""


server_import.add_command(server_slots)
server.add_command(server_import)
server.add_command(server_import_outbox)
for each in (*COMMANDS, *MONEY):
    server.add_command(each)
server.add_command(write_block_list)
server.add_command(rotate_card_key)


@server.command()
@click.option("--database", default="", help="SQLAlchemy URL; without it a SQLite file.")
@click.option("--registry", default="", help="URL of the second database, for epochs.")
@click.option("--territory", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def init(call: ServerCall, database: str, registry: str, file: Path | None) -> None:
    """Make this home a server: key, databases and, with a file, its territory."""
    home = home_of(call)
    with told(call):
        content = None if file is None else territory_file.read(file)
        if content is not None:
            # A wrong file must not leave half a server behind.
            territory_file.Reader(content, local_date(SystemClock().now_us())).wanted()
        try:
            settings = homes.init(home, database=database, registry=registry)
        except FileExistsError:
            refuse(call, "server_home_exists", {"home": str(home)}, REFUSED)
    answer: dict[str, Any] = {"home": str(home), "database": settings.database.split("://")[0]}
    pins: dict[str, str] = {}
    if content is not None:
        with opened(call) as central:
            plan = territory.plan(central, content)
            pins = territory.apply(central, plan)
            answer |= {"territory_id": plan.territory_id, "operators": pins}
    tell(call, answer, "\n".join([f"server: {home}", *_pin_lines(pins)]))


def _pin_lines(pins: dict[str, str]) -> list[str]:
    return [f"{login}: {pin}" for login, pin in pins.items()]


@server.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8443, show_default=True, type=click.IntRange(0, 65535))
@click.option("--url", default="", help="Where desks reach the server, behind a proxy.")
@click.pass_obj
def run(call: ServerCall, host: str, port: int, url: str) -> None:
    """Serve until stopped; the first line on stdout is {"url": …}."""
    home = home_of(call)

    def listening(address: str) -> None:
        settings = homes.read_settings(home)
        now = msgspec.structs.replace(settings, url=address, public_url=url or settings.public_url)
        if now != settings:
            homes.write_settings(home, now)
        click.echo(json.dumps({"url": address}))
        sys.stdout.flush()

    with told(call):
        central = homes.open_home(home, SystemClock())
        try:
            central.store.migrate()
            homes.ready(central)
            running.serve(central, host, port, listening)
        except OSError as error:
            refuse(call, "port_taken", {"port": port, "why": error.strerror or ""}, REFUSED)
        finally:
            central.close()
    running.end_process()


@server.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@click.option("--reopen", is_flag=True, help="Open again what FILE means and others closed.")
@click.pass_obj
def apply(call: ServerCall, file: Path, dry_run: bool, reopen: bool) -> None:
    """Bring the territory to what FILE says; slots that close with bookings are named."""
    with opened(call) as central:
        plan = territory.plan(central, territory_file.read(file), reopen=reopen)
        pins = {} if dry_run else territory.apply(central, plan)
        changes = [msgspec.to_builtins(each) for each in plan.changes]
        totals = [msgspec.structs.asdict(each) for each in plan.totals]
        answer: dict[str, Any] = {"dry_run": dry_run, "changes": changes, "totals": totals}
        answer |= {"operators": pins, "still_closed": plan.still_closed}
        answer["to_call"] = [msgspec.structs.asdict(each) for each in plan.to_call]
        lines = [line for each in plan.changes for line in change_lines(each, call.lang)]
        lines = lines or ["nothing to change"]
        lines += slot_lines(plan, call.lang)
        tell(call, answer, "\n".join([*lines, *_pin_lines(pins)]))


@server.command("desk-code")
@click.option("--municipality", "istat", required=True, metavar="ISTAT")
@click.option("--provider", default=None, metavar="ID")
@click.option("--name", required=True)
@click.option("--url", default="", help="Where the desk reaches the server.")
@click.pass_obj
def desk_code(call: ServerCall, istat: str, provider: str | None, name: str, url: str) -> None:
    """Print a one-time code for one new desk, valid for fifteen minutes."""
    with opened(call) as central:
        ticket = admin.desk_code(
            central,
            central.only_territory(),
            istat=istat,
            name=name,
            provider=provider,
            address=url or homes.read_settings(home_of(call)).address,
        )
    until = local_text(ticket.expires_at)
    answer = {"code": ticket.code, "scan": ticket.scan, "expires_at": ticket.expires_at}
    tell(call, answer, "\n".join(filter(None, (ticket.code, ticket.scan, until))))


@server.command()
@click.pass_obj
def desks(call: ServerCall) -> None:
    """List the desks."""
    with opened(call) as central:
        lines = admin.desks(central, central.only_territory())
    answer = {"desks": [msgspec.structs.asdict(each) for each in lines]}
    words = [f"{each.device} {each.name} {each.municipality} {each.state}" for each in lines]
    tell(call, answer, "\n".join(words))


@server.command()
@click.argument("desk", type=int)
@click.option("--stolen", is_flag=True, help="Order the desk to wipe itself at once.")
@click.pass_obj
def revoke(call: ServerCall, desk: int, stolen: bool) -> None:
    """Withdraw a desk; what its leases still held is put in doubt."""
    with opened(call) as central:
        exposed = admin.revoke(central, desk, stolen=stolen)
    lines = [f"{resource}: {quantity}" for resource, quantity in exposed.items()]
    tell(call, {"desk": desk, "stolen": stolen, "in_doubt": exposed}, "\n".join(lines))


@server.command("operator-add")
@click.option("--login", required=True)
@click.option("--name", default="")
@click.option("--role", required=True)
@click.option("--municipality", "istat", default=None, metavar="ISTAT")
@click.option("--provider", default=None, metavar="ID")
@click.pass_obj
def operator_add(
    call: ServerCall, login: str, name: str, role: str, istat: str | None, provider: str | None
) -> None:
    """Add an operator, or give one a new start; prints the one-time PIN."""
    with opened(call) as central:
        pin = admin.operator_add(
            central,
            central.only_territory(),
            login=login,
            name=name,
            role=role,
            istat=istat,
            provider=provider,
        )
    tell(call, {"login": login, "pin": pin}, pin)


@server.command()
@click.pass_obj
def migrate(call: ServerCall) -> None:
    """Bring the database to this program's revision."""
    with opened(call) as central:
        before = central.store.revision()
        central.store.migrate()
        after = central.store.revision()
    tell(call, {"before": before, "after": after}, f"{before} → {after}")


@server.command()
@click.pass_obj
def check(call: ServerCall) -> None:
    """Verify every invariant on the stored data; exit code 5 when one is broken."""
    with opened(call) as central:
        report = checking.check(central, central.only_territory())
    problems = [msgspec.structs.asdict(each) for each in report.problems]
    answer = {
        "ok": report.ok,
        "problems": problems,
        "counts": report.counts,
        "notes": report.notes,
    }
    lines = [f"{each.invariant} {each.where}: {each.detail}" for each in report.problems]
    tell(call, answer, "\n".join([*(lines or ["ok"]), *report.notes]))
    if not report.ok:
        sys.exit(DAMAGED)
