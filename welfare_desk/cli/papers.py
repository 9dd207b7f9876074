# SPDX-License-Identifier: EUPL-1.2
"""Commands that make paper: cards onto CR80 or ten to an A4 sheet."""

from __future__ import annotations

from pathlib import Path

import click

from welfare_desk.cli.context import Cli
from welfare_desk.cli.lists import cards
from welfare_desk.desk import paper


@cards.command("template")
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def check_template(cli: Cli, folder: Path, out: Path | None) -> None:
    """Check a card template, and write the card as it will come out; no desk is needed."""
    pdf = paper.template_preview(folder)
    if out is not None:
        out.write_bytes(pdf)
    cli.say({"template": folder.name, "file": str(out or "")}, folder.name)


@cards.command("print")
@click.argument("card_id", nargs=-1, required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--sheet", type=click.Choice(["a4", "cr80"]), default="cr80", show_default=True)
@click.pass_obj
def print_cards(cli: Cli, card_id: tuple[str, ...], out: Path, sheet: str) -> None:
    """Write cards that this desk issued into a PDF: one a page, or ten to an A4 sheet."""
    with cli.desk(log_in=True) as desk:
        pdf = desk.look(lambda here: paper.cards(here, card_id, sheet=sheet))
    out.write_bytes(pdf)
    cli.say({"file": str(out), "cards": len(card_id)}, str(out))
