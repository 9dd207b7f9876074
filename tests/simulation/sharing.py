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
from welfare_desk.operations.desk_side import taking


def _as_it_is(record: Record) -> Any:
    return record


def _or_read(kind: str, plain: Any) -> Record:
    return plain if isinstance(plain, Record) else from_wire(kind, plain)


@contextmanager
def shared_rows() -> Iterator[None]:
    """Let pages carry records instead of their plain values."""
    before: dict[Any, Any] = {paging: paging.to_wire, taking: taking.from_wire}
    vars(paging)["to_wire"] = _as_it_is
    vars(taking)["from_wire"] = _or_read
    try:
        yield
    finally:
        vars(paging)["to_wire"] = before[paging]
        vars(taking)["from_wire"] = before[taking]
