# SPDX-License-Identifier: EUPL-1.2
"""Da inviare: how the link stands, how long this desk lasts alone, what waits (picture 06)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from welfare_desk.core.instants import local_date, local_text, local_time_text
from welfare_desk.desk.sentences import link_text
from welfare_desk.desk.views.notices import NoticeView, notice_text
from welfare_desk.desk.views.outbox import OutboxView, PendingView
from welfare_desk.desk.views.status import StatusView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import HBox, VBox, clear
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.link_words import LinkWords
from welfare_desk.ui.outbox.autonomy_card import AutonomyCard
from welfare_desk.ui.outbox.cures import CureList
from welfare_desk.ui.outbox.guide import Guide
from welfare_desk.ui.outbox.stick_card import StickCard
from welfare_desk.ui.outbox.words import OperationWords
from welfare_desk.ui.page import Page
from welfare_desk.ui.reviews.review_page import ReviewPage

WIDTH = 304
TOLD_BY = {
    "copied": ("copied", "restored", "restored_lost"), "behind": ("behind",),
    "contradicted": ("contradicted",), "digest": ("differs",), "recovering": ("recovering",),
}  # fmt: skip
"""States of the status bar whose notice is the sentence below it."""
WITH_STICK = ("long_offline", "stopped")
PAPERS = {
    "book_place": "slip", "book_together": "slip", "move_booking": "slip", "issue_card": "receipt",
}  # fmt: skip


class OutboxPage(Page):
    """Shows what is safe here and has not arrived yet, and how to cure what was not accepted."""

    help_page = "offline"
    kinds = frozenset(
        {"booking", "voucher_card", "person", "household", "isee_attestation", "review_item"}
    )

    def __init__(self, context: Context, exchange: Callable[[], None]) -> None:
        """Show nothing before ``shown``; ``exchange`` sends and receives now."""
        super().__init__()
        self.setObjectName("outbox")
        self._context, self._exchange_now = context, exchange
        self._words, self._link = OperationWords(self, context.lang), LinkWords(self)
        self._closing: PendingView | None = None
        self._told: StatusView | None = None
        self._build()
        self.panel = Guide(context)
        self.panel.setParent(self)
        self.panel.hide()
        self.confirm = self.panel.confirm
        self.confirm.confirmed.connect(self._close_refused)
        self.confirm.declined.connect(self._let_be)
        context.theme.changed.connect(self._relook)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("To send")

    def reload(self) -> None:
        """Ask how things stand."""
        self._context.read(self._context.desk.outbox, self, self._show)

    def shown(self) -> None:
        """Take the right panel; everything is read anew."""
        self._take_panel()
        self.reload()

    def _take_panel(self, *, asking: bool = False) -> None:
        self._context.set_companion(self.panel, WIDTH, at_once=asking)

    def follow(self, status: StatusView) -> None:
        """Show anew what an exchange changed, also where no row did."""
        told = self._told
        if self.isVisible() and (told is None or _without_time(told) != _without_time(status)):
            self.reload()

    def act(self, act_id: str) -> bool:
        """Export by Ctrl+S, print the marked row by Ctrl+P; Ctrl+Enter and Esc answer."""
        if act_id == "save":
            self.stick.export()
            return True
        row = self.table.current()
        if act_id == "print" and row is not None and row.kind in PAPERS:
            self._print(row)
            return True
        if act_id == "confirm" and self._closing is not None:
            self._close_refused()
            return True
        if act_id == "back" and self._closing is not None:
            self._let_be()
            return True
        return False

    def _build(self) -> None:
        look, actions, context = self._context.theme, self._context.actions, self._context
        self._sheet = layout.Page(
            look,
            self.tr("To send"),
            self.tr("Leaves by itself when the connection is back."),
            name="outbox.page",
        )
        self.send = button_for(look, actions, "exchange", "primary", name="outbox.exchange")
        self.send.clicked.connect(self._exchange_now)
        self._sheet.add_header(self.send)
        body = self._sheet.body
        self.state = Notice(
            look, "ok", "", large=True, button=self._state_buttons(), name="outbox.state"
        )
        body.addWidget(self.state)
        self._notices = VBox(look, 8)
        body.addLayout(self._notices)
        title = self.tr("How long this desk lasts alone")
        self.autonomy = AutonomyCard(context, title)
        body.addWidget(self.autonomy)
        self.refused = CureList(context, self.tr("Not accepted and to review"))
        self.refused.closing.connect(self._ask_close)
        self.refused.reviewing.connect(self._review)
        self.refused.hide()
        body.addWidget(self.refused)
        self.waiting = self._waiting_card()
        body.addWidget(self.waiting)
        self.empty = Card(look)
        words = self.tr("Everything has been sent. What you record appears here until it leaves.")
        self.empty.body.addWidget(EmptyState(look, words, icon="circle-check"))
        body.addWidget(self.empty)
        self.stick = StickCard(context, self.tr("With a USB stick"), self._exchange_now)
        self.stick.changed.connect(self.reload)
        self.stick.told.connect(self._show_result)
        self.export.clicked.connect(self.stick.export)
        body.addWidget(self.stick)
        body.addStretch(1)
        self.hold(self._sheet)

    def _state_buttons(self) -> QWidget:
        look = self._context.theme
        box = QWidget()
        row = HBox(look, 8, parent=box)
        self.export = ActionButton(
            look, Rank.PRIMARY, self.tr("Export to a stick"), icon="usb", size="middle",
            name="outbox.state.export",
        )  # fmt: skip
        self.seen = self._seen_button("outbox.state.seen")
        for button in (self.export, self.seen):
            show_if(button, False)
            row.addWidget(button)
        return box

    def _seen_button(self, name: str) -> ActionButton:
        words = self.tr("Seen by the supervisor")
        button = ActionButton(
            self._context.theme, Rank.SECONDARY, words, icon="check", size="middle", name=name
        )
        button.clicked.connect(self._put_copy_aside)
        return button

    def _waiting_card(self) -> Card:
        look = self._context.theme
        title = self.tr("Waiting to leave")
        card = Card(look, title, "send", count=0, divided=True, name="outbox.waiting")
        columns = (
            Column("time", self.tr("Hour"), 104),
            Column("what", self.tr("Operation")),
            Column("state", self.tr("State"), 164),
            Column("print", "", 92),
            Column("open", "", 84),
        )
        self._waiting_rows = RowsModel(columns, self._cell, key=lambda row: row.op_id)
        self.table = RowTable(look, self._waiting_rows, spoken=title, name="outbox.waiting.table")
        self.table.opened.connect(self._open)
        self.table.acted.connect(self._acted)
        card.body.addWidget(self.table)
        card.hide()
        return card

    def _show(self, view: OutboxView) -> None:
        self._told = view.status
        self._say_state(view)
        self.autonomy.show_view(view)
        self.refused.show_view(view)
        self.stick.show_view(view)
        waiting = tuple(row for row in view.rows if row.state in ("pending", "parked"))
        self._waiting_rows.set_rows(waiting)
        self.waiting.setVisible(bool(waiting))
        if self.waiting.header is not None:
            self.waiting.header.set_count(len(waiting))
        self.empty.setVisible(view.status.state == "in_sync" and not view.rows)

    def _show_result(self) -> None:
        """Bring what an export or a file came to into view, wherever it was asked for."""
        scroller, result = self._sheet.scroller, self.stick.result
        QTimer.singleShot(0, result, lambda: scroller.ensureWidgetVisible(result))

    def _relook(self) -> None:
        if self.isVisible():
            self.reload()

    def _say_state(self, view: OutboxView) -> None:
        status = view.status
        face = self._link.face(status)
        fact, _, rest = face.text.partition(" – ")
        said = [f"{rest[:1].upper()}{rest[1:]}."] if rest else []
        own = TOLD_BY.get(status.state, ())
        told = next((each for each in view.notices if each.code in own), None)
        if told is not None:
            said = [notice_text(told, self._context.lang)]
        elif status.state == "stopped":
            kept = self._link.safe(status)
            said = [link_text(f"outcome_{status.outcome}", {}, self._context.lang)]
            said += [f"{kept}."] if kept else []
        else:
            said += self._what_to_do(status)
        words = " ".join(said)
        self.state.set_words(fact, words, tone=face.tone, icon=face.icon)
        # Read by whoever comes here later, announced to whoever is here.
        self.state.setAccessibleName(f"{fact}. {words}".strip())
        show_if(self.export, status.state in WITH_STICK and status.outcome != "wipe")
        show_if(self.seen, status.state == "copied")
        clear(self._notices)
        for notice in view.notices:
            if notice is not told:
                self._notices.addWidget(self._notice(notice))

    def _what_to_do(self, status: StatusView) -> list[str]:
        if status.state in ("offline", "long_offline"):
            return [self.tr("The desk tries again by itself.")]
        said = {
            "waiting": self.tr("They leave by themselves within a minute."),
            "parked": self.tr("The centre has them and answers when it can. Go on working."),
            "clock": self.tr(
                "Set date and hour in the settings of the computer, or call the support. "
                "What you record is safe."
            ),
            "rejected": self.tr("Below stands why. Correct it, or close it: it stays recorded."),
            "review": self.tr("Below stands why, whom to call and what to do."),
        }
        words = said.get(status.state)
        return [words] if words else []

    def _notice(self, notice: NoticeView) -> Notice:
        fact, _, rest = notice_text(notice, self._context.lang).partition(". ")
        to_see = notice.code in TOLD_BY["copied"]
        seen = self._seen_button("outbox.notice.seen") if to_see else None
        name = f"outbox.notice.{notice.code}"
        tone = "danger" if notice.for_supervisor else "warning"
        made = Notice(self._context.theme, tone, f"{fact}.", rest, button=seen, name=name)
        made.setAccessibleName(notice_text(notice, self._context.lang))
        return made

    def _cell(self, row: PendingView, column: str) -> Cell:
        if column == "time":
            now = self._context.desk.now_us()
            today = local_date(row.recorded_at) == local_date(now)
            when = local_time_text(row.recorded_at) if today else local_text(row.recorded_at)[:5]
            return Cell(when, self._words.age(row.recorded_at, now), role="strong")
        if column == "what":
            return Cell(self._words.title(row), self._words.about(row), icon=self._words.icon(row))
        if column == "state":
            return Cell(badge=self._words.face(row))
        if column == "print":
            return Cell(button=self.tr("Print")) if row.kind in PAPERS else Cell()
        return Cell(button=self.tr("Open")) if row.person_id else Cell()

    def _acted(self, row: PendingView, column: str) -> None:
        if column == "print":
            self._print(row)
        else:
            self._open(row)

    def _open(self, row: PendingView) -> None:
        if row.person_id:
            self._context.open_person(row.person_id)

    def _print(self, row: PendingView) -> None:
        desk, kind = self._context.desk, PAPERS[row.kind]
        self._context.paper(lambda: desk.queue_print(kind, row.entity), self, self._context.queued)

    def _review(self, item_id: str) -> None:
        self._context.set_page(ReviewPage(self._context, item_id))

    def _put_copy_aside(self) -> None:
        def done(_none: None) -> None:
            self._context.broadcast({"review_item"})
            self.reload()

        self._context.write(self._context.desk.put_copy_notice_aside, self, done)

    def _ask_close(self, row: PendingView) -> None:
        self._closing = row
        self.confirm.notice.set_words(
            self.tr("You are about to close: %1").replace("%1", self._words.title(row)),
            self.tr(
                "Of %1. It was not accepted and is not sent again. It stays in the journal."
            ).replace("%1", row.person_name or "–"),
        )
        self.confirm.set_busy(False)
        self.confirm.show()
        self._take_panel(asking=True)
        self.confirm.arm()

    def _let_be(self) -> None:
        row, self._closing = self._closing, None
        self.confirm.hide()
        self._take_panel()
        if row is not None:
            self.refused.focus_on(f"outbox.refused.close.{row.op_id}")

    def _close_refused(self) -> None:
        row, self._closing = self._closing, None
        if row is None:
            return
        desk, op_id = self._context.desk, row.op_id

        def done(_none: None) -> None:
            self.confirm.hide()
            self._take_panel()
            self._context.toast(self.tr("Closed: %1").replace("%1", self._words.title(row)))
            self._context.broadcast({"review_item"})
            self.reload()

        self._context.write(lambda: desk.close_refused(op_id), self, done)


def _without_time(status: StatusView) -> tuple[object, ...]:
    """Return what the page shows of a status and no clock moves."""
    return (
        status.state, status.pending, status.parked, status.rejected, status.to_review,
        status.outcome, status.clock_minutes, status.last_sync_at, status.places, status.cards,
    )  # fmt: skip
