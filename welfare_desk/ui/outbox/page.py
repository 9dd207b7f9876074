# SPDX-License-Identifier: EUPL-1.2
"""Da inviare: how the link stands, how long this desk lasts alone, what waits (picture 06)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from welfare_desk.core.dates import weekday_name
from welfare_desk.core.instants import local_date, local_text, local_time_text, minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.outbox import OutboxView, PendingView, StatusView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow
from welfare_desk.ui.kit.layout import HBox, Line, VBox, clear
from welfare_desk.ui.kit.notices import ConfirmPanel, EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.link_words import LinkWords
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.outbox.words import OperationWords
from welfare_desk.ui.page import Page

WIDTH = 304
NARROW = 640


class OutboxPage(Page):
    """Shows what is safe here and has not arrived yet, and how to cure what was not accepted."""

    kinds = frozenset(
        {"booking", "voucher_card", "person", "household", "isee_attestation", "review_item"}
    )

    def __init__(self, context: Context, exchange: Callable[[], None]) -> None:
        """Show nothing before ``shown``; ``exchange`` sends and receives now."""
        super().__init__()
        self.setObjectName("outbox")
        self._context, self._exchange_now = context, exchange
        self._words, self._link = OperationWords(self), LinkWords(self)
        self._closing: PendingView | None = None
        self._build()
        self._build_panel()
        context.theme.changed.connect(self._relook)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("To send")

    def reload(self) -> None:
        """Ask how things stand."""
        self._context.read(self._context.desk.outbox, self, self._show)

    def shown(self) -> None:
        """Take the right panel; everything is read anew."""
        self._context.set_companion(self.panel, WIDTH)
        self.reload()

    def act(self, act_id: str) -> bool:
        """Close a refused operation by Ctrl+Enter while that is asked."""
        if act_id == "confirm" and self._closing is not None:
            self._close_refused()
            return True
        if act_id == "back" and self._closing is not None:
            self._let_be()
            return True
        return False

    def _build(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self._sheet = layout.Page(
            look,
            self.tr("To send"),
            self.tr("Leaves by itself when the connection is back."),
            name="outbox.page",
        )
        self.send = button_for(look, actions, "exchange", "primary", name="outbox.exchange")
        self.send.clicked.connect(self._exchange)
        self._sheet.add_header(self.send)
        body = self._sheet.body
        self.state = Notice(look, "ok", "", large=True, name="outbox.state")
        body.addWidget(self.state)
        self.autonomy = Card(
            look,
            self.tr("How long this desk lasts alone"),
            "battery-medium",
            name="outbox.autonomy",
        )
        body.addWidget(self.autonomy)
        self.refused, self._refused_rows, _table = self._table(
            self.tr("Not accepted and to review"), "circle-alert", "outbox.refused", cure=True
        )
        body.addWidget(self.refused)
        self.waiting, self._waiting_rows, self.table = self._table(
            self.tr("Waiting to leave"), "send", "outbox.waiting", cure=False
        )
        body.addWidget(self.waiting)
        self.empty = Card(look)
        self.empty.body.addWidget(
            EmptyState(
                look,
                self.tr("Everything has been sent. What you record appears here until it leaves."),
                icon="circle-check",
            )
        )
        body.addWidget(self.empty)
        body.addStretch(1)
        self.hold(self._sheet)

    def _table(
        self, title: str, icon: str, name: str, *, cure: bool
    ) -> tuple[Card, RowsModel, RowTable]:
        look = self._context.theme
        card = Card(look, title, icon, count=0, divided=True, name=name)
        columns = [
            Column("time", self.tr("Hour"), 72),
            Column("what", self.tr("Operation")),
            Column("state", self.tr("State"), 164),
        ]
        columns.append(Column("close", "", 84) if cure else Column("who", self.tr("Who"), 104))
        columns.append(Column("open", "", 84))
        model = RowsModel(tuple(columns), self._cell, key=lambda row: row.op_id)
        table = RowTable(look, model, spoken=title, name=f"{name}.table")
        table.opened.connect(self._open)
        table.acted.connect(self._acted)
        card.body.addWidget(table)
        card.hide()
        return card, model, table

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("What you can do"), name="outbox.guide")
        self.panel.setParent(self)
        self.panel.hide()
        self.confirm = ConfirmPanel(
            look,
            "",
            "",
            confirm=self.tr("Close the operation"),
            confirm_icon="check",
            confirm_key=actions.key("confirm"),
            safe=self.tr("Leave it open"),
            safe_key=actions.key("back"),
            name="outbox.close",
        )
        self.confirm.confirmed.connect(self._close_refused)
        self.confirm.declined.connect(self._let_be)
        self.confirm.hide()
        self.panel.body.addWidget(self.confirm)
        always = (
            self.tr("Search and register people"),
            self.tr("Book assured places"),
            self.tr("Issue and block cards"),
            self.tr("Print and print again"),
        )
        care = (self.tr("Other places: provisional booking, we call back"),)
        later = (
            self.tr("Vouchers beyond those this desk holds"),
            self.tr("Replacing a card whose balance another desk holds"),
        )
        for heading, icon, ink, sign, lines in (
            (self.tr("Works as always"), "circle-check", "ok", "check", always),
            (self.tr("With some care"), "hourglass", "warning", "hourglass", care),
            (self.tr("Waits for the connection"), "cloud-off", "muted", "minus", later),
        ):
            self.panel.body.addLayout(self._group(heading, icon, ink, sign, lines))
        self.panel.body.addStretch(1)

    def _group(self, heading: str, icon: str, ink: str, sign: str, lines: Sequence[str]) -> VBox:
        look = self._context.theme
        column = VBox(look, 8)
        head = HBox(look, 8)
        head.addWidget(Sign(look, icon, ink, 16))
        head.addWidget(Text(look, heading, "label", ink, wrap=True), 1)
        column.addLayout(head)
        for line in lines:
            row = HBox(look, 8)
            row.addWidget(Sign(look, sign, ink, 16))
            row.addWidget(Text(look, line, "secondary", wrap=True), 1)
            column.addLayout(row)
        column.addWidget(Line(look))
        return column

    def _show(self, view: OutboxView) -> None:
        status = view.status
        self._say_state(status)
        self._show_figures(view)
        waiting = tuple(row for row in view.rows if row.state == "pending")
        refused = tuple(row for row in view.rows if row.state != "pending")
        for card, model, rows in (
            (self.waiting, self._waiting_rows, waiting),
            (self.refused, self._refused_rows, refused),
        ):
            model.set_rows(rows)
            card.setVisible(bool(rows))
            if card.header is not None:
                card.header.set_count(len(rows))
        self.empty.setVisible(not view.rows)

    def _relook(self) -> None:
        if self.isVisible():
            self.reload()

    def _say_state(self, status: StatusView) -> None:
        face = self._link.face(status)
        fact, _, rest = face.text.partition(" – ")
        remedy = f"{rest[:1].upper()}{rest[1:]}." if rest else ""
        if status.state in ("offline", "long_offline"):
            again = self.tr("The desk tries again by itself.")
            remedy = f"{remedy} {again}".strip()
        elif status.state == "waiting":
            remedy = self.tr("They leave by themselves within a minute.")
        self.state.set_words(fact, remedy, tone=face.tone, icon=face.icon)

    def _show_figures(self, view: OutboxView) -> None:
        look, status, lang = self._context.theme, view.status, self._context.lang
        granted, cards = view.places_granted, view.cards_granted
        known = "–" if status.last_sync_at is None else local_time_text(status.last_sync_at)
        fresh = self.tr("updated at %1").replace("%1", known)
        figures = (
            Figure(
                look,
                self.tr("Assured bookings"),
                str(status.places),
                icon="shield-check",
                beside=self.tr("of %n places", "", granted),
                share=status.places / granted if granted else 0.0,
                below=self.tr("then provisional"),
            ),
            Figure(
                look,
                self.tr("Vouchers to issue"),
                str(status.cards),
                icon="credit-card",
                beside=euro_text(status.cents, lang),
                share=status.cards / cards if cards else 0.0,
                below=self.tr("then with connection"),
            ),
            Figure(look, self.tr("People"), _thousands(view.people), icon="users", below=fresh),
            Figure(
                look,
                self.tr("Blocked cards"),
                _thousands(view.blocked_cards),
                icon="shield-alert",
                below=fresh,
            ),
        )
        clear(self.autonomy.body)
        # Large text leaves room for two side by side.
        beside = 2 if look.is_large else len(figures)
        for place in range(0, len(figures), beside):
            self.autonomy.body.addWidget(FigureRow(look, figures[place : place + beside]))

    def _cell(self, row: PendingView, column: str) -> Cell:
        if column == "time":
            status_day = local_date(self._context.desk.now_us())
            today = local_date(row.recorded_at) == status_day
            when = local_time_text(row.recorded_at) if today else local_text(row.recorded_at)[:5]
            return Cell(when, role="strong")
        if column == "what":
            sub = row.person_name
            if row.slot_on is not None:
                when = f"{weekday_name(row.slot_on, self._context.lang)[:3]} "
                when += f"{row.slot_on:%d/%m}, {minute_text(row.start_minute)}"
                sub = f"{sub} · {when}"
            if row.state != "pending" and row.code:
                sub = code_text(row.code, {}, self._context.lang)
            return Cell(self._words.title(row), sub, icon=self._words.icon(row))
        if column == "state":
            return Cell(badge=self._words.face(row))
        if column == "who":
            return Cell(short_name(row.operator_name), role="secondary")
        if column == "close":
            return Cell(button=self.tr("Close")) if row.state == "rejected" else Cell()
        return Cell(button=self.tr("Open")) if row.person_id else Cell()

    def _acted(self, row: PendingView, column: str) -> None:
        if column == "close":
            self._ask_close(row)
        else:
            self._open(row)

    def _open(self, row: PendingView) -> None:
        if row.person_id:
            self._context.open_person(row.person_id)

    def _exchange(self) -> None:
        self._exchange_now()

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
        self.confirm.arm()

    def _let_be(self) -> None:
        self._closing = None
        self.confirm.hide()
        self.table.setFocus()

    def _close_refused(self) -> None:
        row, self._closing = self._closing, None
        if row is None:
            return
        desk, op_id = self._context.desk, row.op_id

        def done(_none: None) -> None:
            self.confirm.hide()
            self._context.toast(self.tr("Closed: %1").replace("%1", self._words.title(row)))
            self._context.broadcast({"review_item"})
            self.reload()

        self._context.write(lambda: desk.close_refused(op_id), self, done)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".") if number >= 10_000 else str(number)
