# SPDX-License-Identifier: EUPL-1.2
"""A copy goes on as an incarnation of its own, and a new epoch begins (protocol rules 10, 11).

Both are one transaction of the caller: before it the desk is what it was, behind it all of
its work stands in the journal and waits to be sent.
"""

from __future__ import annotations

import msgspec

from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.models.desk_work import Entry
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.ports import DeskPort, Means
from welfare_desk.operations.desk_side.standing import DeskState, read_state
from welfare_desk.protocol.envelope import GENESIS, act_hash, decode, encode
from welfare_desk.protocol.messages import Welcome

_ALL = 1 << 62


def become_another(port: DeskPort, means: Means, welcome: Welcome) -> int:
    """Begin the chain anew as the incarnation that the server gave; return how much moved.

    Work behind the last common operation, and all that is unanswered, is made anew in its
    order with the same ids, bodies and results; every lease is dropped, for the other copy
    has the same ones.  Where the server was restored, and may have forgotten them, they are
    spent instead, and presented under the new incarnation: what they hold stays lent.  Refused
    with ``ServerAnswerStrange`` where the order cannot be.
    """
    state = read_state(port)
    if not (0 <= welcome.common_seq <= state.head_seq and state.inc < welcome.new_inc < 1 << 31):
        raise ServerAnswerStrange()
    moving = {each.op_id: each for each in port.after(state.inc, welcome.common_seq, _ALL)}
    moving |= {each.op_id: each for each in port.unanswered()}
    fresh = []
    head = msgspec.structs.replace(state, inc=welcome.new_inc, head_seq=0, head_hash=GENESIS)
    for entry in sorted(moving.values(), key=lambda each: (each.inc, each.seq)):
        made = reauthored(entry, head, means)
        head = msgspec.structs.replace(head, head_seq=made.seq, head_hash=made.hash)
        fresh.append(made)
    port.reauthor(fresh)
    if welcome.recovering or welcome.epoch != state.epoch or port.fact(facts.PRESENT):
        port.set_left({row.lease_id: 0 for row in port.all_held()})
    else:
        port.drop_leases()
    now = max(state.own_time, means.now_us())
    port.keep_facts(
        {
            "inc": str(head.inc),
            "head_seq": str(head.head_seq),
            "head_hash": head.head_hash.hex(),
            "acked_seq": "0",
            "stable_seq": "0",
            "answered_seq": "0",
            facts.CONTACT: "",
            facts.AUDIT_SENT: "",
            facts.BEHIND: "",
            facts.COPIED_AT: str(now),
            facts.RESTORED_LOST: _lost(port, state, welcome),
        }
    )
    port.audit([(now, "", "new_incarnation", str(head.inc), f"{state.inc}:{welcome.common_seq}")])
    return len(fresh)


def _lost(port: DeskPort, state: DeskState, welcome: Welcome) -> str:
    """Return how many operations of a store that was put back are nowhere any more, at least.

    The keyring's mark names one of them, and each up to it that neither the copy nor the
    server has is gone.  Nothing where no mark was ahead: what was not sent is not known.
    """
    inc, _, seq = port.fact(facts.BEHIND).partition(":")
    if not port.fact(facts.RESTORED_FROM) or inc != str(state.inc) or not seq.isdecimal():
        return ""
    ahead = int(seq) - max(state.head_seq, welcome.known_seq)
    return str(ahead) if ahead > 0 else ""


def reauthored(entry: Entry, head: DeskState, means: Means) -> Entry:
    """Return an operation as the next link of another chain; what became of it stays with it."""
    act = msgspec.structs.replace(
        decode(entry.act),
        device=head.device,
        inc=head.inc,
        seq=head.head_seq + 1,
        prev=head.head_hash,
    )
    own_hash = act_hash(act)
    if act.sig:
        act = msgspec.structs.replace(act, sig=means.sign(own_hash))
    return msgspec.structs.replace(entry, inc=act.inc, seq=act.seq, act=encode(act), hash=own_hash)


def begin_epoch(port: DeskPort, means: Means, welcome: Welcome) -> None:
    """Take over the epoch of a server that was restored: all rows come again, all work goes again.

    What the server does not know any more is unanswered again, with the results and receipts
    that it had; leases of before are presented with the next pushes.  What earlier
    incarnations of this desk said follows behind the chain: nobody else may have it.
    """
    state = read_state(port)
    port.clear_staged()
    port.reopen(state.inc, welcome.known_seq)
    known = str(welcome.known_seq)
    answered = min(int(port.fact("answered_seq") or "0"), welcome.known_seq)
    port.keep_facts(
        {
            "epoch": str(welcome.epoch),
            "cursor": "0",
            "acked_seq": known,
            "stable_seq": known,
            "answered_seq": str(answered),
            facts.WHOLE_PULL: "1",
            facts.PRESENT: "1",
            facts.AUDIT_SENT: "",
        }
    )
    _say_again(port, means, state)


def _say_again(port: DeskPort, means: Means, state: DeskState) -> None:
    head = state
    fresh = []
    for inc in range(1, state.inc):
        for entry in port.after(inc, 0, _ALL):
            made = msgspec.structs.replace(reauthored(entry, head, means), state="pending")
            head = msgspec.structs.replace(head, head_seq=made.seq, head_hash=made.hash)
            fresh.append(made)
    if fresh:
        port.reauthor(fresh)
        port.keep_facts({"head_seq": str(head.head_seq), "head_hash": head.head_hash.hex()})
