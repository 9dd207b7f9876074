# SPDX-License-Identifier: EUPL-1.2
"""One turn on a waiting list: accept the offered place, decline it, leave the list."""

from __future__ import annotations

from functools import partial

from welfare_desk.core.money import euro_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.quote import QuoteView
from welfare_desk.desk.views.waiting import TurnView, turn_view
from welfare_desk.desk.waiting_runs import accept_offer, price_of
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.place_offers import DeclinePlace, LapseOffer
from welfare_desk.operations.waiting import LeaveWaiting
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.waiting.words import WaitingWords


class TurnPage(Page):
    """Ctrl+Enter accepts the place that is offered, at the price on the page."""

    help_page = "waiting"
    kinds = frozenset({"wait_entry", "booking"})

    def __init__(self, context: Context, entry_id: str) -> None:
        super().__init__()
        self.setObjectName("turn")
        self._context, self._look, self._entry_id = context, context.theme, entry_id
        self._words = WaitingWords(self, context.lang)
        self._turn: TurnView | None = None
        self._quote: QuoteView | None = None
        self._build()
        self.reload()

    def title(self) -> str:
        """Return whose turn it is."""
        return self._turn.person_name if self._turn else self.tr("Turn on the list")

    def reload(self) -> None:
        """Show the turn as it stands now, with the price of a place that is offered."""
        desk, entry_id = self._context.desk, self._entry_id

        def work() -> tuple[TurnView | None, QuoteView | None]:
            turn = desk.look(lambda look: turn_view(look, entry_id))
            offered = turn is not None and turn.state == "offered"
            return turn, price_of(desk, entry_id) if offered else None

        self._context.read(work, self, self._show, self._refused)

    def shown(self) -> None:
        """Take the focus to the safe button."""
        self._context.set_companion(None)
        self.back.setFocus()

    def act(self, act_id: str) -> bool:
        """Accept by Ctrl+Enter."""
        if act_id == "confirm" and self.accept.isEnabled():
            self._accept()
            return True
        return False

    def _build(self) -> None:
        look, actions = self._look, self._context.actions
        self._sheet = Sheet(look, self.title(), "", name="turn.page")
        body = self._sheet.body
        self.notice = Notice(look, "danger", "", name="turn.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        self.card = Card(look, self.tr("Turn on the list"), "hourglass")
        self.facts = KeyValue(look, ())
        self.card.body.addWidget(self.facts)
        body.addWidget(self.card)
        other = Card(look, self.tr("Something else"), "arrow-left-right")
        row = FlowBox(look, 8)
        self.person = self._small(self.tr("Open the person"), "user", "person")
        self.person.clicked.connect(self._open)
        self.stay = self._small(self.tr("Declines, stays on the list"), "repeat", "stay")
        self.stay.clicked.connect(partial(self._decline, stay=True))
        self.decline = self._small(self.tr("Declines"), "circle-x", "decline")
        self.decline.clicked.connect(partial(self._decline, stay=False))
        self.lapse = self._small(self.tr("Give the place back"), "archive-restore", "lapse")
        self.lapse.clicked.connect(self._lapse)
        self.leave = self._small(self.tr("Leaves the list"), "log-out", "leave")
        self.leave.clicked.connect(self._leave)
        for button in (self.person, self.stay, self.decline, self.lapse, self.leave):
            row.add(button)
        other.body.addWidget(row)
        body.addWidget(other)
        body.addStretch(1)
        bar = ActionBar(look)
        self.back = ActionButton(
            look, Rank.SECONDARY, self.tr("Back"), key=actions.key("back"), name="turn.back"
        )
        self.back.clicked.connect(lambda: self._context.close_page(self))
        self.accept = ActionButton(
            look, Rank.PRIMARY, self.tr("Accepts: book"), icon="calendar-check",
            key=actions.key("confirm"), name="turn.accept",
        )  # fmt: skip
        self.accept.clicked.connect(self._accept)
        self.accept.setEnabled(False)
        bar.add(self.back)
        bar.add(self.accept)
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)

    def _small(self, text: str, icon: str, name: str) -> ActionButton:
        return ActionButton(
            self._look, Rank.SECONDARY, text, icon=icon, size=Size.MIDDLE, name=f"turn.{name}"
        )

    def _show(self, found: tuple[TurnView | None, QuoteView | None]) -> None:
        self._turn, self._quote = turn, quote = found
        offered = turn is not None and turn.state == "offered"
        over = turn is not None and turn.state == "over"
        self.accept.setEnabled(offered and quote is not None)
        here = turn is not None and turn.here
        for button in (self.stay, self.decline):
            show_if(button, here and (offered or over))
        show_if(self.lapse, here and over)
        show_if(self.leave, turn is not None)
        show_if(self.person, turn is not None)
        if turn is None:
            self._refused(self.tr("This turn is over. Go back to the list."))
            return
        self._sheet.set_heading(turn.person_name, self._words.state(turn).text)
        self.facts.set_rows(self._rows(turn, quote))

    def _rows(self, turn: TurnView, quote: QuoteView | None) -> tuple[tuple[str, str], ...]:
        words, lang = self._words, self._context.lang
        rows = [
            (self.tr("Phone"), phone_text(turn.phone) or self.tr("no phone: letter")),
            (self.tr("Number"), turn.number),
            (self.tr("Place"), str(turn.place or "–")),
            (self.tr("Asks for"), words.seats(turn.seats)),
            (self.tr("Waits"), words.since(turn)),
            (self.tr("What for"), words.offered(turn)),
        ]
        if turn.reasons:
            said = "; ".join(words.reason(code) for code in turn.reasons)
            rows.append((self.tr("Points"), f"{turn.points}: {said}"))
        if turn.called:
            rows.append((self.tr("Calls about the offer"), str(turn.called)))
        if quote is not None:
            cents = quote.total_cents
            price = euro_text(cents, lang) if cents else self.tr("free of charge")
            rows.append((self.tr("Costs"), price))
        return tuple(rows)

    def _open(self) -> None:
        if self._turn is not None:
            self._context.open_person(self._turn.person_id)

    def _accept(self) -> None:
        quote, desk, entry_id = self._quote, self._context.desk, self._entry_id
        if quote is None:
            return
        self.accept.setEnabled(False)

        def done(booked: tuple[str, Recorded]) -> None:
            booking_id, recorded = booked
            print_paper(self._context, "slip", booking_id)
            self._done(self.tr("Booked: the slip is printing"), recorded)

        self._context.write(lambda: accept_offer(desk, entry_id, quote), self, done, self._refused)

    def _decline(self, *, stay: bool) -> None:
        if self._turn is not None:
            slot_id = self._turn.slot_id
            told = self.tr("The place is free again")
            self._record(DeclinePlace(entry_id=self._entry_id, slot_id=slot_id, stay=stay), told)

    def _lapse(self) -> None:
        if self._turn is not None:
            operation = LapseOffer(entry_id=self._entry_id, slot_id=self._turn.slot_id)
            self._record(operation, self.tr("The place is free again"))

    def _leave(self) -> None:
        self._record(LeaveWaiting(entry_id=self._entry_id), self.tr("Off the list"))

    def _record(self, operation: Operation, told: str) -> None:
        desk = self._context.desk
        self._context.write(
            lambda: desk.record(operation), self, partial(self._done, told), self._refused
        )

    def _done(self, told: str, recorded: Recorded) -> None:
        self._context.broadcast(recorded.kinds)
        self._context.toast(told)
        self._context.close_page(self)

    def _refused(self, sentence: str) -> None:
        self.notice.set_words(sentence, "", tone="danger")
        show_if(self.notice, True)
