# SPDX-License-Identifier: EUPL-1.2
"""What ``doctor`` asks of a desk's own store: chain, ledger, audit, clock, state."""

from __future__ import annotations

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.models.card import Posting
from welfare_desk.operations.desk_side import facts
from welfare_desk.protocol.envelope import GENESIS, act_hash, decode
from welfare_desk.store import audit, journal
from welfare_desk.store.queries import all_of


class Checkup(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; ``problems`` hold codes and sequence numbers, never names."""

    ok: bool
    problems: tuple[str, ...]
    operations: int
    pending: int
    audit_rows: int
    postings_sum_cents: int
    last_sync_at: int | None
    own_time_ahead_us: int
    """How far this desk's own time runs before the computer's clock."""


def check_desk(look: Reading) -> Checkup:
    """Return the state of the store: every link of the chain and of the audit log recomputed."""
    problems = _chain_problems(look) + _noted_problems(look)
    bad_audit = audit.verify(look.conn)
    if bad_audit is not None:
        problems.append(f"audit:{bad_audit}")
    total = sum(row.amount_cents for row in all_of(look.conn, look.territory_id, Posting))
    if total:
        problems.append("ledger")
    last = look.meta.get("last_sync_at")
    counts = journal.counts(look.conn)
    return Checkup(
        ok=not problems,
        problems=tuple(problems),
        operations=int(look.meta.get("head_seq") or "0"),
        pending=counts.pending,
        audit_rows=audit.length(look.conn),
        postings_sum_cents=total,
        last_sync_at=int(last) if last else None,
        own_time_ahead_us=max(0, int(look.meta.get("own_time") or "0") - look.wall_us),
    )


def _chain_problems(look: Reading) -> list[str]:
    """Recompute every incarnation's chain, with the bytes that copied work had before."""
    problems = []
    own_inc = int(look.meta.get("inc") or "1")
    inc, seq, head = 0, 0, GENESIS
    for link in journal.links(look.conn):
        if link.inc != inc:
            inc, seq, head = link.inc, 0, GENESIS
        act = decode(link.act)
        if link.seq != seq + 1 or act.prev != head or act_hash(act) != link.hash:
            problems.append(f"chain:{link.seq}" if inc == own_inc else f"chain:{inc}.{link.seq}")
        seq, head = link.seq, link.hash
    if look.meta.get("head_hash", GENESIS.hex()) != (head if inc == own_inc else GENESIS).hex():
        problems.append("head")
    return problems


def _noted_problems(look: Reading) -> list[str]:
    differing = look.meta.get(facts.DIFFERS, "").split()
    problems = [f"digest:{kind}" for kind in differing]
    if look.meta.get(facts.BEHIND):
        problems.append("store_outdated")
    problems += [f"contradicted:{op_id}" for op_id in look.meta.get(facts.CONTRADICTED, "").split()]
    return problems
