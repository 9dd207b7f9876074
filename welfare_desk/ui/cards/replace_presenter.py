# SPDX-License-Identifier: EUPL-1.2
"""Decides how a card is blocked or replaced, and asks for its balance while the form is open."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.desk.views.cards import CardRow, card_row
from welfare_desk.operations.card_life import UNSEEN, VoidCard
from welfare_desk.operations.cards import LIVING, BlockCard, ReplaceCard
from welfare_desk.operations.operation import Operation
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.cards.words import REASONS, SPOILT
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane


class _Found(msgspec.Struct, frozen=True):
    row: CardRow | None
    cards_left: int
    list_at: int | None


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
        self.report_no = ""
        self.taken_back = False
        self.list_at: int | None = None
        """Of when the list of blocked cards is that this desk knows."""
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
            return _Found(row, left.get(f"serial:{fund_id}", 0), desk.block_list_at())

        self._context.read(view, self, self._take, self.refused.emit)

    def held(self) -> bool:
        """Tell whether the card's balance is here, so that it may move to a new card."""
        return self.row is not None and self.row.card.balance_held_here

    def alive(self) -> bool:
        """Tell whether the card can still be blocked."""
        return self.row is not None and self.row.card.state in LIVING

    def unseen(self) -> bool:
        """Tell whether the card was never handed over, so that its print may be put away."""
        return self.row is not None and self.row.card.state in UNSEEN

    def lacks(self) -> str:
        """Return the code of what the reason still needs, or nothing."""
        if self.block_only:
            return ""
        if self.reason == "stolen" and not self.report_no.strip():
            return "report_number_needed"
        return "old_card_needed" if self.reason == "damaged" and not self.taken_back else ""

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
        fits = self.reason in REASONS or (self.unseen() and self.reason in SPOILT)
        return fits and not self.busy and not self.obstacle() and not self.lacks()

    def choose_reason(self, reason: str) -> None:
        """Take one of the reasons."""
        self.reason = reason
        self.changed.emit()

    def choose_number(self, number: int) -> None:
        """Take a reason by its number from 1 on."""
        known = (*REASONS, *SPOILT) if self.unseen() else REASONS
        if 1 <= number <= len(known):
            self.choose_reason(known[number - 1])

    def note_report(self, number: str) -> None:
        """Take the number of the report to the police."""
        self.report_no = number
        self.changed.emit()

    def note_taken_back(self, *, taken_back: bool) -> None:
        """Say whether the old card lies at the counter."""
        self.taken_back = taken_back
        self.changed.emit()

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
            reason, report_no = self.reason, self.report_no.strip()
            self._record(BlockCard(card_id=self.card_id, reason=reason, report_no=report_no), "")
            return
        new_id = self._desk.new_id()
        self._record(self._moved(row.card.fund_id, new_id), new_id)

    def _moved(self, fund_id: str, new_id: str) -> Operation:
        if self.reason in SPOILT:
            return VoidCard(
                card_id=self.card_id, new_card_id=new_id, fund_id=fund_id, reason=self.reason
            )
        return ReplaceCard(
            card_id=self.card_id,
            new_card_id=new_id,
            fund_id=fund_id,
            reason=self.reason,
            report_no=self.report_no.strip() if self.reason == "stolen" else "",
            taken_back=self.taken_back,
        )

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
        self.list_at = found.list_at
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
