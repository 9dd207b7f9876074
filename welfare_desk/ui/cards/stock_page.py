# SPDX-License-Identifier: EUPL-1.2
"""The count of cards at a change of shift: what lies there, what should, and the difference."""

from __future__ import annotations

from PySide6.QtCore import Qt

from welfare_desk.core.instants import local_text
from welfare_desk.desk.views.stock import CountView, StockView, stock_view
from welfare_desk.operations.card_life import CountStock
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import Rank
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import ActionBar, TurningBox, clear
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page

FIELDS = ("blanks", "printed", "spoilt", "added")


class StockPage(Page):
    """Four numbers; the difference is said before Ctrl+Enter records the count."""

    help_page = "cards"
    kinds = frozenset({"stock_count", "voucher_card"})

    def __init__(self, context: Context) -> None:
        """Load what should be there."""
        super().__init__()
        self.setObjectName("stock")
        self._context, self._look = context, context.theme
        self.view: StockView | None = None
        self.fields: dict[str, Field] = {}
        self._build()
        self.reload()

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Count the cards")

    def reload(self) -> None:
        """Read what should be there anew."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(stock_view), self, self._show)

    def shown(self) -> None:
        """Take the focus to the first number."""
        self._context.set_companion(None)
        self.fields["blanks"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Record the count by Ctrl+Enter."""
        if act_id == "confirm" and self.confirm.isEnabled():
            self._record()
            return True
        return False

    def _build(self) -> None:
        look = self._look
        self._sheet = layout.Page(
            look,
            self.title(),
            self.tr("At a change of shift: count what lies in the drawer."),
            name="stock.page",
        )
        body = self._sheet.body
        self.notice = Notice(look, "info", "", large=True, name="stock.notice")
        show_if(self.notice, False)
        body.addWidget(self.notice)
        card = Card(look, self.tr("Counted now"), "calculator")
        names = {
            "blanks": self.tr("Blank cards"),
            "printed": self.tr("Printed, not handed over"),
            "spoilt": self.tr("Spoilt since the last count"),
            "added": self.tr("Delivered since the last count"),
        }
        for pair in (FIELDS[:2], FIELDS[2:]):
            row = TurningBox(look, 12)
            for name in pair:
                field = Field(look, names[name], optional=name == "added", name=f"stock.{name}")
                field.changed.connect(lambda _text: self._compare())
                self.fields[name] = field
                row.addWidget(field, 1)
            card.body.addLayout(row)
        self.note = Field(look, self.tr("Note"), optional=True, name="stock.note")
        card.body.addWidget(self.note)
        self.expected = Text(look, "", "secondary", "muted", wrap=True)
        card.body.addWidget(self.expected)
        body.addWidget(card)
        self.last = Card(look, self.tr("Last counts"), "history", divided=True, name="stock.last")
        body.addWidget(self.last)
        body.addStretch(1)
        bar = ActionBar(look)
        self.confirm = button_for(
            look,
            self._context.actions,
            "confirm",
            Rank.PRIMARY,
            text=self.tr("Record the count"),
            icon="check",
            name="stock.confirm",
        )
        self.confirm.clicked.connect(self._record)
        bar.add(self.confirm)
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)
        self._compare()

    def _show(self, view: StockView) -> None:
        self.view = view
        clear(self.last.body)
        for count in view.counts:
            self.last.add_row(self._row(count))
        show_if(self.last, bool(view.counts))
        self._compare()

    def _row(self, count: CountView) -> Row:
        words = self.tr("%1 blank, %2 printed, %3 spoilt")
        for place, number in enumerate((count.blanks, count.printed, count.spoilt), start=1):
            words = words.replace(f"%{place}", str(number))
        detail = " · ".join(
            part for part in (local_text(count.counted_at), count.operator, count.note) if part
        )
        row = Row(self._look, words, detail, icon="calculator")
        off = count.blanks_off, count.printed_off
        face = BadgeFace(self.tr("As expected"), "ok", "circle-check")
        if any(off):
            face = BadgeFace(self._off(*off), "warning", "triangle-alert")
        row.add(Badge(self._look, face))
        return row

    def _off(self, blanks: int, printed: int) -> str:
        parts = []
        if blanks:
            parts.append(self.tr("blanks %1").replace("%1", _signed(blanks)))
        if printed:
            parts.append(self.tr("printed %1").replace("%1", _signed(printed)))
        return ", ".join(parts)

    def _numbers(self) -> dict[str, int] | None:
        """Return the four numbers, or nothing while one is missing or is no number."""
        found: dict[str, int] = {}
        for name, field in self.fields.items():
            text = field.text().strip() or ("0" if name in ("added", "spoilt") else "")
            if not (text.isascii() and text.isdigit() and len(text) <= 6):
                return None
            found[name] = int(text)
        return found

    def _compare(self) -> None:
        view, counted = self.view, self._numbers()
        self.confirm.setEnabled(view is not None and counted is not None)
        if view is None:
            return
        should = self.tr("Should be there: %1 blank, %2 printed. Since the last count: %3 used.")
        blanks = "–" if view.expected_blanks is None else str(view.expected_blanks)
        for place, words in enumerate((blanks, str(view.expected_printed), str(view.used)), 1):
            should = should.replace(f"%{place}", words)
        self.expected.setText(should)
        if counted is None:
            return
        off = self._difference(view, counted)
        if any(off):
            self._say(
                "warning",
                self.tr("Difference: %1").replace("%1", self._off(*off)),
                self.tr("Count again; if it stays, write in the note what is known."),
            )
        else:
            self._say("ok", self.tr("The count is as expected"))

    def _expected(self, view: StockView, counted: dict[str, int]) -> tuple[int, int]:
        if view.expected_blanks is None:
            return counted["blanks"], view.expected_printed
        return view.expected_blanks + counted["added"], view.expected_printed

    def _difference(self, view: StockView, counted: dict[str, int]) -> tuple[int, int]:
        blanks, printed = self._expected(view, counted)
        return counted["blanks"] - blanks, counted["printed"] - printed

    def _record(self) -> None:
        view, counted, desk = self.view, self._numbers(), self._context.desk
        if view is None or counted is None:
            return
        blanks, printed = self._expected(view, counted)
        operation = CountStock(
            count_id=desk.new_id(),
            blanks=counted["blanks"],
            printed=counted["printed"],
            spoilt=counted["spoilt"],
            added=counted["added"],
            expected_blanks=blanks,
            expected_printed=printed,
            note=self.note.text().strip(),
        )
        self._context.write(lambda: desk.record(operation), self, self._recorded, self._refused)

    def _recorded(self, recorded: Recorded) -> None:
        for field in (*self.fields.values(), self.note):
            field.set_text("")
        self._say("ok", self.tr("The count was recorded"))
        self._context.broadcast(recorded.kinds)
        self.reload()

    def _refused(self, sentence: str) -> None:
        fact, _, remedy = sentence.partition(". ")
        self._say("warning", f"{fact}." if remedy else fact, remedy)

    def _say(self, tone: str, fact: str, remedy: str = "") -> None:
        self.notice.set_words(fact, remedy, tone=tone)
        show_if(self.notice, True)


def _signed(number: int) -> str:
    """Return a difference with its sign, a minus as wide as a plus."""
    return f"{number:+d}".replace("-", "−")
