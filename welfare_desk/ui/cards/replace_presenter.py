# SPDX-License-Identifier: EUPL-1.2
"""Decides how a card is blocked or replaced, and asks for its balance while the form is open."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.desk.views.cards import CardRow, card_row
from welfare_desk.operations.cards import BlockCard, ReplaceCard
from welfare_desk.operations.operation import Operation
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.cards.words import REASONS
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane

LIVING = frozenset({"issued", "active", "handed_over"})


class _Found(msgspec.Struct, frozen=True):
    row: CardRow | None
    cards_left: int


class ReplacePresenter(QObject):
    """Holds one card, a reason and what is meant; ``blocked`` and ``replaced`` follow the acts."""

    changed = Signal()
    blocked = Signal()
    replaced = Signal(str)
    refused = Signal(str)

    def __init__(self, context: Context, card_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.card_id = card_id
        self.row: CardRow | None = None
        self.cards_left = 0
        self.reason = ""
        self.block_only = False
        self.busy = False
        self.asking = False
        self._asked = False

    def start(self) -> None:
        """Load the card; also after a change elsewhere."""
        card_id, desk = self.card_id, self._desk

        def view() -> _Found:
            row = desk.look(lambda here: card_row(here, card_id))
            left = desk.look(lambda here: here.left())
            fund_id = row.card.fund_id if row else ""
            return _Found(row, left.get(f"serial:{fund_id}", 0))

        self._context.read(view, self, self._take, self.refused.emit)

    def held(self) -> bool:
        """Tell whether the card's balance is here, so that it may move to a new card."""
        return self.row is not None and self.row.card.balance_held_here

    def alive(self) -> bool:
        """Tell whether the card can still be blocked."""
        return self.row is not None and self.row.card.state in LIVING

    def obstacle(self) -> str:
        """Return the code of what stands in the way of the act meant, or nothing."""
        if self.row is None:
            return "card_unknown"
        if self.block_only:
            return "" if self.alive() else "card_not_active"
        if not self.alive() and self.row.card.state != "blocked":
            return "card_not_active"
        if not self.held():
            return "card_balance_elsewhere"
        return "" if self.cards_left else "card_numbers_exhausted"

    def ready(self) -> bool:
        """Tell whether the act may be confirmed now."""
        return bool(self.reason) and not self.busy and not self.obstacle()

    def choose_reason(self, reason: str) -> None:
        """Take one of the reasons."""
        self.reason = reason
        self.changed.emit()

    def choose_number(self, number: int) -> None:
        """Take a reason by its number from 1 on."""
        if 1 <= number <= len(REASONS):
            self.choose_reason(REASONS[number - 1])

    def mean(self, *, block_only: bool) -> None:
        """Say whether the card is only blocked, or replaced too."""
        self.block_only = block_only
        self.changed.emit()

    def confirm(self) -> None:
        """Record what is meant."""
        row = self.row
        if row is None or not self.ready():
            return
        if self.block_only:
            self._record(BlockCard(card_id=self.card_id, reason=self.reason), "")
            return
        new_id = self._desk.new_id()
        operation = ReplaceCard(
            card_id=self.card_id,
            new_card_id=new_id,
            fund_id=row.card.fund_id,
            reason=self.reason,
        )
        self._record(operation, new_id)

    def ask(self) -> None:
        """Ask the server for the card's balance; nobody waits for the answer."""
        if self.asking:
            return
        self._asked = self.asking = True
        self.changed.emit()
        resource, desk = f"balance:{self.card_id}", self._desk
        self._context.jobs.submit(
            lambda: desk.ask_for(resource), self, self._answered, self._failed, Lane.NETWORK
        )

    def _record(self, operation: Operation, new_id: str) -> None:
        self.busy = True
        self.changed.emit()
        self._context.jobs.submit(
            lambda: self._desk.record(operation),
            self,
            partial(self._recorded, new_id),
            self._failed,
            Lane.WRITER,
        )

    def _take(self, found: _Found) -> None:
        self.row, self.cards_left = found.row, found.cards_left
        self.changed.emit()
        if not self._asked and self.row is not None and not self.held():
            self.ask()

    def _answered(self, held: bool) -> None:
        self.asking = False
        self.changed.emit()
        if held:
            self.start()

    def _recorded(self, new_id: str, recorded: Recorded) -> None:
        self.busy = False
        self._context.broadcast(recorded.kinds)
        if new_id:
            self.replaced.emit(new_id)
        else:
            self.blocked.emit()

    def _failed(self, error: BaseException) -> None:
        self.busy = self.asking = False
        self.changed.emit()
        self.refused.emit(self._context.sentence(error))
