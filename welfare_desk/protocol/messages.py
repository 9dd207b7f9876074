# SPDX-License-Identifier: EUPL-1.2
"""The messages of WDSP/1, msgpack in zstd frames."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from welfare_desk.protocol.lease import Lease

PROTOCOL = 1
MAX_OPERATIONS = 500
MAX_BATCH_BYTES = 1_000_000
PAGE_ROWS = 200

Action = Literal["ok", "resume", "fork", "upgrade", "revoked", "wipe"]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message; unknown fields of a newer version are ignored, never refused."""


class Enrol(Message, frozen=True, kw_only=True):
    """A desk asks to be one, with its one-time code and the key it made."""

    code: str
    public_key: bytes
    name: str


class Enrolled(Message, frozen=True, kw_only=True):
    """The desk's number and what it needs to trust the server."""

    territory_id: str
    device: int
    inc: int
    name: str
    municipality_id: str
    epoch: int
    server_key: bytes
    """Ed25519 public key of the server, raw."""
    key_id: int
    server_time: int


class Seen(Message, frozen=True, kw_only=True):
    """The server's word that it had so much; a desk shows it to a server that has less."""

    epoch: int
    server_seq: int
    """The last number of the log."""
    device: int = 0
    inc: int = 0
    acked_seq: int = 0
    """The last operation that was here of this chain, where one is named."""
    signature: bytes = b""


class Hello(Message, frozen=True, kw_only=True):
    """Where a desk stands."""

    protocol_min: int
    protocol_max: int
    schema: int
    epoch: int
    device: int
    inc: int
    head_seq: int
    head_hash: bytes
    cursor: int
    held: tuple[str, ...]
    digest: str = ""
    contact: int = 0
    """The number that the last welcome gave; 0 from a desk that has none yet."""
    trail: tuple[tuple[int, bytes], ...] = ()
    """Places and hashes of its chain at head, head-1, head-2, head-4 … 1."""
    acked_seq: int = 0
    """The last operation of this chain whose arrival the desk was told."""
    seen: tuple[Seen, ...] = ()
    """Said again with these where the server answered ``unproven``: its own words about more."""
    certs: tuple[bytes, ...] = ()
    """And the last leases of this epoch, msgpack of ``Lease``."""
    finds: bool = False
    """The desk finds by ``waiting`` what it is to say again."""


class Welcome(Message, frozen=True, kw_only=True):
    """What the server makes of it."""

    protocol: int
    epoch: int
    action: Action
    server_time: int
    known_seq: int
    """The last operation of this desk that the server has."""
    known_hash: bytes
    wanted: tuple[str, ...] = ()
    """Whole rights of this desk that another one asks for."""
    contact: int = 0
    """A new random number that the desk says at its next hello: two copies cannot both."""
    common_seq: int = 0
    """With ``fork``: the last operation that the desk's chain and the server's share."""
    new_inc: int = 0
    """With ``fork``: the incarnation that the desk goes on as."""
    recovering: bool = False
    """The server was restored and waits for the logs of other desks."""
    waiting: tuple[int, ...] = ()
    """Where it waits, to a desk that ``finds``: operations of this chain that lie here without a
    result or a word.  The desk says again from the first on for which it has the word."""


class Presented(Message, frozen=True, kw_only=True):
    """A result that a desk was told, with the server's signature over it."""

    op_id: str
    result: Literal["accepted", "rejected"]
    code: str = ""
    receipt: bytes


class Push(Message, frozen=True, kw_only=True):
    """A run of operations; device, incarnation and actor stand once."""

    epoch: int
    device: int
    inc: int
    first_seq: int
    first_prev: bytes
    ops: tuple[bytes, ...]
    """Each as packed by ``codec.pack``: without device, inc, seq and prev."""
    end_seq: int
    """The last operation that the desk has at all."""
    head_sig: bytes
    """Ed25519 over the hash of the run's last operation."""
    certs: tuple[bytes, ...] = ()
    """Leases of earlier epochs, msgpack of ``Lease``, for a server that was restored."""
    receipts: tuple[Presented, ...] = ()
    """Results of these operations that the desk holds from before."""
    audit: tuple[bytes, ...] = ()
    certs_done: bool = False
    """With this push the desk has presented all its leases of earlier epochs."""
    contact: int = 0
    """The number of the desk's last welcome; 0 in a parcel, which may come after another."""
    together: bool = False
    """The desk takes one signature for the results of the whole push."""


class Result(Message, frozen=True, kw_only=True):
    """What became of one operation; accepted or rejected, once told, never changes.

    ``parked`` is no answer yet: the operation is kept and judged later.
    """

    op_id: str
    seq: int
    result: Literal["accepted", "rejected", "parked"]
    code: str = ""
    receipt: bytes = b""


class Pushed(Message, frozen=True, kw_only=True):
    """Answer to a push."""

    results: tuple[Result, ...]
    acked_seq: int
    stable_seq: int
    """The last operation that no restore of the server can lose."""
    recovering: bool = False
    signature: bytes = b""
    """The server's word for all results that have no receipt of their own, but parked ones: over
    the root of ``receipts.Tree``, in their order."""
    seen: Seen | None = None
    """How much the server had when it took operations of this push."""


class Row(Message, frozen=True, kw_only=True, array_like=True):
    """The latest state of one row, or nothing where it was dropped."""

    kind: str
    id: str
    server_seq: int
    record: dict[str, Any] | None


class Page(Message, frozen=True, kw_only=True):
    """Rows behind a cursor; ``answered_seq`` counts on the last page only."""

    epoch: int
    rows: tuple[Row, ...]
    results: tuple[Result, ...]
    next_cursor: int
    last: bool
    answered_seq: int
    total_left: int
    seen: Seen | None = None
    """How much the server had, where the page leads on."""


class Ask(Message, frozen=True, kw_only=True):
    """A wish for one resource."""

    resource: str
    want: int
    held: int
    one_act: bool = False


class LeaseAsk(Message, frozen=True, kw_only=True):
    """Wishes of a desk, answered together."""

    device: int
    inc: int
    asks: tuple[Ask, ...]
    held_ids: tuple[str, ...] | None = None
    """Every lease that the desk has taken in and not handed back, so that one whose answer was
    lost is said again; nothing from a desk that does not say."""


class LeaseAnswer(Message, frozen=True, kw_only=True):
    """What was granted; a wish that got nothing is absent."""

    leases: tuple[Lease, ...]
    server_time: int
    recovering: bool = False
    """Nothing is granted while the server waits for the logs of other desks."""


class Problem(Message, frozen=True, kw_only=True):
    """An error answer with a code; ``hint`` helps the desk to go on (a sequence number, say)."""

    code: str
    hint: int = 0
