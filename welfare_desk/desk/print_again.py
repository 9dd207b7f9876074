# SPDX-License-Identifier: EUPL-1.2
"""The last paper once more, and the test page of each printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.core.refusals_of_printing import NothingPrinted, PrintedOnce, PrintOnItsWay
from welfare_desk.desk.printing import PRINTED_AGAIN, in_spool
from welfare_desk.desk.views.today import PrintView
from welfare_desk.models.card import VoucherCard

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk


def reprint_last(desk: Desk) -> PrintView:
    """Put the paper printed last into the print list again, as a copy, and return its job.

    One that never came out goes again as it is.  Refused with ``NothingPrinted``,
    ``PrintOnItsWay`` and ``PrintedOnce``: a card has one living copy.
    """
    desk.session.require()
    last = desk.prints.latest()
    if last is None:
        raise NothingPrinted()
    if last.state in ("later", "failed"):
        desk.prints.set_state(last.id, "queued")
        return next(view for view in desk.print_list() if view.job_id == last.id)
    if last.state in ("queued", "printing") or in_spool(last.note) is not None:
        raise PrintOnItsWay()
    if last.document not in PRINTED_AGAIN:
        raise PrintedOnce()
    return desk.queue_print(last.document, last.subject_id)


def whose_card(desk: Desk, card_id: str) -> str:
    """Return the person that a printed card is for, or nothing where there is no such card."""
    card = desk.look(lambda look: look.one(VoucherCard, card_id))
    return card.person_id if card is not None else ""


def print_reader_sheet(desk: Desk) -> PrintView:
    """Put the sheet that the reader is tried with into the print list and return its job."""
    from welfare_desk.documents.reader_sheet import reader_sheet_pdf

    job_id = desk.prints.add("reader_sheet", "", "Prova del lettore", reader_sheet_pdf())
    return next(view for view in desk.print_list() if view.job_id == job_id)


def square_code() -> bytes:
    """Return the page with the code that the reader is tried with, to read off the screen."""
    from welfare_desk.documents.reader_sheet import square_code_pdf

    return square_code_pdf()


def print_trial_page(desk: Desk, role: str) -> PrintView:
    """Put the test page of a printer's role into the print list and return its job."""
    # ReportLab takes a third of a start: not before use.
    from welfare_desk.desk.paper import printed_at
    from welfare_desk.documents.trial_page import trial_page_pdf

    printer = desk.prints.target(role).rpartition("/")[2]
    pdf = trial_page_pdf(role, printer, desk.look(printed_at))
    job_id = desk.prints.add("trial_page", "", "Prova di stampa", pdf, role=role)
    return next(view for view in desk.print_list() if view.job_id == job_id)
