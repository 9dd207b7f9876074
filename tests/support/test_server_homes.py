# SPDX-License-Identifier: EUPL-1.2
"""A copied home of a server is what ``init`` makes, but for its key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.server_homes import new_server_home
from welfare_desk.server.home import KEY_FILE, init


def _told(home: Path) -> dict[str, object]:
    told: dict[str, object] = {}
    for path in sorted(home.iterdir()):
        if path.suffix == ".db":
            with closing(sqlite3.connect(path)) as conn:
                told[path.name] = sorted(conn.iterdump())
        elif path.name != KEY_FILE:
            told[path.name] = path.read_text(encoding="utf-8").replace(str(home), "")
        told[f"mode of {path.name}"] = path.stat().st_mode
    return told


def test_a_copied_home_is_what_init_makes_with_another_key(tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("made", "copied", "again")]
    init(homes[0])
    new_server_home(homes[1])
    new_server_home(homes[2])
    told = [_told(home) for home in homes]
    assert told[0] == told[1] == told[2]
    assert len({(home / KEY_FILE).read_bytes() for home in homes}) == 3
