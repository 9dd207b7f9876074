# SPDX-License-Identifier: EUPL-1.2
"""Invariants at quiescence: the line is whole, every desk has exchanged until nothing moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from operator import attrgetter, eq
from typing import Any, cast

import msgspec

from tests.simulation.central import CentralPort
from tests.simulation.ledger import Breach, Ledger, Saying
from tests.simulation.machine import Machine
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.central import Logged
from welfare_desk.models.fund import Award, Grant, Resource
from welfare_desk.models.person import FieldStamp, Person
from welfare_desk.models.registry import KINDS
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.cards import IssueCard
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.codec import unpack_run
from welfare_desk.protocol.envelope import GENESIS, Act
from welfare_desk.protocol.hlc import MAX_AHEAD_MS

_CONTROLLED = {
    name
    for name, kind in KINDS.items()
    if kind.SIDE == "shared" and "controller_id" in kind.__struct_fields__
}
_SHARED = [name for name, kind in KINDS.items() if kind.SIDE == "shared"]
_SCOPES: dict[str, Callable[[Any], str | None]] = dict.fromkeys(
    sorted(_CONTROLLED), attrgetter("controller_id")
) | {"operator": attrgetter("municipality_id")}
"""How a kind's rows name the municipality whose desks alone see them."""


class Quiet:
    """Everything that must hold once all desks have been heard."""

    def __init__(self, port: CentralPort, machines: list[Machine], ledger: Ledger) -> None:
        self._port = port
        self._rows = port.memory.rows.by_kind
        self._machines = machines
        self._ledger = ledger
        self.checked: Counter[str] = Counter()
        self._held_by: Counter[tuple[str, str]] = Counter()
        """How many rows of each kind the server has for each municipality."""

    def check(self, *, all_in: bool) -> None:
        """Raise ``Breach`` for the first invariant that does not hold.

        ``all_in``: no desk was thrown away or withdrawn with work that never arrived.
        """
        self._count()
        for machine in self._machines:
            if not (machine.gone or machine.revoked):
                self._alike(machine)
        self._chains()
        self._arrived()
        self._conservation()
        self._ledgers()
        self._numbers()
        self._fields()

    # I6, I11.

    def _count(self) -> None:
        for kind in _SHARED:
            of = _SCOPES.get(kind)
            if of is None:
                self._held_by[kind, ""] = len(self._rows[kind])
            else:
                towns = Counter(map(of, self._rows[kind].values()))
                self._held_by.update({(kind, town or ""): rows for town, rows in towns.items()})

    def _alike(self, machine: Machine) -> None:
        """The desk holds the server's rows in its scope and no other."""
        town = machine.facts["municipality_id"]
        mine = machine.memory.rows.by_kind
        for kind in _SHARED:
            self.checked["I6"] += 1
            here, every, of = mine[kind], self._rows[kind], _SCOPES.get(kind)
            # So many, each the server's own, and none of another municipality: they are the same.
            if (
                len(here) == self._held_by[kind, ""] + self._held_by[kind, town]
                and all(map(eq, here.values(), map(every.get, here)))
                and (of is None or set(map(of, here.values())) <= {None, "", town})
            ):
                continue
            there = every
            if of is not None:
                there = {
                    row_id: row for row_id, row in every.items() if of(row) in (None, "", town)
                }
            if here != there:
                differing = sorted(
                    row_id
                    for row_id in here.keys() | there.keys()
                    if here.get(row_id) != there.get(row_id)
                )
                foreign = [row_id for row_id in differing if row_id not in self._rows[kind]]
                raise Breach(
                    "I6",
                    f"{machine.name} holds {kind} {differing[0]} as {here.get(differing[0])}, the"
                    f" server {there.get(differing[0])} ({len(differing)} differ,"
                    f" {len(foreign)} unknown there)",
                )
        if machine.memory.table("images"):
            raise Breach("I6", f"{machine.name} keeps images without unanswered work")

    # I4, I7.

    def _chains(self) -> None:
        seen: set[str] = set()
        for (device, inc), chain in sorted(self._port.memory.table("chains").items()):
            before = GENESIS
            last_told = 0
            for place, row in enumerate(cast("list[Logged]", chain), start=1):
                self.checked["I7"] += 1
                if row.seq != place or (row.server_seq <= last_told and not row.parked):
                    raise Breach("I7", f"{device}/{inc}/{place} is {row.seq}")
                if place % 16 == 0 or place == len(chain):
                    _, hashes = unpack_run((row.packed,), device, inc, place, before)
                    if hashes[0] != row.hash:
                        raise Breach("I7", f"{device}/{inc}/{place} does not link")
                before = row.hash
                last_told = last_told if row.parked else row.server_seq
                if not row.repeated:
                    if row.op_id in seen:
                        raise Breach("I4", f"{row.op_id} was committed twice")
                    seen.add(row.op_id)
            head = self._port.head(device, inc)
            if chain and (head is None or (head.seq, head.hash) != (len(chain), before)):
                raise Breach("I7", f"{device}/{inc} ends at {len(chain)}, its head says {head}")

    def _arrived(self) -> None:
        """Each operation that an operator was told of is at the server once, as it was told."""
        missing_allowed = {
            machine.name for machine in self._machines if machine.gone or machine.revoked
        }
        by_op = self._port.memory.table("by_op")
        for saying in self._ledger.sayings.values():
            self.checked["I4"] += 1
            row = by_op.get(saying.op_id)
            if row is None:
                if saying.lost or saying.machine in missing_allowed:
                    continue
                raise Breach("I4", f"{saying.op_id} of {saying.machine} is not at the server")
            self._as_told(saying, row)

    def _as_told(self, saying: Saying, row: Logged) -> None:
        if saying.result and row.result != saying.result and not saying.unsure:
            raise Breach("I4", f"{saying.op_id} was told {saying.result} and is {row.result}")
        self.checked["I3"] += 1
        if saying.final and row.result != "accepted":
            raise Breach("I3", f"{saying.op_id} was final and is {row.result} {row.code}")

    # I1, I2.

    def _conservation(self) -> None:
        lent: Counter[str] = Counter()
        for row in cast("Iterable[Grant]", self._rows[Grant.KIND].values()):
            if row.state == "live":
                lent[row.resource] += row.quantity - row.spent - row.returned
        stands: Counter[str] = Counter()
        for booking in cast("Iterable[Booking]", self._rows[Booking.KIND].values()):
            if booking.state in HOLDS_PLACE:
                stands[f"slot:{booking.slot_id}"] += booking.seats
        for turn in cast("Iterable[WaitEntry]", self._rows[WaitEntry.KIND].values()):
            if turn.state == "offered":
                stands[f"slot:{turn.offered_slot_id}"] += turn.seats
        for award in cast("Iterable[Award]", self._rows[Award.KIND].values()):
            stands[f"fund:{award.fund_id}"] += award.amount_cents
        beyond = self._beyond()
        for resource in cast("Iterable[Resource]", self._rows[Resource.KIND].values()):
            self.checked["I1"] += 1
            name = resource.id
            parts = resource.free + lent[name] + resource.in_doubt + resource.committed
            if parts != resource.total:
                raise Breach("I1", f"{name}: {parts} instead of {resource.total}")
            if not stands[name] - beyond[name] <= resource.committed <= stands[name]:
                raise Breach(
                    "I2",
                    f"{name}: {resource.committed} committed, {stands[name]} stand,"
                    f" {beyond[name]} beyond",
                )

    def _beyond(self) -> Counter[str]:
        """Return what was promised beyond what there was: each has its review item."""
        by_op = self._port.memory.table("by_op")
        found: Counter[str] = Counter()
        for item in cast("Iterable[ReviewItem]", self._rows[ReviewItem.KIND].values()):
            logged = by_op.get(item.op_id) if item.code == "liability" else None
            if logged is None:
                continue
            operation = from_body(msgspec.msgpack.decode(logged.packed, type=Act).body)
            for take in (*operation.takes(), *operation.leans_on()):
                found[take.resource] += take.quantity
        return found

    # I9.

    def _ledgers(self) -> None:
        accounts: defaultdict[str, int] = defaultdict(int)
        for row in cast("Iterable[Posting]", self._rows[Posting.KIND].values()):
            self.checked["I9"] += 1
            accounts[row.account] += row.amount_cents
        if sum(accounts.values()):
            raise Breach("I9", f"all postings sum to {sum(accounts.values())}")
        awarded: Counter[str] = Counter()
        for award in cast("Iterable[Award]", self._rows[Award.KIND].values()):
            awarded[f"fund:{award.fund_id}"] += award.amount_cents
        for account, cents in sorted(accounts.items()):
            if account.startswith("fund:") and -cents != awarded[account]:
                raise Breach("I9", f"{account} paid {-cents}, awarded {awarded[account]}")
            if account.startswith("card:") and cents < 0:
                raise Breach("I9", f"{account} holds {cents}")
        self._world_is_book(awarded)

    def _world_is_book(self, awarded: Counter[str]) -> None:
        """What desks awarded finally and did not lose is what the book shows."""
        by_op = self._port.memory.table("by_op")
        world: Counter[str] = Counter()
        for saying in self._ledger.sayings.values():
            operation = saying.operation
            if isinstance(operation, IssueCard) and saying.op_id in by_op:
                world[f"fund:{operation.fund_id}"] += operation.amount_cents
        for fund in sorted(world.keys() | awarded.keys()):
            if not awarded[fund] <= world[fund]:
                raise Breach("I9", f"{fund}: {awarded[fund]} in the book, {world[fund]} outside")
            if awarded[fund] != world[fund] and not self._ledger.tainted:
                raise Breach("I9", f"{fund}: {awarded[fund]} in the book, {world[fund]} outside")

    # I5.

    def _numbers(self) -> None:
        """A number on two papers stands in the review list."""
        reviewed = {
            item.op_id
            for item in cast("Iterable[ReviewItem]", self._rows[ReviewItem.KIND].values())
            if item.code == "duplicate_number"
        }
        by_op = self._port.memory.table("by_op")
        for number, op_ids in sorted(self._ledger.doubled.items()):
            self.checked["I5"] += 1
            here = [op_id for op_id in op_ids if op_id in by_op and self._printed(op_id)]
            if len(here) > 1 and len(set(here) & reviewed) < len(here) - 1:
                raise Breach("I5", f"{number} is on {here} and not in the review list")
        seen: Counter[str] = Counter()
        for row in cast("Iterable[Booking]", self._rows[Booking.KIND].values()):
            seen[row.booking_no] += 1
        for card in cast("Iterable[VoucherCard]", self._rows[VoucherCard.KIND].values()):
            seen[card.card_no] += 1
        for number, times in seen.items():
            self.checked["I5"] += 1
            if times > 1 and number not in self._ledger.doubled:
                raise Breach("I5", f"{number} stands {times} times")

    def _printed(self, op_id: str) -> bool:
        row = self._port.memory.table("by_op")[op_id]
        return bool(row.result == "accepted")

    # I8.

    def _fields(self) -> None:
        """A field holds the write with the highest stamp of those accepted."""
        highest: dict[tuple[str, str], tuple[tuple[int, int, int], str]] = {}
        moved = self._unclear()
        for row in self._port.memory.table("by_op").values():
            if row.kind == "amend_person" and row.result == "accepted":
                _write(highest, row, moved)
        stamps = self._rows[FieldStamp.KIND]
        by_field = {
            (row.entity_id, row.field): row for row in cast("Iterable[FieldStamp]", stamps.values())
        }
        for (person_id, field), (stamp, value) in highest.items():
            person = cast("Person | None", self._rows[Person.KIND].get(person_id))
            if person is None or person_id in moved or field in _BY_HOUSEHOLD:
                continue
            self.checked["I8"] += 1
            row = by_field.get((person_id, field))
            stored = None if row is None else (row.hlc_ms, row.hlc_n, row.rand64)
            held = str(getattr(person, field) or "")
            if stored != stamp or held != value:
                raise Breach(
                    "I8", f"{field} of {person_id} is {held} at {stored}, not {value} at {stamp}"
                )

    def _unclear(self) -> set[str]:
        """Return people whom merges or decisions of the review list wrote to."""
        found: set[str] = set()
        for row in self._port.memory.table("by_op").values():
            if row.kind in ("merge_people", "undo_merge", "propose_merge"):
                operation = from_body(msgspec.msgpack.decode(row.packed, type=Act).body)
                found |= {
                    getattr(operation, name)
                    for name in ("kept_id", "merged_id", "person_id", "other_id")
                    if hasattr(operation, name)
                }
        for person in cast("Iterable[Person]", self._rows[Person.KIND].values()):
            if person.merged_into:
                found |= {person.id, person.merged_into}
        for item in cast("Iterable[ReviewItem]", self._rows[ReviewItem.KIND].values()):
            if item.decision == "kept_theirs":
                found.add(item.person_id)
        return found


_BY_HOUSEHOLD = frozenset({"street", "street_no", "postal_code", "residence_istat"})
"""Fields that moving house writes for all of a household."""


def _write(
    highest: dict[tuple[str, str], tuple[tuple[int, int, int], str]],
    row: Logged,
    unclear: set[str],
) -> None:
    act = msgspec.msgpack.decode(row.packed, type=Act)
    operation = cast(AmendPerson, from_body(act.body))
    if row.code or row.parked:
        unclear.add(operation.person_id)
        return
    latest = row.received_at // 1000 + MAX_AHEAD_MS
    clock = (latest, 0) if act.hlc.ms > latest else (act.hlc.ms, act.hlc.n)
    stamp = (*clock, act.rand64)
    for field, value in operation.changes.items():
        place = (operation.person_id, field)
        if place not in highest or stamp > highest[place][0]:
            highest[place] = (stamp, value)
