# SPDX-License-Identifier: EUPL-1.2
"""Those served last at this desk."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.intake import recent_people
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable


class RecentList(Card):
    """A list of the people opened last."""

    def __init__(self, context: Context) -> None:
        look = context.theme
        super().__init__(look, margins=(0, 0, 0, 0), spacing=0)
        self._context = context
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
        self.body.addWidget(self.table)
        words = self.tr("People you open will appear here. Search by name, code or card.")
        self._empty = EmptyState(look, words, icon="users")
        self.body.addWidget(self._empty)

    def read(self) -> tuple[Hit, ...]:
        """Return whom the desk served last; may be called from any thread."""
        return self._context.desk.look(recent_people)

    def show_rows(self, hits: tuple[Hit, ...]) -> None:
        """Show people."""
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
