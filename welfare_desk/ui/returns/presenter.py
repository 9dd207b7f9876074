# SPDX-License-Identifier: EUPL-1.2
"""Decides what Rientri shows and does: the shop, the pieces read, the pile, the closing."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import AmountUnreadable
from welfare_desk.desk.returns import Piece, ReturnView
from welfare_desk.desk.views.shops import ShopRow, shop_rows
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context

MINUTE_US = 60_000_000
KINDS = frozenset({"redemption", "posting", "voucher_card", "return_batch"})


class ReturnsPresenter(QObject):
    """Holds the return in hand; reading goes on while earlier pieces are stored."""

    changed = Signal()
    shops_found = Signal(object)
    read = Signal(object)
    """The piece that was read last."""
    closed = Signal(str)
    """The receipt's number."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.view: ReturnView | None = None
        self.closing = False
        self._waiting = 0
        self._times: deque[int] = deque(maxlen=200)

    def start(self, sought: str = "") -> None:
        """Go on with the return that was interrupted, else find the shops."""
        desk = self._context.desk
        if self.view is not None:
            batch_id = self.view.batch_id
            self._context.read(lambda: desk.returns.view(batch_id), self, self._show, self._gone)
            return
        self._context.read(desk.returns.opened, self, self._resume)
        self.find(sought)

    def find(self, sought: str) -> None:
        """Find shops by words."""
        desk = self._context.desk
        work = lambda: desk.look(lambda here: shop_rows(here, sought))  # noqa: E731
        self._context.read(work, self, self.shops_found.emit)

    def begin(self, shop: ShopRow) -> None:
        """Open a return of a shop."""
        desk, who = self._context.desk, self._context.operator_id()
        self._context.write(
            lambda: desk.returns.begin(shop.merchant_id, operator_id=who), self, self._begun
        )

    def take(self, text: str, amount: str = "") -> bool:
        """Read a piece; tells whether the amount typed can be read."""
        view = self.view
        if view is None or self.closing:
            return True
        try:
            cents = parse_euro(amount) if amount else 0
        except AmountUnreadable:
            return False
        desk, who, batch_id = self._context.desk, self._context.operator_id(), view.batch_id
        self._waiting += 1
        self._context.write(
            lambda: desk.returns.read(batch_id, text, operator_id=who, amount_cents=cents),
            self,
            self._was_read,
            self._not_read,
        )
        return True

    def declare(self, pieces: str, amount: str) -> bool:
        """Keep what the shop says it brings; tells whether both can be read."""
        view = self.view
        if view is None or self.closing:
            return True
        try:
            cents = parse_euro(amount) if amount.strip() else 0
            count = int(pieces) if pieces.strip() else 0
        except (AmountUnreadable, ValueError):
            return False
        if (count, cents) != (view.declared, view.declared_cents):
            desk, who, batch_id = self._context.desk, self._context.operator_id(), view.batch_id
            self._context.write(
                lambda: desk.returns.declare(batch_id, count, cents, operator_id=who),
                self,
                self._show,
            )
        return True

    def take_back_last(self) -> None:
        """Take the piece that was taken in last out again."""
        if self.view is None:
            return
        desk, who, batch_id = self._context.desk, self._context.operator_id(), self.view.batch_id
        self._context.write(
            lambda: desk.returns.take_back_last(batch_id, operator_id=who), self, self._taken_back
        )

    def put_down(self, piece: Piece) -> None:
        """Give a piece of the pile back to the shop."""
        if self.view is None:
            return
        desk, who, batch_id = self._context.desk, self._context.operator_id(), self.view.batch_id
        self._context.write(
            lambda: desk.returns.put_down(batch_id, piece.at, operator_id=who), self, self._show
        )

    def close(self) -> None:
        """Close the return and print its receipt."""
        if self.view is None or self.closing or self._waiting:
            return
        desk, batch_id = self._context.desk, self.view.batch_id
        self.closing = True
        self.changed.emit()

        def done(recorded: Recorded) -> None:
            self.closing, self.view = False, None
            self._times.clear()
            print_paper(self._context, "return_receipt", batch_id)
            self._context.broadcast(KINDS | {"draft"})
            self.closed.emit(recorded.numbers[0])
            self.start()
            self.changed.emit()

        def refused(words: str) -> None:
            self.closing = False
            self._context.toast(words)
            self.changed.emit()

        self._context.write(lambda: desk.returns.close(batch_id), self, done, refused)

    def leave(self) -> None:
        """Put the return aside as it is: another shop may come first."""
        self.view = None
        self._times.clear()
        self.find("")
        self.changed.emit()

    def go_on(self, view: ReturnView) -> None:
        """Go on with a return that was put aside."""
        self._show(view)

    def pace(self) -> int:
        """Return how many pieces were read in the last minute."""
        now = self._context.desk.now_us()
        return sum(now - at <= MINUTE_US for at in self._times)

    def _resume(self, opened: tuple[ReturnView, ...]) -> None:
        if opened and self.view is None:
            self._show(opened[0])

    def _begun(self, view: ReturnView) -> None:
        self._context.broadcast({"draft"})
        self._show(view)

    def _show(self, view: ReturnView) -> None:
        self.view = view
        self.changed.emit()

    def _gone(self, _words: str) -> None:
        self.leave()

    def _was_read(self, answer: tuple[ReturnView, Piece]) -> None:
        self._waiting = max(0, self._waiting - 1)
        view, piece = answer
        self._times.append(self._context.desk.now_us())
        if self.view is not None and self.view.batch_id == view.batch_id:
            self.view = view
            self.read.emit(piece)
            self.changed.emit()
        if piece.outcome == "taken":
            self._context.broadcast(KINDS)

    def _not_read(self, words: str) -> None:
        self._waiting = max(0, self._waiting - 1)
        self._context.toast(words)

    def _taken_back(self, view: ReturnView) -> None:
        self._context.broadcast(KINDS)
        self._show(view)
