# SPDX-License-Identifier: EUPL-1.2
"""How rows are asked for: one by its id, or those whose indexed field has a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from welfare_desk.models.record import Record

Key = tuple[str, str]
"""Kind and id."""
Changes = dict[Key, Record | None]
"""Rows by key as they shall be; nothing stands for dropped."""


class One(msgspec.Struct, frozen=True, cache_hash=True):
    """A read of one row by its id."""

    kind: str
    id: str


class Where(msgspec.Struct, frozen=True, cache_hash=True):
    """A read of the rows of a kind whose indexed field has a value."""

    kind: str
    field: str
    value: object


class Some(Where, frozen=True, cache_hash=True):
    """A read of at most ``most`` rows of a ``Where``, whichever they are."""

    most: int


Read = One | Where


class Rows(Protocol):
    """Where rows come from: a dict, the encrypted store, SQLite or PostgreSQL."""

    def load(self, reads: Iterable[Read]) -> dict[Read, tuple[Record, ...]]:
        """Return the rows of each read, empty where there is none."""


class NearRows(Rows, Protocol):
    """Rows that lie in memory: a world looks them up one by one instead of loading ahead."""

    def at(self, kind: str, row_id: str) -> Record | None:
        """Return the row, or nothing."""
