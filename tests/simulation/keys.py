# SPDX-License-Identifier: EUPL-1.2
"""Signatures of the simulator: a fast keyed hash, or real Ed25519 with ``--real``."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Signs(Protocol):
    """A key pair."""

    public: bytes

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""


class FastKey:
    """A keyed hash: nobody in a history tries to forge one, only to mix them up."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.public = hashlib.blake2b(secret, digest_size=32, person=b"public").digest()
        _SECRETS[self.public] = secret

    def sign(self, message: bytes) -> bytes:
        """Return the keyed hash of a message."""
        return hashlib.blake2b(message, key=self._secret, digest_size=64).digest()


_SECRETS: dict[bytes, bytes] = {}


def fast_verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the keyed hash fits."""
    secret = _SECRETS.get(public)
    return (
        secret is not None
        and hashlib.blake2b(message, key=secret, digest_size=64).digest() == signature
    )


class RealKey:
    """Ed25519 as desks and server use it."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""
        return self._key.sign(message)


@lru_cache(maxsize=1_000)
def _public(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


def real_verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the signature fits."""
    try:
        _public(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
