# SPDX-License-Identifier: EUPL-1.2
"""One item to review at a time: Enter takes the proposal, the next one follows (UX-31)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from welfare_desk.core.likeness_reasons import REASONS_AGAINST
from welfare_desk.desk.views.pair import merge_changes
from welfare_desk.desk.views.reviews import ReviewCard, ReviewRow, review_card, review_rows
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.operations.roles import may_act
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import ActionBar, HBox, VBox, clear
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import ConfirmPanel, EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.duplicates_words import OTHER, SAME, LikenessWords
from welfare_desk.ui.reviews.side_card import PairCard, SideCard, full_name
from welfare_desk.ui.reviews.words import ReviewWords

Act = tuple[str, str, str]
"""Decision, words of its button, sign."""


class ReviewPage(Page):
    """Shows an item and what may be decided; the next one follows by itself."""

    help_page = "review"
    kinds = frozenset({"review_item", "person"})

    def __init__(self, context: Context, item_id: str) -> None:
        super().__init__()
        self.setObjectName("review")
        self._context, self._look = context, context.theme
        self._words = ReviewWords(self, context.lang)
        self._likeness = LikenessWords(self)
        self._item_id = item_id
        self._card: ReviewCard | None = None
        self._rows: tuple[ReviewRow, ...] = ()
        self._asked: Companion | None = None
        self._choices: PairCard | None = None
        self._decide: dict[str, ActionButton] = {}
        self._sheet = Sheet(self._look, self.tr("To review"), name="review.page")
        self._bar: ActionBar | None = None
        self.hold(self._sheet)
        self._look.changed.connect(self._fill)
        self.reload()

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("To review")

    def reload(self) -> None:
        """Show the item as it stands; one that was closed elsewhere gives way to the next."""
        item_id = self._item_id

        def work() -> tuple[ReviewCard | None, tuple[ReviewRow, ...]]:
            return self._context.desk.look(
                lambda here: (review_card(here, item_id), review_rows(here))
            )

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Take the focus to the proposal, so that Enter accepts it."""
        self._focus_proposal()

    def parked(self) -> None:
        """Put an open question away: it was not answered."""
        self._drop_question()

    def act(self, act_id: str) -> bool:
        """Take the proposal by Ctrl+Enter; Esc leaves a question first."""
        if act_id == "back" and self._asked is not None:
            self._drop_question()
            self._focus_proposal()
            return True
        if act_id == "confirm" and self._card is not None:
            if self._asked is None:
                self._take(self._card.suggested)
            return True
        return False

    def _show(self, found: tuple[ReviewCard | None, tuple[ReviewRow, ...]]) -> None:
        card, self._rows = found
        if card is None and self._rows:
            self._item_id = self._rows[0].item_id
            self.reload()
            return
        changed = card != self._card
        self._card = card
        self._head()
        if card is not None and not changed and self._decide:
            return
        self._drop_question()
        self._fill()
        self._focus_proposal()

    def _head(self) -> None:
        ids = [row.item_id for row in self._rows]
        where = ""
        if self._item_id in ids:
            words = self.tr("%1 of %2").replace("%1", str(ids.index(self._item_id) + 1))
            where = words.replace("%2", str(len(ids)))
        self._sheet.set_heading(self.tr("To review"), where)

    def _fill(self) -> None:
        body = self._sheet.body
        clear(body)
        self._choices = None
        self._decide = {}
        card = self._card
        if card is None:
            words = self.tr("Nothing to review. What desks must look at together appears here.")
            body.addWidget(EmptyState(self._look, words, icon="circle-check"))
            self._sheet.set_action_bar(ActionBar(self._look))
            return
        body.addWidget(self._what(card))
        if card.left is not None and card.right is not None:
            self._pair(body, card)
        else:
            self._one(body, card)
        lines = self._words.excess(card.excess)
        if lines:
            told = Card(self._look, self.tr("Would be there twice"), "copy", name="review.excess")
            for line in lines:
                told.body.addWidget(Text(self._look, line, "body", wrap=True))
            remedy = self.tr("Nothing is taken back: it comes here to review.")
            told.body.addWidget(Text(self._look, remedy, "secondary", "muted", wrap=True))
            body.addWidget(told)
        body.addStretch(1)
        self._buttons(card)

    def _what(self, card: ReviewCard) -> QWidget:
        row, words = card.row, self._words
        told = Card(self._look, words.title(row), "list-checks", name="review.what")
        if card.score and told.header is not None:
            told.header.add(Badge(self._look, self._likeness.score(card.score)))
        if not card.score:
            told.body.addWidget(Text(self._look, words.sentence(row), "body", wrap=True))
        known = self._likeness.reasons()
        for code in card.reasons:
            sign = OTHER if code in REASONS_AGAINST else SAME
            line = HBox(self._look, 10)
            line.addWidget(Sign(self._look, sign, "ok" if sign == SAME else "warning", 16))
            line.addWidget(Text(self._look, known.get(code, code), "body", wrap=True), 1)
            told.body.addLayout(line)
        if card.reason:
            said = f"{card.operator_name}: {card.reason}" if card.operator_name else card.reason
            told.body.addWidget(Text(self._look, said, "body", wrap=True))
        told.body.addWidget(Text(self._look, words.since(row), "secondary", "muted", wrap=True))
        return told

    def _pair(self, body: VBox, card: ReviewCard) -> None:
        assert card.left is not None
        assert card.right is not None
        self._choices = PairCard(
            self._look,
            self._words,
            (card.left, card.right),
            card.fields,
            card.stays,
            decides=self._may_merge(),
        )
        body.addWidget(self._choices)

    def _one(self, body: VBox, card: ReviewCard) -> None:
        look, words = self._look, self._words
        if card.left is not None:
            body.addWidget(SideCard(look, words, card.left, "review.person"))
        for pair in card.fields:
            told = Card(look, words.field(pair.field), "equal-not", name="review.values")
            for fact, value in (
                (self.tr("Stands now"), pair.left),
                (self.tr("Came late"), pair.right),
            ):
                line = HBox(look, 12)
                line.addWidget(Text(look, fact, "secondary", "muted"), 1)
                line.addWidget(Text(look, words.value(pair.field, value), "row_title"), 3)
                told.body.addLayout(line)
            body.addWidget(told)

    def _buttons(self, card: ReviewCard) -> None:
        look, actions = self._look, self._context.actions
        allowed = self._allowed(card)
        note = "" if allowed else self.tr("A supervisor decides this.")
        bar = ActionBar(look, note, icon="shield", ink="muted")
        if card.row.person_id:
            opened = ActionButton(
                look, Rank.GHOST, self.tr("Open the person"), icon="user", name="review.open"
            )
            opened.clicked.connect(lambda: self._context.open_person(card.row.person_id))
            bar.add(opened)
        skip = ActionButton(look, Rank.SECONDARY, self.tr("Later"), name="review.later")
        skip.clicked.connect(self._next)
        bar.add(skip)
        for decision, words, icon in allowed:
            proposed = decision == card.suggested
            button = ActionButton(
                look,
                Rank.PRIMARY if proposed else Rank.SECONDARY,
                words,
                icon=icon,
                key=actions.key("confirm") if proposed else "",
                name=f"review.{decision}",
            )
            button.setAutoDefault(True)
            button.clicked.connect(self._taking(decision))
            self._decide[decision] = button
            bar.add(button)
        self._sheet.set_action_bar(bar)

    def _taking(self, decision: str) -> Callable[[], None]:
        return lambda: self._take(decision)

    def _allowed(self, card: ReviewCard) -> list[Act]:
        known: dict[str, tuple[str, str]] = {
            "different": (self.tr("They are two people"), "users"),
            "merged": (self.tr("It is the same person"), "user-check"),
            "kept_ours": (self.tr("Leave what stands"), "check"),
            "kept_theirs": (self.tr("Write the other one"), "repeat"),
            "seen": (self.tr("Seen"), "check"),
        }
        supervisor = self._may_merge()
        return [
            (decision, *known[decision])
            for decision in card.row.decisions
            if supervisor or (decision == "seen" and card.row.mine)
        ]

    def _may_merge(self) -> bool:
        who = self._context.desk.session.operator
        return who is not None and may_act(who.role, "merge")

    def _focus_proposal(self) -> None:
        if self._card is not None and self._card.suggested in self._decide:
            self._decide[self._card.suggested].setFocus()

    def _take(self, decision: str) -> None:
        card = self._card
        if card is None or decision not in self._decide:
            return
        if decision == "merged" and card.left is not None and card.right is not None:
            self._ask_merge(card)
        else:
            closing = CloseReview(review_id=card.row.item_id, decision=decision)
            self._record(closing, self.tr("Decided: %1").replace("%1", self._words.names(card.row)))

    def _ask_merge(self, card: ReviewCard) -> None:
        self._drop_question()
        stays, goes = self._sides(card)
        back = self._context.actions.key("back")
        panel = Companion(self._look, self.tr("Merge two people"), name="review.merge_panel")
        fact = self.tr("From now on %1 and %2 are one person.")
        confirm = ConfirmPanel(
            self._look,
            fact.replace("%1", stays[1]).replace("%2", goes[1]),
            self.tr(
                "Bookings, cards, household and papers of both stay and are shown together. "
                "A supervisor can take it back later."
            ),
            confirm=self.tr("Merge"),
            confirm_icon="user-check",
            safe=self.tr("Not now"),
            safe_key=back,
            name="review.merge",
        )
        confirm.confirmed.connect(lambda: self._merge(card))
        confirm.declined.connect(self._declined)
        panel.body.addWidget(confirm)
        panel.body.addStretch(1)
        self._asked = panel
        self._context.set_companion(panel)
        confirm.arm()

    def _sides(self, card: ReviewCard) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return id and name of the one that stays, then of the one that goes."""
        assert card.left is not None
        assert card.right is not None
        left, right = ((side.person_id, full_name(side)) for side in (card.left, card.right))
        chosen = self._choices.stays if self._choices is not None else None
        stays = chosen.value() if chosen is not None else card.stays
        return (left, right) if stays == "left" else (right, left)

    def _merge(self, card: ReviewCard) -> None:
        stays, goes = self._sides(card)
        side_that_goes = "right" if stays[0] == (card.left and card.left.person_id) else "left"
        taken = self._choices.taken_from(side_that_goes) if self._choices is not None else ()
        desk = self._context.desk

        def work() -> Recorded:
            changes = desk.look(lambda here: merge_changes(here, stays[0], goes[0], taken))
            return desk.record(MergePeople(kept_id=stays[0], merged_id=goes[0], changes=changes))

        self._do(work, self.tr("One person now: %1").replace("%1", stays[1]))

    def _record(self, operation: Operation, fact: str) -> None:
        desk = self._context.desk
        self._do(lambda: desk.record(operation), fact)

    def _do(self, work: Callable[[], Recorded], fact: str) -> None:
        for button in self._decide.values():
            button.setDisabled(True)

        def done(recorded: Recorded) -> None:
            self._drop_question()
            self._context.toast(fact)
            self._context.broadcast(recorded.kinds | {"review_item"})

        def refused(sentence: str) -> None:
            self._drop_question()
            for button in self._decide.values():
                button.setDisabled(False)
            self._sheet.body.insertWidget(
                0, Notice(self._look, "danger", self.tr("Not done"), sentence)
            )

        self._context.write(work, self, done, refused)

    def _next(self) -> None:
        ids = [row.item_id for row in self._rows]
        if self._item_id in ids and len(ids) > 1:
            self._item_id = ids[(ids.index(self._item_id) + 1) % len(ids)]
            self.reload()
        else:
            self._context.close_page(self)

    def _declined(self) -> None:
        self._drop_question()
        self._focus_proposal()

    def _drop_question(self) -> None:
        if self._asked is not None:
            self._context.set_companion(None)
            self._asked.deleteLater()
            self._asked = None
