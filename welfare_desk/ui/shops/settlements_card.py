# SPDX-License-Identifier: EUPL-1.2
"""A shop's settlements: how far each is, its paper, its debit note, its differences."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import euro_text, parse_euro
from welfare_desk.core.numbers import receipt_label
from welfare_desk.core.refusals import AmountUnreadable
from welfare_desk.desk.views.shops import Difference, SettlementRow
from welfare_desk.operations.settlements import CloseDifference, RecordDebitNote
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import clear
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.shops.words import ShopWords


class SettlementsCard(Card):
    """``recorded`` tells what an act here stored; who may not settle only looks."""

    recorded = Signal(object)

    def __init__(self, context: Context, *, settles: bool) -> None:
        """Show nothing yet."""
        super().__init__(
            context.theme, self.tr("Settlements"), "receipt-text", divided=True,
            name="shop.settlements",
        )  # fmt: skip
        self._context, self._settles = context, settles
        self._words = ShopWords(self)
        self.hide()

    def show_rows(self, rows: tuple[SettlementRow, ...]) -> None:
        """Show the settlements, the latest first; without any the card is not there."""
        look, lang = self._context.theme, self._context.lang
        clear(self.body)
        show_if(self, bool(rows))
        for each in rows:
            period = f"{date_text(each.from_on)} – {date_text(each.to_on)}"
            detail = " · ".join(
                (
                    receipt_label(each.settlement_no),
                    period,
                    self.tr("%n purchases", "", each.redemptions),
                )
            )
            row = Row(look, f"{each.fund}, {euro_text(each.amount_cents, lang)}", detail)
            row.add(Badge(look, self._words.settlement(each)))
            paper = ActionButton(
                look, "ghost", self.tr("Print"), icon="printer", size="small",
                name=f"shop.print.{each.settlement_id}",
            )  # fmt: skip
            paper.clicked.connect(
                lambda _=False, one=each: print_paper(self._context, "statement", one.settlement_id)
            )
            row.add(paper)
            self.add_row(row)
            if each.state == "closed" and self._settles:
                self.body.addWidget(self._note_field(each))
            for line in each.differences:
                said = line.closed or self.tr("to close")
                if not line.closed and self._settles:
                    self.body.addWidget(self._line_field(each, line))
                self.add_row(
                    Row(
                        look,
                        f"{self._words.difference(line.code)}: {line.ref}",
                        f"{euro_text(line.ours_cents, lang)} / "
                        f"{euro_text(line.theirs_cents, lang)} · {said}",
                        icon="triangle-alert" if not line.closed else "check",
                    )
                )

    def _line_field(self, row: SettlementRow, line: Difference) -> Field:
        field = Field(
            self._context.theme,
            f"{self._words.difference(line.code)}: {line.ref}",
            hint=self.tr("Say in a few words how it is closed, then Enter."),
            name=f"shop.line.{row.settlement_id}.{line.code}",
        )
        act = CloseDifference(
            settlement_id=row.settlement_id, code=line.code, ref=line.ref, words=""
        )
        desk = self._context.desk

        def close() -> None:
            said = msgspec.structs.replace(act, words=field.text())
            self._context.write(
                lambda: desk.record(said), self, self.recorded.emit, field.set_error
            )

        field.line.returnPressed.connect(close)
        return field

    def _note_field(self, row: SettlementRow) -> Field:
        field = Field(
            self._context.theme,
            self.tr("Number and amount of the shop's debit note"),
            hint=self.tr("For example 7/2026 165,50, then Enter."),
            name=f"shop.note.{row.settlement_id}",
        )
        field.line.returnPressed.connect(lambda: self._note(row, field))
        return field

    def _note(self, row: SettlementRow, field: Field) -> None:
        number, _, amount = field.text().rpartition(" ")
        try:
            cents = parse_euro(amount)
        except AmountUnreadable:
            cents = 0
        if not number or not cents:
            field.set_error(self.tr("Write the number, a blank, and the amount."))
            return
        desk = self._context.desk
        act = RecordDebitNote(
            settlement_id=row.settlement_id,
            number=number.strip(),
            on=local_date(desk.now_us()),
            amount_cents=cents,
        )
        self._context.write(lambda: desk.record(act), self, self.recorded.emit, field.set_error)
