# SPDX-License-Identifier: EUPL-1.2
"""The desk core's port over dicts: one open transaction of a desk."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar, cast

import msgspec

from tests.simulation.memory import Counted, Memory
from tests.simulation.sums import Sums, any_number
from welfare_desk.core.audit_chain import AuditRow
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.desk_work import Entry, HeldRow
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import Changes, Key, Rows
from welfare_desk.models.record import Record
from welfare_desk.operations.desk_side import checking
from welfare_desk.operations.desk_side.ports import Answered, Said, StagedRow
from welfare_desk.operations.lending import Past

R = TypeVar("R", bound=Record)
_by_end = attrgetter("not_after", "lease_id")


class SimPort:
    """One open transaction over a desk's memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._facts = memory.table("facts")
        self._journal = memory.table("journal")
        self._by_op = memory.table("by_op")
        self._pending = memory.table("pending")
        self._questions = memory.table("questions")
        self._leases = cast("Counted", memory.table("leases"))
        self._of = memory.table("leases_of")
        self._images = memory.table("images")
        self._staged = memory.table("staged")
        self._in_order: tuple[int, list[HeldRow]] = (-1, [])
        """Every lease in order, as of so many changes of the table."""
        self._sums = Sums(memory)
        self.torn: list[Callable[[], None]] = []
        """What a planted bug does only after the commit."""
        self.told: list[Answered] = []
        """Answers that were kept since the desk last looked."""

    def every_fact(self) -> Mapping[str, str]:
        return self._facts

    def fact(self, name: str) -> str:
        return cast(str, self._facts.get(name, ""))

    def keep_facts(self, values: Mapping[str, str]) -> None:
        put = self._memory.put
        for name, value in values.items():
            put(self._facts, name, value)

    def rows(self, territory_id: str) -> Rows:
        return self._memory.rows

    def save(self, territory_id: str, changes: Changes) -> frozenset[str]:
        self._memory.save(changes)
        return frozenset([kind for kind, _ in changes])

    def all_of(self, territory_id: str, kind: type[R]) -> Sequence[R]:
        rows = self._memory.rows.by_kind[kind.KIND]
        return cast("list[R]", [rows[row_id] for row_id in sorted(rows)])

    def slots_between(
        self,
        territory_id: str,
        from_on: datetime.date,
        to_on: datetime.date,
        offering_ids: tuple[str, ...],
    ) -> Sequence[Slot]:
        found = [
            row
            for row in self._slots(from_on, to_on)
            if row.offering_id in offering_ids and not row.closed
        ]
        return sorted(found, key=lambda row: (row.slot_on, row.start_minute, row.id))

    def _slots(self, from_on: datetime.date, to_on: datetime.date) -> list[Slot]:
        rows, day = self._memory.rows, datetime.timedelta(days=1)
        found: list[Record] = []
        while from_on <= to_on:
            found += rows.some_where("slot", "slot_on", from_on)
            from_on += day
        return cast("list[Slot]", found)

    def past(
        self, territory_id: str, device: int, from_on: datetime.date, to_on: datetime.date
    ) -> Past:
        rows = self._memory.rows
        resources = rows.by_kind["resource"]
        own: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for slot in self._slots(from_on, to_on):
            booked = cast("list[Booking]", rows.some_where("booking", "slot_id", slot.id))
            for row in booked:
                if row.device == device and row.state in HOLDS_PLACE:
                    own[row.offering_id] += row.seats
            counted = cast("Resource | None", resources.get(f"slot:{slot.id}"))
            every[slot.offering_id] += 0 if counted is None else counted.committed
        return Past(own, every)

    def append(self, entries: Sequence[Entry]) -> None:
        put = self._memory.put
        for entry in entries:
            place = (entry.inc, entry.seq)
            if place in self._journal or entry.op_id in self._by_op:
                raise AssertionError(f"the journal has {place} or {entry.op_id} already")
            put(self._journal, place, entry)
            put(self._by_op, entry.op_id, place)
            put(self._pending, entry.op_id, place)

    def after(self, inc: int, seq: int, limit: int) -> Sequence[Entry]:
        found: list[Entry] = []
        journal = self._journal
        while len(found) < limit:
            seq += 1
            entry = journal.get((inc, seq))
            if entry is None:
                break
            found.append(entry)
        return found

    def by_op_id(self, op_id: str) -> Entry | None:
        place = self._by_op.get(op_id)
        return None if place is None else cast(Entry, self._journal[place])

    def unproved(self, inc: int) -> int:
        waiting = (self._journal[place] for place in self._pending.values())
        return min(
            (each.seq for each in waiting if each.inc == inc and not each.receipt), default=0
        )

    def pending(self) -> int:
        return len(self._pending)

    def unanswered(self) -> Sequence[Entry]:
        places = sorted(self._pending.values())
        return [self._journal[place] for place in places]

    def answer(self, answers: Iterable[Answered]) -> None:
        for answered in answers:
            op_id, result, code, receipt = answered
            place = self._by_op.get(op_id)
            if place is None:
                continue
            entry = msgspec.structs.replace(
                self._journal[place], result=result, code=code, receipt=receipt
            )
            self._memory.put(self._journal, place, entry)
            self.told.append(answered)

    def hashes(self, inc: int, seqs: Collection[int]) -> Mapping[int, bytes]:
        journal = self._journal
        return {seq: journal[inc, seq].hash for seq in seqs if (inc, seq) in journal}

    def reauthor(self, entries: Sequence[Entry]) -> None:
        memory = self._memory
        for entry in entries:
            memory.drop(self._journal, self._by_op[entry.op_id])
        for entry in entries:
            place = (entry.inc, entry.seq)
            memory.put(self._journal, place, entry)
            memory.put(self._by_op, entry.op_id, place)
            if entry.state == "pending":
                memory.put(self._pending, entry.op_id, place)
            else:
                memory.drop(self._pending, entry.op_id)

    def reopen(self, inc: int, after_seq: int) -> None:
        seq = after_seq + 1
        while (inc, seq) in self._journal:
            entry = msgspec.structs.replace(self._journal[inc, seq], state="pending")
            self._memory.put(self._journal, (inc, seq), entry)
            self._memory.put(self._pending, entry.op_id, (inc, seq))
            seq += 1

    def retire(self, answered_seq: int) -> None:
        inc = int(self._facts["inc"])
        for op_id, (of, seq) in list(self._pending.items()):
            entry = self._journal[of, seq]
            if entry.result != "parked" and (of < inc or (of == inc and seq <= answered_seq)):
                entry = msgspec.structs.replace(entry, state="answered")
                self._memory.put(self._journal, (of, seq), entry)
                self._memory.drop(self._pending, op_id)

    def set_in_question(self, codes: dict[str, str]) -> None:
        self._memory.clear(self._questions)
        for op_id, code in codes.items():
            self._memory.put(self._questions, op_id, code)

    def held(self, resources: Collection[str]) -> Sequence[HeldRow]:
        names = [name for each in dict.fromkeys(resources) for name in self._of.get(each, ())]
        return sorted([self._leases[name] for name in names], key=_by_end)

    def all_held(self) -> Sequence[HeldRow]:
        changes = self._leases.changes
        if changes != self._in_order[0]:
            self._in_order = (changes, sorted(self._leases.values(), key=_by_end))
        return self._in_order[1]

    def set_left(self, left: dict[str, int]) -> None:
        for lease_id, rest in left.items():
            row = self._leases.get(lease_id)
            if row is not None:
                self._memory.put(self._leases, lease_id, msgspec.structs.replace(row, left=rest))

    def add_leases(self, rows: Sequence[HeldRow]) -> None:
        for row in rows:
            if row.lease_id not in self._leases:
                self._memory.put(self._leases, row.lease_id, row)
                of = self._of.get(row.resource, ())
                self._memory.put(self._of, row.resource, (*of, row.lease_id))

    def forget_leases(self, lease_ids: Collection[str]) -> None:
        for lease_id in lease_ids:
            row = self._leases[lease_id]
            of = tuple(each for each in self._of.get(row.resource, ()) if each != lease_id)
            self._memory.put(self._of, row.resource, of)
            self._memory.drop(self._leases, lease_id)

    def drop_leases(self) -> None:
        self._memory.clear(self._leases)
        self._memory.clear(self._of)

    def keys(self, territory_id: str) -> Iterable[Key]:
        return [
            (kind, row_id) for kind, rows in self._memory.rows.by_kind.items() for row_id in rows
        ]

    def weight(self, territory_id: str, kind: str) -> int:
        return self._sums.by_kind(any_number(vars(checking))).get(kind, 0)

    def images(self) -> Changes:
        return dict(self._images)

    def keep_images(self, images: Changes) -> None:
        for key, row in images.items():
            if key not in self._images:
                self._memory.put(self._images, key, row)

    def clear_images(self) -> None:
        self._memory.clear(self._images)

    def stage(self, rows: Sequence[StagedRow]) -> None:
        for kind, row_id, record in rows:
            self._memory.put(self._staged, (kind, row_id), record)

    def staged(self) -> Sequence[StagedRow]:
        return [(kind, row_id, record) for (kind, row_id), record in self._staged.items()]

    def clear_staged(self) -> None:
        self._memory.clear(self._staged)

    def taken_in(self, fresh: Changes) -> None:
        pass

    def audit(self, said: Sequence[Said]) -> None:
        pass

    def audit_after(self, seq: int, limit: int) -> Sequence[AuditRow]:
        return ()
