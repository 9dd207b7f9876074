# SPDX-License-Identifier: EUPL-1.2
"""Invariants after each commit of the server: only the rows that it touched are looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import cast

from tests.simulation.central import CentralPort
from tests.simulation.ledger import Breach, Ledger
from welfare_desk.models.card import Posting
from welfare_desk.models.central import Logged
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.protocol.codec import unpack_run
from welfare_desk.protocol.envelope import GENESIS

LATE = frozenset({"late", "liability", "duplicate_number"})
"""Review items that only copies, restores, write-offs and reclaims may open."""


class Watch:
    """What the server's store may never show, commit by commit."""

    def __init__(self, ledger: Ledger, every_chain: bool) -> None:
        self._ledger = ledger
        self._every_chain = every_chain
        self._lent: Counter[str] = Counter()
        self.late_allowed = False
        """True once something happened after which late acts may come."""
        self.checked: Counter[str] = Counter()

    def begin(self, port: CentralPort) -> None:
        """Count anew what is lent: the store is another one than before."""
        self._lent.clear()
        for row in port.memory.rows.by_kind[Grant.KIND].values():
            self._count(cast(Grant, row), 1)
        for row in port.memory.rows.by_kind[Resource.KIND].values():
            self._ledger.totals[row.id] = cast(Resource, row).total

    def _count(self, row: Grant, sign: int) -> None:
        if row.state == "live":
            self._lent[row.resource] += sign * (row.quantity - row.spent - row.returned)

    def after(self, port: CentralPort) -> None:
        """Check what a transaction that is now committed has changed."""
        touched: set[str] = set()
        entries: defaultdict[str, int] = defaultdict(int)
        for (kind, row_id), row in port.changed.items():
            before = port.before[kind, row_id]
            if kind == Grant.KIND:
                touched.add(self._grant(before, cast("Grant | None", row)))
            elif kind == Resource.KIND:
                touched.add(row_id)
                self._ledger.totals[row_id] = cast(Resource, row).total
            elif kind == Posting.KIND:
                if before is not None and before != row:
                    raise Breach("I9", f"posting {row_id} was changed")
                posting = cast(Posting, row)
                entries[posting.entry_id] += posting.amount_cents
            elif kind == ReviewItem.KIND and before is None:
                self._review(cast(ReviewItem, row))
        self._resources(port, touched)
        for entry, cents in entries.items():
            self.checked["I9"] += 1
            if cents:
                raise Breach("I9", f"entry {entry} sums to {cents}")
        self._log(port, port.logged)
        for logged in (*port.logged, *port.answered):
            if logged.result == "accepted" and logged.code:
                self._ledger.stood_on_nothing(logged.op_id)
        for logged in port.answered:
            self.checked["I10"] += 1
            if logged.server_seq > port.standing.server_seq:
                raise Breach("I10", f"{logged.op_id} was told beyond the territory's sequence")

    def _grant(self, before: Record | None, row: Grant | None) -> str:
        old = cast("Grant | None", before)
        if old is not None:
            self._count(old, -1)
        if row is not None:
            self._count(row, 1)
            if min(row.spent, row.returned, row.quantity - row.spent - row.returned) < 0:
                raise Breach("I1", f"lease {row.id}: {row.spent} spent of {row.quantity}")
        known = row or old
        return "" if known is None else known.resource

    def _resources(self, port: CentralPort, touched: Iterable[str]) -> None:
        rows = port.memory.rows.by_kind[Resource.KIND]
        for name in sorted(touched):
            resource = cast("Resource | None", rows.get(name))
            if resource is None:
                continue
            self.checked["I1"] += 1
            lent = self._lent[name]
            parts = resource.free + lent + resource.in_doubt + resource.committed
            if parts != resource.total:
                raise Breach(
                    "I1",
                    f"{name}: {resource.free} free, {lent} lent, {resource.in_doubt} in doubt,"
                    f" {resource.committed} committed are not {resource.total}",
                )
            self.checked["I2"] += 1
            if not 0 <= resource.committed <= resource.total:
                raise Breach("I2", f"{name}: {resource.committed} of {resource.total} committed")
            before = cast("Resource | None", port.before.get((Resource.KIND, name), resource))
            was = 0 if before is None else before.free
            recovering = port.recovering or port.standing.recovery
            if resource.free < min(0, was) and not recovering:
                raise Breach("I2", f"{name}: {resource.free} free")

    def _review(self, row: ReviewItem) -> None:
        self.checked["I3"] += 1
        if row.code == "desk_copied" and not self.late_allowed:
            raise Breach("R11", f"desk {row.device} was taken for a copy though nothing was copied")
        if row.code in LATE and not self.late_allowed:
            invariant = "I5" if row.code == "duplicate_number" else "I3"
            raise Breach(invariant, f"{row.code} for {row.op_id} though nothing was copied")

    def _log(self, port: CentralPort, logged: list[Logged]) -> None:
        last_seq = port.standing.server_seq
        for row in logged:
            self.checked["I7"] += 1
            chain = port.memory.table("chains")[row.device, row.inc]
            if row.seq > len(chain) or chain[row.seq - 1].hash != row.hash:
                raise Breach("I7", f"{row.device}/{row.inc}/{row.seq} is not at its place")
            if self._every_chain or row.seq % 8 == 0:
                before = chain[row.seq - 2].hash if row.seq > 1 else GENESIS
                _, hashes = unpack_run((row.packed,), row.device, row.inc, row.seq, before)
                if hashes[0] != row.hash:
                    raise Breach("I7", f"{row.device}/{row.inc}/{row.seq} does not link")
            self.checked["I10"] += 1
            if row.server_seq > last_seq:
                raise Breach("I10", f"{row.op_id} was told beyond the territory's sequence")
            first = port.earlier([row.op_id]).get(row.op_id)
            if row.repeated and first is not None and row.code != "malformed":
                self.checked["I4"] += 1
                if "parked" not in (row.result, first.result) and row.result != first.result:
                    raise Breach("I4", f"{row.op_id} was {first.result} and is {row.result}")
