# SPDX-License-Identifier: EUPL-1.2
"""A fund's figures as tables to take along."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.desk.views.fund_report import FundReport, PublicReport
from welfare_desk.exchange.tables_out import TableOut, amount, joined


def report_tables(report: FundReport) -> TableOut:
    """Return the figures, then shops and weeks; names no citizen."""
    figures = (
        ("Budget", report.budget_cents),
        ("Emesso", report.issued_cents),
        ("Da emettere", report.left_cents),
        ("Speso", report.used_cents),
        ("Sulle tessere", report.on_cards_cents),
        ("In scadenza", report.expiring_cents),
        ("Tornato da tessere scadute", report.returned_cents),
        ("Rendicontato", report.settled_cents),
        ("Pagato", report.paid_cents),
    )
    return joined(
        report.name,
        (
            TableOut(
                report.name, ("Voce", "Euro"), tuple((name, amount(n)) for name, n in figures)
            ),
            TableOut(
                "Negozi",
                ("Negozio", "Spese", "Euro"),
                tuple(
                    (each.name, str(each.purchases), amount(each.cents)) for each in report.shops
                ),
            ),
            TableOut(
                "Settimane",
                ("Settimana dal", "Spese", "Euro"),
                tuple(
                    (date_text(each.monday), str(each.purchases), amount(each.cents))
                    for each in report.weeks
                ),
            ),
        ),
    )


def public_table(report: PublicReport) -> TableOut:
    """Return what may be published: sums, and counts of five and more."""
    few = "meno di 5"
    rows = [
        ("Budget", "", amount(report.budget_cents)),
        ("Emesso", few if report.cards is None else str(report.cards), amount(report.issued_cents)),
        ("Speso", "", amount(report.used_cents)),
    ]
    rows += [
        (name, few if count is None else str(count), "" if cents is None else amount(cents))
        for name, count, cents in report.shops
    ]
    return TableOut(report.name, ("Voce", "Numero", "Euro"), tuple(rows))
