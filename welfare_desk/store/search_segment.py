# SPDX-License-Identifier: EUPL-1.2
"""A part of the search index in memory: the people of a moment, in the order of their names.

Every different surname and every different name has a place in the order of its key, and
people are numbered in the order of surname and name: who has a surname is a range, who has
a name a list.  Words lead to surnames and names.  Nothing in it ever changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from welfare_desk.store.search_arrays import Ints, ints
from welfare_desk.store.vocabulary import Near, begins, heads_of

_KEPT = 128
_KEPT_NAMES = 50_000
"""So many questions, and so many surnames and names that they mean, are remembered."""
_KEPT_NEAR = 16
_SHORT = 1
_WEIGHED = 128


class Choice:
    """Surnames or names: those from ``low`` to below ``high``, and others."""

    __slots__ = ("_in_order", "_people", "high", "low", "others")

    def __init__(self, low: int, high: int, others: frozenset[int] = frozenset()) -> None:
        self.low = low
        self.high = max(low, high)
        self.others = others
        self._in_order: list[int] | None = None
        self._people = -1

    @property
    def empty(self) -> bool:
        """Tell whether it chooses none."""
        return self.low == self.high and not self.others

    def __contains__(self, each: int) -> bool:
        return self.low <= each < self.high or each in self.others

    @property
    def in_order(self) -> list[int]:
        """The others in their order."""
        if self._in_order is None:
            self._in_order = sorted(self.others)
        return self._in_order

    def __len__(self) -> int:
        return self.high - self.low + len(self.others)

    def people(self, starts: Ints) -> int:
        """Return about how many people have one of these names; of many others some are asked."""
        if self._people < 0:
            some = list(islice(self.others, _WEIGHED))
            others = sum([starts[each + 1] - starts[each] for each in some])
            if len(some) < len(self.others):
                others = others * len(self.others) // len(some)
            self._people = starts[self.high] - starts[self.low] + others
        return self._people

    def both(self, other: Choice) -> Choice:
        """Return those that are in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        extra = self.others & other.others
        if self.others:
            extra |= self._within(other.low, other.high)
        if other.others:
            extra |= other._within(self.low, self.high)
        return Choice(low, high, extra)

    def either(self, other: Choice) -> Choice:
        """Return those that are in one or the other."""
        if other.empty:
            return self
        if self.empty:
            return other
        wide, slim = self, other
        if self.high - self.low < other.high - other.low:
            wide, slim = other, self
        extra = wide.others | slim._outside(wide.low, wide.high)
        if slim.low < slim.high:
            extra |= {each for each in range(slim.low, slim.high) if not wide.has_begun(each)}
        return Choice(wide.low, wide.high, extra)

    def has_begun(self, each: int) -> bool:
        """Tell whether it is in the range."""
        return self.low <= each < self.high

    def _within(self, low: int, high: int) -> frozenset[int]:
        if high - low < len(self.others):
            return frozenset([each for each in range(low, high) if each in self.others])
        return frozenset([each for each in self.others if low <= each < high])

    def _outside(self, low: int, high: int) -> frozenset[int]:
        if low == high:
            return self.others
        return frozenset([each for each in self.others if not low <= each < high])


class Names:
    """The different surnames, or names, of a segment and where their people are."""

    def __init__(self, keys: Ints, starts: Ints, word_starts: Ints, word_ids: Ints) -> None:
        self.keys = keys
        """Of each name the place of its key among the words; it only grows."""
        self.starts = starts
        """Of each name where its people begin; one more at the end."""
        self.word_starts = word_starts
        self.word_ids = word_ids
        """From ``word_starts[w]`` on the names that word ``w`` is a form of."""
        first = word_ids[: word_starts[1]] if len(word_starts) > 1 else ints()
        self._empty = int(bool(keys) and keys[0] == 0 and 0 not in first)
        """1 where some people have no such name at all: no word finds it."""

    def of_key(self, word: int) -> Choice:
        """Return the names whose words joined are this word."""
        low = bisect_left(self.keys, word)
        return Choice(max(low, self._empty), bisect_right(self.keys, word, low))

    def of_words(self, words: Iterable[int], ranges: Iterable[tuple[int, int]] = ()) -> Choice:
        """Return the names that have one of the words; the longest range stays a range."""
        low = high = 0
        found = set[int]()
        starts, ids = self.word_starts, self.word_ids
        for word in words:
            found.update(ids[starts[word] : starts[word + 1]])
        for start, end in ranges:
            found.update(ids[starts[start] : starts[end]])
            first = max(bisect_left(self.keys, start), self._empty)
            last = bisect_left(self.keys, end)
            if last - first > high - low:
                low, high = first, last
        if low < high:
            found.difference_update(range(low, high))
        return Choice(low, high, frozenset(found))


