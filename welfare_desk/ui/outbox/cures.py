# SPDX-License-Identifier: EUPL-1.2
"""What was not accepted, is in question or is to be looked at: a card each, with its cure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.outbox import OutboxView, PendingView
from welfare_desk.desk.views.reviews import ReviewRow
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import CARD_MARGIN, Card
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox, Panel, VBox, clear
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.outbox.words import BOOKINGS, NEW_BOOKINGS, OperationWords
from welfare_desk.ui.reviews.words import ReviewWords

MOST = 20
"""More than these at once nobody works through; the others follow as these are closed."""
FORGET_MS = 60_000


class CureList(Card):
    """Lists what needs a hand, the oldest first; ``closing`` asks to put a refused one away."""

    closing = Signal(object)
    reviewing = Signal(str)

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(
            context.theme, title, "circle-alert", count=0, divided=True, name="outbox.refused"
        )
        self._context, self._words = context, OperationWords(self, context.lang)
        self._reviews = ReviewWords(self, context.lang)
        self.rows: tuple[PendingView, ...] = ()
        self.reviews: tuple[ReviewRow, ...] = ()
        self._buttons: dict[str, ActionButton] = {}

    def show_view(self, view: OutboxView) -> None:
        """Show what is open now."""
        self.rows = tuple(row for row in view.rows if row.state in ("rejected", "in_question"))
        self.reviews = view.reviews
        kept = next((name for name, one in self._buttons.items() if one.hasFocus()), "")
        self._buttons = {}
        clear(self.body)
        total = len(self.rows) + len(self.reviews)
        self.setVisible(bool(total))
        if self.header is not None:
            self.header.set_count(total)
        now = view.status.now_us
        lines = [self._operation(row, now) for row in self.rows[:MOST]]
        lines += [self._review(row, now) for row in self.reviews[: MOST - len(lines)]]
        for line in lines:
            self.body.addWidget(line)
        if total > len(lines):
            words = self.tr("%n more follow when these are closed", "", total - len(lines))
            more = HBox(self._look, 8, (CARD_MARGIN, 10, CARD_MARGIN, 10))
            more.addWidget(Text(self._look, words, "secondary", "muted", wrap=True), 1)
            self.body.addLayout(more)
        if kept:
            self.focus_on(kept)

    def focus_on(self, name: str) -> None:
        """Take the focus to a button by its name, or to the first when it is gone."""
        button = self._buttons.get(name) or next(iter(self._buttons.values()), None)
        if button is not None:
            button.setFocus()

    def _operation(self, row: PendingView, now: int) -> Panel:
        words = self._words
        panel, buttons = self._line(
            words.icon(row), words.title(row), words.face(row),
            (words.about(row), words.age(row.recorded_at, now)), words.reason(row),
        )  # fmt: skip
        name = row.op_id
        if row.person_id and self._can_correct(row):
            correct = self._button(buttons, self.tr("Correct"), "pencil", f"correct.{name}")
            correct.clicked.connect(lambda: self._correct(row))
        self._call(buttons, row.phone, row.person_name, name)
        if row.state == "rejected":
            close = self._button(buttons, self.tr("Close"), "check", f"close.{name}")
            close.clicked.connect(lambda: self.closing.emit(row))
        if row.person_id:
            see = self._button(buttons, self.tr("Open the person"), "user", f"open.{name}")
            see.clicked.connect(lambda: self._context.open_person(row.person_id))
        return panel

    def _review(self, row: ReviewRow, now: int) -> Panel:
        words = self._reviews
        face = BadgeFace(self.tr("To review"), "warning", "triangle-alert")
        panel, buttons = self._line(
            "list-checks", words.title(row), face,
            (words.names(row), self._words.age(row.opened_at, now)), words.sentence(row),
        )  # fmt: skip
        see = self._button(buttons, self.tr("Review"), "list-checks", f"review.{row.item_id}")
        see.clicked.connect(lambda: self.reviewing.emit(row.item_id))
        self._call(buttons, row.phone, row.person_name, row.item_id)
        return panel

    def _line(
        self, icon: str, title: str, face: BadgeFace, facts: Sequence[str], reason: str
    ) -> tuple[Panel, FlowBox]:
        look = self._look
        panel = Panel("row")
        panel.setAccessibleName(f"{title}. {reason}")
        row = HBox(look, 10, (CARD_MARGIN, 10, CARD_MARGIN, 10), panel)
        row.addWidget(Sign(look, icon, face.tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        column = VBox(look, 4)
        head = HBox(look, 8)
        head.addWidget(Text(look, title, "row_title", wrap=True), 1)
        head.addWidget(Badge(look, face))
        column.addLayout(head)
        told = " · ".join(fact for fact in facts if fact)
        column.addWidget(Text(look, told, "secondary", "muted", wrap=True))
        column.addWidget(Text(look, reason, "body", wrap=True))
        buttons = FlowBox(look, 8)
        column.addWidget(buttons)
        row.addLayout(column, 1)
        return panel, buttons

    def _button(self, box: FlowBox, words: str, icon: str, name: str) -> ActionButton:
        full = f"outbox.refused.{name}"
        button = ActionButton(self._look, "secondary", words, icon=icon, size="small", name=full)
        self._buttons[full] = button
        box.add(button)
        return button

    def _call(self, box: FlowBox, phone: str, person: str, name: str) -> None:
        if not phone:
            return
        shown = phone_text(phone)
        words = self.tr("Call %1").replace("%1", shown)
        call = self._button(box, words, "phone", f"call.{name}")
        call.clicked.connect(lambda: self._dial(shown, person))

    def _dial(self, phone: str, person: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        self._context.forget_copied(phone, FORGET_MS)
        words = self.tr("Number copied: %1, %2").replace("%1", person).replace("%2", phone)
        self._context.toast(words)

    def _can_correct(self, row: PendingView) -> bool:
        return row.kind in BOOKINGS or row.kind in ("issue_card", "amend_person", "record_isee")

    def _correct(self, row: PendingView) -> None:
        if row.kind in BOOKINGS:
            # A booking that was not accepted is not there to be moved: a new one is made.
            stands = row.state == "in_question" or row.kind not in NEW_BOOKINGS
            self._context.open_booking_form(row.person_id, row.entity if stands else "")
        elif row.kind == "issue_card":
            self._context.open_issue_form(row.person_id)
        else:
            self._context.open_person(row.person_id)
