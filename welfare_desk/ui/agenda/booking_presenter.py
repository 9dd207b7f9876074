# SPDX-License-Identifier: EUPL-1.2
"""Decides what the booking form shows and does: service, place, time, price, the act."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.core.refusals import SlotFull
from welfare_desk.desk.views.booking import (
    OfferingView,
    QuoteView,
    SlotView,
    Unmet,
    guest_from,
    place_from,
)
from welfare_desk.desk.views.party import CardPartView, PartyView, party_view
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.operations.bookings import BookPlace, BookTogether
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda import days
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane


class Loaded(msgspec.Struct, frozen=True):
    """What the form starts from."""

    person: PersonView
    services: tuple[OfferingView, ...]
    today: datetime.date
    online: bool


class Booked(msgspec.Struct, frozen=True):
    """A booking that was recorded."""

    booking_ids: tuple[str, ...]
    numbers: tuple[str, ...]
    provisional: bool
    slot: SlotView
    printing: bool
    recorded: Recorded


class Exceptional(msgspec.Struct, frozen=True):
    """What two people allow beside the rule, one of them a supervisor."""

    reason: str
    second_id: str
    total_cents: int | None = None
    """The price agreed on; nothing: the scheme's."""


class BookingPresenter(QObject):
    """Holds the choices of a booking; owns no widget.

    ``loaded`` once, then ``slots_changed`` and ``choice_changed`` as choices are made;
    ``booked`` or ``refused`` (a sentence) or ``full`` (facts of the next free slot) answer an
    act.  An answer that a later choice has overtaken is dropped.
    """

    loaded = Signal()
    slots_changed = Signal()
    choice_changed = Signal()
    busy_changed = Signal(bool)
    booked = Signal(object)
    refused = Signal(str)
    full = Signal(str, object)

    def __init__(self, context: Context, person_id: str, parent: QObject | None = None) -> None:
        """Ask nothing before ``start``."""
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.person_id = self.who_id = person_id
        self.person: PersonView | None = None
        self.services: tuple[OfferingView, ...] = ()
        self.today = datetime.date.min
        self.offering_id = ""
        self.slots: tuple[SlotView, ...] = ()
        self.place = ""
        self.slot_id = ""
        self.also: tuple[str, ...] = ()
        self.exceptional: Exceptional | None = None
        self.card_id = ""
        self._party: PartyView | None = None
        self._priced_for: tuple[str, ...] = ()
        self.busy = False
        self._online = False
        self._wished: tuple[str, str] = ("", "")
        self._asked = 0
        self._asked_rights: set[str] = set()

    def start(self, offering_id: str = "", slot_id: str = "") -> None:
        """Load the person and the services; a draft's choices are taken up again."""
        self._wished = (offering_id, slot_id)
        self._context.read(self._load, self, self._take, self.refused.emit)

    def reload(self) -> None:
        """Ask for places and price anew; the choices stay where they still can."""
        if self.offering_id and not self.busy:
            self._ask_slots()

    def service(self) -> OfferingView | None:
        """Return the service chosen."""
        return next((row for row in self.services if row.offering_id == self.offering_id), None)

    def slot(self) -> SlotView | None:
        """Return the slot chosen."""
        return next((row for row in self.slots if row.slot_id == self.slot_id), None)

    @property
    def quote(self) -> QuoteView | None:
        """The price of the first person in the slot chosen."""
        return next(iter(self.quotes()), None)

    def quotes(self) -> tuple[QuoteView, ...]:
        """Return what each person pays in the slot chosen, as it will be booked."""
        if self._party is None or self._priced_for != self.people():
            return ()
        found = self._party.prices.get(self.slot_id, ())
        agreed = self.exceptional.total_cents if self.exceptional else None
        card = self.card()
        if len(found) != 1 or (agreed is None and card is None):
            return found
        shared = found[0] if agreed is None else found[0].agreed_at(agreed)
        return (shared if card is None else shared.paid_by_card(card.left_cents),)

    def people(self) -> tuple[str, ...]:
        """Return who will come, the one whose form it is first."""
        return (self.who_id, *self.also)

    def cards(self) -> tuple[CardPartView, ...]:
        """Return the cards that may pay a part."""
        return () if self._party is None else self._party.cards

    def card(self) -> CardPartView | None:
        """Return the card that pays a part, where the place will be confirmed."""
        slot = self.slot()
        if slot is None or slot.guaranteed < 1:
            return None
        return next((row for row in self.cards() if row.card_id == self.card_id), None)

    def unmet(self) -> tuple[tuple[str, Unmet], ...]:
        """Return whose conditions are not met in the slot chosen, as (name, condition)."""
        rows = () if self._party is None else self._party.unmet.get(self.slot_id, ())
        return tuple((self.name_of(person_id), one) for person_id, one in rows)

    def here(self) -> tuple[SlotView, ...]:
        """Return the slots at the place chosen."""
        return days.at_place(self.slots, self.place)

    def who_name(self) -> str:
        """Return the names of the people who will come."""
        return ", ".join(self.name_of(person_id) for person_id in self.people())

    def name_of(self, person_id: str) -> str:
        """Return the name of somebody of the household."""
        if self.person is None:
            return ""
        for member in self.person.members:
            if member.person_id == person_id:
                return f"{member.surname} {member.name}"
        return f"{self.person.surname} {self.person.name}"

    def choose_person(self, person_id: str) -> None:
        """Book for another member of the household: price and obstacles are theirs."""
        if person_id and person_id != self.who_id:
            self.who_id = person_id
            self.also = tuple(each for each in self.also if each != person_id)
            self.exceptional = None
            self._ask_slots()

    def choose_also(self, person_id: str, comes: bool) -> None:
        """Book another member of the household together with the first, or not."""
        others = tuple(each for each in self.also if each != person_id)
        self.also = (*others, person_id) if comes and person_id != self.who_id else others
        self.exceptional = None
        self._ask_slots()

    def choose_card(self, card_id: str) -> None:
        """Let a card pay what it can of the person's part, or none."""
        self.card_id = card_id
        self.choice_changed.emit()

    def allow(self, exceptional: Exceptional | None) -> None:
        """Take over what two people allow beside the rule; it holds for this choice."""
        self.exceptional = exceptional
        self.choice_changed.emit()

    def choose_service(self, offering_id: str) -> None:
        """Take a service and ask for its places and price."""
        if offering_id == self.offering_id:
            return
        self.offering_id, self.slot_id, self.place = offering_id, "", ""
        self.slots, self._party, self.exceptional, self.card_id = (), None, None, ""
        self._ask_slots()

    def choose_place(self, place: str) -> None:
        """Show the slots of a place and mark its first choice."""
        if place and place != self.place:
            self.place = place
            first = days.first_choice(self.here(), len(self.people()))
            self.slot_id = first.slot_id if first else ""
            self.exceptional = None
            self.slots_changed.emit()
            self.choice_changed.emit()
            self._ask_right()

    def choose_slot(self, slot_id: str) -> None:
        """Take a slot; when it is not assured here and the line is up, one place is asked for."""
        if slot_id != self.slot_id:
            self.exceptional = None
        self.slot_id = slot_id
        self.choice_changed.emit()
        self._ask_right()

    def obstacle(self) -> str:
        """Return why the slot chosen cannot be booked, or nothing.

        ``none`` is chosen, the place is ``mine`` already, it is ``full``, or a condition is
        ``unmet`` and nobody allowed it.
        """
        slot = self.slot()
        if slot is None or not self.quotes():
            return "none"
        if slot.mine:
            return "mine"
        if slot.unmet and (self.exceptional is None or not all(one.waivable for one in slot.unmet)):
            return "unmet"
        return "" if days.free_places(slot) >= len(self.people()) else "full"

    def clash(self) -> str:
        """Return the number of another booking at the same hour, or nothing."""
        slot = self.slot()
        return "" if slot is None else next(iter(slot.clashes), "")

    def confirm(self, *, printing: bool) -> None:
        """Record the booking of the slot chosen; an obstacle is told instead."""
        slot, quotes = self.slot(), self.quotes()
        if self.busy or slot is None or not quotes:
            return
        self._set_busy(True)
        ids = tuple(self._desk.new_id() for _ in quotes)
        operation = self._operation(slot, quotes, ids)
        self._context.jobs.submit(
            lambda: self._desk.record(operation),
            self,
            partial(self._recorded, ids, slot, printing),
            self._failed,
            Lane.WRITER,
        )

    def _operation(
        self, slot: SlotView, quotes: tuple[QuoteView, ...], ids: tuple[str, ...]
    ) -> BookPlace | BookTogether:
        allowed = self.exceptional
        waived = tuple(dict.fromkeys(one.code for one in slot.unmet)) if allowed else ()
        signed: dict[str, Any] = {}
        if allowed is not None and (waived or allowed.total_cents is not None):
            signed = {"waived": waived, "reason": allowed.reason, "second_id": allowed.second_id}
        if len(quotes) > 1:
            rows = zip(quotes, ids, self.people(), strict=True)
            guests = tuple(guest_from(quoted, new_id, who) for quoted, new_id, who in rows)
            return BookTogether(slot_id=slot.slot_id, guests=guests, **signed)
        made = place_from(quotes[0], ids[0], self.who_id, slot.slot_id)
        if signed:
            agreed = allowed is not None and allowed.total_cents is not None
            made = msgspec.structs.replace(made, agreed=agreed, **signed)
        card = self.card()
        if card is not None and quotes[0].card_cents:
            made = msgspec.structs.replace(
                made,
                card_id=card.card_id,
                card_cents=quotes[0].card_cents,
                merchant_id=card.merchant_id,
            )
        return made

    def book_next(self, slot_id: str) -> None:
        """Book the slot that was offered in the place of a full one."""
        slot = next((row for row in self.slots if row.slot_id == slot_id), None)
        if slot is not None:
            self.place = slot.place_name
            self.slot_id = slot_id
            self.slots_changed.emit()
            self.choice_changed.emit()
            self.confirm(printing=True)

    def _load(self) -> Loaded | None:
        person_id = self.person_id
        person = self._desk.look(lambda here: person_view(here, person_id))
        if person is None:
            return None
        status = self._desk.status()
        today = self._desk.look(lambda here: here.today)
        online = status.offline_since is None and status.last_sync_at is not None
        return Loaded(person, self._desk.offerings(person_id), today, online)

    def _take(self, loaded: Loaded | None) -> None:
        if loaded is None:
            return
        self.person, self.services = loaded.person, loaded.services
        self.today, self._online = loaded.today, loaded.online
        self.loaded.emit()
        known = {row.offering_id for row in self.services}
        wished = self._wished[0] if self._wished[0] in known else ""
        first = wished or (self.services[0].offering_id if self.services else "")
        if first:
            self.choose_service(first)

    def _ask_slots(self) -> None:
        self._asked += 1
        asked, offering_id, people = self._asked, self.offering_id, self.people()
        today, desk = self.today, self._desk
        who = desk.session.operator
        role = who.role if who else ""

        def work() -> PartyView:
            return desk.look(
                lambda here: party_view(here, people, offering_id, today, days.DAYS_AHEAD, role)
            )

        self._context.read(work, self, partial(self._take_slots, asked, people), self.refused.emit)

    def _take_slots(self, asked: int, people: tuple[str, ...], found: PartyView) -> None:
        if asked != self._asked:
            return
        self.slots, self._party, self._priced_for = found.slots, found, people
        ids = {slot.slot_id for slot in self.slots}
        wished = self._wished[1]
        self._wished = ("", "")
        if wished in ids:
            self.slot_id = wished
        if self.slot_id not in ids:
            first = days.first_choice(self.slots, len(self.people()))
            self.slot_id = first.slot_id if first else ""
        chosen = self.slot()
        if chosen is not None:
            self.place = chosen.place_name
        elif self.place not in days.places(self.slots):
            self.place = next(iter(days.places(self.slots)), "")
        self.slots_changed.emit()
        self.choice_changed.emit()
        self._ask_right()

    def _ask_right(self) -> None:
        """Ask the server for one place while the form is open; nobody waits for the answer."""
        slot = self.slot()
        places = len(self.people())
        if slot is None or not self._online or slot.guaranteed >= places:
            return
        if days.free_places(slot) < places or slot.slot_id in self._asked_rights:
            return
        self._asked_rights.add(slot.slot_id)
        resource, desk, wanted = f"slot:{slot.slot_id}", self._desk, places - slot.guaranteed
        self._context.jobs.submit(
            lambda: desk.ask_for(resource, wanted),
            self,
            self._right_came,
            self._failed,
            Lane.NETWORK,
        )

    def _right_came(self, held: bool) -> None:
        if held:
            self.reload()

    def _recorded(
        self, ids: tuple[str, ...], slot: SlotView, printing: bool, done: Recorded
    ) -> None:
        self._set_busy(False)
        self._context.broadcast(done.kinds)
        provisional = done.state == "provisional"
        self.booked.emit(Booked(ids, tuple(done.numbers), provisional, slot, printing, done))

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, SlotFull):
            self.full.emit(self._context.sentence(error), dict(error.facts))
            self.reload()
            return
        self.refused.emit(self._context.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)


def print_paper(context: Context, document: str, subject_id: str) -> None:
    """Store a paper of this act and send it to its printer; outlives the page that asked."""
    context.paper(
        lambda: context.desk.queue_print(document, subject_id), context.jobs, context.queued
    )
