# SPDX-License-Identifier: EUPL-1.2
"""Whom the free places would go to: shown slot by slot, and done only once it is confirmed."""

from __future__ import annotations

from welfare_desk.desk.views.waiting import Gift, PlanView, SlotPlan, TurnView, plan_of
from welfare_desk.desk.waiting_runs import Ran, ask_places, run_plan
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFaces
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.layout import ActionBar, clear
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.waiting.words import WaitingWords


class RunPage(Page):
    """Ctrl+Enter offers exactly what stands here; where something changed it is shown anew."""

    help_page = "waiting"
    kinds = frozenset({"wait_entry", "booking", "slot", "resource"})

    def __init__(self, context: Context, offering_id: str) -> None:
        super().__init__()
        self.setObjectName("waiting_run")
        self._context, self._look, self._offering_id = context, context.theme, offering_id
        self._words = WaitingWords(self, context.lang)
        self._plan: PlanView | None = None
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Whom free places go to")

    def reload(self) -> None:
        """Work out anew whom the places would go to."""
        desk, offering_id = self._context.desk, self._offering_id
        self._context.read(
            lambda: desk.look(lambda look: plan_of(look, offering_id)),
            self,
            self._show,
            self._refused,
        )

    def shown(self) -> None:
        """Take the focus to the safe button."""
        self._context.set_companion(None)
        self.back.setFocus()

    def act(self, act_id: str) -> bool:
        """Offer by Ctrl+Enter."""
        if act_id == "confirm" and self.offer.isEnabled():
            self._offer()
            return True
        return False

    def _build(self) -> None:
        look, actions = self._look, self._context.actions
        self._sheet = Sheet(look, self.title(), "", name="waiting.run.page")
        body = self._sheet.body
        self.notice = Notice(look, "info", "", name="waiting.run.notice")
        body.addWidget(self.notice)
        self.wrong = Notice(look, "danger", "", name="waiting.run.wrong")
        show_if(self.wrong, False)
        body.addWidget(self.wrong)
        self.over = Card(
            look, self.tr("Time is over: given back first"), "triangle-alert", divided=True
        )
        body.addWidget(self.over)
        self.slots = Card(look, margins=(0, 0, 0, 0), name="waiting.run.slots")
        body.addWidget(self.slots)
        self.empty = EmptyState(
            look,
            self.tr("No place is free for who waits. Exchange first: a place given back at "
                    "another desk comes with it."),
            icon="hourglass",
        )  # fmt: skip
        body.addWidget(self.empty)
        for each in (self.over, self.slots, self.empty):
            show_if(each, False)
        body.addStretch(1)
        bar = ActionBar(look)
        self.back = ActionButton(
            look, Rank.SECONDARY, self.tr("Back, nothing offered"), key=actions.key("back"),
            name="waiting.run.back",
        )  # fmt: skip
        self.back.clicked.connect(lambda: self._context.close_page(self))
        self.offer = ActionButton(
            look, Rank.PRIMARY, self.tr("Offer these places"), icon="send",
            key=actions.key("confirm"), name="waiting.run.offer",
        )  # fmt: skip
        self.offer.clicked.connect(self._offer)
        self.offer.setEnabled(False)
        bar.add(self.back)
        bar.add(self.offer)
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)

    def _show(self, plan: PlanView) -> None:
        self._plan = plan
        self._sheet.set_heading(self.title(), f"{plan.title} · {self._words.rule(plan.rule)}")
        gifts = len(plan.gifts)
        free = sum(slot.held + slot.free_elsewhere for slot in plan.slots)
        fact = self.tr("%n place(s) free", "", free)
        offers = self.tr("%n offer(s)", "", gifts)
        remedy = self.tr("Nothing has happened yet. A place is kept %n hour(s).", "",
                         plan.hold_hours)  # fmt: skip
        self.notice.set_words(f"{fact}, {offers}", remedy, tone="info")
        clear(self.over.body)
        for turn in plan.over:
            self.over.body.addWidget(self._turn(turn))
        clear(self.slots.body)
        for slot in plan.slots:
            self.slots.body.addWidget(self._slot(slot))
        show_if(self.over, bool(plan.over))
        show_if(self.slots, bool(plan.slots))
        show_if(self.empty, not plan.slots)
        self.offer.setEnabled(bool(gifts or plan.over))

    def _slot(self, slot: SlotPlan) -> Card:
        card = Card(self._look, self._words.day(slot), "calendar", divided=True,
                    name=f"waiting.run.{slot.slot_id}")  # fmt: skip
        for gift in slot.given:
            card.body.addWidget(self._gift(gift))
        for turn in slot.passed:
            row = self._turn(turn)
            words = self.tr("asks for %1: passed over, keeps the turn")
            text = f"{words.replace('%1', self._words.seats(turn.seats))} · {turn.number}"
            row.set_words(turn.person_name, text)
            card.body.addWidget(row)
        return card

    def _gift(self, gift: Gift) -> Row:
        row = self._turn(gift.turn)
        state = "final" if gift.sure else "provisional"
        row.add(Badge(self._look, BadgeFaces(self).face(state)))
        return row

    def _turn(self, turn: TurnView) -> Row:
        words = self._words
        parts = [turn.number, words.seats(turn.seats), words.step(turn), words.since(turn)]
        parts += [words.reason(code) for code in turn.reasons]
        detail = " · ".join(part for part in parts if part)
        return Row(self._look, turn.person_name, detail, lead=str(turn.place or "–"))

    def _offer(self) -> None:
        plan, context = self._plan, self._context
        if plan is None:
            return
        self.offer.setEnabled(False)
        desk = context.desk

        def asked(_answered: None) -> None:
            context.write(lambda: run_plan(desk, plan), self, self._ran, self._changed)

        context.ask(lambda: ask_places(desk, plan), self, asked, self._changed)

    def _ran(self, ran: Ran) -> None:
        context = self._context
        context.broadcast(ran.kinds)
        told = [self.tr("%n place(s) offered: call now", "", ran.offered)] if ran.offered else []
        if ran.asked:
            told.append(self.tr("%n asked of the centre: call after the exchange", "", ran.asked))
        if ran.given_back:
            told.append(self.tr("%n given back", "", ran.given_back))
        if ran.refused:
            told.append(self.tr("%n not offered: look again", "", len(ran.refused)))
        context.toast(" · ".join(told))
        context.close_page(self)

    def _changed(self, sentence: str) -> None:
        self._refused(sentence)
        self.reload()

    def _refused(self, sentence: str) -> None:
        self.wrong.set_words(sentence, "", tone="danger")
        show_if(self.wrong, True)
