# SPDX-License-Identifier: EUPL-1.2
"""From the words typed to people, closest first: as typed, begun, nickname, mistake, sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from welfare_desk.store.search_asked import joined_readings
from welfare_desk.store.search_choices import CUT_LETTERS, WHOLE_LETTERS, sensible
from welfare_desk.store.search_found import Found, Kinds, Reading

_SHORTEST_HALF = 2
_SURE_HALF = 3
"""The half without a mistake has so many letters at least: shorter ones fit everywhere."""
_LONGEST_GLUED = 28
_MOST_MEANT = 3
"""Words joined are searched for mistakes where so few are left."""

_LEVELS: tuple[Kinds, ...] = (
    ("begun",), ("nick",), ("near",), ("close",), ("closer", "rough"),
    ("roughest",),
)  # fmt: skip
"""What is further and further from what was typed."""
_LIKELY: Kinds = ("likely",)
_WHOLE: Kinds = ("whole",)
_SLIPS: tuple[tuple[Kinds, Kinds], ...] = (
    (_LIKELY, ("entire",)), (_LIKELY, _WHOLE), (("slip",), _WHOLE),
)  # fmt: skip
"""One word mistaken and the others as typed, the likeliest first."""
_NICK, _NEAR, _CLOSE, _ROUGH, _ROUGHEST = 1, 2, 3, 4, 5


def by_names(found: Found, names: tuple[str, ...]) -> None:
    """Find people by the words as typed, whole or begun, by nicknames and by glued words."""
    found.add_begun(names)
    found.add([_begun(reading) for reading in joined_readings(names)], "exact")
    found.add(list(_level(names, _NICK)), "nickname")
    if not found.full:
        found.add(list(_glued(found, names)), "typo")


def by_mistake(found: Found, names: tuple[str, ...], limit: int) -> None:
    """Find people by what the words may have been meant to be, then by what they sound like."""
    if found.full:
        return
    found.add([*_likely(names), *_mistakes(names)], "typo")
    for reading in joined_readings(names):
        if len(reading) < _MOST_MEANT:
            found.add(list(_mistakes(reading)), "typo")
    if not found.numbers:
        found.add(list(_glued_with_mistake(found, names)), "typo")
    found.add(list(_level(names, _CLOSE)), "sounds")
    if len(found.numbers) < limit // 2:
        found.add(list(_level(names, _ROUGH)), "sounds")
    if not found.numbers:
        found.add(list(_level(names, _ROUGHEST)), "sounds")


def _level(names: tuple[str, ...], level: int) -> Iterator[Reading]:
    """Yield the readings in which some word is that far from what was typed, and none further.

    The first such word is each in turn, so that no reading finds what another one does.
    """
    nearer = tuple(kind for kinds in _LEVELS[:level] for kind in kinds)
    for at, name in enumerate(names):
        far = sensible(name, _LEVELS[level])
        if far:
            after = _all(names[at + 1 :], nearer + _LEVELS[level])
            yield (*_all(names[:at], nearer), (name, far), *after)


def _likely(names: tuple[str, ...]) -> Iterator[Reading]:
    """Yield the readings with mistakes in words that are finished, the likeliest first."""
    cut = [at for at, name in enumerate(names) if len(name) >= CUT_LETTERS]
    for kinds, beside in _SLIPS:
        for at in cut:
            before, after = _all(names[:at], beside), _all(names[at + 1 :], beside)
            yield (*before, (names[at], kinds), *after)
    for pair in combinations(_mistaken(names), 2):
        yield tuple(
            (name, _LIKELY if at in pair else _WHOLE) for at, name in enumerate(names)
        )  # fmt: skip


def _mistakes(names: tuple[str, ...]) -> Iterator[Reading]:
    """Yield the readings with one mistaken word, then those with more; any may be unfinished."""
    plain = (*_LEVELS[0], *_LEVELS[_NICK])
    for at, name in enumerate(names):
        if len(name) >= CUT_LETTERS:
            before, after = _all(names[:at], plain), _all(names[at + 1 :], plain)
            yield (*before, (name, _LEVELS[_NEAR]), *after)
    for one, other in combinations(_mistaken(names), 2):
        yield (
            *_all(names[:one], plain),
            (names[one], _LEVELS[_NEAR]),
            *_all(names[one + 1 : other], plain),
            (names[other], _LEVELS[_NEAR]),
            *_all(names[other + 1 :], plain + _LEVELS[_NEAR]),
        )


def _mistaken(names: tuple[str, ...]) -> list[int]:
    return [at for at, name in enumerate(names) if len(name) >= WHOLE_LETTERS]


def _begun(names: Sequence[str]) -> Reading:
    return tuple((name, _LEVELS[0]) for name in names)


def _all(names: Sequence[str], kinds: Kinds) -> Reading:
    return tuple((name, sensible(name, kinds)) for name in names)


def _halves(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Two words that were glued, or parted at the wrong place."""
    text = "".join(names)
    if len(names) > 2 or len(text) > _LONGEST_GLUED:
        return
    for at in range(_SHORTEST_HALF, len(text) - _SHORTEST_HALF + 1):
        if len(names) == 1 or at != len(names[0]):
            yield text[:at], text[at:]


def _glued(found: Found, names: tuple[str, ...]) -> Iterator[Reading]:
    for one, other in _halves(names):
        if found.knows(one, other):
            yield (one, ("whole",)), (other, ("begun",))


def _glued_with_mistake(found: Found, names: tuple[str, ...]) -> Iterator[Reading]:
    for one, other in _halves(names):
        if len(other) >= WHOLE_LETTERS and len(one) >= _SURE_HALF and found.knows(one):
            yield (one, ("whole",)), (other, ("near",))
        if len(one) >= WHOLE_LETTERS and len(other) >= _SURE_HALF and found.knows(other):
            yield (one, ("near",)), (other, ("whole",))
