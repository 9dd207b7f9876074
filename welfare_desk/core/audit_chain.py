# SPDX-License-Identifier: EUPL-1.2
"""The chain of an audit log: each line's hash covers the line and the hash before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

GENESIS = bytes(32)
"""What stands before the first line."""


class AuditRow(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One line of an audit log; it travels as an array of its seven values."""

    seq: int
    at: int
    actor: str
    act: str
    subject: str
    reason: str
    hash: bytes


def link(
    before: bytes, seq: int, at: int, actor: str, act: str, subject: str, reason: str
) -> bytes:
    """Return the hash of a line behind another."""
    parts = (seq, at, actor, act, subject, reason)
    return hashlib.sha256(before + msgspec.msgpack.encode(parts)).digest()


def packed(row: AuditRow) -> bytes:
    """Return a line as it travels: a msgpack array of its seven values."""
    return msgspec.msgpack.encode(row)


def unpacked(data: bytes) -> AuditRow:
    """Return a line that travelled; raises ``msgspec.MsgspecError`` where it is none."""
    return msgspec.msgpack.decode(data, type=AuditRow)


def first_broken(rows: Iterable[AuditRow]) -> int | None:
    """Return the number of the first line that was edited, removed or moved, or nothing.

    ``rows`` stand in the order of their numbers and begin with the first.
    """
    expected, before = 1, GENESIS
    for row in rows:
        here = link(before, row.seq, row.at, row.actor, row.act, row.subject, row.reason)
        if row.seq != expected or row.hash != here:
            return expected
        expected, before = expected + 1, row.hash
    return None
