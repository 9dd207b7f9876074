# SPDX-License-Identifier: EUPL-1.2
"""Cards by the thousand: issued from the list of decisions, printed ten to a sheet.

Nothing is kept of a batch but what there is anyway: an application whose card exists is done,
a card that is in a print job is printed.  So a batch that was stopped, or killed, goes on by
being run again, and no number is ever drawn twice: the ids of card and act follow from the
application.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import (
    AwardElsewhere,
    CardNumbersExhausted,
    DeskError,
    FundNotHeld,
    FundUnknown,
)
from welfare_desk.core.refusals_of_cards import BatchEmpty, SheetUnknown
from welfare_desk.core.text import collation_key
from welfare_desk.core.vouchers import in_vouchers
from welfare_desk.desk.printing import in_spool
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.models.application import Application
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.person import Person
from welfare_desk.operations.card_life import UNSEEN, VoidCard
from welfare_desk.operations.cards import IssueCard
from welfare_desk.store import prints
from welfare_desk.store.batch_cards import FundCard, fund_cards

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk

State = Literal["running", "stopped", "done"]
Order = Literal["counter", "surname"]
Medium = Literal["a4", "card"]
"""Ten to a sheet, or one after the other in a card printer."""
CARDS_OF_A_SHEET = 10
SHEETS_OF_A_JOB = 20
STEP = 10
"""So many cards are issued before whoever waits for this desk's pen gets it."""
DOCUMENT = "card_sheet"
_ENDS_ALL = ("fund_not_held", "card_numbers_exhausted")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An approved application without a card."""

    application_id: str
    person_id: str
    household_id: str
    isee_id: str | None
    amount_cents: int
    device: int
    surname: str
    name: str


class SheetJob(msgspec.Struct, frozen=True, kw_only=True):
    """Sheets that go to the printer together."""

    job_id: str
    state: str
    first: int
    """The number at the foot of the first sheet."""
    card_ids: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number at the foot of the last sheet."""
        return self.first + (len(self.card_ids) - 1) // CARDS_OF_A_SHEET

    def sheet(self, number: int) -> tuple[str, ...]:
        """Return the cards of a sheet by its number; refused with ``SheetUnknown``."""
        if not self.first <= number <= self.last:
            raise SheetUnknown(sheet=number)
        start = (number - self.first) * CARDS_OF_A_SHEET
        return self.card_ids[start : start + CARDS_OF_A_SHEET]


class BatchView(msgspec.Struct, frozen=True, kw_only=True):
    """Where the cards of a fund stand at this desk."""

    fund_id: str
    fund_name: str
    carrier: str
    to_issue: int
    to_issue_cents: int
    to_print: int
    to_activate: int
    """Printed and not yet scanned back."""
    ready: int
    """Active and not yet handed over."""
    handed_over: int
    cards_left: int
    held_cents: int
    jobs: tuple[SheetJob, ...]


class BatchProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a batch is."""

    state: State
    phase: Literal["issue", "print"]
    done: int
    total: int
    issued: int = 0
    printed: int = 0
    refused: dict[str, int] = {}
    """How many applications got no card, by the code of the reason."""


class Batches:
    """Batches of this desk; who drives ``run`` may stop it between two steps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def funds(self) -> tuple[tuple[str, str], ...]:
        """Return id and name of the funds that issue from applications, or have cards here."""

        def view(look: Reading) -> tuple[tuple[str, str], ...]:
            rows = sorted(look.every(Fund), key=lambda row: collation_key(row.name))
            return tuple(
                (row.id, row.name)
                for row in rows
                if row.needs_application or fund_cards(look.conn, look.territory_id, row.id)
            )

        return self._desk.look(view)

    def look_at(self, fund_id: str) -> BatchView:
        """Return where a fund's cards stand; refused with ``FundUnknown``."""
        return self._desk.look(lambda look: _view(look, fund_id))

    def run(
        self,
        fund_id: str,
        order: Order = "surname",
        stop: Callable[[], bool] = lambda: False,
        medium: Medium = "a4",
    ) -> Iterator[BatchProgress]:
        """Issue what was decided, then put what is not printed into sheets, or on single cards.

        Where euros or numbers are at an end it prints what it issued and is ``stopped``.
        Refused with ``BatchEmpty`` when nothing is left to do.
        """
        lines = self._desk.look(lambda look: _lines(look, fund_id, order))
        waiting = self._desk.look(lambda look: _to_print(look, fund_id))
        if not lines and not waiting:
            raise BatchEmpty()
        issuing = _Issuing(self._desk, fund_id, lines)
        for done in range(0, len(lines), STEP):
            if issuing.ended:
                break
            if stop():
                yield issuing.progress("stopped")
                return
            for line in lines[done : done + STEP]:
                issuing.take(line)
            yield issuing.progress("running")
        yield from self._print(fund_id, order, stop, issuing, medium)

    def jammed(self, job_id: str, sheet: int, reason: str) -> str:
        """Void the cards of a spoilt sheet and print their successors; return the new job.

        Run again after a stop it goes on: each card has one successor.  Refused with
        ``SheetUnknown``, and with ``BatchEmpty`` when no card of it can be voided any more.
        """
        desk = self._desk
        jobs = desk.look(sheet_jobs)
        job = next((each for each in jobs if each.job_id == job_id), None)
        if job is None:
            raise SheetUnknown(sheet=sheet)
        rows = desk.look(lambda look: look.many(VoucherCard, job.sheet(sheet)))
        made = []
        for card_id in job.sheet(sheet):
            card = rows.get(card_id)
            if card is None:
                continue
            new_id = derived(card_id, "printed again")
            if card.state in UNSEEN:
                void = VoidCard(
                    card_id=card_id, new_card_id=new_id, fund_id=card.fund_id, reason=reason
                )
                self._with_rights(void, derived(card_id, f"void:{self._device()}"))
            elif card.state != "voided" or card.replaced_by_id != new_id:
                continue
            made.append(new_id)
        known = desk.look(_in_jobs)
        fresh = tuple(each for each in made if each not in known)
        if not fresh:
            raise BatchEmpty()
        return self._queue(fresh)

    def _device(self) -> int:
        return self._desk.look(lambda look: look.device)

    def _with_rights(self, void: VoidCard, op_id: str) -> None:
        try:
            self._desk.record(void, op_id=op_id)
        except CardNumbersExhausted:
            if not self._desk.ask_for(f"serial:{void.fund_id}"):
                raise
            self._desk.record(void, op_id=op_id)

    def _print(
        self,
        fund_id: str,
        order: Order,
        stop: Callable[[], bool],
        issuing: _Issuing,
        medium: Medium,
    ) -> Iterator[BatchProgress]:
        waiting = self._desk.look(lambda look: _to_print(look, fund_id, order))
        if issuing.on_paper:
            medium = "card"  # each booklet has sheets of its own
        size = CARDS_OF_A_SHEET * (SHEETS_OF_A_JOB if medium == "a4" else 1)
        for start in range(0, len(waiting), size):
            if stop():
                yield issuing.progress("stopped", "print", start, len(waiting))
                return
            if medium == "a4":
                self._queue(waiting[start : start + size])
            else:
                for card_id in waiting[start : start + size]:
                    self._desk.queue_print("card", card_id)
            done = min(start + size, len(waiting))
            yield issuing.progress("running", "print", done, len(waiting))
        state: State = "stopped" if issuing.ended else "done"
        yield issuing.progress(state, "print", len(waiting), len(waiting))

    def _queue(self, card_ids: tuple[str, ...]) -> str:
        from welfare_desk.desk import paper  # ReportLab takes a third of a start

        first = self._desk.look(_next_sheet)
        pdf = self._desk.look(lambda look: paper.sheets(look, card_ids, first))
        last = first + (len(card_ids) - 1) // CARDS_OF_A_SHEET
        title = f"Tessere, fogli {first}-{last}"
        return self._desk.prints.add(DOCUMENT, " ".join(card_ids), title, pdf)


