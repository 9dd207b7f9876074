# SPDX-License-Identifier: EUPL-1.2
"""The server core's port over dicts: one open transaction of the territory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain as joined
from operator import attrgetter
from typing import Any, cast

import msgspec

from tests.simulation.keys import Signs
from tests.simulation.ledger import Breach
from tests.simulation.memory import Memory, Parked
from tests.simulation.sums import ScopedSums, any_number
from tests.simulation.territory import TERRITORY
from welfare_desk.models.central import (
    Block,
    Changed,
    Counter,
    Device,
    Head,
    Incarnation,
    Logged,
    Standing,
    Told,
)
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.reads import Changes, Key, Rows
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.models.territory import Operator
from welfare_desk.operations.central import paging
from welfare_desk.operations.central.recovery import is_of
from welfare_desk.operations.run import malformed
from welfare_desk.protocol import digest
from welfare_desk.protocol.lease import Lease, signed_part
from welfare_desk.protocol.signing import receipt_part

_AT_ONCE = 250
_WHOLE_DIGEST = 100
"""Each so manieth digest is worked out from all rows as well."""
_SHARED = {name for name, kind in KINDS.items() if kind.SIDE == "shared"}
_HAS_CONTROLLER = {
    name for name, kind in KINDS.items() if "controller_id" in kind.__struct_fields__
}
_seq_of = attrgetter("server_seq")


class Place(msgspec.Struct, frozen=True):
    """Where a row stands in the feed."""

    server_seq: int
    scope: str
    dropped: bool
    left: str | None = None
    """The municipality that saw the row before it went to another; empty for several."""


class Line(msgspec.Struct, frozen=True):
    """A line of a scope's feed; it counts while the row's place is still this one."""

    server_seq: int
    key: Key


def scope_of(record: Record) -> str:
    """Return the municipality whose desks alone may see a row; empty for every desk."""
    if isinstance(record, Operator):
        return record.municipality_id or ""
    return cast(Any, record).controller_id if record.KIND in _HAS_CONTROLLER else ""


class SimNotary:
    """The server's key."""

    card_key_id = 1

    def __init__(self, key: Signs, verifies: Any) -> None:
        self.public = key.public
        self.secret = getattr(key, "secret", b"")
        self.sign = self.sign_card = key.sign
        self.verifies = verifies

    def sealed(self, lease: Lease) -> Lease:
        return msgspec.structs.replace(lease, signature=self.sign(signed_part(lease)))

    def receipt(self, territory_id: str, op_id: str, digest: bytes, result: str) -> bytes:
        return self.sign(receipt_part(territory_id, op_id, digest, result))


def _from(lines: list[Any], begin: int) -> Iterable[Any]:
    """Give the lines from a place on without copying what is not looked at."""
    return (lines[place] for place in range(begin, len(lines)))


