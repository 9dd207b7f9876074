# SPDX-License-Identifier: EUPL-1.2
"""Keeps the search index small in memory: large parts are read without a trace.

While they are read the database's cache would fill with pages that are not read again, and
what was freed would stay with the process.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection

_READING_KIB = 512
_SEARCHING_KIB = 8_000
"""People who are found are spread over the whole file: a larger cache is not worth it."""


@contextmanager
def read_without_a_trace(conn: Connection) -> Iterator[None]:
    """Read large parts; afterwards the connection has the cache of one that searches."""
    conn.exec_driver_sql(f"PRAGMA cache_size = -{_READING_KIB}")
    try:
        yield
    finally:
        conn.exec_driver_sql("PRAGMA shrink_memory")
        conn.exec_driver_sql(f"PRAGMA cache_size = -{_SEARCHING_KIB}")
        _give_back()(0)


@cache
def _give_back() -> Callable[[int], int]:
    """Return what hands freed memory back to the system: glibc keeps it, others do not."""
    if sys.platform == "linux":
        found = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if found is not None:
            return lambda pad: int(found(pad))
    return lambda _: 0
