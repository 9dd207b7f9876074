# SPDX-License-Identifier: EUPL-1.2
"""The settings of one desk, each declared once with type, default, bounds and help.

They are read from and written to ``desk.toml`` by ``store``; the key of a setting is the
section and the field, such as ``lock.idle_minutes``.  Secrets are never settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any, Literal, TypeAlias, cast

from welfare_desk.core.refusals import SettingInvalid

SCHEMA_VERSION = 1

Value: TypeAlias = int | str | bool
Scope: TypeAlias = Literal["desk", "policy"]


@dataclass(frozen=True)
class Option:
    """One declared setting; ``policy`` settings are fixed by the administrator's file if there."""

    key: str
    kind: type[int] | type[str] | type[bool]
    default: Value
    help: str
    minimum: int | None
    maximum: int | None
    choices: tuple[str, ...]
    scope: Scope


def _option(
    default: Any,
    help: str,
    *,
    between: tuple[int, int] | None = None,
    choices: tuple[str, ...] = (),
    scope: Scope = "desk",
) -> Any:
    facts = {"help": help, "between": between, "choices": choices, "scope": scope}
    return field(default=default, metadata=facts)


@dataclass(frozen=True)
class Appearance:
    """How the window looks and speaks."""

    lang: str = _option("it", "Language of the window and of papers.", choices=("it", "en"))
    theme: str = _option(
        "system",
        "Colours: as the system, light, dark or high contrast.",
        choices=("system", "light", "dark", "high_contrast"),
    )
    text_percent: int = _option(100, "Size of text in per cent.", between=(100, 200))
    sound: bool = _option(True, "Play a sound after a scan that was or was not understood.")
    animations: bool = _option(True, "Let panels and toasts move when they appear.")


@dataclass(frozen=True)
class Lock:
    """When the window locks itself."""

    idle_minutes: int = _option(
        5, "Minutes without a key or scan before the window locks.", between=(1, 15), scope="policy"
    )
    warning_seconds: int = _option(
        20, "Seconds before locking in which any key goes on working.", between=(5, 60)
    )


@dataclass(frozen=True)
class Sync:
    """When the desk exchanges data with the server."""

    every_seconds: int = _option(60, "Seconds between two exchanges.", between=(10, 3600))
    timeout_seconds: int = _option(
        20, "Seconds to wait for an answer of the server.", between=(5, 120)
    )


@dataclass(frozen=True)
class Work:
    """How work in hand is kept."""

    undo_seconds: int = _option(
        10, "Seconds for which the undo notice stays in view.", between=(5, 60)
    )
    draft_days: int = _option(
        7, "Days after which an unfinished form is thrown away.", between=(1, 30), scope="policy"
    )


@dataclass(frozen=True)
class Printers:
    """Which printer prints what; an empty name asks."""

    paper: str = _option("", "Printer for A4: receipts, price sheets and registers.")
    slips: str = _option("", "Printer for booking slips.")
    cards: str = _option("", "Printer for voucher cards.")
    slip_width_mm: int = _option(80, "Width of the slip paper in millimetres.", between=(48, 210))


@dataclass(frozen=True)
class Scanner:
    """How scans are told from typing."""

    mode: str = _option(
        "timing",
        "delimited: the scanner sends a key before and after each code; timing: by speed; off.",
        choices=("delimited", "timing", "off"),
    )
    gap_ms: int = _option(
        35, "Longest time between two keys of a scan, in milliseconds.", between=(20, 150)
    )
    prefix_key: int = _option(
        0, "Native scan code of the key before a code; 0 when not learnt.", between=(0, 65535)
    )
    suffix_key: int = _option(
        0, "Native scan code of the key after a code; 0 when not learnt.", between=(0, 65535)
    )


@dataclass(frozen=True)
class Support:
    """Whom an operator calls when only somebody else can help; shown where the desk says so."""

    name: str = _option("", "Name of the support, as an operator knows it.")
    phone: str = _option("", "Telephone of the support.")


@dataclass(frozen=True)
class Settings:
    """Every setting of a desk; ``Settings()`` is all defaults."""

    appearance: Appearance = field(default_factory=Appearance)
    lock: Lock = field(default_factory=Lock)
    sync: Sync = field(default_factory=Sync)
    work: Work = field(default_factory=Work)
    printers: Printers = field(default_factory=Printers)
    scanner: Scanner = field(default_factory=Scanner)
    support: Support = field(default_factory=Support)


def declared() -> dict[str, Option]:
    """Return every setting by key, in the order of declaration."""
    defaults = Settings()
    found = {}
    for section in fields(Settings):
        for item in fields(getattr(defaults, section.name)):
            option = _declared(f"{section.name}.{item.name}", item)
            found[option.key] = option
    return found


def value_of(settings: Settings, key: str) -> Value:
    """Return one setting; refused with ``SettingInvalid`` when the key is not declared."""
    if key not in declared():
        raise SettingInvalid(key=key)
    section, name = key.split(".")
    return cast(Value, getattr(getattr(settings, section), name))


def with_value(settings: Settings, key: str, value: object) -> Settings:
    """Return settings with one changed; refused with ``SettingInvalid`` (``key``).

    The value has the declared type and lies within the bounds or choices; text typed for
    a number or a yes-or-no (``true``, ``false``) is read as such.
    """
    option = declared().get(key)
    if option is None:
        raise SettingInvalid(key=key)
    section_name, name = key.split(".")
    section = replace(getattr(settings, section_name), **{name: _checked(option, value)})
    return replace(settings, **{section_name: section})


def from_mapping(tables: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Return settings from tables of a TOML file, and the keys that were not taken.

    What is unknown or out of bounds leaves the default in place: a desk opens all the same.
    """
    settings, refused = Settings(), []
    for section, table in tables.items():
        if not isinstance(table, Mapping):
            refused.append(section)
            continue
        for name, value in table.items():
            try:
                settings = with_value(settings, f"{section}.{name}", value)
            except SettingInvalid:
                refused.append(f"{section}.{name}")
    return settings, tuple(refused)


def to_mapping(settings: Settings) -> dict[str, dict[str, Value]]:
    """Return tables that hold only what differs from the defaults."""
    tables: dict[str, dict[str, Value]] = {}
    for key, option in declared().items():
        value = value_of(settings, key)
        if value != option.default:
            section, name = key.split(".")
            tables.setdefault(section, {})[name] = value
    return tables


def _declared(key: str, item: Field[Any]) -> Option:
    default = cast(Value, item.default)
    minimum, maximum = item.metadata["between"] or (None, None)
    return Option(
        key=key,
        kind=type(default),
        default=default,
        help=item.metadata["help"],
        minimum=minimum,
        maximum=maximum,
        choices=item.metadata["choices"],
        scope=item.metadata["scope"],
    )


def _checked(option: Option, value: object) -> Value:
    if isinstance(value, str) and option.kind is not str:
        value = _read(option, value)
    if type(value) is not option.kind:
        raise SettingInvalid(key=option.key)
    if isinstance(value, str) and option.choices and value not in option.choices:
        raise SettingInvalid(key=option.key)
    low, high = option.minimum, option.maximum
    if low is not None and high is not None and not low <= cast(int, value) <= high:
        raise SettingInvalid(key=option.key, minimum=low, maximum=high)
    return value


def _read(option: Option, text: str) -> object:
    if option.kind is bool:
        return {"true": True, "false": False}.get(text.strip().casefold())
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() else None
