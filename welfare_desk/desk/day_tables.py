# SPDX-License-Identifier: EUPL-1.2
"""A day's figures as tables in words: the same ones on the page, on paper and in files."""

from __future__ import annotations

from collections.abc import Sequence

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import local_time_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.views.day_report import (
    BOOKINGS,
    CARDS,
    PEOPLE,
    DayReport,
    FundDay,
    initials_of,
)
from welfare_desk.documents.inputs import Language
from welfare_desk.documents.report_table import ReportTable as ReportTable
from welfare_desk.documents.wording import Words, words
from welfare_desk.exchange.tables_out import TableOut, amount

PAPER = "day_report"
MOST_COLUMNS = 6
"""Operators beside one another; more of them are summed up in «all» only."""
OFFLINE = ("offline", "long_offline")
_MONEY = (
    "issued_cents", "purchases", "purchase_cents", "returned", "returned_cents", "reversed_cents",
)  # fmt: skip
_MONEY_WORDS = (
    "issued_cents", "purchase_count", "purchase_cents", "returned_count", "returned_cents",
    "reversed_cents",
)  # fmt: skip


def day_tables(
    report: DayReport, lang: Language = "it", *, plain: bool = False
) -> tuple[ReportTable, ...]:
    """Return the tables of a day; ``plain``: for a file.

    A file has every row, and amounts as spreadsheets add them up; page and paper leave out
    what seldom happens and did not.
    """
    text = words(PAPER, lang)

    def told(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in names if plain or report.total[name] or name not in _SELDOM)

    return (
        *(_counts(report, text, title, told(names)) for title, names in _SECTIONS),
        _funds(report, text, lang, plain=plain),
        _stock(report, text),
        _left(report, text),
    )


_SELDOM = frozenset(
    {
        "arrived", "waiting", "requests", "applications", "cards_printed", "cards_blocked",
        "cards_voided", "returns",
    }
)  # fmt: skip
_SECTIONS = (("people", PEOPLE), ("bookings", BOOKINGS), ("cards", CARDS))


def word(name: str, lang: Language = "it") -> str:
    """Return one of the words of the report."""
    return words(PAPER, lang)[name]


def about(report: DayReport, lang: Language = "it") -> str:
    """Return which day of which desk it is."""
    weekday = weekday_text(report.on, lang)
    return words(PAPER, lang)["about"].format(weekday=weekday, desk=report.desk_name)


def said(report: DayReport, lang: Language = "it") -> tuple[str, ...]:
    """Return how the day stands: closed or open, and what waits to be sent."""
    text = words(PAPER, lang)
    closing = report.closing
    if closing is None:
        return text["open"], unsent_line(report, lang)
    key = "closed" if closing.times == 1 else "closed_again"
    sentences = [
        text[key].format(
            at=local_time_text(closing.closed_at),
            who=initials_of(closing.operator_name),
            times=closing.times,
        )
    ]
    if report.since_closing:
        sentences.append(text["since_closing"].format(number=report.since_closing))
    return (*sentences, unsent_line(report, lang))


def unsent_line(report: DayReport, lang: Language = "it") -> str:
    """Return what is unsent in one sentence; «all sent» only where nothing waits."""
    text, status = words(PAPER, lang), report.status
    if report.unsent and status.state in OFFLINE and status.offline_since:
        at = local_time_text(status.offline_since)
        return text["offline"].format(at=at, number=report.unsent)
    if report.unsent:
        return text["waiting_line"].format(number=report.unsent)
    if status.last_sync_at and status.state not in OFFLINE:
        return text["all_sent"].format(at=local_time_text(status.last_sync_at))
    return text["nothing"]


def day_out(report: DayReport, lang: Language = "it") -> TableOut:
    """Return a day's figures as one table to take along."""
    return tables_out(about(report, lang), day_tables(report, lang, plain=True))


def tables_out(title: str, tables: Sequence[ReportTable]) -> TableOut:
    """Return the tables of a report one below the other; sentences stand in rows of their own."""
    width = max(len(table.columns) for table in tables) + 1
    rows: list[tuple[str, ...]] = []
    for table in tables:
        said = ((table.said,),) if table.said else ()
        found = ((), (table.title, *table.columns), *table.rows, *said)
        rows += [(*row, *[""] * (width - len(row))) for row in found]
    return TableOut(title, rows[1], tuple(rows[2:]))


def _counts(report: DayReport, text: Words, title: str, names: Sequence[str]) -> ReportTable:
    beside = report.operators if 1 < len(report.operators) <= MOST_COLUMNS else ()
    return ReportTable(
        title=text[title],
        columns=(text["all"], *(each.initials for each in beside)),
        rows=tuple(
            (
                text[name],
                str(report.total[name]),
                *(str(each.counts[name]) for each in beside),
            )
            for name in names
        ),
        sums=(0,),
    )


def _funds(report: DayReport, text: Words, lang: Language, *, plain: bool) -> ReportTable:
    return ReportTable(
        title=text["funds"],
        columns=tuple(text[name] for name in _MONEY_WORDS),
        rows=tuple(
            (fund.name, *(_cell(fund, name, lang, plain=plain) for name in _MONEY))
            for fund in report.funds
        ),
        said="" if report.funds else text["no_money"],
    )


def _cell(fund: FundDay, name: str, lang: Language, *, plain: bool) -> str:
    value: int = getattr(fund, name)
    if not name.endswith("_cents"):
        return str(value)
    return amount(value) if plain else euro_text(value, lang)


def _stock(report: DayReport, text: Words) -> ReportTable:
    stock, counted = report.stock, report.stock.counted
    if counted is None:
        expected = ((stock.expected_blanks, "blanks"), (stock.expected_printed, "printed_cards"))
        rows = tuple(
            (text[name], text["unknown"] if value is None else str(value), "–", "–")
            for value, name in expected
        )
    else:
        found = (
            ("blanks", counted.blanks, counted.blanks_off),
            ("printed_cards", counted.printed, counted.printed_off),
        )
        rows = tuple(
            (text[name], str(number - off), str(number), f"{off:+d}" if off else "0")
            for name, number, off in found
        )
    return ReportTable(
        title=text["stock"],
        columns=(text["expected"], text["found"], text["off"]),
        rows=rows,
        said=text["not_counted"] if counted is None else "",
    )


def _left(report: DayReport, text: Words) -> ReportTable:
    numbers = (
        ("operations", report.operations),
        ("unsent", report.unsent),
        ("unsent_today", report.unsent_today),
        ("refused_today", report.refused_today),
        ("to_review", report.status.to_review),
        ("drafts", report.drafts),
        ("prints", report.prints),
    )
    return ReportTable(
        title=text["left"],
        columns=(text["number"],),
        rows=tuple((text[name], str(number)) for name, number in numbers),
        sums=(0,),
    )
