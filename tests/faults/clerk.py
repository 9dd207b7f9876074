# SPDX-License-Identifier: EUPL-1.2
"""An operator who works by chance: people, places, cards, redemptions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.builders import MERCHANT, an_id, book, form, isee, issue, register
from tests.faults.stand import SLOTS
from tests.sync.counter import Counter
from welfare_desk.core.refusals import DeskError
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.sync.recorder import Recorded

FAMILIES = 12
CARDS = 6
Said = Callable[[Recorded], None]


class Clerk:
    """Records one act after another at a counter; what is refused is passed over."""

    def __init__(self, counter: Counter, name: str, life: str, chance: random.Random) -> None:
        self._counter = counter
        self._name = name
        self._life = life
        self._chance = chance
        self._made = 0
        self._bookings: list[str] = []
        self._waiting: Iterator[Operation] = iter(())

    def move_in(self) -> None:
        """Bring the families that all lives of this desk know, some with a card."""
        for n in range(FAMILIES):
            for operation in _family(f"{self._name}-{n}", carded=n < CARDS):
                self._counter.record(operation)

    def step(self, said: Said) -> bool:
        """Record one act and say what was stored; false when it was refused."""
        try:
            said(self._counter.record(self._next()))
        except DeskError:
            return False
        return True

    def _next(self) -> Operation:
        waiting = next(self._waiting, None)
        if waiting is not None:
            return waiting
        self._made += 1
        fresh = f"{self._life}-{self._made}"
        known = f"{self._name}-{self._chance.randrange(FAMILIES)}"
        kind = self._chance.randrange(100)
        if kind < 20:
            return register(fresh)
        if kind < 50:
            self._bookings.append(fresh)
            return book(fresh, known, self._chance.choice(SLOTS))
        if kind < 60 and self._bookings:
            return CancelBooking(booking_id=an_id(self._bookings.pop()), reason="malato")
        if kind < 75:
            changes = {"phone": f"+39049{self._chance.randrange(10**7):07}"}
            return AmendPerson(person_id=an_id(known), changes=changes)
        if kind < 90:
            card = an_id(f"{self._name}-{self._chance.randrange(CARDS)}-card")
            cents = self._chance.randrange(1, 30)
            return RedeemCard(card_id=card, merchant_id=MERCHANT, amount_cents=cents)
        self._waiting = _family(fresh, carded=True)
        return next(self._waiting)


def _family(name: str, *, carded: bool) -> Iterator[Operation]:
    yield register(name)
    yield form(f"{name}-home", name)
    yield isee(f"{name}-isee", f"{name}-home")
    if carded:
        yield issue(f"{name}-card", f"{name}-home", name, an_id(f"{name}-isee"))
        yield ActivateCard(card_id=an_id(f"{name}-card"))
