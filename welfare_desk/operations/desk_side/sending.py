# SPDX-License-Identifier: EUPL-1.2
"""Runs of operations on their way up, and the results that come back for them.

Nothing here takes an operation out of the journal or out of its queue: a result is stored
beside it, and only a pull's last page retires it (protocol rule 20).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.models.desk_work import Entry
from welfare_desk.operations.desk_side.ports import DeskPort, Means
from welfare_desk.operations.desk_side.standing import Standing
from welfare_desk.protocol.codec import pack
from welfare_desk.protocol.envelope import GENESIS, decode
from welfare_desk.protocol.messages import MAX_BATCH_BYTES, MAX_OPERATIONS, Push, Pushed, Result
from welfare_desk.protocol.signing import receipt_part


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A message with the journal's entries that it carries."""

    message: Push
    entries: tuple[Entry, ...]

    @property
    def last_seq(self) -> int:
        """The sequence number of its last operation."""
        return self.entries[-1].seq


def next_run(
    port: DeskPort,
    standing: Standing,
    means: Means,
    after: int,
    limit: int = MAX_OPERATIONS,
) -> Run | None:
    """Return the run behind a sequence number, or nothing when all was sent.

    At most ``limit`` operations and a megabyte, though always one.
    """
    desk = standing.desk
    found = port.after(desk.inc, after, min(limit, MAX_OPERATIONS))
    if not found:
        return None
    acts = [decode(entry.act) for entry in found]
    ops: list[bytes] = []
    size = 0
    for act in acts:
        packed = pack(act)
        size += len(packed)
        if ops and size > MAX_BATCH_BYTES:
            break
        ops.append(packed)
    entries = tuple(found[: len(ops)])
    return Run(
        message=Push(
            epoch=desk.epoch,
            device=desk.device,
            inc=desk.inc,
            first_seq=entries[0].seq,
            first_prev=acts[0].prev,
            ops=tuple(ops),
            end_seq=desk.head_seq,
            head_sig=means.sign(entries[-1].hash),
        ),
        entries=entries,
    )


def hash_at(port: DeskPort, inc: int, seq: int) -> bytes | None:
    """Return the hash of one operation of this desk; that of none is the chain's beginning."""
    if seq == 0:
        return GENESIS
    found = port.after(inc, seq - 1, 1)
    return found[0].hash if found and found[0].seq == seq else None


def store_answer(
    port: DeskPort, standing: Standing, means: Means, run: Run, answer: Pushed
) -> None:
    """Keep the results of a run; refused with ``ServerAnswerStrange`` when they are not its own."""
    told(port, standing, means, run.entries, answer.results)
    port.keep_facts({"acked_seq": str(answer.acked_seq), "stable_seq": str(answer.stable_seq)})


def told(
    port: DeskPort,
    standing: Standing,
    means: Means,
    entries: Sequence[Entry],
    results: Sequence[Result],
) -> None:
    """Keep results of operations; a receipt must be the server's word about this very one."""
    own = {entry.op_id: entry for entry in entries}
    for result in results:
        entry = own.get(result.op_id)
        if entry is None or entry.seq != result.seq:
            raise ServerAnswerStrange()
        part = receipt_part(standing.desk.territory_id, result.op_id, entry.hash, result.result)
        if result.receipt and not means.verifies(standing.server_key, result.receipt, part):
            raise ServerAnswerStrange()
    port.answer(
        [
            (each.op_id, each.result, each.code, each.receipt)
            for each in results
            if each.result != "parked"
        ]
    )
