# SPDX-License-Identifier: EUPL-1.2
"""New servers' homes for tests: the databases migrated once, copied for each who asks."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from welfare_desk.server.home import KEY_FILE, ServerSettings, init, write_settings
from welfare_desk.server.keys import ServerKey

_DATABASES = ("server.db", "registry.db")


@cache
def _template() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        init(Path(folder))
        return {name: (Path(folder) / name).read_bytes() for name in _DATABASES}


def new_server_home(home: Path) -> None:
    """Make what ``init`` makes of an empty folder, with a key of its own, on SQLite."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in _template().items():
        (home / name).write_bytes(content)
        (home / name).chmod(0o600)
    ServerKey.create(home / KEY_FILE)
    places = (f"sqlite:///{home.resolve() / name}" for name in _DATABASES)
    write_settings(home, ServerSettings(database=next(places), registry=next(places)))
