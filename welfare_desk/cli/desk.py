# SPDX-License-Identifier: EUPL-1.2
"""Commands of a desk: enrol, status, sync, doctor, record."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec

from welfare_desk.app import enrol_home
from welfare_desk.cli.context import DAMAGED, REFUSED, UNREACHABLE, Cli
from welfare_desk.core.instants import local_text
from welfare_desk.core.refusals import DeskError, JsonUnreadable
from welfare_desk.core.scan_codes import read_enrolment
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import link_text, refusal_text
from welfare_desk.desk.views.autonomy import autonomy, autonomy_text
from welfare_desk.desk.views.notices import notice_text, notices
from welfare_desk.desk.views.outbox import funds_left
from welfare_desk.operations.registry import from_json
from welfare_desk.sync.credentials import keyring_answers


@click.command()
@click.option("--server", "url", default="", help="Address of the server.")
@click.option("--code", required=True, help="One-time code, or the WD1E text of the paper.")
@click.option("--name", default="", help="Name of the desk; the server's is used when empty.")
@click.option("--ca", type=click.Path(exists=True, dir_okay=False), help="CA file of the server.")
@click.pass_obj
def enrol(cli: Cli, url: str, code: str, name: str, ca: str | None) -> None:
    """Make this home a desk of a server."""
    fingerprint = b""
    if code.upper().startswith("WD1E"):
        ticket = read_enrolment(code)
        url, code, fingerprint = url or ticket.address, ticket.code, ticket.fingerprint
    if not url:
        raise click.UsageError("--server is needed with a bare code")
    new = enrol_home(
        cli.home,
        cli.keys(),
        url=url,
        code=code,
        name=name,
        fingerprint=fingerprint,
        ca_file=ca or "",
    )
    answer = msgspec.to_builtins(new.enrolled) | {"recovery_code": new.recovery_code}
    cli.say(answer)
    if new.recovery_code:
        cli.tell("Stampa o scrivi il codice di recupero e tienilo lontano da questo computer.")


@click.command()
@click.pass_obj
def status(cli: Cli) -> None:
    """Say how this desk stands: pending work, rights held, last exchange."""
    with cli.desk() as desk:
        view = desk.status()
        lasts = desk.look(autonomy)
        said = desk.look(notices)
        answer = msgspec.to_builtins(view) | {
            "rights": _rights(desk),
            "autonomy": msgspec.to_builtins(lasts),
            "notices": msgspec.to_builtins(said),
        }
    last = local_text(view.last_sync_at) if view.last_sync_at else "mai"
    cli.say(
        answer,
        f"{view.desk_name} – {view.municipality_name}: {view.pending} da inviare, "
        f"{view.provisional} provvisorie, {view.to_review} da rivedere; "
        f"ultimo scambio {last}. {autonomy_text(lasts, cli.lang)}",
    )
    for notice in said:
        cli.tell(notice_text(notice, cli.lang))


def _rights(desk: Desk) -> dict[str, Any]:
    def rights(look: Reading) -> dict[str, Any]:
        left = look.left()
        return {
            "places": {
                name.removeprefix("slot:"): rest
                for name, rest in left.items()
                if name.startswith("slot:") and rest
            },
            "funds": [
                {"fund": name, "cents": cents, "cards": cards}
                for name, cents, cards in funds_left(look)
            ],
            "booking_numbers": left.get("number:booking", 0),
            "receipt_numbers": left.get("number:receipt", 0),
        }

    return desk.look(rights)


@click.command()
@click.pass_obj
def sync(cli: Cli) -> int:
    """Send and receive once, whole."""
    with cli.desk() as desk:
        desk.on_loading(_Progress(cli))
        done = desk.exchange()
        said = () if done.outcome == "wipe" else desk.look(notices)
    cli.say(
        msgspec.to_builtins(done) | {"notices": msgspec.to_builtins(said)},
        f"{link_text(f'outcome_{done.outcome}', {}, cli.lang)} {done.sent} inviate, "
        f"{done.received} righe ricevute, {done.pending_left} in attesa",
    )
    for notice in said:
        cli.tell(notice_text(notice, cli.lang))
    return 0 if done.outcome == "ok" else UNREACHABLE


class _Progress:
    """Tells each tenth of what a first exchange brings, a line on stderr."""

    def __init__(self, cli: Cli) -> None:
        self._cli = cli
        self._told = -1

    def __call__(self, rows: int, total: int) -> None:
        tenth = 10 * rows // max(total, 1)
        if tenth > self._told:
            self._told = tenth
            facts: dict[str, int | str] = {"rows": rows, "total": total, "percent": 10 * tenth}
            self._cli.tell(link_text("loading", facts, self._cli.lang))


@click.command()
@click.pass_obj
def doctor(cli: Cli) -> int:
    """Check store, chain, ledger, key, clock and disk of this desk."""
    with cli.desk() as desk:
        report = desk.look(check_desk)
    free = shutil.disk_usage(cli.home).free
    marked = keyring_answers(cli.keys().keyring)
    answer = msgspec.to_builtins(report) | {"disk_free_bytes": free, "keyring": marked}
    cli.say(answer)
    if not marked:
        cli.tell(link_text("notice_no_keyring", {}, cli.lang))
    return 0 if report.ok else DAMAGED


@click.command()
@click.argument("file", type=click.Path(allow_dash=True, dir_okay=False, path_type=Path))
@click.pass_obj
def record(cli: Cli, file: Path) -> int:
    """Record operations given as JSON lines (``-`` reads stdin), one answer a line."""
    any_refused = False
    with cli.desk(log_in=True) as desk:
        if str(file) == "-":
            any_refused = _record_lines(cli, desk, sys.stdin)
        else:
            with file.open(encoding="utf-8") as lines:
                any_refused = _record_lines(cli, desk, lines)
    return REFUSED if any_refused else 0


def _record_lines(cli: Cli, desk: Desk, lines: TextIO) -> bool:
    any_refused = False
    for line in lines:
        if not line.strip():
            continue
        answer = _record_line(cli, desk, line)
        any_refused = any_refused or "refused" in answer
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
        sys.stdout.flush()
    return any_refused


def _record_line(cli: Cli, desk: Desk, line: str) -> dict[str, Any]:
    op_id = ""
    try:
        try:
            fields = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise JsonUnreadable(path="$") from error
        op_id = str(fields.get("op_id", ""))
        done = desk.record(from_json(fields), op_id=op_id)
    except DeskError as refusal:
        words = refusal_text(refusal, cli.lang)
        return {
            "op_id": op_id,
            "refused": refusal.code,
            "number": refusal.label,
            "facts": refusal.facts,
            "sentence": words,
        }
    return {
        "op_id": done.op_id,
        "state": done.state,
        "kind": done.kind,
        "numbers": done.numbers,
        "repeated": done.repeated,
    }
