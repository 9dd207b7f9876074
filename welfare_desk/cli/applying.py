# SPDX-License-Identifier: EUPL-1.2
"""``import applications``: a list of applications for a fund, on paper or from another body."""

from __future__ import annotations

from pathlib import Path

import click

from welfare_desk.cli.context import Cli
from welfare_desk.cli.importing import (
    DRY_RUN,
    FILE_ARGUMENT,
    REFUSED,
    about_file,
    chosen,
    follow,
    stopped_by_hand,
)
from welfare_desk.exchange.applications_columns import FIELDS


@click.group("import")
def import_group() -> None:
    """Bring in lists at this desk."""


@import_group.command("applications")
@FILE_ARGUMENT
@click.option(
    "--fund", required=True, metavar="KEY", help="The fund: its key in the territory file, or id."
)
@DRY_RUN
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help=f"Set a column by hand, by its heading or number. Fields: {', '.join(FIELDS)}.",
)
@REFUSED
@click.pass_obj
def import_applications(
    cli: Cli,
    file: Path,
    fund: str,
    dry_run: bool,
    columns: tuple[str, ...],
    refused: Path | None,
) -> int:
    """File an application for each row of a list (CSV or XLSX), in the order of its rows.

    Who is not known here is registered with household and ISEE where the row has enough.
    Refused rows go to a file beside FILE, with the reason.  Ctrl+C stops behind the row that
    runs; the same command goes on, and run twice it adds nothing.
    """
    from welfare_desk.desk.applying import Applying

    with cli.desk(log_in=True) as desk:
        applying = Applying(desk)
        fund_id = applying.fund_of(fund)
        found = applying.look_at(file, chosen(columns))
        fields = tuple(each.field for each in found.columns)
        about = about_file(
            {"encoding": found.encoding, "delimiter": found.delimiter, "sheet": found.sheet},
            [each.heading for each in found.columns],
            fields,
        )
        with stopped_by_hand() as stop:
            work = applying.dry_run if dry_run else applying.run
            steps = work(file, fields, fund_id, refused_path=refused, stop=stop)
            return follow(cli, steps, about, dry_run=dry_run)
