# SPDX-License-Identifier: EUPL-1.2
"""Providers: what of their papers ends, which complaints wait for an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt

from welfare_desk.core.dates import date_text
from welfare_desk.desk.views.providers import ProviderRow, provider_rows
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.providers.asking_page import AskingPage
from welfare_desk.ui.providers.provider_page import ProviderPage


class ProvidersPage(Page):
    """One row a provider; those with something late come first, Enter opens one."""

    help_page = "providers"
    kinds = frozenset({"provider", "offering", "complaint"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("providers")
        self._context = context
        look, who = context.theme, context.desk.session.operator
        self._sheet = layout.Page(look, self.tr("Providers"), name="providers.page")
        self.ask = ActionButton(
            look, "ghost", self.tr("Ask how it was"), icon="message-circle", size="middle",
            name="providers.ask",
        )  # fmt: skip
        self.ask.clicked.connect(lambda: context.set_page(AskingPage(context)))
        self._sheet.add_header(self.ask)
        show_if(self.ask, who is not None and may_act(who.role, "complain"))
        self._listed = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("name", self.tr("Provider")),
            Column("offerings", self.tr("Services"), 76, right=True),
            Column("papers", self.tr("Papers"), 140),
            Column("complaints", self.tr("Complaints"), 160),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.provider_id)
        self.table = RowTable(look, self.rows, spoken=self.tr("Providers"), name="providers.table")
        self.table.opened.connect(self._open)
        self._listed.body.addWidget(self.table)
        self._sheet.body.addWidget(self._listed)
        self._none = Card(look)
        none = self.tr("No provider yet. Providers come with the territory's file.")
        self._none.body.addWidget(EmptyState(look, none, icon="landmark"))
        self._none.hide()
        self._sheet.body.addWidget(self._none)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Providers")

    def reload(self) -> None:
        """Read the providers anew."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(provider_rows), self, self._show)

    def shown(self) -> None:
        """Take the focus to the list."""
        self._context.set_companion(None)
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: tuple[ProviderRow, ...]) -> None:
        self.rows.set_rows(rows)
        show_if(self._listed, bool(rows))
        show_if(self._none, not rows)

    def _cell(self, row: ProviderRow, column: str) -> Cell:
        if column == "name":
            left = ""
            if row.left_on is not None:
                left = self.tr("provides nothing from %1").replace("%1", date_text(row.left_on))
            return Cell(row.name, sub=" · ".join(part for part in (row.phone, left) if part))
        if column == "offerings":
            return Cell(str(row.offerings), role="body")
        face = self._papers(row) if column == "papers" else self._complaints(row)
        return Cell("–", role="secondary") if face is None else Cell(badge=face)

    def _papers(self, row: ProviderRow) -> BadgeFace | None:
        if row.papers_ended:
            return BadgeFace(self.tr("%n ended", "", row.papers_ended), "danger", "calendar-x")
        if row.papers_ending:
            words = self.tr("%n ending", "", row.papers_ending)
            return BadgeFace(words, "warning", "calendar-clock")
        return None

    def _complaints(self, row: ProviderRow) -> BadgeFace | None:
        if row.complaints_late:
            return BadgeFace(self.tr("%n late", "", row.complaints_late), "danger", "circle-alert")
        if row.complaints_open:
            words = self.tr("%n to answer", "", row.complaints_open)
            return BadgeFace(words, "warning", "message-square")
        return None

    def _open(self, row: ProviderRow) -> None:
        self._context.set_page(ProviderPage(self._context, row.provider_id))
