# SPDX-License-Identifier: EUPL-1.2
"""Finding offerings by what people say: their own words, names, and what a need is called."""

from __future__ import annotations

import difflib
import functools
import tomllib
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from welfare_desk.core.catalogue import GROUPS
from welfare_desk.core.needs import needs
from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold

WhyCode = Literal["word", "name", "need", "description", "detail", "provider", "like", "all"]
Near = Literal["own", "everywhere", "elsewhere"]
NEARNESS: Final[tuple[Near, ...]] = ("own", "everywhere", "elsewhere")
_POINTS: Final[dict[WhyCode, int]] = {
    "word": 8, "name": 7, "need": 4, "provider": 4, "description": 3, "detail": 3, "like": 2,
    "all": 0,
}  # fmt: skip
_STRONG: Final = ("word", "name", "provider")
"""What comes before all that is only about it, wherever it is."""
_VOWELS: Final = "aeiou"


class Why(msgspec.Struct, frozen=True):
    """Why an offering was found: by which of its words, or by which need's name."""

    code: WhyCode
    text: str = ""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Where an offering is looked for; texts as they are shown."""

    offering_id: str
    code: str
    name: str
    group: str
    near: Near
    min_age: int | None
    max_age: int | None
    words: tuple[str, ...]
    names: tuple[str, ...]
    """In every language."""
    provider: str
    descriptions: tuple[str, ...]
    details: tuple[str, ...] = ()
    """Where and how, languages, what is accessible, in words."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An offering that was found, with the reasons, the strongest first."""

    offering_id: str
    why: tuple[Why, ...]
    fits_age: bool
    """False where the age asked for is outside of what it is for."""


def find(
    offerings: Sequence[Sought], text: str, *, group: str = "", age: int | None = None
) -> tuple[Hit, ...]:
    """Return what fits: what is called so first; then own municipality first, by group.

    Without a text it is everything.  With one that nothing fits, what is spelt alike.  What is
    not for an age comes last.
    """
    asked = _asked(text)
    shown = [each for each in offerings if group in ("", each.group)]
    if not asked:
        ranked: list[_Ranked] = [(0, 0, each, (Why("all"),)) for each in shown]
    else:
        ranked = _ranked(shown, asked) or _alike(shown, asked)
    ranked.sort(key=lambda row: _place(row, age))
    return tuple(
        Hit(offering_id=each.offering_id, why=why, fits_age=_fits(each, age))
        for _, _, each, why in ranked
    )


_Ranked = tuple[int, int, Sought, tuple[Why, ...]]


def _place(row: _Ranked, age: int | None) -> tuple[bool, int, int, int, int, str]:
    missed, points, each, _ = row
    group = GROUPS.index(each.group) if each.group in GROUPS else len(GROUPS)
    return (not _fits(each, age), missed, NEARNESS.index(each.near), group, -points, each.name)


def _fits(each: Sought, age: int | None) -> bool:
    return age is None or (
        (each.min_age is None or each.min_age <= age)
        and (each.max_age is None or age <= each.max_age)
    )


def _asked(text: str) -> tuple[str, ...]:
    said = fold(text).split()
    telling = [word for word in said if word not in _small_words()]
    return tuple(dict.fromkeys(telling or said))


def _ranked(offerings: Iterable[Sought], asked: Sequence[str]) -> list[_Ranked]:
    found = []
    meant = {word: _needs_of(word, asked) for word in asked}
    for each in offerings:
        whys = [_best(each, word, meant[word]) for word in asked]
        told = [why for why in whys if why is not None]
        if told:
            points = sum(_POINTS[why.code] for why in told)
            strong = sum(why.code in _STRONG for why in told)
            ordered = sorted(dict.fromkeys(told), key=lambda why: -_POINTS[why.code])
            found.append((len(asked) - strong, points, each, tuple(ordered)))
    return found


def _best(each: Sought, word: str, meant: tuple[str, ...]) -> Why | None:
    """Return the strongest reason why a word means an offering."""
    for own in each.words:
        if _says(own, word):
            return Why("word", own)
    if word in _parts(each.code) or any(_says(name, word) for name in each.names):
        return Why("name", each.name)
    if _says(each.provider, word):
        return Why("provider", each.provider)
    for code in meant:
        need = needs()[code]
        if each.group in need.target_groups and (
            {_parts(own) for own in each.words} & {_parts(own) for own in need.words}
            or any(_says(name, " ".join(_parts(own))) for own in need.words for name in each.names)
        ):
            return Why("need", code)
    if any(_says(text, word) for text in each.descriptions):
        return Why("description", word)
    told = next((text for text in each.details if _says(text, word)), "")
    return Why("detail", told) if told else None


def _needs_of(word: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the needs that people name by a word; «casa» is no «casa di riposo»."""
    small = _small_words()

    def whole(own: str) -> bool:
        telling = [part for part in _parts(own) if part not in small]
        return len(telling) == 1 or all(
            any(_says(each, part) for each in asked) for part in telling
        )

    return tuple(
        code
        for code, need in needs().items()
        if any(_says(own, word) for own in (need.it, need.en))
        or any(_says(own, word) and whole(own) for own in need.words)
    )


def _says(text: str, word: str) -> bool:
    """Tell whether a text has a word: whole, its plural, or begun with four letters or more."""
    stem = _stem(word)
    return any(
        own == word or (len(stem) > 3 and own.startswith(stem) and len(own) - len(stem) < 5)
        for own in _parts(text)
    )


@functools.lru_cache(maxsize=4_096)
def _parts(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; the catalogue's are asked for at every letter typed."""
    return tuple(fold(text).split())


def _stem(word: str) -> str:
    """Return a word without the vowel that tells one from many, «compito» from «compiti»."""
    return word[:-1] if len(word) > 4 and word[-1] in _VOWELS else word


def _alike(offerings: Sequence[Sought], asked: Sequence[str]) -> list[_Ranked]:
    """Return what is spelt almost as asked, when nothing is spelt so."""
    found = []
    for each in offerings:
        own = {part: text for text in (*each.words, *each.names) for part in _parts(text)}
        close = [
            Why("like", own[match])
            for word in asked
            if len(word) > 4
            for match in difflib.get_close_matches(word, own, n=1, cutoff=0.8)
        ]
        if close:
            found.append((len(asked) - len(close), len(close), each, tuple(dict.fromkeys(close))))
    return found


@functools.cache
def _small_words() -> frozenset[str]:
    with resource_path("catalogue.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["small_words"])
