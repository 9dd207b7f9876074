# SPDX-License-Identifier: EUPL-1.2
"""What a counter does next: families come, people amend, book, cancel, and are found to be one."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any, cast

from tests.simulation.memory import Memory
from tests.simulation.plan import Plan
from tests.simulation.territory import (
    FIRST_AMOUNTS,
    MERCHANT,
    fund_id,
    named,
    operator_id,
    town_id,
)
from welfare_desk.core.instants import local_date
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import Slot
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.attestations import CorrectIsee, RepriceBookings, WithdrawIsee
from welfare_desk.operations.bookings import BookPlace, CancelBooking, MoveBooking, RecordAttendance
from welfare_desk.operations.cards import (
    ActivateCard,
    BlockCard,
    HandOverCard,
    IssueCard,
    ReplaceCard,
)
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    Joining,
    MoveHouse,
    MoveMembers,
    RecordIsee,
    SplitHousehold,
)
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson, RegisterPerson
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.requests import AddRequestStep, OpenRequest
from welfare_desk.operations.reviews import CloseReview, decisions_for

SURNAMES = ("Rossi", "Bianchi", "Ferrari", "Esposito", "Romano", "Colombo", "Ricci", "Marino",
            "Greco", "Bruno", "Gallo", "Conti", "De Luca", "Costa", "Giordano", "Mancini",
            "Rizzo", "Lombardi", "Moretti", "Barbieri")  # fmt: skip
NAMES = ("Maria", "Luca", "Anna", "Giulia", "Marco", "Paolo", "Sara", "Elena", "Andrea", "Piero",
         "Fatima", "Ahmed", "Olena", "Ion", "Chen", "Ada")  # fmt: skip
_FIRST_BIRTH = datetime.date(1930, 1, 1).toordinal()
_FIRST_PHONE = 3_330_000_000

Wish = tuple[Operation, str]
"""An operation and the role that asks for it."""


class Workload:
    """One desk's counter; all chance comes from its own stream."""

    def __init__(
        self, plan: Plan, device: int, stream: str, memory: Memory, made: Callable[[], int]
    ) -> None:
        self._random = Random(stream)
        self._device = device
        self._town = plan.town_of(device)
        self._funds = plan.funds
        self._rows = memory.rows
        self._leases = memory.table("leases")
        self._leases_of = memory.table("leases_of")
        self._made = made
        self._today = datetime.date(2026, 1, 1)
        self._todo: deque[Wish] = deque()
        self._follow: dict[str, list[Wish]] = {}
        """What comes next once an operation on this row was recorded."""
        self.actors = {
            role: operator_id(self._town, role)
            for role in ("operator", "supervisor", "cooperative")
        }

    def move_to(self, memory: Memory) -> None:
        """Go on at a desk whose memory was put back or copied."""
        self._rows = memory.rows
        self._leases = memory.table("leases")
        self._leases_of = memory.table("leases_of")

    def next(self, now: int, slots: list[Slot]) -> Wish | None:
        """Return what is asked for now, or nothing where nothing fits."""
        self._today = local_date(now)
        random = self._random
        if self._todo and random.random() < 0.55:
            return self._todo.popleft()
        act = random.choices(ACTS, cum_weights=WEIGHTS)[0]
        return act(self, slots)

    def done(self, operation: Operation) -> None:
        """Hear that an operation was recorded: what follows from it may come now."""
        follow = self._follow.pop(operation.entity(), None)
        if follow is not None:
            self._todo.extend(follow)

    # Choosing.

    def _fresh(self, kind: int) -> str:
        return named(kind, self._made())

    def _one(self, kind: str) -> str:
        """Return an id of a kind that this desk has seen: mostly a late one."""
        ids = self._rows.ids[kind]
        if not ids:
            return ""
        random = self._random
        if random.random() < 0.6:
            return ids[-1 - int(random.random() * min(len(ids), 40))]
        return ids[int(random.random() * len(ids))]

    def _person(self) -> str:
        """Return a person: a third of the time one of the few whom everybody knows."""
        ids = self._rows.ids["person"]
        if ids and self._random.random() < 0.3:
            return ids[int(self._random.random() * min(len(ids), 6))]
        return self._one("person")

    def _row(self, kind: str, row_id: str) -> Any:
        return self._rows.by_kind[kind].get(row_id)

    # People.

    def _register(self, slots: list[Slot]) -> Wish:
        random = self._random
        person_id = self._fresh(0x10)
        if random.random() < 0.5:
            self._follow[person_id] = [(self._family(person_id), "operator")]
        again = self._row("person", self._person()) if random.random() < 0.05 else None
        operation = RegisterPerson(
            person_id=person_id,
            controller_id=town_id(self._town),
            surname=random.choice(SURNAMES) if again is None else again.surname,
            name=random.choice(NAMES) if again is None else again.name,
            sex=random.choice("FM"),
            born_on=self._birth() if again is None else again.born_on,
            no_code_reason="non ricorda",
            phone=self._phone(),
            residence_istat=f"{28_000 + self._town:06d}",
        )
        return operation, "operator"

    def _birth(self) -> datetime.date:
        return datetime.date.fromordinal(_FIRST_BIRTH + int(self._random.random() * 30_000))

    def _phone(self) -> str:
        return str(_FIRST_PHONE + int(self._random.random() * 9_000_000))

    def _amend(self, slots: list[Slot]) -> Wish | None:
        person_id = self._person()
        if not person_id:
            return None
        return AmendPerson(person_id=person_id, changes=self._changes()), "operator"

    def _changes(self) -> dict[str, str]:
        random = self._random
        which = random.random()
        if which < 0.35:
            return {"street": f"Via Dante {int(random.random() * 500)}"}
        if which < 0.6:
            language = random.choice(("it", "ro", "ar"))
            return {"street_no": str(int(random.random() * 90)), "language": language}
        if which < 0.75:
            return {"phone": self._phone()}
        if which < 0.9:
            return {"no_code_reason": random.choice(("non ricorda", "rifiuta", "neonato"))}
        if which < 0.95:
            return {"born_on": self._birth().isoformat()}
        return {"name": random.choice(NAMES)}

    def _merge(self, slots: list[Slot]) -> Wish | None:
        kept, merged = self._person(), self._person()
        if not kept or kept == merged:
            return None
        changes = self._changes() if self._random.random() < 0.4 else {}
        if self._random.random() < 0.5:
            self._todo.append((UndoMerge(merged_id=merged), "supervisor"))
        return MergePeople(kept_id=kept, merged_id=merged, changes=changes), "supervisor"

    def _undo(self, slots: list[Slot]) -> Wish | None:
        person_id = self._person()
        return (UndoMerge(merged_id=person_id), "supervisor") if person_id else None

    def _propose(self, slots: list[Slot]) -> Wish | None:
        one, other = self._person(), self._person()
        if not one or one == other:
            return None
        return ProposeMerge(person_id=one, other_id=other), "operator"

    def _close(self, slots: list[Slot]) -> Wish | None:
        item: ReviewItem | None = self._row("review_item", self._one("review_item"))
        if item is None:
            return None
        decision = self._random.choice(decisions_for(item.code, item.other_id))
        return CloseReview(review_id=item.id, decision=decision), "supervisor"

    def _notice(self, slots: list[Slot]) -> Wish | None:
        person_id = self._one("person")
        if not person_id:
            return None
        notice = RecordNotice(
            notice_id=self._fresh(0x11), person_id=person_id, version="1", language="it",
            signer="self", given_on=self._today,
        )  # fmt: skip
        return notice, "operator"

    def _consent(self, slots: list[Slot]) -> Wish | None:
        person_id = self._one("person")
        if not person_id:
            return None
        consent = RecordConsent(
            consent_id=self._fresh(0x12), person_id=person_id, purpose="photos",
            given=self._random.random() < 0.5, answered_on=self._today,
        )  # fmt: skip
        return consent, "operator"

    def _note(self, slots: list[Slot]) -> Wish | None:
        person_id = self._one("person")
        if not person_id:
            return None
        return WriteNote(note_id=self._fresh(0x13), person_id=person_id, text="Torna lunedì"), (
            "operator"
        )

    def _request(self, slots: list[Slot]) -> Wish | None:
        person_id = self._one("person")
        if not person_id:
            return None
        request_id = self._fresh(0x14)
        step = AddRequestStep(
            step_id=self._fresh(0x15), request_id=request_id, outcome="referred",
            referred_to="CAF ESEMPIO",
        )  # fmt: skip
        self._follow[request_id] = [(step, "operator")]
        return OpenRequest(request_id=request_id, person_id=person_id, need="food"), "operator"

    # Households.

    def _family(self, person_id: str) -> FormHousehold:
        household_id = self._fresh(0x16)
        members = [Joining(person_id, "applicant")]
        others = self._rows.ids["person"][-4:]
        for other in others:
            if other != person_id and self._random.random() < 0.25:
                members.append(Joining(other, "child", self._random.random() < 0.9))
        attestation = self._attestation(household_id, good=0.9)
        self._follow[household_id] = [(attestation, "operator")]
        if self._random.random() < 0.6:
            issue = IssueCard(
                card_id=self._fresh(0x17), fund_id=self._fund(),
                household_id=household_id, person_id=person_id,
                amount_cents=FIRST_AMOUNTS[min(3, sum(each.counts for each in members) - 1)],
                isee_id=attestation.isee_id,
            )  # fmt: skip
            self._follow[attestation.isee_id] = [(issue, "operator")]
            self._after_issue(issue.card_id)
        return FormHousehold(
            household_id=household_id,
            controller_id=town_id(self._town),
            members=tuple(members),
            from_on=self._today,
            residence_istat=f"{28_000 + self._town:06d}",
        )

    def _fund(self) -> str:
        return fund_id(1 + int(self._random.random() * self._funds))

    def _after_issue(self, card_id: str) -> None:
        self._follow[card_id] = [
            (ActivateCard(card_id=card_id), "operator"),
            (HandOverCard(card_id=card_id), "operator"),
            *((self._redeem(card_id), "operator") for _ in range(int(self._random.random() * 4))),
        ]

    def _redeem(self, card_id: str) -> RedeemCard:
        cents = 100 + int(self._random.random() * 6_000)
        return RedeemCard(card_id=card_id, merchant_id=MERCHANT, amount_cents=cents)

    def _attestation(self, household_id: str, good: float = 0.5) -> RecordIsee:
        low = self._random.random() < good
        return RecordIsee(
            isee_id=self._fresh(0x18),
            household_id=household_id,
            value_cents=700_000 if low else self._random.choice((0, 1_000_000, 1_600_000)),
            issued_on=self._today,
            valid_to=self._today + datetime.timedelta(days=int(self._random.random() * 300)),
        )

    def _isee(self, slots: list[Slot]) -> Wish | None:
        household_id = self._one("household")
        return (self._attestation(household_id), "operator") if household_id else None

    def _correct(self, slots: list[Slot]) -> Wish | None:
        row: IseeAttestation | None = self._row("isee_attestation", self._one("isee_attestation"))
        if row is None:
            return None
        if self._random.random() < 0.3:
            return WithdrawIsee(isee_id=row.id, reason="di altri"), "supervisor"
        correct = CorrectIsee(
            isee_id=row.id, reason="battuta male", isee_kind="ordinary",
            value_cents=self._random.choice((0, 700_000, 1_600_000)),
            issued_on=row.issued_on, valid_to=row.valid_to,
        )  # fmt: skip
        return correct, "supervisor"

    def _reprice(self, slots: list[Slot]) -> Wish | None:
        household_id = self._one("household")
        return (RepriceBookings(household_id=household_id), "operator") if household_id else None

    def _change(self, slots: list[Slot]) -> Wish | None:
        household_id, person_id = self._one("household"), self._person()
        if not household_id or not person_id:
            return None
        members = self._members(household_id)
        if person_id in members or (members and self._random.random() < 0.4):
            leaves = (self._random.choice(members),)
            change = ChangeHousehold(household_id=household_id, on=self._today, leaves=leaves)
        else:
            joins = (Joining(person_id, "other"),)
            change = ChangeHousehold(household_id=household_id, on=self._today, joins=joins)
        return change, "operator"

    def _members(self, household_id: str) -> list[str]:
        rows = self._rows.where("household_member", "household_id", household_id)
        return [row.person_id for row in cast("list[HouseholdMember]", rows) if row.to_on is None]

    def _split(self, slots: list[Slot]) -> Wish | None:
        household_id = self._one("household")
        members = self._members(household_id) if household_id else []
        if len(members) < 2:
            return None
        split = SplitHousehold(
            household_id=household_id, new_household_id=self._fresh(0x16), on=self._today,
            movers=(Joining(self._random.choice(members), "applicant"),),
        )  # fmt: skip
        return split, "operator"

    def _move_in(self, slots: list[Slot]) -> Wish | None:
        old, new = self._one("household"), self._one("household")
        members = self._members(old) if old else []
        if not members or old == new:
            return None
        movers = tuple(Joining(each, "other") for each in members)
        move = MoveMembers(household_id=old, to_household_id=new, on=self._today, movers=movers)
        return move, "operator"

    def _move_house(self, slots: list[Slot]) -> Wish | None:
        household_id = self._one("household")
        if not household_id:
            return None
        street = f"Via {int(self._random.random() * 900)}"
        return MoveHouse(household_id=household_id, on=self._today, street=street), "operator"

    # Places.

    def _book(self, slots: list[Slot]) -> Wish | None:
        person_id = self._person()
        if not person_id or not slots:
            return None
        slot = self._slot(slots)
        cents = 2_200
        book = BookPlace(
            booking_id=self._fresh(0x19), person_id=person_id, slot_id=slot.id,
            seats=1, unit_cents=cents, total_cents=cents,
        )  # fmt: skip
        return book, "operator"

    def _slot(self, slots: list[Slot]) -> Slot:
        """Return a slot: mostly one in which this desk has a place to give."""
        random = self._random
        slot = slots[int(random.random() * len(slots))]
        if random.random() < 0.9:
            for _ in range(6):
                held = self._leases_of.get(f"slot:{slot.id}", ())
                if any(self._leases[name].left for name in held):
                    break
                slot = slots[int(random.random() * len(slots))]
        return slot

    def _open_booking(self) -> Booking | None:
        """Return a booking: mostly one that is still open."""
        booking: Booking | None = None
        for _ in range(3):
            booking = self._row("booking", self._one("booking"))
            if booking is None or booking.state in ("booked", "arrived"):
                return booking
        return booking

    def _cancel(self, slots: list[Slot]) -> Wish | None:
        booking = self._open_booking()
        return None if booking is None else (CancelBooking(booking_id=booking.id), "operator")

    def _move(self, slots: list[Slot]) -> Wish | None:
        booking = self._open_booking()
        if booking is None or not slots:
            return None
        slot = self._slot(slots)
        move = MoveBooking(
            booking_id=booking.id, person_id=booking.person_id, slot_id=slot.id,
            seats=booking.seats,
        )  # fmt: skip
        return move, "operator"

    def _attend(self, slots: list[Slot]) -> Wish | None:
        booking = self._open_booking()
        if booking is None:
            return None
        outcome = self._random.choice(("arrived", "attended", "no_show"))
        return RecordAttendance(booking_id=booking.id, outcome=outcome), "operator"

    # Cards.

    def _issue(self, slots: list[Slot]) -> Wish | None:
        """Issue a card to any household, whoever holds the right to."""
        household_id = self._one("household")
        members = self._members(household_id) if household_id else []
        if not members:
            return None
        found = self._rows.where("isee_attestation", "household_id", household_id)
        issue = IssueCard(
            card_id=self._fresh(0x17),
            fund_id=self._fund(),
            household_id=household_id, person_id=members[0],
            amount_cents=FIRST_AMOUNTS[min(3, len(members) - 1)],
            isee_id=found[-1].id if found else None,
        )  # fmt: skip
        return issue, "operator"

    def _on_card(self, slots: list[Slot]) -> Wish | None:
        card: VoucherCard | None = self._row("voucher_card", self._one("voucher_card"))
        if card is None:
            return None
        which = self._random.random()
        if which < 0.15:
            return BlockCard(card_id=card.id, reason="smarrita"), "operator"
        if which < 0.3:
            replace = ReplaceCard(
                card_id=card.id, new_card_id=self._fresh(0x17), fund_id=card.fund_id,
                reason="smarrita",
            )  # fmt: skip
            return replace, "operator"
        if card.state == "issued":
            return ActivateCard(card_id=card.id), "operator"
        if card.state == "active":
            return HandOverCard(card_id=card.id), "operator"
        if card.state != "handed_over" and self._random.random() < 0.8:
            return None
        return self._redeem(card.id), "operator"


MIX: tuple[tuple[Callable[[Workload, list[Slot]], Wish | None], float], ...] = (
    (Workload._register, 7),
    (Workload._amend, 16),
    (Workload._merge, 0.6),
    (Workload._undo, 0.3),
    (Workload._propose, 0.3),
    (Workload._close, 1),
    (Workload._notice, 2),
    (Workload._consent, 2),
    (Workload._note, 2),
    (Workload._request, 3),
    (Workload._isee, 1.5),
    (Workload._correct, 0.5),
    (Workload._reprice, 0.2),
    (Workload._change, 1),
    (Workload._split, 0.3),
    (Workload._move_in, 0.3),
    (Workload._move_house, 1),
    (Workload._book, 30),
    (Workload._cancel, 7),
    (Workload._move, 4),
    (Workload._attend, 10),
    (Workload._issue, 1),
    (Workload._on_card, 7),
)
ACTS = [act for act, _ in MIX]
WEIGHTS = [sum(weight for _, weight in MIX[: at + 1]) for at in range(len(MIX))]
