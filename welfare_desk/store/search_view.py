# SPDX-License-Identifier: EUPL-1.2
"""The search index as one connection sees it: stored segments, and what changed since.

Stored segments never change, so that all connections share them.  What changed since is read
by each connection for itself: it sees its own transaction and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection

from welfare_desk.store.search_build import Indexed, of_people
from welfare_desk.store.search_index import reader
from welfare_desk.store.search_memory import read_without_a_trace
from welfare_desk.store.search_parts import loaded, segment_of
from welfare_desk.store.search_segment import Segment

VIEW = "search_view"
SHARED = "search_segments"
LATELY = 100
"""So many people, the latest whose page was opened here, come before all others."""
_RECENT = 128
"""So many changed people are indexed anew at each change; more, only now and then."""


class Layer(NamedTuple):
    """A segment, and whom of it a younger one has."""

    segment: Segment
    gone: frozenset[int]


class Shared:
    """The stored segments that the connections of a store have loaded."""

    def __init__(self) -> None:
        self._segments: dict[str, Segment] = {}
        self._lock = Lock()

    def take(self, conn: Connection) -> list[Segment]:
        """Return the segments of the store, the oldest first."""
        with self._lock:
            keys = [key for (key,) in conn.exec_driver_sql(_KEYS)]
            held = {key: self._segments[key] for key in keys if key in self._segments}
            if len(held) < len(keys):
                with read_without_a_trace(conn):
                    held = {key: held.get(key) or loaded(reader(conn, key), key) for key in keys}
            self._segments = held
        return list(held.values())


class View:
    """The people whom a connection can find."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._key: str | None = None
        self._seq = 0
        self._seen_at: int | None = None
        self._stored: list[Segment] = []
        self._settled: dict[int, Indexed | None] = {}
        self._settled_segment: Segment | None = None
        self._recent: dict[int, Indexed | None] = {}
        self._stale: set[int] = set()
        self.layers: list[Layer] = []
        """The largest first; a person is in one of them."""
        self.seen: Segment | None = None
        """The people seen lately."""
        self.seen_order: dict[int, int] = {}
        """Of each of their numbers the rank, 0 the latest."""

    def refresh(self, conn: Connection) -> None:
        """Take in what this connection sees and did not before."""
        key, seq, seen_at = conn.exec_driver_sql(_STATE).one()
        if key == self._key and seq == self._seq and seen_at == self._seen_at:
            return
        if key != self._key or seq < self._seq:
            self._stored = self._shared.take(conn)
            self._settled, self._settled_segment = {}, None
            self._recent, self._stale, self._seq = {}, set(), 0
        if seq > self._seq or key != self._key:
            self._take_changes(conn)
            self.layers = list(self._layered())
        self._key, self._seq = key, seq
        self._seen_at = seen_at
        self._take_seen(conn)

    def _take_changes(self, conn: Connection) -> None:
        for fresh, number, here, *row in conn.exec_driver_sql(_CHANGES, (self._seq,)):
            if not fresh:
                self._stale.add(number)
            self._recent[number] = None if here is None else Indexed(here, *row)
        if len(self._recent) > _RECENT:
            self._settled |= self._recent
            self._recent = {}
            self._settled_segment = _of(self._settled.values())

    def _layered(self) -> Iterator[Layer]:
        gone: set[int] = set(self._stale)
        younger: list[Layer] = []
        for segment in reversed(self._stored):
            younger.append(Layer(segment, frozenset(gone)))
            gone |= segment.replaced
        yield from reversed(younger)
        if self._settled_segment is not None:
            yield Layer(self._settled_segment, frozenset(self._recent))
        if self._recent:
            yield Layer(_of(self._recent.values()), frozenset())

    def _take_seen(self, conn: Connection) -> None:
        rows = [Indexed(*row) for row in conn.exec_driver_sql(_SEEN, (LATELY,))]
        self.seen = _of(rows) if rows else None
        self.seen_order = {row.number: at for at, row in enumerate(rows)}


def view_of(conn: Connection) -> View:
    """Return the up-to-date view that goes with a connection of the pool.

    A rollback forgets it: it may have taken in people who were never kept.
    """
    found: View | None = conn.info.get(VIEW)
    if found is None:
        found = conn.info[VIEW] = View(conn.info.setdefault(SHARED, Shared()))
    found.refresh(conn)
    return found


def _of(rows: Iterable[Indexed | None]) -> Segment:
    return segment_of(of_people(row for row in rows if row is not None))


_STATE = (
    "SELECT (SELECT key FROM search_segment ORDER BY id DESC LIMIT 1), "
    "(SELECT ifnull(max(seq), 0) FROM search_change), (SELECT max(seen_at) FROM seen_person)"
)
_KEYS = "SELECT key FROM search_segment ORDER BY id"
_CHANGES = (
    "SELECT c.fresh, c.number, s.number, s.surname, s.name, s.born, s.code, s.phone_end "
    "FROM search_change AS c LEFT JOIN search_person AS s ON s.number = c.number "
    "WHERE c.seq > ? ORDER BY c.seq"
)
_SEEN = (
    "SELECT s.number, s.surname, s.name, s.born, s.code, s.phone_end FROM "
    "(SELECT person_id, seen_at FROM seen_person ORDER BY seen_at DESC LIMIT ?) AS l "
    "JOIN search_person AS s ON s.person_id = l.person_id ORDER BY l.seen_at DESC"
)
