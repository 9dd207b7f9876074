# SPDX-License-Identifier: EUPL-1.2
"""Recording an operation: rights, rows, images, journal and audit in one transaction.

When ``record`` returns, the operation is on the disk (``synchronous=FULL``); when it raises,
nothing of it is.  What the screen says happened is what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.clock import Clock
from welfare_desk.core.ids import is_uuid, uuid7
from welfare_desk.core.refusals import IdTaken, JsonUnreadable, NotEnrolled
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.rights import Drawn, Held, born, draw
from welfare_desk.operations.run import at_birth
from welfare_desk.operations.shape import check
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import SALT_BYTES, SCHEMA, VERSION, Act, act_hash, encode
from welfare_desk.protocol.hlc import Hlc, tick
from welfare_desk.protocol.lease import Lease
from welfare_desk.store import audit, base_rows, journal, meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import SqlRows, save

State = Literal["final", "provisional"]


class Signer(Protocol):
    """The desk's private key."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message."""


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """What was stored: the receipt of an operation."""

    op_id: str
    kind: str
    state: State
    entity: str
    numbers: tuple[str, ...]
    """The printed numbers that were drawn."""
    card_code: str
    """The signed code of the card number that was drawn, or nothing."""
    kinds: frozenset[str]
    """The kinds of rows that changed."""
    repeated: bool = False
    """True when the same ``op_id`` had been recorded before."""


class DeskState(msgspec.Struct, frozen=True, kw_only=True):
    """Where the desk's chain and clocks stand."""

    territory_id: str
    device: int
    inc: int
    epoch: int
    cursor: int
    head_seq: int
    head_hash: bytes
    own_time: int
    hlc: Hlc


def read_state(conn: Connection) -> DeskState:
    """Return the desk's state; refused with ``NotEnrolled`` before enrolment is complete."""
    values = meta.every(conn)
    if not values.get("territory_id"):
        raise NotEnrolled()
    number = {
        name: int(values.get(name) or "0")
        for name in (
            "device", "inc", "epoch", "cursor", "head_seq", "own_time", "hlc_ms", "hlc_n",
        )
    }  # fmt: skip
    return DeskState(
        territory_id=values["territory_id"],
        device=number["device"],
        inc=number["inc"],
        epoch=number["epoch"],
        cursor=number["cursor"],
        head_seq=number["head_seq"],
        head_hash=bytes.fromhex(values.get("head_hash") or "00" * 32),
        own_time=number["own_time"],
        hlc=Hlc(number["hlc_ms"], number["hlc_n"], number["device"]),
    )


