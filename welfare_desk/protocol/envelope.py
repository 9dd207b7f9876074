# SPDX-License-Identifier: EUPL-1.2
"""The envelope of an operation, its hash and the chain that links a desk's operations."""

from __future__ import annotations

import hashlib

import msgspec

from welfare_desk.protocol.hlc import Hlc

VERSION = 1
SCHEMA = 1
SALT_BYTES = 16
GENESIS = bytes(32)
"""``prev`` of a chain's first operation."""


class Spend(msgspec.Struct, frozen=True, array_like=True):
    """A quantity drawn from a lease; 0 says that a whole right was held, not spent."""

    lease: str
    quantity: int


class Serial(msgspec.Struct, frozen=True, array_like=True):
    """A printed number popped from a lease: its index in the block and its text."""

    lease: str
    index: int
    text: str


class Act(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """An operation sealed in its envelope; the field order is the order on the wire."""

    v: int
    op_id: str
    device: int
    inc: int
    seq: int
    prev: bytes
    kind: str
    entity: str
    salt: bytes
    body: bytes
    hlc: Hlc
    rand64: int
    spends: tuple[Spend, ...]
    serials: tuple[Serial, ...]
    actor: str
    role: str
    wall: int
    """Own time of the desk, microseconds UTC."""
    schema: int
    base_epoch: int
    base_cursor: int
    auth: tuple[str, ...]
    sig: bytes
    """Ed25519 over the hash on acts that move money or spend a number, else empty."""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Act)


def encode(act: Act) -> bytes:
    """Return the bytes that desk and server keep as they are."""
    return _encoder.encode(act)


def decode(data: bytes) -> Act:
    """Return the act; raises ``msgspec.MsgspecError`` on anything else."""
    return _decoder.decode(data)


def body_digest(salt: bytes, body: bytes) -> bytes:
    """Return what stands for the body in the hash, so that body and salt can be erased later."""
    return hashlib.sha256(salt + body).digest()


def act_hash(act: Act) -> bytes:
    """Return SHA-256 of the envelope without ``sig``, the body replaced by its salted digest."""
    return hash_over(act, body_digest(act.salt, act.body))


def hash_over(act: Act, digest: bytes) -> bytes:
    """Return the hash of an act whose salt and body were erased, by what stands for them."""
    bare = msgspec.structs.replace(act, salt=b"", body=digest, sig=b"")
    return hashlib.sha256(_encoder.encode(bare)).digest()


def follows(act: Act, head_seq: int, head_hash: bytes) -> bool:
    """Tell whether an act is the next link of a chain."""
    return act.seq == head_seq + 1 and act.prev == head_hash
