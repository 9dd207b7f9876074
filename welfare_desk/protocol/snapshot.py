# SPDX-License-Identifier: EUPL-1.2
"""A snapshot: all rows of a scope at one moment, in chunks that a signed manifest names (rule 16).

A chunk is a zstd frame of a msgpack array of ``[kind, [row, …]]``; a row is a map with its
fields in the order of their names, so that its bytes are those that the digest counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec
import zstandard

from welfare_desk.protocol.codec import MAX_UNPACKED, MAX_WINDOW, FrameTooLargeError
from welfare_desk.protocol.messages import Message

CHUNK_ROWS = 5_000
CHUNK_BYTES = 4_000_000
"""A chunk is closed at so many rows, or bytes before packing."""
SNAPSHOT_FROM = 2_000
"""With fewer rows left a desk goes on by pages."""
MAX_CHUNKS = 100_000
_MODULUS = 1 << 256

Group = tuple[str, list[msgspec.Raw]]
"""A kind and rows of it as they travel."""


class SnapshotKind(Message, frozen=True, kw_only=True):
    """How many rows of a kind there are, and their digest as under ``/v1/digest``."""

    kind: str
    rows: int
    digest: str


class SnapshotChunk(Message, frozen=True, kw_only=True):
    """One chunk as it is sent: SHA-256 and size of its frame, and its rows."""

    sha256: bytes
    size: int
    rows: int


class Manifest(Message, frozen=True, kw_only=True):
    """What a snapshot holds; a pull behind ``cursor`` goes on where it ends."""

    id: str
    """32 hexadecimal digits."""
    territory_id: str
    municipality_id: str
    epoch: int
    cursor: int
    made_at: int
    rows: int
    kinds: tuple[SnapshotKind, ...]
    chunks: tuple[SnapshotChunk, ...]
    signature: bytes = b""
    """Ed25519 by the server's key over the manifest with an empty signature."""


def signed_part(manifest: Manifest) -> bytes:
    """Return the bytes that the server signs."""
    plain = msgspec.structs.replace(manifest, signature=b"")
    return b"wd-snapshot\n" + msgspec.msgpack.encode(plain)


def pack_chunk(groups: Sequence[tuple[str, Iterable[bytes]]]) -> bytes:
    """Return the frame of a chunk."""
    content = [(kind, [msgspec.Raw(row) for row in rows]) for kind, rows in groups]
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(content))


def unpack_chunk(data: bytes) -> list[Group]:
    """Return the rows of a chunk; raises as ``codec.from_frame`` does."""
    reader = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).stream_reader(data)
    content = reader.read(MAX_UNPACKED + 1)
    if len(content) > MAX_UNPACKED:
        raise FrameTooLargeError
    return msgspec.msgpack.decode(content, type=list[tuple[str, list[msgspec.Raw]]])


def digest_sum(kind: str, rows: Iterable[bytes | msgspec.Raw]) -> int:
    """Return what rows as they travel add to the digest of their kind."""
    prefix = hashlib.sha256(b"\x92" + msgspec.msgpack.encode(kind))
    total = 0
    for row in rows:
        one = prefix.copy()
        one.update(row)
        total += int.from_bytes(one.digest(), "big")
    return total % _MODULUS


def digest_text(total: int) -> str:
    """Return a digest as it is written."""
    return f"{total % _MODULUS:064x}"