class Sounds(NamedTuple):
    """What words sound like, in order, and the words of each."""

    keys: Sequence[str]
    starts: Ints
    words: Ints

    def of(self, places: Iterable[int]) -> Iterator[int]:
        """Yield the words at places among the keys."""
        for at in places:
            yield from self.words[self.starts[at] : self.starts[at + 1]]

    def at(self, key: str) -> tuple[int, ...]:
        """Return the place of a key, if it is there."""
        place = bisect_left(self.keys, key)
        return (place,) if place < len(self.keys) and self.keys[place] == key else ()


class Segment:
    """The people of a moment; a person is known by the place in the order of names."""

    def __init__(
        self,
        words: list[str],
        surnames: Names,
        names: Names,
        arrays: Mapping[str, Ints],
        sounds: tuple[Sounds, Sounds] | None,
        key: str,
    ) -> None:
        self.key = key
        """Under which it is stored; empty where it is in memory only."""
        self.words = words
        self.surnames = surnames
        self.names = names
        self.name_of = arrays["name_of"]
        """Of each person the name; it grows within a surname."""
        self.by_name = arrays["by_name"]
        """People by name: ``names.starts`` tells where each name's begin."""
        self.numbers = arrays["numbers"]
        self.born = arrays["born"]
        """Year, month and day as one number, 0 where unknown."""
        self.sounds = sounds
        """Closely and roughly; nothing until they are needed, in a small segment."""
        self.lists: dict[str, tuple[Ints, Ints]] = {}
        """Parts of codes and telephones: sorted keys, and the number of the person of each."""
        self.replaced = frozenset(arrays["replaced"])
        """Numbers of people whom an older segment has too, and no longer as they are."""
        odd = {letter for word in words if not word.isascii() for letter in word}
        self.other_letters = "".join(sorted(letter for letter in odd if not letter.isascii()))
        self.heads = heads_of(words)
        self._kept: dict[object, tuple[Choice, Choice]] = {}
        self._kept_names = 0
        self._kept_short: dict[object, tuple[Choice, Choice]] = {}
        self._kept_near: dict[str, Near] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def kept(self, text: str, asked: object) -> tuple[Choice, Choice] | None:
        """Return what was remembered for a question: typing asks for most words many times."""
        kept = self._kept_short if len(text) <= _SHORT else self._kept
        return kept.get((text, asked))

    def keep(self, text: str, asked: object, found: tuple[Choice, Choice]) -> None:
        """Remember surnames and names; those of a short text are many, and never forgotten."""
        if len(text) <= _SHORT:
            self._kept_short[text, asked] = found
            return
        names = len(found[0].others) + len(found[1].others)
        if len(self._kept) >= _KEPT or self._kept_names + names > _KEPT_NAMES:
            self._kept, self._kept_names = {}, 0
        self._kept_names += names
        self._kept[text, asked] = found

    def near_of(self, text: str) -> Near | None:
        """Return what was remembered of the words near to a text."""
        return self._kept_near.get(text)

    def keep_near(self, text: str, found: Near) -> None:
        """Remember the words near to a text while it is asked for in several ways."""
        if len(self._kept_near) >= _KEPT_NEAR:
            self._kept_near = {}
        self._kept_near[text] = found

    def word(self, text: str) -> int | None:
        """Return the place of a word, or nothing."""
        at = bisect_left(self.words, text)
        return at if at < len(self.words) and self.words[at] == text else None

    def beginning(self, text: str) -> tuple[int, int]:
        """Return the range of words that begin with a text."""
        return begins(self.words, text, 0, len(self.words))

    def longer(self, text: str) -> list[int]:
        """Return the words that are a text and one letter more."""
        words, length = self.words, len(text) + 1
        return [at for at in range(*self.beginning(text)) if len(words[at]) == length]

    def surname_of(self, person: int) -> int:
        """Return the surname of a person."""
        return bisect_right(self.surnames.starts, person) - 1

    def sort_key(self, person: int) -> tuple[str, str, int]:
        """Return the key that sorts people of several segments."""
        surname = self.surnames.keys[self.surname_of(person)]
        name = self.names.keys[self.name_of[person]]
        return self._text(surname), self._text(name), self.numbers[person]

    def _text(self, word: int) -> str:
        return self.words[word] if word < len(self.words) else ""
