# SPDX-License-Identifier: EUPL-1.2
"""Cards in a batch: issue what was decided, print it in sheets, put a spoilt sheet away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from welfare_desk.core.money import euro_text
from welfare_desk.desk.batch import Batches, BatchProgress, BatchView, Medium, Order, SheetJob
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.cards.batch_words import BatchWords
from welfare_desk.ui.cards.calibration_page import CalibrationPage
from welfare_desk.ui.cards.sheet_card import SheetCard
from welfare_desk.ui.context import Context
from welfare_desk.ui.importing.runner import StepByStep
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow, ShareBar
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import ActionBar, clear
from welfare_desk.ui.kit.notices import EmptyState, Notice, announce
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page

CHANGED = frozenset({"voucher_card", "award", "posting", "print_job"})


class BatchPage(Page):
    """Ctrl+Enter issues and prints; stopping leaves every card whole."""

    help_page = "cards"
    kinds = frozenset({"voucher_card", "application", "fund", "print_job"})

    def __init__(self, context: Context) -> None:
        """Load the funds that have something to issue."""
        super().__init__()
        self.setObjectName("batch")
        self._context, self._look = context, context.theme
        self._batches = Batches(context.desk)
        self._words = BatchWords(self, context.lang)
        self._steps = StepByStep(context, self)
        self._steps.moved.connect(self._moved)
        self._steps.ended.connect(self._ended)
        self._steps.failed.connect(self._failed)
        self._began_at = 0
        self._scanned = 0
        self.view: BatchView | None = None
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Cards in a batch")

    def reload(self) -> None:
        """Read funds and figures anew, unless a batch is running."""
        if not self._steps.is_running:
            self._context.read(self._batches.funds, self, self._know_funds)

    def shown(self) -> None:
        """Take the focus to the fund."""
        self._context.set_companion(None)
        self.fund.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Issue and print by Ctrl+Enter."""
        if act_id == "confirm" and self.run.isEnabled():
            self._begin()
            return True
        return False

    def take_scan(self, answer: Answer) -> bool:
        """Activate the cards that are scanned back, one after the other."""
        if answer.meaning != "card" or not answer.scanned_card:
            return False
        desk, card_id, code = self._context.desk, answer.card_id, answer.scanned_card

        def work() -> Recorded | None:
            if desk.verify_card(code).outcome != "not_active":
                return None
            return desk.record(ActivateCard(card_id=card_id))

        self._context.write(work, self, self._activated, self._refused)
        return True

    def _build(self) -> None:
        look = self._look
        self._sheet = layout.Page(
            look,
            self.title(),
            self.tr("From the list of decisions: issued and printed, ten to a sheet."),
            name="batch.page",
        )
        body = self._sheet.body
        self.notice = Notice(look, "info", "", large=True, name="batch.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        self._bar = ShareBar(look, 0.0)
        self._told = Text(look, "", "strong", "info", wrap=True)
        for each in (self._bar, self._told):
            show_if(each, False)
            body.addWidget(each)
        chosen = Card(look)
        self.fund = ChoiceField(look, self.tr("Fund"), sign="wallet", name="batch.fund")
        self.fund.changed.connect(self._look_at)
        chosen.body.addWidget(self.fund)
        orders = (("surname", self.tr("By surname")), ("counter", self.tr("By counter")))
        self.order = Segmented(
            look, self.tr("Order of the cards"), orders, value="surname", name="batch.order"
        )
        chosen.body.addWidget(self.order)
        media = (("a4", self.tr("A4 sheets, ten cards each")), ("card", self.tr("Card printer")))
        self.medium = Segmented(look, self.tr("Printed on"), media, value="a4", name="batch.medium")
        chosen.body.addWidget(self.medium)
        body.addWidget(chosen)
        self.figures = Card(look, self.tr("Where the cards are"), "credit-card")
        body.addWidget(self.figures)
        self.sheets = SheetCard(self._context, self._words)
        self.sheets.fine.connect(self._came_out)
        self.sheets.spoilt.connect(self._spoilt)
        body.addWidget(self.sheets)
        self.empty = Card(look)
        self.empty.body.addWidget(
            EmptyState(
                look,
                self.tr("Approved applications appear here, to issue their cards in one go."),
                icon="list-checks",
            )
        )
        body.addWidget(self.empty)
        body.addStretch(1)
        self._sheet.set_action_bar(self._buttons())
        self.hold(self._sheet)
        self._enable()

    def _buttons(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        self.halt = ActionButton(
            look, Rank.SECONDARY, self.tr("Stop"), icon="circle-pause", name="batch.stop"
        )
        self.run = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Issue and print"),
            icon="printer",
            key=actions.key("confirm"),
            name="batch.run",
        )
        self.measure = ActionButton(
            look,
            Rank.GHOST,
            self.tr("Where the printer prints"),
            icon="printer-check",
            name="batch.calibrate",
        )
        self.measure.clicked.connect(lambda: self._context.set_page(CalibrationPage(self._context)))
        self.halt.clicked.connect(self._steps.stop)
        self.run.clicked.connect(self._begin)
        for button in (self.measure, self.halt, self.run):
            bar.add(button)
        return bar

    def _know_funds(self, funds: tuple[tuple[str, str], ...]) -> None:
        kept = self.fund.value()
        self.fund.blockSignals(True)
        self.fund.set_choices(funds)
        if any(fund_id == kept for fund_id, _name in funds):
            self.fund.set_value(kept)
        self.fund.blockSignals(False)
        show_if(self.empty, not funds)
        for each in (self.fund, self.order, self.medium, self.figures):
            show_if(each, bool(funds))
        self._look_at(self.fund.value())

    def _look_at(self, fund_id: str) -> None:
        if fund_id and not self._steps.is_running:
            self._context.read(lambda: self._batches.look_at(fund_id), self, self._show)
        elif not fund_id:
            self.view = None
            self.sheets.show_jobs(())
            self._enable()

    def _show(self, view: BatchView) -> None:
        self.view = view
        clear(self.figures.body)
        look, lang = self._look, self._context.lang
        figures = [
            Figure(
                look,
                self.tr("To issue"),
                str(view.to_issue),
                below=euro_text(view.to_issue_cents, lang),
            ),
            Figure(look, self.tr("To print"), str(view.to_print), below=" "),
            Figure(look, self.tr("To activate"), str(view.to_activate), below=" "),
            Figure(look, self.tr("To hand over"), str(view.ready), below=" "),
            Figure(look, self.tr("Handed over"), str(view.handed_over), below=" "),
        ]
        beside = 2 if look.is_large else len(figures)
        for place in range(0, len(figures), beside):
            self.figures.body.addWidget(FigureRow(look, figures[place : place + beside]))
        held = self._words.held(view)
        self.figures.body.addWidget(Text(look, held, "secondary", "muted", wrap=True))
        self.sheets.show_jobs(view.jobs)
        self._enable()

    def _begin(self) -> None:
        view = self.view
        if view is None or self._steps.is_running:
            return
        fund_id = view.fund_id
        order: Order = "counter" if self.order.value() == "counter" else "surname"
        medium: Medium = "card" if self.medium.value() == "card" else "a4"
        batches = self._batches

        def make(stop: Callable[[], bool]) -> Iterator[BatchProgress]:
            return batches.run(fund_id, order, stop, medium)

        show_if(self.notice, False)
        self._began_at = self._context.desk.now_us()
        self._told.setText(self.tr("Looking at the list"))
        self._steps.begin(make, writes=True)
        self._enable()

    def _moved(self, at: BatchProgress) -> None:
        self._bar.set_share(at.done / at.total if at.total else 1.0)
        self._told.setText(self._words.progress(at, self._context.desk.now_us() - self._began_at))
        if at.phase == "print":
            self._send()

    def _ended(self, at: BatchProgress) -> None:
        tone, fact, remedy = self._words.ended(at)
        self._say(tone, fact, remedy)
        self._send()
        self._context.broadcast(CHANGED)
        self.reload()

    def _failed(self, sentence: str) -> None:
        self._refused(sentence)
        self._enable()
        self.reload()

    def _send(self) -> None:
        """Let what waits for a printer go."""

        def go(jobs: tuple[PrintView, ...]) -> None:
            waiting = next((job for job in jobs if job.state == "queued"), None)
            if waiting is not None:
                self._context.queued(waiting)

        self._context.read(self._context.desk.print_list, self, go)

    def _came_out(self, job: SheetJob) -> None:
        desk = self._context.desk
        self._context.write(
            lambda: desk.print_came_out(job.job_id), self, lambda _none: self._told_all()
        )

    def _spoilt(self, job: SheetJob, sheet: int, reason: str) -> None:
        batches = self._batches
        self._context.write(
            lambda: batches.jammed(job.job_id, sheet, reason), self, self._again, self._refused
        )

    def _again(self, _job_id: str) -> None:
        self._say("ok", self.tr("The sheet was discarded and its cards are printed again"))
        self._send()
        self._told_all()

    def _told_all(self) -> None:
        self._context.broadcast(CHANGED)
        self.reload()

    def _activated(self, recorded: Recorded | None) -> None:
        if recorded is None:
            self._say(
                "warning",
                self.tr("This card is not waiting to be activated"),
                self.tr("Check it under Vouchers and cards."),
            )
            return
        self._scanned += 1
        self._say("ok", self.tr("%n cards activated by scan", "", self._scanned))
        self._context.broadcast(recorded.kinds)
        self.reload()

    def _refused(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self._say("warning", f"{fact}." if remedy else fact, remedy)

    def _say(self, tone: str, fact: str, remedy: str = "") -> None:
        self.notice.set_words(fact, remedy, tone=tone)
        show_if(self.notice, True)
        announce(self.notice, f"{fact} {remedy}".strip())

    def _enable(self) -> None:
        running, view = self._steps.is_running, self.view
        ready = view is not None and view.to_issue + view.to_print > 0
        self.run.setEnabled(ready and not running)
        for each in (self.fund, self.order, self.medium, self.sheets):
            each.setEnabled(not running)
        for shown in (self._bar, self._told, self.halt):
            show_if(shown, running)
