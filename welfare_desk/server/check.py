# SPDX-License-Identifier: EUPL-1.2
"""Every invariant of the protocol that the stored data can show (sync-protocol.md, section 5)."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.central import Head, Incarnation, Logged
from welfare_desk.models.fund import Award, Grant, Resource, SpentNumber
from welfare_desk.models.household import Household, HouseholdMember
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.models.registry import SHARED
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.central.judging import RECOVERING
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.envelope import GENESIS, Act, act_hash, hash_over
from welfare_desk.server.central import Central
from welfare_desk.server.check_awards import AwardCheck
from welfare_desk.server.check_ledger import LedgerCheck, returned
from welfare_desk.server.check_places import PlacesCheck, offered_places
from welfare_desk.store import oplog, quarantined, server_meta
from welfare_desk.store.rows import load_all
from welfare_desk.store.server_tables import change, op_log


class Found(msgspec.Struct, frozen=True):
    """One invariant that does not hold, and where; names no person."""

    invariant: str
    where: str
    detail: str


class Report(msgspec.Struct, frozen=True):
    """What a check found."""

    ok: bool
    problems: tuple[Found, ...]
    counts: dict[str, int]
    notes: tuple[str, ...] = ()
    """What is no fault and should be known: a recovery, a missing backup, what waits."""


def check(central: Central, territory_id: str) -> Report:
    """Return every broken invariant of a territory, at one moment of its store."""
    with central.store.read() as conn:
        server_meta.begin_snapshot(conn)
        checker = _Checker(conn, territory_id)
        checker.conservation()
        checker.commitments()
        checker.numbers()
        checker.chains()
        checker.ledger()
        checker.redirects()
        checker.memberships()
        checker.feed()
        checker.waiting()
    return Report(
        not checker.problems, tuple(checker.problems), dict(checker.counts), tuple(checker.notes)
    )


class _Checker:
    def __init__(self, conn: Connection, territory_id: str) -> None:
        self._conn = conn
        self._territory_id = territory_id
        self.problems: list[Found] = []
        self.notes: list[str] = []
        self._erased = False
        self._standing = server_meta.standing(conn, territory_id)
        self.counts: Counter[str] = Counter()
        self._resources = {
            row.id: row
            for row in load_all(conn, territory_id, Resource.KIND)
            if isinstance(row, Resource)
        }

    def _say(self, invariant: str, where: str, detail: str) -> None:
        self.problems.append(Found(invariant, where, detail))

    def conservation(self) -> None:
        """I1: free, lent, in doubt and committed make the total of each resource."""
        lent: Counter[str] = Counter()
        doubted: Counter[str] = Counter()
        for row in load_all(self._conn, self._territory_id, Grant.KIND):
            assert isinstance(row, Grant)
            self.counts["leases"] += 1
            left = row.quantity - row.spent - row.returned
            if left < 0 or min(row.spent, row.returned) < 0:
                self._say("I1", row.id, f"{left} left of {row.quantity}")
            if row.state == "live":
                lent[row.resource] += left
            elif row.state == "in_doubt":
                doubted[row.resource] += left
            elif row.state == "reclaimed" and left and row.resource in self._resources:
                self._say("I1", row.id, f"{left} left of a lease that was taken back")
        for resource in self._resources.values():
            self.counts["resources"] += 1
            parts = resource.free + lent[resource.id] + resource.in_doubt + resource.committed
            if parts != resource.total:
                self._say("I1", resource.id, f"{parts} instead of {resource.total}")
            if resource.in_doubt != doubted[resource.id]:
                self._say(
                    "I1",
                    resource.id,
                    f"{resource.in_doubt} in doubt, its leases say {doubted[resource.id]}",
                )

    def commitments(self) -> None:
        """I2: nothing is committed above its total, and what is committed is what stands."""
        standing: Counter[str] = Counter()
        slots = {row.id for row in load_all(self._conn, self._territory_id, Slot.KIND)}
        for row in load_all(self._conn, self._territory_id, Booking.KIND):
            assert isinstance(row, Booking)
            self.counts["bookings"] += 1
            if row.slot_id not in slots:
                self._say("I2", row.id, "a booking without its slot")
            if row.state in HOLDS_PLACE:
                standing[f"slot:{row.slot_id}"] += row.seats
        for award in load_all(self._conn, self._territory_id, Award.KIND):
            assert isinstance(award, Award)
            self.counts["awards"] += 1
            standing[f"fund:{award.fund_id}"] += award.amount_cents
        standing.update(offered_places(self._conn, self._territory_id))
        # What expired cards left is free again: it stands no more.
        standing.subtract(returned(self._conn, self._territory_id))
        beyond = self._liabilities()
        for resource in self._resources.values():
            if resource.committed > resource.total or resource.committed < 0:
                self._say("I2", resource.id, f"{resource.committed} of {resource.total} committed")
            if resource.free < 0:
                # A recovery, a total that was lowered, or more lent than there was: listed.
                self.notes.append(f"overdrawn: {resource.id} by {-resource.free}")
            stands = standing[resource.id]
            lowest = 0 if self._erased else stands - beyond[resource.id]
            if not lowest <= resource.committed <= stands:
                self._say(
                    "I2",
                    resource.id,
                    f"{resource.committed} committed, {stands} stand, {beyond[resource.id]} beyond",
                )
        places = PlacesCheck(self._conn, self._territory_id, self._say, self.counts, beyond)
        places.run(erased=self._erased)

    def _liabilities(self) -> Counter[str]:
        """Return by resource what was promised beyond what there was: each has its review item."""
        ids = [
            row.op_id
            for row in load_all(self._conn, self._territory_id, ReviewItem.KIND)
            if isinstance(row, ReviewItem) and row.code == "liability"
        ]
        beyond: Counter[str] = Counter()
        for logged in oplog.by_op_ids(self._conn, self._territory_id, ids).values():
            self.counts["liabilities"] += 1
            if logged.body_digest is not None:
                # Erased with its person: what it took is no longer told.
                self._erased = True
                continue
            operation = from_body(msgspec.msgpack.decode(logged.packed, type=Act).body)
            for take in (*operation.takes(), *operation.leans_on()):
                beyond[take.resource] += take.quantity
        return beyond

    def numbers(self) -> None:
        """I5: no printed number stands on two rows, and each was spent once."""
        seen: Counter[str] = Counter()
        for row in load_all(self._conn, self._territory_id, Booking.KIND):
            assert isinstance(row, Booking)
            seen[row.booking_no] += 1
        for card in load_all(self._conn, self._territory_id, VoucherCard.KIND):
            assert isinstance(card, VoucherCard)
            self.counts["cards"] += 1
            seen[card.card_no] += 1
        reviewed = self._duplicates_in_review()
        for number, times in seen.items():
            if times > 1 and not reviewed:
                self._say("I5", number, f"stands {times} times")
        spent = {row.id for row in load_all(self._conn, self._territory_id, SpentNumber.KIND)}
        for number in sorted(set(seen) - spent):
            if not reviewed:
                self._say("I5", number, "printed but not spent")

    def _duplicates_in_review(self) -> int:
        return sum(
            isinstance(row, ReviewItem) and row.code == "duplicate_number"
            for row in load_all(self._conn, self._territory_id, ReviewItem.KIND)
        )

    def chains(self) -> None:
        """I7 and I4: each chain is whole, its hashes are those of its bytes, ids stand once."""
        for device, inc, head in oplog.chains(self._conn, self._territory_id):
            self.counts["chains"] += 1
            self._chain(device, inc, head)
        ids = sa.select(op_log.c.op_id).where(
            op_log.c.territory_id == self._territory_id, sa.not_(op_log.c.repeated)
        )
        twice = ids.group_by(op_log.c.op_id).having(sa.func.count() > 1)
        for op_id in self._conn.scalars(twice):
            self._say("I4", op_id, "committed twice")

    def _chain(self, device: int, inc: int, head: Head) -> None:
        where = f"device {device} incarnation {inc}"
        last_seq, last_hash, last_told = 0, GENESIS, 0
        for logged in oplog.every(self._conn, self._territory_id, device, inc):
            self.counts["operations"] += 1
            if logged.seq != last_seq + 1:
                self._say("I7", where, f"{last_seq + 1} is missing")
                return
            try:
                op_hash = _hash_of(logged, last_hash)
            except msgspec.MsgspecError:
                self._say("I7", where, f"{logged.seq} cannot be read")
                return
            if op_hash != logged.hash:
                self._say("I7", where, f"{logged.seq} was altered")
                return
            last_seq, last_hash = logged.seq, logged.hash
            if logged.parked:
                # Told when it was judged, behind those that came later.
                self._parked(where, logged)
                continue
            if logged.server_seq <= last_told:
                self._say("I10", where, f"{logged.seq} was told before its forerunner")
            last_told = logged.server_seq
        if (last_seq, last_hash) != (head.seq, head.hash):
            self._say("I7", where, f"ends at {last_seq}, its head says {head.seq}")

    def ledger(self) -> None:
        """I9: entries cancel out; what left a fund is on cards, with shops or paid."""
        LedgerCheck(self._conn, self._territory_id, self._say, self.counts).run()
        AwardCheck(self._conn, self._territory_id, self._say, self.counts).run()

    def redirects(self) -> None:
        """I8: who was merged points to somebody of the same municipality, and never round."""
        people = {
            row.id: row
            for row in load_all(self._conn, self._territory_id, Person.KIND)
            if isinstance(row, Person)
        }
        self.counts["people"] += len(people)
        for row in people.values():
            if not row.merged_into:
                continue
            self.counts["merged"] += 1
            target = people.get(row.merged_into)
            if target is None:
                self._say("I8", row.id, "merged into nobody")
            elif target.controller_id != row.controller_id:
                self._say("I8", row.id, "merged into somebody of another municipality")
            elif _goes_round(row, people):
                self._say("I8", row.id, "merged in a circle")

    def memberships(self) -> None:
        """I8: nobody counts in two memberships at a moment; a household is of their town."""
        homes = {
            row.id: row
            for row in load_all(self._conn, self._territory_id, Household.KIND)
            if isinstance(row, Household)
        }
        counting: defaultdict[str, list[HouseholdMember]] = defaultdict(list)
        for row in load_all(self._conn, self._territory_id, HouseholdMember.KIND):
            assert isinstance(row, HouseholdMember)
            self.counts["memberships"] += 1
            home = homes.get(row.household_id)
            if home is None or home.controller_id != row.controller_id:
                self._say("I8", row.id, "a membership without a household of its municipality")
            if row.counts and (row.to_on is None or row.from_on <= row.to_on):
                counting[row.person_id].append(row)
        for person_id, rows in counting.items():
            rows.sort(key=lambda row: row.from_on)
            for before, after in itertools.pairwise(rows):
                if before.to_on is None or before.to_on >= after.from_on:
                    self._say("I8", person_id, "counts twice at a moment")

    def feed(self) -> None:
        """I10: every row is in the feed, under a number of its own that the territory reached."""
        reached = self._standing.server_seq
        columns = change.c
        rows = self._conn.execute(
            sa.select(columns.kind, columns.id, columns.server_seq, columns.dropped).where(
                columns.territory_id == self._territory_id
            )
        ).all()
        numbers = Counter(row.server_seq for row in rows)
        for number, times in numbers.items():
            if times > 1 or number > reached:
                self._say("I10", str(number), f"{times} rows, the territory is at {reached}")
        living = {(row.kind, row.id) for row in rows if not row.dropped}
        stored = {
            (kind.KIND, row.id)
            for kind in SHARED
            for row in load_all(self._conn, self._territory_id, kind.KIND)
        }
        self.counts["rows"] += len(stored)
        for kind, row_id in sorted(stored ^ living):
            self._say("I10", f"{kind} {row_id}", "feed and rows differ")

    def _parked(self, where: str, logged: Logged) -> None:
        """I4: an operation waits for a recovery only while there is one."""
        self.counts["parked"] += logged.result == "parked"
        waits = logged.result == "parked" and logged.parked == RECOVERING
        if waits and not self._standing.recovery:
            self._say("I4", where, f"{logged.seq} waits for a recovery that is over")

    def waiting(self) -> None:
        """L1 and I7: what waits, for whom, and that quarantined chains are whole."""
        if self._standing.stable_upto is None:
            self.notes.append("no_backup: desks forget what is stored here; set up server backup")
        if self._standing.recovery:
            awaited = server_meta.awaited(self._conn, self._territory_id)
            missing = [_named(place, awaited) for place, done in awaited.items() if not done]
            self.notes.append(f"recovering: waits for desks {', '.join(missing)}")
            if not missing:
                self._say("L1", "recovery", "waits for nobody and is not over")
        if self.counts["parked"]:
            self.notes.append(f"parked: {self.counts['parked']} operations wait to be judged")
        for device, number in quarantined.counts(self._conn, self._territory_id).items():
            self.counts["quarantined"] += number
            self.notes.append(f"quarantine: {number} operations of desk {device}")
            self._quarantine(device)

    def _quarantine(self, device: int) -> None:
        last: dict[int, Head] = {}
        for row in quarantined.every(self._conn, self._territory_id, device):
            head = last.get(row.inc) or oplog.head(self._conn, self._territory_id, device, row.inc)
            head = head or Head(0, GENESIS, 0)
            if row.seq != head.seq + 1 or _hash_of(row, head.hash) != row.hash:
                where = f"device {device} incarnation {row.inc}"
                self._say("I7", where, f"{row.seq} in quarantine does not fit")
            last[row.inc] = Head(row.seq, row.hash, row.seq)


def _named(place: Incarnation, awaited: Iterable[Incarnation]) -> str:
    """Return how an awaited desk is named: with its incarnation where it is not the only one."""
    device, inc = place
    alone = sum(each == device for each, _ in awaited) == 1
    return f"{device}" if alone and inc < 2 else f"{device} (incarnation {inc})"


def _hash_of(logged: Logged, prev: bytes) -> bytes:
    """Return the hash of logged bytes in their place, erased or not."""
    bare = msgspec.msgpack.decode(logged.packed, type=Act)
    act = msgspec.structs.replace(
        bare, device=logged.device, inc=logged.inc, seq=logged.seq, prev=prev
    )
    return act_hash(act) if logged.body_digest is None else hash_over(act, logged.body_digest)


def _goes_round(row: Person, people: dict[str, Person]) -> bool:
    seen: set[str] = set()
    here: Person | None = row
    while here is not None and here.merged_into:
        if here.id in seen:
            return True
        seen.add(here.id)
        here = people.get(here.merged_into)
    return False
