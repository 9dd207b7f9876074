# SPDX-License-Identifier: EUPL-1.2
"""Dicts that can be taken back: transactions, backups and old copies are places in one log."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any, cast

from welfare_desk.models.central import Logged
from welfare_desk.models.reads import Changes, Key, One, Read, Some, Where
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.protocol.codec import entity_of

_ABSENT: Any = object()
_FIND_BY = {name: kind.FIND_BY for name, kind in KINDS.items()}
_PLACE_OF = {
    (name, field): place for name, fields in _FIND_BY.items() for place, field in enumerate(fields)
}
# Named twice, so that one field gives a tuple as well.
_VALUES = {name: attrgetter(*fields, fields[0]) for name, fields in _FIND_BY.items() if fields}
_NOBODY: dict[str, None] = {}


class Counted(dict[Any, Any]):
    """A table that counts its changes, so that what is worked out from it may be kept."""

    changes = 0

    def __setitem__(self, key: Any, value: Any) -> None:
        self.changes += 1
        super().__setitem__(key, value)

    def __delitem__(self, key: Any) -> None:
        self.changes += 1
        super().__delitem__(key)

    def pop(self, *key: Any) -> Any:
        """Remove a value and return it."""
        self.changes += 1
        return super().pop(*key)


class Parked(Counted):
    """Operations that wait, by device, incarnation and number, and what they are about."""

    def __init__(self) -> None:
        super().__init__()
        self.about: dict[str, int] = {}
        """How many of them are about a row."""
        self.of: dict[tuple[int, int], dict[int, Logged]] = {}

    def __setitem__(self, key: Any, row: Logged) -> None:
        if key in self:
            del self[key]
        super().__setitem__(key, row)
        entity = entity_of(row.packed)
        if entity:
            self.about[entity] = self.about.get(entity, 0) + 1
        self.of.setdefault(key[:2], {})[key[2]] = row

    def __delitem__(self, key: Any) -> None:
        row = self[key]
        super().__delitem__(key)
        entity = entity_of(row.packed)
        if entity:
            self.about[entity] -= 1
            if not self.about[entity]:
                del self.about[entity]
        del self.of[key[:2]][key[2]]

    def pop(self, *key: Any) -> Any:
        """Remove one, if it is there, and return it."""
        row = self.get(key[0])
        if row is not None:
            del self[key[0]]
        return row


_OWN_KIND: dict[str, type[Counted]] = {"leases": Counted, "parked": Parked}


class Memory:
    """What one side stores; every change can be undone back to a mark.

    The log is dropped at the end of a transaction unless a copy of then may be wanted.
    """

    def __init__(self) -> None:
        self.rows = MemoryRows()
        self.tables: dict[str, dict[Any, Any]] = {}
        self.keeping = False
        """True while a backup or an old copy of now may be asked for later."""
        self._log: list[tuple[Any, Any, Any]] = []
        self._watching: list[set[Key]] = []

    def table(self, name: str) -> dict[Any, Any]:
        """Return a table by its name, the same one for ever."""
        found = self.tables.get(name)
        if found is None:
            found = self.tables[name] = _OWN_KIND[name]() if name in _OWN_KIND else {}
        return found

    def put(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        """Set a value."""
        self._log.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def drop(self, table: dict[Any, Any], key: Any) -> None:
        """Remove a value."""
        if key in table:
            self._log.append((table, key, table[key]))
            del table[key]

    def append(self, lines: list[Any], line: Any) -> None:
        """Add a line at the end."""
        self._log.append((lines, _ABSENT, len(lines)))
        lines.append(line)

    def put_at(self, lines: list[Any], place: int, line: Any) -> None:
        """Put a line in the place of another."""
        self._log.append((lines, place, lines[place]))
        lines[place] = line

    def clear(self, table: dict[Any, Any]) -> None:
        """Remove all values."""
        for key in list(table):
            self.drop(table, key)

    def save(self, changes: Changes) -> None:
        """Set rows."""
        rows = self.rows
        for key, row in changes.items():
            self._log.append((rows, key, rows.put(key, row)))
        for keys in self._watching:
            keys.update(changes)

    def watch(self) -> set[Key]:
        """Return a set that holds every row now and, from now on, each that is set or undone."""
        keys = {(kind, row_id) for kind, rows in self.rows.by_kind.items() for row_id in rows}
        self._watching.append(keys)
        return keys

    def mark(self) -> int:
        """Return the place in the log that stands for now."""
        return len(self._log)

    def back_to(self, mark: int) -> None:
        """Undo all that came after a mark."""
        log = self._log
        while len(log) > mark:
            target, key, before = log.pop()
            if target is self.rows:
                self.rows.put(key, before)
                for keys in self._watching:
                    keys.add(key)
            elif key is _ABSENT:
                del target[before:]
            elif type(target) is list:
                target[key] = before
            elif before is _ABSENT:
                target.pop(key, None)
            else:
                target[key] = before

    def settle(self) -> None:
        """Forget the log when nothing can be asked back."""
        if not self.keeping:
            self._log.clear()

    def keep_from_now(self) -> None:
        """Begin a backup: ``back_to(0)`` brings this very moment back."""
        self._log.clear()
        self.keeping = True

    def stop_keeping(self) -> None:
        """Give the backup up."""
        self.keeping = False
        self._log.clear()

    def twin(self) -> Memory:
        """Return a copy that shares nothing but frozen rows."""
        other = Memory()
        other.rows = self.rows.twin()
        other.tables = {name: copy.copy(table) for name, table in self.tables.items()}
        return other


class MemoryRows:
    """Rows in a dict with an index a field; ``ids`` are all ids of a kind that ever came."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, Record]] = {name: {} for name in KINDS}
        self.ids: dict[str, list[str]] = {name: [] for name in KINDS}
        # Ids are in the order in which they came: it is no matter of hashes, and needs no sorting.
        self._index: dict[str, tuple[dict[object, dict[str, None]], ...]] = {
            name: tuple({} for _ in fields) for name, fields in _FIND_BY.items()
        }

    def load(self, reads: Iterable[Read]) -> dict[Read, tuple[Record, ...]]:
        """Return the rows of each read."""
        found: dict[Read, tuple[Record, ...]] = {}
        by_kind = self.by_kind
        for read in reads:
            rows = by_kind[read.kind]
            if type(read) is One:
                row = rows.get(read.id)
                found[read] = () if row is None else (row,)
                continue
            where = cast(Where, read)
            ids = self._ids(where.kind, where.field, where.value)
            if ids and isinstance(read, Some):
                ids = sorted(ids)[: read.most]
            found[read] = tuple([rows[each] for each in ids]) if ids else ()
        return found

    def _ids(self, kind: str, field: str, value: object) -> Collection[str]:
        return self._index[kind][_PLACE_OF[kind, field]].get(value, _NOBODY)

    def some_where(self, kind: str, field: str, value: object) -> list[Record]:
        """Return the rows whose indexed field has the value, in the order in which they came."""
        rows = self.by_kind[kind]
        return [rows[each] for each in self._ids(kind, field, value)]

    def where(self, kind: str, field: str, value: object) -> list[Record]:
        """Return the rows whose indexed field has the value, in the order of ids."""
        rows = self.by_kind[kind]
        return [rows[each] for each in sorted(self._ids(kind, field, value))]

    def at(self, kind: str, row_id: str) -> Record | None:
        """Return a row, or nothing."""
        return self.by_kind[kind].get(row_id)

    def get(self, key: Key) -> Record | None:
        """Return a row, or nothing."""
        return self.by_kind[key[0]].get(key[1])

    def put(self, key: Key, row: Record | None) -> Record | None:
        """Set a row or remove it; return what was there."""
        kind, row_id = key
        rows = self.by_kind[kind]
        before = rows.get(row_id)
        if row is None:
            if before is not None:
                del rows[row_id]
        else:
            rows[row_id] = row
            if before is None:
                self.ids[kind].append(row_id)
        values = _VALUES.get(kind)
        if values is None:
            return before
        new = () if row is None else values(row)
        old = () if before is None else values(before)
        if new != old:
            self._move(kind, row_id, old, new)
        return before

    def _move(self, kind: str, row_id: str, old: Sequence[Any], new: Sequence[Any]) -> None:
        for place, by_value in enumerate(self._index[kind]):
            if old and new and old[place] == new[place]:
                continue
            if old:
                del by_value[old[place]][row_id]
            if new:
                members = by_value.get(new[place])
                if members is None:
                    by_value[new[place]] = {row_id: None}
                else:
                    members[row_id] = None

    def twin(self) -> MemoryRows:
        """Return a copy that shares nothing but frozen rows."""
        other = MemoryRows()
        other.by_kind = {name: dict(rows) for name, rows in self.by_kind.items()}
        other.ids = {name: list(ids) for name, ids in self.ids.items()}
        other._index = {
            kind: tuple({value: dict(ids) for value, ids in by.items()} for by in fields)
            for kind, fields in self._index.items()
        }
        return other
