# SPDX-License-Identifier: EUPL-1.2
"""Rows travel as the frozen records they are, so that a million of them need no encoding.

With ``--wire`` they are encoded and read as they are shipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from welfare_desk.models.record import Record
from welfare_desk.models.wire import from_wire
from welfare_desk.operations.central import paging
from welfare_desk.operations.desk_side import checking, taking


def _as_it_is(record: Record) -> Any:
    return record


def _or_read(kind: str, plain: Any) -> Record:
    return plain if isinstance(plain, Record) else from_wire(kind, plain)


@contextmanager
def shared_rows() -> Iterator[None]:
    """Let pages carry records instead of their plain values."""
    twins = (
        (paging, "to_wire", _as_it_is),
        (checking, "to_wire", _as_it_is),
        (taking, "from_wire", _or_read),
    )
    before = [(where, name, getattr(where, name)) for where, name, _ in twins]
    for where, name, twin in twins:
        setattr(where, name, twin)
    try:
        yield
    finally:
        for where, name, own in before:
            setattr(where, name, own)
