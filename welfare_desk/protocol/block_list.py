# SPDX-License-Identifier: EUPL-1.2
"""The list that tells anyone with no network which cards are dead and which keys sign cards.

A list is text in ASCII that the server signed, so that a shop's own program can read it::

    WD1L
    <territory id>
    <issue time, microseconds UTC>
    <key id> <public key, 64 hex digits> <last day, or - for the key in use>
    ...
    <empty line>
    <first 12 hex digits of SHA-256 of a card number>
    ...
    <empty line>
    <Ed25519 signature over all bytes before this line, 128 hex digits>

Hashes are sorted and each ends a line, so that one search finds a number.  They tell nobody
which cards there are: who holds a card's number learns only whether that one is dead.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable

import msgspec

from welfare_desk.protocol.messages import Message

MAGIC = "WD1L"
HASH_DIGITS = 12
MOST_BYTES = 4_000_000
_SIGNATURE_LINE = 129

Verifies = Callable[[bytes, bytes, bytes], bool]


class CardLists(Message, frozen=True, kw_only=True):
    """The list as text; empty where the desk's own is still the latest."""

    text: bytes


class CardKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs, or signed, card codes."""

    key_id: int
    public: bytes
    until_on: datetime.date | None
    """The last day on which its codes count; nothing for the one in use."""


class BlockList(msgspec.Struct, frozen=True, kw_only=True):
    """A list that was read and whose signature is the server's."""

    territory_id: str
    issued_at: int
    keys: tuple[CardKey, ...]
    dead: bytes
    """The lines of hashes, with a line end before the first and after each."""

    def has(self, card_no: str) -> bool:
        """Tell whether a card number is dead."""
        return f"\n{hash_of(card_no)}\n".encode() in self.dead

    @property
    def count(self) -> int:
        """How many numbers are dead."""
        return len(self.dead) // (HASH_DIGITS + 1)


class BlockListUnreadableError(ValueError):
    """No list, a torn one, or not one that this server signed."""


def hash_of(card_no: str) -> str:
    """Return how a card number, twelve characters without blanks, stands in a list."""
    return hashlib.sha256(card_no.encode("ascii")).hexdigest()[:HASH_DIGITS]


def write(
    territory_id: str,
    issued_at: int,
    keys: Iterable[CardKey],
    dead: Iterable[str],
    sign: Callable[[bytes], bytes],
) -> bytes:
    """Return the signed list of these dead card numbers."""
    lines = [MAGIC, territory_id, str(issued_at)]
    lines += [line_of(key) for key in sorted(keys, key=lambda each: each.key_id)]
    lines += ["", *sorted({hash_of(number) for number in dead}), "", ""]
    text = "\n".join(lines).encode("ascii")
    return text + sign(text).hex().encode("ascii") + b"\n"


def read(text: bytes, server_key: bytes, verifies: Verifies) -> BlockList:
    """Return a list's parts; ``BlockListUnreadableError`` unless the server signed every byte."""
    signed, signature = text[:-_SIGNATURE_LINE], text[-_SIGNATURE_LINE:]
    try:
        mark = bytes.fromhex(signature.decode("ascii"))
        if len(text) > MOST_BYTES or not verifies(server_key, mark, signed):
            raise BlockListUnreadableError
        head, _, dead = signed.partition(b"\n\n")
        magic, territory_id, issued_at, *keys = head.decode("ascii").split("\n")
        if magic != MAGIC:
            raise BlockListUnreadableError
        return BlockList(
            territory_id=territory_id,
            issued_at=int(issued_at),
            keys=tuple(key_of(line) for line in keys),
            dead=b"\n" + dead.removesuffix(b"\n") if dead.strip() else b"",
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise BlockListUnreadableError from error


def key_of(line: str) -> CardKey:
    """Return a key as it stands in a list; ``ValueError`` for any other line."""
    key_id, public, until = line.split(" ")
    return CardKey(
        key_id=int(key_id),
        public=bytes.fromhex(public),
        until_on=None if until == "-" else datetime.date.fromisoformat(until),
    )


def line_of(key: CardKey) -> str:
    """Return a key as it stands in a list."""
    until = key.until_on.isoformat() if key.until_on else "-"
    return f"{key.key_id} {key.public.hex()} {until}"