class CentralPort:
    """The territory in memory; whoever opens a transaction marks and settles the memory."""

    territory_id = TERRITORY
    value_refusals: tuple[type[Exception], ...] = ()

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.rows: Rows = memory.rows
        self._meta = memory.table("meta")
        self._heads = memory.table("heads")
        self._log = memory.table("log")
        self._chains = memory.table("chains")
        self._by_op = memory.table("by_op")
        self._walls = memory.table("walls")
        self._places = memory.table("places")
        self._feeds = memory.table("feeds")
        self._blocks = memory.table("blocks")
        self._lent = memory.table("lent")
        self._told = memory.table("told")
        self._parked = cast("Parked", memory.table("parked"))
        self._waiting: tuple[int, list[Logged]] = (-1, [])
        """What is parked, in order, as of so many changes of the table."""
        self._awaited = memory.table("awaited")
        self._aside = memory.table("aside")
        self._frozen = memory.table("frozen")
        self._sums: ScopedSums | None = None
        self._digests = 0
        self.devices: list[int] = []
        self.changed: Changes = {}
        """Rows saved in the open transaction."""
        self.before: Changes = {}
        """What they were."""
        self.logged: list[Logged] = []
        """Operations that the open transaction added."""
        self.recovering = False
        """Whether the open transaction began in a recovery: it may end in it."""
        self.answered: list[Logged] = []
        """Operations that waited and got their result in the open transaction."""

    @property
    def standing(self) -> Standing:
        meta = self._meta
        return Standing(
            TERRITORY, meta["server_seq"], meta["epoch"], meta["recovery"], meta["stable_upto"]
        )

    @property
    def provider_desks(self) -> frozenset[str]:
        """Return the providers that have desks of their own: none here."""
        return frozenset()

    def save(self, changes: Changes) -> None:
        rows = self.memory.rows
        for key, row in changes.items():
            before = rows.get(key)
            self.before.setdefault(key, before)
            self.changed[key] = row
            if key[0] == Grant.KIND:
                self._lend(cast(Grant, row))
        self.memory.save(changes)

    def _lend(self, row: Grant) -> None:
        place = (row.device, row.inc, row.resource)
        names = self._lent.get(place, ())
        if row.id.startswith("frozen:"):
            if row.state == "in_doubt":
                self.memory.put(self._frozen, row.id, row.resource)
            else:
                self.memory.drop(self._frozen, row.id)
        living = row.state == "live" and row.quantity > row.spent + row.returned
        if living and row.id not in names:
            self.memory.put(self._lent, place, (*names, row.id))
        elif not living and row.id in names:
            rest = tuple(name for name in names if name != row.id)
            self.memory.put(self._lent, place, rest)

    def stamp(self, changes: Changes, server_seq: int) -> int:
        for key in sorted(changes):
            if key[0] not in _SHARED:
                continue
            server_seq += 1
            self._stamp(key, changes[key], server_seq)
        return server_seq

    def _stamp(self, key: Key, row: Record | None, server_seq: int) -> None:
        before: Place | None = self._places.get(key)
        scope = "" if row is None else scope_of(row)
        left = None
        if before is not None:
            if row is None:
                scope, left = before.scope, before.left
            elif scope == before.scope:
                left = before.left
            else:
                left = before.scope if before.left in (None, scope) else ""
        self.memory.put(self._places, key, Place(server_seq, scope, row is None, left))
        for each in {scope, scope if left is None else left}:
            feed = self._feeds.get(each)
            if feed is None:
                feed = self._feeds[each] = []
            self.memory.append(feed, Line(server_seq, key))

    def advance(self, server_seq: int) -> None:
        self.memory.put(self._meta, "server_seq", server_seq)

    def head(self, device: int, inc: int) -> Head | None:
        return cast("Head | None", self._heads.get((device, inc)))

    def set_head(self, device: int, inc: int, new: Head) -> None:
        self.memory.put(self._heads, (device, inc), new)

    def stretch(self, device: int, inc: int, first: int, last: int) -> list[Logged]:
        chain = self._chains.get((device, inc), [])
        return cast("list[Logged]", chain[max(0, first - 1) : last])

    def hash_at(self, device: int, inc: int, seq: int) -> bytes | None:
        chain = self._chains.get((device, inc), [])
        return chain[seq - 1].hash if 1 <= seq <= len(chain) else None

    def last_wall(self, device: int, inc: int, malformed: str) -> int:
        return cast(int, self._walls.get((device, inc), 0))

    def earlier(self, op_ids: list[str]) -> dict[str, Logged]:
        by_op = self._by_op
        return {op_id: by_op[op_id] for op_id in op_ids if op_id in by_op}

    def append(self, rows: Sequence[Logged]) -> None:
        for row in rows:
            place = (row.device, row.inc)
            chain = self._chains.get(place)
            if chain is None:
                chain = self._chains[place] = []
            self.memory.append(chain, row)
            self._tell(row)
            if row.result == "parked":
                self.memory.put(self._parked, (row.device, row.inc, row.seq), row)
            if not row.repeated:
                if row.op_id in self._by_op:
                    raise Breach("I4", f"{row.op_id} was committed twice")
                self.memory.put(self._by_op, row.op_id, row)
            if row.code != malformed().code:
                self.memory.put(self._walls, place, row.wall)
            self.logged.append(row)

    def _tell(self, row: Logged) -> None:
        lines = self._told.get((row.device, row.inc))
        if lines is None:
            lines = self._told[row.device, row.inc] = []
        self.memory.append(lines, row)

    def keep_audit(self, device: int, inc: int, rows: Iterable[bytes], at: int) -> None:
        pass

    def results_after(self, device: int, inc: int, cursor: int, limit: int) -> list[Told]:
        lines: list[Logged] = self._told.get((device, inc), [])
        chain: list[Logged] = self._chains.get((device, inc), [])
        begin = bisect_right(lines, cursor, key=_seq_of)
        found: list[Told] = []
        for row in _from(lines, begin):
            # An operation that waited is told where it got its result.
            if chain[row.seq - 1].server_seq == row.server_seq:
                found.append(
                    Told(row.seq, row.op_id, row.result, row.code, row.receipt, row.server_seq)
                )
            if len(found) == limit:
                break
        return found

    def changed_after(self, scope: str, cursor: int, limit: int) -> list[Changed]:
        found: list[Changed] = []
        by_kind = self.memory.rows.by_kind
        places = self._places
        last = 0
        for lines in self._lines(scope, cursor):
            for line in lines:
                key, server_seq = line.key, line.server_seq
                place = places[key]
                if place.server_seq != server_seq or server_seq == last:
                    continue
                last = server_seq
                gone = place.dropped or (place.scope != scope and place.scope != "")
                row = None if gone else by_kind[key[0]].get(key[1])
                found.append(Changed(key[0], key[1], last, row))
                if len(found) == limit:
                    return found
        return found

    def _lines(self, scope: str, cursor: int) -> Iterator[list[Line]]:
        """Give the lines of a scope behind a cursor in order, some at a time."""
        feeds: list[list[Line]] = [self._feeds.get("", [])]
        if scope:
            feeds.append(self._feeds.get(scope, []))
        begins = [bisect_right(feed, cursor, key=_seq_of) for feed in feeds]
        while True:
            parts = [
                feed[begin : begin + _AT_ONCE] for feed, begin in zip(feeds, begins, strict=True)
            ]
            # Behind the end of a part that was cut short lines of the other one may be missing.
            ends = [part[-1].server_seq for part in parts if len(part) == _AT_ONCE]
            if ends:
                end = min(ends)
                parts = [part[: bisect_right(part, end, key=_seq_of)] for part in parts]
            lines = sorted(joined.from_iterable(parts), key=_seq_of)
            if not lines:
                return
            yield lines
            begins = [begin + len(part) for begin, part in zip(begins, parts, strict=True)]

    def left_after(self, scope: str, cursor: int) -> int:
        return 1  # a figure for a progress bar

    def in_scope_ids(self, scope: str) -> list[tuple[str, str]]:
        return sorted(key for key, place in self._places.items() if self._sees(scope, place))

    def _seen_by(self, key: Key) -> str | None:
        """Return the scope of a row that desks see, or nothing."""
        place: Place | None = self._places.get(key)
        return None if place is None or place.dropped else place.scope

    def _sees(self, scope: str, place: Place | None) -> bool:
        return place is not None and not place.dropped and place.scope in ("", scope)

    def told_digest(self, device: Device) -> digest.Digest:
        """Return what ``paging.digest`` does, from sums that follow each change.

        Now and then it is held against the shipped one.
        """
        scope = device.municipality_id
        if self._sums is None:
            self._sums = ScopedSums(self.memory, self._seen_by)
        found = self._sums.of(("", scope), any_number(vars(paging) | vars(digest)))
        kinds = {kind: f"{number % digest.MODULUS:064x}" for kind, number in found.items()}
        told = digest.Digest(
            epoch=self.standing.epoch, server_seq=self.standing.server_seq, kinds=kinds
        )
        self._digests += 1
        if self._digests % _WHOLE_DIGEST == 1 and told != paging.digest(self, device):
            raise Breach("I6", f"the sums of {scope} do not follow its rows")
        return told

    def blocks(self, leases: Iterable[str]) -> dict[str, Block]:
        blocks = self._blocks
        return {each: blocks[each] for each in leases if each in blocks}

    def add_block(self, block: Block) -> None:
        self.memory.put(self._blocks, block.lease_id, block)

    def live_grants(self, device: int, inc: int, resources: Iterable[str]) -> list[Grant]:
        rows = self.memory.rows.by_kind[Grant.KIND]
        names = [
            name
            for resource in dict.fromkeys(resources)
            for name in self._lent.get((device, inc, resource), ())
        ]
        return cast("list[Grant]", [rows[name] for name in names])

    def wanted_rights(self, device: int) -> tuple[str, ...]:
        where = self.memory.rows.where
        found = [
            row.id
            for other in self.devices
            if other != device
            for row in where("whole_right", "wanted_by", other)
            if cast(Any, row).holder == device
        ]
        return tuple(sorted(found))

    def take_number(self, counter: Counter) -> int:
        value: int = self._meta[counter]
        self.memory.put(self._meta, counter, value + 1)
        return value

    def set_epoch(self, epoch: int) -> None:
        self.memory.put(self._meta, "epoch", epoch)

    def set_recovery(self, epoch: int) -> None:
        self.memory.put(self._meta, "recovery", epoch)

    def awaited(self) -> dict[Incarnation, bool]:
        return dict(self._awaited)

    def await_places(self, places: Iterable[Incarnation]) -> None:
        self.memory.clear(self._awaited)
        for place in places:
            self.memory.put(self._awaited, place, False)

    def set_done(self, device: int, inc: int = 0) -> None:
        for place in list(self._awaited):
            if is_of(place, device, inc):
                self.memory.put(self._awaited, place, True)

    def parked(self) -> list[Logged]:
        changes = self._parked.changes
        if changes != self._waiting[0]:
            self._waiting = (changes, sorted(self._parked.values(), key=_seq_of))
        return self._waiting[1]

    def parked_of(self, device: int, inc: int) -> Sequence[Logged]:
        return sorted(self._parked.of.get((device, inc), {}).values(), key=_seq_of)

    def parked_about(self) -> Collection[str]:
        return self._parked.about

    def answer_parked(self, rows: Sequence[Logged]) -> None:
        for row in rows:
            place = (row.device, row.inc, row.seq)
            if place not in self._parked:
                continue
            if row.result == "parked":
                self.memory.put(self._parked, place, row)
                self.memory.put_at(self._chains[row.device, row.inc], row.seq - 1, row)
                if not row.repeated:
                    self.memory.put(self._by_op, row.op_id, row)
                continue
            self.memory.drop(self._parked, place)
            chain = self._chains[row.device, row.inc]
            self.memory.put_at(chain, row.seq - 1, row)
            self._tell(row)
            if not row.repeated:
                self.memory.put(self._by_op, row.op_id, row)
            self.answered.append(row)

    def grants_of(self, device: int) -> list[Grant]:
        rows = cast("list[Grant]", self.memory.rows.where(Grant.KIND, "device", device))
        return [row for row in rows if row.state in ("live", "in_doubt")]

    def frozen(self) -> frozenset[str]:
        return frozenset(self._frozen.values())

    def rights_of(self, device: int) -> list[str]:
        rows = self.memory.rows.by_kind["whole_right"].values()
        return sorted(row.id for row in rows if cast(Any, row).holder == device)

    def public_key(self, device: int) -> bytes | None:
        found: Device | None = self.memory.table("devices").get(device)
        return None if found is None else found.public_key

    def resources(self) -> list[Resource]:
        rows = self.memory.rows.by_kind[Resource.KIND]
        return cast("list[Resource]", [rows[name] for name in sorted(rows)])

    def stable_seq(self, device: int, inc: int, upto: int) -> int:
        chain: list[Logged] = self._chains.get((device, inc), [])
        # What waited has a later number than its neighbours: the last that fits counts.
        return next((row.seq for row in reversed(chain) if row.server_seq <= upto), 0)

    def quarantine_head(self, device: int, inc: int) -> Head | None:
        rows = self._aside.get((device, inc), ())
        return Head(rows[-1].seq, rows[-1].hash, rows[-1].seq) if rows else None

    def quarantine(self, rows: Sequence[Logged]) -> None:
        for row in rows:
            place = (row.device, row.inc)
            self.memory.put(self._aside, place, (*self._aside.get(place, ()), row))

    def quarantined(self, device: int) -> list[Logged]:
        return [
            row for place in sorted(self._aside) if place[0] == device for row in self._aside[place]
        ]

    def drop_quarantine(self, device: int) -> None:
        for place in sorted(self._aside):
            if place[0] == device:
                self.memory.drop(self._aside, place)
