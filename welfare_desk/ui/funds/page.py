# SPDX-License-Identifier: EUPL-1.2
"""A fund as it stands: figures, weeks as a chart and as a table, shops, lists to take along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import ParcelUnwritable
from welfare_desk.desk.fund_tables import public_table, report_tables
from welfare_desk.desk.views.fund_report import (
    FundReport,
    ShopShare,
    WeekShare,
    fund_report,
    public_report,
)
from welfare_desk.ui.context import Context
from welfare_desk.ui.funds.chart import Bar, BarChart
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page


class FundPage(Page):
    """Names no citizen; what is published hides counts below five."""

    help_page = "shops"
    kinds = frozenset({"fund", "voucher_card", "posting", "redemption", "settlement", "resource"})

    def __init__(self, context: Context, fund_id: str) -> None:
        """Load the fund."""
        super().__init__()
        self.setObjectName("fund")
        self._context, self._fund_id = context, fund_id
        self._report: FundReport | None = None
        self._build()
        self.reload()

    def title(self) -> str:
        """Return the fund's name."""
        return self._report.name if self._report is not None else self.tr("Fund")

    def reload(self) -> None:
        """Read the fund anew."""
        desk, fund_id = self._context.desk, self._fund_id
        self._context.read(
            lambda: desk.look(lambda here: fund_report(here, fund_id)), self, self._show
        )

    def shown(self) -> None:
        """Give the right panel back."""
        self._context.set_companion(None)
        self.setFocus()

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("Fund"), name="fund.page")
        body = self._sheet.body
        self.closed = Notice(look, "info", "", name="fund.closed")
        self.closed.hide()
        body.addWidget(self.closed)
        self.budget = Figure(look, self.tr("Budget"), "", icon="wallet", below=" ")
        self.issued = Figure(look, self.tr("Issued"), "", icon="credit-card", below=" ", share=0)
        self.used = Figure(look, self.tr("Used"), "", icon="store", below=" ", share=0)
        first = Card(look)
        first.body.addWidget(FigureRow(look, (self.budget, self.issued, self.used)))
        body.addWidget(first)
        self.left = Figure(look, self.tr("Still to issue"), "", icon="euro", below=" ")
        self.expiring = Figure(look, self.tr("Expiring"), "", icon="calendar-clock", below=" ")
        self.paid = Figure(look, self.tr("Paid to shops"), "", icon="receipt-euro", below=" ")
        second = Card(look)
        second.body.addWidget(FigureRow(look, (self.left, self.expiring, self.paid)))
        body.addWidget(second)
        body.addWidget(self._made_weeks())
        body.addWidget(self._made_shops())
        self._none = Card(look)
        words = self.tr("Nothing used yet. Purchases appear here by week and by shop.")
        self._none.body.addWidget(EmptyState(look, words, icon="store"))
        show_if(self._none, False)
        body.addWidget(self._none)
        self._build_lists()
        body.addStretch(1)
        self.hold(self._sheet)

    def _made_weeks(self) -> Card:
        look = self._context.theme
        self._weeks_card = Card(look, self.tr("Used by week"), "calendar-days", name="fund.weeks")
        self.chart = BarChart(look, self.tr("Used by week"), name="fund.chart")
        self._weeks_card.body.addWidget(self.chart)
        self.weeks = RowsModel(
            (
                Column("monday", self.tr("Week from")),
                Column("purchases", self.tr("Purchases"), 130, right=True),
                Column("cents", self.tr("Amount"), 150, right=True),
            ),
            self._week_cell,
            key=lambda row: row.monday,
        )
        self.week_table = RowTable(
            look,
            self.weeks,
            spoken=self.tr("Used by week"),
            one_line=True,
            name="fund.weeks.table",
        )
        self._weeks_card.body.addWidget(self.week_table)
        return self._weeks_card

    def _made_shops(self) -> Card:
        look = self._context.theme
        self._shops_card = Card(look, self.tr("Used by shop"), "store", name="fund.shops")
        self.shops = RowsModel(
            (
                Column("name", self.tr("Shop")),
                Column("purchases", self.tr("Purchases"), 130, right=True),
                Column("cents", self.tr("Amount"), 150, right=True),
            ),
            self._shop_cell,
            key=lambda row: row.merchant_id,
        )
        self.shop_table = RowTable(
            look,
            self.shops,
            spoken=self.tr("Used by shop"),
            one_line=True,
            name="fund.shops.table",
        )
        self._shops_card.body.addWidget(self.shop_table)
        return self._shops_card

    def _build_lists(self) -> None:
        look = self._context.theme
        row = FlowBox(look, 12)
        self.save = ActionButton(
            look, "secondary", self.tr("Save the figures"), icon="file-down", size="middle",
            name="fund.save",
        )  # fmt: skip
        self.publish = ActionButton(
            look, "secondary", self.tr("Save what may be published"), icon="file-text",
            size="middle", name="fund.publish",
        )  # fmt: skip
        self.save.clicked.connect(lambda: self._ask_file(public=False))
        self.publish.clicked.connect(lambda: self._ask_file(public=True))
        row.add(self.save)
        row.add(self.publish)
        self._sheet.body.addWidget(row)

    def _show(self, report: FundReport) -> None:
        self._report = report
        lang = self._context.lang
        period = f"{date_text(report.starts_on)} – {date_text(report.ends_on)}"
        self._sheet.set_heading(report.name, period)
        if report.closed_on is not None:
            words = self.tr("Closed on %1").replace("%1", date_text(report.closed_on))
            self.closed.set_words(words, self.tr("Nothing moves in it any more."))
        show_if(self.closed, report.closed_on is not None)
        for figure, cents in (
            (self.budget, report.budget_cents),
            (self.issued, report.issued_cents),
            (self.used, report.used_cents),
            (self.left, report.left_cents),
            (self.expiring, report.expiring_cents),
            (self.paid, report.paid_cents),
        ):
            figure.value.setText(euro_text(cents, lang))
        if self.issued.bar is not None and self.used.bar is not None:
            self.issued.bar.set_share(_share(report.issued_cents, report.budget_cents))
            self.used.bar.set_share(_share(report.used_cents, report.issued_cents))
        self.issued.below.setText(self.tr("%n cards", "", report.cards_given))
        self.expiring.below.setText(
            self.tr("on %n cards within 30 days", "", report.expiring_cards)
        )
        self.weeks.set_rows(tuple(reversed(report.weeks)))
        self.chart.set_bars(
            [
                Bar(each.monday.strftime("%d/%m"), euro_text(each.cents, lang), each.cents)
                for each in report.weeks
            ]
        )
        show_if(self._weeks_card, bool(report.weeks))
        self.shops.set_rows(report.shops)
        show_if(self._shops_card, bool(report.shops))
        show_if(self._none, not (report.weeks or report.shops))
        self._context.retitle()

    def _week_cell(self, row: WeekShare, column: str) -> Cell:
        if column == "monday":
            return Cell(date_text(row.monday), role="body")
        return self._share_cell(row.purchases, row.cents, column)

    def _shop_cell(self, row: ShopShare, column: str) -> Cell:
        if column == "name":
            return Cell(row.name)
        return self._share_cell(row.purchases, row.cents, column)

    def _share_cell(self, purchases: int, cents: int, column: str) -> Cell:
        if column == "purchases":
            return Cell(str(purchases), role="body")
        return Cell(euro_text(cents, self._context.lang), role="strong")

    def _ask_file(self, *, public: bool) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the list"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("List (*.csv)"), self.tr("Spreadsheet (*.xlsx)")])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.write_list(Path(path), public=public))
        dialog.open()

    def write_list(self, path: Path, *, public: bool) -> None:
        """Write the figures, or what may be published of them, as CSV or XLSX by the name."""
        report = self._report
        if report is None:
            return

        def work() -> None:
            table = public_table(public_report(report)) if public else report_tables(report)
            data = table.xlsx() if path.suffix.lower() == ".xlsx" else table.csv()
            try:
                path.write_bytes(data)
            except OSError:
                raise ParcelUnwritable() from None

        saved = self.tr("Saved: %1").replace("%1", path.name)
        self._context.paper(work, self, lambda _done: self._context.toast(saved))


def _share(part: int, whole: int) -> float:
    return part / whole if whole > 0 else 0.0
