# SPDX-License-Identifier: EUPL-1.2
"""Bytes on the wire: zstd frames with a bound, and operations without what stands once a batch."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import zstandard

from welfare_desk.protocol.envelope import Act, body_digest, hash_over
from welfare_desk.protocol.messages import Message

MAX_UNPACKED = 16_000_000
"""A frame that unpacks to more is refused: nobody may fill a desk's or server's memory."""

MAX_WINDOW = 1 << 24
"""What a frame may ask to be kept while it is unpacked; level 3 asks for an eighth of it."""

M = TypeVar("M", bound=Message)


class FrameTooLargeError(ValueError):
    """A frame whose content is larger than the bound."""


def to_frame(message: Message) -> bytes:
    """Return a message as a zstd frame of msgpack."""
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(message))


def from_frame(data: bytes, kind: type[M]) -> M:
    """Return the message of a frame.

    Raises ``FrameTooLargeError``, ``zstandard.ZstdError`` or ``msgspec.MsgspecError``: whoever
    reads a frame from outside turns them into its own refusal.
    """
    reader = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).stream_reader(data)
    content = reader.read(MAX_UNPACKED + 1)
    if len(content) > MAX_UNPACKED:
        raise FrameTooLargeError
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except RecursionError:
        raise msgspec.DecodeError("nested too deeply") from None


_act_decoder = msgspec.msgpack.Decoder(Act)


class _Beginning(msgspec.Struct, array_like=True):
    """The first fields of an act."""

    v: int
    op_id: str
    device: int
    inc: int
    seq: int
    prev: bytes
    kind: str
    entity: str


_beginning_decoder = msgspec.msgpack.Decoder(_Beginning)
_BLANK = {"device": 0, "inc": 0, "seq": 0, "prev": b""}


def pack(act: Act) -> bytes:
    """Return an act without what its batch says once."""
    return msgspec.msgpack.encode(msgspec.structs.replace(act, **_BLANK))


def entity_of(packed: bytes) -> str:
    """Return the id of the row that a packed act is about, or nothing."""
    return _beginning_decoder.decode(packed).entity


def unpack_run(
    ops: tuple[bytes, ...], device: int, inc: int, first_seq: int, first_prev: bytes
) -> tuple[list[Act], list[bytes]]:
    """Return the acts of a run and their hashes, linked as the desk linked them.

    ``prev`` is rebuilt from the hashes, so the signature on the last hash proves the run.
    """
    linked = link_run(ops, device, inc, first_seq, first_prev)
    return [each.act for each in linked], [each.hash for each in linked]


class Link(msgspec.Struct, frozen=True):
    """An operation of a run, with its hash and the digest of its salt and body."""

    act: Act
    hash: bytes
    digest: bytes


def link_run(
    ops: tuple[bytes, ...], device: int, inc: int, first_seq: int, first_prev: bytes
) -> list[Link]:
    """Return what ``unpack_run`` does, an operation at a time."""
    links: list[Link] = []
    decode = _act_decoder.decode
    prev = first_prev
    for seq, data in enumerate(ops, start=first_seq):
        bare = decode(data)
        act = msgspec.structs.replace(bare, device=device, inc=inc, seq=seq, prev=prev)
        digest = body_digest(act.salt, act.body)
        prev = hash_over(act, digest)
        links.append(Link(act, prev, digest))
    return links
