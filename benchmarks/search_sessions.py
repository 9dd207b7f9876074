# SPDX-License-Identifier: EUPL-1.2
"""What a counter types while it looks for people, key by key, slips of the finger included."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from welfare_desk.models.person import Person

_NEAR_KEYS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "kò", "m": "n,", "n": "bm", "o": "ip", "p": "oè",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "xa",
}  # fmt: skip
TYPO_SHARE = 0.25


def slip(word: str, chance: random.Random) -> str:
    """Return the word with one slip: a key beside it, one left out, doubled, extra or swapped."""
    at = chance.randrange(len(word))
    kind = chance.randrange(5)
    if kind == 0:
        beside = _NEAR_KEYS.get(word[at].lower(), "e")
        return word[:at] + chance.choice(beside[:2]) + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    if kind == 3:
        return word[:at] + chance.choice("aeinrst") + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _surname_name(row: Person) -> str:
    return f"{row.surname} {row.name}"


def _name_surname(row: Person) -> str:
    return f"{row.name.split()[0]} {row.surname}"


def _year(row: Person) -> str:
    assert row.born_on is not None
    return f"{row.surname} {row.name.split()[0]} {row.born_on:%y}"


def _surname_year(row: Person) -> str:
    assert row.born_on is not None
    return f"{row.surname} {row.born_on:%Y}"


def _date(row: Person) -> str:
    assert row.born_on is not None
    return f"{row.born_on:%d/%m/%Y}"


def _glued(row: Person) -> str:
    return f"{row.surname}{row.name}".replace(" ", "")


WAYS: tuple[tuple[int, bool, Callable[[Person], str]], ...] = (
    (40, True, _surname_name),
    (18, True, _name_surname),
    (12, True, _year),
    (8, True, _surname_year),
    (4, False, _date),
    (5, False, lambda row: row.fiscal_code[:15]),
    (2, False, lambda row: row.fiscal_code[6:]),
    (4, False, lambda row: row.phone.removeprefix("+39")),
    (3, False, lambda row: row.phone[-7:]),
    (4, True, _glued),
)
"""How often, whether fingers slip in it, and the text."""


def sessions(rows: Sequence[Person], count: int, seed: int = 2) -> list[str]:
    """Return so many texts to type."""
    chance = random.Random(seed)
    weights = [weight for weight, _, _ in WAYS]
    typed: list[str] = []
    while len(typed) < count:
        row = chance.choice(rows)
        _, slips, way = chance.choices(WAYS, weights)[0]
        text = way(row).lower()
        if len(text) < 2:
            continue
        if slips and chance.random() < TYPO_SHARE:
            words = text.split()
            at = max(range(len(words)), key=lambda each: len(words[each]))
            if len(words[at]) >= 4:
                words[at] = slip(words[at], chance)
            text = " ".join(words)
        typed.append(text)
    return typed


def keystrokes(texts: Sequence[str]) -> list[str]:
    """Return every text that is searched while these are typed."""
    return [text[:end] for text in texts for end in range(1, len(text) + 1) if text[end - 1] != " "]
