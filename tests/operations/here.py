# SPDX-License-Identifier: EUPL-1.2
"""One desk on a real encrypted store, and all that stands in it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from tests.builders import OPERATOR, TERRITORY
from tests.support.desks import SLOTS, seeded_store
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import Changes
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.desk_side.rebasing import Fresh, apply_fresh
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import from_json
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import base_rows, journal, rights
from welfare_desk.store.rows import load_all, load_one, save
from welfare_desk.store.tables import desk_metadata
from welfare_desk.sync.device_key import DeviceKey
from welfare_desk.sync.recorder import Recorded, Recorder, held_row
from welfare_desk.sync.sql_port import SqlPort

R = TypeVar("R", bound=Record)
HELD, FREE_ELSEWHERE, LAST, TODAY = SLOTS
"""Of the first and the last slot this desk holds places; the others are free at the server."""
_TABLES = tuple(desk_metadata().tables)


class Here:
    """A desk, its line out; ``record`` is what the operator does."""

    def __init__(self, folder: Path, clock: FixedClock, rows: list[Record] | None = None) -> None:
        self.clock = clock
        self.store = seeded_store(folder, clock, rows)
        self.key = DeviceKey(bytes(32))
        self.recorder = Recorder(self.store, self.key, clock, Random(5).randbytes)

    def record(
        self,
        operation: Operation,
        *,
        op_id: str = "",
        actor: str = OPERATOR,
        role: str = "operator",
    ) -> Recorded:
        """Record as the operator of the builders."""
        return self.recorder.record(operation, actor=actor, role=role, op_id=op_id)

    def type_in(self, fields: dict[str, Any]) -> Recorded:
        """Record an operation that somebody wrote as JSON."""
        return self.record(from_json(fields))

    def refuses(
        self, operation: Operation, refusal: type[DeskError], **other: Any
    ) -> dict[str, str | int]:
        """Check that an operation is refused by this very name with nothing changed."""
        before = self.everything()
        with pytest.raises(refusal) as caught:
            self.record(operation, **other)
        assert type(caught.value) is refusal
        assert self.everything() == before, "a refusal changed something"
        return caught.value.facts

    def row(self, kind: type[R], row_id: str) -> R:
        """Return a row that must be there."""
        with self.store.read() as conn:
            found = load_one(conn, TERRITORY, kind.KIND, row_id)
        assert isinstance(found, kind)
        return found

    def rows(self, kind: type[R]) -> list[R]:
        """Return every row of a kind."""
        with self.store.read() as conn:
            return [row for row in load_all(conn, TERRITORY, kind.KIND) if isinstance(row, kind)]

    def left(self, resource: str) -> int:
        """Return what may still be promised."""
        with self.store.read() as conn:
            return rights.summary(conn).get(resource, 0)

    def journal(self) -> list[journal.Entry]:
        """Return every operation of this desk."""
        with self.store.read() as conn:
            return journal.after(conn, 1, 0, 1_000_000)

    def entry(self, op_id: str) -> journal.Entry:
        """Return one operation of this desk."""
        return next(each for each in self.journal() if each.op_id == op_id)

    def put(self, *rows: Record) -> None:
        """Store rows as if they had been pulled long ago."""
        with self.store.write() as conn:
            save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})

    def give(self, resource: str, quantity: int, numbers: tuple[str, ...] = ()) -> Lease:
        """Take a lease in, as a sync does."""
        lease = Lease(
            id=f"given-{resource}-{self.left(resource)}",
            device=1,
            inc=1,
            resource=resource,
            quantity=quantity,
            fence=0,
            not_after=self.clock.now_us() + LIFE_US,
            numbers=numbers,
        )
        with self.store.write() as conn:
            rights.add(conn, [held_row(lease)])
        return lease

    def lose(self, resource: str) -> None:
        """Hand what is held of a resource back."""
        with self.store.write() as conn:
            rights.remove(conn, [row.lease_id for row in rights.held(conn, [resource])])

    def pull(self, *rows: Record, gone: tuple[Record, ...] = (), answered: int = 0) -> Fresh:
        """Take rows of the server in, as the last page of a pull does."""
        fresh: Changes = {(row.KIND, row.id): row for row in rows}
        fresh |= {(row.KIND, row.id): None for row in gone}
        with self.store.write() as conn:
            return apply_fresh(SqlPort(conn), TERRITORY, fresh, answered)

    def accepted(self) -> Fresh:
        """Take a pull in whose rows hold all that was recorded, as the server's own."""
        with self.store.write() as conn:
            fresh = {key: load_one(conn, TERRITORY, *key) for key in base_rows.images(conn)}
            return apply_fresh(SqlPort(conn), TERRITORY, fresh, self.journal()[-1].seq)

    def everything(self) -> dict[str, list[Any]]:
        """Return the whole store, a list of rows a table."""
        with self.store.read() as conn:
            return {
                name: sorted(conn.execute(sa.text(f'SELECT * FROM "{name}"')).fetchall(), key=repr)
                for name in _TABLES
            }

    def reviews(self) -> set[str]:
        """Return the codes of what a person must look at."""
        return {row.code for row in self.rows(ReviewItem)}

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def at(slot: Slot) -> str:
    """Return the resource of a slot's places."""
    return f"slot:{slot.id}"
