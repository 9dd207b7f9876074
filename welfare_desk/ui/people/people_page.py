# SPDX-License-Identifier: EUPL-1.2
"""Persone: those served last at this desk, and the way to search or begin another."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.intake import recent_people
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.page import Page


class PeoplePage(Page):
    """A list of the people opened last."""

    kinds = frozenset({"person"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, actions = context.theme, context.actions
        sheet = Sheet(look, self.tr("People"), self.tr("Served last at this desk"), name="people")
        new = button_for(look, actions, "new_person", "secondary", name="people.new_person")
        search = button_for(look, actions, "search", "primary", name="people.search")
        new.clicked.connect(lambda: context.open_intake())
        search.clicked.connect(lambda: context.seek())
        sheet.add_header(new)
        sheet.add_header(search)
        card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("person", self.tr("Person"), 260),
            Column("born", self.tr("Birth date"), 130),
            Column("street", self.tr("Address")),
            Column("seen", self.tr("Last opened"), 170),
        )
        self._model = RowsModel(columns, self._cell, key=lambda row: row.person_id)
        self.table = RowTable(
            look, self._model, spoken=self.tr("People served last"), one_line=True
        )
        self.table.setObjectName("people.table")
        self.table.opened.connect(lambda row: context.open_person(row.person_id))
        card.body.addWidget(self.table)
        words = self.tr("People you open will appear here. Search by name, code or card.")
        self._empty = EmptyState(look, words, icon="users")
        card.body.addWidget(self._empty)
        sheet.body.addWidget(card)
        self.hold(sheet)
        self._show(())

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("People")

    def reload(self) -> None:
        """Show whom the desk served last."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(recent_people), self, self._show)

    def shown(self) -> None:
        """Bring the list up to date."""
        self.reload()

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self._model.set_rows(hits)
        self.table.setVisible(bool(hits))
        self._empty.setVisible(not hits)

    def _cell(self, row: Hit, column: str) -> Cell:
        if column == "person":
            return Cell(f"{row.surname} {row.name}".strip())
        if column == "born":
            return Cell(date_text(row.born_on) if row.born_on else "–", role="body")
        if column == "street":
            return Cell(row.street or "–", role="body")
        seen = local_text(row.last_seen_at) if row.last_seen_at else ""
        return Cell(seen, role="secondary", ink="muted")
