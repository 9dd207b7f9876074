# SPDX-License-Identifier: EUPL-1.2
"""Records a purchase with a card at the counter: the shop, the euros, what is left."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.purchase import ShopChoice
from welfare_desk.ui.cards.purchase_presenter import PurchasePresenter
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.fields import DateField, Field
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.notices import ConfirmPanel, EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page

WIDTH, SMALL = 344, 316
NARROW_WINDOW = 1180


class PurchasePage(Page):
    """Enter takes the first shop, Ctrl+Enter records the purchase."""

    help_page = "cards"
    kinds = frozenset({"voucher_card", "posting", "merchant", "fund"})

    def __init__(self, context: Context, person_id: str, card_id: str) -> None:
        """Load card and shops."""
        super().__init__()
        self.setObjectName("purchase")
        self._context, self.person_id = context, person_id
        self.presenter = PurchasePresenter(context, card_id, self)
        self.setAccessibleName(self.tr("Record a purchase"))
        self._build()
        self._build_panel()
        self.presenter.changed.connect(self._show)
        self.presenter.recorded.connect(self._recorded)
        self.presenter.refused.connect(self._refused)
        self.presenter.start()

    def title(self) -> str:
        """Return the holder's name."""
        view = self.presenter.view
        return view.row.person_name if view else ""

    def reload(self) -> None:
        """Show card and shops as they stand now."""
        if not self.presenter.busy:
            self.presenter.start()

    def shown(self) -> None:
        """Take the right panel; the focus goes to the shop."""
        narrow = self.window().width() < NARROW_WINDOW
        self._context.set_companion(self.panel, SMALL if narrow else WIDTH)
        self.shop.setFocus()

    def act(self, act_id: str) -> bool:
        """Confirm by Ctrl+Enter."""
        if act_id == "confirm":
            self.presenter.confirm()
            return True
        return act_id == "save"

    def _build(self) -> None:
        look, presenter = self._context.theme, self.presenter
        self._sheet = layout.Page(look, self.tr("Record a purchase"), name="purchase.page")
        body = self._sheet.body
        self.ask = ActionButton(
            look, "secondary", self.tr("Ask now"), icon="refresh-cw", size="middle",
            name="purchase.ask",
        )  # fmt: skip
        self.ask.clicked.connect(presenter.ask)
        self.notice = Notice(look, "warning", "", button=self.ask, name="purchase.notice")
        self.notice.hide()
        body.addWidget(self.notice)
        asked = Card(look)
        self.shop = Field(
            look,
            self.tr("Shop"),
            hint=self.tr("Name, address or VAT number; Enter takes the first of the list."),
            sign="search",
            name="purchase.shop",
        )
        self.shop.changed.connect(presenter.seek)
        self.shop.line.returnPressed.connect(self._first)
        asked.body.addWidget(self.shop)
        line = TurningBox(look, 12)
        self.amount = Field(look, self.tr("Amount"), sign="euro", name="purchase.amount")
        self.amount.changed.connect(presenter.note_amount)
        today = local_date(self._context.desk.now_us())
        self.day = DateField(look, self.tr("Day of the purchase"), today, name="purchase.day")
        self.day.set_day(today)
        self.day.day_changed.connect(presenter.note_day)
        line.addWidget(self.amount, 1)
        line.addWidget(self.day, 1)
        asked.body.addLayout(line)
        body.addWidget(asked)
        body.addWidget(self._made_shops())
        body.addStretch(1)
        self.hold(self._sheet)

    def _made_shops(self) -> Card:
        look = self._context.theme
        self.listed = Card(
            look, self.tr("Shops admitted"), "store", count=0, divided=True, name="purchase.shops"
        )
        self._rows = RowsModel(
            (Column("name", self.tr("Shop")),), self._cell, key=lambda row: row.merchant_id
        )
        self.shops = RowTable(
            look, self._rows, spoken=self.tr("Shops admitted"), name="purchase.shops.table"
        )
        self.shops.opened.connect(self._choose)
        self.listed.body.addWidget(self.shops)
        words = self.tr("No shop of this fund has this name. Type another part of it.")
        self._none = EmptyState(look, words, icon="store")
        show_if(self._none, False)
        self.listed.body.addWidget(self._none)
        return self.listed

    def _build_panel(self) -> None:
        look, actions = self._context.theme, self._context.actions
        self.panel = Companion(look, self.tr("Confirm"), name="purchase.summary")
        self.panel.setParent(self)
        self.panel.hide()
        self.destroyed.connect(self.panel.deleteLater)
        self.facts = KeyValue(look)
        self.confirm = ConfirmPanel(
            look,
            "",
            "",
            confirm=self.tr("Record the purchase"),
            confirm_icon="euro",
            confirm_key=actions.key("confirm"),
            safe=self.tr("Back to the person"),
            safe_key=actions.key("back"),
            name="purchase",
        )
        self.confirm.confirmed.connect(self.presenter.confirm)
        self.confirm.declined.connect(lambda: self._context.close_page(self))
        self.panel.body.addWidget(self.facts)
        self.panel.body.addWidget(self.confirm.notice)
        self.panel.body.addStretch(1)
        self.panel.add_foot(self.confirm)

    def _cell(self, row: ShopChoice, _column: str) -> Cell:
        return Cell(row.name, row.address)

    def _first(self) -> None:
        found = self.presenter.shops()
        if found:
            self._choose(found[0])

    def _choose(self, shop: ShopChoice) -> None:
        self.shop.line.blockSignals(True)
        self.shop.set_text(shop.name)
        self.shop.line.blockSignals(False)
        self.presenter.choose(shop)
        whole = self.presenter.view is not None and self.presenter.view.whole
        (self.day if whole else self.amount).setFocus()

    def _show(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        view = presenter.view
        self.confirm.confirm_button.setEnabled(presenter.ready())
        self._show_obstacle()
        if view is None:
            return
        card = view.row.card
        self._sheet.set_heading(
            self.tr("Purchase with the card of %1").replace("%1", view.row.person_name),
            f"{card.fund_name} · {grouped(card.card_no)}",
        )
        self.amount.set_locked(view.whole)
        if view.whole:
            self.amount.set_text(euro_text(card.balance_cents, lang))
            self.amount.set_hint(self.tr("It is spent whole, never in part."))
        found = presenter.shops()
        self._rows.set_rows(found)
        if self.listed.header is not None:
            self.listed.header.set_count(len(found))
        show_if(self.shops, bool(found))
        show_if(self._none, not found)
        self._show_summary()
        self._context.retitle()

    def _show_obstacle(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        code, facts = presenter.obstacle()
        elsewhere = presenter.view is not None and not code and not presenter.held()
        show_if(self.notice, bool(code) or elsewhere)
        show_if(self.ask, elsewhere)
        self.ask.setEnabled(not presenter.asking)
        if code:
            named = {"field": self.tr("Day of the purchase"), "part": self.day.text()}
            self._refused(code_text(code, {**facts, **named}, lang))
        elif elsewhere:
            self.notice.set_words(
                self.tr("The balance of this card is at another counter"),
                self.tr("Ask for it, or record the purchase provisionally: the centre decides."),
                tone="warning",
            )

    def _show_summary(self) -> None:
        presenter, lang = self.presenter, self._context.lang
        view, cents, left = presenter.view, presenter.cents(), presenter.left_cents()
        if view is None:
            return
        none = "–"
        after = none if left is None or left < 0 else euro_text(left, lang)
        self.facts.set_rows(
            (
                (self.tr("Shop"), presenter.shop.name if presenter.shop else none),
                (self.tr("Day"), date_text(presenter.day) if presenter.day else none),
                (self.tr("Balance"), euro_text(view.row.card.balance_cents, lang)),
                (self.tr("Amount"), none if cents is None else euro_text(cents, lang)),
                (self.tr("Left afterwards"), after),
            )
        )
        fact = self.tr("The purchase is final at once.")
        if not presenter.held():
            fact = self.tr("The purchase is provisional until the centre answers.")
        self.confirm.notice.set_words(
            fact, self.tr("It cannot be undone here: two supervisors take a purchase back.")
        )

    def _recorded(self, final: bool) -> None:
        presenter, lang = self.presenter, self._context.lang
        cents = presenter.cents_recorded
        words = self.tr("The purchase of %1 at %2 went through. Two supervisors can take it back.")
        if not final:
            words = self.tr("The purchase of %1 at %2 is provisional: the centre will answer.")
        name = presenter.shop.name if presenter.shop else ""
        self._context.close_page(self)
        self._context.toast(words.replace("%1", euro_text(cents, lang)).replace("%2", name))

    def _refused(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        show_if(self.notice, True)
        self.notice.set_words(f"{fact}." if remedy else fact, remedy, tone="warning")
