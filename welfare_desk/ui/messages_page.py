# SPDX-License-Identifier: EUPL-1.2
"""«Messaggi»: what the window said, with time, code and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from welfare_desk.core.instants import local_time_text
from welfare_desk.desk.help_messages import said
from welfare_desk.ui.context import Context
from welfare_desk.ui.help.asking import ask_help
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.message_log import MessageLog, Told
from welfare_desk.ui.page import Page
from welfare_desk.ui.undo import UndoStack


class MessagesPage(Page):
    """The messages of this operator since the log-in, the latest first."""

    help_page = "messages"

    def __init__(self, context: Context, log: MessageLog, undoing: UndoStack) -> None:
        super().__init__()
        self.setObjectName("messages")
        self._context, self._log, self._undoing = context, log, undoing
        look = context.theme
        words = self.tr("What was said since you came. A code opens its page of the help.")
        sheet = Sheet(look, self.tr("Messages"), words, name="messages.page")
        self._card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("time", self.tr("Time"), 96),
            Column("words", self.tr("Message")),
            Column("act", self.tr("What to do"), 168),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.number)
        self.table = RowTable(look, self.rows, spoken=self.tr("Messages"), name="messages.table")
        self.table.acted.connect(lambda row, _column: self._do(row))
        self.table.opened.connect(self._do)
        self._card.body.addWidget(self.table)
        self._empty = EmptyState(
            look, self.tr("What the window says appears here."), icon="message-square"
        )
        sheet.body.addWidget(self._card)
        sheet.body.addWidget(self._empty)
        self.hold(sheet)
        log.changed.connect(self.reload)
        self.reload()

    def title(self) -> str:
        """Return what the tab says."""
        return self.tr("Messages")

    def reload(self) -> None:
        """Show what was said up to now."""
        told = self._log.all()
        self.rows.set_rows(told)
        show_if(self._card, bool(told))
        show_if(self._empty, not told)

    def shown(self) -> None:
        """Take the focus to the latest message."""
        if self.rows.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.select_place(0)

    def _cell(self, row: Told, column: str) -> Cell:
        if column == "time":
            return Cell(local_time_text(row.told_at), role="body", ink="muted")
        if column == "act":
            return Cell(button=self._act_words(row))
        fact, stop, remedy = row.words.partition(". ")
        return Cell(fact + stop.strip(), remedy, role="strong" if remedy else "body")

    def _act_words(self, row: Told) -> str:
        """Return the code that opens the help, or «Annulla» for what Ctrl+Z would take back."""
        message = said(row.words)
        if message is not None:
            return message.label
        return self._context.actions.text("undo") if self._is_next(row) else ""

    def _is_next(self, row: Told) -> bool:
        latest = next((one for one in self._log.all() if one.words == row.words), None)
        return row.undoable and latest is row and self._undoing.next_words() == row.words

    def _do(self, row: Told) -> None:
        message = said(row.words)
        if message is not None:
            ask_help(self, row.words)
        elif self._is_next(row):
            self._undoing.undo()
