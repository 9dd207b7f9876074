# SPDX-License-Identifier: EUPL-1.2
"""A list of residents: choose the file, look at its columns, try, import, stop and go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from welfare_desk.desk.applying import Applying, ForFund, TakingFund
from welfare_desk.desk.importing import Importing, OpenJob, Progress, Proposal
from welfare_desk.ui.context import Context
from welfare_desk.ui.importing.column_card import ColumnCard
from welfare_desk.ui.importing.runner import StepByStep
from welfare_desk.ui.importing.words import ImportWords
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow, ShareBar
from welfare_desk.ui.kit.fields import ChoiceField, Field
from welfare_desk.ui.kit.layout import ActionBar, HBox, TurningBox, clear
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice, announce
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.page import Page

ROWS_OF_A_STEP = 100
"""So that whoever serves somebody meanwhile never waits for an import."""
PEOPLE = frozenset({"person", "identifier", "review_item"})
APPLICATIONS = PEOPLE | {"application", "household", "isee_attestation"}
ROWS_OF_APPLICATIONS = 10


class Work(Protocol):
    """Lists of one kind: of residents, or of applications for a fund."""

    def look_at(self, path: Path, chosen: Mapping[str, str] | None = None) -> Proposal:
        """Return the file's columns."""

    def dry_run(
        self, path: Path, columns: Sequence[str], *, stop: Callable[[], bool], batch: int
    ) -> Iterator[Progress]:
        """Say what an import would do."""

    def run(
        self, path: Path, columns: Sequence[str], *, stop: Callable[[], bool], batch: int
    ) -> Iterator[Progress]:
        """Import."""


