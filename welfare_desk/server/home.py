# SPDX-License-Identifier: EUPL-1.2
"""The server's home folder: databases, key and ``server.toml``; made by ``init``, opened after."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
import tomlkit

from welfare_desk.core.clock import Clock
from welfare_desk.server.central import Central, Random
from welfare_desk.server.epochs import keep_desks, notice, settle_waiting
from welfare_desk.server.keys import ServerKey
from welfare_desk.store import migrate, server_meta
from welfare_desk.store.engines import ServerStore
from welfare_desk.store.registry import create_registry, register_epoch, registered_epoch

KEY_FILE = "server.key"
SETTINGS_FILE = "server.toml"


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What ``server.toml`` says; nothing secret but a database password in a URL."""

    database: str
    registry: str
    public_url: str = ""
    """Where desks reach the server, as ``run --url`` said: behind a proxy it listens elsewhere."""
    url: str = ""
    """Where the last ``run`` listened."""

    @property
    def address(self) -> str:
        """Where a new desk is told to go, empty before the first ``run``."""
        return self.public_url or self.url


class HomeMissing(Exception):
    """The folder is no server's home yet."""


def init(home: Path, *, database: str = "", registry: str = "") -> ServerSettings:
    """Make a server's home: settings, key, both databases; ``FileExistsError`` if one is there."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings_file = home / SETTINGS_FILE
    if settings_file.exists() or (home / KEY_FILE).exists():
        raise FileExistsError(settings_file)
    settings = ServerSettings(
        database=database or f"sqlite:///{home.resolve() / 'server.db'}",
        registry=registry or f"sqlite:///{home.resolve() / 'registry.db'}",
    )
    store, kept = ServerStore(settings.database), ServerStore(settings.registry)
    try:
        store.migrate()
        with kept.write() as conn:
            create_registry(conn)
    finally:
        store.close()
        kept.close()
    ServerKey.create(home / KEY_FILE)
    write_settings(home, settings)
    return settings


def read_settings(home: Path) -> ServerSettings:
    """Return the settings of a home; ``HomeMissing`` where there are none."""
    path = home / SETTINGS_FILE
    if not path.exists():
        raise HomeMissing(str(home))
    plain = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    return msgspec.convert(plain, ServerSettings)


def write_settings(home: Path, settings: ServerSettings) -> None:
    """Write the settings, whole or not at all, readable for this user only."""
    part = home / f"{SETTINGS_FILE}.part"
    part.touch(mode=0o600)
    part.write_text(tomlkit.dumps(msgspec.structs.asdict(settings)), encoding="utf-8")
    part.replace(home / SETTINGS_FILE)


def open_home(home: Path, clock: Clock, random: Random = secrets.token_bytes) -> Central:
    """Return the parts of a home's server.

    A territory whose registry knows a higher epoch than its store was restored from a copy:
    its epoch rises here.  Operations that waited for a program that knows them are judged.
    """
    settings = read_settings(home)
    central = Central(
        store=ServerStore(settings.database),
        registry=ServerStore(settings.registry),
        key=ServerKey.read(home / KEY_FILE),
        clock=clock,
        random=random,
        home=home,
    )
    if central.store.revision() == migrate.head("server"):
        ready(central)
    return central


def ready(central: Central) -> None:
    """Bring registry and waiting work up to this program; its tables are there."""
    keep_desks(central)
    notice(central)
    settle_waiting(central)


def add_territory(central: Central, territory_id: str) -> None:
    """Begin a territory: its row, its first epoch, its place in the registry."""
    with central.registry.write() as kept:
        epoch = registered_epoch(kept, territory_id) + 1
        register_epoch(kept, territory_id, epoch)
    with central.store.write() as conn:
        server_meta.create_territory(conn, territory_id, epoch)
