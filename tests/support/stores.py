# SPDX-License-Identifier: EUPL-1.2
"""Real stores for tests: one encrypted file migrated once, copied for each who asks."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from welfare_desk.store.engines import DeskStore

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        DeskStore.create(path, KEY).close()
        return path.read_bytes()


def empty_desk(folder: Path) -> Path:
    """Put a migrated, empty store into the folder and return its path; its key is ``KEY``."""
    path = folder / "desk.db"
    path.write_bytes(_template())
    path.chmod(0o600)
    return path


def open_desk(folder: Path) -> DeskStore:
    """Return a new, empty store in the folder, open for writing."""
    return DeskStore.open(empty_desk(folder), KEY)


def copy_of(store: Path, folder: Path) -> Path:
    """Copy a closed store's file, without its lock, as a careless backup does."""
    return Path(shutil.copy(store, folder / "desk.db"))
