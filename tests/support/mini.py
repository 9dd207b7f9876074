# SPDX-License-Identifier: EUPL-1.2
"""Desks and a server over dicts, running the shipped rights, envelope and apply.

Only storage and transport are stand-ins: what is decided is decided by the product's code.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import msgspec

from welfare_desk.core.ids import uuid7
from welfare_desk.core.numbers import booking_text, receipt_text, serial_text
from welfare_desk.models.fund import Grant, Resource, WholeRight
from welfare_desk.models.reads import Changes, Key
from welfare_desk.models.record import Record
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import from_body, to_body
from welfare_desk.operations.rights import Held, born, draw, whole
from welfare_desk.operations.run import Outcome, at_birth, at_server, under_fresh_rows
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import GENESIS, SCHEMA, VERSION, Act, act_hash
from welfare_desk.protocol.hlc import Hlc, tick
from welfare_desk.protocol.lease import LIFE_US, Lease, grant

SIDE_SERVER = {"granted_lease", "spent_number"}


class MiniServer:
    """The central server's rows, its answers by operation, its feed by server sequence."""

    def __init__(self, territory_id: str, rows: Iterable[Record]) -> None:
        self.territory_id = territory_id
        self.rows = DictRows(rows)
        self.answers: dict[str, Outcome] = {}
        self.heads: dict[int, tuple[int, bytes]] = {}
        self.seq = 0
        self.changed: dict[Key, int] = {}
        self._blocks = 0
        self._stamp({(row.KIND, row.id): row for row in rows})

    def _stamp(self, changes: Changes) -> None:
        self.seq += 1
        for key in changes:
            if key[0] not in SIDE_SERVER:
                self.changed[key] = self.seq

    def _save(self, world: World) -> None:
        changes = world.changes()
        self.rows.save(changes)
        self._stamp(changes)

    def push(self, acts: list[Act]) -> None:
        """Take a run of acts: those known are passed over, the chain must hold."""
        world = World(self.rows, self.territory_id, settled=True)
        for act in acts:
            head_seq, head_hash = self.heads.get(act.device, (0, GENESIS))
            if act.seq <= head_seq:
                continue
            assert (act.seq, act.prev) == (head_seq + 1, head_hash), "a gap or a fork"
            self.answers[act.op_id] = at_server(from_body(act.body), act, world)
            self.heads[act.device] = (act.seq, act_hash(act))
        self._save(world)

    def pull(self, cursor: int, device: int) -> tuple[Changes, int, int]:
        """Return the rows behind a cursor, the next cursor and ``answered_seq``."""
        fresh: Changes = {
            key: self.rows.by_kind.get(key[0], {}).get(key[1])
            for key, seq in self.changed.items()
            if seq > cursor
        }
        return fresh, self.seq, self.heads.get(device, (0, GENESIS))[0]

    def lease(
        self, device: int, resource: str, want: int, now: int, *, unit: int = 1, one: bool = False
    ) -> Lease | None:
        """Grant a part, a whole right or a block of numbers."""
        world = World(self.rows, self.territory_id, settled=True)
        self._blocks += 1
        quantity, numbers = want, tuple[str, ...]()
        if resource.startswith(("number:", "serial:")):
            text = {"number:booking": booking_text, "number:receipt": receipt_text}.get(
                resource, serial_text
            )
            numbers = tuple(text(1, self._blocks, index) for index in range(want))
        elif whole(resource):
            right = world.get(WholeRight, resource)
            if right is None or right.holder not in (0, device):
                return None
            lease_id = f"e1-{self._blocks}"
            world.put(msgspec.structs.replace(right, holder=device, wanted_by=0, lease=lease_id))
            quantity = 1
        else:
            row = world.get(Resource, resource)
            assert row is not None
            quantity = grant(want, row.free, unit, row.total, one_act=one)
            if not quantity:
                return None
            world.put(msgspec.structs.replace(row, free=row.free - quantity))
        made = Lease(
            id=f"e1-{self._blocks}",
            device=device,
            inc=1,
            resource=resource,
            quantity=quantity,
            fence=1,
            not_after=now + LIFE_US,
            epoch=1,
            block=self._blocks,
            numbers=numbers,
        )
        world.put(
            Grant(
                id=made.id,
                territory_id=self.territory_id,
                device=device,
                inc=1,
                resource=resource,
                quantity=quantity,
                spent=0,
                returned=0,
                fence=1,
                not_after_at=made.not_after,
                state="live",
            )
        )
        self._save(world)
        return made


