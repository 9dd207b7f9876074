# SPDX-License-Identifier: EUPL-1.2
"""The files of a safety copy as one stream: an index, then each file behind the other."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO

import msgspec

from welfare_desk.core.refusals_of_closing import SafetyCopyDamaged
from welfare_desk.store.desk_copy import Inventory
from welfare_desk.sync import desk_file

_MOST_INDEX = 10_000_000


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A file of a copy: its name within the home, and its bytes."""

    name: str
    size: int


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What follows: the files in their order, and what the store among them holds."""

    files: tuple[Entry, ...]
    holds: Inventory


class Chain:
    """An index and files read as one stream, whose digest is known at the end."""

    def __init__(self, files: list[tuple[str, Path]], holds: Inventory) -> None:
        # A file is read whole at once where it is small: it may go away meanwhile.
        self._waiting: list[bytes | Path] = []
        entries = []
        for name, path in files:
            if name == desk_file.STORE_FILE:
                entries.append(Entry(name, path.stat().st_size))
                self._waiting.append(path)
            else:
                data = path.read_bytes()
                entries.append(Entry(name, len(data)))
                self._waiting.append(data)
        index = msgspec.msgpack.encode(Index(files=tuple(entries), holds=holds))
        self._waiting.insert(0, len(index).to_bytes(4, "big") + index)
        self._now: BinaryIO = io.BytesIO()
        self._hash = hashlib.sha256()

    def __enter__(self) -> Chain:
        return self

    def __exit__(self, *_: object) -> None:
        self._now.close()

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer at the very end only."""
        found = self._now.read(size)
        while len(found) < size and self._waiting:
            self._now.close()
            following = self._waiting.pop(0)
            opened = isinstance(following, bytes)
            self._now = io.BytesIO(following) if opened else following.open("rb")  # type: ignore[union-attr,arg-type]
            found += self._now.read(size - len(found))
        self._hash.update(found)
        return found

    def digest(self) -> bytes:
        """Return the SHA-256 of what was read."""
        return self._hash.digest()


class Unpacking:
    """Takes a stream and writes the files that its index names, each durably."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = bytearray()
        self._index: Index | None = None
        self._waiting: list[Entry] = []
        self._target: BinaryIO | None = None
        self._left = 0

    def __enter__(self) -> Unpacking:
        return self

    def __exit__(self, *_: object) -> None:
        if self._target is not None:
            self._target.close()

    def take(self, data: bytes) -> None:
        """Take the next bytes of the stream."""
        self._kept += data
        if self._index is None and not self._begin():
            return
        while self._kept and (self._left or self._open_next()):
            written = bytes(self._kept[: self._left])
            del self._kept[: len(written)]
            assert self._target is not None
            self._target.write(written)
            self._left -= len(written)
        if self._kept:
            raise SafetyCopyDamaged()

    def end(self) -> Inventory:
        """Return what the store must hold; refused with ``SafetyCopyDamaged``."""
        while not self._left and self._open_next():
            continue
        self._close()
        if self._index is None or self._left or self._waiting:
            raise SafetyCopyDamaged()
        return self._index.holds

    def _begin(self) -> bool:
        if len(self._kept) < 4:
            return False
        size = int.from_bytes(self._kept[:4], "big")
        if size > _MOST_INDEX:
            raise SafetyCopyDamaged()
        if len(self._kept) < 4 + size:
            return False
        try:
            self._index = msgspec.msgpack.decode(bytes(self._kept[4 : 4 + size]), type=Index)
        except msgspec.MsgspecError:
            raise SafetyCopyDamaged() from None
        del self._kept[: 4 + size]
        self._waiting = list(self._index.files)
        return True

    def _open_next(self) -> bool:
        self._close()
        if not self._waiting:
            return False
        entry = self._waiting.pop(0)
        parts = entry.name.split("/")
        if len(parts) > 2 or any(part in ("", ".", "..") or "\\" in part for part in parts):
            raise SafetyCopyDamaged()
        path = self._folder.joinpath(*parts)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        self._target = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._left = entry.size
        return True

    def _close(self) -> None:
        if self._target is not None and not self._left:
            self._target.flush()
            os.fsync(self._target.fileno())
            self._target.close()
            self._target = None
