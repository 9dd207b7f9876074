# SPDX-License-Identifier: EUPL-1.2
"""Why two descriptions may or may not be one person, as codes that the window words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from welfare_desk.core.names_alike import Nearness

REASONS_FOR = (
    "same_code", "same_base_code", "same_name_and_birth", "near_name_and_birth",
    "sounds_alike_and_birth", "same_name", "near_name", "sounds_alike", "same_birth",
    "birth_fits_code", "swapped_names", "second_name_missing", "part_of_surname",
    "familiar_name", "birth_day_month_swapped", "one_digit_of_birth_differs",
    "birth_day_unknown", "near_birth", "same_phone_and_surname", "same_phone", "near_phone",
    "same_address",
)  # fmt: skip
REASONS_AGAINST = (
    "other_code", "other_code_read", "two_assigned_codes", "other_surname", "other_name",
    "other_birth", "other_sex", "other_birthplace",
)  # fmt: skip


class Levels(NamedTuple):
    """How far each field agrees; empty where it is not known in both."""

    surname: Nearness = ""
    name: Nearness = ""
    swapped: bool = False
    birth: str = ""
    birth_by_code: bool = False
    sex: str = ""
    place: str = ""
    code: str = ""
    phone: str = ""
    address: str = ""


def reasons(levels: Levels) -> tuple[str, ...]:
    """Return the codes, those for one person first, each in the order of the lists."""
    told = set(_told(levels))
    return tuple(code for code in (*REASONS_FOR, *REASONS_AGAINST) if code in told)


_BIRTH = {
    "turned": "birth_day_month_swapped",
    "first": "birth_day_unknown",
    "digit": "one_digit_of_birth_differs",
    "close": "near_birth",
    "year": "other_birth",
    "other": "other_birth",
}
_CODE = {
    "same": ("same_code",),
    "misfit": ("same_code",),
    "base": ("same_base_code",),
    "variants": ("same_base_code", "two_assigned_codes"),
    "explained": ("other_code",),
    "other": ("other_code",),
    "read": ("other_code_read",),
    "provisional": ("other_code",),
}
_PARTLY: dict[str, str] = {"part": "second_name_missing", "called": "familiar_name"}
_EXACT = ("same", "same_first")
_ONE_BASE = ("same", "misfit", "base", "variants")
_FAR = ("shares", "vague", "two", "other")


def _told(levels: Levels) -> Iterator[str]:
    yield from _CODE.get(levels.code, ())
    yield from _names_and_birth(levels)
    if levels.swapped:
        yield "swapped_names"
    if levels.phone == "same":
        yield "same_phone_and_surname" if levels.surname == "same" else "same_phone"
    elif levels.phone == "near":
        yield "near_phone"
    if levels.address == "same":
        yield "same_address"
    if levels.sex == "other":
        yield "other_sex"
    if levels.place == "other":
        yield "other_birthplace"


def _names_and_birth(levels: Levels) -> Iterator[str]:
    surname, name = levels.surname, levels.name
    if surname in _FAR:
        yield "other_surname"
    elif surname == "part":
        yield "part_of_surname"
    if name in _FAR:
        yield "other_name"
    elif name in _PARTLY:
        yield _PARTLY[name]
    alike = _names({surname, name})
    exact = levels.birth in _EXACT and not levels.birth_by_code
    if alike and exact:
        yield f"{alike}_and_birth"
        return
    if alike:
        yield alike
    if exact:
        yield "same_birth"
    elif levels.birth in _EXACT and levels.code not in _ONE_BASE:
        yield "birth_fits_code"
    elif levels.birth in _BIRTH:
        yield _BIRTH[levels.birth]


def _names(both: set[Nearness]) -> str:
    """Return how near surname and name are as a whole; nothing where one is not known."""
    if both == {"same"}:
        return "same_name"
    if both <= {"same", "slip", "near"}:
        return "near_name"
    return "sounds_alike" if both <= {"same", "slip", "near", "sounds", "carried"} else ""
