# SPDX-License-Identifier: EUPL-1.2
"""Domande: the applications of this municipality, by fund and by how they stand."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.numbers import receipt_label
from welfare_desk.desk.views.applications import (
    ApplicationRow,
    FundChoice,
    application_rows,
    funds_on_application,
)
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.applications.decision_page import DecisionPage
from welfare_desk.ui.applications.round_page import RoundPage
from welfare_desk.ui.applications.words import ApplicationWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.segments import FilterRow
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page

FILTERS = {
    "filed": ("filed", "duplicate"),
    "approved": ("approved",),
    "refused": ("refused", "withdrawn", "revoked"),
    "sample": ("approved",),
    "all": (),
}
Found = tuple[tuple[FundChoice, ...], tuple[ApplicationRow, ...]]


class ApplicationsPage(Page):
    """Enter opens an application; a supervisor orders the round from here."""

    help_page = "applications"
    kinds = frozenset({"application", "round", "fund"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("applications")
        self._context, self._look = context, context.theme
        self._words = ApplicationWords(self, context.lang)
        self._all: tuple[ApplicationRow, ...] = ()
        self._funds: tuple[FundChoice, ...] = ()
        self._build()
        self.reload()

    def title(self) -> str:
        """Return the list's name."""
        return self.tr("Applications")

    def reload(self) -> None:
        """Show the applications as they are now."""
        desk = self._context.desk
        role = desk.session.operator.role if desk.session.operator else ""

        def work() -> Found:
            funds = desk.look(lambda look: funds_on_application(look, role))
            return funds, desk.look(lambda look: application_rows(look, role))

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Take the focus to the list."""
        self._context.set_companion(None)
        who = self._context.desk.session.operator
        show_if(self.round, who is not None and may_act(who.role, "round"))
        self.reload()
        self.filter.setFocus()

    def _build(self) -> None:
        look = self._look
        sheet = Sheet(look, self.title(), self.tr("One a household, fund and period."),
                      name="applications.page")  # fmt: skip
        self.round = ActionButton(
            look, Rank.SECONDARY, self.tr("Order and sample"), icon="layout-list",
            name="applications.round",
        )  # fmt: skip
        self.round.clicked.connect(self._open_round)
        sheet.add_header(self.round)
        self.fund = ChoiceField(look, self.tr("Fund"), tight=True, name="applications.fund")
        self.fund.changed.connect(lambda _id: self._fill())
        sheet.body.addWidget(self.fund)
        self.filter = FilterRow(
            look, self.tr("Which applications"), self._filters(), name="applications.filter"
        )
        self.filter.chosen.connect(lambda _id: self._fill())
        sheet.body.addWidget(self.filter)
        sheet.body.addWidget(self._table())
        self.empty = EmptyState(
            look,
            self.tr("No application here. Open a person and choose New application."),
            icon="file-text",
        )
        sheet.body.addWidget(self.empty)
        sheet.body.addStretch(1)
        bar = ActionBar(look)
        back = ActionButton(
            look, Rank.SECONDARY, self.tr("Back"), key=self._context.actions.key("back"),
            name="applications.back",
        )  # fmt: skip
        back.clicked.connect(lambda: self._context.close_page(self))
        bar.add(back)
        sheet.set_action_bar(bar)
        self.hold(sheet)

    def _table(self) -> Card:
        look = self._look
        self.card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("rank", self.tr("Place"), 64),
            Column("who", self.tr("Who applied")),
            Column("filed", self.tr("Filed"), 112),
            Column("isee", self.tr("ISEE"), 120, right=True),
            Column("amount", self.tr("Amount"), 110, right=True),
            Column("state", self.tr("State"), 170),
        )
        self._model = RowsModel(
            columns, self._cell, key=lambda row: row.application_id, tone=self._tone
        )
        self.table = RowTable(
            look, self._model, spoken=self.tr("Applications"), name="applications.table"
        )
        self.table.opened.connect(self._open)
        self.card.body.addWidget(self.table)
        return self.card

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return (
            ("filed", self.tr("To decide")),
            ("approved", self.tr("Approved")),
            ("refused", self.tr("Not granted")),
            ("sample", self.tr("To control")),
            ("all", self.tr("All")),
        )

    def _show(self, found: Found) -> None:
        funds, self._all = found
        if funds != self._funds:
            self._funds = funds
            chosen = self.fund.value()
            choices = [(each.fund_id, each.name) for each in funds]
            self.fund.set_choices([("", self.tr("All funds")), *choices])
            self.fund.set_value(chosen)
        self._fill()

    def _fill(self) -> None:
        fund_id, which = self.fund.value(), self.filter.value() or "filed"
        own = [row for row in self._all if not fund_id or row.fund_id == fund_id]
        for name, words in self._filters():
            count = len([row for row in own if _belongs(row, name)])
            self.filter.set_words(name, f"{words} {count}" if count else words)
        rows = tuple(row for row in own if _belongs(row, which))
        self._model.set_rows(rows)
        show_if(self.card, bool(rows))
        show_if(self.empty, not rows)

    def _cell(self, row: ApplicationRow, column: str) -> Cell:
        if column == "rank":
            return Cell(str(row.rank) if row.rank else "–", role="strong")
        if column == "who":
            label = receipt_label(row.receipt_no)
            return Cell(row.person_name, f"{label} · {row.fund_name}")
        if column == "filed":
            return Cell(date_text(row.filed_on), role="body")
        if column == "isee":
            return Cell("–" if row.isee_cents is None else self._words.euro(row.isee_cents),
                        role="body")  # fmt: skip
        if column == "amount":
            cents = row.amount_cents or row.claim_cents
            return Cell(self._words.euro(cents), role="strong")
        return Cell(badge=self._words.state(row.state))

    def _tone(self, row: ApplicationRow) -> str:
        return RowTone.PAST if row.state in ("refused", "withdrawn", "revoked") else RowTone.PLAIN

    def _open(self, row: ApplicationRow) -> None:
        self._context.set_page(DecisionPage(self._context, row.application_id))

    def _open_round(self) -> None:
        fund_id = self.fund.value() or (self._funds[0].fund_id if self._funds else "")
        if fund_id:
            self._context.set_page(RoundPage(self._context, fund_id))


def _belongs(row: ApplicationRow, which: str) -> bool:
    states = FILTERS[which]
    if states and row.state not in states:
        return False
    return which != "sample" or (row.sampled and not row.control)
