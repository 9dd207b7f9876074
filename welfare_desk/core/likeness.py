# SPDX-License-Identifier: EUPL-1.2
"""Is this the same person?  Two plain descriptions give a score and the reasons for it."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.text import fold

LIKELY = 50
"""From this score on the counter warns while typing."""
REVIEW = 80
"""From this score on the server opens a review card."""


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a person; what is not known is empty and tells nothing."""

    surname: str = ""
    name: str = ""
    born_on: datetime.date | None = None
    sex: str = ""
    birthplace_code: str = ""
    fiscal_code: str = ""
    base_code: str = ""
    phone: str = ""
    street: str = ""
    street_no: str = ""
    no_code_reason: str = ""

    @classmethod
    def of(cls, person: object) -> Described:
        """Return the description of anything with these attributes; a missing one is empty."""
        empty = cls()
        names = cls.__struct_fields__
        return cls(**{name: getattr(person, name, getattr(empty, name)) for name in names})


class Alike(msgspec.Struct, frozen=True):
    """How likely two descriptions mean one person, and why."""

    score: int
    """0 to 100."""
    reasons: tuple[str, ...]
    """Codes, those for one person first; ``docs/duplicates.md`` lists them."""


def alike(one: Described, other: Described) -> Alike:
    """Return how likely the two are one person; the order of the two does not count."""
    found: list[tuple[int, str]] = []
    if one.base_code and one.base_code == other.base_code:
        same = one.fiscal_code == other.fiscal_code
        found.append((99, "same_code") if same else (60, "same_base_code"))
    full = [fold(f"{each.surname} {each.name}") for each in (one, other)]
    if one.born_on is not None and one.born_on == other.born_on and full[0] == full[1] != "":
        found.append((95, "same_name_and_birth"))
    if one.phone and one.phone == other.phone and fold(one.surname) == fold(other.surname) != "":
        found.append((50, "same_phone_and_surname"))
    return Alike(max((score for score, _ in found), default=0), tuple(code for _, code in found))
