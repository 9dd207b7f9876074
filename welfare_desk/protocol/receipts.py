# SPDX-License-Identifier: EUPL-1.2
"""Receipts: the server's signed word about an operation, alone or together with a whole push.

A receipt is the signature of ``receipt_part``, 64 bytes, or a *path*: the signature over the
root of a hash tree whose leaves are the ``receipt_part`` of each operation, with the hashes
that lead from this one's leaf to the root.  Both say the same, and both stand for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from welfare_desk.protocol.signing import receipt_part

Verifies = Callable[[bytes, bytes, bytes], bool]
"""Tells whether a public key, a signature and a message fit."""
SIGNATURE_BYTES = 64
_HASH_BYTES = 32
_MOST_LEAVES = 1 << 16
_LEAF, _NODE, _ROOT = b"\0", b"\1", b"wdsp receipts 1\0"


class Path(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A receipt of many: the root's signature, the leaf's place, and the hashes beside its way."""

    signature: bytes
    at: int
    leaves: int
    beside: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Path)


def leaf(territory_id: str, op_id: str, digest: bytes, result: str) -> bytes:
    """Return the leaf that says: this operation had this result."""
    return hashlib.sha256(_LEAF + receipt_part(territory_id, op_id, digest, result)).digest()


class Tree:
    """The hashes over one or more leaves; an odd one goes up as it is."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._rows = [list(leaves)]
        while len(self._rows[-1]) > 1:
            row = self._rows[-1]
            above = [_above(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
            self._rows.append(above + row[len(above) * 2 :])

    @property
    def to_sign(self) -> bytes:
        """The bytes that are signed for all leaves together."""
        return _root_part(len(self._rows[0]), self._rows[-1][0])

    def receipt(self, signature: bytes, at: int) -> bytes:
        """Return the receipt of the leaf at a place."""
        leaves, place = len(self._rows[0]), at
        beside = b""
        for row in self._rows[:-1]:
            if at ^ 1 < len(row):
                beside += row[at ^ 1]
            at //= 2
        return _encoder.encode(Path(signature, place, leaves, beside))


def stands(
    verifies: Verifies,
    public: bytes,
    receipt: bytes,
    territory_id: str,
    op_id: str,
    digest: bytes,
    result: str,
) -> bool:
    """Tell whether a receipt is this key's word that the operation had the result."""
    if len(receipt) == SIGNATURE_BYTES:
        return verifies(public, receipt, receipt_part(territory_id, op_id, digest, result))
    try:
        path = _decoder.decode(receipt)
    except msgspec.MsgspecError:
        return False
    root = _climbed(leaf(territory_id, op_id, digest, result), path)
    return root is not None and verifies(public, path.signature, _root_part(path.leaves, root))


def _climbed(here: bytes, path: Path) -> bytes | None:
    """Return the root above a leaf, or nothing where the path is none."""
    at, width, taken = path.at, path.leaves, 0
    if not 0 <= at < width <= _MOST_LEAVES:
        return None
    while width > 1:
        if at ^ 1 < width:
            other = path.beside[taken : taken + _HASH_BYTES]
            taken += _HASH_BYTES
            here = _above(other, here) if at & 1 else _above(here, other)
        at //= 2
        width = (width + 1) // 2
    return here if taken == len(path.beside) else None


def _above(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _root_part(leaves: int, root: bytes) -> bytes:
    return _ROOT + leaves.to_bytes(4, "big") + root
