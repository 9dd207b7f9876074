# SPDX-License-Identifier: EUPL-1.2
"""Commands about shops and their money: the register, files, «è passata?», a fund's figures."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from welfare_desk.cli.context import REFUSED, Cli
from welfare_desk.core.money import euro_text
from welfare_desk.desk.fund_tables import public_table, report_tables
from welfare_desk.desk.shop_list import take_file
from welfare_desk.desk.views.fund_report import fund_report as report_view
from welfare_desk.desk.views.fund_report import public_report
from welfare_desk.desk.views.passed import passed as passed_view
from welfare_desk.desk.views.shops import shop_rows, shop_view

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


@click.group()
def shops() -> None:
    """Look shops up, and take their files in."""


@shops.command("list")
@click.argument("text", required=False, default="")
@click.pass_obj
def list_shops(cli: Cli, text: str) -> None:
    """List the shops with what waits to be settled."""
    with cli.desk(log_in=True) as desk:
        rows = desk.look(lambda here: shop_rows(here, text))
    lines = [
        f"{row.merchant_id}  {row.name}  {row.standing}  {euro_text(row.waiting_cents, cli.lang)}"
        for row in rows
    ]
    cli.say({"rows": msgspec.to_builtins(rows)}, "\n".join(lines))


@shops.command("show")
@click.argument("merchant")
@click.pass_obj
def show_shop(cli: Cli, merchant: str) -> int:
    """Show a shop's page: papers, purchases, settlements."""
    with cli.desk(log_in=True) as desk:
        page = desk.look(lambda here: shop_view(here, merchant))
    if page is None:
        raise click.UsageError("unknown merchant")
    cli.say(msgspec.to_builtins(page))
    return 0


@shops.command("take")
@click.argument("file", type=_FILE)
@click.option("--merchant", required=True, help="The shop whose file it is.")
@click.option("--result", type=_NEW, help="Where its rows come back with what became of each.")
@click.pass_obj
def take(cli: Cli, file: Path, merchant: str, result: Path | None) -> None:
    """Take a shop's list of purchases in; the same file again adds nothing."""
    with cli.desk(log_in=True) as desk:
        done = take_file(desk, merchant, file, result, cli.lang)
    words = f"{done.taken} ({euro_text(done.amount_cents, cli.lang)}), {done.refused} refused"
    cli.say(msgspec.to_builtins(done), words)


@click.command()
@click.argument("op_id")
@click.pass_obj
def passed(cli: Cli, op_id: str) -> int:
    """Say what became of an operation; exit 1 when it was rejected or never recorded."""
    with cli.desk() as desk:
        told = desk.look(lambda here: passed_view(here, op_id))
    cli.say(msgspec.to_builtins(told), told.answer)
    return 0 if told.answer in ("final", "provisional") else REFUSED


@click.command("fund-report")
@click.argument("fund")
@click.option("--out", type=_NEW, help="Write it as CSV, or as XLSX by the name's end.")
@click.option("--public", is_flag=True, help="Only what may be published: no count below five.")
@click.pass_obj
def fund_report(cli: Cli, fund: str, out: Path | None, public: bool) -> None:
    """Show a fund as it stands: budget, issued, used, expiring, by shop and by week."""
    with cli.desk(log_in=True) as desk:
        report = desk.look(lambda here: report_view(here, fund))
    shown = public_report(report) if public else report
    if out is not None:
        table = public_table(public_report(report)) if public else report_tables(report)
        out.write_bytes(table.xlsx() if out.suffix.lower() == ".xlsx" else table.csv())
    cli.say(msgspec.to_builtins(shown))
