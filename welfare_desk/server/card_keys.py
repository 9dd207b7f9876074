# SPDX-License-Identifier: EUPL-1.2
"""The keys that sign card codes: the server's own at first, others after it once it is rotated.

They lie in ``card.keys`` beside ``server.key``: a line a key with its number, its private half
and the last day on which its codes count.  The server's own key stays what desks trust; it
signs the list by which they learn the others.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from welfare_desk.core.refusals_of_cards import CardKeyTooSoon
from welfare_desk.protocol.block_list import CardKey

FILE = "card.keys"
MOST = 255


class _Kept(msgspec.Struct, frozen=True):
    key_id: int
    private: bytes
    until_on: datetime.date | None


class CardKeys:
    """The card keys of a server; a rotation by another process is seen at the next use."""

    def __init__(self, path: Path | None, own: bytes, own_id: int) -> None:
        self._path = path
        self._own = _Kept(own_id, own, None)
        self._kept: tuple[_Kept, ...] = (self._own,)
        self._stamp: tuple[int, int] = (0, 0)

    @property
    def newest_id(self) -> int:
        """The number of the key that signs new codes."""
        return self._newest().key_id

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a code by the newest key."""
        return Ed25519PrivateKey.from_private_bytes(self._newest().private).sign(message)

    def public(self, today: datetime.date) -> tuple[CardKey, ...]:
        """Return the keys whose codes count today, for all to know."""
        return tuple(
            CardKey(key_id=each.key_id, public=_public(each.private), until_on=each.until_on)
            for each in self._read()
            if each.until_on is None or each.until_on >= today
        )

    def rotate(self, until_on: datetime.date, today: datetime.date) -> int:
        """Make a new key that signs from now on and return its number.

        Codes of the key used so far count until ``until_on``.  Refused with
        ``CardKeyTooSoon`` for a day that is not in the future.
        """
        if until_on <= today or self._path is None:
            raise CardKeyTooSoon()
        kept = list(self._read())
        new_id = kept[-1].key_id + 1
        if new_id > MOST:
            raise OverflowError(new_id)
        kept[-1] = msgspec.structs.replace(kept[-1], until_on=until_on)
        private = Ed25519PrivateKey.generate().private_bytes_raw()
        kept.append(_Kept(new_id, private, None))
        self._write(kept)
        return new_id

    def _newest(self) -> _Kept:
        return self._read()[-1]

    def _read(self) -> tuple[_Kept, ...]:
        if self._path is None or not self._path.exists():
            return self._kept
        found = self._path.stat()
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            lines = self._path.read_text(encoding="ascii").split("\n")
            self._kept = tuple(self._of(line) for line in lines if line)
            self._stamp = stamp
        return self._kept

    def _of(self, line: str) -> _Kept:
        key_id, private, until = line.split(" ")
        # The server's own key lies in its own file, and in no other.
        half = self._own.private if private == "own" else bytes.fromhex(private)
        last = None if until == "-" else datetime.date.fromisoformat(until)
        return _Kept(int(key_id), half, last)

    def _write(self, kept: list[_Kept]) -> None:
        assert self._path is not None
        lines = []
        for each in kept:
            private = "own" if each.private == self._own.private else each.private.hex()
            until = each.until_on.isoformat() if each.until_on else "-"
            lines.append(f"{each.key_id} {private} {until}\n")
        part = self._path.with_suffix(".part")
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("".join(lines))
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)


def _public(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