class MiniDesk:
    """One desk: rows, images, leases, journal; the clock is the caller's."""

    def __init__(self, device: int, territory_id: str, seed: int, actor: str) -> None:
        self.device = device
        self.territory_id = territory_id
        self.rows = DictRows()
        self.images: Changes = {}
        self.held: dict[str, list[Held]] = {}
        self.journal: list[tuple[Operation, Act, bool]] = []
        self.answered = 0
        self.cursor = 0
        self.in_question: dict[str, str] = {}
        self._random = Random(seed)
        self._head = (0, GENESIS)
        self._hlc = Hlc(0, 0, device)
        self._actor = actor

    def take_in(self, lease: Lease | None) -> None:
        """Keep a lease that was granted."""
        if lease is not None and whole(lease.resource):
            self.held[lease.resource] = [Held(lease, 1)]
        elif lease is not None:
            self.held.setdefault(lease.resource, []).append(Held(lease, lease.quantity))

    def left(self, resource: str) -> int:
        """Return what may still be promised."""
        return sum(item.left for item in self.held.get(resource, []))

    def record(self, operation: Operation, now: int, *, role: str = "operator") -> Act:
        """Record an operation as a desk does; raises its refusal with nothing changed."""
        drawn = draw(operation, self.held, now)
        self._hlc = tick(self._hlc, now // 1000, self.device)
        act = Act(
            v=VERSION,
            op_id=uuid7(now, self._random.randbytes(10)),
            device=self.device,
            inc=1,
            seq=self._head[0] + 1,
            prev=self._head[1],
            kind=operation.kind(),
            entity=operation.entity(),
            salt=self._random.randbytes(16),
            body=to_body(operation),
            hlc=self._hlc,
            rand64=self._random.getrandbits(63),
            spends=drawn.spends,
            serials=drawn.serials,
            actor=self._actor,
            role=role,
            wall=now,
            schema=SCHEMA,
            base_epoch=1,
            base_cursor=self.cursor,
            auth=(),
            sig=b"",
        )
        world = World(self.rows, self.territory_id, settled=False)
        at_birth(operation, act, world)
        changes = world.changes()
        for key in changes:
            self.images.setdefault(key, world.image(key))
        self.rows.save(changes)
        self._draw(drawn.left)
        for lease in born(operation, act):
            self.take_in(lease)
        self._head = (act.seq, act_hash(act))
        self.journal.append((operation, act, drawn.provisional))
        return act

    def _draw(self, left: dict[str, int]) -> None:
        self.held = {
            resource: [Held(item.lease, left.get(item.lease.id, item.left)) for item in items]
            for resource, items in self.held.items()
        }

    def release(self, resource: str, now: int) -> None:
        """Give what is left of a resource back, through the chain."""
        returned = tuple(
            Returned(item.lease.id, resource) for item in self.held.get(resource, []) if item.left
        )
        if returned:
            self.record(ReleaseRights(returned=returned), now)

    def waiting(self) -> list[Act]:
        """Return the acts that no pull has answered."""
        return [act for _, act, _ in self.journal if act.seq > self.answered]

    def take_pull(self, fresh: Changes, cursor: int, answered: int) -> None:
        """Rebase: the server's rows with the unanswered work on top (rule 20)."""
        self.cursor, self.answered = cursor, max(self.answered, answered)
        under = {key: fresh.get(key, image) for key, image in self.images.items()}
        self.rows.save({key: row for key, row in fresh.items() if key not in under})
        self.rows.save(under)
        waiting = [(op, act) for op, act, _ in self.journal if act.seq > self.answered]
        world = World(self.rows, self.territory_id, settled=False)
        world.mark()
        self.in_question = under_fresh_rows(waiting, world)
        self.rows.save(world.changes())
        self.images = world.since_mark()


def shared(rows: DictRows) -> dict[Key, Record]:
    """Return the rows that desks and server must agree on."""
    return {
        (kind, row_id): row
        for kind, by_id in rows.by_kind.items()
        if kind not in SIDE_SERVER
        for row_id, row in by_id.items()
    }
