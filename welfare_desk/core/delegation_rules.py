# SPDX-License-Identifier: EUPL-1.2
"""By what right somebody acts for another, what it lets them do, what must be recorded of it."""

from __future__ import annotations

import datetime
from typing import Final

import msgspec

POWERS: Final = (
    "collect_card",
    "collect_voucher",
    "book",
    "receive_information",
    "change_data",
    "apply",
    "sign",
)
"""Everything that somebody may do for another at the counter."""
ANY_POWER: Final = "all"
"""Stands for every power; the form lists them one by one."""
TITLES: Final = (
    "parent",
    "guardian",
    "curator",
    "support_administrator",
    "delegate",
    "relative_art4",
)
RELATIONS: Final = (
    "spouse",
    "child",
    "parent",
    "sibling",
    "grandparent",
    "grandchild",
    "uncle_aunt",
    "nephew_niece",
)
"""Up to the third degree (DPR 445/2000 art. 4 c. 2); others are written as they are told."""
BY_DECREE: Final = frozenset({"guardian", "curator", "support_administrator"})
ALWAYS_ASSISTED: Final = frozenset({"curator"})
"""Who never acts alone: the person is there and signs too."""
_FORMER_TITLES: Final = {"administrator": "support_administrator"}
_DECREE: Final = ("court", "decree_no", "decree_on")
_NEEDED: Final = {
    "guardian": _DECREE,
    "curator": _DECREE,
    "support_administrator": _DECREE,
    "relative_art4": ("relation",),
}
_SHOULD_END: Final = frozenset({"support_administrator", "delegate", "relative_art4"})
_DECLARING: Final = frozenset({"apply", "sign", "receive_information", "change_data"})


class Mandate(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a right to act for another, as far as its rules ask."""

    title: str
    powers: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    ended_on: datetime.date | None = None
    delegate_document: str = ""
    relation: str = ""
    court: str = ""
    decree_no: str = ""
    decree_on: datetime.date | None = None
    signed: bool = False


def canonical(title: str) -> str:
    """Return the title as it is kept: earlier versions called one by another name."""
    return _FORMER_TITLES.get(title, title)


def is_power(power: str) -> bool:
    """Tell whether a power is in the closed list."""
    return power in POWERS or power == ANY_POWER


def missing(mandate: Mandate) -> tuple[str, ...]:
    """Return the names of the fields that the title needs and that are empty."""
    needed = _NEEDED.get(mandate.title, ())
    bare = tuple(name for name in needed if not getattr(mandate, name))
    return bare if mandate.powers else (*bare, "powers")


def standing(mandate: Mandate, on: datetime.date) -> str:
    """Return ``holding``, ``coming`` or ``ended`` on a day."""
    if mandate.ended_on is not None and mandate.ended_on <= on:
        return "ended"
    if mandate.valid_to is not None and mandate.valid_to < on:
        return "ended"
    return "holding" if mandate.valid_from <= on else "coming"


def holds(mandate: Mandate, power: str, on: datetime.date) -> bool:
    """Tell whether the right lets its holder do the thing on that day."""
    covers = power in mandate.powers or ANY_POWER in mandate.powers
    return covers and standing(mandate, on) == "holding"


def warnings(mandate: Mandate, on: datetime.date, soon_days: int = 30) -> tuple[str, ...]:
    """Return what is strange and worth a look; nothing of it stops anybody.

    ``decree_expired`` or ``expired``, ``expires_soon``, ``no_expiry``, ``decree_in_future``,
    ``not_signed``, ``no_document``, ``relation_unusual``, ``power_unusual``, and
    ``incomplete`` for what earlier versions let through.
    """
    decree = mandate.title in BY_DECREE
    ends = mandate.valid_to
    found = {
        "incomplete": bool(missing(mandate)),
        "decree_expired" if decree else "expired": ends is not None and ends < on,
        "expires_soon": ends is not None and 0 <= (ends - on).days <= soon_days,
        "no_expiry": ends is None and mandate.title in _SHOULD_END,
        "decree_in_future": mandate.decree_on is not None and mandate.decree_on > on,
        "not_signed": not mandate.signed,
        "no_document": not mandate.delegate_document,
        "relation_unusual": mandate.title == "relative_art4"
        and mandate.relation not in ("", *RELATIONS),
        "power_unusual": mandate.title == "relative_art4"
        and not _DECLARING.issuperset(mandate.powers),
    }
    return tuple(name for name, true in found.items() if true)
