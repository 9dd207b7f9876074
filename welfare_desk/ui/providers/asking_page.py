# SPDX-License-Identifier: EUPL-1.2
"""«Com'è andata?»: one question about bookings of the last two weeks, from 1 to 5."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.views.providers import ToAskView, to_ask
from welfare_desk.operations.complaints import SCORES, RecordSatisfaction
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page


class AskingPage(Page):
    """A row each; the keys 1 to 5 answer for the chosen one, Enter opens the person."""

    help_page = "providers"
    kinds = frozenset({"booking", "satisfaction", "person"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("asking")
        self._context = context
        look = context.theme
        self._sheet = layout.Page(look, self.tr("How was it?"), name="asking.page")
        self.notice = Notice(look, "warning", "", name="asking.notice")
        self.notice.hide()
        self._sheet.body.addWidget(self.notice)
        words = self.tr(
            "Ask: «How content were you, from 1, not at all, to 5?» Choose the row and press"
            " the number. Nobody has to answer."
        )
        self._sheet.body.addWidget(Text(look, words, "body", wrap=True))
        self._listed = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("day", self.tr("Day"), 150),
            Column("person", self.tr("Person")),
            *(Column(f"score_{score}", str(score), 56) for score in SCORES),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.booking_id)
        self.table = _Scored(
            look, self.rows, spoken=self.tr("Bookings to ask about"), name="asking.table"
        )
        self.table.scored.connect(self._answer)
        self.table.opened.connect(lambda row: context.open_person(row.person_id))
        self.table.acted.connect(self._pressed)
        self._listed.body.addWidget(self.table)
        self._sheet.body.addWidget(self._listed)
        self._none = Card(look)
        none = self.tr("Everybody of the last two weeks was asked.")
        self._none.body.addWidget(EmptyState(look, none, icon="message-circle"))
        self._none.hide()
        self._sheet.body.addWidget(self._none)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("How was it?")

    def reload(self) -> None:
        """Read the bookings anew."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(to_ask), self, self._show)

    def shown(self) -> None:
        """Take the focus to the list."""
        self._context.set_companion(None)
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: tuple[ToAskView, ...]) -> None:
        self.rows.set_rows(rows)
        show_if(self._listed, bool(rows))
        show_if(self._none, not rows)

    def _cell(self, row: ToAskView, column: str) -> Cell:
        if column == "day":
            return Cell(date_text(row.held_on), sub=minute_text(row.start_minute), role="body")
        if column == "person":
            return Cell(row.person_name, sub=f"{row.offering_name} · {row.provider_name}")
        return Cell(button=column.removeprefix("score_"), boxed=True)

    def _pressed(self, row: ToAskView, column: str) -> None:
        self._answer(row, int(column.removeprefix("score_")))

    def _answer(self, row: ToAskView, score: int) -> None:
        desk = self._context.desk
        operation = RecordSatisfaction(
            satisfaction_id=desk.new_id(), booking_id=row.booking_id, score=score
        )

        def done(recorded: Recorded) -> None:
            self.notice.hide()
            words = self.tr("%1: %2 out of 5")
            self._context.toast(words.replace("%1", row.person_name).replace("%2", str(score)))
            self._context.broadcast(recorded.kinds)
            self.reload()

        self._context.write(lambda: desk.record(operation), self, done, self._refused)

    def _refused(self, sentence: str) -> None:
        self.notice.set_words(sentence)
        self.notice.show()


class _Scored(RowTable):
    """A table whose chosen row is answered by the keys 1 to 5."""

    scored = Signal(object, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a number."""
        row, text = self.current(), event.text()
        if row is not None and text in {str(score) for score in SCORES}:
            self.scored.emit(row, int(text))
            return
        super().keyPressEvent(event)
