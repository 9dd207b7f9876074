# SPDX-License-Identifier: EUPL-1.2
"""A push is opened: decoded, hashed and verified, all that needs no lock."""

from __future__ import annotations

import msgspec

from welfare_desk.core.ids import is_uuid
from welfare_desk.models.central import Device, Logged
from welfare_desk.operations.central.judging import Arrived
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK
from welfare_desk.operations.upcast import KindUnknown, operation_of
from welfare_desk.protocol.codec import link_run
from welfare_desk.protocol.envelope import Act, body_digest
from welfare_desk.protocol.messages import Presented, Push
from welfare_desk.protocol.receipts import stands

FROM_DESKS = frozenset((*AT_DESK, ReleaseRights))
"""What a desk may send; the server's own operations are malformed from anyone else."""

_TEXT_LIMIT = 200
_LATEST = 1 << 62


def opened(notary: Notary, device: Device, message: Push) -> list[Arrived]:
    """Decode, hash and verify a run: all that needs no lock."""
    try:
        links = link_run(
            message.ops, message.device, message.inc, message.first_seq, message.first_prev
        )
    except (msgspec.MsgspecError, OverflowError):
        raise Refused(400, "envelope_unreadable", message.first_seq) from None
    if links and not notary.verifies(device.public_key, message.head_sig, links[-1].hash):
        raise Refused(403, "signature_wrong", message.first_seq)
    presented = {each.op_id: each for each in message.receipts}
    run = []
    for link, packed in zip(links, message.ops, strict=True):
        act, op_hash = link.act, link.hash
        operation, unknown = _readable(notary, act, op_hash, device.public_key)
        told = presented.get(act.op_id) if presented else None
        if told is not None and not _is_ours(notary, device.territory_id, act, op_hash, told):
            told = None
        receipt = b""
        if told is not None and told.result == "accepted":
            receipt = told.receipt
        run.append(
            Arrived(
                act=act,
                hash=op_hash,
                digest=link.digest,
                packed=packed,
                operation=operation,
                receipt=receipt,
                unknown=unknown,
                presented=told,
            )
        )
    return run


def reopened(port: ServerPort, notary: Notary, row: Logged) -> Arrived:
    """Return a parked operation as it arrived; its place and hash were proved then.

    One that waits although its desk was told *accepted* has the receipt that it came with.
    """
    bare = msgspec.msgpack.decode(row.packed, type=Act)
    act = msgspec.structs.replace(bare, device=row.device, inc=row.inc, seq=row.seq)
    key = port.public_key(row.device) or b""
    operation, unknown = _readable(notary, act, row.hash, key)
    told = None
    if row.receipt:
        told = Presented(op_id=act.op_id, result="accepted", receipt=row.receipt)
    return Arrived(
        act=act,
        hash=row.hash,
        digest=row.body_digest or body_digest(act.salt, act.body),
        packed=row.packed,
        operation=operation,
        receipt=row.receipt,
        unknown=unknown,
        presented=told,
    )


def storable(act: Act) -> bool:
    """Tell whether the envelope's own fields can be stored."""
    texts = act.kind + act.entity + act.actor + act.role
    short = len(texts) <= _TEXT_LIMIT or (
        max(len(act.kind), len(act.entity), len(act.actor), len(act.role)) <= _TEXT_LIMIT
    )
    return (
        is_uuid(act.op_id)
        and short
        and "\0" not in texts
        and 0 <= act.wall < _LATEST
        and 0 <= act.rand64 < _LATEST * 2
        and 0 <= act.hlc.ms < _LATEST
        and 0 <= act.hlc.n < _LATEST
    )


def _readable(
    notary: Notary, act: Act, op_hash: bytes, public_key: bytes
) -> tuple[Operation | None, bool]:
    """Return the operation of an act, nothing where it is malformed; true for a newer kind."""
    if not storable(act):
        return None, False
    try:
        operation = operation_of(act)
    except KindUnknown:
        return None, True
    except (msgspec.MsgspecError, RecursionError):
        return None, False
    kind = type(operation)
    if kind not in FROM_DESKS or kind.kind() != act.kind:
        return None, False
    if kind.SIGNED and not notary.verifies(public_key, act.sig, op_hash):
        return None, False
    return operation, False


def _is_ours(notary: Notary, territory_id: str, act: Act, op_hash: bytes, told: Presented) -> bool:
    """Tell whether a receipt is the server's word about this very operation."""
    return any(
        stands(
            notary.verifies,
            notary.public,
            told.receipt,
            territory_id,
            act.op_id,
            digest,
            told.result,
        )
        for digest in (body_digest(act.salt, act.body), op_hash)
    )
