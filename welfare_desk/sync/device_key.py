# SPDX-License-Identifier: EUPL-1.2
"""The desk's Ed25519 key: made here, kept in the encrypted store, never sent or shown."""

from __future__ import annotations

from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection

from welfare_desk.core.refusals import NotEnrolled
from welfare_desk.store import meta

_NAME = "device_key"


class Signer(Protocol):
    """The desk's private key."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message."""


class DeviceKey:
    """Signs for this desk; of the key only the public half can be read."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    @property
    def public(self) -> bytes:
        """The public key, 32 raw bytes."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message."""
        return self._key.sign(message)


def make(conn: Connection) -> DeviceKey:
    """Return the store's key, made now if there is none: a repeated enrolment keeps its key."""
    kept = meta.get(conn, _NAME)
    if not kept:
        kept = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        meta.put(conn, _NAME, kept)
    return DeviceKey(bytes.fromhex(kept))


def load(conn: Connection) -> DeviceKey:
    """Return the store's key; refused with ``NotEnrolled`` where none was made."""
    kept = meta.get(conn, _NAME)
    if not kept:
        raise NotEnrolled()
    return DeviceKey(bytes.fromhex(kept))


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature of the server fits."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
