# SPDX-License-Identifier: EUPL-1.2
"""Papers, their states and what a printer lacks, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.numbers import booking_label, grouped, receipt_label
from welfare_desk.desk.printing import in_spool
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.kit.badges import BadgeFace

TROUBLE = frozenset({"to_check", "failed", "later"})


class PrintWords(QObject):
    """Papers and their states in words."""

    def paper(self, row: PrintView) -> str:
        """Return what the paper is, with its number."""
        names = {
            "slip": self.tr("Reminder"),
            "card": self.tr("Card"),
            "receipt": self.tr("Receipt"),
            "notice": self.tr("Privacy notice"),
            "delegation": self.tr("Delegation"),
            "delegation_form": self.tr("Delegation form"),
            "recovery": self.tr("Recovery code"),
            "card_sheet": self.tr("Sheets of cards"),
            "vouchers": self.tr("Paper vouchers"),
            "calibration": self.tr("Test sheet"),
            "trial_page": self.tr("Test page"),
            "reader_sheet": self.tr("Trial of the reader"),
            "key_card": self.tr("Quick keys"),
            "application": self.tr("Application"),
            "decision": self.tr("Decision"),
            "entitled": self.tr("What a family can have"),
            "statement": self.tr("Statement for a shop"),
            "call_letter": self.tr("Letter"),
            "call_list": self.tr("Calls to make"),
            "waiting_order": self.tr("Waiting list"),
            "attendance": self.tr("Attendance list"),
            "day_sheet": self.tr("A provider's day"),
            "day_report": self.tr("The desk's day"),
            "price_sheet": self.tr("Price explained"),
            "provider_statement": self.tr("Statement of a cooperative"),
            "offering": self.tr("Sheet of a service"),
            "dossier": self.tr("Dossier of a provider"),
            "complaint": self.tr("Receipt of a complaint"),
            "return_receipt": self.tr("Receipt of a return"),
        }
        number = row.title.rpartition(" ")[2]
        if row.document in ("slip", "price_sheet"):
            number = booking_label(number)
        elif row.document in ("receipt", "statement", "return_receipt", "complaint"):
            number = receipt_label(number)
        elif row.document in ("card", "vouchers"):
            number = grouped(number)
        elif row.document == "card_sheet":
            number = number.replace("-", "–")
        else:
            number = ""
        return f"{names.get(row.document, row.document)} {number}".strip()

    def face(self, state: str) -> BadgeFace:
        """Return the badge of a job's state."""
        faces = {
            "queued": (self.tr("Queued"), "neutral", "clock"),
            "printing": (self.tr("Printing"), "info", "printer"),
            "printed": (self.tr("Printed"), "ok", "circle-check"),
            "to_check": (self.tr("To check"), "warning", "printer-check"),
            "later": (self.tr("Print later"), "neutral", "hourglass"),
            "failed": (self.tr("Not printed"), "danger", "printer-x"),
        }
        return BadgeFace(*faces.get(state, (state, "neutral", "printer")))

    def remedy(self, row: PrintView) -> str:
        """Return what to do about a paper in trouble."""
        place = in_spool(row.note)
        if place is not None:
            return self.fault(row.document, place.fault) if place.fault else ""
        if row.state == "to_check" and row.note == "cut_off":
            return self.tr("The program ended while it was printed. Did it come out well?")
        if row.state == "to_check":
            return self.tr("Did it come out well?")
        if row.state == "later":
            return self.tr("No printer is chosen for it: see Settings.")
        return {
            "printer_missing": self.tr("The printer is not there. Switch it on, then print again."),
            "printer_refused": self.tr("The printer does not take it. Check paper and ribbon."),
            "job_cancelled": self.tr("It was taken out of the printer's queue. Print it again."),
            "folder_refused": self.tr("The folder cannot be written. Choose another in Settings."),
        }.get(row.note, "")

    def fault(self, document: str, fault: str) -> str:
        """Return why a printer stands still, and that the paper goes on by itself."""
        empty = (
            self.tr("The card printer is out of ribbon.")
            if document == "card"
            else self.tr("The printer is out of toner or ink.")
        )
        facts = {
            "ribbon": empty,
            "media": self.tr("The printer is out of paper or cards."),
            "jam": self.tr("Something is stuck in the printer."),
            "cover": self.tr("The printer's cover is open."),
            "offline": self.tr("The printer does not answer: is it switched on?"),
            "missing": self.tr("The printer is not there any more: see Settings."),
        }
        fact = facts.get(fault, self.tr("The printer stands still: let it go on."))
        if fault == "missing":
            return fact
        more = self.tr("The print goes on by itself after that. You can serve the next person.")
        return f"{fact} {more}"
