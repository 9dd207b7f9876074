# SPDX-License-Identifier: EUPL-1.2
"""Decides how a purchase at the counter is recorded: the shop, the euros, the day."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.instants import local_date
from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import AmountUnreadable
from welfare_desk.core.text import fold
from welfare_desk.desk.views.purchase import PurchaseView, ShopChoice, purchase_view
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane


class PurchasePresenter(QObject):
    """Holds a card, a shop, an amount and a day; ``recorded`` follows the act."""

    changed = Signal()
    recorded = Signal(bool)
    """Whether the purchase is final."""
    refused = Signal(str)

    def __init__(self, context: Context, card_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.card_id = card_id
        self.view: PurchaseView | None = None
        self.shop: ShopChoice | None = None
        self.sought = self.amount = ""
        self.day: datetime.date | None = local_date(context.desk.now_us())
        self.cents_recorded = 0
        """What the act said; the balance changes beneath the page once it is stored."""
        self.busy = self.asking = False

    def start(self) -> None:
        """Load card and shops; also after a change elsewhere."""
        card_id, desk, on = self.card_id, self._desk, self.day or local_date(self._desk.now_us())
        work = lambda: desk.look(lambda here: purchase_view(here, card_id, on))  # noqa: E731
        self._context.read(work, self, self._take, self.refused.emit)

    def shops(self) -> tuple[ShopChoice, ...]:
        """Return the admitted shops that hold the words sought."""
        return tuple(each for each in self._found() if each.admitted)

    def cents(self) -> int | None:
        """Return the amount in cents, the whole balance where nothing else may be spent."""
        if self.view is not None and self.view.whole:
            return self.view.row.card.balance_cents
        try:
            return parse_euro(self.amount) if self.amount else None
        except AmountUnreadable:
            return None

    def left_cents(self) -> int | None:
        """Return what stays on the card, or nothing while no amount can be read."""
        cents = self.cents()
        return None if self.view is None or cents is None else self.view.left_cents(cents)

    def held(self) -> bool:
        """Tell whether the balance is here, so that the purchase is final at once."""
        return self.view is not None and self.view.row.card.balance_held_here

    def obstacle(self) -> tuple[str, dict[str, str | int]]:
        """Return code and facts of the refusal that the act would meet, or nothing."""
        if self.view is None:
            return "card_unknown", {}
        if self.view.obstacle:
            return self.view.obstacle, {}
        if self.day is None:
            return "date_unreadable", {}
        outside = self.shop is not None and not self.shop.admitted
        if outside or (self.shop is None and self._found() and not self.shops()):
            return "shop_not_admitted", {}
        if self.shop is None and self.sought and not self._found():
            return "merchant_unknown", {}
        cents, left = self.cents(), self.left_cents()
        if cents is None and self.amount:
            return "amount_unreadable", {}
        if cents is not None and cents <= 0:
            return "amount_invalid", {}
        if left is not None and left < 0:
            return "balance_too_small", {"left_cents": self.view.row.card.balance_cents}
        return "", {}

    def ready(self) -> bool:
        """Tell whether the purchase may be confirmed now."""
        full = self.shop is not None and self.cents() is not None and self.day is not None
        return full and not self.busy and not self.obstacle()[0]

    def seek(self, words: str) -> None:
        """Filter the shops; another word takes the choice back."""
        self.sought, self.shop = words, None
        self.changed.emit()

    def choose(self, shop: ShopChoice) -> None:
        """Take a shop."""
        self.shop = shop
        self.changed.emit()

    def note_amount(self, text: str) -> None:
        """Take what is typed as euros."""
        self.amount = text.strip()
        self.changed.emit()

    def note_day(self, day: datetime.date | None) -> None:
        """Take the day at the till; who is admitted depends on it."""
        if day != self.day:
            self.day = day
            self.changed.emit()
            self.start()

    def confirm(self) -> None:
        """Record the purchase."""
        shop, cents = self.shop, self.cents()
        if shop is None or cents is None or not self.ready():
            return
        self.busy, self.cents_recorded = True, cents
        self.changed.emit()
        operation = RedeemCard(
            card_id=self.card_id,
            merchant_id=shop.merchant_id,
            amount_cents=cents,
            spent_on=self.day,
        )
        self._context.write(
            lambda: self._desk.record(operation), self, self._recorded, self._not_recorded
        )

    def ask(self) -> None:
        """Ask the server for the card's balance; nobody waits for the answer."""
        if self.asking:
            return
        self.asking = True
        self.changed.emit()
        resource, desk = f"balance:{self.card_id}", self._desk
        self._context.jobs.submit(
            lambda: desk.ask_for(resource), self, self._answered, self._not_answered, Lane.NETWORK
        )

    def _found(self) -> tuple[ShopChoice, ...]:
        words = tuple(fold(self.sought).split())
        return tuple(each for each in self.view.shops if each.holds(words)) if self.view else ()

    def _take(self, view: PurchaseView | None) -> None:
        self.view = view
        if view is not None and self.shop is not None:
            kept = self.shop.merchant_id
            self.shop = next((each for each in view.shops if each.merchant_id == kept), None)
        self.changed.emit()

    def _answered(self, held: bool) -> None:
        self.asking = False
        self.changed.emit()
        if held:
            self.start()

    def _not_answered(self, error: BaseException) -> None:
        self.asking = False
        self.changed.emit()
        self.refused.emit(self._context.sentence(error))

    def _recorded(self, recorded: Recorded) -> None:
        self.busy = False
        self._context.broadcast(recorded.kinds)
        self.recorded.emit(recorded.state == "final")

    def _not_recorded(self, sentence: str) -> None:
        self.busy = False
        self.changed.emit()
        self.refused.emit(sentence)
