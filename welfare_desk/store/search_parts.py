# SPDX-License-Identifier: EUPL-1.2
"""The parts of a segment of the search index as the store keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from welfare_desk.store.search_arrays import Ints, Packed, from_bytes, to_bytes
from welfare_desk.store.search_build import Plain
from welfare_desk.store.search_keys import LISTS
from welfare_desk.store.search_segment import Names, Segment, Sounds

_ARRAYS = (
    "surname_keys", "surname_starts", "surname_word_starts", "surname_word_ids",
    "name_keys", "name_starts", "name_word_starts", "name_word_ids",
    "name_of", "by_name", "numbers", "born", "replaced",
)  # fmt: skip
_LISTS = tuple(f"{name}_{half}" for name in LISTS for half in ("keys", "numbers"))
_SOUNDS = ("close", "rough")

Part = Callable[[str], bytes]
"""Gives the stored part of a name, nothing where there is none."""


def segment_of(plain: Plain) -> Segment:
    """Return the segment as it is searched, in memory only."""
    found = _segment(plain.words, plain.arrays, plain.sounds, "")
    for name in LISTS:
        found.lists[name] = plain.arrays[f"{name}_keys"], plain.arrays[f"{name}_numbers"]
    return found


def packed(plain: Plain) -> dict[str, bytes]:
    """Return the parts as they are stored."""
    found = {name: to_bytes(values) for name, values in plain.arrays.items()}
    found["surnames"] = _lines(plain.surnames)
    found["names"] = _lines(plain.names)
    found["words"] = _lines(plain.words)
    return found | (sound_parts(plain.sounds) if plain.sounds else {})


def sound_parts(both: tuple[Sounds, Sounds]) -> dict[str, bytes]:
    """Return how words sound, closely and roughly, as it is stored."""
    found: dict[str, bytes] = {}
    for name, sounds in zip(_SOUNDS, both, strict=True):
        found[name] = _lines(sounds.keys)
        found[f"{name}_starts"] = to_bytes(sounds.starts)
        found[f"{name}_words"] = to_bytes(sounds.words)
    return found


def words_of(part: Part) -> list[str]:
    """Return the words of a stored segment."""
    return _texts(part("words"), len(from_bytes(part("name_word_starts"))) - 1)


def unpacked(part: Part) -> Plain:
    """Return a segment that can be made one with others."""
    arrays = {name: from_bytes(part(name)) for name in (*_ARRAYS, *_LISTS)}
    surnames, names = (
        _texts(part(side), len(arrays[keys]))
        for side, keys in (("surnames", "surname_keys"), ("names", "name_keys"))
    )
    return Plain(surnames, names, _words(part, arrays), arrays, _sounds(part))


def loaded(part: Part, key: str) -> Segment:
    """Return a segment to search, without what only joining needs and what is seldom asked."""
    arrays = {name: from_bytes(part(name)) for name in _ARRAYS}
    return _segment(_words(part, arrays), arrays, _sounds(part), key)


def _segment(
    words: list[str],
    arrays: Mapping[str, Ints],
    sounds: tuple[Sounds, Sounds] | None,
    key: str,
) -> Segment:
    surnames, names = (
        Names(
            arrays[f"{side}_keys"],
            arrays[f"{side}_starts"],
            arrays[f"{side}_word_starts"],
            arrays[f"{side}_word_ids"],
        )
        for side in ("surname", "name")
    )
    return Segment(words, surnames, names, arrays, sounds, key)


def _words(part: Part, arrays: Mapping[str, Ints]) -> list[str]:
    return _texts(part("words"), len(arrays["name_word_starts"]) - 1)


def _sounds(part: Part) -> tuple[Sounds, Sounds] | None:
    """Small segments are stored without."""
    if not part(_SOUNDS[0]):
        return None
    close, rough = (_sound(part, name) for name in _SOUNDS)
    # Many questions look near to a close sound; a rough one is looked up once.
    return close, rough._replace(keys=Packed(rough.keys))


def _sound(part: Part, name: str) -> Sounds:
    starts = from_bytes(part(f"{name}_starts"))
    words = from_bytes(part(f"{name}_words"))
    return Sounds(_texts(part(name), len(starts) - 1), starts, words)


def _lines(texts: Sequence[str]) -> bytes:
    return "\n".join(texts).encode()


def _texts(data: bytes, count: int) -> list[str]:
    """The texts of ``_lines``: none and a single empty one look the same there."""
    return data.decode().split("\n") if count else []
