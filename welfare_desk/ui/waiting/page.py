# SPDX-License-Identifier: EUPL-1.2
"""Lista d'attesa: who waits for a service, in which order and why."""

from __future__ import annotations

import secrets

from welfare_desk.core.ranking import HIGHEST_SEED
from welfare_desk.desk.views.waiting import ListView, TurnView, turns_on, waiting_lists
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.waiting import DrawWaiting
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.waiting.run_page import RunPage
from welfare_desk.ui.waiting.turn_page import TurnPage
from welfare_desk.ui.waiting.words import WaitingWords

Found = tuple[tuple[ListView, ...], str, tuple[TurnView, ...]]


class WaitingPage(Page):
    """Enter opens a turn; Ctrl+Enter shows whom the free places would go to."""

    help_page = "waiting"
    kinds = frozenset({"wait_entry", "booking", "slot", "offering", "resource"})

    def __init__(self, context: Context, offering_id: str = "") -> None:
        super().__init__()
        self.setObjectName("waiting")
        self._context, self._look = context, context.theme
        self._words = WaitingWords(self, context.lang)
        self._lists: tuple[ListView, ...] = ()
        self._wanted = offering_id
        self._build()
        self.reload()

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Waiting lists")

    def reload(self) -> None:
        """Show the lists as they are now."""
        desk, wanted = self._context.desk, self._wanted

        def work() -> Found:
            lists = desk.look(waiting_lists)
            known = {each.offering_id for each in lists}
            shown = wanted if wanted in known else next(iter(lists), None)
            chosen = shown if isinstance(shown, str) else (shown.offering_id if shown else "")
            turns = desk.look(lambda look: turns_on(look, chosen)) if chosen else ()
            return lists, chosen, turns

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Take the focus to the list."""
        self._context.set_companion(None)
        self.reload()
        self.table.setFocus()

    def act(self, act_id: str) -> bool:
        """Show whom places go to by Ctrl+Enter, print by its key."""
        if act_id == "confirm" and self.run.isEnabled():
            self._run()
        elif act_id == "print" and self.print_order.isEnabled():
            self._print()
        else:
            return False
        return True

    def _build(self) -> None:
        look = self._look
        sheet = Sheet(
            look, self.title(), self.tr("Nothing is offered before you have seen to whom."),
            name="waiting.page",
        )  # fmt: skip
        body = sheet.body
        self.notice = Notice(look, "danger", "", name="waiting.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        self.offering = ChoiceField(look, self.tr("Service"), tight=True, name="waiting.offering")
        self.offering.changed.connect(self._choose)
        body.addWidget(self.offering)
        self.how = Text(look, "", "secondary", "muted", wrap=True)
        body.addWidget(self.how)
        body.addWidget(self._table())
        self.empty = EmptyState(
            look,
            self.tr("Nobody waits. Book a full time and choose Join the waiting list."),
            icon="hourglass",
        )
        show_if(self.empty, False)
        body.addWidget(self.empty)
        body.addStretch(1)
        sheet.set_action_bar(self._bar())
        self.hold(sheet)

    def _table(self) -> Card:
        look = self._look
        self.card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("place", self.tr("Place"), 64),
            Column("who", self.tr("Who")),
            Column("wants", self.tr("What for")),
            Column("why", self.tr("Why here"), 190),
            Column("state", self.tr("State"), 200),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.entry_id)
        self.table = RowTable(look, self.rows, spoken=self.title(), name="waiting.table")
        self.table.opened.connect(
            lambda row: self._context.set_page(TurnPage(self._context, row.entry_id))
        )
        self.card.body.addWidget(self.table)
        return self.card

    def _bar(self) -> ActionBar:
        look, actions = self._look, self._context.actions
        bar = ActionBar(look)
        back = ActionButton(
            look, Rank.SECONDARY, self.tr("Back"), key=actions.key("back"), name="waiting.back"
        )
        back.clicked.connect(lambda: self._context.close_page(self))
        self.print_order = ActionButton(
            look, Rank.SECONDARY, self.tr("Print the list"), icon="printer",
            key=actions.key("print"), name="waiting.print",
        )  # fmt: skip
        self.print_order.clicked.connect(self._print)
        self.draw = ActionButton(
            look, Rank.SECONDARY, self.tr("Draw the order"), icon="list-checks",
            name="waiting.draw",
        )  # fmt: skip
        self.draw.clicked.connect(self._draw)
        self.run = ActionButton(
            look, Rank.PRIMARY, self.tr("Whom do places go to?"), icon="users",
            key=actions.key("confirm"), name="waiting.run",
        )  # fmt: skip
        self.run.clicked.connect(self._run)
        for button in (back, self.print_order, self.draw, self.run):
            bar.add(button)
        return bar

    def _show(self, found: Found) -> None:
        self._lists, self._wanted, turns = found
        choices = [(each.offering_id, self._named(each)) for each in self._lists]
        self.offering.set_choices(choices)
        self.offering.set_value(self._wanted)
        self.rows.set_rows(turns)
        view = self._current()
        show_if(self.card, bool(turns))
        show_if(self.offering, bool(self._lists))
        show_if(self.empty, not turns)
        show_if(self.how, view is not None)
        if view is not None:
            words = self.tr("%1. A place is kept %2 hours for who comes first, then for the next.")
            words = words.replace("%1", self._words.rule(view.rule))
            self.how.setText(words.replace("%2", str(view.hold_hours)))
        who = self._context.desk.session.operator
        may_draw = who is not None and may_act(who.role, "round")
        drawn = view is not None and view.rule == "draw" and may_draw
        show_if(self.draw, drawn)
        self.draw.setEnabled(view is not None and view.to_draw > 0)
        self.run.setEnabled(bool(turns))
        self.print_order.setEnabled(bool(turns))

    def _named(self, view: ListView) -> str:
        waits = self.tr("%n waiting", "", view.waiting)
        over = self.tr("%n to give back", "", view.over) if view.over else ""
        return " · ".join(part for part in (view.title, waits, over) if part)

    def _current(self) -> ListView | None:
        return next((each for each in self._lists if each.offering_id == self._wanted), None)

    def _choose(self, offering_id: str) -> None:
        if offering_id and offering_id != self._wanted:
            self._wanted = offering_id
            self.reload()

    def _cell(self, row: TurnView, column: str) -> Cell:
        words = self._words
        if column == "place":
            return Cell(str(row.place or "–"), role="strong")
        if column == "who":
            return Cell(row.person_name, f"{row.number} · {words.seats(row.seats)}")
        if column == "wants":
            return Cell(words.wish(row), words.kept(row) or words.since(row), role="body")
        if column == "why":
            view = self._current()
            shown = view is not None and view.rule == "priority" and row.points
            points = self.tr("%n point(s)", "", row.points) if shown else ""
            return Cell(words.step(row), points, role="body")
        return Cell(badge=words.state(row))

    def _run(self) -> None:
        if self._wanted:
            self._context.set_page(RunPage(self._context, self._wanted))

    def _print(self) -> None:
        if self._wanted:
            print_paper(self._context, "waiting_order", self._wanted)

    def _draw(self) -> None:
        desk, context, view = self._context.desk, self._context, self._current()
        operation = DrawWaiting(
            draw_id=desk.new_id(),
            offering_id=self._wanted,
            seed=secrets.randbelow(HIGHEST_SEED),
            count=0 if view is None else view.to_draw,
        )
        self.draw.setEnabled(False)

        def done(recorded: Recorded) -> None:
            show_if(self.notice, False)
            context.broadcast(recorded.kinds)
            words = self.tr("Drawn with seed %1: print the list once it was sent")
            context.toast(words.replace("%1", str(operation.seed)))
            self.reload()

        context.write(lambda: desk.record(operation), self, done, self._refused)

    def _refused(self, sentence: str) -> None:
        self.notice.set_words(sentence, "", tone="danger")
        show_if(self.notice, True)
