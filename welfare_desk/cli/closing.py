# SPDX-License-Identifier: EUPL-1.2
"""``report day`` and ``report month``: the figures of the closing page, and a municipality's."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from welfare_desk.cli.context import Cli
from welfare_desk.core.refusals_of_closing import ReportKindUnknown, ReportUnwritable
from welfare_desk.desk.day_tables import day_out
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.month_tables import month_out
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.report_paper import day_pdf, month_pdf
from welfare_desk.desk.views.day_report import day_report
from welfare_desk.desk.views.month_report import month_report
from welfare_desk.documents.inputs import Language
from welfare_desk.exchange.tables_out import TableOut
from welfare_desk.sync.desk_file import write_whole

_NEW = click.Path(dir_okay=False, path_type=Path)
_OUT = click.option("--out", type=_NEW, required=True, help="Ends in .pdf, .csv or .xlsx.")


@click.group()
def report() -> None:
    """Write a day of this desk, or a month of its municipality, in figures; names nobody."""


@report.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="AAAA-MM-GG; today without it.")
@_OUT
@click.pass_obj
def day(cli: Cli, day: datetime.datetime | None, out: Path) -> None:
    """Write a day of this desk: what was done, by whom, the drawer, what is unsent."""
    see_ending(out)
    lang = _lang(cli)
    with cli.desk(log_in=True) as desk:
        on = day.date() if day is not None else desk.look(lambda here: here.today)
        found = desk.look(lambda here: day_report(here, on))
        write_out(
            out,
            lambda: desk.look(
                lambda here: day_pdf(here, found, office_of(here), printed_at(here), lang)
            ),
            lambda: day_out(found, lang),
        )
        _logged(desk, "report_day", on)
    cli.say(msgspec.to_builtins(found) | {"file": str(out)}, str(out))


@report.command()
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="AAAA-MM; this month without it.")
@click.option("--fund", default="", help="Only this fund, by its id.")
@click.option("--offering", default="", help="Only this service, by its code or id.")
@_OUT
@click.pass_obj
def month(cli: Cli, month: datetime.datetime | None, fund: str, offering: str, out: Path) -> None:
    """Write a month of the municipality: services, who pays, funds, benefits for SIUSS."""
    see_ending(out)
    lang = _lang(cli)
    with cli.desk(log_in=True) as desk:
        on = month.date() if month is not None else desk.look(lambda here: here.today)
        found = desk.look(lambda here: month_report(here, on, fund_id=fund, offering=offering))
        write_out(
            out,
            lambda: desk.look(
                lambda here: month_pdf(here, found, office_of(here), printed_at(here), lang)
            ),
            lambda: month_out(found, lang),
        )
        _logged(desk, "report_month", on)
    cli.say(msgspec.to_builtins(found) | {"file": str(out)}, str(out))


def see_ending(out: Path) -> None:
    """Refuse with ``ReportKindUnknown`` a file that is no paper and no table."""
    if out.suffix.lower() not in (".pdf", ".csv", ".xlsx"):
        raise ReportKindUnknown()


def write_out(out: Path, pdf: Callable[[], bytes], table: Callable[[], TableOut]) -> None:
    """Write paper or table by the file's ending; refused with ``ReportUnwritable``."""
    ending = out.suffix.lower()
    made = pdf() if ending == ".pdf" else table().csv() if ending == ".csv" else table().xlsx()
    try:
        write_whole(out, made)
    except OSError:
        raise ReportUnwritable(folder=str(out.parent)) from None


def _logged(desk: Desk, act: str, on: datetime.date) -> None:
    desk.closing.note_report(act, on)


def _lang(cli: Cli) -> Language:
    return "en" if cli.lang == "en" else "it"
