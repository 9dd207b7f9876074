# SPDX-License-Identifier: EUPL-1.2
"""Loading a snapshot instead of a thousand pages (rule 16); a load that was cut off goes on.

An empty store takes the rows in directly, with indexes and search made at the end.  A store
that holds work puts them aside like the pages of a pull, which then replaces everything.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec
import zstandard
from sqlalchemy import Connection

from welfare_desk.core.clock import Clock
from welfare_desk.protocol.messages import Page
from welfare_desk.protocol.snapshot import (
    MAX_CHUNKS,
    SNAPSHOT_FROM,
    Manifest,
    SnapshotChunk,
    digest_sum,
    digest_text,
    signed_part,
    unpack_chunk,
)
from welfare_desk.store import meta, search_load
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import snapshot_store
from welfare_desk.sync.device_key import verifies
from welfare_desk.sync.transport import NotTaken, Transport

STATE = "snapshot"
"""Meta name: the snapshot that is being loaded, and which of its chunks are in."""
_ATTEMPTS = 2

Tell = Callable[[int, int], None]
"""Hears how many rows are here, and how many there will be."""


class Loading(msgspec.Struct, frozen=True, kw_only=True):
    """How far a load is; stored with the rows of each chunk."""

    manifest: Manifest
    direct: bool
    """The rows go into an empty store, not aside."""
    chunks: int = 0
    rows: int = 0
    sums: dict[str, str] = {}
    """What the rows so far add to the digest of each kind, in hexadecimal."""


class _Useless(Exception):
    """This snapshot cannot be loaded; another one may."""


class SnapshotLoad:
    """Loads snapshots into one desk's store, over its line."""

    def __init__(
        self, store: DeskStore, transport: Transport, clock: Clock, tell: Tell | None = None
    ) -> None:
        self._store = store
        self._transport = transport
        self._clock = clock
        self.tell: Tell = tell or (lambda rows, total: None)

    def instead_of(self, page: Page) -> int:
        """Load a snapshot where the first page from the beginning says that much is left.

        Return the cursor to go on from: that of the snapshot, or 0 where the pages are to be
        pulled.  Raises what the line raises; what was loaded so far stays.
        """
        facts = self._facts()
        if (page.last or page.total_left < SNAPSHOT_FROM) and not facts.get(STATE):
            return 0
        # Millions of small things come and stay or go at once: nothing there to be collected.
        collecting = gc.isenabled()
        gc.disable()
        try:
            with self._store.loading():
                state = self._arrived(page.epoch)
                return 0 if state is None else self._finished(*state)
        finally:
            if collecting:
                gc.enable()

    def _arrived(self, epoch: int) -> tuple[Loading, snapshot_store.Direct | None] | None:
        """Return a load of which every chunk is here and right, or nothing."""
        for _ in range(_ATTEMPTS):
            try:
                return self._loaded(self._begun(epoch))
            except _Useless:
                self._give_up()
        return None

    def complete(self) -> None:
        """Work out how the names of a loaded index sound, which a load leaves for the end."""
        with self._store.read() as conn:
            missing = search_load.sounds_missing(conn)
        if missing is not None:
            parts = search_load.sounds(missing[1])
            with self._store.write() as conn:
                search_load.keep_sounds(conn, missing[0], parts)

    def _facts(self) -> dict[str, str]:
        with self._store.read() as conn:
            return meta.every(conn)

    def _begun(self, epoch: int) -> Loading:
        """Return the load that was begun, or begin one."""
        facts = self._facts()
        if facts.get(STATE):
            state = msgspec.json.decode(facts[STATE], type=Loading)
            if state.manifest.epoch == epoch:
                return state
            self._give_up()
        try:
            manifest = self._transport.snapshot()
        except NotTaken as answer:
            raise _Useless from answer
        if not _fits(manifest, self._facts(), epoch):
            raise _Useless
        with self._store.write() as conn:
            direct = snapshot_store.is_empty(conn)
            if not direct and snapshot_store.waits_for_results(conn):
                # They come with the pages only.
                raise _Useless
            if direct:
                snapshot_store.drop_indexes(conn)
            else:
                snapshot_store.clear_aside(conn)
            state = Loading(manifest=manifest, direct=direct)
            _keep(conn, state)
        return state

    def _loaded(self, state: Loading) -> tuple[Loading, snapshot_store.Direct | None]:
        territory_id = state.manifest.territory_id
        into = None
        if state.direct:
            with self._store.write() as conn:
                into = snapshot_store.Direct(conn, territory_id)
        with ThreadPoolExecutor(1) as pool:
            coming = self._coming(pool, state)
            while coming is not None:
                data = self._received(coming, state)
                after = msgspec.structs.replace(state, chunks=state.chunks + 1)
                coming = self._coming(pool, after)
                state = self._taken(state, data, into)
                self.tell(state.rows, state.manifest.rows)
        told = {each.kind: each.digest for each in state.manifest.kinds}
        if state.sums != told or state.rows != state.manifest.rows:
            raise _Useless
        return state, into

    def _coming(self, pool: ThreadPoolExecutor, state: Loading) -> Future[bytes] | None:
        """Ask for the next chunk while the last one is stored."""
        manifest, number = state.manifest, state.chunks
        if number >= len(manifest.chunks):
            return None
        return pool.submit(self._transport.chunk, manifest.id, number)

    def _received(self, coming: Future[bytes], state: Loading) -> bytes:
        """Return the next chunk; one that was damaged on its way is asked for again."""
        chunk = state.manifest.chunks[state.chunks]
        try:
            data = coming.result()
            for _ in range(_ATTEMPTS):
                if len(data) == chunk.size and hashlib.sha256(data).digest() == chunk.sha256:
                    return data
                data = self._transport.chunk(state.manifest.id, state.chunks)
        except NotTaken as answer:
            raise _Useless from answer
        raise _Useless

    def _taken(self, state: Loading, data: bytes, into: snapshot_store.Direct | None) -> Loading:
        groups = _opened(data, state.manifest.chunks[state.chunks])
        sums = dict(state.sums)
        for kind, rows in groups:
            total = int(sums.get(kind, "0"), 16) + digest_sum(kind, rows)
            sums[kind] = digest_text(total)
        now = msgspec.structs.replace(
            state,
            chunks=state.chunks + 1,
            rows=state.rows + sum(len(rows) for _, rows in groups),
            sums=sums,
        )
        try:
            with self._store.write() as conn:
                if into is not None:
                    into.add(conn, groups)
                else:
                    snapshot_store.put_aside(conn, groups)
                _keep(conn, now)
        except (ValueError, msgspec.MsgspecError) as error:
            raise _Useless from error
        return now

    def _finished(self, state: Loading, into: snapshot_store.Direct | None) -> int:
        manifest = state.manifest
        with ThreadPoolExecutor(1) as pool:
            # The segment is Python's work, the indexes are the store's: both at once.
            segment = None if into is None else pool.submit(into.search.segment)
            with self._store.write() as conn:
                facts = {"cursor": str(manifest.cursor), STATE: ""}
                if into is not None and segment is not None:
                    snapshot_store.make_indexes(conn, _many(manifest))
                    into.search.finish(conn, segment.result())
                    snapshot_store.make_indexes(conn)
                    facts |= snapshot_store.compared(self._clock.now_us())
                meta.put_many(conn, facts)
        return manifest.cursor

    def _give_up(self) -> None:
        """Forget what was loaded."""
        facts = self._facts()
        if not facts.get(STATE):
            return
        state = msgspec.json.decode(facts[STATE], type=Loading)
        with self._store.write() as conn:
            if state.direct:
                snapshot_store.empty(conn)
                snapshot_store.make_indexes(conn)
            else:
                snapshot_store.clear_aside(conn)
            meta.put(conn, STATE, "")


def _many(manifest: Manifest) -> frozenset[str]:
    return frozenset(each.kind for each in manifest.kinds if each.rows >= SNAPSHOT_FROM)


def _keep(conn: Connection, state: Loading) -> None:
    meta.put(conn, STATE, msgspec.json.encode(state).decode())


def _fits(manifest: Manifest, facts: dict[str, str], epoch: int) -> bool:
    """Tell whether a manifest is the server's word to a desk like this one."""
    own = facts.get("territory_id", ""), facts.get("municipality_id", ""), epoch
    key = bytes.fromhex(facts.get("server_key", ""))
    return (
        (manifest.territory_id, manifest.municipality_id, manifest.epoch) == own
        and manifest.cursor > 0
        and len(manifest.chunks) <= MAX_CHUNKS
        and verifies(key, manifest.signature, signed_part(manifest))
    )


def _opened(data: bytes, chunk: SnapshotChunk) -> list[tuple[str, list[msgspec.Raw]]]:
    try:
        groups = unpack_chunk(data)
    except (ValueError, RecursionError, zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise _Useless from error
    if sum(len(rows) for _, rows in groups) != chunk.rows:
        raise _Useless
    return groups
