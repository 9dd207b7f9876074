# SPDX-License-Identifier: EUPL-1.2
"""The server core's port over SQL: one open transaction of a territory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import StatementError

from welfare_desk.models.central import (
    Block,
    Changed,
    Contact,
    Counter,
    Head,
    Incarnation,
    Logged,
    Standing,
    Told,
)
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.reads import Changes
from welfare_desk.protocol.codec import entity_of
from welfare_desk.server.central import Central
from welfare_desk.store import devices, feed, oplog, quarantined, registry, server_meta
from welfare_desk.store.rows import SqlRows, load_all, save
from welfare_desk.store.server_tables import granted_block

VALUE_REFUSALS = (StatementError, OverflowError)
"""What a value that the database cannot take raises, besides a fault of the database itself."""


class SqlServerPort:
    """``ServerPort`` in the caller's transaction; each method is one statement or few."""

    value_refusals: tuple[type[Exception], ...] = VALUE_REFUSALS

    def __init__(self, conn: Connection, standing: Standing) -> None:
        self.conn = conn
        self.territory_id = standing.territory_id
        self.standing = standing
        self.rows = SqlRows(conn, standing.territory_id)

    @property
    def provider_desks(self) -> frozenset[str]:
        """Return the providers that have desks of their own."""
        return devices.providers(self.conn, self.territory_id)

    def save(self, changes: Changes) -> None:
        """Store rows."""
        save(self.conn, self.territory_id, changes)

    def stamp(self, changes: Changes, server_seq: int) -> int:
        """Put rows into the feed behind a number; return the last number given."""
        return feed.stamp(self.conn, self.territory_id, changes, server_seq)

    def advance(self, server_seq: int) -> None:
        """Move the territory's sequence."""
        server_meta.advance(self.conn, self.territory_id, server_seq)
        self.standing = msgspec.structs.replace(self.standing, server_seq=server_seq)

    def head(self, device: int, inc: int) -> Head | None:
        """Return the head of a chain, or nothing before its first operation."""
        return oplog.head(self.conn, self.territory_id, device, inc)

    def set_head(self, device: int, inc: int, new: Head) -> None:
        """Move a chain's head."""
        oplog.set_head(self.conn, self.territory_id, device, inc, new)

    def stretch(self, device: int, inc: int, first: int, last: int) -> list[Logged]:
        """Return the operations of a chain from ``first`` to ``last``, both included."""
        return oplog.stretch(self.conn, self.territory_id, device, inc, first, last)

    def hash_at(self, device: int, inc: int, seq: int) -> bytes | None:
        """Return the hash of one operation of a chain, or nothing."""
        return oplog.hash_at(self.conn, self.territory_id, device, inc, seq)

    def last_wall(self, device: int, inc: int, malformed: str) -> int:
        """Return the own time of a chain's last operation without this code, or 0."""
        return oplog.last_wall(self.conn, self.territory_id, device, inc, malformed)

    def earlier(self, op_ids: list[str]) -> dict[str, Logged]:
        """Return the operations that were committed under these ids."""
        return oplog.by_op_ids(self.conn, self.territory_id, op_ids)

    def append(self, rows: Sequence[Logged]) -> None:
        """Add operations to the log; an ``op_id`` that stands already is refused."""
        oplog.append(self.conn, self.territory_id, rows)

    def keep_audit(self, device: int, inc: int, rows: Iterable[bytes], at: int) -> None:
        """Keep a desk's audit rows as they came; the same row is kept once."""
        server_meta.keep_audit(self.conn, self.territory_id, device, inc, rows, at)

    def results_after(self, device: int, inc: int, cursor: int, limit: int) -> list[Told]:
        """Return results of a chain told after the cursor, oldest first."""
        return oplog.results_after(self.conn, self.territory_id, device, inc, cursor, limit)

    def changed_after(self, scope: str, cursor: int, limit: int) -> list[Changed]:
        """Return the rows that changed after the cursor and that the scope may see."""
        return feed.after(self.conn, self.territory_id, scope, cursor, limit)

    def left_after(self, scope: str, cursor: int) -> int:
        """Return how many rows of a scope lie behind the cursor."""
        return feed.left_after(self.conn, self.territory_id, scope, cursor)

    def in_scope_ids(self, scope: str) -> list[tuple[str, str]]:
        """Return kind and id of every living row that the scope may see, in order."""
        return feed.in_scope_ids(self.conn, self.territory_id, scope)

    def blocks(self, leases: Iterable[str]) -> dict[str, Block]:
        """Return the number blocks of leases, as far as they are known here."""
        asked = sorted(set(leases))
        if not asked:
            return {}
        columns = granted_block.c
        rows = self.conn.execute(
            sa.select(*(columns[name] for name in Block.__struct_fields__)).where(
                columns.territory_id == self.territory_id, columns.lease_id.in_(asked)
            )
        )
        return {row.lease_id: Block(*row) for row in rows}

    def add_block(self, block: Block) -> None:
        """Note the number block of a lease."""
        values = msgspec.structs.asdict(block) | {"territory_id": self.territory_id}
        self.conn.execute(granted_block.insert().values(**values))

    def live_grants(self, device: int, inc: int, resources: Iterable[str]) -> list[Grant]:
        """Return the living leases of these resources that have something left."""
        return server_meta.live_grants(self.conn, self.territory_id, device, inc, resources)

    def wanted_rights(self, device: int) -> tuple[str, ...]:
        """Return the whole rights of a device that another one asks for."""
        return server_meta.wanted_rights(self.conn, self.territory_id, device)

    def take_number(self, counter: Counter) -> int:
        """Return the next value of a counter; no value is ever given twice."""
        return server_meta.take_number(self.conn, self.territory_id, counter)

    def set_epoch(self, epoch: int) -> None:
        """Begin an epoch."""
        server_meta.set_standing(self.conn, self.territory_id, epoch=epoch)
        self.standing = msgspec.structs.replace(self.standing, epoch=epoch)

    def set_recovery(self, epoch: int) -> None:
        """Note with which epoch a recovery began, or 0 when it is over."""
        server_meta.set_standing(self.conn, self.territory_id, recovery=epoch)
        self.standing = msgspec.structs.replace(self.standing, recovery=epoch)

    def awaited(self) -> dict[Incarnation, bool]:
        """Return the incarnations whose logs a recovery waits for, and whether each is done."""
        return server_meta.awaited(self.conn, self.territory_id)

    def await_places(self, places: Iterable[Incarnation]) -> None:
        """Wait for these incarnations and no others."""
        server_meta.await_places(self.conn, self.territory_id, places)

    def set_done(self, device: int, inc: int = 0) -> None:
        """Note that a recovery waits for an incarnation no more; 0 stands for all of a desk."""
        server_meta.set_done(self.conn, self.territory_id, device, inc)

    def parked(self) -> list[Logged]:
        """Return the operations that wait to be judged, in the order of their arrival."""
        return oplog.parked(self.conn, self.territory_id)

    def parked_of(self, device: int, inc: int) -> list[Logged]:
        """Return those of one chain, in the order of their arrival."""
        return oplog.parked(self.conn, self.territory_id, (device, inc))

    def parked_about(self) -> frozenset[str]:
        """Return the ids of the rows that they are about."""
        found = map(entity_of, oplog.parked_bytes(self.conn, self.territory_id))
        return frozenset(each for each in found if each)

    def answer_parked(self, rows: Sequence[Logged]) -> None:
        """Give parked operations their result, code, receipt and number."""
        oplog.answer_parked(self.conn, self.territory_id, rows)

    def grants_of(self, device: int) -> list[Grant]:
        """Return a desk's leases that live or stand in doubt."""
        return server_meta.grants_of(self.conn, self.territory_id, device)

    def frozen(self) -> frozenset[str]:
        """Return the resources of which nothing is granted until somebody decided."""
        return server_meta.frozen(self.conn, self.territory_id)

    def rights_of(self, device: int) -> list[str]:
        """Return the whole rights that a desk holds."""
        return server_meta.rights_of(self.conn, self.territory_id, device)

    def public_key(self, device: int) -> bytes | None:
        """Return the key that a desk signs with, or nothing."""
        found = devices.device(self.conn, device)
        return None if found is None else found.public_key

    def resources(self) -> list[Resource]:
        """Return all divisible resources."""
        rows = load_all(self.conn, self.territory_id, Resource.KIND)
        return [row for row in rows if isinstance(row, Resource)]

    def stable_seq(self, device: int, inc: int, upto: int) -> int:
        """Return the last operation of a chain that was told up to a number, or 0."""
        return oplog.stable_seq(self.conn, self.territory_id, device, inc, upto)

    def quarantine_head(self, device: int, inc: int) -> Head | None:
        """Return the last operation of a chain that lies in quarantine, or nothing."""
        return quarantined.head(self.conn, self.territory_id, device, inc)

    def quarantine(self, rows: Sequence[Logged]) -> None:
        """Put operations of a withdrawn desk aside."""
        quarantined.add(self.conn, self.territory_id, rows)

    def quarantined(self, device: int) -> list[Logged]:
        """Return what a desk has in quarantine, in the order of its chains."""
        return quarantined.every(self.conn, self.territory_id, device)

    def drop_quarantine(self, device: int) -> None:
        """Forget what a desk has in quarantine: it was admitted."""
        quarantined.drop(self.conn, self.territory_id, device)


