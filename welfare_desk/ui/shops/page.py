# SPDX-License-Identifier: EUPL-1.2
"""Negozi e misure: the register of shops, and the funds as they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.core.money import euro_text
from welfare_desk.desk.views.lists import FundRow, fund_rows
from welfare_desk.desk.views.shops import ShopRow, shop_rows
from welfare_desk.ui.context import Context
from welfare_desk.ui.funds.page import FundPage
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.segments import PageTabs, Tab
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.returns.words import ReturnWords
from welfare_desk.ui.shops.shop_page import ShopPage


class ShopsPage(Page):
    """Two lists; Enter on a row opens the shop or the fund."""

    help_page = "shops"
    kinds = frozenset({"merchant", "redemption", "settlement", "fund", "resource"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("shops")
        self._context = context
        self._words = ReturnWords(self)
        look = context.theme
        self._sheet = layout.Page(look, self.tr("Shops and funds"), name="shops.page")
        self.tabs = PageTabs(look, (), spoken=self.tr("Shops and funds"), name="shops.tabs")
        self.tabs.chosen.connect(self._turn)
        self._sheet.body.addWidget(self.tabs)
        self._shops_side, self._funds_side = QWidget(), QWidget()
        self._build_shops(VBox(look, 12, parent=self._shops_side))
        self._build_funds(VBox(look, 12, parent=self._funds_side))
        self._sheet.body.addWidget(self._shops_side)
        self._sheet.body.addWidget(self._funds_side)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)
        self._set_tabs(0, 0)
        self._turn("shops")

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Shops and funds")

    def reload(self) -> None:
        """Read both lists anew."""
        self._find(self.sought.text())
        desk = self._context.desk
        self._context.read(lambda: desk.look(fund_rows), self, self._show_funds)

    def shown(self) -> None:
        """Take the focus to the search."""
        self.reload()
        self.sought.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_shops(self, body: VBox) -> None:
        look = self._context.theme
        asked = Card(look)
        self.sought = Field(
            look,
            self.tr("Search a shop"),
            hint=self.tr("Name, address or VAT number."),
            sign="search",
            name="shops.sought",
        )
        self.sought.changed.connect(self._find)
        self.sought.line.returnPressed.connect(self._open_first)
        asked.body.addWidget(self.sought)
        body.addWidget(asked)
        self._listed = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("name", self.tr("Shop")),
            Column("state", self.tr("State"), 190),
            Column("papers", self.tr("Papers"), 180),
            Column("waiting", self.tr("To settle"), 130, right=True),
        )
        self.rows = RowsModel(columns, self._shop_cell, key=lambda row: row.merchant_id)
        self.table = RowTable(look, self.rows, spoken=self.tr("Shops"), name="shops.table")
        self.table.opened.connect(self._open_shop)
        self._listed.body.addWidget(self.table)
        body.addWidget(self._listed)
        self._none = Card(look)
        self._none.body.addWidget(
            EmptyState(
                look,
                self.tr("No shop has this name. Shops come with the territory's file."),
                icon="store",
            )
        )
        body.addWidget(self._none)

    def _build_funds(self, body: VBox) -> None:
        look = self._context.theme
        card = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("name", self.tr("Fund")),
            Column("budget", self.tr("Budget"), 150, right=True),
            Column("issued", self.tr("Committed"), 150, right=True),
            Column("free", self.tr("Free"), 150, right=True),
        )
        self.funds = RowsModel(columns, self._fund_cell, key=lambda row: row.fund_id)
        self.fund_table = RowTable(look, self.funds, spoken=self.tr("Funds"), name="shops.funds")
        self.fund_table.opened.connect(self._open_fund)
        card.body.addWidget(self.fund_table)
        body.addWidget(card)
        self._funds_card = card
        self._no_fund = Card(look)
        words = self.tr("No fund here yet. Funds come with the territory's file, at an exchange.")
        self._no_fund.body.addWidget(EmptyState(look, words, icon="wallet"))
        show_if(self._no_fund, False)
        body.addWidget(self._no_fund)

    def _turn(self, tab: str) -> None:
        self._shops_side.setVisible(tab != "funds")
        self._funds_side.setVisible(tab == "funds")

    def _set_tabs(self, shops: int, funds: int) -> None:
        self.tabs.set_tabs(
            (Tab("shops", self.tr("Shops"), shops), Tab("funds", self.tr("Funds"), funds))
        )

    def _find(self, sought: str) -> None:
        desk = self._context.desk
        self._context.read(
            lambda: desk.look(lambda here: shop_rows(here, sought)), self, self._show_shops
        )

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        self.rows.set_rows(rows)
        show_if(self._listed, bool(rows))
        show_if(self._none, not rows)
        self._set_tabs(len(rows), len(self.funds.rows))

    def _show_funds(self, rows: tuple[FundRow, ...]) -> None:
        self.funds.set_rows(rows)
        show_if(self._funds_card, bool(rows))
        show_if(self._no_fund, not rows)
        self._set_tabs(len(self.rows.rows), len(rows))

    def _shop_cell(self, row: ShopRow, column: str) -> Cell:
        if column == "name":
            return Cell(row.name, sub=row.address)
        if column == "state":
            return Cell(badge=self._words.shop(row))
        if column == "papers":
            return self._papers(row)
        return Cell(euro_text(row.waiting_cents, self._context.lang), role="strong")

    def _papers(self, row: ShopRow) -> Cell:
        if row.papers_ended:
            words = self.tr("%n ended", "", row.papers_ended)
            return Cell(badge=BadgeFace(words, "danger", "calendar-x"))
        if row.papers_ending:
            words = self.tr("%n ending", "", row.papers_ending)
            return Cell(badge=BadgeFace(words, "warning", "calendar-clock"))
        return Cell("–", role="secondary")

    def _fund_cell(self, row: FundRow, column: str) -> Cell:
        lang = self._context.lang
        if column == "name":
            return Cell(row.name)
        cents = {
            "budget": row.budget_cents,
            "issued": row.committed_cents,
            "free": row.free_cents,
        }[column]
        return Cell(euro_text(cents, lang), role="strong" if column == "free" else "body")

    def _open_first(self) -> None:
        if self.rows.rows:
            self._open_shop(self.rows.rows[0])

    def _open_shop(self, row: ShopRow) -> None:
        self._context.set_page(ShopPage(self._context, row.merchant_id))

    def _open_fund(self, row: FundRow) -> None:
        self._context.set_page(FundPage(self._context, row.fund_id))
