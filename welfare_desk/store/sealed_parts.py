# SPDX-License-Identifier: EUPL-1.2
"""A stream closed in parts of a megabyte with AES-256-GCM.

A part names its place and whether it is the last one, and all are bound to the file's head:
none can be left out, moved, cut off or put behind another head unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PART = 1 << 20
_TAG = 16


class Source(Protocol):
    """What is read from, as a file opened for bytes."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer at the end only."""


class PartsBroken(Exception):
    """Closed under another key or head, or changed since."""


def seal(source: Source, write: Callable[[bytes], object], cipher: AESGCM, head: bytes) -> None:
    """Write a stream's parts, closed; the key is of this file alone."""
    for place, last, part in _parts(source, PART):
        write(cipher.encrypt(_nonce(place), part, _bound(head, last=last)))


def unseal(source: Source, write: Callable[[bytes], object], cipher: AESGCM, head: bytes) -> None:
    """Write what the parts hold; raises ``PartsBroken``, and what was written is worth nothing."""
    for place, last, part in _parts(source, PART + _TAG):
        try:
            write(cipher.decrypt(_nonce(place), part, _bound(head, last=last)))
        except InvalidTag:
            raise PartsBroken from None


def _parts(source: Source, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Yield parts with their place and whether they are the last; at least one, perhaps empty."""
    place, part = 0, source.read(size)
    while True:
        following = source.read(size)
        yield place, not following, part
        if not following:
            return
        place, part = place + 1, following


def _nonce(place: int) -> bytes:
    # The key is of this file alone: a place is never used twice under it.
    return place.to_bytes(12, "big")


def _bound(head: bytes, *, last: bool) -> bytes:
    return head + (b"\1" if last else b"\0")
