# SPDX-License-Identifier: EUPL-1.2
"""Decides what is next for a card that was made: scan it back, then sign and hand it over."""

from __future__ import annotations

from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.core.refusals import CardCodeForged, CardCodeMistyped
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.cards import Booklet, CardRow, booklet_of, card_row
from welfare_desk.desk.views.papers import MandateView, may_act_for
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.desk.views.today import PrintView, print_views
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane

Next = Literal["scan", "hand_over", "done", "dead", "unknown"]
SELF = "self"
POWER = "collect_card"
PAPERS = ("card", "vouchers")
"""What a card or a voucher comes out on."""


class _Found(msgspec.Struct, frozen=True):
    person: PersonView | None
    row: CardRow | None
    job: PrintView | None
    may_collect: tuple[MandateView, ...]
    booklet: Booklet


class HandOverPresenter(QObject):
    """Holds one card; ``activated`` and ``handed_over`` follow the acts, ``refused`` a sentence."""

    changed = Signal()
    activated = Signal()
    handed_over = Signal(str)
    refused = Signal(str)
    other_card = Signal()

    def __init__(
        self, context: Context, person_id: str, card_id: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.person_id, self.card_id = person_id, card_id
        self.person: PersonView | None = None
        self.row: CardRow | None = None
        self.job: PrintView | None = None
        self._may_collect: tuple[MandateView, ...] = ()
        self.booklet = Booklet()
        """Of a paper voucher, all that go with it."""
        self.busy = False

    def start(self) -> None:
        """Load the card; also after a change elsewhere."""
        person_id, card_id = self.person_id, self.card_id

        def view(here: Reading) -> _Found:
            jobs = [
                job
                for job in print_views(here)
                if job.document in PAPERS and job.subject_id == card_id
            ]
            row = card_row(here, card_id)
            may = may_act_for(here, person_id, POWER)
            job = jobs[0] if jobs else None
            booklet = booklet_of(here, card_id)
            return _Found(person_view(here, person_id), row, job, may, booklet)

        self._context.read(lambda: self._desk.look(view), self, self._take, self.refused.emit)

    def next(self) -> Next:
        """Return what is to be done with the card."""
        state = self.row.card.state if self.row else ""
        if self.on_health_card() and state == "issued":
            return "hand_over"
        steps: dict[str, Next] = {
            "issued": "scan",
            "printed": "scan",
            "active": "hand_over",
            "handed_over": "done",
            "used": "done",
        }
        return steps.get(state, "dead" if state else "unknown")

    def on_health_card(self) -> bool:
        """Tell whether nothing was printed: the person shows the health card."""
        return self.row is not None and self.row.card.carrier == "health_card"

    def name(self) -> str:
        """Return the holder's name."""
        return f"{self.person.surname} {self.person.name}" if self.person else ""

    def collectors(self) -> tuple[MandateView, ...]:
        """Return the delegates who may collect the card today."""
        return self._may_collect

    def take_scan(self, answer: Answer) -> bool:
        """Activate the card that was scanned back; a code of another card is not taken."""
        if answer.meaning == "mistyped" and answer.text.upper().startswith("WD1C"):
            self.refused.emit(self._context.sentence(CardCodeMistyped()))
            return True
        if answer.meaning != "card" or self.next() != "scan" or self.busy:
            return False
        if answer.card_id not in (self.card_id, *self.booklet.card_ids):
            self.other_card.emit()
            return False
        self._activate(answer.scanned_card)
        return True

    def typed(self, text: str) -> None:
        """Take the number printed below the code, where there is no reader."""
        self._context.read(
            lambda: self._desk.look_up(text), self, self._take_typed, self.refused.emit
        )

    def hand_over(self, handed_to: str) -> None:
        """Record that the card was signed for, by the person or a delegate."""
        if self.busy or self.next() != "hand_over":
            return
        self._set_busy(True)
        operation = HandOverCard(card_id=self.card_id, handed_to=handed_to or SELF)
        self._context.jobs.submit(
            lambda: self._desk.record(operation), self, self._handed, self._failed, Lane.WRITER
        )

    def _activate(self, code: str) -> None:
        self._set_busy(True)
        card_id, desk = self.card_id, self._desk

        def work() -> Recorded:
            # The picture in the printer may differ from the number in the store: the code
            # that came out must be the one the server signed.
            if code and desk.verify_card(code).outcome in ("forged", "torn"):
                raise CardCodeForged()
            recorded = desk.record(ActivateCard(card_id=card_id))
            for paper in PAPERS:
                desk.prints.settle(paper, card_id, "printed")
            return recorded

        self._context.jobs.submit(work, self, self._activated, self._failed, Lane.WRITER)

    def _take(self, found: _Found) -> None:
        self.person, self.row, self.job = found.person, found.row, found.job
        self._may_collect, self.booklet = found.may_collect, found.booklet
        self.changed.emit()

    def _take_typed(self, answer: Answer) -> None:
        if not self.take_scan(answer):
            self.other_card.emit()

    def _activated(self, recorded: Recorded) -> None:
        self._set_busy(False)
        self._context.broadcast(recorded.kinds | {"print_job"})
        self.activated.emit()
        self.start()

    def _handed(self, recorded: Recorded) -> None:
        self._set_busy(False)
        self._context.broadcast(recorded.kinds)
        self.handed_over.emit(recorded.numbers[0] if recorded.numbers else "")

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.refused.emit(self._context.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()