class SqlRegistryPort:
    """``RegistryPort`` in an open transaction of the registry."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def contact(self, device: int, inc: int) -> Contact | None:
        """Return the numbers of an incarnation, or nothing before its first hello."""
        return registry.contact(self._conn, device, inc)

    def set_contact(self, device: int, inc: int, new: Contact) -> None:
        """Keep the numbers of an incarnation."""
        registry.set_contact(self._conn, device, inc, new)

    def highest_inc(self, device: int) -> int:
        """Return the highest incarnation of a device, 0 where none is known."""
        return registry.registered_inc(self._conn, device)

    def register_inc(self, device: int, inc: int) -> None:
        """Keep a higher incarnation of a device."""
        registry.register_inc(self._conn, device, inc)

    def saw(self, device: int, at: int) -> None:
        """Note that a desk was seen."""
        registry.saw(self._conn, device, at)

    def seen_since(self, territory_id: str, at: int) -> list[Incarnation]:
        """Return the incarnations that were greeted since and are not withdrawn."""
        return registry.seen_since(self._conn, territory_id, at)

    def epoch(self, territory_id: str) -> int:
        """Return the highest epoch that the territory ever had."""
        return registry.registered_epoch(self._conn, territory_id)

    def register_epoch(self, territory_id: str, epoch: int) -> None:
        """Keep a territory's epoch; it never falls."""
        registry.register_epoch(self._conn, territory_id, epoch)


@contextmanager
def writing(central: Central, territory_id: str) -> Iterator[SqlServerPort]:
    """Give a transaction under the territory's lock; commits when the block ends."""
    with central.store.write() as conn:
        yield SqlServerPort(conn, server_meta.lock(conn, territory_id))


@contextmanager
def reading(central: Central, territory_id: str) -> Iterator[SqlServerPort]:
    """Give one moment of a territory to read."""
    with central.store.read() as conn:
        server_meta.begin_snapshot(conn)
        yield SqlServerPort(conn, server_meta.standing(conn, territory_id))
