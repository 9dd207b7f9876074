# SPDX-License-Identifier: EUPL-1.2
"""A municipality's month as tables in words: the same ones on paper and in files."""

from __future__ import annotations

from collections.abc import Callable

from welfare_desk.core.dates import month_name
from welfare_desk.core.money import euro_text
from welfare_desk.desk.day_tables import tables_out
from welfare_desk.desk.views.month_report import LACKS, MonthReport
from welfare_desk.desk.views.statement import PAYERS, OfferingLine
from welfare_desk.documents.inputs import Language
from welfare_desk.documents.report_table import ReportTable
from welfare_desk.documents.wording import Words, words
from welfare_desk.exchange.tables_out import TableOut, amount

PAPER = "month_report"
Money = Callable[[int], str]
_COUNTED = ("attended", "no_show", "late")


def about(report: MonthReport, lang: Language = "it") -> str:
    """Return which month of which municipality it is."""
    month = f"{month_name(report.from_on.month, lang)} {report.from_on.year}"
    return words(PAPER, lang)["about"].format(month=month, town=report.municipality_name)


def said(at: str, unsent: int, lang: Language = "it") -> tuple[str, ...]:
    """Return how far the figures go."""
    text = words(PAPER, lang)
    known = text["known"].format(at=at)
    return (known, text["unsent"].format(number=unsent)) if unsent else (known,)


def month_out(report: MonthReport, lang: Language = "it") -> TableOut:
    """Return a month's figures as one table to take along."""
    return tables_out(about(report, lang), month_tables(report, lang, plain=True))


def month_tables(
    report: MonthReport, lang: Language = "it", *, plain: bool = False
) -> tuple[ReportTable, ...]:
    """Return the tables of a month; ``plain`` writes amounts as spreadsheets add them up."""
    text = words(PAPER, lang)

    def money(cents: int) -> str:
        return amount(cents) if plain else euro_text(cents, lang)

    payers = [(text[f"payer_{name}"], money(report.payer(name))) for name in PAYERS]
    payers.append((text["total"], money(sum(report.payers.values()))))
    return (
        ReportTable(
            title=text["people"],
            columns=(text["number"],),
            rows=(
                (text["new_people"], str(report.new_people)),
                (text["served"], str(report.people)),
            ),
            sums=(0,),
        ),
        ReportTable(
            title=text["offerings"],
            columns=tuple(
                text[name] for name in ("bookings", *_COUNTED, "open", "units", "cents")
            ),
            rows=_offerings(report, text, money),
            said="" if report.offerings else text["no_offerings"],
            last_is_sum=True,
        ),
        ReportTable(
            title=text["payers"], columns=(text["euro"],), rows=tuple(payers), last_is_sum=True
        ),
        ReportTable(
            title=text["funds"],
            columns=tuple(
                text[name] for name in ("cards", "issued_cents", "purchases", "spent_cents")
            ),
            rows=tuple(
                (
                    fund.name, str(fund.cards), money(fund.issued_cents), str(fund.purchases),
                    money(fund.spent_cents),
                )
                for fund in report.funds
            ),
            said="" if report.funds else text["no_funds"],
        ),
        ReportTable(
            title=text["benefits"],
            columns=tuple(text[name] for name in ("code", "grants", "persons", "cents")),
            rows=tuple(
                (line.name, line.code, str(line.grants), str(line.people), money(line.cents))
                for line in report.benefits
            ),
            said="" if report.benefits else text["no_benefits"],
        ),
        ReportTable(
            title=text["lacks"],
            columns=tuple(text[name] for name in LACKS),
            rows=tuple(
                (line.name, *(str(line.lacks[name]) for name in LACKS))
                for line in report.benefits
            ),
            said=text["benefits_note"],
        ),
    )  # fmt: skip


def _offerings(report: MonthReport, text: Words, money: Money) -> tuple[tuple[str, ...], ...]:
    if not report.offerings:
        return ()
    rows = [_row(line.title, [line], money) for line in report.offerings]
    rows.append(_row(text["total"], list(report.offerings), money))
    return tuple(rows)


def _row(name: str, lines: list[OfferingLine], money: Money) -> tuple[str, ...]:
    def count(outcome: str) -> int:
        return sum(line.outcomes[outcome].bookings for line in lines)

    return (
        name,
        str(sum(line.bookings for line in lines)),
        *(str(count(outcome)) for outcome in _COUNTED),
        str(count("unmarked") + count("agreed")),
        str(sum(line.units for line in lines)),
        money(sum(line.cents for line in lines)),
    )
