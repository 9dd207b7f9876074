# SPDX-License-Identifier: EUPL-1.2
"""The people of a segment who have one of some surnames and one of some names.

Several ways lead there; the one that has to look at the fewest is taken, and none goes on
when enough were found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from welfare_desk.store.search_segment import Choice, Names, Segment

Dates = frozenset[int]
"""Birth dates, as numbers, that are meant."""
_CHUNKS = (128, 1_024, 8_192)
_BISECT = 1.0
_SURNAME = 0.5
_LOOK = 0.06
_CHEAP = 20.0
"""What a step costs, in microseconds: a bisection, finding a surname, looking at a person; and
what is not worth weighing."""


def people(
    segment: Segment, surname: Choice | None, name: Choice | None, born: Dates | None
) -> Iterator[Sequence[int]]:
    """Yield the people with such a surname and such a name, in pieces, each person once.

    ``None`` is any.  Within a piece, and mostly from piece to piece, they are in the order
    of surname and name.
    """
    if surname is None and name is None:
        return
    if name is None:
        assert surname is not None
        found = _pieces(segment.surnames, surname)
    elif surname is None:
        found = (
            segment.by_name[place]
            for piece in _ranges(segment.names, name)
            for place in _cut(piece)
        )
    else:
        found = _both(segment, surname, name)
    if born is None:
        yield from found
        return
    is_meant, born_on = born.__contains__, segment.born
    for piece in found:
        if isinstance(piece, range):
            dates = born_on[piece.start : piece.stop]
            kept = list(compress(piece, map(is_meant, dates)))
        else:
            kept = [each for each in piece if born_on[each] in born]
        if kept:
            yield kept


def _pieces(names: Names, choice: Choice) -> Iterator[Sequence[int]]:
    for whole in _ranges(names, choice):
        for cut in _cut(whole):
            yield range(cut.start, cut.stop)


def _ranges(names: Names, choice: Choice) -> Iterator[slice]:
    starts = names.starts
    if choice.low < choice.high:
        yield slice(starts[choice.low], starts[choice.high])
    for each in choice.in_order if choice.others else ():
        yield slice(starts[each], starts[each + 1])


def _cut(whole: slice) -> Iterator[slice]:
    """Small pieces first: mostly the first few are enough."""
    at, sizes = whole.start, iter(_CHUNKS)
    size = _CHUNKS[0]
    while at < whole.stop:
        size = next(sizes, size)
        yield slice(at, min(at + size, whole.stop))
        at += size


def _both(segment: Segment, surname: Choice, name: Choice) -> Iterator[Sequence[int]]:
    for one in _parts(surname):
        for other in _parts(name):
            yield from _cheapest(segment, one, other)


def _parts(choice: Choice) -> list[Choice]:
    """The range and the list of a choice, each where there is one."""
    if not choice.others or choice.low == choice.high:
        return [choice] if len(choice) else []
    return [Choice(choice.low, choice.high), Choice(0, 0, choice.others)]


def _cheapest(segment: Segment, surname: Choice, name: Choice) -> Iterator[Sequence[int]]:
    """Each of the two choices is either a range or a list."""
    surnames, names = segment.surnames, segment.names
    count_s, count_n = len(surname), len(name)
    per_name = 2 * _BISECT * (count_n if name.others else 1)
    per_surname = 2 * _BISECT * (count_s if surname.others else 1)
    by_surname, by_name = count_s * (per_name + _SURNAME), count_n * (per_surname + _SURNAME)
    least = min(by_surname, by_name)
    if least > _CHEAP:
        people_s, people_n = surname.people(surnames.starts), name.people(names.starts)
        among_s = count_s * _SURNAME * bool(surname.others) + people_s * _LOOK
        among_n = people_n * (_SURNAME if surname.others else _LOOK)
        if min(among_s, among_n) < least:
            way = _among_surnames if among_s < among_n else _among_names
            yield from way(segment, surname, name)
            return
    way = _by_surname if by_surname <= by_name else _by_name
    yield from way(segment, surname, name)


def _each(choice: Choice) -> Sequence[int]:
    return choice.in_order if choice.others else range(choice.low, choice.high)


def _by_surname(segment: Segment, surname: Choice, name: Choice) -> Iterator[Sequence[int]]:
    """For each surname, its people are in the order of names: bisect."""
    starts, name_of = segment.surnames.starts, segment.name_of
    bounds = [(each, each + 1) for each in _each(name)] if name.others else [(name.low, name.high)]
    for each in _each(surname):
        start, stop = starts[each], starts[each + 1]
        for low, high in bounds:
            first = bisect_left(name_of, low, start, stop)
            if first < stop and name_of[first] < high:
                yield range(first, bisect_left(name_of, high, first, stop))


def _by_name(segment: Segment, surname: Choice, name: Choice) -> Iterator[Sequence[int]]:
    """For each name, its people are in the order of surnames: bisect."""
    starts, by_name = segment.names.starts, segment.by_name
    at = segment.surnames.starts
    bounds = [(at[each], at[each + 1]) for each in surname.in_order]
    bounds = bounds or [(at[surname.low], at[surname.high])]
    for each in _each(name):
        start, stop = starts[each], starts[each + 1]
        for low, high in bounds:
            first = bisect_left(by_name, low, start, stop)
            if first < stop and by_name[first] < high:
                yield by_name[first : bisect_left(by_name, high, first, stop)]


def _among_surnames(segment: Segment, surname: Choice, name: Choice) -> Iterator[Sequence[int]]:
    name_of, low, high, others = segment.name_of, name.low, name.high, name.others
    if not surname.others:
        for piece in _pieces(segment.surnames, surname):
            here = enumerate(name_of[piece[0] : piece[-1] + 1], piece[0])
            if others:
                yield [at for at, each in here if each in others]
            else:
                yield [at for at, each in here if low <= each < high]
        return
    starts = segment.surnames.starts
    for each in surname.in_order:
        people = range(starts[each], starts[each + 1])
        if others:
            found = [at for at in people if name_of[at] in others]
        else:
            found = [at for at in people if low <= name_of[at] < high]
        if found:
            yield found


def _among_names(segment: Segment, surname: Choice, name: Choice) -> Iterator[Sequence[int]]:
    starts, by_name = segment.surnames.starts, segment.by_name
    low, high, others = starts[surname.low], starts[surname.high], surname.others
    if not name.others:
        for whole in _ranges(segment.names, name):
            for cut in _cut(whole):
                yield _of_surnames(segment, by_name[cut], low, high, others)
        return
    starts = segment.names.starts
    for each in name.in_order:
        people = by_name[starts[each] : starts[each + 1]]
        found = _of_surnames(segment, people, low, high, others)
        if found:
            yield found


def _of_surnames(
    segment: Segment, people: Iterable[int], low: int, high: int, others: frozenset[int]
) -> list[int]:
    if not others:
        return [each for each in people if low <= each < high]
    starts = segment.surnames.starts
    return [each for each in people if bisect_right(starts, each) - 1 in others]