class _Issuing:
    """Issues one card after the other and asks for the rights that are missing."""

    def __init__(self, desk: Desk, fund_id: str, lines: tuple[Line, ...]) -> None:
        self._desk = desk
        self._fund_id = fund_id
        self._left_cents = sum(line.amount_cents for line in lines)
        self._left = len(lines)
        self._total = len(lines)
        self._issued = 0
        self._refused: dict[str, int] = {}
        self._device = desk.look(lambda look: look.device)
        fund = desk.look(lambda look: look.one(Fund, fund_id))
        self._denominations = (fund.denominations or ()) if fund is not None else ()
        self.on_paper = bool(self._denominations)
        """True where the fund is given in booklets of paper vouchers."""
        self._numbers = sum(self._numbers_of(line) for line in lines)
        self._health = fund is not None and fund.carrier == "health_card"
        self.ended = False
        """True when no further card can be issued: euros or numbers are at an end."""

    def take(self, line: Line) -> None:
        """Issue the card of a line, or note why not."""
        if self.ended:
            return
        try:
            self._record(line)
            self._issued += 1
        except DeskError as refusal:
            self._refused[refusal.code] = self._refused.get(refusal.code, 0) + 1
            self.ended = refusal.code in _ENDS_ALL
        self._left -= 1
        self._left_cents -= line.amount_cents
        self._numbers -= self._numbers_of(line)

    def _numbers_of(self, line: Line) -> int:
        return max(1, len(in_vouchers(line.amount_cents, self._denominations)))

    def progress(
        self,
        state: State,
        phase: Literal["issue", "print"] = "issue",
        done: int | None = None,
        total: int | None = None,
    ) -> BatchProgress:
        """Return how far the batch is."""
        return BatchProgress(
            state=state,
            phase=phase,
            done=self._total - self._left if done is None else done,
            total=self._total if total is None else total,
            issued=self._issued,
            printed=done or 0,
            refused=dict(self._refused),
        )

    def _record(self, line: Line) -> None:
        # So much at once, and at least: the server may give less than a whole batch asks for.
        wanted = {
            AwardElsewhere: (f"home:{line.household_id}", 1, 1),
            FundNotHeld: (f"fund:{self._fund_id}", max(1, self._left_cents), line.amount_cents),
            CardNumbersExhausted: (
                f"serial:{self._fund_id}",
                max(1, self._numbers),
                self._numbers_of(line),
            ),
        }
        operation = self._operation(line)
        op_id = derived(line.application_id, f"issue:{self._device}")
        for _right in wanted:
            try:
                self._desk.record(operation, op_id=op_id)
            except (AwardElsewhere, FundNotHeld, CardNumbersExhausted) as refusal:
                right, most, least = wanted[type(refusal)]
                came = self._desk.ask_for(right, most)
                if not came and (least == most or not self._desk.ask_for(right, least)):
                    raise
            else:
                return
        self._desk.record(operation, op_id=op_id)

    def _operation(self, line: Line) -> IssueCard:
        carrier = "card"
        values = in_vouchers(line.amount_cents, self._denominations)
        if self._denominations:
            carrier = "voucher"
        elif self._health:
            person = self._desk.look(lambda look: look.one(Person, line.person_id))
            carrier = "health_card" if person is not None and person.fiscal_code else "card"
        return IssueCard(
            card_id=derived(line.application_id, "card"),
            fund_id=self._fund_id,
            household_id=line.household_id,
            person_id=line.person_id,
            amount_cents=line.amount_cents,
            isee_id=line.isee_id,
            carrier=carrier,
            application_id=line.application_id,
            values_cents=values,
        )


def sheet_jobs(look: Reading) -> tuple[SheetJob, ...]:
    """Return the jobs of sheets, the latest first."""
    return tuple(
        SheetJob(
            job_id=job.id,
            # What a printer that stands still has lies nowhere yet.
            state="printing" if in_spool(job.note) else job.state,
            first=_first_of(job.title),
            card_ids=tuple(job.subject_id.split(" ")),
        )
        for job in prints.all(look.conn)
        if job.document == DOCUMENT
    )


def _first_of(title: str) -> int:
    return int(title.rpartition(" ")[2].partition("-")[0])


def _next_sheet(look: Reading) -> int:
    return max((job.last for job in sheet_jobs(look)), default=0) + 1


