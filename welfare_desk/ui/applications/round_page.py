# SPDX-License-Identifier: EUPL-1.2
"""A fund's round: the order by its policies, how far the money reaches, the draw for control."""

from __future__ import annotations

import secrets

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.numbers import receipt_label
from welfare_desk.core.ranking import HIGHEST_SEED
from welfare_desk.desk.views.applications import ApplicationRow, RoundView, round_view
from welfare_desk.operations.rounds import DrawSample, RankRound
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.applications.decision_page import DecisionPage
from welfare_desk.ui.applications.told_row import ToldRow
from welfare_desk.ui.applications.words import ApplicationWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow
from welfare_desk.ui.kit.fields import DateField
from welfare_desk.ui.kit.layout import ActionBar, clear
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page

SHOWN_LOG = 40
"""Lines of a log on the page; the whole log is in the record."""


class RoundPage(Page):
    """Ctrl+Enter orders; made again with the same seed the order is the same."""

    help_page = "applications"
    kinds = frozenset({"application", "round", "fund"})

    def __init__(self, context: Context, fund_id: str) -> None:
        super().__init__()
        self.setObjectName("round")
        self._context, self._look, self._fund_id = context, context.theme, fund_id
        self._words = ApplicationWords(self, context.lang)
        self._view: RoundView | None = None
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Order and sample")

    def reload(self) -> None:
        """Show the round as it stands now."""
        desk, fund_id = self._context.desk, self._fund_id
        role = desk.session.operator.role if desk.session.operator else ""
        self._context.read(
            lambda: desk.look(lambda look: round_view(look, fund_id, role)),
            self,
            self._show,
            self._refused,
        )

    def shown(self) -> None:
        """Take the focus to the day."""
        self._context.set_companion(None)
        self.until.control.setFocus()

    def act(self, act_id: str) -> bool:
        """Order by Ctrl+Enter."""
        if act_id == "confirm" and self.order.isEnabled():
            self._rank()
            return True
        return False

    def _build(self) -> None:
        look = self._look
        self._sheet = Sheet(look, self.title(), "", name="round.page")
        body = self._sheet.body
        self.notice = Notice(look, "danger", "", name="round.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        self.figures = Card(look, self.tr("How it stands"), "gauge")
        body.addWidget(self.figures)
        how = Card(look, self.tr("Who takes part"), "calendar")
        today = local_date(self._context.desk.now_us())
        self.until = DateField(
            look, self.tr("Applications filed until"), today, tight=True, name="round.until"
        )
        self.until.set_day(today)
        how.body.addWidget(self.until)
        self.policies = Text(look, "", "secondary", "muted", wrap=True)
        how.body.addWidget(self.policies)
        body.addWidget(how)
        body.addWidget(self._table())
        self.empty = EmptyState(look, self.tr("Not ordered yet. Press Order."), icon="layout-list")
        body.addWidget(self.empty)
        self.made = Card(look, self.tr("Made until now"), "history", divided=True)
        body.addWidget(self.made)
        body.addStretch(1)
        self._sheet.set_action_bar(self._buttons())
        self.hold(self._sheet)

    def _table(self) -> Card:
        look = self._look
        self.list = Card(look, self.tr("The order"), "layout-list", count=0, divided=True)
        columns = (
            Column("rank", self.tr("Place"), 64),
            Column("who", self.tr("Application")),
            Column("isee", self.tr("ISEE"), 120, right=True),
            Column("amount", self.tr("Amount"), 110, right=True),
            Column("state", self.tr("State"), 170),
        )
        self._model = RowsModel(
            columns, self._cell, key=lambda row: row.application_id, tone=self._tone
        )
        self.table = RowTable(look, self._model, spoken=self.tr("The order"), name="round.table")
        self.table.opened.connect(
            lambda row: self._context.set_page(DecisionPage(self._context, row.application_id))
        )
        self.list.body.addWidget(self.table)
        return self.list

    def _buttons(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        back = ActionButton(
            look, Rank.SECONDARY, self.tr("Back"), key=actions.key("back"), name="round.back"
        )
        back.clicked.connect(lambda: self._context.close_page(self))
        self.draw = ActionButton(
            look, Rank.SECONDARY, self.tr("Draw the sample"), icon="list-checks",
            name="round.draw",
        )  # fmt: skip
        self.draw.clicked.connect(self._draw)
        self.order = ActionButton(
            look, Rank.PRIMARY, self.tr("Order"), icon="layout-list", key=actions.key("confirm"),
            name="round.order",
        )  # fmt: skip
        self.order.clicked.connect(self._rank)
        for button in (back, self.draw, self.order):
            bar.add(button)
        return bar

    def _show(self, view: RoundView) -> None:
        self._view = view
        self._sheet.set_heading(self.title(), f"{view.fund.name} · {view.fund.period}")
        counts, euro = view.counts, self._words.euro
        clear(self.figures.body)
        undecided = counts.get("filed", 0) + counts.get("duplicate", 0)
        approved = counts.get("approved", 0)
        figures = (
            Figure(self._look, self.tr("To decide"), str(undecided),
                   below=euro(view.claimed_cents)),
            Figure(self._look, self.tr("Approved"), str(approved),
                   below=euro(view.approved_cents)),
            Figure(self._look, self.tr("Budget"), euro(view.fund.budget_cents)),
            Figure(self._look, self.tr("Within the budget"), str(view.reach),
                   beside=f"/ {len(view.ranked)}"),
        )  # fmt: skip
        self.figures.body.addWidget(FigureRow(self._look, figures))
        order = ", ".join(self._words.told("ranking", each) for each in view.fund.ranking)
        percent = str(view.fund.sample_percent)
        words = self.tr("In the order of: %1. Where all tie, by lot. Sample: %2 of 100 approved.")
        self.policies.setText(words.replace("%1", order).replace("%2", percent))
        self._model.set_rows(view.ranked)
        show_if(self.list, bool(view.ranked))
        show_if(self.empty, not view.ranked)
        if self.list.header is not None:
            self.list.header.set_count(len(view.ranked))
        self._show_made(view)
        self.order.setEnabled(bool(counts))
        self.draw.setEnabled(bool(counts.get("approved")))

    def _show_made(self, view: RoundView) -> None:
        clear(self.made.body)
        show_if(self.made, bool(view.made))
        for each in view.made:
            what = self.tr("The order") if each.purpose == "ranking" else self.tr("Sample")
            detail = self.tr("%1, by %2. Seed %3, %4 took part.")
            for place, text in enumerate(
                (date_text(each.made_on), each.made_by, str(each.seed), str(each.taking_part)), 1
            ):
                detail = detail.replace(f"%{place}", text)
            log = " · ".join(each.log[:SHOWN_LOG])
            self.made.body.addWidget(ToldRow(self._look, what, [detail, log] if log else [detail]))

    def _cell(self, row: ApplicationRow, column: str) -> Cell:
        if column == "rank":
            return Cell(str(row.rank or "–"), role="strong")
        if column == "who":
            return Cell(row.person_name, receipt_label(row.receipt_no))
        if column == "isee":
            text = "–" if row.isee_cents is None else self._words.euro(row.isee_cents)
            return Cell(text, role="body")
        if column == "amount":
            beyond = "" if row.within_budget else self.tr("beyond the budget")
            cents = row.amount_cents or row.claim_cents
            return Cell(self._words.euro(cents), beyond, role="strong")
        return Cell(badge=self._words.state(row.state))

    def _tone(self, row: ApplicationRow) -> str:
        return RowTone.PLAIN if row.within_budget else RowTone.PAST

    def _rank(self) -> None:
        self._record(RankRound, self.tr("Order made"))

    def _draw(self) -> None:
        self._record(DrawSample, self.tr("Sample drawn"))

    def _record(self, kind: type[RankRound] | type[DrawSample], told: str) -> None:
        day = self.until.day()
        if day is None:
            self.until.set_error(self.tr("Write the last day, for example 30/11/2026."))
            return
        desk = self._context.desk
        operation = kind(
            round_id=desk.new_id(),
            fund_id=self._fund_id,
            seed=secrets.randbelow(HIGHEST_SEED),
            until_on=day,
        )
        self.order.setEnabled(False)

        def done(recorded: Recorded) -> None:
            show_if(self.notice, False)
            self._context.broadcast(recorded.kinds)
            self._context.toast(told)
            self.reload()

        self._context.write(lambda: desk.record(operation), self, done, self._refused)

    def _refused(self, sentence: str) -> None:
        self.notice.set_words(sentence, "", tone="danger")
        show_if(self.notice, True)
        self.order.setEnabled(self._view is not None)
