# SPDX-License-Identifier: EUPL-1.2
"""The one writer of a desk's store, held by a lock file beside it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from welfare_desk.core.refusals import StoreBusy
from welfare_desk.store.faults import refusal_of_system

CHECK_BYTES = 64


class WriterLock:
    """An exclusive lock on ``desk.lock``; the system frees it when the process ends.

    The file also keeps a check of the key, so that a wrong key can be told from a damaged
    store: both look alike to the cipher.
    """

    def __init__(self, store: Path) -> None:
        self.path = store.with_suffix(".lock")
        self._file: int | None = None

    def take(self) -> None:
        """Hold the lock until ``free``; refused with ``StoreBusy`` when another holds it.

        Refused with ``DiskFull`` and ``StoreNotWritable`` where no file can be made.
        """
        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refusal_of_system(error) from error
        try:
            _lock(file)
        except OSError:
            os.close(file)
            raise StoreBusy() from None
        self._file = file

    def free(self) -> None:
        """Let go of the lock; the file stays."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def key_check(self) -> str:
        """Return the check that was kept last, or nothing."""
        try:
            return self.path.read_bytes()[1 : 1 + CHECK_BYTES].decode("ascii", "replace")
        except OSError:
            return ""

    def keep_key_check(self, check: str) -> None:
        """Keep the check of the key that opened the store.

        A disk that cannot keep it stops nobody: the next who opens the store tries again.
        """
        if self._file is None or self.key_check() == check:
            return
        # The first byte is the locked one: Windows lets nobody else read it.
        with suppress(OSError):
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, b"\n" + check.encode("ascii"))
            os.fsync(self._file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
