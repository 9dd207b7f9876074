# SPDX-License-Identifier: EUPL-1.2
"""Frozen rows in memory by key: all that an operation sees and changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import DeskError, IdTaken
from welfare_desk.models.card import Posting
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes, Key, One, Read, Rows, Some, Where
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Desk
from welfare_desk.protocol.envelope import Act

R = TypeVar("R", bound=Record)


class World:
    """Rows by key, loaded when first asked for; changes stay here until they are saved.

    ``settled`` is true at the server: what is accepted there is final.
    """

    def __init__(self, rows: Rows, territory_id: str, *, settled: bool) -> None:
        self.territory_id = territory_id
        self.settled = settled
        self._rows = rows
        self._at: Callable[[str, str], Record | None] | None = getattr(rows, "at", None)
        """Where rows lie in memory each is looked up when it is asked for: nothing is loaded."""
        self._now: dict[Key, Record | None] = {}
        self._loaded: dict[Key, Record | None] = {}
        self._sets: dict[Where, set[str]] = {}
        self._found_by: set[tuple[str, str]] = set()
        """Kind and field of each ``Where`` that was asked."""
        self._written: dict[str, set[str]] = {}
        self._written_by: dict[tuple[str, str], dict[object, set[str]]] = {}
        """Of fields that were asked by: the written rows of each value."""
        self._undo: list[tuple[Key, bool, Record | None, Record | None]] = []
        """Of each change of the act: key, whether it was known, the row before and behind it."""
        self._touched: set[Key] = set()
        self._dirty: dict[Key, None] = {}
        self._saved: Changes = {}
        self._marked: Changes | None = None
        self.given: list[tuple[str, int]] = []
        """Rights that acts gave back, as (resource, quantity)."""
        self._act: Act | None = None
        self._promised = False
        self._asked = False
        self.objections: list[DeskError] = []

    def prefetch(self, reads: Iterable[Read]) -> None:
        """Load rows that operations named, in one go; rows that lie in memory are near already."""
        if self._at is None:
            self._load(reads)

    def _load(self, reads: Iterable[Read]) -> None:
        rows, sets = self._now, self._sets
        wanted = [
            read
            for read in dict.fromkeys(reads)
            if ((read.kind, read.id) not in rows if type(read) is One else read not in sets)
        ]
        if wanted:
            self._take_in(self._rows.load(wanted))

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return the row, or nothing."""
        key = (kind.KIND, row_id)
        try:
            row = self._now[key]
        except KeyError:
            row = self._fetched(key)
        return row  # type: ignore[return-value]  # a row is found under its kind

    def _fetched(self, key: Key) -> Record | None:
        if self._at is None:
            self._load([One(*key)])
            return self._now[key]
        row = self._now[key] = self._loaded[key] = self._at(*key)
        return row

    def find(self, kind: type[R], field: str, value: object) -> tuple[R, ...]:
        """Return the rows whose indexed field has the value, in the order of their ids."""
        where = Where(kind.KIND, field, value)
        ids = self._sets.get(where)
        if ids is None:
            self._load([where])
            ids = self._sets[where]
        if not ids:
            return ()
        rows = (self._now[kind.KIND, row_id] for row_id in sorted(ids))
        return cast("tuple[R, ...]", tuple([row for row in rows if row is not None]))

    def some(self, read: Some) -> tuple[Record, ...]:
        """Return rows that fit: at most so many of those stored, and all that acts wrote here."""
        stored = self._sets.get(read)
        if stored is None:
            self._load([read])
            stored = self._sets[read]
        kind, field, value, now = read.kind, read.field, read.value, self._now
        written = self._written_by[kind, field].get(value)
        if written:
            ids = stored | written
        elif stored:
            ids = stored
        else:
            return ()
        rows = [now.get((kind, row_id)) for row_id in sorted(ids)]
        return tuple([row for row in rows if row is not None and getattr(row, field) == value])

    def need(self, kind: type[R], row_id: str, refusal: DeskError) -> R:
        """Return the row; without it the act has nothing to stand on and is refused."""
        row = self.get(kind, row_id)
        if row is None:
            raise refusal
        return row

    def put(self, row: Record) -> None:
        """Insert or replace a row."""
        self._set((row.KIND, row.id), row)

    def keep(self, row: Record) -> None:
        """Insert a row unless one of its id is there: what stands is never overwritten."""
        if self.get(type(row), row.id) is None:
            self.put(row)

    def create(self, row: Record) -> None:
        """Insert a row that the act makes; refused with ``IdTaken`` at its birth.

        At a desk the row that stands under a later application is the act's own and stays as
        it is.  The server applies an act once: what stands there is another's.
        """
        if (self._asked or self.settled) and self.get(type(row), row.id) is not None:
            raise IdTaken()
        if self.settled:
            self.put(row)
        else:
            self.keep(row)

    def drop(self, kind: type[Record], row_id: str) -> None:
        """Remove a row."""
        self.get(kind, row_id)
        self._set((kind.KIND, row_id), None)

    def require(self, holds: bool, refusal: DeskError, *, person_id: str = "") -> None:
        """State a rule: what is asked is refused, what was promised opens a review item."""
        if holds:
            return
        if not self._promised:
            raise refusal
        self.objections.append(refusal)
        self.review(refusal.code, person_id=person_id)

    def review(self, code: str, *, person_id: str = "", amount_cents: int = 0) -> None:
        """Open a review item for a person; the same one is opened once.

        Without a person it is for the municipality of the desk, never for everybody.
        """
        act = self.act
        self.keep(
            ReviewItem(
                id=derived(act.op_id, f"review:{code}"),
                territory_id=self.territory_id,
                controller_id=self.controller_of(person_id) or self.home(),
                op_id=act.op_id,
                op_kind=act.kind,
                code=code,
                person_id=person_id,
                amount_cents=amount_cents,
                opened_at=act.wall,
                closed_at=None,
                device=act.device,
            )
        )

    def controller_of(self, person_id: str) -> str:
        """Return the controller of a person's data, or nothing."""
        row = self.get(Person, person_id) if person_id else None
        return "" if row is None else row.controller_id

    def home(self) -> str:
        """Return the municipality of the act's desk; nothing for the server's own acts."""
        desk = self.get(Desk, str(self.act.device))
        return "" if desk is None else desk.municipality_id

    def transfer(self, source: str, target: str, cents: int, *, controller_id: str) -> None:
        """Post an entry of two sides that sum to zero; accounts as ``fund:<id>``."""
        act = self.act
        entry_id = derived(act.op_id, f"entry:{source}:{target}")
        for account, amount in ((source, -cents), (target, cents)):
            self.put(
                Posting(
                    id=derived(entry_id, account),
                    territory_id=self.territory_id,
                    controller_id=controller_id,
                    entry_id=entry_id,
                    account=account,
                    amount_cents=amount,
                    posted_at=act.wall,
                    device=act.device,
                )
            )

    def balance(self, account: str) -> int:
        """Return the cents on an account, summed from its postings."""
        return sum(row.amount_cents for row in self.find(Posting, "account", account))

    def give(self, resource: str, quantity: int) -> None:
        """Return a right that the act frees; the server takes it back into what is free."""
        self.given.append((resource, quantity))

    @property
    def act(self) -> Act:
        """The act that is being applied."""
        assert self._act is not None, "an operation is applied inside begin()"
        return self._act

    @property
    def asked(self) -> bool:
        """True at the act's birth alone, when a refusal costs nobody a promise."""
        return self._asked

    def begin(self, act: Act, *, promised: bool, asked: bool = False) -> None:
        """Start an act: from here on ``roll_back`` undoes its changes.

        ``asked`` is true at the act's birth alone.
        """
        self._act, self._promised, self._asked = act, promised, asked
        self._undo = []
        self._touched = set()
        self.given = []
        self.objections = []

    def touched(self) -> tuple[Record, ...]:
        """Return the rows that the act changed, as they are now."""
        rows = (self._now.get(key) for key in sorted(self._touched))
        return tuple(row for row in rows if row is not None)

    def roll_back(self) -> None:
        """Undo the changes of the act that was begun last."""
        for key, known, before, row in reversed(self._undo):
            self._index(key, row, before)
            if known:
                self._now[key] = before
            else:
                del self._now[key]
        self._undo = []
        self.given = []

    def changes(self) -> Changes:
        """Return what differs from the rows as they were loaded; nothing stands for dropped."""
        keys = self._now if self._saved else self._dirty
        rows = ((key, self._now.get(key)) for key in keys)
        return {key: row for key, row in rows if row != self._loaded.get(key)}

    def unsaved(self) -> Changes:
        """Return what acts changed since this was last asked; it counts as saved from here on."""
        found: Changes = {}
        for key in self._dirty:
            row = self._now.get(key)
            before = self._saved[key] if key in self._saved else self._loaded.get(key)
            if row != before:
                found[key] = self._saved[key] = row
        self._dirty = {}
        return found

    def image(self, key: Key) -> Record | None:
        """Return a row as it was loaded."""
        return self._loaded.get(key)

    def restore(self, key: Key, row: Record | None) -> None:
        """Set a row to the server's image before operations are applied on top."""
        if key not in self._now:
            self._fetched(key)
        self._set(key, row)

    def mark(self) -> None:
        """Remember from here on what rows were before acts touch them."""
        self._marked = {}

    def since_mark(self) -> Changes:
        """Return the rows that acts changed since the mark, as they were then."""
        before = self._marked or {}
        return {key: row for key, row in before.items() if self._now.get(key) != row}

    def _take_in(self, found: dict[Read, tuple[Record, ...]]) -> None:
        now, loaded = self._now, self._loaded
        for read, rows in found.items():
            if type(read) is One:
                key = (read.kind, read.id)
                if key not in now:
                    now[key] = loaded[key] = rows[0] if rows else None
                continue
            where = cast(Where, read)
            kind = where.kind
            if type(read) is Where:
                self._found_by.add((kind, where.field))
            ids: set[str] = set()
            for row in rows:
                key = (kind, row.id)
                if key not in now:
                    # As it was stored it belongs there; one that was known may have changed.
                    now[key] = loaded[key] = row
                    ids.add(row.id)
                elif self._belongs(where, row.id):
                    ids.add(row.id)
            for row_id in self._written_with(where):
                if self._belongs(where, row_id):
                    ids.add(row_id)
            self._sets[where] = ids

    def _written_with(self, read: Where) -> set[str]:
        """Return the rows that acts wrote and whose field has, or had, the value."""
        by_value = self._written_by.get((read.kind, read.field))
        if by_value is None:
            by_value = self._written_by[read.kind, read.field] = {}
            for row_id in self._written.get(read.kind, ()):
                row = self._now.get((read.kind, row_id))
                if row is not None:
                    by_value.setdefault(getattr(row, read.field), set()).add(row_id)
        return by_value.get(read.value, set())

    def _belongs(self, read: Where, row_id: str) -> bool:
        row = self._now.get((read.kind, row_id))
        return row is not None and getattr(row, read.field) == read.value

    def _set(self, key: Key, row: Record | None) -> None:
        known = key in self._now
        before = self._now.get(key)
        if self._marked is not None:
            self._marked.setdefault(key, before)
        self._touched.add(key)
        self._dirty[key] = None
        self._now[key] = row
        self._written.setdefault(key[0], set()).add(key[1])
        self._index(key, before, row)
        self._undo.append((key, known, before, row))

    def _index(self, key: Key, before: Record | None, after: Record | None) -> None:
        """Move a row between the sets of those fields that somebody asked by."""
        kind, row_id = key
        either = before if after is None else after
        for field in () if either is None else either.FIND_BY:
            place = (kind, field)
            by_value = self._written_by.get(place)
            if by_value is None:
                continue  # without it there is no set by this field either
            found_by = place in self._found_by
            if after is not None:
                value = getattr(after, field)
                by_value.setdefault(value, set()).add(row_id)
                if before is not None and getattr(before, field) == value:
                    continue
                members = self._sets.get(Where(kind, field, value)) if found_by else None
                if members is not None:
                    members.add(row_id)
            if before is not None and found_by:
                members = self._sets.get(Where(kind, field, getattr(before, field)))
                if members is not None:
                    members.discard(row_id)


