# SPDX-License-Identifier: EUPL-1.2
"""Buoni e tessere: a card by its number or its code, and the cards that changed last."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date, local_text, local_time_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.verify import Verdict
from welfare_desk.desk.views.cards import CardRow, card_row, card_rows
from welfare_desk.operations.cards import USABLE
from welfare_desk.operations.roles import may_act
from welfare_desk.ui.applications.list_page import ApplicationsPage
from welfare_desk.ui.cards.batch_page import BatchPage
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.purchase_page import PurchasePage
from welfare_desk.ui.cards.stock_page import StockPage
from welfare_desk.ui.cards.words import CardWords
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.isee import MiniCard
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.page import Page

WIDTH = 344
DEAD = frozenset({"blocked", "replaced", "voided", "expired", "used"})
UNFINISHED = frozenset({"issued", "printed", "active"})
GONE = frozenset({"replaced", "voided", "expired"})


class _Looked(msgspec.Struct, frozen=True):
    """What a number or a code brought: a card, and the check of its code when there was one."""

    row: CardRow | None
    verdict: Verdict | None


class CardsPage(Page):
    """A scan here checks the card with no network and says the outcome in words."""

    help_page = "cards"
    kinds = frozenset({"voucher_card", "posting"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("cards")
        self._context = context
        self._words = CardWords(self)
        self._current: CardRow | None = None
        self._build()
        self._build_panel()

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Vouchers and cards")

    def reload(self) -> None:
        """Read the cards anew."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(card_rows), self, self._show)

    def shown(self) -> None:
        """Take the right panel, and the focus to the number."""
        self._context.set_companion(self.panel, WIDTH)
        self.reload()
        self.number.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_scan(self, answer: Answer) -> bool:
        """Check a scanned card here instead of opening its person."""
        if answer.scanned_card or answer.text.upper().startswith("WD1C"):
            self._look_up(answer.scanned_card or answer.text)
            return True
        return False

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(
            look,
            self.tr("Vouchers and cards"),
            self.tr("Scan a card to check it, also without connection."),
            name="cards.page",
        )
        body = self._sheet.body
        asked = Card(look)
        row = HBox(look, 12)
        self.number = Field(
            look,
            self.tr("Number of the card"),
            hint=self.tr("Twelve letters and digits, with or without spaces."),
            code=True,
            sign="scan-line",
            name="cards.number",
        )
        self.number.line.returnPressed.connect(self._typed)
        row.addWidget(self.number, 1)
        self.check = ActionButton(
            look, "secondary", self.tr("Check"), icon="shield-check", size="middle",
            name="cards.check",
        )  # fmt: skip
        self.check.clicked.connect(self._typed)
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignVCenter)
        self.batch = ActionButton(
            look, "secondary", self.tr("Cards in a batch"), icon="layout-list", size="middle",
            name="cards.batch",
        )  # fmt: skip
        self.batch.clicked.connect(lambda: self._context.set_page(BatchPage(self._context)))
        self.count = ActionButton(
            look, "secondary", self.tr("Count the cards"), icon="calculator", size="middle",
            name="cards.count",
        )  # fmt: skip
        self.count.clicked.connect(lambda: self._context.set_page(StockPage(self._context)))
        self.applications = ActionButton(
            look, "secondary", self.tr("Applications"), icon="file-text", size="middle",
            name="cards.applications",
        )  # fmt: skip
        self.applications.clicked.connect(
            lambda: self._context.set_page(ApplicationsPage(self._context))
        )
        asked.body.addLayout(row)
        more = FlowBox(look, 8)
        for button in (self.applications, self.batch, self.count):
            more.add(button)
        asked.body.addWidget(more)
        body.addWidget(asked)
        self.outcome = Notice(look, "ok", "", large=True, name="cards.outcome")
        self.outcome.hide()
        body.addWidget(self.outcome)
        self.say = Text(look, "", "strong", wrap=True)
        self.aside = Text(look, "", "secondary", "muted", wrap=True)
        for line in (self.say, self.aside):
            line.hide()
            body.addWidget(line)
        self.card = Card(
            look, self.tr("Changed last"), "credit-card", count=0, divided=True, name="cards.latest"
        )
        columns = (
            Column("time", self.tr("When"), 78),
            Column("card", self.tr("Card")),
            Column("state", self.tr("State"), 150),
            Column("balance", self.tr("Balance"), 116, right=True),
        )
        self._rows = RowsModel(columns, self._cell, key=lambda row: row.card.card_id, tone=_tone)
        self.table = RowTable(
            look, self._rows, spoken=self.tr("Cards that changed last"), name="cards.table"
        )
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda row: self._context.open_person(row.person_id))
        self.card.body.addWidget(self.table)
        body.addWidget(self.card)
        self.empty = Card(look)
        self.empty.body.addWidget(
            EmptyState(
                look,
                self.tr("No card yet. Open a person and press F7 to issue the first."),
                icon="credit-card",
            )
        )
        body.addWidget(self.empty)
        body.addStretch(1)
        self.hold(self._sheet)

    def _build_panel(self) -> None:
        look = self._context.theme
        self.panel = Companion(look, self.tr("The card"), name="cards.summary")
        self.panel.setParent(self)
        self.panel.hide()
        body = self.panel.body
        self.picture = MiniCard(look)
        body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        row = HBox(look)
        self.badge = Badge(look, self._words.state("active"))
        row.addWidget(self.badge)
        row.addStretch(1)
        body.addLayout(row)
        self.facts = KeyValue(look)
        body.addWidget(self.facts)
        body.addStretch(1)
        self.person = ActionButton(
            look, "primary", self.tr("Open the person"), icon="user-round", name="cards.person"
        ).stretch()
        self.go_on = ActionButton(
            look, "secondary", self.tr("Activate and hand over"), icon="scan-line",
            name="cards.go_on",
        ).stretch()  # fmt: skip
        self.replace = ActionButton(
            look, "secondary", self.tr("Block or replace"), icon="repeat", name="cards.replace"
        ).stretch()
        self.person.clicked.connect(self._open_person)
        self.go_on.clicked.connect(self._go_on)
        self.purchase = ActionButton(
            look, "secondary", self.tr("Record a purchase"), icon="euro", name="cards.purchase"
        ).stretch()
        self.purchase.clicked.connect(self._buy)
        self.replace.clicked.connect(self._replace)
        for button in (self.person, self.go_on, self.purchase, self.replace):
            self.panel.add_foot(button)
        self._show_card()

    def _show(self, rows: tuple[CardRow, ...]) -> None:
        self._rows.set_rows(rows)
        self.card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if self.card.header is not None:
            self.card.header.set_count(len(rows))
        kept = self._current.card.card_id if self._current else ""
        fresh = next((row for row in rows if row.card.card_id == kept), None)
        self._current = fresh or self._current or (rows[0] if rows else None)
        if self._current is not None:
            self.table.select_place(self._rows.row_of(self._current.card.card_id))
        self._show_card()

    def _cell(self, row: CardRow, column: str) -> Cell:
        card = row.card
        if column == "time":
            today = local_date(self._context.desk.now_us()) == local_date(card.changed_at)
            when = local_time_text(card.changed_at) if today else local_text(card.changed_at)[:5]
            return Cell(when, role="strong")
        if column == "card":
            return Cell(grouped(card.card_no), f"{row.person_name} · {card.title}")
        if column == "state":
            return Cell(badge=self._words.state(card.state))
        return Cell(euro_text(card.balance_cents, self._context.lang), role="strong")

    def _choose(self, row: CardRow) -> None:
        self._current = row
        self._show_card()

    def _show_card(self) -> None:
        row, lang = self._current, self._context.lang
        for widget in (self.picture, self.badge, self.facts):
            widget.setVisible(row is not None)
        self.person.setEnabled(row is not None)
        self.go_on.setVisible(row is not None and row.card.state in UNFINISHED)
        self.purchase.setVisible(self._may_buy())
        self.replace.setEnabled(row is not None and row.card.state not in GONE)
        if row is None:
            return
        card = row.card
        self.picture.set_card(card.title, grouped(card.card_no))
        self.badge.set_face(self._words.state(card.state))
        rows = [
            (self.tr("Person"), row.person_name),
            (self.tr("Balance"), euro_text(card.balance_cents, lang)),
            (self.tr("Issued with"), euro_text(card.amount_cents, lang)),
            (self.tr("Valid until"), date_text(card.expires_on)),
        ]
        if card.block_reason:
            rows.append((self.tr("Blocked because"), self._words.reason(card.block_reason)))
        self.facts.set_rows(rows)

    def _typed(self) -> None:
        text = self.number.text()
        if text:
            self._look_up(text)

    def _look_up(self, text: str) -> None:
        desk = self._context.desk

        def work() -> _Looked:
            verdict = desk.verify_card(text)
            scanned = text.upper().startswith("WD1C") or verdict.card_id
            card_id = verdict.card_id
            row = desk.look(lambda here: card_row(here, card_id)) if card_id else None
            return _Looked(row, verdict if scanned else None)

        self._context.read(work, self, self._found)

    def _found(self, looked: _Looked) -> None:
        verdict = looked.verdict
        self.outcome.show()
        said = aside = ""
        if verdict is None:
            self.outcome.set_words(
                self.tr("No card with this number at this desk"),
                self.tr("Check the letters, or scan the code."),
                tone="warning",
            )
        else:
            tone, words = self._words.outcome(verdict, self._context.lang)
            proof = self.tr("Found by its number: only the scan proves that it is genuine.")
            remedy = f"{words.remedy} {proof}" if verdict.why == "typed" else words.remedy
            self.outcome.set_words(words.fact, remedy, tone=tone)
            said = self.tr("Say: «%1»").replace("%1", words.say)
            parts = (self._words.holder(verdict), self._words.list_age(verdict))
            aside = " ".join(part for part in parts if part)
        for line, text in ((self.say, said), (self.aside, aside)):
            line.setText(text)
            line.setVisible(bool(text))
        self._current = looked.row or (None if verdict is not None else self._current)
        if self._current is not None:
            self.table.select_place(self._rows.row_of(self._current.card.card_id))
        self._show_card()

    def _open_person(self) -> None:
        if self._current is not None:
            self._context.open_person(self._current.person_id)

    def _go_on(self) -> None:
        row = self._current
        if row is not None:
            self._context.open_person(row.person_id)
            self._context.set_page(HandOverPage(self._context, row.person_id, row.card.card_id))

    def _may_buy(self) -> bool:
        who, row = self._context.desk.session.operator, self._current
        usable = row is not None and row.card.state in USABLE
        return usable and who is not None and may_act(who.role, "redeem")

    def _buy(self) -> None:
        row = self._current
        if row is not None:
            self._context.open_person(row.person_id)
            self._context.set_page(PurchasePage(self._context, row.person_id, row.card.card_id))

    def _replace(self) -> None:
        row = self._current
        if row is not None:
            self._context.open_replace_form(row.person_id, row.card.card_id)


def _tone(row: CardRow) -> str:
    return RowTone.PAST if row.card.state in DEAD else RowTone.PLAIN
