# SPDX-License-Identifier: EUPL-1.2
"""What the server keeps about desks, their chains and its feed: frozen values, no rows."""

from __future__ import annotations

from typing import Literal

import msgspec

from welfare_desk.models.record import Record

Counter = Literal["next_lease", "next_number_block", "next_serial_block"]


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """An enrolled desk and the key that its requests are signed with."""

    device: int
    territory_id: str
    public_key: bytes
    inc: int
    name: str
    municipality_id: str
    provider_id: str | None
    enrolled_at: int
    last_seen_at: int
    revoked: bool
    stolen: bool


class Standing(msgspec.Struct, frozen=True):
    """Where a territory stands: its last sequence number and its epoch."""

    territory_id: str
    server_seq: int
    epoch: int
    recovery: int = 0
    """The epoch with which a recovery began that is not over; 0 outside recovery."""
    stable_upto: int | None = None
    """The last number that lies in a verified backup; nothing where no backup is set up."""


class Contact(msgspec.Struct, frozen=True):
    """The numbers by which the registry tells an incarnation from its copy."""

    confirmed: int
    """The one that the desk said last."""
    given: int
    """The one that it was given since."""
    said_at: int = 0
    """When the desk signed the last hello that counts, by its own clock, microseconds."""
    seen_at: int = 0
    """When it said that hello, by the server's clock; 0 where an earlier program kept it."""


Incarnation = tuple[int, int]
"""A device and an incarnation of it; 0 stands for whichever it has."""


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """An operation in the log, with what became of it."""

    device: int
    inc: int
    seq: int
    op_id: str
    repeated: bool
    hash: bytes
    packed: bytes
    kind: str
    actor: str
    wall: int
    received_at: int
    result: str
    code: str
    receipt: bytes
    server_seq: int
    parked: str = ""
    """Why it waited before it was judged, or waits now; empty for nearly all."""
    body_digest: bytes | None = None
    """What stands for body and salt where these were erased."""


class Head(msgspec.Struct, frozen=True):
    """The last operation of an incarnation that arrived; ``end_seq`` is the last it has."""

    seq: int
    hash: bytes
    end_seq: int


class Told(msgspec.Struct, frozen=True):
    """A result as it was told."""

    seq: int
    op_id: str
    result: str
    code: str
    receipt: bytes
    server_seq: int


class Block(msgspec.Struct, frozen=True):
    """A block of printed numbers as it was granted."""

    lease_id: str
    resource: str
    epoch: int
    block: int
    size: int


class Changed(msgspec.Struct, frozen=True):
    """A row of the feed: its latest state, or nothing where it was dropped."""

    kind: str
    id: str
    server_seq: int
    record: Record | None
