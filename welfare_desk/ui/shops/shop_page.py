# SPDX-License-Identifier: EUPL-1.2
"""A shop's page: its papers, what it took in, what it is owed and was paid."""

from __future__ import annotations

import datetime
from pathlib import Path

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.desk.settling import Due, closing, due
from welfare_desk.desk.shop_list import FileTaken, compared, take_file
from welfare_desk.desk.views.shops import ShopView, SpentRow, shop_view
from welfare_desk.operations.redemptions import ReverseRedemption
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.second import SUPERVISORS
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue, Row
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox, clear
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.login.second import ask_second
from welfare_desk.ui.page import Page
from welfare_desk.ui.returns.words import ReturnWords
from welfare_desk.ui.shops.compare_card import Differences, ask_list
from welfare_desk.ui.shops.settlements_card import SettlementsCard
from welfare_desk.ui.shops.words import ShopWords


class ShopPage(Page):
    """What a supervisor does here two people sign; everybody else looks."""

    help_page = "shops"
    kinds = frozenset({"merchant", "redemption", "settlement", "posting"})

    def __init__(self, context: Context, merchant_id: str) -> None:
        """Load the shop."""
        super().__init__()
        self.setObjectName("shop")
        self._context, self._merchant_id = context, merchant_id
        self._words, self._standing = ShopWords(self), ReturnWords(self)
        self._view: ShopView | None = None
        self._due: Due | None = None
        who = context.desk.session.operator
        self._settles = who is not None and may_act(who.role, "settle")
        self._build()
        self.reload()

    def title(self) -> str:
        """Return the shop's name."""
        return self._view.row.name if self._view is not None else self.tr("Shop")

    def reload(self) -> None:
        """Read the shop anew."""
        desk, merchant_id = self._context.desk, self._merchant_id
        self._context.read(
            lambda: desk.look(lambda here: shop_view(here, merchant_id)), self, self._show
        )

    def shown(self) -> None:
        """Give the right panel back: the page needs none of its own."""
        self._context.set_companion(None)
        self.setFocus()

    def _build(self) -> None:
        look, who = self._context.theme, self._context.desk.session.operator
        self._sheet = layout.Page(look, self.tr("Shop"), name="shop.page")
        self.state = Badge(look, BadgeFace("", "neutral", "info"))
        self._sheet.add_header(self.state)
        self.file = ActionButton(
            look, "ghost", self.tr("Take the shop's file in"), icon="upload", size="middle",
            name="shop.file",
        )  # fmt: skip
        self.file.clicked.connect(self._ask_file)
        show_if(self.file, who is not None and may_act(who.role, "redeem"))
        self._sheet.add_header(self.file)
        body = self._sheet.body
        self.notice = Notice(look, "info", "", name="shop.notice")
        self.notice.hide()
        body.addWidget(self.notice)
        self._facts_card = Card(look, self.tr("Register"), "store")
        self._facts = KeyValue(look)
        self._facts_card.body.addWidget(self._facts)
        body.addWidget(self._facts_card)
        self._papers = Card(look, self.tr("Papers"), "file-check", divided=True, name="shop.papers")
        body.addWidget(self._papers)
        self._settling = Card(look, self.tr("Settle"), "receipt-euro", name="shop.settle")
        self._build_settling()
        show_if(self._settling, self._settles)
        body.addWidget(self._settling)
        self._settlements = SettlementsCard(self._context, settles=self._settles)
        self._settlements.recorded.connect(self._recorded)
        body.addWidget(self._settlements)
        self._build_spent()
        body.addWidget(self._spent_card)
        body.addStretch(1)
        self.hold(self._sheet)

    def _build_settling(self) -> None:
        look = self._context.theme
        today = local_date(self._context.desk.now_us())
        last = today.replace(day=1) - datetime.timedelta(days=1)
        self.fund = ChoiceField(look, self.tr("Fund"), name="shop.fund")
        self.from_on = DateField(look, self.tr("From"), today, name="shop.from")
        self.to_on = DateField(look, self.tr("To"), today, name="shop.to")
        self.from_on.set_day(last.replace(day=1))
        self.to_on.set_day(today)
        self.fund.changed.connect(lambda _value: self._look_due())
        for field in (self.from_on, self.to_on):
            field.day_changed.connect(lambda _day: self._look_due())
        self._settling.body.addWidget(self.fund)
        days = HBox(look, 12)
        days.addWidget(self.from_on, 1)
        days.addWidget(self.to_on, 1)
        self._settling.body.addLayout(days)
        self.owing = Text(look, "", "strong", wrap=True)
        self._settling.body.addWidget(self.owing)
        self.close_button = ActionButton(
            look, "primary", self.tr("Close with a second person"), icon="users", size="middle",
            name="shop.close",
        )  # fmt: skip
        self.close_button.clicked.connect(self._close)
        self.compare = ActionButton(
            look, "secondary", self.tr("Compare with the shop's list"), icon="equal",
            size="middle", name="shop.compare",
        )  # fmt: skip
        self.compare.clicked.connect(self._ask_list)
        row = FlowBox(look, 12)
        row.add(self.close_button)
        row.add(self.compare)
        self.differences = Differences(self._context)
        self._settling.body.addWidget(self.differences)
        self._settling.body.addWidget(row)

    def _build_spent(self) -> None:
        look = self._context.theme
        self._spent_card = Card(
            look, self.tr("Taken in last"), "credit-card", divided=True, name="shop.spent"
        )
        columns = [
            Column("on", self.tr("Day"), 104),
            Column("card", self.tr("Card")),
            Column("state", self.tr("State"), 150),
            Column("amount", self.tr("Amount"), 116, right=True),
        ]
        if self._settles:
            columns.append(Column("act", "", 150))
        self.spent = RowsModel(
            columns, self._spent_cell, key=lambda row: row.redemption_id, tone=_tone
        )
        self.table = RowTable(
            look, self.spent, spoken=self.tr("Purchases taken in last"), name="shop.table"
        )
        self.table.acted.connect(lambda row, _column: self._ask_reason(row))
        self._spent_card.body.addWidget(self.table)
        words = self.tr("Nothing taken in yet. Scan this shop's vouchers under Returns.")
        self._none_spent = EmptyState(look, words, icon="archive-restore")
        show_if(self._none_spent, False)
        self._spent_card.body.addWidget(self._none_spent)
        self.reason = Field(
            look,
            self.tr("Why the purchase is taken back"),
            hint=self.tr("The reason stays with the purchase. A second supervisor signs."),
            name="shop.reason",
        )
        self.reason.line.returnPressed.connect(self._take_back)
        self.reason.hide()
        self._spent_card.body.addWidget(self.reason)
        self._chosen: SpentRow | None = None

    def _show(self, view: ShopView | None) -> None:
        self._view = view
        if view is None:
            return
        self._sheet.set_heading(view.row.name, view.row.address)
        self.state.set_face(self._standing.shop(view.row))
        self._facts.set_rows(tuple((key, said) for key, said in self._told(view) if said))
        clear(self._papers.body)
        for paper in view.papers:
            row = Row(self._context.theme, paper.name, paper.number)
            row.add(Badge(self._context.theme, self._words.paper(paper)))
            self._papers.add_row(row)
        show_if(self._papers, bool(view.papers))
        kept = self.fund.value()
        self.fund.set_choices(list(view.fund_ids))
        if kept:
            self.fund.set_value(kept)
        self._settlements.show_rows(view.settlements)
        self.spent.set_rows(view.latest)
        show_if(self.table, bool(view.latest))
        show_if(self._none_spent, not view.latest)
        self._look_due()
        self._context.retitle()

    def _told(self, view: ShopView) -> tuple[tuple[str, str], ...]:
        until = date_text(view.admitted_to) if view.admitted_to is not None else ""
        since = date_text(view.admitted_from) if view.admitted_from is not None else ""
        iban = view.iban[:4] + " … " + view.iban[-4:] if view.iban else ""
        return (
            (self.tr("VAT number"), view.row.vat_number),
            (self.tr("Fiscal code"), view.fiscal_code),
            (self.tr("IBAN"), iban),
            (self.tr("Contact"), view.contact_name),
            (self.tr("Phone"), view.phone),
            (self.tr("Email"), view.email),
            (self.tr("Admitted from"), since),
            (self.tr("Admitted until"), until),
            (self.tr("Funds"), ", ".join(view.row.funds) or self.tr("all")),
        )

    def _look_due(self) -> None:
        from_on, to_on, fund_id = self.from_on.day(), self.to_on.day(), self.fund.value()
        self.close_button.setEnabled(False)
        if not (self._settles and from_on and to_on and fund_id):
            self.owing.setText("")
            return
        desk, merchant_id = self._context.desk, self._merchant_id
        self._context.read(
            lambda: desk.look(lambda here: due(here, merchant_id, fund_id, from_on, to_on)),
            self,
            self._show_due,
        )

    def _ask_list(self) -> None:
        ask_list(
            self,
            self.tr("Choose the shop's list"),
            self.tr("Lists (*.csv *.txt *.xlsx)"),
            self.compare_with,
        )

    def compare_with(self, path: str) -> None:
        """Compare what is due with a list of the shop; what differs asks for words."""
        what, desk = self._due, self._context.desk
        if what is None:
            return
        self._context.read(
            lambda: desk.look(lambda here: compared(here, what, Path(path))),
            self,
            self.differences.show_lines,
            self._refused,
        )

    def _ask_file(self) -> None:
        ask_list(
            self,
            self.tr("Choose the shop's file"),
            self.tr("Lists (*.csv *.txt *.xlsx)"),
            self.take_in,
        )

    def take_in(self, path: str) -> None:
        """Take the shop's file in; its rows come back beside it with what became of each."""
        desk, merchant_id, lang = self._context.desk, self._merchant_id, self._context.lang
        file = Path(path)
        result = file.with_name(f"{file.stem}-esito.csv")

        def done(taken: FileTaken) -> None:
            print_paper(self._context, "return_receipt", taken.batch_id)
            words = self.tr("%n purchases taken in", "", taken.taken)
            beside = self.tr("what became of each row is in %1").replace("%1", result.name)
            self.notice.set_words(words, beside, tone="ok")
            self.notice.show()
            self._context.broadcast({"redemption", "posting", "voucher_card", "return_batch"})
            self.reload()

        self._context.write(
            lambda: take_file(desk, merchant_id, file, result, lang), self, done, self._refused
        )

    def _show_due(self, what: Due) -> None:
        if self._due is None or self._due.rows != what.rows:
            self.differences.reset()
        self._due = what
        lang = self._context.lang
        if not what.rows:
            self.owing.setText(self.tr("Nothing is left to settle in these days."))
            return
        words = self.tr("%n purchases, %1", "", len(what.rows))
        self.owing.setText(words.replace("%1", euro_text(what.amount_cents, lang)))
        self.close_button.setEnabled(True)

    def _close(self) -> None:
        what = self._due
        if what is None or not what.rows:
            return
        words = self.tr("%1 is to get %2 for %3.")
        why = (
            words.replace("%1", what.merchant_name)
            .replace("%2", euro_text(what.amount_cents, self._context.lang))
            .replace("%3", what.fund_name)
        )
        desk, told = self._context.desk, self.differences.closed()
        settlement_id = desk.new_id()

        def proved(second_id: str) -> None:
            self._context.write(
                lambda: desk.record(closing(what, settlement_id, second_id, told)),
                self,
                lambda recorded: self._settled(recorded, settlement_id),
                self._refused,
            )

        ask_second(self._context, self, why, proved, self.shown, SUPERVISORS)

    def _settled(self, recorded: Recorded, settlement_id: str) -> None:
        print_paper(self._context, "statement", settlement_id)
        self._context.toast(self.tr("Settlement closed, the statement is printed"))
        self._recorded(recorded)

    def _ask_reason(self, row: SpentRow) -> None:
        self._chosen = row
        self.reason.show()
        self.reason.control.setFocus()

    def _take_back(self) -> None:
        row, reason = self._chosen, self.reason.text()
        if row is None or not reason:
            self.reason.set_error(self.tr("Write the reason in a few words."))
            return
        desk = self._context.desk
        amount = euro_text(row.amount_cents, self._context.lang)
        why = self.tr("%1 goes back to card %2.").replace("%1", amount)

        def proved(second_id: str) -> None:
            act = ReverseRedemption(
                redemption_id=row.redemption_id, reason=reason, second_id=second_id
            )
            self._context.write(lambda: desk.record(act), self, self._recorded, self._refused)

        ask_second(
            self._context,
            self,
            why.replace("%2", grouped(row.card_no)),
            proved,
            self.shown,
            SUPERVISORS,
        )

    def _recorded(self, recorded: Recorded) -> None:
        self.reason.hide()
        self.reason.set_text("")
        self.notice.hide()
        self._context.broadcast(recorded.kinds)
        self.shown()
        self.reload()

    def _refused(self, sentence: str) -> None:
        fact, stop, remedy = sentence.partition(". ")
        self.notice.set_words(f"{fact}." if stop else fact, remedy, tone="danger")
        self.notice.show()
        self.shown()

    def _spent_cell(self, row: SpentRow, column: str) -> Cell:
        if column == "on":
            return Cell(date_text(row.spent_on), role="secondary")
        if column == "card":
            return Cell(grouped(row.card_no), sub=self._words.channel(row), role="code")
        if column == "state":
            return Cell(badge=self._words.spent(row))
        if column == "amount":
            return Cell(euro_text(row.amount_cents, self._context.lang), role="strong")
        return Cell(button=self.tr("Take back") if row.state == "done" else "")


def _tone(row: SpentRow) -> str:
    return RowTone.PAST if row.state == "reversed" else RowTone.PLAIN
