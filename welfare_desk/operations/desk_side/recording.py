# SPDX-License-Identifier: EUPL-1.2
"""Recording an operation: rights, rows, images, journal and audit in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from welfare_desk.core.ids import is_uuid
from welfare_desk.core.refusals import IdTaken, JsonUnreadable, StoreOutdated
from welfare_desk.models.desk_work import Entry, HeldRow
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.ports import DeskPort, Means
from welfare_desk.operations.desk_side.sealing import entry_of, head_of, moved, seal
from welfare_desk.operations.desk_side.standing import read_state
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import from_body, to_body
from welfare_desk.operations.rights import Drawn, Held, born, draw
from welfare_desk.operations.run import at_birth
from welfare_desk.operations.shape import check
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act, decode
from welfare_desk.protocol.lease import Lease

State = Literal["final", "provisional"]
_NOTHING = Drawn()


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
    place: tuple[int, int] = (0, 0)
    """Incarnation and number in the desk's chain."""


def check_asked(operation: Operation, op_id: str) -> None:
    """Refuse what no store needs to be opened for: an id that is none, a field out of shape."""
    if op_id and not is_uuid(op_id):
        raise JsonUnreadable(path="$.op_id", why="not an id")
    check(operation)


def record(
    port: DeskPort,
    means: Means,
    operation: Operation,
    *,
    actor: str,
    role: str,
    op_id: str = "",
) -> Recorded:
    """Store an operation and its effect; raises the refusal, and the caller stores nothing.

    An ``op_id`` that was recorded before is answered as it was then, unless it stands for
    something else (``IdTaken``): that must not be lost.
    """
    earlier = port.by_op_id(op_id) if op_id else None
    if earlier is not None:
        if not _says(decode(earlier.act).body, operation):
            raise IdTaken()
        return _as_then(earlier)
    if operation.takes() and port.fact(facts.BEHIND):
        raise StoreOutdated()
    state = read_state(port)
    now = max(state.own_time, means.now_us())
    resources = tuple(dict.fromkeys(take.resource for take in operation.takes()))
    held = _held(port, resources) if resources else {}
    drawn = draw(operation, held, now)
    act = seal(operation, state, means, drawn, now, actor=actor, role=role, op_id=op_id)
    world = World(port.rows(state.territory_id), state.territory_id, settled=False)
    world.prefetch(operation.reads())
    at_birth(operation, act, world)
    changes = world.changes()
    port.keep_images({key: world.image(key) for key in changes})
    kinds = port.save(state.territory_id, changes)
    _move_rights(port, drawn, born(operation, act))
    entry = entry_of(operation, act, provisional=drawn.provisional)
    port.append([entry])
    port.keep_facts(head_of(act, entry.hash))
    port.audit([(act.wall, act.actor, act.kind, act.entity, "")])
    codes = {row.lease.id: row.lease.codes for rows in held.values() for row in rows}
    return Recorded(
        op_id=act.op_id,
        kind=act.kind,
        state="provisional" if drawn.provisional else "final",
        entity=act.entity,
        numbers=tuple(serial.text for serial in act.serials),
        card_code=_card_code(act, codes),
        kinds=kinds,
        place=(act.inc, act.seq),
    )


def _says(body: bytes, operation: Operation) -> bool:
    """Tell whether a body says this operation, also one of before a field was added to it."""
    now = to_body(operation)
    return body == now or from_body(body) == from_body(now)


def record_batch(
    port: DeskPort,
    means: Means,
    world: World,
    operations: Sequence[Operation],
    *,
    actor: str,
    role: str,
) -> frozenset[str]:
    """Store operations that take no rights, together; return the kinds of rows that changed.

    ``world`` stands on the port's rows.  Raises the first refusal.
    """
    if not operations:
        return frozenset()
    state = read_state(port)
    for operation in operations:
        check(operation)
        assert not operation.takes(), "a batch draws no rights"
    world.prefetch([read for each in operations for read in each.reads()])
    entries: list[Entry] = []
    acts: list[Act] = []
    for operation in operations:
        now = max(state.own_time, means.now_us())
        act = seal(operation, state, means, _NOTHING, now, actor=actor, role=role)
        at_birth(operation, act, world)
        entry = entry_of(operation, act, provisional=False)
        acts.append(act)
        entries.append(entry)
        state = moved(state, act, entry.hash)
    changes = world.changes()
    port.keep_images({key: world.image(key) for key in changes})
    kinds = port.save(state.territory_id, changes)
    port.append(entries)
    port.keep_facts(head_of(acts[-1], entries[-1].hash))
    port.audit([(act.wall, act.actor, act.kind, act.entity, "") for act in acts])
    return kinds


def held_row(lease: Lease) -> HeldRow:
    """Return a fresh lease as the store keeps it."""
    return HeldRow(
        lease_id=lease.id,
        resource=lease.resource,
        quantity=lease.quantity,
        left=lease.quantity,
        not_after=lease.not_after,
        lease=msgspec.msgpack.encode(lease),
    )


def _held(port: DeskPort, resources: tuple[str, ...]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for row in port.held(resources):
        if row.left <= 0:
            continue  # a spent block of numbers is large, and nothing is drawn from it any more
        found.setdefault(row.resource, []).append(Held(_lease(row.lease), row.left))
    return found


@lru_cache(maxsize=512)
def _lease(packed: bytes) -> Lease:
    """Return a lease; a block of numbers is drawn from some hundred times."""
    return msgspec.msgpack.decode(packed, type=Lease)


def _move_rights(port: DeskPort, drawn: Drawn, gained: tuple[Lease, ...]) -> None:
    if drawn.left:
        port.set_left(drawn.left)
    if gained:
        port.add_leases([held_row(lease) for lease in gained])


def _card_code(act: Act, codes: dict[str, tuple[str, ...]]) -> str:
    for serial in act.serials:
        block = codes.get(serial.lease, ())
        if serial.index < len(block):
            return block[serial.index]
    return ""


def _as_then(entry: Entry) -> Recorded:
    act = decode(entry.act)
    return Recorded(
        op_id=act.op_id,
        kind=act.kind,
        state="provisional" if entry.provisional else "final",
        entity=act.entity,
        numbers=tuple(serial.text for serial in act.serials),
        card_code="",
        kinds=frozenset(),
        repeated=True,
    )
