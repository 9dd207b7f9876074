# SPDX-License-Identifier: EUPL-1.2
"""What a desk chose for itself, beside what the body laid down: read, and kept over a restart.

The layers are defaults, then the tables of ``desk.toml``, then the policy, which wins.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from welfare_desk.core.refusals import StoreDamaged
from welfare_desk.core.settings import Settings, Value, declared, from_mapping, value_of, with_value
from welfare_desk.desk.policy import Policy
from welfare_desk.sync import desk_file


class Preferred(msgspec.Struct, frozen=True, kw_only=True):
    """The settings in force, and which of them somebody set."""

    settings: Settings = msgspec.field(default_factory=Settings)
    named: frozenset[str] = frozenset()
    """The settings that desk or policy names: the others follow the computer."""
    locked: frozenset[str] = frozenset()
    """The settings that the policy fixes: «Impostato dall'ente»."""


def load(home: Path, policy: Policy) -> Preferred:
    """Return what holds at a desk; a file that cannot be read says nothing here."""
    tables = _own(home)
    settings, refused = from_mapping(tables)
    known = set(declared())
    named = {f"{section}.{name}" for section, table in tables.items() for name in table}
    named = (named & known) - set(refused)
    for key in policy.locked:
        settings = with_value(settings, key, value_of(policy.settings, key))
    return Preferred(
        settings=settings, named=frozenset(named) | policy.locked, locked=policy.locked
    )


def keep(home: Path, key: str, value: Value) -> None:
    """Write one choice into ``desk.toml``; refused with ``SettingInvalid`` out of its bounds."""
    with_value(Settings(), key, value)
    section, name = key.split(".")
    table = dict(_own(home).get(section, {}))
    desk_file.write(home, section, table | {name: value})


def _own(home: Path) -> dict[str, dict[str, Any]]:
    """Return the tables of ``desk.toml`` that hold settings."""
    sections = {key.split(".")[0] for key in declared()}
    try:
        found = desk_file.read(home)
    except (StoreDamaged, OSError):
        return {}
    return {
        name: table for name, table in found.items() if name in sections and isinstance(table, dict)
    }
