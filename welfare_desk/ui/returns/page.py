# SPDX-License-Identifier: EUPL-1.2
"""Rientri: scan after scan with no key between, the pile of errors beside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.core.instants import local_time_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import receipt_label
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.returns import Piece, ReturnView
from welfare_desk.desk.views.shops import ShopRow
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit import layout
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import ActionBar, HBox, Panel, VBox, clear
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.returns.presenter import ReturnsPresenter
from welfare_desk.ui.returns.words import ReturnWords

WIDTH = 320


class ReturnsPage(Page):
    """First the shop, then its pieces; what was read before an interruption is still there."""

    help_page = "returns"
    kinds = frozenset({"merchant"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("returns")
        self._context = context
        self._words = ReturnWords(self)
        self._declared_of = ""
        self.presenter = ReturnsPresenter(context, self)
        self._build()
        self._build_panel()
        self.presenter.changed.connect(self._show)
        self.presenter.shops_found.connect(self._show_shops)
        self.presenter.read.connect(self._tell)
        self.presenter.closed.connect(self._closed)
        self._show()

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Returns")

    def reload(self) -> None:
        """Read shops and return anew."""
        self.presenter.start(self.sought.text())

    def shown(self) -> None:
        """Take the right panel, and the focus where a key would go."""
        self._context.set_companion(self.panel, WIDTH, at_once=False)
        self.reload()
        self._take_focus()

    def act(self, act_id: str) -> bool:
        """Close by Ctrl+Enter, put aside by Esc, take the last piece out by Ctrl+Z."""
        if self.presenter.view is None:
            return False
        if act_id in ("confirm", "save"):
            self.presenter.close()
        elif act_id == "back":
            self.presenter.leave()
            self._take_focus()
        elif act_id == "undo":
            self.presenter.take_back_last()
        else:
            return False
        return True

    @property
    def counts_scans(self) -> bool:
        """Tell whether a return is open: a voucher read twice is marked and counted once."""
        return self.presenter.view is not None

    def take_scan(self, answer: Answer) -> bool:
        """Read a voucher; before a shop is chosen a scan is the window's."""
        if self.presenter.view is None:
            return False
        self._read(answer.scanned_card or answer.text)
        return True

    def _build(self) -> None:
        look = self._context.theme
        self._sheet = layout.Page(look, self.tr("Returns"), name="returns.page")
        self.change = ActionButton(
            look, "ghost", self.tr("Change shop"), icon="store", size="middle",
            name="returns.change",
        )  # fmt: skip
        self.change.clicked.connect(self.presenter.leave)
        self._sheet.add_header(self.change)
        self._choosing = QWidget()
        self._reading = QWidget()
        self._build_choosing(VBox(look, 12, parent=self._choosing))
        self._build_reading(VBox(look, 12, parent=self._reading))
        self._sheet.body.addWidget(self._choosing)
        self._sheet.body.addWidget(self._reading)
        self._sheet.body.addStretch(1)
        self._bar = self._made_bar()
        self._sheet.set_action_bar(self._bar)
        self.hold(self._sheet)

    def _build_choosing(self, body: VBox) -> None:
        look = self._context.theme
        card = Card(look)
        self.sought = Field(
            look,
            self.tr("Shop"),
            hint=self.tr("Name, address or VAT number; Enter takes the first of the list."),
            sign="search",
            name="returns.shop",
        )
        self.sought.changed.connect(self.presenter.find)
        self.sought.line.returnPressed.connect(self._first)
        card.body.addWidget(self.sought)
        body.addWidget(card)
        listed = Card(look, self.tr("Shops"), "store", count=0, divided=True, name="returns.shops")
        self._shops_card = listed
        columns = (
            Column("name", self.tr("Shop")),
            Column("state", self.tr("State"), 170),
            Column("waiting", self.tr("To settle"), 130, right=True),
        )
        self._shops = RowsModel(columns, self._shop_cell, key=lambda row: row.merchant_id)
        self.shops = RowTable(
            look, self._shops, spoken=self.tr("Shops"), name="returns.shops.table"
        )
        self.shops.opened.connect(self.presenter.begin)
        listed.body.addWidget(self.shops)
        body.addWidget(listed)
        self._no_shop = Card(look)
        self._no_shop.body.addWidget(
            EmptyState(look, self.tr("No shop has this name. Type another word."), icon="store")
        )
        body.addWidget(self._no_shop)

    def _build_reading(self, body: VBox) -> None:
        look = self._context.theme
        self.pace = Badge(look, BadgeFace("", "neutral", "gauge"))
        self.notice = Notice(
            look,
            "info",
            self.tr("Scan the first voucher"),
            self.tr("No key is needed. Each piece is stored at once."),
            icon="scan-line",
            large=True,
            button=self.pace,
            name="returns.notice",
        )
        body.addWidget(self.notice)
        self.taken = Figure(look, self.tr("Taken"), "0", icon="circle-check", below=" ")
        self.total = Figure(look, self.tr("Total taken"), "", icon="euro", below=" ")
        self.aside = Figure(
            look,
            self.tr("Put aside"),
            "0",
            icon="triangle-alert",
            below=self.tr("they do not stop the return"),
            ink="warning",
        )
        figures = Card(look)
        figures.body.addWidget(FigureRow(look, (self.taken, self.total, self.aside)))
        body.addWidget(figures)
        body.addWidget(self._made_fields())
        body.addWidget(self._made_latest())

    def _made_fields(self) -> Card:
        look = self._context.theme
        typed = Card(look)
        row = HBox(look, 12)
        self.amount = Field(
            look,
            self.tr("Amount of the receipt"),
            hint=self.tr("For cards with a balance: type it, then scan."),
            optional=True,
            sign="euro",
            name="returns.amount",
        )
        self.number = Field(
            look,
            self.tr("Number, if the reader does not work"),
            optional=True,
            code=True,
            sign="credit-card",
            name="returns.number",
        )
        self.number.line.returnPressed.connect(self._typed)
        row.addWidget(self.amount, 1)
        row.addWidget(self.number, 1)
        typed.body.addLayout(row)
        said = HBox(look, 12)
        self.declared = Field(
            look,
            self.tr("Pieces that the shop declares"),
            optional=True,
            name="returns.declared",
        )
        self.declared_euro = Field(
            look,
            self.tr("Euros that the shop declares"),
            optional=True,
            sign="euro",
            name="returns.declared_euro",
        )
        for field in (self.declared, self.declared_euro):
            field.line.editingFinished.connect(self._declare)
            said.addWidget(field, 1)
        typed.body.addLayout(said)
        return typed

    def _declare(self) -> None:
        readable = self.presenter.declare(self.declared.text(), self.declared_euro.text())
        words = "" if readable else self.tr("Write a number, such as 12 or 240,00.")
        self.declared_euro.set_error(words)

    def _made_latest(self) -> Card:
        look = self._context.theme
        self._latest_card = Card(
            look, self.tr("Read last"), "list-checks", divided=True, name="returns.latest"
        )
        self.undo = button_for(
            look,
            self._context.actions,
            "undo",
            "ghost",
            text=self.tr("Take the last one out"),
            size="small",
            name="returns.undo",
        )
        self.undo.clicked.connect(self.presenter.take_back_last)
        if self._latest_card.header is not None:
            self._latest_card.header.add(self.undo)
        columns = (
            Column("no", self.tr("No."), 56),
            Column("number", self.tr("Voucher")),
            Column("outcome", self.tr("Outcome"), 236),
            Column("amount", self.tr("Amount"), 110, right=True),
            Column("at", self.tr("Hour"), 84, right=True),
        )
        self._pieces = RowsModel(
            columns, self._piece_cell, key=lambda row: (row.at, row.card_no), tone=self._tone
        )
        self.table = RowTable(
            look,
            self._pieces,
            spoken=self.tr("Vouchers read last"),
            one_line=True,
            name="returns.table",
        )
        self._latest_card.body.addWidget(self.table)
        return self._latest_card

    def _made_bar(self) -> ActionBar:
        look, actions = self._context.theme, self._context.actions
        bar = ActionBar(look)
        self.pause = ActionButton(
            look,
            "secondary",
            self.tr("Put off"),
            icon="circle-pause",
            key=actions.key("back"),
            name="returns.pause",
        )
        self.pause.clicked.connect(self.presenter.leave)
        self.close_button = button_for(
            look,
            actions,
            "confirm",
            "primary",
            text=self.tr("Close and print"),
            name="returns.close",
        )
        self.close_button.clicked.connect(self.presenter.close)
        bar.add(self.pause)
        bar.add(self.close_button)
        return bar

    def _build_panel(self) -> None:
        look = self._context.theme
        self.panel = Companion(look, self.tr("Put aside"), name="returns.pile")
        self.panel.setParent(self)
        self.panel.hide()
        self.destroyed.connect(self.panel.deleteLater)
        self._pile_note = Text(look, "", "secondary", "muted", wrap=True)
        self.panel.body.addWidget(self._pile_note)
        self._pile = VBox(look, 12)
        self.panel.body.addLayout(self._pile)
        self.panel.body.addStretch(1)

    def _show(self) -> None:
        view, lang = self.presenter.view, self._context.lang
        show_if(self._choosing, view is None)
        show_if(self._reading, view is not None)
        show_if(self.change, view is not None)
        show_if(self._bar, view is not None)
        if view is None:
            self._sheet.set_heading(self.tr("Returns"), self.tr("Whose vouchers are these?"))
            self._show_pile(())
            return
        self._sheet.set_heading(
            self.tr("Returns: %1").replace("%1", view.merchant_name),
            " · ".join(part for part in (view.address, self._vat(view.vat_number)) if part),
        )
        self.taken.value.setText(str(view.taken))
        self._show_declared(view)
        self.total.value.setText(euro_text(view.amount_cents, lang))
        self.aside.value.setText(str(len(view.aside)))
        self.pace.set_face(
            BadgeFace(self.tr("%n a minute", "", self.presenter.pace()), "neutral", "gauge")
        )
        self._pieces.set_rows(view.latest)
        show_if(self._latest_card, bool(view.latest))
        self.undo.setEnabled(bool(view.taken))
        self.close_button.setEnabled(not self.presenter.closing and bool(view.latest))
        self._show_pile(view.aside)

    def _show_declared(self, view: ReturnView) -> None:
        """Say what the shop declared, and by how much it is off."""
        if view.batch_id != self._declared_of:
            self._declared_of = view.batch_id
            self.declared.set_text(str(view.declared) if view.declared else "")
            plain = euro_text(view.declared_cents, self._context.lang)
            self.declared_euro.set_text(plain if view.declared_cents else "")
        pieces, cents = " ", " "
        if view.off is not None:
            pieces = self.tr("of %n declared", "", view.declared)
            if view.off:
                pieces += f": {view.off:+d}".replace("-", "−")
        if view.off_cents is not None:
            lang = self._context.lang
            cents = self.tr("of %1 declared").replace("%1", euro_text(view.declared_cents, lang))
            if view.off_cents:
                plus = "+" if view.off_cents > 0 else ""
                cents += f": {plus}{euro_text(view.off_cents, lang)}"
        self.taken.below.setText(pieces)
        self.total.below.setText(cents)
        off = bool(view.off or view.off_cents)
        for figure in (self.taken, self.total):
            figure.below.set_tone("warning" if off else "muted")

    def _vat(self, number: str) -> str:
        return self.tr("VAT %1").replace("%1", number) if number else ""

    def _show_pile(self, pieces: tuple[Piece, ...]) -> None:
        look, lang = self._context.theme, self._context.lang
        title = self.tr("Put aside: %1").replace("%1", str(len(pieces)))
        self.panel.title.setText(title if pieces else self.tr("Put aside"))
        self._pile_note.setText(
            self.tr("The return goes on. Decide at the end.")
            if pieces
            else self.tr("What cannot be taken in is listed here with its reason.")
        )
        clear(self._pile)
        for piece in pieces:
            self._pile.addWidget(self._pile_row(look, piece, lang))

    def _pile_row(self, look: object, piece: Piece, lang: str) -> QWidget:
        theme = self._context.theme
        panel = Panel("notice", "warning")
        column = VBox(theme, 6, (14, 10, 14, 10), panel)
        top = HBox(theme, 8)
        top.addWidget(Text(theme, self._words.number(piece), "code", elide=True), 1)
        if piece.amount_cents:
            top.addWidget(Text(theme, euro_text(piece.amount_cents, lang), "strong"))
        column.addLayout(top)
        fact, remedy = self._words.reason(piece, lang)
        column.addWidget(Text(theme, fact, "secondary_strong", "warning", wrap=True))
        if remedy:
            column.addWidget(Text(theme, remedy, "secondary", wrap=True))
        back = ActionButton(
            theme,
            "secondary",
            self.tr("Give back"),
            size="small",
            name=f"returns.give_back.{piece.at}",
        )
        back.clicked.connect(lambda: self.presenter.put_down(piece))
        row = HBox(theme, 8)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)
        return panel

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        self._shops.set_rows(rows)
        if self._shops_card.header is not None:
            self._shops_card.header.set_count(len(rows))
        show_if(self._shops_card, bool(rows))
        show_if(self._no_shop, not rows)

    def _shop_cell(self, row: ShopRow, column: str) -> Cell:
        if column == "name":
            return Cell(row.name, sub=row.address)
        if column == "state":
            return Cell(badge=self._words.shop(row))
        return Cell(euro_text(row.waiting_cents, self._context.lang), role="strong")

    def _piece_cell(self, row: Piece, column: str) -> Cell:
        if column == "no":
            return Cell(str(row.place) if row.place else "–", role="secondary")
        if column == "number":
            return Cell(self._words.number(row), role="code")
        if column == "outcome":
            return Cell(badge=self._words.face(row))
        if column == "amount":
            return Cell(euro_text(row.amount_cents, self._context.lang), role="strong")
        return Cell(local_time_text(row.at), role="secondary")

    def _first(self) -> None:
        if self._shops.rows:
            self.presenter.begin(self._shops.rows[0])

    def _typed(self) -> None:
        if self.number.text():
            self._read(self.number.text())

    def _read(self, text: str) -> None:
        if not self.presenter.take(text, self.amount.text()):
            self.amount.set_error(self.tr("Write an amount such as 12,50."))
            return
        self.amount.set_error("")
        self.amount.set_text("")
        self.number.set_text("")

    def _tell(self, piece: Piece) -> None:
        tone, fact, remedy = self._words.told(piece, self._context.lang)
        icon = {"ok": "scan-line", "info": "copy"}.get(tone, "triangle-alert")
        self.notice.set_words(fact, remedy, tone=tone, icon=icon)
        if self._context.reader is not None:
            self._context.reader.answer(tone in ("ok", "info"))

    def _closed(self, number: str) -> None:
        words = self.tr("Return closed, receipt %1").replace("%1", receipt_label(number))
        self._context.toast(words)
        self.notice.set_words(
            self.tr("Scan the first voucher"),
            self.tr("No key is needed. Each piece is stored at once."),
            tone="info",
            icon="scan-line",
        )
        self._take_focus()

    def _take_focus(self) -> None:
        if self.presenter.view is None:
            self.sought.control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tone(self, row: Piece) -> str:
        newest = self._pieces.rows[0] if self._pieces.rows else None
        return RowTone.FRESH if row is newest and row.outcome == "taken" else RowTone.PLAIN
