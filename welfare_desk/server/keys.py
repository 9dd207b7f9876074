# SPDX-License-Identifier: EUPL-1.2
"""The server's Ed25519 key: made once, kept in ``server.key``, signs what desks must trust."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from welfare_desk.protocol.lease import Lease, signed_part
from welfare_desk.protocol.parcel import box_of
from welfare_desk.protocol.signing import receipt_part
from welfare_desk.server.card_keys import FILE as CARD_FILE
from welfare_desk.server.card_keys import CardKeys

FINGERPRINT_BYTES = 16


class ServerKey:
    """Signs leases, receipts and lists; ``cards`` signs card codes.

    ``box_private`` opens what desks close for this server.
    """

    def __init__(self, private: bytes, key_id: int = 1, card_file: Path | None = None) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.key_id = key_id
        self.cards = CardKeys(card_file, private, key_id)
        self.public = self._key.public_key().public_bytes_raw()
        self.box_private = box_of(private)

    @classmethod
    def create(cls, path: Path) -> ServerKey:
        """Write a new key that only this user can read; ``FileExistsError`` if one is there."""
        private = Ed25519PrivateKey.generate().private_bytes_raw()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(f"1 {private.hex()}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        return cls(private, card_file=path.with_name(CARD_FILE))

    @classmethod
    def read(cls, path: Path) -> ServerKey:
        """Return the key of a file that ``create`` wrote."""
        number, private = path.read_text(encoding="ascii").split()
        return cls(bytes.fromhex(private), int(number), path.with_name(CARD_FILE))

    @property
    def card_key_id(self) -> int:
        """The number of the key that signs card codes now."""
        return self.cards.newest_id

    def sign_card(self, message: bytes) -> bytes:
        """Return the signature of a card code."""
        return self.cards.sign(message)

    @property
    def fingerprint(self) -> bytes:
        """The first bytes of SHA-256 of the public key, as a new desk's paper names it."""
        return hashlib.sha256(self.public).digest()[:FINGERPRINT_BYTES]

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        return self._key.sign(message)

    def sealed(self, lease: Lease) -> Lease:
        """Return the lease with its signature."""
        return msgspec.structs.replace(lease, signature=self.sign(signed_part(lease)))

    def receipt(self, territory_id: str, op_id: str, digest: bytes, result: str) -> bytes:
        """Return the signed word that this operation had this result."""
        return self.sign(receipt_part(territory_id, op_id, digest, result))

    def verifies(self, public_key: bytes, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature is of the key that is given, a desk's say."""
        return verifies(public_key, signature, message)


def verifies(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the signature is this key's."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
