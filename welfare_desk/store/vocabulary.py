# SPDX-License-Identifier: EUPL-1.2
"""Words one mistake apart, found in a sorted list by bisection.

A mistake is a letter that is wrong, missing, too many (a doubled one is), or swapped with
its neighbour, wherever it falls, the first letter too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from welfare_desk.store.search_words import LAST

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HEAD = 4
_FEW = 40
"""So many words are looked at one by one."""


_KEYS = ("1234567890", "qwertyuiop", "asdfghjklò", "zxcvbnm,.-")
"""The rows of an Italian keyboard; each stands half a key to the right of the one above."""


class Near:
    """Places in the sorted list: of words meant, and of ranges of words that begin as meant."""

    def __init__(self) -> None:
        self.whole: set[int] = set()
        self.begun: set[tuple[int, int]] = set()


def heads_of(words: Iterable[str]) -> frozenset[str]:
    """Return the first letters of the words: what begins otherwise need not be looked for."""
    return frozenset({word[:_HEAD] for word in words})


def near(
    words: Sequence[str],
    typed: str,
    heads: frozenset[str] | None,
    *,
    begun: bool,
    letters: str = LETTERS,
) -> Near:
    """Return the words one mistake from ``typed``, with ``begun`` also those that begin so.

    ``letters`` are those that a wrong or missing letter may have been; ``heads`` is
    ``heads_of(words)``.  ``typed`` itself, and the words that begin with it, are not near.
    """
    found = Near()
    low, high = 0, len(words)
    for at in range(len(typed) + 1):
        if high - low <= _FEW:
            for place in range(low, high):
                _judge(found, words[place], typed, place, begun)
            break
        for meant in _meant(typed, at, letters):
            if heads is not None and len(meant) >= _HEAD and meant[:_HEAD] not in heads:
                continue
            start = bisect_left(words, meant, low, high)
            if start == high or not words[start].startswith(meant):
                continue
            if words[start] == meant:
                found.whole.add(start)
            if begun:
                found.begun.add((start, bisect_left(words, meant + LAST, start, high)))
        if at < len(typed):
            low, high = begins(words, typed[: at + 1], low, high)
    return found


def begins(words: Sequence[str], text: str, low: int, high: int) -> tuple[int, int]:
    """Return the range of words that begin with a text, within a range of a sorted list."""
    start = bisect_left(words, text, low, high)
    return start, bisect_left(words, text + LAST, start, high)


def one_edit_apart(word: str) -> set[str]:
    """Return the words that one wrong, missing, extra or swapped letter turns into this one."""
    found = {meant for at in range(len(word) + 1) for meant in _meant(word, at, LETTERS)}
    found.discard(word)
    return found


def is_near(word: str, typed: str, *, begun: bool) -> bool:
    """Tell whether a word, or with ``begun`` its beginning, is one mistake from ``typed``."""
    at = _first_difference(word, typed)
    if at == len(typed) and (begun or at == len(word)):
        return False
    return any(_same(word, start, rest, begun) for start, rest in _tails(word, typed, at))


def is_likely(word: str, typed: str) -> bool:
    """Tell whether a word one mistake away may well be mistyped so.

    Fingers leave letters out, swap neighbours, strike twice or only once, and strike the key
    beside; any other letter too many or wrong is rarer.
    """
    at = _first_difference(word, typed)
    if len(word) > len(typed):
        return True
    if len(word) < len(typed):
        return at > 0 and typed[at] == typed[at - 1]
    return word[at + 1 :] != typed[at + 1 :] or typed[at] in _BESIDE.get(word[at], "")


def _beside() -> dict[str, str]:
    """The keys around each letter."""
    at = {
        key: (row, column * 2 + row) for row, keys in enumerate(_KEYS) for column, key in
        enumerate(keys)
    }  # fmt: skip
    return {
        key: "".join(
            other for other, (far, away) in at.items()
            if abs(row - far) <= 1 and 0 < abs(column - away) + abs(row - far) <= 2
        )
        for key, (row, column) in at.items()
    }  # fmt: skip


_BESIDE = _beside()


def _meant(typed: str, at: int, letters: str) -> list[str]:
    head, rest = typed[:at], typed[at:]
    if not rest:
        return [head + letter for letter in letters]
    first, after = rest[0], rest[1:]
    found = [head + letter + rest for letter in letters]
    found += [head + letter + after for letter in letters if letter != first]
    found.append(head + after)
    if after and after[0] != first:
        found.append(head + after[0] + first + after[1:])
    return found


def _judge(found: Near, word: str, typed: str, place: int, begun: bool) -> None:
    if is_near(word, typed, begun=False):
        found.whole.add(place)
    elif begun and is_near(word, typed, begun=True):
        found.begun.add((place, place + 1))


def _first_difference(word: str, typed: str) -> int:
    for at, (one, other) in enumerate(zip(word, typed, strict=False)):
        if one != other:
            return at
    return min(len(word), len(typed))


def _tails(word: str, typed: str, at: int) -> Iterator[tuple[int, str]]:
    """How the word goes on where the two first differ, for each kind of mistake."""
    yield at, typed[at + 1 :]
    yield at + 1, typed[at + 1 :]
    yield at + 1, typed[at:]
    if word[at : at + 2] == typed[at : at + 2][::-1] and at + 2 <= len(word):
        yield at + 2, typed[at + 2 :]


def _same(word: str, start: int, rest: str, begun: bool) -> bool:
    if start > len(word) or (start == len(word) and rest):
        return False
    return word.startswith(rest, start) if begun else word[start:] == rest
