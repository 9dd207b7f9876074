# SPDX-License-Identifier: EUPL-1.2
"""Copies of the store that nobody can read without the secret they were closed with.

A file is a line, a head in msgpack behind its length in four bytes, and parts of a megabyte,
each closed with AES-256-GCM under a key that Argon2id makes of the secret and the file's own
salt.  A part names its place and whether it is the last one: none can be left out, moved or
cut off unseen.
"""

from __future__ import annotations

import os
import secrets
import unicodedata
from pathlib import Path
from typing import BinaryIO

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from welfare_desk.store import sealed_parts

MAGIC = b"WDBACKUP1\n"
_MOST_HEAD = 1_000
_MEMORY_KIB, _TIME, _LANES = 65_536, 3, 4


class CopyClosed(Exception):
    """A copy that needs its secret, or was closed with another one, or was changed since."""


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    salt: bytes
    memory_kib: int
    time: int
    lanes: int


def is_closed(file: Path) -> bool:
    """Tell whether a file is a closed copy."""
    with file.open("rb") as source:
        return source.read(len(MAGIC)) == MAGIC


def close(plain: Path, closed: Path, secret: str) -> None:
    """Write a closed copy of a file, durably; the file stays as it is."""
    head = _Head(salt=secrets.token_bytes(16), memory_kib=_MEMORY_KIB, time=_TIME, lanes=_LANES)
    packed = msgspec.msgpack.encode(head)
    cipher = AESGCM(_key(head, secret))
    closed.touch(mode=0o600)
    with plain.open("rb") as source, closed.open("wb") as target:
        target.write(MAGIC + len(packed).to_bytes(4, "big") + packed)
        sealed_parts.seal(source, target.write, cipher, MAGIC + packed)
        target.flush()
        os.fsync(target.fileno())


def open_into(closed: Path, plain: Path, secret: str) -> None:
    """Write what a closed copy holds to a new file; raises ``CopyClosed``."""
    with closed.open("rb") as source:
        head, packed = _head(source)
        cipher = AESGCM(_key(head, secret))
        plain.touch(mode=0o600)
        with plain.open("wb") as target:
            try:
                sealed_parts.unseal(source, target.write, cipher, MAGIC + packed)
            except sealed_parts.PartsBroken:
                raise CopyClosed from None
            target.flush()
            os.fsync(target.fileno())


def _head(source: BinaryIO) -> tuple[_Head, bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise CopyClosed
    size = int.from_bytes(source.read(4), "big")
    packed = source.read(size) if size <= _MOST_HEAD else b""
    try:
        head = msgspec.msgpack.decode(packed, type=_Head)
    except msgspec.MsgspecError:
        raise CopyClosed from None
    fits = 0 < head.memory_kib <= 1 << 21 and 0 < head.time <= 64 and 0 < head.lanes <= 64
    if not fits or len(head.salt) != 16:
        raise CopyClosed
    return head, packed


def _key(head: _Head, secret: str) -> bytes:
    typed = unicodedata.normalize("NFC", secret).encode()
    return hash_secret_raw(typed, head.salt, head.time, head.memory_kib, head.lanes, 32, Type.ID)