class DictRows:
    """Rows in a dict: the simulator's store."""

    def __init__(self, rows: Iterable[Record] = ()) -> None:
        self.by_kind: dict[str, dict[str, Record]] = {}
        for row in rows:
            self.by_kind.setdefault(row.KIND, {})[row.id] = row
        self._by_field: dict[Where, set[str]] = {}
        for row in rows:
            self._index(row, present=True)

    def load(self, reads: Iterable[Read]) -> dict[Read, tuple[Record, ...]]:
        """Return the rows of each read."""
        found: dict[Read, tuple[Record, ...]] = {}
        for read in reads:
            rows = self.by_kind.get(read.kind, {})
            if isinstance(read, One):
                row = rows.get(read.id)
                found[read] = () if row is None else (row,)
            else:
                ids = self._by_field.get(Where(read.kind, read.field, read.value), set())
                most = read.most if isinstance(read, Some) else None
                found[read] = tuple(rows[row_id] for row_id in sorted(ids)[:most])
        return found

    def save(self, changes: Changes) -> None:
        """Take changes over."""
        for (kind, row_id), row in changes.items():
            rows = self.by_kind.setdefault(kind, {})
            before = rows.pop(row_id, None)
            if before is not None:
                self._index(before, present=False)
            if row is not None:
                rows[row_id] = row
                self._index(row, present=True)

    def _index(self, row: Record, *, present: bool) -> None:
        for field in row.FIND_BY:
            ids = self._by_field.setdefault(Where(row.KIND, field, getattr(row, field)), set())
            (ids.add if present else ids.discard)(row.id)
