# SPDX-License-Identifier: EUPL-1.2
"""A provider's inbox: what waits for an answer, oldest first, and what was answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from welfare_desk.core.dates import date_text
from welfare_desk.desk.views.service_requests import (
    RequestRow,
    answered,
    inbox,
    provider_here,
)
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.requests_inbox.answer_page import AnswerPage
from welfare_desk.ui.service_requests.words import ServiceRequestWords

Loaded = tuple[tuple[RequestRow, ...], tuple[RequestRow, ...]]
KEYS = (("A", "accept"), ("P", "counter"), ("R", "refuse"))
"""Keys of a row: accept, propose another time, refuse."""


class InboxPage(Page):
    """Arrows choose, Enter answers; A accepts, P proposes another time, R refuses."""

    help_page = "service_requests"
    kinds = frozenset({"service_request", "person", "offering"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("inbox")
        self._context = context
        self._words = ServiceRequestWords(context.lang, self)
        look = context.theme
        self._sheet = Sheet(look, self.tr("Requests to answer"), name="inbox.page")
        keys = self.tr("Enter opens a request; A accepts, P proposes another time, R refuses.")
        self._sheet.body.addWidget(Text(look, keys, "secondary", "muted", wrap=True))
        self.waiting, self.table = self._table(self.tr("Waiting for an answer"), "inbox.table")
        self.standing, self.answered = self._table(self.tr("Answered"), "inbox.answered")
        self._none = Card(look)
        words = self.tr("Nobody waits for an answer. New requests come with the next exchange.")
        self._none.body.addWidget(EmptyState(look, words, icon="circle-check"))
        for widget in (self.waiting, self._none, self.standing):
            self._sheet.body.addWidget(widget)
            show_if(widget, False)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)
        for key, way in KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda way=way: self._answer(way))

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Requests to answer")

    def reload(self) -> None:
        """Show the requests as they stand now."""
        desk, who = self._context.desk, self._context.operator_id()

        def work() -> Loaded:
            return desk.look(
                lambda here: (
                    inbox(here, provider_here(here, who)),
                    answered(here, provider_here(here, who)),
                )
            )

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Bring the list up to date and take the focus to it."""
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self, title: str, name: str) -> tuple[Card, RowTable]:
        look = self._context.theme
        card = Card(look, title, "list-checks", divided=True)
        columns = (
            Column("who", self.tr("Who asks for what")),
            Column("when", self.tr("When")),
            Column("state", self.tr("State"), 200),
        )
        model = RowsModel(columns, self._cell, key=lambda row: row.request_id)
        table = RowTable(look, model, spoken=title, name=name)
        table.opened.connect(lambda row: self._open(row))
        card.body.addWidget(table)
        return card, table

    def _show(self, loaded: Loaded) -> None:
        waiting, standing = loaded
        for card, table, rows in (
            (self.waiting, self.table, waiting),
            (self.standing, self.answered, standing),
        ):
            model = table.model()
            assert isinstance(model, RowsModel)
            model.set_rows(rows)
            show_if(card, bool(rows))
            if card.header is not None:
                card.header.set_count(len(rows))
        show_if(self._none, not waiting)
        late = sum(row.overdue for row in waiting)
        self._sheet.set_heading(
            self.title(), self.tr("%n late", "requests to answer", late) if late else ""
        )
        if waiting and self.table.current() is None:
            self.table.select_place(0)

    def _cell(self, row: RequestRow, column: str) -> Cell:
        words = self._words
        if column == "who":
            about = " · ".join(part for part in (row.title, words.number(row), row.words) if part)
            return Cell(f"{row.surname} {row.name}".strip(), about)
        if column == "when":
            if row.answer_on is not None and row.state != "asked":
                when = words.when(row.answer_on, row.answer_minute, row.answer_minutes)
                return Cell(when, row.answer, role="body")
            first, *others = [words.short_wish(each) for each in row.wishes]
            return Cell(first, " · ".join(others), role="body")
        return Cell(badge=self._badge(row))

    def _badge(self, row: RequestRow) -> BadgeFace:
        if row.state != "asked":
            return self._words.face(row.state)
        by = self.tr("by %1").replace("%1", date_text(row.answer_by_on))
        if row.overdue:
            late = self.tr("Late: %1").replace("%1", by)
            return BadgeFace(late, "danger", "triangle-alert")
        return BadgeFace(by, "neutral", "clock")

    def _answer(self, way: str) -> None:
        table = self.answered if self.answered.hasFocus() else self.table
        row = table.current()
        if row is not None:
            self._open(row, way)

    def _open(self, row: RequestRow, way: str = "accept") -> None:
        way = "counter" if way == "accept" and row.state in ("accepted", "agreed") else way
        self._context.set_page(AnswerPage(self._context, row, way))
