# SPDX-License-Identifier: EUPL-1.2
"""Reports in figures on paper."""

from __future__ import annotations

from welfare_desk.core.instants import local_text
from welfare_desk.desk import day_tables, month_tables
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.day_report import DayReport
from welfare_desk.desk.views.month_report import MonthReport
from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.report import ReportInput, report_pdf
from welfare_desk.store import journal


def day_pdf(
    look: Reading, report: DayReport, office: Office, printed_at: str, lang: Language = "it"
) -> bytes:
    """Return a day's figures on paper."""
    return report_pdf(
        ReportInput(
            office=office,
            paper=day_tables.PAPER,
            about=day_tables.about(report, lang),
            said=day_tables.said(report, lang),
            tables=day_tables.day_tables(report, lang),
            printed_at=printed_at,
            sample=look.sample,
            lang=lang,
        )
    )


def month_pdf(
    look: Reading, report: MonthReport, office: Office, printed_at: str, lang: Language = "it"
) -> bytes:
    """Return a municipality's month on paper."""
    unsent = journal.counts(look.conn).pending
    return report_pdf(
        ReportInput(
            office=office,
            paper=month_tables.PAPER,
            about=month_tables.about(report, lang),
            said=month_tables.said(local_text(look.now_us), unsent, lang),
            tables=month_tables.month_tables(report, lang),
            printed_at=printed_at,
            sample=look.sample,
            lang=lang,
        )
    )
