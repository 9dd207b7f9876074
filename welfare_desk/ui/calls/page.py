# SPDX-License-Identifier: EUPL-1.2
"""Chiamate: one list from all sources; a digit says what came of the call."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from welfare_desk.desk.calling import record_call
from welfare_desk.desk.views.calls import CallView, calls_of
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.calls.words import CallWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page

KEYS = {"reached": "1", "no_answer": "2", "call_again": "3", "letter": "4"}


class CallsPage(Page):
    """Arrows choose, 1 to 4 record the outcome, Enter opens the person."""

    help_page = "calls"
    kinds = frozenset({"booking", "wait_entry", "slot", "field_change", "person"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("calls")
        self._context, self._look = context, context.theme
        self._words = CallWords(self, context.lang)
        self._current: CallView | None = None
        self._build()
        self.reload()

    def title(self) -> str:
        """Return the list's name."""
        return self.tr("Calls to make")

    def reload(self) -> None:
        """Show the calls as they are now."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(calls_of), self, self._show)

    def shown(self) -> None:
        """Take the focus to the list."""
        self._context.set_companion(None)
        self.table.setFocus()

    def act(self, act_id: str) -> bool:
        """Print the list by its key."""
        if act_id == "print":
            self._print_list()
            return True
        return False

    def _build(self) -> None:
        look = self._look
        sheet = Sheet(
            look,
            self.title(),
            self.tr("Say only what stands here: whoever answers may not be the person."),
            name="calls.page",
        )
        body = sheet.body
        self.notice = Notice(look, "danger", "", name="calls.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        body.addWidget(self._outcomes())
        body.addWidget(self._table())
        words = self.tr("Nobody to call today. A closed time or a free place brings calls here.")
        self.empty = EmptyState(look, words, icon="phone")
        show_if(self.empty, False)
        body.addWidget(self.empty)
        body.addStretch(1)
        sheet.set_action_bar(self._bar())
        self.hold(sheet)

    def _outcomes(self) -> Card:
        look = self._look
        self.chosen = Card(look, self.tr("What came of the call"), "phone", name="calls.outcome")
        self.who = Text(look, "", "row_title", wrap=True)
        self.chosen.body.addWidget(self.who)
        self.phone = Text(look, "", "amount", wrap=True)
        self.chosen.body.addWidget(self.phone)
        row = FlowBox(look, 8)
        words = {
            "reached": (self.tr("Reached"), "circle-check"),
            "no_answer": (self.tr("No answer"), "phone"),
            "call_again": (self.tr("Call again"), "clock"),
            "letter": (self.tr("Print the letter"), "printer"),
        }
        self.buttons: dict[str, ActionButton] = {}
        for outcome, (text, icon) in words.items():
            button = ActionButton(
                look, Rank.SECONDARY, text, icon=icon, key=KEYS[outcome], size=Size.MIDDLE,
                name=f"calls.{outcome}",
            )  # fmt: skip
            button.clicked.connect(partial(self._record, outcome))
            row.add(button)
            self.buttons[outcome] = button
        self.chosen.body.addWidget(row)
        return self.chosen

    def _table(self) -> Card:
        look = self._look
        self.card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("who", self.tr("Who")),
            Column("phone", self.tr("Phone"), 200),
            Column("about", self.tr("Why")),
            Column("outcome", self.tr("Outcome"), 190),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.key, tone=self._tone)
        self.table = RowTable(look, self.rows, spoken=self.title(), name="calls.table")
        self.table.opened.connect(lambda row: self._context.open_person(row.person_id))
        self.table.selected.connect(self._choose)
        for outcome, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._record, outcome))
        self.card.body.addWidget(self.table)
        return self.card

    def _bar(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        back = ActionButton(
            look, Rank.SECONDARY, self.tr("Back"), key=actions.key("back"), name="calls.back"
        )
        back.clicked.connect(lambda: self._context.close_page(self))
        bar.add(back)
        self.print_list = ActionButton(
            look, Rank.SECONDARY, self.tr("Print the list"), icon="printer",
            key=actions.key("print"), name="calls.print",
        )  # fmt: skip
        self.print_list.clicked.connect(self._print_list)
        bar.add(self.print_list)
        return bar

    def _show(self, found: tuple[CallView, ...]) -> None:
        self.rows.set_rows(found)
        show_if(self.card, bool(found))
        show_if(self.chosen, bool(found))
        show_if(self.empty, not found)
        open_calls = sum(not call.done for call in found)
        self.print_list.setEnabled(bool(open_calls))
        if found and self.table.current() is None:
            self.table.select_place(0)
        self._choose(self.table.current())

    def _choose(self, row: CallView | None) -> None:
        self._current = row
        for button in self.buttons.values():
            button.setEnabled(row is not None)
        if row is None:
            return
        self.who.setText(f"{row.person_name} · {self._words.about(row)}")
        self.phone.setText(self._words.phone(row))

    def _cell(self, row: CallView, column: str) -> Cell:
        words = self._words
        if column == "who":
            return Cell(row.person_name, words.last(row))
        if column == "phone":
            return Cell(words.phone(row), role="strong", ink="warning" if row.letter else "")
        if column == "about":
            return Cell(words.about(row), words.detail(row))
        return Cell(badge=words.outcome(row))

    def _tone(self, row: CallView) -> str:
        return RowTone.PAST if row.done else RowTone.PLAIN

    def _record(self, outcome: str) -> None:
        call, context = self._current, self._context
        if call is None:
            return
        if outcome == "letter":
            print_paper(context, "call_letter", call.key)

        def done(recorded: Recorded) -> None:
            show_if(self.notice, False)
            context.broadcast(recorded.kinds)
            context.toast(self.tr("Outcome recorded"))
            self.reload()

        context.write(lambda: record_call(context.desk, call, outcome), self, done, self._refused)

    def _print_list(self) -> None:
        print_paper(self._context, "call_list", "")

    def _refused(self, sentence: str) -> None:
        self.notice.set_words(sentence, "", tone="danger")
        show_if(self.notice, True)
