# SPDX-License-Identifier: EUPL-1.2
"""Snapshots for desks that need everything: made once a scope, kept as files for some hours."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock

import msgspec

from welfare_desk.models.central import Device
from welfare_desk.protocol.snapshot import (
    CHUNK_BYTES,
    CHUNK_ROWS,
    Manifest,
    SnapshotChunk,
    SnapshotKind,
    digest_sum,
    digest_text,
    pack_chunk,
    signed_part,
)
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.sql_port import SqlServerPort, reading
from welfare_desk.store.wire_rows import wire_rows

SHARED_US = 6 * 3600 * 1_000_000
"""So long a snapshot is given to further desks of its scope."""
KEPT_US = 24 * 3600 * 1_000_000
"""So long a desk may take to load one."""
FRESH_ROWS = 4_000
"""A snapshot is made anew when more rows than these, or a twentieth, lie behind it."""
BROKEN_SECONDS = 3600
"""What was begun so long ago will never be whole."""
MOST = 16
MOST_BYTES = 4_000_000_000
FOLDER = "snapshots"
_MANIFEST = "manifest"
_ID = re.compile(r"[0-9a-f]{32}\Z")

Group = tuple[str, list[bytes]]


class Snapshots:
    """The snapshots of one server, in files that only its user can read."""

    def __init__(self, central: Central, folder: Path) -> None:
        self._central = central
        self._folder = folder
        self._making = Lock()

    def manifest(self, device: Device) -> Manifest:
        """Return a signed snapshot of what the desk should hold, one that is there or a new one.

        Refused with 404 ``snapshot_none`` for the desk of a provider, which holds few people
        and pulls them.  Two desks that ask at once get the same one.
        """
        if device.provider_id:
            raise Refused(404, "snapshot_none")
        with self._making:
            found = self._fitting(device)
            if found is None:
                self._make_room()
                found = self._made(device)
        return found

    def chunk(self, device: Device, snapshot_id: str, number: int) -> bytes:
        """Return the frame of a chunk; refused with 404 ``snapshot_unknown``."""
        manifest = self._kept(self._folder / snapshot_id) if _ID.match(snapshot_id) else None
        if manifest is None or not _same_scope(manifest, device):
            raise Refused(404, "snapshot_unknown")
        try:
            return self._file(self._folder / snapshot_id, number).read_bytes()
        except FileNotFoundError:
            raise Refused(404, "snapshot_unknown") from None

    def _fitting(self, device: Device) -> Manifest | None:
        """Return the latest one of the desk's scope that is young and still near the rows."""
        now = self._central.clock.now_us()
        found = [
            each
            for _, each in self._all()
            if _same_scope(each, device) and 0 <= now - each.made_at < SHARED_US
        ]
        if not found:
            return None
        latest = max(found, key=lambda each: each.made_at)
        with reading(self._central, device.territory_id) as port:
            fits = (
                latest.epoch == port.standing.epoch
                and latest.cursor <= port.standing.server_seq
                and port.left_after(device.municipality_id, latest.cursor)
                <= max(FRESH_ROWS, latest.rows // 20)
            )
        return latest if fits else None

    def _made(self, device: Device) -> Manifest:
        snapshot_id = self._central.random(16).hex()
        part = self._folder / f"{snapshot_id}.part"
        part.mkdir(parents=True, mode=0o700)
        with reading(self._central, device.territory_id) as port:
            kinds, chunks = self._written(part, port, device.municipality_id)
            standing = port.standing
        plain = Manifest(
            id=snapshot_id,
            territory_id=device.territory_id,
            municipality_id=device.municipality_id,
            epoch=standing.epoch,
            cursor=standing.server_seq,
            made_at=self._central.clock.now_us(),
            rows=sum(each.rows for each in chunks),
            kinds=tuple(kinds),
            chunks=tuple(chunks),
        )
        signature = self._central.key.sign(signed_part(plain))
        manifest = msgspec.structs.replace(plain, signature=signature)
        _write(part / _MANIFEST, msgspec.msgpack.encode(manifest))
        part.rename(self._folder / snapshot_id)
        return manifest

    def _written(
        self, part: Path, port: SqlServerPort, scope: str
    ) -> tuple[list[SnapshotKind], list[SnapshotChunk]]:
        sums: dict[str, tuple[int, int]] = {}
        chunks: list[SnapshotChunk] = []
        for groups in _chunks(rows_of(port, scope)):
            for kind, rows in groups:
                count, total = sums.get(kind, (0, 0))
                sums[kind] = count + len(rows), total + digest_sum(kind, rows)
            frame = pack_chunk(groups)
            _write(self._file(part, len(chunks)), frame)
            chunks.append(
                SnapshotChunk(
                    sha256=hashlib.sha256(frame).digest(),
                    size=len(frame),
                    rows=sum(len(rows) for _, rows in groups),
                )
            )
        kinds = [
            SnapshotKind(kind=kind, rows=count, digest=digest_text(total))
            for kind, (count, total) in sums.items()
        ]
        return kinds, chunks

    def _make_room(self) -> None:
        """Remove what is too old, broken off or too much; the oldest first."""
        now = self._central.clock.now_us()
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                # Another process of this server may be making one.
                begun = path.stat().st_mtime
                if self._kept(path) is None and time.time() - begun > BROKEN_SECONDS:
                    shutil.rmtree(path, ignore_errors=True)
        left, size = 0, 0
        for path, each in sorted(self._all(), key=lambda found: -found[1].made_at):
            size += sum(chunk.size for chunk in each.chunks)
            young = 0 <= now - each.made_at < KEPT_US
            if young and left < MOST - 1 and size < MOST_BYTES:
                left += 1
            else:
                shutil.rmtree(path, ignore_errors=True)

    def _all(self) -> list[tuple[Path, Manifest]]:
        if not self._folder.is_dir():
            return []
        found = ((path, self._kept(path)) for path in self._folder.iterdir())
        return [(path, manifest) for path, manifest in found if manifest is not None]

    @staticmethod
    def _kept(path: Path) -> Manifest | None:
        """Return the manifest of a whole snapshot's folder."""
        if not _ID.match(path.name):
            return None
        try:
            return msgspec.msgpack.decode((path / _MANIFEST).read_bytes(), type=Manifest)
        except (OSError, msgspec.MsgspecError):
            return None

    @staticmethod
    def _file(folder: Path, number: int) -> Path:
        return folder / f"{number:06d}"


def _same_scope(manifest: Manifest, device: Device) -> bool:
    own = device.territory_id, device.municipality_id
    return not device.provider_id and (manifest.territory_id, manifest.municipality_id) == own


def rows_of(port: SqlServerPort, scope: str) -> Iterator[Group]:
    """Yield the rows of a scope as they travel, a kind and a chunk's worth at a time."""
    for kind, keys in groupby(port.in_scope_ids(scope), key=itemgetter(0)):
        by = wire_rows(kind, port.conn.dialect.name)
        ids = [row_id for _, row_id in keys]
        for at in range(0, len(ids), CHUNK_ROWS):
            yield kind, by.packed(port.conn, port.territory_id, ids[at : at + CHUNK_ROWS])


def _chunks(groups: Iterator[Group]) -> Iterator[list[Group]]:
    """Yield chunks of at most so many rows and bytes, though always a row."""
    chunk: list[Group] = []
    count = size = 0
    for kind, rows in groups:
        begin = 0
        for at, row in enumerate(rows):
            if count and (count >= CHUNK_ROWS or size + len(row) > CHUNK_BYTES):
                yield [*chunk, (kind, rows[begin:at])] if at > begin else chunk
                chunk, count, size, begin = [], 0, 0, at
            count += 1
            size += len(row)
        if begin < len(rows):
            chunk.append((kind, rows[begin:]))
    if chunk:
        yield chunk


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)
