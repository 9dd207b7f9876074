# SPDX-License-Identifier: EUPL-1.2
"""The counter's front door: what the window and the command line call, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from welfare_desk.core.clock import Clock
from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.refusals import (
    NotEnrolled,
    ParcelUnreadable,
    ParcelUnwritable,
    RoleMissing,
    SlotFull,
)
from welfare_desk.desk import drafts as parked
from welfare_desk.desk import holds, printing
from welfare_desk.desk.closed import Closed
from welfare_desk.desk.closing import Closing
from welfare_desk.desk.document_scan import document_answer, is_zone
from welfare_desk.desk.likeness import Likeness, Sought, likely_same
from welfare_desk.desk.omnibox import Answer, answer
from welfare_desk.desk.proposal import NearCode, Proposal, Typed, near_codes, read_code
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.desk.returns import Returns
from welfare_desk.desk.safety import Safety
from welfare_desk.desk.session import OperatorView, Session, operators, verifier_of
from welfare_desk.desk.undoing import Undoing, taking_back
from welfare_desk.desk.verify import Verdict, verify
from welfare_desk.desk.views.awards import EntitlementView, entitlements
from welfare_desk.desk.views.booking import (
    OfferingView,
    QuoteView,
    SlotView,
    availability,
    next_free,
    offerings_for,
    quote,
)
from welfare_desk.desk.views.outbox import CARRIED_REFUSED, OutboxView, outbox_view
from welfare_desk.desk.views.papers import MandateView, PapersView, may_act_for, papers_view
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.desk.views.requests import offerings_for_need
from welfare_desk.desk.views.status import CLOCK_OFFSET, MINUTE_US, StatusView, status_view
from welfare_desk.desk.views.today import PrintView, TodayView, print_views, today_view
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.territory import Operator
from welfare_desk.operations.bookings import BookPlace, BookTogether, MoveBooking
from welfare_desk.operations.card_life import PrintCard
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.standing import AWAY
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.roles import may
from welfare_desk.store import audit, journal, meta, seen
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync.card_lists import CardLists
from welfare_desk.sync.desk_file import write_whole
from welfare_desk.sync.engine import Engine, Exchange
from welfare_desk.sync.parcels import MOST_BYTES, Carriage, Carried, Parcels
from welfare_desk.sync.recorder import Recorded, Recorder

T = TypeVar("T")


class Desk:
    """One enrolled installation, opened.

    Writes return what kinds of rows they changed; views are frozen.  Every method may be
    called from any thread; each opens its own transaction.
    """

    def __init__(
        self,
        store: DeskStore,
        recorder: Recorder,
        engine: Engine,
        clock: Clock,
        parcels: Parcels | None = None,
        on_wipe: Callable[[], None] | None = None,
        lists: CardLists | None = None,
    ) -> None:
        self._store = store
        self._recorder = recorder
        self._engine = engine
        self._clock = clock
        self._parcels = parcels
        self._on_wipe = on_wipe
        self._lists = lists
        self._carriage: Carriage | None = None
        self._clock_noted: int | None = None
        self.session = Session(store, clock)
        self._closed = Closed(store, clock, self.session)
        self.drafts = parked.Drafts(store, clock, recorder.new_id)
        self.prints = printing.Prints(store, clock, recorder.new_id)
        self.returns, self.undoing = Returns(self), Undoing(self)
        self.closing = Closing(store, clock, self.session)
        self.safety = Safety(store, clock)
        self._loading: int | None = None
        self._tell_loading: Callable[[int, int], None] = lambda rows, total: None
        engine.on_loading(self._loaded)

    def look(self, view: Callable[[Reading], T]) -> T:
        """Return a view of the store as it stands now."""
        with reading(self._store, self._clock) as here:
            return view(here)

    def parts(self) -> tuple[DeskStore, Recorder, Clock]:
        """Return what long jobs of this layer work with; nobody above it asks."""
        return self._store, self._recorder, self._clock

    def new_id(self) -> str:
        """Return a fresh id."""
        return self._recorder.new_id()

    def now_us(self) -> int:
        """Return this desk's own time, microseconds UTC."""
        return self._clock.now_us()

    def record(self, operation: Operation, op_id: str = "") -> Recorded:
        """Store what the operator meant; raises the refusal with nothing stored.

        ``SlotFull`` names the next free slot where there is one.
        """
        one_time = isinstance(operation, SetPin)
        who = self.session.any_operator() if one_time else self.session.require()
        # The role of now: it may have changed since the log-in, and the server goes by its own.
        row, back = self.look(
            lambda here: (here.one(Operator, who.operator_id), taking_back(here, operation))
        )
        role = row.role if row is not None and row.in_service else ""
        if not may(role, operation):
            raise RoleMissing(act=operation.ACT)
        try:
            holds.check(self.look, operation)
            done = self._recorder.record(operation, actor=who.operator_id, role=role, op_id=op_id)
            return self.undoing.keep(operation, back, done)
        except SlotFull:
            if isinstance(operation, BookPlace | BookTogether | MoveBooking):
                raise self._full(operation.slot_id) from None
            raise

    def _full(self, slot_id: str) -> SlotFull:
        free = self.look(lambda here: next_free(here, slot_id))
        if free is None:
            return SlotFull(next_on="–", next_at="–", next_slot_id="")
        return SlotFull(
            next_on=date_text(free.slot_on),
            next_at=minute_text(free.start_minute),
            next_slot_id=free.slot_id,
        )

    def set_own_pin(self, pin: str) -> Recorded:
        """Replace the operator's PIN; only its verifier leaves this desk."""
        who = self.session.any_operator()
        recorded = self.record(SetPin(operator_id=who.operator_id, pin_verifier=verifier_of(pin)))
        self.session.pin_replaced()
        return recorded

    def close_refused(self, op_id: str) -> None:
        """Put a refused operation away; it stays in the journal."""
        self.session.require()
        with self._store.write() as conn:
            journal.close(conn, op_id, self._clock.now_us())

    def put_copy_notice_aside(self) -> None:
        """Note that a supervisor saw that this desk goes on as a copy; refused to others."""
        who = self.session.require()
        if who.role != "supervisor":
            raise RoleMissing(act="review")
        with self._store.write() as conn:
            meta.put_many(conn, dict.fromkeys((facts.COPIED_AT, facts.RESTORED_FROM), ""))
            now = self._clock.now_us()
            audit.append(conn, now, who.operator_id, "saw_copy", "", "")

    def operators(self) -> tuple[OperatorView, ...]:
        """Return who may log in here."""
        return self.look(operators)

    def today(self) -> TodayView:
        """Return the start screen."""
        return self.look(today_view)

    def person(self, person_id: str) -> PersonView | None:
        """Return a person's page and note that it was opened."""
        page = self.look(lambda here: person_view(here, person_id))
        if page is not None:
            self._opened(person_id)
        return page

    def _opened(self, person_id: str) -> None:
        who = self.session.operator
        now = self._clock.now_us()
        with self._store.write() as conn:
            seen.touch(conn, person_id, now)
            actor = who.operator_id if who else ""
            audit.append(conn, now, actor, "open_person", person_id, "")

    def papers(self, person_id: str) -> PapersView | None:
        """Return delegations, notices, consents, requests, notes and documents of a person."""
        return self.look(lambda here: papers_view(here, person_id))

    def may_act_for(self, person_id: str, power: str) -> tuple[MandateView, ...]:
        """Return who may do a thing for a person today, such as ``collect_card``."""
        return self.look(lambda here: may_act_for(here, person_id, power))

    def open_note(self, note_id: str, reason: str) -> str:
        """Return the text of a sensitive note; who, whose and why is logged before."""
        return self._closed.open_note(note_id, reason)

    def open_identifier(self, identifier_id: str, reason: str) -> str:
        """Return the value of an STP or ENI code; logged as ``open_note`` is."""
        return self._closed.open_identifier(identifier_id, reason)

    def last_person(self) -> str | None:
        """Return the person whose page was opened last at this desk."""
        return self.look(lambda here: seen.last(here.conn))

    def look_up(self, text: str) -> Answer:
        """Return what a text in the omnibox, or a scan, means."""
        means = document_answer if is_zone(text) else answer
        return self.look(lambda here: means(here, text))

    def likely_same(self, sought: Sought) -> tuple[Likeness, ...]:
        """Return people here who may be the one being registered."""
        return self.look(lambda here: likely_same(here, sought))

    def read_code(self, text: str) -> Proposal:
        """Return what a fiscal code proposes; refused with the reason."""
        return self.look(lambda here: read_code(text, here.today))

    def near_codes(self, text: str, typed: Typed) -> tuple[NearCode, ...]:
        """Return what a mistyped fiscal code may have been."""
        return self.look(lambda here: near_codes(here, text, typed))

    def note_went_on(self, person_id: str, shown_ids: Sequence[str], scores: Sequence[int]) -> None:
        """Note that the operator registered a person although similar ones were shown."""
        pairs = zip(shown_ids, scores, strict=True)
        self._note("went_on", person_id, " ".join(f"{each}:{score}" for each, score in pairs))

    def note_code_confirmed(self, person_id: str, fields: Sequence[str], reason: str) -> None:
        """Note why a fiscal code was kept that does not fit what was typed."""
        self._note("confirm_code", person_id, f"{reason}: {' '.join(fields)}")

    def note_day_unknown(self, person_id: str) -> None:
        """Note that the day of birth is not known: the first of the year or month stands for it."""
        self._note("birth_day_unknown", person_id, "")

    def _note(self, act: str, person_id: str, reason: str) -> None:
        who = self.session.require()
        with self._store.write() as conn:
            audit.append(conn, self._clock.now_us(), who.operator_id, act, person_id, reason)

    def offerings(self, person_id: str) -> tuple[OfferingView, ...]:
        """Return what can be booked, the person's usual services first."""
        return self.look(lambda here: offerings_for(here, person_id))

    def offerings_for_need(self, person_id: str, need: str) -> tuple[OfferingView, ...]:
        """Return what the catalogue may offer for a need of resources/needs.toml."""
        return self.look(lambda here: offerings_for_need(here, person_id, need))

    def availability(
        self, offering_id: str, person_id: str, from_on: datetime.date, days: int
    ) -> tuple[SlotView, ...]:
        """Return the slots of an offering from a day on."""
        return self.look(lambda here: availability(here, offering_id, person_id, from_on, days))

    def quote(self, person_id: str, offering_id: str, seats: int = 1) -> QuoteView:
        """Return the price of a booking with its sum."""
        return self.look(lambda here: quote(here, person_id, offering_id, seats))

    def entitlements(self, person_id: str) -> tuple[EntitlementView, ...]:
        """Return what the person's household may get from each fund, and why."""
        return self.look(lambda here: entitlements(here, person_id))

    def outbox(self) -> OutboxView:
        """Return what waits to be sent, was not accepted or is in question."""
        view = self.look(outbox_view)
        if self._parcels is None:
            return view
        return msgspec.structs.replace(view, carried=self._parcels.waiting())

    def status(self) -> StatusView:
        """Return the status bar."""
        return msgspec.structs.replace(self.look(status_view), loading=self._loading)

    def document(
        self, kind: str, subject_id: str, copy_no: int = 0, *, large: bool = False
    ) -> bytes:
        """Return a paper as PDF bytes: ``slip``, ``card``, ``receipt``, ``notice``.

        ``calendar`` of a booking is an iCalendar file.
        ``delegation`` takes a delegation; ``delegation_form`` is to fill in by hand, for a
        person or, without one, for anybody.  Both come in large print too.
        """
        # ReportLab takes a third of a start: not before use.
        from welfare_desk.desk import (
            calls_paper,
            catalogue_paper,
            delegation_paper,
            fund_paper,
            paper,
            price_paper,
            provider_paper,
            shop_paper,
        )

        role = self.session.operator.role if self.session.operator else ""

        makers: dict[str, Callable[[Reading], bytes]] = {
            "slip": lambda here: paper.slip(here, subject_id, copy_no, large=large),
            "calendar": lambda here: paper.calendar(here, subject_id),
            "day_sheet": lambda here: paper.day_sheet(here, subject_id),
            "day_report": lambda here: paper.day_report_paper(here, subject_id),
            "price_sheet": lambda here: price_paper.price_sheet(here, subject_id, copy_no),
            "card": lambda here: paper.card(here, subject_id),
            "vouchers": lambda here: paper.vouchers(here, subject_id),
            "receipt": lambda here: paper.receipt(here, subject_id, copy_no),
            "notice": lambda here: paper.notice(here, subject_id, copy_no),
            "application": lambda here: fund_paper.application_form(
                here, subject_id, copy_no, role
            ),
            "decision": lambda here: fund_paper.decision_letter(here, subject_id, copy_no, role),
            "entitled": lambda here: fund_paper.entitled_sheet(here, subject_id, role),
            "statement": lambda here: shop_paper.statement(here, subject_id, copy_no),
            "attendance": lambda here: provider_paper.attendance_paper(here, subject_id),
            "provider_statement": lambda here: provider_paper.statement_paper(here, subject_id),
            "return_receipt": lambda here: shop_paper.return_receipt(here, subject_id, copy_no),
            "offering": lambda here: catalogue_paper.offering_paper(here, subject_id, large=large),
            "dossier": lambda here: catalogue_paper.provider_dossier(here, subject_id),
            "complaint": lambda here: catalogue_paper.complaint_receipt(here, subject_id, copy_no),
            "call_letter": lambda here: calls_paper.call_letter(here, subject_id, copy_no),
            "call_list": lambda here: calls_paper.call_list(here, subject_id),
            "waiting_order": lambda here: calls_paper.waiting_order(here, subject_id),
            "delegation": lambda here: delegation_paper.delegation(
                here, subject_id, copy_no, large=large
            ),
            "delegation_form": lambda here: delegation_paper.delegation_form(
                here, subject_id, large=large
            ),
        }
        return self.look(makers[kind])

    def card_preview(self, fund_id: str, person_id: str) -> bytes:
        """Return the card as it will come out, before it is issued."""
        from welfare_desk.desk import paper

        return self.look(lambda here: paper.card_preview(here, fund_id, person_id))

    def block_list_at(self) -> int | None:
        """Return of when the list of dead cards is that this desk has, microseconds UTC."""
        found = self._lists.latest() if self._lists is not None else None
        return found.issued_at if found is not None else None

    def verify_card(self, text: str) -> Verdict:
        """Return whether a card is good, with no network; a code, a number, a health card."""
        dead = self._lists.latest() if self._lists is not None else None
        verdict = self.look(lambda here: verify(here, text, dead))
        if verdict.why == "key_unknown" and self._lists is not None:
            self._lists.ask_soon()
        return verdict

    def queue_print(
        self, kind: str, subject_id: str, *, later: bool = False, large: bool = False
    ) -> PrintView:
        """Put a paper into the print list: a slip or receipt printed before becomes a copy.

        ``card`` of a paper voucher puts the sheets of its booklet there.
        """
        from welfare_desk.desk import paper

        kind = self.look(lambda here: paper.kind_of(here, kind, subject_id))
        copies = 0 if kind in printing.FORMS else self.prints.printed(kind, subject_id)
        pdf = self.document(kind, subject_id, copy_no=copies, large=large)
        title = self.look(lambda here: paper.title_of(here, kind, subject_id))
        role = self.prints.role_of(kind, large=large)
        job_id = self.prints.add(
            kind, subject_id, title, pdf, copies=copies, later=later, role=role
        )
        return next(view for view in self.look(print_views) if view.job_id == job_id)

    def print_came_out(self, job_id: str) -> None:
        """Note that a paper came out well; a card that had only its number is printed now."""
        job = self.prints.job(job_id)
        if job is None:
            return
        cards = job.document in ("card", "card_sheet", "vouchers")
        ids = tuple(job.subject_id.split(" ")) if cards else ()
        rows = self.look(lambda here: here.many(VoucherCard, ids))
        for card_id in ids:
            if card_id in rows and rows[card_id].state == "issued":
                self.record(PrintCard(card_id=card_id))
        self.prints.set_state(job_id, "printed")

    def print_list(self) -> tuple[PrintView, ...]:
        """Return the print jobs."""
        return self.look(print_views)

    @property
    def loading(self) -> int | None:
        """Per cent of everything that a first exchange has brought so far; nothing else asks it."""
        return self._loading

    def on_loading(self, tell: Callable[[int, int], None]) -> None:
        """Tell how far a first exchange is: rows that are here, rows in all; on its thread."""
        self._tell_loading = tell

    def _loaded(self, rows: int, total: int) -> None:
        self._loading = 100 * rows // max(total, 1)
        self._tell_loading(rows, total)

    def exchange(self) -> Exchange:
        """Send and receive once; never raises for a network that is not there.

        Behind a server's order to wipe nothing of the store can be read any more.
        """
        try:
            done = self._engine.run_once()
        finally:
            self._loading = None
        if done.outcome == "wipe":
            if self._on_wipe is not None:
                self._on_wipe()
            return done
        self._note_clock(done)
        if done.outcome == "ok" and self._lists is not None:
            self._lists.after_exchange()
        if done.outcome == "ok" and self._parcels is not None:
            self._note_carriage(self._parcels.after_exchange())
        return done

    def take_carriage(self) -> Carriage | None:
        """Return what was delivered for other desks since this was asked last."""
        done, self._carriage = self._carriage, None
        return done

    def _note_clock(self, done: Exchange) -> None:
        """Keep by how much this computer's clock is off, once the server was heard."""
        if done.outcome in AWAY and not done.server_time_offset:
            return
        minutes = round(done.server_time_offset / MINUTE_US)
        if minutes == self._clock_noted:
            return
        with self._store.write() as conn:
            meta.put(conn, CLOCK_OFFSET, str(done.server_time_offset))
        self._clock_noted = minutes

    def _note_carriage(self, done: Carriage) -> None:
        if not done.delivered and not done.refused:
            return
        self._carriage = done
        with self._store.write() as conn:
            meta.put(conn, CARRIED_REFUSED, done.refused[-1] if done.refused else "")

    def export_outbox(self, path: Path) -> int:
        """Write all that waits to be sent into a file, closed for the server; return how much.

        Refused with ``OutboxEmpty``, with ``BoxUnknown`` before the first exchange, and with
        ``ParcelUnwritable``.
        """
        outbox = self._carrier().outbox()
        try:
            write_whole(path, outbox.data)
        except OSError:
            raise ParcelUnwritable() from None
        return outbox.operations

    def import_outbox(self, path: Path) -> Carried:
        """Take another desk's file in; it is delivered with the next exchange.

        Refused with ``ParcelUnreadable`` and ``ParcelElsewhere``.
        """
        try:
            data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        except OSError:
            raise ParcelUnreadable() from None
        carried = self._carrier().take_in(data)
        with self._store.write() as conn:
            meta.put(conn, CARRIED_REFUSED, "")
        return carried

    def _carrier(self) -> Parcels:
        if self._parcels is None:
            raise NotEnrolled()
        return self._parcels

    def ask_for(self, resource: str, quantity: int = 1) -> bool:
        """Ask the server for a right while a form is open; true when it is held now."""
        return self._engine.ask_one(resource, quantity)

    def close(self) -> None:
        """Close the store."""
        self._store.close()
