# SPDX-License-Identifier: EUPL-1.2
"""Decides what the issue form shows: the fund, why and how much, what stands in the way."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.awards import EntitlementView, entitlements
from welfare_desk.desk.views.cards import on_health_card
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.operations.cards import IssueCard
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane

ASKABLE = frozenset({"award_elsewhere", "fund_not_held", "card_numbers_exhausted"})
"""Obstacles that the server can clear while the form is open."""


class _Found(msgspec.Struct, frozen=True):
    person: PersonView
    funds: tuple[EntitlementView, ...]
    printer: str
    online: bool
    on_health_card: frozenset[str]


def _may_come(obstacle: str) -> bool:
    return not obstacle or obstacle in ASKABLE


class IssuePresenter(QObject):
    """Holds the fund chosen; owns no widget.

    ``loaded`` and ``choice_changed`` tell what to show, ``preview`` brings the card's page,
    ``issued`` the card's id, ``refused`` a sentence.
    """

    loaded = Signal()
    choice_changed = Signal()
    preview = Signal(bytes)
    issued = Signal(str)
    refused = Signal(str)

    def __init__(self, context: Context, person_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.person_id = person_id
        self.person: PersonView | None = None
        self.funds: tuple[EntitlementView, ...] = ()
        self.fund_id = ""
        self.printer = ""
        self._on_health_card: frozenset[str] = frozenset()
        self.busy = False
        self.asking = False
        self._online = False
        self._asked: set[str] = set()
        self._previewed = ""

    def start(self) -> None:
        """Load the entitlements; also after a change elsewhere."""
        self._context.read(self._load, self, self._take, self.refused.emit)

    def fund(self) -> EntitlementView | None:
        """Return the fund chosen."""
        return next((row for row in self.funds if row.fund_id == self.fund_id), None)

    def health_card(self) -> bool:
        """Tell whether the person's own health card carries the balance: nothing is printed."""
        return self.fund_id in self._on_health_card

    def on_paper(self) -> bool:
        """Tell whether the fund chosen is given in paper vouchers."""
        fund = self.fund()
        return fund is not None and fund.on_paper

    def _carrier(self, fund: EntitlementView) -> str:
        if fund.on_paper:
            return "voucher"
        return "health_card" if self.health_card() else "card"

    def name(self) -> str:
        """Return the person's name."""
        return f"{self.person.surname} {self.person.name}" if self.person else ""

    def obstacle(self) -> str:
        """Return the code of what stands in the way, or nothing."""
        if self.person is None or self.person.household_id is None:
            return "no_household"
        fund = self.fund()
        return fund.obstacle if fund is not None else "fund_closed"

    def ready(self) -> bool:
        """Tell whether the card may be issued now."""
        return self.person is not None and not self.busy and not self.obstacle()

    def choose_fund(self, fund_id: str) -> None:
        """Take a fund and draw its card."""
        if fund_id and fund_id != self.fund_id:
            self.fund_id = fund_id
            self.choice_changed.emit()
            self._draw()
            self._ask_right()

    def issue(self) -> None:
        """Record the card; what the desk refuses is said in words."""
        fund, person = self.fund(), self.person
        if not self.ready() or fund is None or person is None or person.household_id is None:
            return
        self.busy = True
        self.choice_changed.emit()
        operation = IssueCard(
            card_id=self._desk.new_id(),
            fund_id=fund.fund_id,
            household_id=person.household_id,
            person_id=person.person_id,
            amount_cents=fund.amount_cents,
            isee_id=fund.isee_id,
            application_id=fund.application_id or None,
            carrier=self._carrier(fund),
            values_cents=fund.values_cents,
        )
        self._context.jobs.submit(
            lambda: self._desk.record(operation),
            self,
            partial(self._issued, operation.card_id),
            self._failed,
            Lane.WRITER,
        )

    def ask_again(self) -> None:
        """Ask the server once more for the right that is missing."""
        self._asked.clear()
        self._ask_right(anyway=True)

    def _load(self) -> _Found | None:
        person_id = self.person_id

        def view(here: Reading) -> tuple[PersonView | None, tuple[EntitlementView, ...]]:
            return person_view(here, person_id), entitlements(here, person_id)

        person, funds = self._desk.look(view)
        if person is None:
            return None
        status = self._desk.status()
        online = status.offline_since is None and status.last_sync_at is not None
        carried = self._desk.look(lambda here: on_health_card(here, person_id))
        return _Found(person, funds, self._desk.prints.target("card"), online, carried)

    def _take(self, found: _Found | None) -> None:
        if found is None:
            return
        self.person, self.funds, self.printer = found.person, found.funds, found.printer
        self._online = found.online
        self._on_health_card = found.on_health_card
        if self.fund() is None:
            decided = (row for row in self.funds if row.application_id and _may_come(row.obstacle))
            first = next(decided, self.funds[0] if self.funds else None)
            self.fund_id = first.fund_id if first is not None else ""
        self.loaded.emit()
        self.choice_changed.emit()
        self._draw()
        self._ask_right()

    def _draw(self) -> None:
        fund_id, person_id = self.fund_id, self.person_id
        if not fund_id or fund_id == self._previewed or self.on_paper():
            return
        self._previewed = fund_id

        def work() -> bytes:
            try:
                return self._desk.card_preview(fund_id, person_id)
            except DeskError:
                # Without a number at this desk there is no card to show; the obstacle says so.
                return b""

        self._context.paper(work, self, self.preview.emit)

    def _ask_right(self, *, anyway: bool = False) -> None:
        fund, person = self.fund(), self.person
        if fund is None or person is None or fund.obstacle not in ASKABLE:
            return
        wanted = {
            "award_elsewhere": (f"home:{person.household_id}", 1),
            "fund_not_held": (f"fund:{fund.fund_id}", max(1, fund.amount_cents)),
            "card_numbers_exhausted": (f"serial:{fund.fund_id}", max(1, len(fund.values_cents))),
        }[fund.obstacle]
        if wanted[0] in self._asked or not (self._online or anyway):
            return
        self._asked.add(wanted[0])
        self.asking = True
        self.choice_changed.emit()
        self._context.jobs.submit(
            lambda: self._desk.ask_for(*wanted), self, self._answered, self._failed, Lane.NETWORK
        )

    def _answered(self, held: bool) -> None:
        self.asking = False
        if held:
            self._previewed = ""
            self.start()
        else:
            self.choice_changed.emit()

    def _issued(self, card_id: str, recorded: Recorded) -> None:
        self.busy = False
        self._context.broadcast(recorded.kinds)
        self.issued.emit(card_id)

    def _failed(self, error: BaseException) -> None:
        self.busy = self.asking = False
        self.choice_changed.emit()
        self.refused.emit(self._context.sentence(error))
