# SPDX-License-Identifier: EUPL-1.2
"""Whom an operator calls when only somebody else can help: ``[support]`` of ``desk.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from welfare_desk.core.settings import from_mapping
from welfare_desk.sync.desk_file import DESK_FILE


def support_of(home: Path | None) -> str:
    """Return name and telephone of the support, empty where none is set."""
    if home is None:
        return ""
    path = home / DESK_FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> str:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("support", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""
    support = from_mapping({"support": table})[0].support
    return " ".join(word for word in (support.name.strip(), support.phone.strip()) if word)
