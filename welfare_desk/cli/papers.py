# SPDX-License-Identifier: EUPL-1.2
"""Commands that make paper: cards onto CR80 or ten to an A4 sheet."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from welfare_desk.cli.context import DONE, REFUSED, Cli
from welfare_desk.cli.lists import cards
from welfare_desk.desk import paper
from welfare_desk.desk.batch import Batches, Medium, Order


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


@cards.command("batch")
@click.argument("fund_id")
@click.option("--order", type=click.Choice(["surname", "counter"]), default="surname")
@click.option("--on", "medium", type=click.Choice(["a4", "card"]), default="a4")
@click.option("--dry-run", is_flag=True, help="Say what there is to do and do nothing.")
@click.pass_obj
def run_batch(cli: Cli, fund_id: str, order: Order, medium: Medium, dry_run: bool) -> int:
    """Issue the cards that were decided and put them into sheets; exit 1 if some were not.

    Run again after a stop it goes on; the sheets wait in the list of prints.
    """
    with cli.desk(log_in=True) as desk:
        batches = Batches(desk)
        if dry_run:
            view = batches.look_at(fund_id)
            cli.say(msgspec.to_builtins(view), f"{view.to_issue} / {view.to_print}")
            return DONE
        last = None
        for last in batches.run(fund_id, order, medium=medium):
            cli.tell(f"{last.phase} {last.done}/{last.total}")
        assert last is not None, "a batch has a step or is refused"
    cli.say(msgspec.to_builtins(last), f"{last.state}: {last.issued} / {last.printed}")
    return DONE if last.state == "done" and not last.refused else REFUSED
