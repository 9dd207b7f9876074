# SPDX-License-Identifier: EUPL-1.2
"""What a name sounds like to an Italian ear, closely and roughly.

Two spellings of one name, as heard or as carried over from another alphabet, should give
the same key: Chiara and Kiara, Muhammad and Mohamed, Brazzale and Brasale, Popescu and
Popesku.  The close key keeps the vowels, the rough one only the consonants.
"""

from __future__ import annotations

import re

_SOUNDS: dict[str, str] = {
    r"sch|tsch|tch|tsh|shch|sc(?=[eiy])|sh|sj": "s",
    r"kh|ck|ch|q": "k",
    r"ph": "f",
    r"gli(?=[aeou])|lj|lh": "li",
    r"^ngu?": "n",
    r"^(?:h?u|ou|w)(?=[aeo])": "v",
    r"gn|nj|nh|ny(?=[aeou])": "ni",
    r"th": "t",
    r"ddh|dh": "d",
    r"bh": "b",
    r"(?:gj|gi|j)(?=[aeou])|dj|dzh|xh": "g",
    r"gu(?=[aeiy])|gh": "g",
    r"x|ks|cs|kz": "s",
    r"ts|tz|dz|zz|zh|z|c(?=z)": "s",
    r"c": "k",
    r"h": "",
    r"ou|oo|w(?=[^aeiouy]|$)": "u",
    r"w": "v",
    r"ee|ie(?=[^aou]|$)|ij|iy|yi|ji|y|j": "i",
}  # fmt: skip
_SOUND = re.compile("|".join(f"({pattern})" for pattern in _SOUNDS))
_HEARD = ("", *_SOUNDS.values())
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
_SHORTEST_ROUGH = 2


def closely(word: str) -> str:
    """Return the key of a folded word that keeps its vowels; empty for other scripts."""
    if not word.isascii() or not word.isalpha():
        return ""
    return _TWICE.sub(r"\1", _SOUND.sub(_heard, word))


def roughly(close: str) -> str:
    """Return the consonants of a close key; empty where too few are left to mean anything."""
    sound = _TWICE.sub(r"\1", _VOWELS.sub("", close))
    return sound if len(sound) >= _SHORTEST_ROUGH else ""


def _heard(found: re.Match[str]) -> str:
    return _HEARD[found.lastindex or 0]