def _in_jobs(look: Reading) -> frozenset[str]:
    """Return the cards that are on paper or on their way to it."""
    known = {each for job in sheet_jobs(look) for each in job.card_ids}
    single = ("card", "vouchers")
    known |= {job.subject_id for job in prints.all(look.conn) if job.document in single}
    return frozenset(known)


def _view(look: Reading, fund_id: str) -> BatchView:
    fund = look.one(Fund, fund_id)
    if fund is None:
        raise FundUnknown()
    lines = _lines(look, fund_id, "surname")
    cards = fund_cards(look.conn, look.territory_id, fund_id)
    mine = [card for card in _papers(cards) if card.device == look.device]
    states = [card.state for card in mine]
    own = {card.card_id for card in mine}
    left, to_print = look.left(), len(_to_print(look, fund_id))
    return BatchView(
        fund_id=fund_id,
        fund_name=fund.name,
        carrier=fund.carrier,
        to_issue=len(lines),
        to_issue_cents=sum(line.amount_cents for line in lines),
        to_print=to_print,
        to_activate=sum(state in ("issued", "printed") for state in states) - to_print,
        ready=states.count("active"),
        handed_over=states.count("handed_over") + states.count("used"),
        cards_left=left.get(f"serial:{fund_id}", 0),
        held_cents=left.get(f"fund:{fund_id}", 0),
        jobs=tuple(job for job in sheet_jobs(look) if own.intersection(job.card_ids)),
    )


def _papers(cards: list[FundCard]) -> list[FundCard]:
    """Return what is printed: each card, and of a booklet of vouchers one for all."""
    found = {
        card.award_id if card.carrier == "voucher" else card.card_id: card
        for card in reversed(cards)
        if card.carrier != "health_card"
    }
    return [*reversed(found.values())]


def _lines(look: Reading, fund_id: str, order: Order) -> tuple[Line, ...]:
    fund = look.one(Fund, fund_id)
    if fund is None:
        raise FundUnknown()
    done = {card.application_id for card in fund_cards(look.conn, look.territory_id, fund_id)}
    rows = [
        row
        for row in look.where(Application, "fund_id", fund_id)
        if row.state == "approved"
        and row.period == fund.period
        and row.controller_id == look.municipality_id
        and row.id not in done
    ]
    people = people_of(look, (row.applicant_id for row in rows))
    lines = []
    for row in rows:
        person = people.get(row.applicant_id)
        lines.append(
            Line(
                application_id=row.id,
                person_id=row.applicant_id,
                household_id=row.household_id,
                isee_id=row.declared.isee_id,
                amount_cents=row.amount_cents,
                device=row.device,
                surname=person.surname if person else "",
                name=person.name if person else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: _place(line, order)))


def _place(line: Line, order: Order) -> tuple[int, object, object, str]:
    counter = line.device if order == "counter" else 0
    return counter, collation_key(line.surname), collation_key(line.name), line.application_id


def _to_print(look: Reading, fund_id: str, order: Order = "surname") -> tuple[str, ...]:
    """Return this desk's cards that have a number and no paper, in the order asked for."""
    known = _in_jobs(look)
    issued = [
        card
        for card in fund_cards(look.conn, look.territory_id, fund_id)
        if card.state == "issued" and card.device == look.device
    ]
    on_paper = {card.award_id for card in issued if card.card_id in known}
    cards = [
        card
        for card in _papers(issued)
        if card.card_id not in known
        and not (card.carrier == "voucher" and card.award_id in on_paper)
    ]
    people = people_of(look, (card.person_id for card in cards))
    counters = {row.id: row.device for row in look.where(Application, "fund_id", fund_id)}

    def place(card_id: str, person_id: str, application_id: str) -> tuple[int, object, object, str]:
        person = people.get(person_id)
        counter = counters.get(application_id, 0) if order == "counter" else 0
        surname, name = (person.surname, person.name) if person else ("", "")
        return counter, collation_key(surname), collation_key(name), card_id

    cards.sort(key=lambda card: place(card.card_id, card.person_id, card.application_id))
    return tuple(card.card_id for card in cards)
