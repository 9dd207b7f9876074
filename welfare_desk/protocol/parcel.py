# SPDX-License-Identifier: EUPL-1.2
"""Parcels: runs of operations that travel on a stick, closed for the server, signed by the desk.

Whoever carries a parcel learns the number of the desk that made it and how many operations
it holds, nothing else.  The scheme is ECIES as in RFC 9180's base mode: X25519 with a key
made for one parcel, HKDF-SHA-256, ChaCha20-Poly1305 over the open head.
"""

from __future__ import annotations

import hashlib

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from welfare_desk.protocol.messages import Message, Push

MAGIC = b"WDPARCEL1\n"
MAX_PARCELS = 10_000
"""No file holds more: a year of a counter's work without a line is a twentieth of it."""
_NONCE = bytes(12)  # each key closes one parcel, so its nonce may be constant


class Box(Message, frozen=True, kw_only=True):
    """The key that parcels are closed for, signed by the server's own."""

    box_key: bytes
    """X25519 public key, 32 raw bytes."""
    signature: bytes


class Parcel(Message, frozen=True, kw_only=True):
    """One run of operations, closed."""

    territory_id: str
    device: int
    inc: int
    first_seq: int
    last_seq: int
    made_at: int
    """The desk's own time, microseconds UTC."""
    key: bytes
    """The X25519 public key made for this parcel."""
    closed: bytes
    """``Inside``, encrypted."""


class Inside(Message, frozen=True, kw_only=True):
    """What a parcel holds."""

    push: bytes
    """A ``Push`` as msgpack."""
    signature: bytes
    """Ed25519 of the desk over ``signed_part``."""


class Delivered(Message, frozen=True, kw_only=True):
    """What became of a parcel."""

    device: int
    accepted: int
    rejected: int
    parked: int
    acked_seq: int


class ParcelUnreadableError(ValueError):
    """Not a parcel, or not for this server, or changed on its way."""


def box_part(territory_id: str, box_key: bytes) -> bytes:
    """Return the bytes by which the server vouches for its box key."""
    return msgspec.msgpack.encode(("box", territory_id, box_key))


def box_of(private: bytes) -> bytes:
    """Return the X25519 private key that belongs to a server's Ed25519 key, 32 raw bytes."""
    return HKDF(hashes.SHA256(), 32, None, b"welfare-desk box 1").derive(private)


def public_of(box_private: bytes) -> bytes:
    """Return the public half of a box key."""
    return X25519PrivateKey.from_private_bytes(box_private).public_key().public_bytes_raw()


def head_of(push: Push, territory_id: str, made_at: int) -> Parcel:
    """Return an open parcel's head, nothing in it yet."""
    return Parcel(
        territory_id=territory_id,
        device=push.device,
        inc=push.inc,
        first_seq=push.first_seq,
        last_seq=push.first_seq + len(push.ops) - 1,
        made_at=made_at,
        key=b"",
        closed=b"",
    )


def signed_part(head: Parcel, push: bytes) -> bytes:
    """Return the bytes that the desk signs: the head and what it holds."""
    bare = msgspec.structs.replace(head, key=b"", closed=b"")
    return msgspec.msgpack.encode(("parcel", bare, hashlib.sha256(push).digest()))


def close(head: Parcel, inside: Inside, box_key: bytes, chance: bytes) -> Parcel:
    """Return the parcel closed for the server; ``chance`` is 32 fresh random bytes."""
    own = X25519PrivateKey.from_private_bytes(chance)
    named = msgspec.structs.replace(head, key=own.public_key().public_bytes_raw())
    shared = own.exchange(X25519PublicKey.from_public_bytes(box_key))
    cipher = ChaCha20Poly1305(_cipher_key(shared, named.key, box_key))
    closed = cipher.encrypt(_NONCE, msgspec.msgpack.encode(inside), _open_part(named))
    return msgspec.structs.replace(named, closed=closed)


def opened(parcel: Parcel, box_private: bytes) -> tuple[Inside, Push]:
    """Return what a parcel holds; ``ParcelUnreadableError`` for anything that does not fit."""
    own = X25519PrivateKey.from_private_bytes(box_private)
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(parcel.key))
        cipher = ChaCha20Poly1305(_cipher_key(shared, parcel.key, public_of(box_private)))
        plain = cipher.decrypt(_NONCE, parcel.closed, _open_part(parcel))
        inside = msgspec.msgpack.decode(plain, type=Inside)
        push = msgspec.msgpack.decode(inside.push, type=Push)
    except (InvalidTag, ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise ParcelUnreadableError from error
    named = head_of(push, parcel.territory_id, parcel.made_at)
    if msgspec.structs.replace(parcel, key=b"", closed=b"") != named:
        raise ParcelUnreadableError
    return inside, push


def to_file(parcels: tuple[Parcel, ...]) -> bytes:
    """Return the bytes of a file that holds parcels, with a checksum at its end."""
    content = MAGIC + msgspec.msgpack.encode(parcels)
    return content + hashlib.sha256(content).digest()


def from_file(data: bytes) -> tuple[Parcel, ...]:
    """Return the parcels of a file; ``ParcelUnreadableError`` for any other, also a torn one."""
    content, checksum = data[:-32], data[-32:]
    if not content.startswith(MAGIC) or hashlib.sha256(content).digest() != checksum:
        raise ParcelUnreadableError
    try:
        parcels = msgspec.msgpack.decode(content[len(MAGIC) :], type=tuple[Parcel, ...])
    except (RecursionError, msgspec.MsgspecError) as error:
        raise ParcelUnreadableError from error
    if len(parcels) > MAX_PARCELS:
        raise ParcelUnreadableError
    return parcels


def _open_part(parcel: Parcel) -> bytes:
    return msgspec.msgpack.encode(msgspec.structs.replace(parcel, closed=b""))


def _cipher_key(shared: bytes, one: bytes, other: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, b"welfare-desk parcel 1" + one + other).derive(shared)
