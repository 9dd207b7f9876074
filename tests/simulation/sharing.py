# SPDX-License-Identifier: EUPL-1.2
"""Rows travel as the frozen records they are, so that a million of them need no encoding.

With ``--wire`` they are encoded and read as they are shipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import Any

from welfare_desk.models.record import Record
from welfare_desk.models.wire import from_wire
from welfare_desk.operations.central import paging
from welfare_desk.operations.desk_side import checking, exchanging, sending, taking
from welfare_desk.protocol import digest


def _as_it_is(record: Record) -> Any:
    return record


def _or_read(kind: str, plain: Any) -> Record:
    return plain if isinstance(plain, Record) else from_wire(kind, plain)


class _Numbers:
    """Hashes of rows by their identity: each is worked out once, for both sides.

    The row is kept beside its hash, so that its identity is never another row's.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, int]] = {}

    def of(self, kind: str, record: Any) -> int:
        known = self._known.get(id(record))
        if known is None:
            try:
                number = hash((kind, record))
            except TypeError:  # one of the few with a table in it
                number = hash((kind, repr(record)))
            known = self._known[id(record)] = (record, number)
        return known[1]


def shared_rows() -> AbstractContextManager[None]:
    """Let pages carry records instead of their plain values, and digests sum their hashes."""
    number = _Numbers().of
    return _replaced(
        (paging, "to_wire", _as_it_is),
        (checking, "to_wire", _as_it_is),
        (taking, "from_wire", _or_read),
        (taking, "packed", _as_it_is),
        (taking, "unpacked", _as_it_is),
        (digest, "row_number", number),
        (checking, "row_number", number),
    )


def seldom_compared(every_us: int) -> AbstractContextManager[None]:
    """Let a desk compare its digests only so often, where it holds very many rows."""
    return _replaced((checking, "DAY_US", every_us))


def small_pushes(most: int) -> AbstractContextManager[None]:
    """Let a push carry so many operations at most, so that few of them need several."""
    return _replaced((sending, "MAX_OPERATIONS", most), (exchanging, "MAX_OPERATIONS", most))


@contextmanager
def _replaced(*twins: tuple[ModuleType, str, Any]) -> Iterator[None]:
    before = [(where, name, getattr(where, name)) for where, name, _ in twins]
    for where, name, twin in twins:
        setattr(where, name, twin)
    try:
        yield
    finally:
        for where, name, own in before:
            setattr(where, name, own)
