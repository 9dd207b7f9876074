# SPDX-License-Identifier: EUPL-1.2
"""The list of what is to review, the oldest first."""

from __future__ import annotations

from welfare_desk.desk.views.reviews import ReviewRow, review_rows
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.reviews.review_page import ReviewPage
from welfare_desk.ui.reviews.words import ReviewWords


class ReviewList(Card):
    """Items to review; Enter opens one, and the others follow it."""

    def __init__(self, context: Context) -> None:
        look = context.theme
        super().__init__(look, margins=(0, 0, 0, 0), spacing=0, name="reviews")
        self._context = context
        self._words = ReviewWords(self, context.lang)
        columns = (
            Column("who", self.tr("Whom")),
            Column("what", self.tr("What"), 300),
            Column("open", "", 96),
        )
        self._model = RowsModel(columns, self._cell, key=lambda row: row.item_id)
        self.table = RowTable(look, self._model, spoken=self.tr("To review"), name="reviews.table")
        self.table.opened.connect(self._open)
        self.table.acted.connect(lambda row, _column: self._open(row))
        self.body.addWidget(self.table)
        words = self.tr("Nothing to review. What desks must look at together appears here.")
        self._empty = EmptyState(look, words, icon="circle-check")
        self.body.addWidget(self._empty)

    def read(self) -> tuple[ReviewRow, ...]:
        """Return what is to review; may be called from any thread."""
        return self._context.desk.look(review_rows)

    def show_rows(self, rows: tuple[ReviewRow, ...]) -> None:
        """Show items."""
        self._model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _open(self, row: ReviewRow) -> None:
        self._context.set_page(ReviewPage(self._context, row.item_id))

    def _cell(self, row: ReviewRow, column: str) -> Cell:
        if column == "who":
            # One name over the other: side by side the second would be cut.
            names = [name for name in (row.person_name, row.other_name) if name]
            return Cell(names[0] if names else "–", sub=" · ".join(names[1:]))
        if column == "what":
            return Cell(self._words.title(row), sub=self._words.since(row), role="body")
        return Cell(button=self.tr("Review"))
