# SPDX-License-Identifier: EUPL-1.2
"""The encrypted store behind the ports of the desk's core."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from welfare_desk.core.audit_chain import AuditRow
from welfare_desk.core.clock import Clock
from welfare_desk.models.desk_work import Entry, HeldRow
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes, Key, Rows
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.desk_side.ports import Answered, DeskPort, Said, StagedRow
from welfare_desk.operations.lending import Past
from welfare_desk.protocol.digest import row_number
from welfare_desk.protocol.snapshot import digest_sum
from welfare_desk.store import audit, base_rows, journal, meta, pulled, queries, rights, search
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import SqlRows, load_all, save, to_wire
from welfare_desk.store.wire_rows import wire_rows
from welfare_desk.sync.device_key import Signer, verifies

R = TypeVar("R", bound=Record)


class SqlPort:
    """One open transaction of the encrypted store; see ``DeskPort``."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def every_fact(self) -> Mapping[str, str]:
        """Return what the desk knows about itself."""
        return meta.every(self._conn)

    def fact(self, name: str) -> str:
        """Return one of them, or nothing."""
        return meta.get(self._conn, name) or ""

    def keep_facts(self, values: Mapping[str, str]) -> None:
        """Set several of them."""
        meta.put_many(self._conn, dict(values))

    def rows(self, territory_id: str) -> Rows:
        """Return the gate to the domain rows."""
        return SqlRows(self._conn, territory_id)

    def save(self, territory_id: str, changes: Changes) -> frozenset[str]:
        """Store rows; the search index follows in the same transaction."""
        return save(self._conn, territory_id, changes)

    def all_of(self, territory_id: str, kind: type[R]) -> Sequence[R]:
        """Return every row of a small kind."""
        return queries.all_of(self._conn, territory_id, kind)

    def slots_between(
        self,
        territory_id: str,
        from_on: datetime.date,
        to_on: datetime.date,
        offering_ids: tuple[str, ...],
    ) -> Sequence[Slot]:
        """Return open slots in time order."""
        return queries.slots_between(self._conn, territory_id, from_on, to_on, offering_ids)

    def past(
        self, territory_id: str, device: int, from_on: datetime.date, to_on: datetime.date
    ) -> Past:
        """Return the places taken, by offering."""
        return Past(
            queries.given_by(self._conn, territory_id, device, from_on, to_on),
            queries.taken_of(self._conn, territory_id, from_on, to_on),
        )

    def append(self, entries: Sequence[Entry]) -> None:
        """Add operations at the end of the journal."""
        journal.append_many(self._conn, entries)

    def after(self, inc: int, seq: int, limit: int) -> Sequence[Entry]:
        """Return operations behind a number."""
        return journal.after(self._conn, inc, seq, limit)

    def by_op_id(self, op_id: str) -> Entry | None:
        """Return an operation, or nothing."""
        return journal.by_op_id(self._conn, op_id)

    def hashes(self, inc: int, seqs: Collection[int]) -> Mapping[int, bytes]:
        """Return hashes by number."""
        return journal.hashes(self._conn, inc, seqs)

    def reauthor(self, entries: Sequence[Entry]) -> None:
        """Put operations in the place of themselves."""
        journal.reauthor(self._conn, entries)

    def reopen(self, inc: int, after_seq: int) -> None:
        """Make answered operations unanswered again."""
        journal.reopen(self._conn, inc, after_seq)

    def unanswered(self) -> Sequence[Entry]:
        """Return what is not yet answered."""
        return journal.unanswered(self._conn)

    def unproved(self, inc: int) -> int:
        """Return the first unanswered operation without a receipt, or 0."""
        return journal.unproved(self._conn, inc)

    def pending(self) -> int:
        """Return how many these are."""
        return journal.counts(self._conn).pending

    def answer(self, answers: Iterable[Answered]) -> None:
        """Keep results."""
        journal.answer_many(self._conn, answers)

    def retire(self, answered_seq: int) -> None:
        """Make answered what the server states as answered."""
        journal.retire(self._conn, answered_seq)

    def set_in_question(self, codes: dict[str, str]) -> None:
        """Mark what would be refused now."""
        journal.set_in_question(self._conn, codes)

    def held(self, resources: Collection[str]) -> Sequence[HeldRow]:
        """Return the leases of these resources."""
        return rights.held(self._conn, resources)

    def all_held(self) -> Sequence[HeldRow]:
        """Return every lease."""
        return rights.all_held(self._conn)

    def set_left(self, left: dict[str, int]) -> None:
        """Set what is left of leases."""
        rights.set_left(self._conn, left)

    def add_leases(self, rows: Sequence[HeldRow]) -> None:
        """Take leases in."""
        rights.add(self._conn, rows)

    def forget_leases(self, lease_ids: Collection[str]) -> None:
        """Forget these leases."""
        rights.remove(self._conn, lease_ids)

    def drop_leases(self) -> None:
        """Forget every lease."""
        rights.remove(self._conn, [row.lease_id for row in rights.all_held(self._conn)])

    def images(self) -> Changes:
        """Return the server's images under unanswered work."""
        return base_rows.images(self._conn)

    def keep_images(self, images: Changes) -> None:
        """Keep images of rows that have none yet."""
        base_rows.keep_first(self._conn, images)

    def clear_images(self) -> None:
        """Forget all images."""
        base_rows.clear(self._conn)

    def keys(self, territory_id: str) -> Iterable[Key]:
        """Return the keys of all domain rows."""
        kinds = [kind for kind in KINDS.values() if kind.SIDE == "shared"]
        return (
            (kind.KIND, row_id)
            for kind in kinds
            for row_id in queries.ids_of(self._conn, territory_id, kind)
        )

    def weight(self, territory_id: str, kind: str) -> int:
        """Return the sum of the numbers of all rows of a kind."""
        by = wire_rows(kind, "sqlite")
        if by.is_plain:
            return digest_sum(kind, by.every(self._conn, territory_id))
        rows = load_all(self._conn, territory_id, kind)
        return sum(row_number(kind, to_wire(row)) for row in rows)

    def stage(self, rows: Sequence[StagedRow]) -> None:
        """Put pulled rows aside."""
        pulled.stage(self._conn, rows)

    def staged(self) -> Sequence[StagedRow]:
        """Return what was put aside."""
        return pulled.staged(self._conn)

    def clear_staged(self) -> None:
        """Forget what was put aside."""
        pulled.clear(self._conn)

    def taken_in(self, fresh: Changes) -> None:
        """Let the search index settle after many people came."""
        search.settle_after(self._conn, sum(kind == Person.KIND for kind, _ in fresh))

    def audit(self, said: Sequence[Said]) -> None:
        """Add lines to the audit log."""
        audit.append_many(self._conn, said)

    def audit_after(self, seq: int, limit: int) -> Sequence[AuditRow]:
        """Return lines of the audit log behind a number."""
        return audit.after(self._conn, seq, limit)


class SqlDeskStore:
    """The encrypted store as the core sees it; see ``DeskStorePort``."""

    def __init__(self, store: DeskStore) -> None:
        self._store = store

    @contextmanager
    def read(self) -> Iterator[DeskPort]:
        """Give a port that changes nothing."""
        with self._store.read() as conn:
            yield SqlPort(conn)

    @contextmanager
    def write(self) -> Iterator[DeskPort]:
        """Give a port for one transaction."""
        with self._store.write() as conn:
            yield SqlPort(conn)


class RealMeans:
    """A desk's clock, chance and key; see ``Means``."""

    def __init__(self, clock: Clock, random: Callable[[int], bytes], signer: Signer) -> None:
        self._clock = clock
        self._random = random
        self._signer = signer

    def now_us(self) -> int:
        """Return the computer's clock."""
        return self._clock.now_us()

    def random(self, size: int) -> bytes:
        """Return bytes that nobody can guess."""
        return self._random(size)

    def sign(self, message: bytes) -> bytes:
        """Return the desk's signature."""
        return self._signer.sign(message)

    def verifies(self, public: bytes, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature fits."""
        return verifies(public, signature, message)
