# SPDX-License-Identifier: EUPL-1.2
"""The server's list of dead cards and card keys at a desk: pulled behind exchanges, kept signed.

The list lies as it came beside the store, so that whoever changes it is found out; the keys
and the time of the newest list are in the store, so that an older list put back is, too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.card_code import unpack
from welfare_desk.core.clock import Clock
from welfare_desk.core.instants import MINUTE_US
from welfare_desk.core.refusals import (
    DeskRevoked,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.operations.desk_side import standing
from welfare_desk.protocol.block_list import (
    BlockList,
    BlockListUnreadableError,
    CardKey,
    key_of,
    line_of,
    read,
)
from welfare_desk.protocol.lease import Lease
from welfare_desk.store import meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import desk_file
from welfare_desk.sync.device_key import verifies
from welfare_desk.sync.recorder import Signer
from welfare_desk.sync.sql_port import SqlPort
from welfare_desk.sync.transport import AskedToWait, NotTaken, OutOfStep, Transport

FILE = "card-list.txt"
KEYS = "card_keys"
LIST_AT = "card_list_at"
EVERY_US = 15 * MINUTE_US
"""A list younger than this is not asked for again."""


class CardLists:
    """This desk's copy of the list."""

    def __init__(
        self,
        home: Path,
        store: DeskStore,
        signer: Signer,
        clock: Clock,
        line: Callable[[], Transport],
    ) -> None:
        self._path = home / FILE
        self._store = store
        self._signer = signer
        self._clock = clock
        self._line = line
        self._asked_at = 0
        self._read: tuple[bytes, BlockList | None] = (b"", None)

    def after_exchange(self) -> bool:
        """Pull a newer list where this one is old; return whether one came.

        A server of an older program has none, and a line that breaks is no refusal.
        """
        now_us = self._clock.now_us()
        with self._store.read() as conn:
            here = standing.read(SqlPort(conn))
            young = self._asked_at <= now_us < self._asked_at + EVERY_US
            if young and not _unheard_key(conn, here.server_key):
                return False
            since = int(meta.get(conn, LIST_AT) or "0") if self.latest() is not None else 0
        line = self._line()
        line.sign_as(self._signer, here.desk.device, here.desk.inc)
        try:
            text = line.card_lists(since).text
        except (
            ServerUnreachable, ServerAnswerStrange, DeskRevoked, UpgradeNeeded, OutOfStep,
            AskedToWait,
        ):  # fmt: skip
            return False
        except NotTaken:
            # A server of an older program: it will not have one in a minute either.
            self._asked_at = now_us
            return False
        finally:
            line.close()
        self._asked_at = now_us
        return bool(text) and self.take_in(text)

    def ask_soon(self) -> None:
        """Ask at the next exchange, however young the list is: a card's key is not in it."""
        self._asked_at = 0

    def take_in(self, text: bytes) -> bool:
        """Keep a list that the server signed and that is newer than this one."""
        with self._store.read() as conn:
            here = standing.read(SqlPort(conn))
            known_at = int(meta.get(conn, LIST_AT) or "0")
        try:
            found = read(text, here.server_key, verifies)
        except BlockListUnreadableError:
            return False
        if found.territory_id != here.desk.territory_id or found.issued_at < known_at:
            return False
        desk_file.write_whole(self._path, text)
        with self._store.write() as conn:
            meta.put(conn, KEYS, "\n".join(line_of(key) for key in found.keys))
            meta.put(conn, LIST_AT, str(found.issued_at))
        return True

    def latest(self) -> BlockList | None:
        """Return the list; nothing where there is none, or not the one that was taken in."""
        try:
            text = self._path.read_bytes()
        except OSError:
            return None
        if text != self._read[0]:
            self._read = (text, self._checked(text))
        return self._read[1]

    def _checked(self, text: bytes) -> BlockList | None:
        with self._store.read() as conn:
            here = standing.read(SqlPort(conn))
            known_at = int(meta.get(conn, LIST_AT) or "0")
        try:
            found = read(text, here.server_key, verifies)
        except BlockListUnreadableError:
            return None
        ours = found.territory_id == here.desk.territory_id
        return found if ours and found.issued_at >= known_at else None


def _unheard_key(conn: Connection, server_key: bytes) -> bool:
    """Tell whether this desk was lent card numbers signed by a key that it does not know."""
    known = keys_of(meta.get(conn, KEYS) or "", server_key)
    serials = [name for name in rights.summary(conn) if name.startswith("serial:")]
    for row in rights.held(conn, serials):
        codes = msgspec.msgpack.decode(row.lease, type=Lease).codes
        if codes and unpack(codes[-1]).fields.key_id not in known:
            return True
    return False


def keys_of(kept: str, server_key: bytes) -> dict[int, CardKey]:
    """Return the keys by number: those of the newest list, else the server's own as number 1."""
    keys = {key.key_id: key for key in map(key_of, kept.split("\n"))} if kept else {}
    return keys or {1: CardKey(key_id=1, public=server_key, until_on=None)}
