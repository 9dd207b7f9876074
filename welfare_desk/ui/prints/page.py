# SPDX-License-Identifier: EUPL-1.2
"""Stampe: papers on their way, what became of each, and the page itself beside."""

from __future__ import annotations

from welfare_desk.core.instants import local_date, local_text, local_time_text
from welfare_desk.desk.print_again import whose_card
from welfare_desk.desk.printing import CARDS, PRINTED_AGAIN, in_spool
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.pdf_view import A4_RATIO, CARD_RATIO, PdfView
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.page import Page
from welfare_desk.ui.printing import PrintRunner, Sent
from welfare_desk.ui.prints.words import TROUBLE, PrintWords

WIDTH = 344
SINGLE = frozenset({"card", "vouchers"})
"""Papers of worth that are discarded here; of sheets of cards the batch's page takes one out."""


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
        self.spoilt = ActionButton(
            look,
            "secondary",
            self.tr("Discard and print again"),
            icon="trash-2",
            name="prints.spoilt",
        ).stretch()
        self.spoilt.clicked.connect(self._discard)
        self.panel.add_foot(self.fine)
        self.panel.add_foot(self.spoilt)
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
        if _asked(row):
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
        if _asked(row):
            self._came_out()
        elif row.state in ("later", "failed"):
            self._runner.send(row.job_id)

    def _show_paper(self) -> None:
        row = self._current
        self.fine.setVisible(row is not None and _asked(row))
        self.spoilt.setVisible(row is not None and row.document in SINGLE and _asked(row))
        self.again.setVisible(row is not None)
        # A card that may lie there is never printed a second time: it is discarded and made anew;
        # of sheets the batch's page puts the spoilt one away.
        may = row is not None and (
            row.state in ("later", "failed")
            or row.document in PRINTED_AGAIN
            or (row.state == "to_check" and row.document not in CARDS)
        )
        # What the printer still has would come out twice.
        held = row is not None and in_spool(row.note) is not None
        self.again.setEnabled(may and not held)
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
        if row is None or not _asked(row):
            return
        desk, job_id = self._context.desk, row.job_id
        self._context.write(lambda: desk.print_came_out(job_id), self, lambda _none: self._told())

    def _discard(self) -> None:
        """Put a spoilt card away: its number dies, the reason is chosen on the next page."""
        row = self._current
        if row is None or row.document not in SINGLE:
            return
        context, card_id = self._context, row.subject_id

        def found(person_id: str) -> None:
            if person_id:
                context.open_replace_form(person_id, card_id)

        context.read(lambda: whose_card(context.desk, card_id), self, found)

    def _print_again(self) -> None:
        row = self._current
        if row is None or in_spool(row.note) is not None:
            return
        if row.state in ("later", "failed") or row.document not in PRINTED_AGAIN:
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

    def _sent(self, _sent: Sent) -> None:
        # The window tells the other pages.
        if self.isVisible():
            self.reload()

    def _told(self) -> None:
        self._context.broadcast({"print_job", "voucher_card"})
        self.reload()


def _asked(row: PrintView) -> bool:
    """Tell whether somebody has to look at the paper: it lies there, or may."""
    return row.state == "to_check" and in_spool(row.note) is None


def _tone(row: PrintView) -> str:
    return RowTone.PAST if row.state == "printed" else RowTone.PLAIN
