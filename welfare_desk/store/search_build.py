# SPDX-License-Identifier: EUPL-1.2
"""Segments of the search index made from people, and made one from several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from welfare_desk.store.search_arrays import Ints, ints
from welfare_desk.store.search_keys import LISTS, NUMBER_BITS, keys_of, pairs_of
from welfare_desk.store.search_segment import Sounds
from welfare_desk.store.search_sounds import closely, roughly
from welfare_desk.store.search_words import forms_of, key_of

_PLACE_BITS = NUMBER_BITS
_NAME_BITS = 24
_PLACE = (1 << _PLACE_BITS) - 1
_NAME = (1 << _NAME_BITS) - 1
_SOUNDS_FROM = 20_000
"""Of fewer people the sounds are made when they are first needed."""
_SURNAME_SHIFT = _NAME_BITS + _PLACE_BITS


class Indexed(NamedTuple):
    """A person as the index knows one: entries of surname and name, birth, code, telephone."""

    number: int
    surname: str
    name: str
    born: int
    code: str
    phone_end: str
    """The digits from the last to the first."""


class Plain(NamedTuple):
    """A segment taken apart, to be stored or to be made one with others."""

    surnames: list[str]
    """Entries in the order of their keys."""
    names: list[str]
    words: list[str]
    arrays: dict[str, Ints]
    sounds: tuple[Sounds, Sounds] | None
    """Nothing where they are made when they are needed."""


def of_people(people: Iterable[Indexed], replaced: Collection[int] = ()) -> Plain:
    """Return the segment of people whose numbers all differ."""
    rows = list(people)
    pairs = no_pairs()
    for row in rows:
        for name, key in keys_of(row.code, row.phone_end):
            pairs[name].append(key << _PLACE_BITS | row.number)
    columns = Columns(
        ints(row.number for row in rows),
        [row.surname for row in rows],
        [row.name for row in rows],
        ints(row.born for row in rows),
        pairs,
    )
    return of_columns(columns, replaced)


class Columns(NamedTuple):
    """What the index keeps of people, a list for each thing; see ``Indexed``."""

    numbers: Ints
    surnames: list[str]
    names: list[str]
    born: Ints
    pairs: dict[str, list[int]]

    def add_keys(self, codes: Sequence[str], phone_ends: Sequence[str]) -> None:
        """Note the parts of codes and telephones by which these people are found, once for all."""
        for name, pairs in pairs_of(self.numbers, codes, phone_ends).items():
            self.pairs[name].extend(pairs)


def no_pairs() -> dict[str, list[int]]:
    """Return empty lists of keys."""
    return {name: [] for name in LISTS}


def of_columns(people: Columns, replaced: Collection[int] = (), *, sounds: bool = True) -> Plain:
    """Return the segment of people whose numbers all differ.

    Without ``sounds`` they are left to be made when they are first needed.
    """
    surnames, surname_at = _in_order(set(people.surnames))
    names, name_at = _in_order(set(people.names))
    in_surname = {entry: at << _SURNAME_SHIFT for entry, at in surname_at.items()}
    in_name = {entry: at << _PLACE_BITS for entry, at in name_at.items()}
    both = zip(people.surnames, people.names, strict=True)
    order = [
        in_surname[surname] | in_name[name] | place for place, (surname, name) in enumerate(both)
    ]
    order.sort()
    arrays = _people(order, len(surnames), len(names), people.numbers, people.born)
    arrays |= _lists(people.pairs)
    arrays["replaced"] = ints(sorted(replaced))
    return _plain(surnames, names, arrays, {} if sounds else None)


def of_segments(parts: Sequence[Plain], *, oldest: bool) -> Plain:
    """Return one segment of several, the older first; what a younger one replaced is gone.

    With ``oldest`` no segment is older than these, so that nothing is left to replace.
    """
    gone = _gone_by_part(parts)
    surname_ids = [_used(part.arrays["surname_starts"]) for part in parts]
    surnames, surname_at = _in_order(
        {part.surnames[at] for part, used in zip(parts, surname_ids, strict=True) for at in used}
    )
    names, name_at = _in_order(
        {part.names[at] for part in parts for at in _used(part.arrays["name_starts"])}
    )
    numbers, born, order = ints(), ints(), list[int]()
    for part, dead in zip(parts, gone, strict=True):
        order += _placed(part, surname_at, name_at, len(numbers), dead)
        numbers += part.arrays["numbers"]
        born += part.arrays["born"]
    order.sort()
    people = _people(order, len(surnames), len(names), numbers, born)
    people |= _lists({name: _joined(parts, gone, name) for name in LISTS})
    replaced = set() if oldest else {each for part in parts for each in part.arrays["replaced"]}
    people["replaced"] = ints(sorted(replaced))
    heard = {word: sounds for part in parts for word, sounds in _heard(part)}
    return _plain(surnames, names, people, heard)


def _joined(parts: Sequence[Plain], gone: Sequence[set[int]], name: str) -> list[int]:
    found: list[int] = []
    for part, dead in zip(parts, gone, strict=True):
        keys, numbers = part.arrays[f"{name}_keys"], part.arrays[f"{name}_numbers"]
        found += [
            key << _PLACE_BITS | number
            for key, number in zip(keys, numbers, strict=True)
            if number not in dead
        ]
    return found


def _lists(pairs: Mapping[str, list[int]]) -> dict[str, Ints]:
    """Sorted keys, and the number of the person of each."""
    found: dict[str, Ints] = {}
    for name, each in pairs.items():
        each.sort()
        found[f"{name}_keys"] = ints([pair >> _PLACE_BITS for pair in each])
        found[f"{name}_numbers"] = ints([pair & _PLACE for pair in each])
    return found


def _used(starts: Ints) -> list[int]:
    """The entries that somebody has: those who lost their last person are left behind."""
    return [at for at in range(len(starts) - 1) if starts[at] < starts[at + 1]]


def _gone_by_part(parts: Sequence[Plain]) -> list[set[int]]:
    found: list[set[int]] = []
    gone: set[int] = set()
    for part in reversed(parts):
        found.append(set(gone))
        gone.update(part.arrays["replaced"])
    return found[::-1]


def _placed(
    part: Plain, surname_at: dict[str, int], name_at: dict[str, int], before: int, dead: set[int]
) -> list[int]:
    """The people of a part as surname, name and place in one number, in their order."""
    name = [name_at.get(each, 0) << _PLACE_BITS for each in part.names]
    starts, name_of = part.arrays["surname_starts"], part.arrays["name_of"]
    found: list[int] = []
    for at, entry in enumerate(part.surnames):
        low, high = starts[at], starts[at + 1]
        head = surname_at.get(entry, 0) << _SURNAME_SHIFT
        found += [
            head | name[each] | place for place, each in enumerate(name_of[low:high], low + before)
        ]
    if dead:
        numbers = part.arrays["numbers"]
        found = [each for each in found if numbers[(each & _PLACE) - before] not in dead]
    return found


def _plain(
    surnames: list[str],
    names: list[str],
    arrays: dict[str, Ints],
    heard: Mapping[str, tuple[str, str]] | None,
) -> Plain:
    surname_forms = [forms_of(entry) for entry in surnames]
    name_forms = [forms_of(entry) for entry in names]
    distinct = {form for forms in surname_forms for form in forms}
    distinct.update(form for forms in name_forms for form in forms)
    words = sorted(distinct)
    word_at = {word: at for at, word in enumerate(words)}
    # The empty entry has no word; it sorts first, and ``Names`` leaves it out of ranges.
    arrays["surname_keys"] = ints(word_at.get(key_of(each), 0) for each in surnames)
    arrays["name_keys"] = ints(word_at.get(key_of(each), 0) for each in names)
    for side, forms in (("surname", surname_forms), ("name", name_forms)):
        starts, ids = _by_word(forms, word_at)
        arrays[f"{side}_word_starts"], arrays[f"{side}_word_ids"] = starts, ids
    many = len(arrays["numbers"]) >= _SOUNDS_FROM
    sounds = sounds_of(words, heard) if many and heard is not None else None
    return Plain(surnames, names, words, arrays, sounds)


def _people(
    order: list[int], surnames: int, names: int, numbers: Ints, born: Ints
) -> dict[str, Ints]:
    name_of = ints([each >> _PLACE_BITS & _NAME for each in order])
    by_surname, by_name = [0] * surnames, [0] * names
    for each in order:
        by_surname[each >> _SURNAME_SHIFT] += 1
    for each in name_of:
        by_name[each] += 1
    name_starts = ints(accumulate(by_name, initial=0))
    people = ints([0]) * len(name_of)
    free = list(name_starts)
    for person, name in enumerate(name_of):
        people[free[name]] = person
        free[name] += 1
    return {
        "surname_starts": ints(accumulate(by_surname, initial=0)),
        "name_of": name_of,
        "name_starts": name_starts,
        "by_name": people,
        "numbers": ints([numbers[each & _PLACE] for each in order]),
        "born": ints([born[each & _PLACE] for each in order]),
    }


def _by_word(forms: Sequence[Iterable[str]], word_at: Mapping[str, int]) -> tuple[Ints, Ints]:
    pairs = [
        word_at[form] << _PLACE_BITS | entry for entry, each in enumerate(forms) for form in each
    ]
    pairs.sort()
    counts = [0] * len(word_at)
    for pair in pairs:
        counts[pair >> _PLACE_BITS] += 1
    return ints(accumulate(counts, initial=0)), ints([pair & _PLACE for pair in pairs])


def _in_order(entries: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    ordered = [entry for _, entry in sorted((key_of(entry), entry) for entry in entries)]
    return ordered, {entry: at for at, entry in enumerate(ordered)}


def sounds_of(words: Sequence[str], heard: Mapping[str, tuple[str, str]]) -> tuple[Sounds, Sounds]:
    """Return what the words sound like closely and roughly, as far as not ``heard`` before."""
    close: dict[str, list[int]] = {}
    rough: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        known = heard.get(word)
        if known is None:
            closed = closely(word)
            known = closed, roughly(closed)
        for key, by_key in zip(known, (close, rough), strict=True):
            if key:
                by_key.setdefault(key, []).append(at)
    return _in_key_order(close), _in_key_order(rough)


def _in_key_order(by_key: Mapping[str, list[int]]) -> Sounds:
    keys = sorted(by_key)
    starts = ints(accumulate((len(by_key[key]) for key in keys), initial=0))
    return Sounds(keys, starts, ints([at for key in keys for at in by_key[key]]))


def _heard(part: Plain) -> Iterator[tuple[str, tuple[str, str]]]:
    if part.sounds is None:
        return
    close, rough = ([""] * len(part.words) for _ in part.sounds)
    for heard, sounds in zip((close, rough), part.sounds, strict=True):
        for at, key in enumerate(sounds.keys):
            for word in sounds.of((at,)):
                heard[word] = key
    yield from zip(part.words, zip(close, rough, strict=True), strict=True)
