# SPDX-License-Identifier: EUPL-1.2
"""Runs of operations on their way up, and the results that come back for them.

Nothing here takes an operation out of the journal or out of its queue: a result is stored
beside it, and only a pull's last page retires it (protocol rule 20).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from welfare_desk.core.audit_chain import packed
from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.models.desk_work import Entry
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.ports import Answered, DeskPort, Means
from welfare_desk.operations.desk_side.standing import DeskState, Standing
from welfare_desk.operations.rights import whole
from welfare_desk.protocol.codec import pack
from welfare_desk.protocol.envelope import GENESIS, body_digest, decode
from welfare_desk.protocol.messages import (
    MAX_BATCH_BYTES,
    MAX_OPERATIONS,
    Presented,
    Push,
    Pushed,
    Result,
    Seen,
    Welcome,
)
from welfare_desk.protocol.receipts import Tree, leaf, stands

_MOST_SHOWN = 4
MAX_CERT_BYTES = 400_000
MAX_AUDIT_ROWS = 1_000
MAX_AUDIT_BYTES = 200_000
"""What a push carries besides operations; all of it stays below the bound of a request."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A message with the journal's entries that it carries."""

    message: Push
    entries: tuple[Entry, ...]
    audit_sent: int = 0
    """The last line of the audit log that it carries, or 0."""

    @property
    def last_seq(self) -> int:
        """The last operation that the server has when it took this."""
        return self.message.first_seq - 1 + len(self.entries)


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
            receipts=presented(entries),
            together=True,
        ),
        entries=entries,
    )


def said_upto(port: DeskPort, desk: DeskState, welcome: Welcome) -> int:
    """Return the place behind which operations are sent: what the server has, or less.

    After a restore it names what lies there without a word; this desk may have one.
    """
    if not welcome.waiting:
        return welcome.known_seq
    first, last = welcome.waiting[0], welcome.waiting[-1]
    waiting = frozenset(welcome.waiting)
    known = port.after(desk.inc, first - 1, max(0, last - first + 1))
    words = (each.seq for each in known if each.seq in waiting and _word(each))
    return min(welcome.known_seq, min(words, default=welcome.known_seq + 1) - 1)


def bare_run(port: DeskPort, here: Standing, after: int) -> Run:
    """Return a push without operations behind a number: for leases and lines of the log."""
    desk = here.desk
    return Run(
        message=Push(
            epoch=desk.epoch,
            device=desk.device,
            inc=desk.inc,
            first_seq=after + 1,
            first_prev=hash_at(port, desk.inc, after) or GENESIS,
            ops=(),
            end_seq=desk.head_seq,
            head_sig=b"",
        ),
        entries=(),
    )


def with_audit(port: DeskPort, run: Run) -> Run:
    """Return a push with the next lines of the audit log."""
    lines, last = next_audit(port)
    message = msgspec.structs.replace(run.message, audit=lines)
    return msgspec.structs.replace(run, message=message, audit_sent=last)


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
    _check_words(standing, means, run.entries, answer.results)
    _keep(port, run.entries, _proved(standing, means, run.entries, answer))
    port.keep_facts({"acked_seq": str(answer.acked_seq), "stable_seq": str(answer.stable_seq)})
    keep_seen(port, facts.SEEN_AT_PUSH, answer.seen)
    if run.audit_sent > int(port.fact(facts.AUDIT_SENT) or "0"):
        port.keep_facts({facts.AUDIT_SENT: str(run.audit_sent)})


def _proved(
    standing: Standing, means: Means, entries: Sequence[Entry], answer: Pushed
) -> tuple[Result, ...]:
    """Return results with receipts, where one signature stands for all of them."""
    if not answer.signature:
        return answer.results
    own = {entry.op_id: entry for entry in entries}
    places = [
        at for at, each in enumerate(answer.results) if not each.receipt and each.result != "parked"
    ]
    leaves = []
    for at in places:
        result = answer.results[at]
        entry = own[result.op_id]
        act = decode(entry.act)
        digest = body_digest(act.salt, act.body)
        leaves.append(leaf(standing.desk.territory_id, entry.op_id, digest, result.result))
    tree = Tree(leaves) if leaves else None
    if tree is None or not means.verifies(standing.server_key, answer.signature, tree.to_sign):
        raise ServerAnswerStrange()
    results = list(answer.results)
    for number, at in enumerate(places):
        receipt = tree.receipt(answer.signature, number)
        results[at] = msgspec.structs.replace(results[at], receipt=receipt)
    return tuple(results)


def told(
    port: DeskPort,
    standing: Standing,
    means: Means,
    entries: Sequence[Entry],
    results: Sequence[Result],
) -> None:
    """Keep results of operations; a receipt must be the server's word about this very one."""
    _check_words(standing, means, entries, results)
    _keep(port, entries, results)