class ImportPage(Page):
    """The way of a list into this desk; nothing is recorded before it was tried or confirmed."""

    help_page = "importing"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("import")
        self._context, self._look = context, context.theme
        residents = Importing(context.desk)
        self._importing: Work = residents
        self._words = ImportWords(self, context.lang)
        self._steps = StepByStep(context, self)
        self._steps.moved.connect(self._moved)
        self._steps.ended.connect(self._ended)
        self._steps.failed.connect(self._failed)
        self._dry = True
        self._proposal: Proposal | None = None
        self._columns: ColumnCard | None = None
        self._refused_path = ""
        self._build()
        context.read(Applying(context.desk).funds, self, self._offer)
        context.read(residents.last_job, self, self._know)

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Import a list")

    def shown(self) -> None:
        """Take the focus to the file."""
        self.file.control.setFocus()

    def act(self, act_id: str) -> bool:
        """Import by Ctrl+Enter."""
        if act_id == "confirm" and self.run.isEnabled() and self.run.isVisible():
            self._begin(dry=False)
            return True
        return False

    def parked(self) -> None:
        """Go on in the background: every step is whole."""

    def _build(self) -> None:
        look = self._look
        words = self.tr("CSV or Excel, as the registry office sends it.")
        self._sheet = Sheet(look, self.title(), words, name="import.page")
        body = self._sheet.body
        self.notice = Notice(look, "info", "", large=True, name="import.state")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        self._progress = ShareBar(look, 0.0)
        body.addWidget(self._progress)
        self._told = Text(look, "", "strong", "info", wrap=True)
        self._told.setObjectName("import.progress")
        body.addWidget(self._told)
        chosen = Card(look, self.tr("File"), "file-text", name="import.source")
        self.what = ChoiceField(
            look, self.tr("What stands in it"), [("", self.tr("Residents of the municipality"))],
            name="import.what",
        )  # fmt: skip
        self.what.changed.connect(self._turn_to)
        show_if(self.what, False)
        chosen.body.addWidget(self.what)
        row = TurningBox(look, 12)
        self.file = Field(look, self.tr("Where the file is"), name="import.file")
        self.file.line.returnPressed.connect(self._look_at)
        row.addWidget(self.file, 1)
        choose = ActionButton(
            look, Rank.SECONDARY, self.tr("Choose the file"), icon="folder-open",
            name="import.choose",
        )  # fmt: skip
        choose.clicked.connect(self._choose)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        chosen.body.addLayout(row)
        self._about = Text(look, "", "secondary", "muted", wrap=True)
        show_if(self._about, False)
        chosen.body.addWidget(self._about)
        body.addWidget(chosen)
        self._result = Card(look, self.tr("What comes of it"), "list-checks", name="import.result")
        show_if(self._result, False)
        body.addWidget(self._result)
        body.addStretch(1)
        self._sheet.set_action_bar(self._buttons())
        self.hold(self._sheet)
        self._enable()

    def _buttons(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        self.halt = ActionButton(
            look, Rank.SECONDARY, self.tr("Stop"), icon="circle-pause", name="import.stop"
        )
        self.rows = ActionButton(
            look, Rank.GHOST, self.tr("Open the refused rows"), icon="external-link",
            name="import.refused",
        )  # fmt: skip
        self.trial = ActionButton(
            look, Rank.SECONDARY, self.tr("Try without recording"), icon="eye", name="import.try"
        )
        self.run = ActionButton(
            look, Rank.PRIMARY, self.tr("Import"), icon="download", key=actions.key("confirm"),
            name="import.run",
        )  # fmt: skip
        self.halt.clicked.connect(self._steps.stop)
        self.rows.clicked.connect(self._open_refused)
        self.trial.clicked.connect(lambda: self._begin(dry=True))
        self.run.clicked.connect(lambda: self._begin(dry=False))
        for button in (self.halt, self.rows, self.trial, self.run):
            bar.add(button)
        return bar

    def _know(self, job: OpenJob | None) -> None:
        if job is None or self._proposal is not None or self.file.text():
            return
        fact, remedy = self._words.open_job(job)
        self._say("warning", fact, remedy)
        if job.there:
            self.file.set_text(job.path)
            self._look_at()

    def _offer(self, funds: tuple[TakingFund, ...]) -> None:
        """Offer the funds that take applications today beside the residents."""
        if self._steps.is_running or not funds:
            return
        words = self.tr("Applications: %1")
        listed = [(each.fund_id, words.replace("%1", each.name)) for each in funds]
        self.what.box.blockSignals(True)
        self.what.set_choices([("", self.tr("Residents of the municipality")), *listed])
        self.what.box.blockSignals(False)
        show_if(self.what, True)

    def _turn_to(self, fund_id: str) -> None:
        """Read the file anew as a list of the chosen kind."""
        desk = self._context.desk
        self._importing = ForFund(Applying(desk), fund_id) if fund_id else Importing(desk)
        self._words.applications = bool(fund_id)
        self._look_at()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Lists (*.csv *.txt *.xlsx)"))
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, path: str) -> None:
        self.file.set_text(path)
        self._look_at()

    def _look_at(self) -> None:
        text = self.file.text().strip()
        if not text or self._steps.is_running:
            return
        path, importing = Path(text).expanduser(), self._importing

        def refused(sentence: str) -> None:
            self._proposal = None
            self.file.set_error(sentence)
            self._enable()

        self._context.read(lambda: importing.look_at(path), self, self._propose, refused)

    def _propose(self, proposal: Proposal) -> None:
        self.file.set_error("")
        self._proposal = proposal
        self._about.setText(self._words.file(proposal))
        show_if(self._about, True)
        show_if(self._result, False)
        if self._columns is not None:
            self._sheet.body.removeWidget(self._columns)
            self._columns.hide()
            self._columns.deleteLater()
        self._columns = ColumnCard(self._look, self._words, proposal)
        self._columns.changed.connect(self._chosen)
        self._sheet.body.insertWidget(5, self._columns)
        self._tell_lacking(proposal)
        self._enable()

    def _chosen(self) -> None:
        """Give each field to one column only, as the file is understood now."""
        proposal, columns, importing = self._proposal, self._columns, self._importing
        if proposal is None or columns is None:
            return
        before = [column.field for column in proposal.columns]
        chosen: dict[str, str] = {}
        for place, (field, was) in enumerate(zip(columns.chosen(), before, strict=True), start=1):
            if field != was:
                chosen |= {was: ""} if was and not field else {field: str(place)}
        kept = {field: str(at) for at, field in enumerate(before, start=1) if field}
        path = Path(proposal.path)

        def again(found: Proposal) -> None:
            self._proposal = found
            columns.show_proposal(found)
            self._tell_lacking(found)
            self._enable()

        self._context.read(lambda: importing.look_at(path, kept | chosen), self, again)

    def _tell_lacking(self, proposal: Proposal) -> None:
        lacking = self._words.lacking(proposal)
        if lacking:
            self._say("warning", lacking)
        elif self._proposal is not None and self.notice.property("tone") == "warning":
            show_if(self.notice, False)

    def _begin(self, *, dry: bool) -> None:
        proposal, columns, importing = self._proposal, self._columns, self._importing
        if proposal is None or columns is None or proposal.missing or self._steps.is_running:
            return
        path, fields = Path(proposal.path), columns.chosen()
        self._dry = dry

        def make(stop: Callable[[], bool]) -> Iterator[Progress]:
            rows = ROWS_OF_APPLICATIONS if self._words.applications else ROWS_OF_A_STEP
            if dry:
                return importing.dry_run(path, fields, stop=stop, batch=rows)
            return importing.run(path, fields, stop=stop, batch=rows)

        show_if(self.notice, False)
        self._told.setText(self.tr("Reading the file"))
        announce(self._told, self._told.text())
        self._steps.begin(make, writes=not dry)
        self._enable()

    def _moved(self, at: Progress) -> None:
        self._progress.set_share(at.done / at.total if at.total else 0.0)
        doing = self.tr("Trying: %1") if self._dry else self.tr("Importing: %1")
        self._told.setText(doing.replace("%1", self._words.progress(at)))
        self._show_counts(at)

    def _ended(self, at: Progress) -> None:
        fact, remedy = self._words.ended(at, dry=self._dry)
        tone = "info" if self._dry else "warning" if at.state == "stopped" else "ok"
        self._say(tone, fact, remedy)
        self._show_counts(at)
        self._enable()
        if not self._dry:
            self._context.broadcast(APPLICATIONS if self._words.applications else PEOPLE)

    def _failed(self, sentence: str) -> None:
        self._say("danger", self.tr("The import has stopped"), sentence)
        self._enable()

    def _show_counts(self, at: Progress) -> None:
        look, body = self._look, self._result.body
        clear(body)
        figures = tuple(
            Figure(look, name, f"{count:,}".replace(",", "."), ink=ink)
            for name, count, ink in self._words.figures(at.counts)
        )
        beside = 2 if look.is_large else len(figures)
        for place in range(0, len(figures), beside):
            body.addWidget(FigureRow(look, figures[place : place + beside]))
        for by, icon, ink in (
            (at.counts.refused_by, "circle-x", "danger"),
            (at.counts.warned_by, "triangle-alert", "warning"),
        ):
            for words, count in self._words.reasons(by):
                line = HBox(look, 10)
                line.addWidget(Sign(look, icon, ink, 16))
                line.addWidget(Text(look, str(count), "strong"))
                line.addWidget(Text(look, words, "body", wrap=True), 1)
                body.addLayout(line)
        self._refused_path = at.refused_path
        for path in filter(None, (at.refused_path, at.noted_path)):
            body.addWidget(Text(look, path, "secondary", "muted", wrap=True))
        show_if(self._result, True)

    def _enable(self) -> None:
        running = self._steps.is_running
        ready = self._proposal is not None and not self._proposal.missing and not running
        self.run.setEnabled(ready)
        self.trial.setEnabled(ready)
        self.file.setEnabled(not running)
        self.what.setEnabled(not running)
        if self._columns is not None:
            self._columns.setEnabled(not running)
        show_if(self.halt, running)
        show_if(self.rows, bool(self._refused_path) and not running)
        show_if(self._progress, running)
        show_if(self._told, running)

    def _open_refused(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._refused_path))

    def _say(self, tone: str, fact: str, remedy: str = "") -> None:
        self.notice.set_words(fact, remedy, tone=tone)
        show_if(self.notice, True)
        announce(self.notice, f"{fact} {remedy}".strip())
