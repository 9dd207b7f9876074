# SPDX-License-Identifier: EUPL-1.2
"""Reports in figures on paper."""

from __future__ import annotations

from welfare_desk.desk.day_tables import PAPER, about, day_tables, said
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.day_report import DayReport
from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.report import ReportInput, report_pdf


def day_pdf(
    look: Reading, report: DayReport, office: Office, printed_at: str, lang: Language = "it"
) -> bytes:
    """Return a day's figures on paper."""
    return report_pdf(
        ReportInput(
            office=office,
            paper=PAPER,
            about=about(report, lang),
            said=said(report, lang),
            tables=day_tables(report, lang),
            printed_at=printed_at,
            sample=look.sample,
            lang=lang,
        )
    )