def _check_words(
    standing: Standing, means: Means, entries: Sequence[Entry], results: Sequence[Result]
) -> None:
    own = {entry.op_id: entry for entry in entries}
    for result in results:
        entry = own.get(result.op_id)
        if entry is None or entry.seq != result.seq:
            raise ServerAnswerStrange()
        if result.receipt and not _is_own_word(standing, means, entry, result):
            raise ServerAnswerStrange()


def _keep(port: DeskPort, entries: Sequence[Entry], results: Sequence[Result]) -> None:
    own = {entry.op_id: entry for entry in entries}
    fresh: list[Answered] = []
    for result in results:
        entry = own[result.op_id]
        if entry.result in ("", "parked"):
            fresh.append((result.op_id, result.result, result.code, result.receipt))
        elif result.result not in (entry.result, "parked"):
            _note_contradiction(port, result.op_id)
    port.answer(fresh)


def _is_own_word(standing: Standing, means: Means, entry: Entry, result: Result) -> bool:
    """Tell whether a receipt is the server's signature over this operation and result."""
    act = decode(entry.act)
    territory_id, key = standing.desk.territory_id, standing.server_key
    return any(
        stands(means.verifies, key, result.receipt, territory_id, entry.op_id, each, result.result)
        for each in (body_digest(act.salt, act.body), entry.hash)
    )


def _note_contradiction(port: DeskPort, op_id: str) -> None:
    """Note that the server took a result back: the first one stands, ``doctor`` names it."""
    known = port.fact(facts.CONTRADICTED).split()
    if op_id not in known:
        port.keep_facts({facts.CONTRADICTED: " ".join([*known, op_id])})


def presented(entries: Sequence[Entry]) -> tuple[Presented, ...]:
    """Return the receipts that a desk holds for operations which it sends (again)."""
    return tuple(word for each in entries if (word := _word(each)) is not None)


def _word(entry: Entry) -> Presented | None:
    """Return the server's signed word for an operation, where the desk has it."""
    if not entry.receipt or entry.result not in ("accepted", "rejected"):
        return None
    return Presented(op_id=entry.op_id, result=entry.result, code=entry.code, receipt=entry.receipt)


def keep_seen(port: DeskPort, name: str, seen: Seen | None) -> None:
    """Keep the server's signed word about how much it had."""
    if seen is not None:
        port.keep_facts({name: msgspec.msgpack.encode(seen).hex()})


def shown(port: DeskPort, desk: DeskState) -> tuple[tuple[Seen, ...], tuple[bytes, ...]]:
    """Return what shows a server that it had more: its own words, and the last leases."""
    kept = (port.fact(name) for name in (facts.SEEN_AT_PUSH, facts.SEEN_AT_PULL))
    words = tuple(msgspec.msgpack.decode(bytes.fromhex(each), type=Seen) for each in kept if each)
    leases = [
        row for row in port.all_held() if row.lease_id.startswith(f"e{desk.epoch}-") and row.lease
    ]
    leases.sort(key=lambda row: int(row.lease_id.partition("-")[2]), reverse=True)
    return words, tuple(row.lease for row in leases if not whole(row.resource))[:_MOST_SHOWN]


def trail(port: DeskPort, desk: DeskState) -> tuple[tuple[int, bytes], ...]:
    """Return places and hashes of the chain at head, head-1, head-2, head-4 … 1.

    The server finds by them how far two chains go together.
    """
    places = [desk.head_seq] if desk.head_seq else []
    step = 1
    while desk.head_seq - step > 1:
        places.append(desk.head_seq - step)
        step *= 2
    if desk.head_seq > 1:
        places.append(1)
    found = port.hashes(desk.inc, places)
    return tuple((seq, found[seq]) for seq in places if seq in found)


def next_certs(port: DeskPort, after: str) -> tuple[tuple[bytes, ...], str]:
    """Return leases of earlier epochs behind a lease's id, and the id that comes last.

    Empty where there are no more.  Rights that came into being with an operation come into
    being again with it.
    """
    certs: list[bytes] = []
    last, size = "", 0
    for row in sorted(port.all_held(), key=lambda each: each.lease_id):
        if row.lease_id <= after or row.lease_id.startswith("born:"):
            continue
        if certs and size + len(row.lease) > MAX_CERT_BYTES:
            break
        certs.append(row.lease)
        size += len(row.lease)
        last = row.lease_id
    return tuple(certs), last


def next_audit(port: DeskPort) -> tuple[tuple[bytes, ...], int]:
    """Return lines of the audit log that the server has not, and the number of the last."""
    rows = port.audit_after(int(port.fact(facts.AUDIT_SENT) or "0"), MAX_AUDIT_ROWS)
    lines: list[bytes] = []
    size = last = 0
    for row in rows:
        line = packed(row)
        size += len(line)
        if lines and size > MAX_AUDIT_BYTES:
            break
        lines.append(line)
        last = row.seq
    return tuple(lines), last
