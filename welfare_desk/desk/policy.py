# SPDX-License-Identifier: EUPL-1.2
"""What the body behind a desk laid down for it: a file that only an administrator writes.

The file is ``policy.toml`` in the system's place for settings; ``WELFARE_DESK_POLICY`` names
another.  Its tables are those of ``desk.toml``, and what it sets cannot be changed at the
desk; ``[keys]`` gives acts other keys: ``book = ["Ctrl+K"]``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

from welfare_desk.core.settings import Settings, declared, from_mapping

POLICY_FILE = "policy.toml"
POLICY_VARIABLE = "WELFARE_DESK_POLICY"
APP_NAME = "welfare-desk"


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What was laid down; an empty one leaves everything to the desk."""

    settings: Settings = msgspec.field(default_factory=Settings)
    locked: frozenset[str] = frozenset()
    """The settings that are fixed, such as ``lock.idle_minutes``."""
    keys: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Other keys by act, as written: the window judges them."""
    refused: tuple[str, ...] = ()
    """What the file says that was not taken: settings by key, or ``policy.toml`` itself."""

    def locks(self, key: str) -> bool:
        """Tell whether a setting is fixed: the window shows «Impostato dall'ente»."""
        return key in self.locked


def policy_path() -> Path:
    """Return where the file is looked for, whether it exists or not."""
    named = os.environ.get(POLICY_VARIABLE)
    if named:
        return Path(named)
    return Path(platformdirs.site_config_dir(APP_NAME, appauthor=False)) / POLICY_FILE


def read_policy(path: Path | None = None) -> Policy:
    """Return what the file lays down; without one, or with one that cannot be read, nothing.

    What is unknown or out of bounds is named in ``refused`` and fixes nothing.
    """
    try:
        tables = tomllib.loads((path or policy_path()).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Policy()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Policy(refused=(POLICY_FILE,))
    keys, strange = _keys(tables.pop("keys", {}))
    settings, refused = from_mapping(tables)
    named = {
        f"{section}.{name}"
        for section, table in tables.items()
        if isinstance(table, Mapping)
        for name in table
    }
    locked = frozenset(named & set(declared()) - set(refused))
    return Policy(settings=settings, locked=locked, keys=keys, refused=(*refused, *strange))


def _keys(table: object) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    if not isinstance(table, Mapping):
        return {}, ("keys",)
    taken: dict[str, tuple[str, ...]] = {}
    strange = []
    for act, keys in table.items():
        listed = [keys] if isinstance(keys, str) else keys
        if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
            taken[act] = tuple(listed)
        else:
            strange.append(f"keys.{act}")
    return taken, tuple(strange)
