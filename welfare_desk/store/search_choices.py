# SPDX-License-Identifier: EUPL-1.2
"""Which surnames and names of a segment a typed word may mean, from exact to how it sounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from welfare_desk.store import search_nicknames
from welfare_desk.store.search_build import sounds_of
from welfare_desk.store.search_segment import Choice, Segment
from welfare_desk.store.search_sounds import closely, roughly
from welfare_desk.store.vocabulary import LETTERS, Near, is_likely, near

Kind = Literal[
    "entire", "whole", "almost", "begun", "nick", "likely", "slip", "near", "close", "rough",
    "closer", "roughest",
]  # fmt: skip
"""``entire``: the whole name; ``whole``: a word of it; ``almost``: a word with one letter more
at its end; ``begun``: words that begin so; ``nick``: the names it is short for; ``slip``: words
one mistake away, ``likely`` by a mistake that fingers make; ``near``: words one mistake away and
such as begin so; ``close``, ``rough``: sounds so; ``closer``: sounds nearly so."""
Pair = tuple[Choice, Choice]
"""Surnames and names."""

WHOLE_LETTERS = 4
"""From so many letters on a whole word may hold a mistake."""
CUT_LETTERS = 3
"""So many letters may be such a word of which one is missing."""
BEGUN_LETTERS = 5
"""From so many letters on the beginning of a word may."""
_SOUND_LETTERS = 2
_ROUGH_LETTERS = 3
_NEAR_SOUND = 4
_NONE: Pair = (Choice(0, 0), Choice(0, 0))


def choices(segment: Segment, text: str, kinds: tuple[Kind, ...]) -> Pair:
    """Return the surnames and the names that a word means in one of these ways."""
    if len(kinds) == 1:
        return _of_kind(segment, text, kinds[0])
    found = segment.kept(text, kinds)
    if found is None:
        surname, name = _of_kind(segment, text, kinds[0])
        for kind in kinds[1:]:
            more = _of_kind(segment, text, kind)
            surname, name = surname.either(more[0]), name.either(more[1])
        found = surname, name
        segment.keep(text, kinds, found)
    return found


def _of_kind(segment: Segment, text: str, kind: Kind) -> Pair:
    kept = segment.kept(text, kind)
    if kept is None:
        kept = _found(segment, text, kind)
        segment.keep(text, kind, kept)
    return kept


def sensible(text: str, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Return those of the ways in which a word can mean anything."""
    return tuple(kind for kind in kinds if _is_sensible(text, kind))


def _is_sensible(text: str, kind: Kind) -> bool:
    if kind == "nick":
        return bool(search_nicknames.meant(text))
    if kind in ("likely", "slip", "near", "almost"):
        return len(text) >= CUT_LETTERS
    return kind in ("entire", "whole", "begun") or len(text) >= _SOUND_LETTERS


def _found(segment: Segment, text: str, kind: Kind) -> Pair:
    if kind == "entire":
        word = segment.word(text)
        return (
            _NONE if word is None else (segment.surnames.of_key(word), segment.names.of_key(word))
        )
    if kind == "whole":
        return _words(segment, [segment.word(text)])
    if kind == "almost":
        return _words(segment, segment.longer(text))
    if kind == "begun":
        return _words(segment, (), [segment.beginning(text)])
    if kind == "nick":
        meant = search_nicknames.meant(text)
        _, names = _words(segment, [segment.word(each) for each in meant])
        return _NONE[0], names
    if kind in ("likely", "slip", "near"):
        return _near(segment, text, kind)
    return _words(segment, _heard(segment, text, kind))


def _near(segment: Segment, text: str, kind: Kind) -> Pair:
    found = segment.near_of(text)
    if found is None:
        found = _mistaken(segment, text)
        segment.keep_near(text, found)
    if kind == "near":
        return _words(segment, found.whole, found.begun)
    words = segment.words
    if kind == "likely":
        return _words(segment, [at for at in found.whole if is_likely(words[at], text)])
    return _words(segment, found.whole)


def _mistaken(segment: Segment, text: str) -> Near:
    words = segment.words
    letters = LETTERS if text.isascii() else segment.other_letters
    begun = len(text) >= BEGUN_LETTERS
    found = near(words, text, segment.heads, begun=begun, letters=letters)
    if len(text) < WHOLE_LETTERS:
        found.whole = {at for at in found.whole if len(words[at]) > len(text)}
    return found


def _heard(segment: Segment, text: str, kind: Kind) -> Iterable[int]:
    if segment.sounds is None:
        segment.sounds = sounds_of(segment.words, {})
    close, rough = segment.sounds
    heard = closely(text)
    if kind in ("rough", "roughest"):
        key = roughly(heard)
        long = len(key) >= _ROUGH_LETTERS
        return rough.of(rough.at(key)) if key and long == (kind == "rough") else ()
    if kind == "close" or len(heard) < _NEAR_SOUND:
        return close.of(close.at(heard))
    return close.of(near(close.keys, heard, None, begun=False).whole)


def _words(
    segment: Segment, words: Iterable[int | None], ranges: Iterable[tuple[int, int]] = ()
) -> Pair:
    here = [word for word in words if word is not None]
    there = [each for each in ranges if each[0] < each[1]]
    if not here and not there:
        return _NONE
    return segment.surnames.of_words(here, there), segment.names.of_words(here, there)
