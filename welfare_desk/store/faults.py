# SPDX-License-Identifier: EUPL-1.2
"""What a database's error means to the person at the counter; the one place that maps codes."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from welfare_desk.core.refusals import (
    DeskError,
    DiskFailing,
    DiskFull,
    StoreBusy,
    StoreDamaged,
    StoreNotWritable,
)

_BUSY = {5, 6}
_FULL = 13
_CORRUPT = 11
_NOT_A_DATABASE = 26
_IO_ERROR = 10
# Readable only, impossible to open, not permitted: folder, disk or rights.
_NOT_WRITABLE = {3, 8, 14, 23}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_POSTGRES_FULL = {"53100"}
DATABASE_AWAY = (OperationalError, InterfaceError, InternalError)
"""What a database that stops, starts or cuts a connection raises, whatever the values."""


@contextmanager
def told_as_refusals(*, writing: bool = False) -> Iterator[None]:
    """Raise the refusal for what the database reports.

    ``DiskFull``, ``DiskFailing``, ``StoreDamaged``, ``StoreBusy``, ``StoreNotWritable``.
    """
    try:
        yield
    except DBAPIError as error:
        refusal = refusal_of(error.orig, writing=writing)
        # Whoever writes through a reader is a bug, not a folder without rights.
        if refusal is None or (isinstance(refusal, StoreNotWritable) and not writing):
            raise
        raise refusal from error
    except PoolTimeout as error:
        raise StoreBusy() from error


def is_broken(error: BaseException | None) -> bool:
    """Tell whether a connection's file could not be read, written or made sense of."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (_IO_ERROR, _CORRUPT, _NOT_A_DATABASE)


def refusal_of_system(error: OSError) -> DeskError:
    """Return the refusal that the system's own error stands for while files are written."""
    return DiskFull() if error.errno in _NO_SPACE else StoreNotWritable()


def refusal_of(error: BaseException | None, *, writing: bool = False) -> DeskError | None:
    """Return the refusal that a driver's error stands for, or nothing when it is a bug."""
    if getattr(error, "sqlstate", None) in _POSTGRES_FULL:
        return DiskFull()
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    # A file that may not grow (a quota, a size limit) is no full disk to SQLite but a failed
    # write; a page that was altered is reported as corrupt, never as a failed read.
    if primary == _FULL or (writing and primary == _IO_ERROR):
        return DiskFull()
    if primary == _IO_ERROR:
        # Opening and reading write too (shared memory, the log's recovery): a full disk may
        # show here, and "restore the backup" would be the wrong thing to say.
        return DiskFailing()
    if primary in _NOT_WRITABLE:
        return StoreNotWritable()
    if primary in (_CORRUPT, _NOT_A_DATABASE):
        return StoreDamaged()
    return StoreBusy() if primary in _BUSY else None
