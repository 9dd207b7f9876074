# SPDX-License-Identifier: EUPL-1.2
"""Commands that look: people, agenda, funds, cards."""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path
from typing import Any

import click
import msgspec

from welfare_desk.cli.context import REFUSED, Cli
from welfare_desk.cli.importing import import_people
from welfare_desk.core.refusals import PersonUnknown
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.sentences import outcome_words
from welfare_desk.desk.views.lists import agenda_rows, card_rows, fund_rows

_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


@click.group()
def people() -> None:
    """Look people up, and bring them in."""


people.add_command(import_people)


@people.command()
@click.argument("text", required=False, default="")
@click.option("--limit", default=20, show_default=True)
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def search(cli: Cli, text: str, limit: int, batch: Path | None) -> None:
    """Search by name, fiscal code, birth date, card or booking number."""
    with cli.desk(log_in=True) as desk:
        if batch is None:
            _search(cli, desk, text, limit)
            return
        for line in batch.read_text(encoding="utf-8").splitlines():
            _search(cli, desk, line, limit)


def _search(cli: Cli, desk: Desk, text: str, limit: int) -> None:
    begun = time.perf_counter()
    found = desk.look_up(text)
    elapsed_ms = round((time.perf_counter() - begun) * 1000, 3)
    answer = msgspec.to_builtins(found) | {"elapsed_ms": elapsed_ms}
    answer["hits"] = answer["hits"][:limit]
    words = "\n".join(f"{hit.surname} {hit.name}  {hit.person_id}" for hit in found.hits[:limit])
    cli.say(answer, words or found.meaning)


@people.command()
@click.argument("person_id")
@click.pass_obj
def show(cli: Cli, person_id: str) -> None:
    """Show a person's page."""
    with cli.desk(log_in=True) as desk:
        page = desk.person(person_id)
    if page is None:
        raise PersonUnknown()
    cli.say(msgspec.to_builtins(page))


@click.command()
@click.option("--from", "from_day", type=_DAY, help="First day (today).")
@click.option("--to", "to_day", type=_DAY, help="Last day (two weeks on).")
@click.option("--offering", default="", help="Id or code of one service.")
@click.pass_obj
def agenda(
    cli: Cli,
    from_day: datetime.datetime | None,
    to_day: datetime.datetime | None,
    offering: str,
) -> None:
    """List slots with places: total, taken, promised to this desk."""
    first = from_day.date() if from_day else None
    last = to_day.date() if to_day else None
    with cli.desk() as desk:
        rows = desk.look(lambda here: agenda_rows(here, first, last, offering))
    _rows(cli, [msgspec.to_builtins(row) for row in rows])


@click.command()
@click.pass_obj
def funds(cli: Cli) -> None:
    """List funds: budget, what is free at the server, what this desk may promise."""
    with cli.desk() as desk:
        rows = desk.look(fund_rows)
    _rows(cli, [msgspec.to_builtins(row) for row in rows])


@click.group()
def cards() -> None:
    """Look at cards, verify their codes, print them."""


@cards.command("list")
@click.pass_obj
def list_cards(cli: Cli) -> None:
    """List the cards that this desk knows, by number and state."""
    with cli.desk(log_in=True) as desk:
        rows = desk.look(card_rows)
    _rows(cli, [msgspec.to_builtins(row) for row in rows])


@cards.command()
@click.argument("token", nargs=-1, required=True)
@click.pass_obj
def verify(cli: Cli, token: tuple[str, ...]) -> int:
    """Verify card codes with no network; exit 1 when one is not good.

    Says nothing of who holds a card: nobody is logged in.
    """
    with cli.desk() as desk:
        verdicts = [
            msgspec.structs.replace(
                desk.verify_card(each), person_id="", initials="", born_year=None
            )
            for each in token
        ]
    for verdict in verdicts:
        words = f"{verdict.outcome} {verdict.card_no}".strip()
        said = outcome_words(verdict.outcome, why=verdict.why).say
        cli.say({**msgspec.to_builtins(verdict), "say": said}, f"{words}\n  {said}")
    good = all(verdict.outcome in ("good", "good_unseen") for verdict in verdicts)
    return 0 if good else REFUSED


def _rows(cli: Cli, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if cli.as_json:
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        else:
            click.echo("  ".join(str(value) for value in row.values()))
