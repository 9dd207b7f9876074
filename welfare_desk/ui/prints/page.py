# SPDX-License-Identifier: EUPL-1.2
"""Stampe: papers on their way, what became of each, and the page itself beside."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.instants import local_date, local_text, local_time_text
from welfare_desk.core.numbers import booking_label, grouped, receipt_label
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.pdf_view import A4_RATIO, CARD_RATIO, PdfView
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.page import Page
from welfare_desk.ui.printing import PrintRunner, Sent

WIDTH = 344
TROUBLE = frozenset({"to_check", "failed", "later"})
AGAIN = frozenset(
    {"slip", "receipt", "notice", "delegation", "delegation_form", "statement", "return_receipt",
     "attendance", "provider_statement", "day_sheet", "day_report", "price_sheet",
     "offering", "dossier", "complaint"}
)  # fmt: skip
"""Papers that may come out twice; a card has one living copy and is replaced instead."""


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
        if row.state == "to_check":
            return self.tr("Did it come out well?")
        if row.state == "later":
            return self.tr("No printer is chosen for it: see Settings.")
        return {
            "printer_missing": self.tr("The printer is not there. Switch it on, then print again."),
            "printer_refused": self.tr("The printer does not take it. Check paper and ribbon."),
            "folder_refused": self.tr("The folder cannot be written. Choose another in Settings."),
        }.get(row.note, "")


class PrintsPage(Page):
    """Lists the jobs; what needs a hand stands first."""

    help_page = "printing"
    kinds = frozenset({"print_job", "voucher_card"})

    def __init__(self, context: Context, runner: PrintRunner) -> None:
        """Follow ``runner``."""
        super().__init__()
        self.setObjectName("prints")
        self._context, self._runner = context, runner
        self._words = PrintWords(self)
        self._current: PrintView | None = None
        self._build()
        self._build_panel()
        runner.changed.connect(self._sent)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Prints")

    def reload(self) -> None:
        """Read the jobs anew."""
        self._context.read(self._context.desk.print_list, self, self._show)

    def shown(self) -> None:
        """Take the right panel."""
        self._context.set_companion(self.panel, WIDTH)
        self.reload()
        self.table.setFocus()

    def act(self, act_id: str) -> bool:
        """Print the paper marked again by Ctrl+P, or say that it came out well."""
        if act_id == "print" and self.again.isEnabled():
            self._print_again()
            return True
        if act_id == "confirm" and self.fine.isVisible():
            self._came_out()
            return True
        return False

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("Prints"), name="prints.page")
        body = self._sheet.body
        self.card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("time", self.tr("Hour"), 84),
            Column("paper", self.tr("Paper")),
            Column("state", self.tr("State"), 170),
            Column("act", "", 132),
        )
        self._rows = RowsModel(columns, self._cell, key=lambda row: row.job_id, tone=_tone)
        self.table = RowTable(look, self._rows, spoken=self.tr("Prints"), name="prints.table")
        self.table.selected.connect(self._select)
        self.table.opened.connect(self._select)
        self.table.acted.connect(self._acted)
        self.card.body.addWidget(self.table)
        body.addWidget(self.card)
        self.empty = Card(look)
        self.empty.body.addWidget(
            EmptyState(
                look,
                self.tr("Papers that you print appear here. Book a place to print the first."),
                icon="printer",
            )
        )
        body.addWidget(self.empty)
        body.addStretch(1)
        self.hold(self._sheet)

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("The paper"), name="prints.preview")
        self.panel.setParent(self)
        self.panel.hide()
        self.notice = Notice(look, "warning", "", name="prints.notice")
        self.panel.body.addWidget(self.notice)
        jobs = self._context.jobs
        self.sheet_view = PdfView(
            look, jobs, spoken=self.tr("The page as it comes out"), ratio=A4_RATIO, name="prints.a4"
        )
        self.card_view = PdfView(
            look,
            jobs,
            spoken=self.tr("The card as it comes out"),
            ratio=CARD_RATIO,
            radius=12,
            name="prints.card",
        )
        self.panel.body.addWidget(self.sheet_view)
        self.panel.body.addWidget(self.card_view)
        self.panel.body.addStretch(1)
        self.fine = ActionButton(
            look,
            "primary",
            self.tr("Yes, it came out well"),
            icon="printer-check",
            key=actions.key("confirm"),
            name="prints.fine",
        ).stretch()
        self.again = ActionButton(
            look,
            "secondary",
            self.tr("Print again"),
            icon="printer",
            key=actions.key("print"),
            name="prints.again",
        ).stretch()
        self.fine.clicked.connect(self._came_out)
        self.again.clicked.connect(self._print_again)
        self.panel.add_foot(self.fine)
        self.panel.add_foot(self.again)
        self._show_paper()

    def _show(self, rows: tuple[PrintView, ...]) -> None:
        ordered = sorted(rows, key=lambda row: (row.state not in TROUBLE, -row.changed_at))
        self._rows.set_rows(tuple(ordered))
        trouble = sum(1 for row in rows if row.state in TROUBLE)
        words = self.tr("%n papers", "", len(rows))
        if trouble:
            troubled = self.tr("%n to look at", "", trouble)
            words = f"{words} · {troubled}"
        self._sheet.set_heading(self.tr("Prints"), words)
        self.card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        kept = self._current.job_id if self._current else ""
        current = next((row for row in ordered if row.job_id == kept), None)
        self._current = current or (ordered[0] if ordered else None)
        if self._current is not None:
            self.table.select_place(self._rows.row_of(self._current.job_id))
        self._show_paper()

    def _cell(self, row: PrintView, column: str) -> Cell:
        if column == "time":
            today = local_date(self._context.desk.now_us()) == local_date(row.changed_at)
            when = local_time_text(row.changed_at) if today else local_text(row.changed_at)[:5]
            return Cell(when, role="strong")
        if column == "paper":
            icon = "credit-card" if row.document == "card" else "file-text"
            return Cell(self._words.paper(row), self._words.remedy(row), icon=icon)
        if column == "state":
            return Cell(badge=self._words.face(row.state))
        if row.state == "to_check":
            return Cell(button=self.tr("Yes, it did"), boxed=True)
        if row.state in ("later", "failed"):
            return Cell(button=self.tr("Print now"), boxed=True)
        return Cell()

    def _select(self, row: PrintView) -> None:
        if self._current is None or row.job_id != self._current.job_id or row != self._current:
            self._current = row
            self._show_paper()

    def _acted(self, row: PrintView, _column: str) -> None:
        self._current = row
        if row.state == "to_check":
            self._came_out()
        else:
            self._runner.send(row.job_id)

    def _show_paper(self) -> None:
        row = self._current
        self.fine.setVisible(row is not None and row.state == "to_check")
        self.again.setVisible(row is not None)
        # A sheet that lies there may be good in part: the batch's page puts the spoilt one away.
        lies_there = row is not None and (row.document, row.state) == ("card_sheet", "to_check")
        may = row is not None and (row.state in TROUBLE or row.document in AGAIN)
        self.again.setEnabled(may and not lies_there)
        remedy = self._words.remedy(row) if row is not None else ""
        self.notice.setVisible(bool(remedy))
        is_card = row is not None and row.document == "card"
        self.card_view.setVisible(is_card)
        self.sheet_view.setVisible(row is not None and not is_card)
        if row is None:
            return
        tone = "danger" if row.state == "failed" else "warning"
        self.notice.set_words(self._words.face(row.state).text, remedy, tone=tone)
        self.panel.title.setText(self._words.paper(row))
        shown, job_id, desk = row, row.job_id, self._context.desk

        def draw(pdf: bytes) -> None:
            if self._current is shown:
                (self.card_view if is_card else self.sheet_view).set_pdf(pdf)

        self._context.read(lambda: desk.prints.pdf(job_id), self, draw)

    def _came_out(self) -> None:
        row = self._current
        if row is None or row.state != "to_check":
            return
        desk, job_id = self._context.desk, row.job_id
        self._context.write(lambda: desk.print_came_out(job_id), self, lambda _none: self._told())

    def _print_again(self) -> None:
        row = self._current
        if row is None:
            return
        if row.document in ("card", "card_sheet", "vouchers") or row.state in ("later", "failed"):
            self._runner.send(row.job_id)
            return
        desk = self._context.desk
        self._context.paper(
            lambda: desk.queue_print(row.document, row.subject_id), self, self._queued
        )

    def _queued(self, job: PrintView) -> None:
        self._current = job
        self._context.queued(job)
        self._told()

    def _sent(self, sent: Sent) -> None:
        self._context.broadcast({"print_job"})
        if self.isVisible():
            self.reload()

    def _told(self) -> None:
        self._context.broadcast({"print_job", "voucher_card"})
        self.reload()


def _tone(row: PrintView) -> str:
    return RowTone.PAST if row.state == "printed" else RowTone.PLAIN
