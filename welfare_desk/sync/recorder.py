# SPDX-License-Identifier: EUPL-1.2
"""Recording an operation: rights, rows, images, journal and audit in one transaction.

When ``record`` returns, the operation is on the disk (``synchronous=FULL``); when it raises,
nothing of it is.  What the screen says happened is what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from welfare_desk.core.clock import Clock
from welfare_desk.core.ids import uuid7
from welfare_desk.operations.desk_side.recording import (
    Recorded,
    State,
    check_asked,
    held_row,
    record,
    record_batch,
)
from welfare_desk.operations.desk_side.standing import DeskState, read_state
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync.device_key import Signer
from welfare_desk.sync.high_water import HighWater
from welfare_desk.sync.sql_port import RealMeans, SqlPort

__all__ = ["DeskState", "Recorded", "Recorder", "Signer", "State", "held_row"]


class Recorder:
    """Seals operations of this desk and stores them with their effect."""

    def __init__(
        self,
        store: DeskStore,
        signer: Signer,
        clock: Clock,
        random: Callable[[int], bytes],
        mark: HighWater | None = None,
    ) -> None:
        self._store = store
        self._mark = mark
        self.means = RealMeans(clock, random, signer)

    def record(self, operation: Operation, *, actor: str, role: str, op_id: str = "") -> Recorded:
        """Store an operation and its effect; raises the refusal with nothing stored.

        An ``op_id`` that was recorded before is answered as it was then, unless it stands for
        something else (``IdTaken``): that must not be lost.  One that is no UUID is refused,
        for a fresh one in its place would record the same act twice.
        """
        check_asked(operation, op_id)
        with self._store.write() as conn:
            done = record(SqlPort(conn), self.means, operation, actor=actor, role=role, op_id=op_id)
        if self._mark is not None and done.numbers and not done.repeated:
            self._mark.note(done.place)
        return done

    def record_many(
        self,
        plan: Callable[[Connection, World], Sequence[Operation]],
        *,
        actor: str,
        role: str,
    ) -> frozenset[str]:
        """Store what ``plan`` decides in one transaction, whole or not at all.

        ``plan`` is called inside it with the desk's rows and may keep rows of its own beside.
        For operations that take no rights.  Returns the kinds of rows that changed; raises
        the first refusal with nothing stored.
        """
        with self._store.write() as conn:
            port = SqlPort(conn)
            territory_id = read_state(port).territory_id
            world = World(port.rows(territory_id), territory_id, settled=False)
            return record_batch(port, self.means, world, plan(conn, world), actor=actor, role=role)

    def new_id(self) -> str:
        """Return a fresh id for a row or an operation."""
        return uuid7(self.means.now_us(), self.means.random(10))
