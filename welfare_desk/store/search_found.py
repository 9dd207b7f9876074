# SPDX-License-Identifier: EUPL-1.2
"""People found so far, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from welfare_desk.store.search_choices import Kind, choices, sensible
from welfare_desk.store.search_people import Dates, people
from welfare_desk.store.search_segment import Choice, Segment
from welfare_desk.store.search_view import LATELY, Layer

Why = Literal["exact", "nickname", "typo", "sounds", "number"]
"""``exact``: as typed, or it begins so; ``number``: a code, a telephone or a birth date."""
Kinds = tuple[Kind, ...]
Reading = tuple[tuple[str, Kinds], ...]
"""Words that must all be found, each in one of some ways."""

_Side = tuple[Choice | None, Choice | None]
"""Surnames and names; nothing is any."""


_ENTIRE: Kinds = ("entire",)
_WHOLE: Kinds = ("whole",)
_ALMOST: Kinds = ("whole", "almost")
_BEGUN: Kinds = ("begun",)


@dataclass(slots=True)
class _Person:
    """A person found; sorted, whose surname was named come first, then by name."""

    by_name: bool
    sort_key: tuple[str, str, int]
    number: int
    segment: Segment
    place: int

    def __lt__(self, other: _Person) -> bool:
        return (self.by_name, self.sort_key) < (other.by_name, other.sort_key)


class Found:
    """The numbers of people found so far, until there are enough."""

    def __init__(
        self,
        layers: Sequence[Layer],
        seen: Segment | None,
        seen_order: dict[int, int],
        limit: int,
        born: Dates | None,
    ) -> None:
        self._layers = layers
        self._seen = seen
        self._seen_order = seen_order
        self._limit = limit
        self._born = born
        self._asked: set[Reading] = set()
        self.numbers: dict[int, Why] = {}

    @property
    def full(self) -> bool:
        """Tell whether there are enough."""
        return len(self.numbers) >= self._limit

    def add(self, readings: Sequence[Reading], why: Why) -> None:
        """Add the people that any of the readings finds, those seen lately first."""
        if self.full:
            return
        readings = [each for each in readings if each not in self._asked]
        self._asked.update(readings)
        self._add_seen(readings, why)
        for reading in readings:
            self._add_others(reading, why)

    def add_begun(self, names: Sequence[str]) -> None:
        """Add the people who have words that begin so, those seen lately first.

        Of the others those come first whose whole names the words are, then those who have
        the very words, then those who have all but the last, which may still be typed.
        """
        begun = tuple((name, _BEGUN) for name in names)
        self._add_seen([begun], "exact")
        room = self._limit - len(self.numbers)
        if room <= 0:
            return
        some = self._collected(begun, room + 1)
        if len(some) > room:
            # There are more than can be shown: the closest ones must be looked for.
            entire, whole, almost = (
                tuple((name, sensible(name, kinds)) for name in names)
                for kinds in (_ENTIRE, _WHOLE, _ALMOST)
            )
            readings = [entire, whole, (*whole[:-1], begun[-1]), (*almost[:-1], begun[-1]), begun]
            for reading in dict.fromkeys(readings):
                self._add_others(reading, "exact")
            return
        ranked = sorted(some, key=lambda each: (_rank(each, names), each))
        self.numbers |= dict.fromkeys((each.number for each in ranked), "exact")

    def add_numbers(self, numbers: Iterable[int], why: Why) -> None:
        """Add people found otherwise, those seen lately first."""
        order = self._seen_order
        for number in sorted(numbers, key=lambda each: order.get(each, len(order))):
            self.numbers.setdefault(number, why)

    def knows(self, word: str, beginning: str = "") -> bool:
        """Tell whether some people have a word, and a word that begins so."""
        for layer in self._layers:
            if layer.segment.word(word) is not None:
                low, high = layer.segment.beginning(beginning)
                if low < high:
                    return True
        return False

    def _add_seen(self, readings: Sequence[Reading], why: Why) -> None:
        if self._seen is None:
            return
        layer = Layer(self._seen, frozenset())
        found: set[int] = set()
        for reading in readings:
            sides = _sides(self._seen, reading)
            found.update(n for n, _ in _people(layer, sides, self._born, LATELY, self.numbers))
        for number in sorted(found, key=self._seen_order.__getitem__):
            self.numbers[number] = why

    def _add_others(self, reading: Reading, why: Why) -> None:
        room = self._limit - len(self.numbers)
        if room > 0:
            found = sorted(self._collected(reading, room))
            self.numbers |= dict.fromkeys((each.number for each in found[:room]), why)

    def _collected(self, reading: Reading, most: int) -> list[_Person]:
        """Return people whom a reading finds and who are not yet found, at most so many.

        Those with a word in the surname come first; others only where these leave room.
        """
        sides = [(layer, _sides(layer.segment, reading)) for layer in self._layers]
        found: list[_Person] = []
        taken = set(self.numbers)
        for by_name in (False, True):
            room = most - len(found)
            if room <= 0:
                break
            more: list[_Person] = []
            for layer, pairs in sides:
                chosen = [pair for pair in pairs if (pair[0] is None) == by_name]
                segment = layer.segment
                for number, place in _people(layer, chosen, self._born, room, taken):
                    more.append(_Person(by_name, segment.sort_key(place), number, segment, place))
            found += sorted(more)[:room]
            taken |= {each.number for each in more}
        return found


def _rank(person: _Person, names: Sequence[str]) -> int:
    """0 where the words are the person's whole names, 1 where the person has them all.

    2 where all but the last, else 3.
    """
    segment = person.segment
    surname, name = segment.surname_of(person.place), segment.name_of[person.place]

    def has(text: str, kinds: Kinds) -> bool:
        surnames, given = choices(segment, text, kinds)
        return surname in surnames or name in given

    whole = [has(each, _WHOLE) for each in names]
    if all(whole):
        return 0 if all(has(each, _ENTIRE) for each in names) else 1
    return 2 if all(whole[:-1]) else 3


def _sides(segment: Segment, reading: Reading) -> list[_Side]:
    """Every way to give each word to the surname or to the name that somebody may have."""
    ways: list[_Side] = [(None, None)]
    for text, kinds in reading:
        surname, name = choices(segment, text, kinds)
        further: list[_Side] = []
        for one, other in ways:
            if not surname.empty:
                both = surname if one is None else one.both(surname)
                if not both.empty:
                    further.append((both, other))
            if not name.empty:
                both = name if other is None else other.both(name)
                if not both.empty:
                    further.append((one, both))
        ways = further
        if not ways:
            return []
    return ways


def _people(
    layer: Layer,
    sides: Iterable[_Side],
    born: Dates | None,
    wanted: int,
    taken: Collection[int],
) -> Iterator[tuple[int, int]]:
    """Yield number and place of so many people at most, each once."""
    numbers, gone = layer.segment.numbers, layer.gone
    mine: set[int] = set()
    for surname, name in sides:
        for piece in people(layer.segment, surname, name, born):
            for person in piece:
                number = numbers[person]
                if number in taken or number in gone or number in mine:
                    continue
                mine.add(number)
                yield number, person
                if len(mine) == wanted:
                    return
