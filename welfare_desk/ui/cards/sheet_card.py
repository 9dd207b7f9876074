# SPDX-License-Identifier: EUPL-1.2
"""The sheets of a batch: what became of each, and how a spoilt one is put away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from welfare_desk.desk.batch import SheetJob
from welfare_desk.ui.cards.batch_words import BatchWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import TurningBox, VBox, clear
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.prints.words import PrintWords

SHOWN = 12
"""So many jobs are listed, those that need a hand first."""


class SheetCard(Card):
    """``fine`` tells that a job came out well, ``spoilt`` that a sheet of one did not."""

    fine = Signal(object)
    spoilt = Signal(object, int, str)

    def __init__(self, context: Context, words: BatchWords) -> None:
        look = context.theme
        super().__init__(
            look, self.tr("Printed sheets"), "printer", count=0, divided=True, name="batch.sheets"
        )
        self._words, self._faces = words, PrintWords(self)
        self._jobs: tuple[SheetJob, ...] = ()
        self._rows = VBox(look, 0)
        self.body.addLayout(self._rows)
        below = VBox(look, 8, (16, 10, 16, 12))
        line = TurningBox(look, 12)
        self.number = Field(
            look,
            self.tr("Number of a spoilt sheet"),
            hint=self.tr("It stands at the edge of the sheet."),
            name="batch.spoilt",
        )
        self.reason = Segmented(
            look, self.tr("What happened to it"), words.spoilt(), value="jammed",
            name="batch.reason",
        )  # fmt: skip
        line.addWidget(self.number, 1)
        line.addWidget(self.reason, 2)
        below.addLayout(line)
        self.discard = ActionButton(
            look,
            "secondary",
            self.tr("Discard this sheet and print its cards again"),
            icon="repeat",
            name="batch.discard",
        )
        self.discard.clicked.connect(self._discard)
        self.number.line.returnPressed.connect(self._discard)
        below.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(below)
        show_if(self, False)

    def show_jobs(self, jobs: tuple[SheetJob, ...]) -> None:
        """Show what became of the sheets."""
        self._jobs = jobs
        if self.header is not None:
            self.header.set_count(sum(job.last - job.first + 1 for job in jobs))
        clear(self._rows)
        ordered = sorted(jobs, key=lambda job: (job.state == "printed", -job.first))
        for job in ordered[:SHOWN]:
            self._rows.addWidget(self._row(job))
        show_if(self, bool(jobs))

    def _row(self, job: SheetJob) -> Row:
        look = self._look
        cards = self.tr("%n cards", "", len(job.card_ids))
        row = Row(look, self._words.sheets(job), cards, icon="file-text")
        row.add(Badge(look, self._faces.face(job.state)))
        if job.state == "to_check":
            button = ActionButton(
                look, "secondary", self.tr("Came out well"), icon="printer-check", size="small",
                name=f"batch.fine.{job.first}",
            )  # fmt: skip
            button.clicked.connect(partial(self.fine.emit, job))
            row.add(button)
        return row

    def _discard(self) -> None:
        text = self.number.text().strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
        job = next((each for each in self._jobs if each.first <= number <= each.last), None)
        if job is None:
            self.number.set_error(self.tr("No sheet of this fund has this number."))
            return
        self.number.set_error("")
        self.number.set_text("")
        self.spoilt.emit(job, number, self.reason.value())
