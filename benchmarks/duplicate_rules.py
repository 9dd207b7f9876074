# SPDX-License-Identifier: EUPL-1.2
"""What a user would take instead of a score: one rule that says yes or no."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import JaroWinkler

from welfare_desk.core.likeness import LIKELY, REVIEW, Described, alike
from welfare_desk.core.text import fold

Rule = Callable[[Described, Described], bool]


def _full(person: Described) -> str:
    return fold(f"{person.surname} {person.name}")


def same_code(one: Described, other: Described) -> bool:
    """The fiscal code, letter by letter."""
    return bool(one.fiscal_code) and one.fiscal_code == other.fiscal_code


def same_name_and_date(one: Described, other: Described) -> bool:
    """Names without accents and case, and the birth date."""
    return one.born_on is not None and one.born_on == other.born_on and _full(one) == _full(other)


def code_or_name_and_date(one: Described, other: Described) -> bool:
    """Either of the two above."""
    return same_code(one, other) or same_name_and_date(one, other)


def close_names_and_date(one: Described, other: Described) -> bool:
    """Jaro-Winkler of the names from 0.90 on, and the birth date."""
    born = one.born_on is not None and one.born_on == other.born_on
    return born and JaroWinkler.similarity(_full(one), _full(other)) >= 0.90


def stood_before(one: Described, other: Described) -> bool:
    """All that this program looked at before it had a score."""
    base = bool(one.base_code) and one.base_code == other.base_code
    home = bool(one.phone) and one.phone == other.phone
    return (
        base
        or close_names_and_date(one, other)
        or (home and fold(one.surname) == fold(other.surname))
    )


def likely(one: Described, other: Described) -> bool:
    """The score, as the counter warns."""
    return alike(one, other).score >= LIKELY


def review(one: Described, other: Described) -> bool:
    """The score, as the server opens a review card."""
    return alike(one, other).score >= REVIEW


RULES: tuple[tuple[str, Rule], ...] = (
    (f"this score from {LIKELY} on (the counter warns)", likely),
    (f"this score from {REVIEW} on (a review card)", review),
    ("exact fiscal code", same_code),
    ("exact name and birth date", same_name_and_date),
    ("exact code, or exact name and birth date", code_or_name_and_date),
    ("Jaro-Winkler of the names ≥ 0.90 and birth date", close_names_and_date),
    ("what this program did before: base code, the row above, phone and surname", stood_before),
)
