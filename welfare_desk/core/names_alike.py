# SPDX-License-Identifier: EUPL-1.2
"""How near two surnames or two first names are, in the ways in which names are miswritten."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from welfare_desk.core.likeness_words import COMMON_NAMES, FAMILIAR, OWN_NAMES, PARTICLES
from welfare_desk.core.text import fold

Nearness = Literal[
    "",
    "same",
    "slip",
    "sounds",
    "near",
    "carried",
    "part",
    "called",
    "two",
    "shares",
    "vague",
    "other",
]
"""From empty (one of the two is not known) over ``same`` down to ``other``.

``slip`` is one letter that is not heard, ``sounds`` another spelling of one sound, ``near`` a
letter or two, ``carried`` the same consonants, ``part`` one name of several, ``called`` a
familiar form, ``two`` two names in their own right, ``shares`` one word of several, ``vague``
a distant likeness.
"""

_VOWELS = frozenset("aeiouy")
_MERGED = {"c": "s", "g": "h", "j": "h"}
"""What languages carry over differently: Rachid and Rashid, Serhii and Sergey."""
_SPOKEN = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("sch(?=[ei])", "sk"), ("sc(?=[ei])", "s"), ("ch(?=[ei])", "k"), ("gh(?=[ei])", "g"),
        ("gn", "n"), ("gli?(?=[aeiou])", "l"), ("dj|dzh|gi(?=[aou])|g(?=[ei])|xh|zh", "j"),
        ("tsch|tch|ts?ch|ci(?=[aou])|c(?=[ei])|ch", "c"), ("sh|sch", "s"), ("kh", "h"),
        ("ck|q|c(?=[^aeiouc]|$)|c(?=[aou])", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"),
        ("bh", "b"), ("^x", "s"), ("x", "ks"), ("tz|ts|cz|z", "s"), ("w", "v"), ("y", "i"),
        ("ou|oo", "u"), ("ee", "i"), ("(?<=[bcdgkpst])h|h$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


class Name(msgspec.Struct, frozen=True):
    """A name taken apart once, to be compared many times."""

    whole: str
    """Folded and without blanks."""
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """Return a surname or first name as it is compared."""
    words = tuple(fold(text).split())
    return Name("".join(words), words)


def nearness(one: Name, other: Name, *, surname: bool) -> Nearness:
    """Return how near two surnames, or two first names, are; the order does not count."""
    if not one.whole or not other.whole:
        return ""
    if one.whole == other.whole:
        return "same"
    if sorted(one.words) == sorted(other.words):
        return "sounds"
    if surname and _other_particle(one, other):
        return "slip"
    found = _of_words(one.whole, other.whole, surname=surname)
    if found in ("slip", "sounds", "near", "carried", "two"):
        return found
    if surname and len(one.words) == len(other.words) == 1 < min(len(one.whole), len(other.whole)):
        return found  # one word beside one word: nothing of them is in common
    partly = _of_parts(one, other, surname=surname)
    if partly:
        return partly
    if not surname and _called(one, other):
        return "called"
    return found


@lru_cache(maxsize=8192)
def sounds_as(word: str) -> str:
    """Return the folded word as an Italian ear writes it: one spelling for one sound."""
    for pattern, written in _SPOKEN:
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=8192)
def consonants(word: str) -> str:
    """Return what spellings of one foreign name keep: the consonants and how it ends."""
    spoken = sounds_as(word)
    first = "a" if spoken[:1] in _VOWELS else ""
    last = {"a": "a", "e": "i", "i": "i", "o": "o", "u": "o"}.get(spoken[-1:], "")
    kept = "".join(_MERGED.get(c, c) for c in spoken if c not in _VOWELS)
    return f"{first}{kept}.{last}"


def edits(one: str, other: str, most: int) -> int:
    """Return how many letters to change, drop, add or turn round; ``most + 1`` for more."""
    letters, theirs_all = set(one), set(other)
    least_apart = max(
        abs(len(one) - len(other)), len(letters - theirs_all), len(theirs_all - letters)
    )
    if least_apart > most:
        return most + 1
    return min(_apart(one, other), most + 1)


def _apart(one: str, other: str) -> int:
    """Return the distance: a bit of a number for each letter, all of a row at once.

    Hyyrö, «A bit-vector algorithm for computing Levenshtein and Damerau edit distances», 2003.
    """
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    whole = (1 << len(one)) - 1
    last = 1 << len(one) - 1
    up, down, same, before, apart = whole, 0, 0, 0, len(one)
    for letter in other:
        here = places.get(letter, 0)
        turned = ((~same & here) << 1) & before
        same = ((((here & up) + up) ^ up) | here | down | turned) & whole
        right = down | (~(same | up) & whole)
        left = same & up
        if right & last:
            apart += 1
        elif left & last:
            apart -= 1
        right = (right << 1 | 1) & whole
        up = (left << 1 & whole) | (~(same | right) & whole)
        down = right & same
        before = here
    return apart


@lru_cache(maxsize=8192)
def _of_words(one: str, other: str, *, surname: bool) -> Nearness:
    short = min(len(one), len(other))
    if not surname and _two_names(one, other):
        return "two"
    if sounds_as(one) == sounds_as(other):
        return "slip" if edits(one, other, 1) == 1 else "sounds"
    far = max(len(one), len(other))
    allowed = 2 if short >= 8 else 1 if short >= 4 else 0
    apart = edits(one, other, max(allowed, far * 2 // 5))
    if apart <= allowed:
        return "near"
    kept = consonants(one)
    if len(kept.partition(".")[0]) >= 3 and kept == consonants(other):
        return "carried"
    return "vague" if short >= 3 and apart <= far * 2 // 5 else "other"


def _other_particle(one: Name, other: Name) -> bool:
    """El Fassi and Al Fassi, Dalla Costa and Della Costa."""
    mine, theirs = _bare(one), _bare(other)
    return mine == theirs and len(mine) < len(one.words) and len(theirs) < len(other.words)


def _bare(name: Name) -> list[str]:
    return [word for word in name.words if word not in PARTICLES] or list(name.words)


def _two_names(one: str, other: str) -> bool:
    """Carlo and Carla, Emma and Gemma are two names; Mirela and Mirella sound as one."""
    if min(len(one), len(other)) < 4:
        return False
    ends = one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("aeio")
    if ends:
        return True
    both = one in OWN_NAMES and other in OWN_NAMES
    return both and edits(one, other, 1) == 1 and sounds_as(one) != sounds_as(other)


def _of_parts(one: Name, other: Name, *, surname: bool) -> Nearness:
    """Maria in Maria Grazia, Garcia in Garcia Lopez, Anna in Annamaria, Rossi in De Rossi."""
    short, long = sorted((one, other), key=lambda name: (len(name.words), name.whole))
    told, left = _bare(short), _bare(long)
    pairs = len(told), len(left)
    met = 0
    for word in told:
        match = next((each for each in left if _meet(word, each, surname=surname)), None)
        if match is not None:
            left.remove(match)
            met += 1
    if met == min(pairs) and (pairs[0] != pairs[1] or pairs != (1, 1)):
        return "part"
    if pairs == (1, 1):
        if met:
            return "part"
        return "part" if not surname and _glued(short.whole, long.whole) else ""
    return "shares" if met else ""


def _meet(one: str, other: str, *, surname: bool) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return _of_words(one, other, surname=surname) in ("slip", "sounds", "near", "carried")


def _glued(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short) if long.startswith(short) else long.removesuffix(short)
    return len(short) >= 3 and rest != long and rest in COMMON_NAMES


def _called(one: Name, other: Name) -> bool:
    """Pino for Giuseppe, Sandro for Alessandro, Ale for Alessandra."""
    for mine in one.words[:1]:
        for theirs in other.words[:1]:
            full, their_full = FAMILIAR.get(mine, mine), FAMILIAR.get(theirs, theirs)
            if full == their_full or (mine != full and consonants(full) == consonants(theirs)):
                return True
            if theirs != their_full and consonants(their_full) == consonants(mine):
                return True
            short, long = sorted((mine, theirs), key=len)
            if (
                len(short) >= 3
                and len(long) >= len(short) + 2
                and (long.startswith(short) or long.endswith(short))
            ):
                return True
    return False
