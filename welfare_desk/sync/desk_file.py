# SPDX-License-Identifier: EUPL-1.2
"""``desk.toml``: what a desk knows before its store is open; nothing in it is secret."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from welfare_desk.core.refusals import StoreDamaged

DESK_FILE = "desk.toml"
STORE_FILE = "desk.db"


def read(home: Path) -> dict[str, Any]:
    """Return the sections of ``desk.toml``, empty where there is none.

    Refused with ``StoreDamaged`` where it cannot be read: without the wraps in it only the
    recovery paper and a backup help, so it is never replaced by a fresh one silently.
    """
    path = home / DESK_FILE
    if not path.exists():
        return {}
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise StoreDamaged() from error


def write(home: Path, name: str, section: dict[str, Any]) -> None:
    """Replace one section, as ``write_whole`` does."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / DESK_FILE
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    document = tomlkit.parse(text)
    document[name] = section
    write_whole(path, tomlkit.dumps(document).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file for this user only; after a power cut the old one stands or the new one."""
    fresh = path.with_name(path.name + ".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
