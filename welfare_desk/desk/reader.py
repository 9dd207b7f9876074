# SPDX-License-Identifier: EUPL-1.2
"""How this desk's reader of codes is set up, as the trial found it or the file says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from welfare_desk.core.settings import from_mapping
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.reading import Reading
from welfare_desk.store import meta
from welfare_desk.sync.desk_file import DESK_FILE

Mode = Literal["timing", "delimited", "off"]
_NAME = "reader"


class ReaderSetup(msgspec.Struct, frozen=True, kw_only=True):
    """How scans are told from typing at this desk, and whether they are answered by a sound."""

    mode: Mode = "timing"
    gap_ms: int = 35
    """Longest time between two keys of a scan."""
    prefix_key: int = 0
    suffix_key: int = 0
    """Native scan codes of the keys around a code; 0 when not learnt."""
    sound: bool = True
    tried_at: int = 0
    """When the trial read the test code whole, microseconds UTC; 0: never."""


def reader_setup(look: Reading) -> ReaderSetup:
    """Return what was chosen here, else ``[scanner]`` of ``desk.toml``, else what is usual."""
    kept = look.meta.get(_NAME, "")
    if kept:
        return msgspec.json.decode(kept, type=ReaderSetup)
    return _of_file(look.home / DESK_FILE) if look.home is not None else ReaderSetup()


def keep_reader_setup(desk: Desk, setup: ReaderSetup) -> ReaderSetup:
    """Keep a setup for this desk and return it."""
    store, _, _ = desk.parts()
    with store.write() as conn:
        meta.put(conn, _NAME, msgspec.json.encode(setup).decode())
    return setup


def _of_file(path: Path) -> ReaderSetup:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ReaderSetup()
    parts: dict[str, object] = {
        name: table[name] for name in ("scanner", "appearance") if name in table
    }
    found = from_mapping(parts)[0]
    scanner = found.scanner
    return ReaderSetup(
        mode=msgspec.convert(scanner.mode, Mode),
        gap_ms=scanner.gap_ms,
        prefix_key=scanner.prefix_key,
        suffix_key=scanner.suffix_key,
        sound=found.appearance.sound,
    )