class Recorder:
    """Seals operations of this desk and stores them with their effect."""

    def __init__(
        self,
        store: DeskStore,
        signer: Signer,
        clock: Clock,
        random: Callable[[int], bytes],
    ) -> None:
        self._store = store
        self._signer = signer
        self._clock = clock
        self._random = random

    def record(self, operation: Operation, *, actor: str, role: str, op_id: str = "") -> Recorded:
        """Store an operation and its effect; raises the refusal with nothing stored.

        An ``op_id`` that was recorded before is answered as it was then, unless it stands for
        something else (``IdTaken``): that must not be lost.  One that is no UUID is refused,
        for a fresh one in its place would record the same act twice.
        """
        if op_id and not is_uuid(op_id):
            raise JsonUnreadable(path="$.op_id", why="not an id")
        check(operation)
        with self._store.write() as conn:
            earlier = journal.by_op_id(conn, op_id) if op_id else None
            if earlier is not None:
                if msgspec.msgpack.decode(earlier.act, type=Act).body != to_body(operation):
                    raise IdTaken()
                return _recorded(operation, earlier.act, earlier.provisional, repeated=True)
            return self._record(conn, operation, actor, role, op_id)

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
            state = read_state(conn)
            world = World(SqlRows(conn, state.territory_id), state.territory_id, settled=False)
            operations = plan(conn, world)
            if not operations:
                return frozenset()
            for operation in operations:
                check(operation)
                assert not operation.takes(), "a batch draws no rights"
            world.prefetch([read for each in operations for read in each.reads()])
            acts: list[Act] = []
            for operation in operations:
                now = max(state.own_time, self._clock.now_us())
                act = self._seal(operation, state, _NOTHING, now, actor, role, "")
                at_birth(operation, act, world)
                acts.append(act)
                state = _moved(state, act)
            changes = world.changes()
            base_rows.keep_first(conn, {key: world.image(key) for key in changes})
            kinds = save(conn, state.territory_id, changes)
            entries = [
                _entry(each, act, _NOTHING) for each, act in zip(operations, acts, strict=True)
            ]
            journal.append_many(conn, entries)
            meta.put_many(conn, _head_of(acts[-1], state.head_hash))
            audit.append_many(
                conn, [(act.wall, act.actor, act.kind, act.entity, "") for act in acts]
            )
            return kinds

    def new_id(self) -> str:
        """Return a fresh id for a row or an operation."""
        return uuid7(self._clock.now_us(), self._random(10))

    def _record(
        self, conn: Connection, operation: Operation, actor: str, role: str, op_id: str
    ) -> Recorded:
        state = read_state(conn)
        now = max(state.own_time, self._clock.now_us())
        resources = tuple(dict.fromkeys(take.resource for take in operation.takes()))
        held = _held(conn, resources) if resources else {}
        drawn = draw(operation, held, now)
        act = self._seal(operation, state, drawn, now, actor, role, op_id)
        world = World(SqlRows(conn, state.territory_id), state.territory_id, settled=False)
        world.prefetch(operation.reads())
        at_birth(operation, act, world)
        changes = world.changes()
        base_rows.keep_first(conn, {key: world.image(key) for key in changes})
        kinds = save(conn, state.territory_id, changes)
        _move_rights(conn, drawn, born(operation, act))
        self._append(conn, operation, act, drawn)
        codes = {row.lease.id: row.lease.codes for rows in held.values() for row in rows}
        return Recorded(
            op_id=act.op_id,
            kind=act.kind,
            state="provisional" if drawn.provisional else "final",
            entity=act.entity,
            numbers=tuple(serial.text for serial in act.serials),
            card_code=_card_code(act, codes),
            kinds=kinds,
        )

    def _seal(
        self,
        operation: Operation,
        state: DeskState,
        drawn: Drawn,
        now: int,
        actor: str,
        role: str,
        op_id: str,
    ) -> Act:
        act = Act(
            v=VERSION,
            op_id=op_id or uuid7(now, self._random(10)),
            device=state.device,
            inc=state.inc,
            seq=state.head_seq + 1,
            prev=state.head_hash,
            kind=operation.kind(),
            entity=operation.entity(),
            salt=self._random(SALT_BYTES),
            body=to_body(operation),
            hlc=tick(state.hlc, now // 1000, state.device),
            rand64=int.from_bytes(self._random(8), "big") >> 1,
            spends=drawn.spends,
            serials=drawn.serials,
            actor=actor,
            role=role,
            wall=now,
            schema=SCHEMA,
            base_epoch=state.epoch,
            base_cursor=state.cursor,
            auth=(),
            sig=b"",
        )
        if operation.SIGNED:
            act = msgspec.structs.replace(act, sig=self._signer.sign(act_hash(act)))
        return act

    def _append(self, conn: Connection, operation: Operation, act: Act, drawn: Drawn) -> None:
        entry = _entry(operation, act, drawn)
        journal.append(conn, entry)
        meta.put_many(conn, _head_of(act, entry.hash))
        audit.append(conn, act.wall, act.actor, act.kind, act.entity, "")


_NOTHING = Drawn()


def _entry(operation: Operation, act: Act, drawn: Drawn) -> journal.Entry:
    return journal.Entry(
        seq=act.seq,
        inc=act.inc,
        op_id=act.op_id,
        kind=act.kind,
        entity=act.entity,
        person_id=operation.person(),
        act=encode(act),
        hash=act_hash(act),
        provisional=drawn.provisional,
        actor=act.actor,
        recorded_at=act.wall,
        state="pending",
        result="",
        code="",
        receipt=b"",
        in_question="",
        closed_at=None,
    )


def _head_of(act: Act, own_hash: bytes) -> dict[str, str]:
    return {
        "head_seq": str(act.seq),
        "head_hash": own_hash.hex(),
        "own_time": str(act.wall),
        "hlc_ms": str(act.hlc.ms),
        "hlc_n": str(act.hlc.n),
    }


def _moved(state: DeskState, act: Act) -> DeskState:
    """Return where the chain stands behind an act."""
    return msgspec.structs.replace(
        state, head_seq=act.seq, head_hash=act_hash(act), own_time=act.wall, hlc=act.hlc
    )


def _held(conn: Connection, resources: tuple[str, ...]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for row in rights.held(conn, resources):
        lease = msgspec.msgpack.decode(row.lease, type=Lease)
        found.setdefault(row.resource, []).append(Held(lease, row.left))
    return found


def _move_rights(conn: Connection, drawn: Drawn, gained: tuple[Lease, ...]) -> None:
    if drawn.left:
        rights.set_left(conn, drawn.left)
    if gained:
        rights.add(conn, [held_row(lease) for lease in gained])


def held_row(lease: Lease) -> rights.HeldRow:
    """Return a fresh lease as the store keeps it."""
    return rights.HeldRow(
        lease_id=lease.id,
        resource=lease.resource,
        quantity=lease.quantity,
        left=lease.quantity,
        not_after=lease.not_after,
        lease=msgspec.msgpack.encode(lease),
    )


def _card_code(act: Act, codes: dict[str, tuple[str, ...]]) -> str:
    for serial in act.serials:
        block = codes.get(serial.lease, ())
        if serial.index < len(block):
            return block[serial.index]
    return ""


def _recorded(operation: Operation, data: bytes, provisional: bool, *, repeated: bool) -> Recorded:
    act = msgspec.msgpack.decode(data, type=Act)
    return Recorded(
        op_id=act.op_id,
        kind=act.kind,
        state="provisional" if provisional else "final",
        entity=act.entity,
        numbers=tuple(serial.text for serial in act.serials),
        card_code="",
        kinds=frozenset(),
        repeated=repeated,
    )
