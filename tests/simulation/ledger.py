# SPDX-License-Identifier: EUPL-1.2
"""What every desk told its operator and what every desk was told: the world beside the product.

Nothing here is read from what the product stores; an entry is made when a screen or a paper
would show it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import msgspec

from welfare_desk.operations.bookings import BookPlace, CancelBooking, MoveBooking
from welfare_desk.operations.cards import IssueCard
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.place_offers import AcceptPlace
from welfare_desk.operations.redemptions import RedeemCard


class Saying(msgspec.Struct):
    """An operation as its operator was told of it."""

    op_id: str
    operation: Operation
    device: int
    machine: str
    final: bool
    numbers: tuple[str, ...]
    result: str = ""
    """What the desk was told of it later."""
    lost: bool = False
    """The machine went back to an older copy of its store: only papers know of it."""
    unsure: bool = False
    """Whoever was told of its result was written off: it may be decided otherwise."""


class Breach(Exception):
    """An invariant does not hold."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"{invariant}: {what}")
        self.invariant = invariant
        self.what = what


class Ledger:
    """The world: finals by resource, numbers by paper, results by operation."""

    def __init__(self) -> None:
        self.sayings: dict[str, Saying] = {}
        self.of_machine: defaultdict[str, list[str]] = defaultdict(list)
        self.told_to: defaultdict[str, list[str]] = defaultdict(list)
        """What each machine was told a result of, in order."""
        self.gone: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        """What an incarnation was told, and no machine knows any more."""
        self.given_up = False
        """Somebody was written off: what stood on its log stands on nothing."""
        self.numbers: dict[str, str] = {}
        self.doubled: dict[str, list[str]] = {}
        """Numbers on several papers, and the operations that printed them."""
        self.standing: Counter[str] = Counter()
        """Final places and cents that the world counts on, by resource."""
        self.place_of: dict[str, tuple[str, int, str]] = {}
        """Resource, places and machine of each booking that stands in the world."""
        self.moving: dict[str, tuple[str, tuple[str, int, str]]] = {}
        """Bookings whose move waits for its word, with that operation and the place they had.

        Once the server has accepted the move the old place is another's, though the desk
        was not told yet; until the word is here nobody counts on it.
        """
        self.accepted: set[str] = set()
        """Turns of waiting lists, with the slot, whose place was accepted."""
        self.unclear: set[str] = set()
        """Bookings that two machines moved or cancelled: whichever order the server saw."""
        self.exposed: Counter[str] = Counter()
        """What copies, write-offs and reclaims may have cost at most, by resource."""
        self.tainted: set[int] = set()
        """Devices of which copies exist or whose rights were taken: late acts may come."""
        self.totals: dict[str, int] = {}
        self.awards: dict[tuple[str, str], str] = {}
        self.checked: Counter[str] = Counter()

    def said(self, saying: Saying) -> None:
        """Note what an operator was just told."""
        self.sayings[saying.op_id] = saying
        self.of_machine[saying.machine].append(saying.op_id)
        for number in saying.numbers:
            first = self.numbers.setdefault(number, saying.op_id)
            if first != saying.op_id:
                self._doubled(number, first, saying)
        if saying.final:
            self._count(saying)
        elif isinstance(saying.operation, MoveBooking):
            self._may_leave(saying.operation.booking_id, saying.op_id)

    def _doubled(self, number: str, first: str, saying: Saying) -> None:
        self.checked["I5"] += 1
        if not {saying.device, self.sayings[first].device} & self.tainted:
            raise Breach("I5", f"{number} is on the papers of {first} and {saying.op_id}")
        self.doubled.setdefault(number, [first]).append(saying.op_id)

    def _count(self, saying: Saying) -> None:
        """Count a final effect; called once for each, at its birth or when it was accepted."""
        operation = saying.operation
        if isinstance(operation, AcceptPlace):
            # Accepted at two desks it is one place of one person.
            turn = f"{operation.entry_id} {operation.slot_id}"
            if turn in self.accepted:
                self.unclear.add(operation.booking_id)
                return
            self.accepted.add(turn)
        if isinstance(operation, BookPlace):
            place = f"slot:{operation.slot_id}"
            self._stand(operation.booking_id, place, max(1, operation.seats), saying.machine)
        elif isinstance(operation, MoveBooking):
            self._stays(operation.booking_id, saying.op_id)
            self._leave(operation.booking_id, saying.machine)
            place = f"slot:{operation.slot_id}"
            self._stand(operation.booking_id, place, max(1, operation.seats), saying.machine)
        elif isinstance(operation, CancelBooking):
            self._leave(operation.booking_id, saying.machine)
            self.unclear.add(operation.booking_id)
        elif isinstance(operation, IssueCard):
            fund = f"fund:{operation.fund_id}"
            self.standing[fund] += operation.amount_cents
            self._bound(fund)
            self._one_award(operation, saying)

    def _stand(self, booking_id: str, place: str, seats: int, machine: str) -> None:
        if booking_id in self.unclear:
            return
        self.place_of[booking_id] = (place, seats, machine)
        self.standing[place] += seats
        self._bound(place)

    def _leave(self, booking_id: str, machine: str) -> None:
        before = self.place_of.pop(booking_id, None)
        if before is None:
            self.unclear.add(booking_id)
            return
        self.standing[before[0]] -= before[1]
        if before[2] != machine:
            self.unclear.add(booking_id)

    def _may_leave(self, booking_id: str, op_id: str) -> None:
        """Count no longer on a place that a move gives away once the server accepts it."""
        before = self.place_of.pop(booking_id, None)
        if before is None:
            self.unclear.add(booking_id)
            return
        self.standing[before[0]] -= before[1]
        self.moving[booking_id] = (op_id, before)

    def _stays(self, booking_id: str, op_id: str) -> bool:
        """Count again on the place from before a move; false where another act came between."""
        moving = self.moving.get(booking_id)
        if moving is None or moving[0] != op_id:
            return False
        del self.moving[booking_id]
        if booking_id in self.unclear:
            return False
        self.place_of[booking_id] = moving[1]
        self.standing[moving[1][0]] += moving[1][1]
        return True

    def _bound(self, resource: str) -> None:
        self.checked["I2 world"] += 1
        total = self.totals.get(resource)
        if total is None:
            return
        if self.standing[resource] > total + self.exposed[resource]:
            raise Breach(
                "I2",
                f"the world counts on {self.standing[resource]} of {resource}, there are {total}"
                f" and {self.exposed[resource]} were exposed",
            )

    def _one_award(self, operation: IssueCard, saying: Saying) -> None:
        key = (operation.household_id, operation.fund_id)
        first = self.awards.setdefault(key, saying.op_id)
        if first != saying.op_id:
            devices = {saying.device, self.sayings[first].device}
            if not devices & self.tainted:
                raise Breach("I2", f"{key} was awarded by {first} and {saying.op_id}")

    def was_told(self, op_id: str, result: str, machine: str = "") -> None:
        """Note what a desk was told of an operation; once told it never changes."""
        if result not in ("accepted", "rejected"):
            return
        self.checked["I4 told"] += 1
        self.told_to[machine].append(op_id)
        saying = self.sayings.get(op_id)
        if saying is None:
            return
        if saying.unsure and saying.result not in ("", result):
            self._otherwise(saying, result)
            return
        if saying.result and saying.result != result:
            raise Breach("I4", f"{op_id} was told {saying.result} and then {result}")
        if not saying.result:
            if saying.final and result == "rejected":
                raise Breach("I3", f"{op_id} was final and was rejected")
            saying.result = result
            if not saying.final and result == "accepted":
                self._count(saying)
            elif isinstance(saying.operation, MoveBooking) and result == "rejected":
                self._refused(saying.operation.booking_id, op_id)

    def _otherwise(self, saying: Saying, result: str) -> None:
        """Note another word than the one that only a lost store knew: both may be counted on."""
        saying.result = result
        self.tainted.add(saying.device)
        self._expose_act(saying.operation)
        if result == "accepted" and not saying.final:
            self._count(saying)

    def stood_on_nothing(self, op_id: str) -> None:
        """Note an act that is accepted without effect: who registered its person was given up."""
        saying = self.sayings.get(op_id)
        if saying is not None and self.given_up:
            self._expose_act(saying.operation)

    def _expose_act(self, operation: Operation) -> None:
        if isinstance(operation, BookPlace | MoveBooking):
            self.exposed[f"slot:{operation.slot_id}"] += max(1, operation.seats)
            self.unclear.add(operation.booking_id)
        elif isinstance(operation, IssueCard):
            self.exposed[f"fund:{operation.fund_id}"] += operation.amount_cents

    def give_up(self, op_ids: list[str]) -> None:
        """Note that nobody waits any more for who was told of these."""
        for op_id in op_ids:
            if op_id in self.sayings:
                self.sayings[op_id].unsure = True

    def _refused(self, booking_id: str, op_id: str) -> None:
        if self._stays(booking_id, op_id):
            self._bound(self.place_of[booking_id][0])

    def lose(self, op_ids: list[str]) -> None:
        """Note that a machine's store went back to before these were recorded."""
        for op_id in op_ids:
            self.sayings[op_id].lost = True

    def expose(self, held: dict[str, int], device: int) -> None:
        """Note rights that now exist twice, or that were taken from who may still use them."""
        self.tainted.add(device)
        for resource, quantity in held.items():
            self.exposed[resource] += quantity

    def lowered(self, resource: str, less: int) -> None:
        """Note that an administrator takes so much of a total that was promised nowhere."""
        self.checked["totals lowered"] += less > 0

    def spent_of(self, card_id: str) -> int:
        """Return the cents that desks took from a card finally."""
        return sum(
            saying.operation.amount_cents
            for saying in self.sayings.values()
            if isinstance(saying.operation, RedeemCard)
            and saying.operation.card_id == card_id
            and saying.final
        )

    def figures(self) -> dict[str, Any]:
        """Return how often what was checked."""
        return dict(self.checked)
