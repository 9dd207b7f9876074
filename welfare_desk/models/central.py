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
