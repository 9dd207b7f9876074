# SPDX-License-Identifier: EUPL-1.2
"""The n-th write, sync, cut or rename of this process fails: by libfiu, or by a limit on files.

libfiu answers only in a process started under ``fiu-run -x``.  Where it is not installed a
limit on a file's length stands in: the n-th page by which the log of writes grows fails.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

CALLS = {
    "posix/io/rw/write": errno.ENOSPC,
    "posix/io/rw/pwrite": errno.EIO,
    "posix/io/rw/pwrite/reduce": 0,
    "posix/io/rw/pread": errno.EIO,
    "posix/io/rw/ftruncate": errno.EIO,
    "posix/io/sync/fsync": errno.EIO,
    "posix/io/sync/fdatasync": errno.EIO,
    "posix/io/dir/rename": errno.EIO,
    "posix/io/dir/unlink": errno.EACCES,
    "posix/io/oc/open": errno.EMFILE,
}
"""What fails, and with which error; ``reduce`` writes a part only."""
DISK = {"disk_full", "disk_failing", "store_busy", "store_not_writable"}
"""The refusals that a disk may end in."""
_PAGE = 4_096 + 24
_Hook = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


class Injection(Protocol):
    """Counts the calls of a block, or fails the n-th of them."""

    def counted(self) -> Any:
        """Give a list that holds the name of each call once the block ended."""

    def failing(self, nth: int) -> Any:
        """Fail the n-th call of the block, and only it."""


def fits(code: str, call: str) -> bool:
    """Tell whether a refusal fits the call that failed.

    A page that the disk did not give looks to the cipher like one that was altered.
    """
    return code in DISK or (code == "store_damaged" and call.endswith("pread"))


def under_fiu() -> bool:
    """Tell whether this process was started under libfiu."""
    return "fiu_posix_preload" in os.environ.get("LD_PRELOAD", "")


def command(*arguments: str) -> list[str]:
    """Return a command line under libfiu where it is installed, else as it is."""
    fiu = shutil.which("fiu-run")
    return [fiu, "-x", *arguments] if fiu else list(arguments)


class Fiu:
    """Asks libfiu, which asks back at each call."""

    def __init__(self) -> None:
        self._fiu = ctypes.CDLL("libfiu.so.0")
        self._fiu.fiu_init(0)
        self._seen: list[str] = []
        self._nth = 0
        self._hooks = {name: _Hook(self._hook_of(name)) for name in CALLS}

    def _hook_of(self, name: str) -> Any:
        def hook(*_: Any) -> int:
            self._seen.append(name)
            return int(len(self._seen) == self._nth)

        return hook

    @contextmanager
    def _armed(self, nth: int) -> Iterator[list[str]]:
        self._seen, self._nth = [], nth
        for name, error in CALLS.items():
            told = self._fiu.fiu_enable_external(
                name.encode(), 1, ctypes.c_void_p(error), 0, self._hooks[name]
            )
            assert told == 0, name
        try:
            yield self._seen
        finally:
            for name in CALLS:
                self._fiu.fiu_disable(name.encode())

    def counted(self) -> Any:
        """As ``Injection``."""
        return self._armed(0)

    def failing(self, nth: int) -> Any:
        """As ``Injection``."""
        return self._armed(nth)


class FileLimit:
    """Lets no file under a folder grow beyond the n-th page from now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _log(self) -> int:
        return max((each.stat().st_size for each in self._folder.rglob("*-wal")), default=0)

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """As ``Injection``; a page is a call."""
        seen: list[str] = []
        before = self._log()
        yield seen
        seen += ["page"] * ((self._log() - before) // _PAGE)

    @contextmanager
    def failing(self, nth: int) -> Iterator[list[str]]:
        """As ``Injection``."""
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._log() + _PAGE * nth - 1, limits[1]))
        try:
            yield ["page"] * nth
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)


def injection(folder: Path) -> Injection:
    """Return libfiu where this process runs under it, else the limit on files."""
    return Fiu() if under_fiu() else FileLimit(folder)
