# SPDX-License-Identifier: EUPL-1.2
"""By which words a name is found, and how a name is kept in the index.

An *entry* is a whole surname or name, folded: its words, then a stroke and the words that
are also found alone because an apostrophe stands before them (``dangelo/angelo``).  Its
*key* is all its words joined, by which it is sorted; its *forms* are what may be typed for
it: the key, each word, two to four neighbouring words joined, the part after an apostrophe.
"""

from __future__ import annotations

import re
from functools import lru_cache

from welfare_desk.core.text import fold, words
from welfare_desk.core.text_tables import JOINERS

_AFTER_JOINER = re.compile(rf"[{re.escape(JOINERS)}]\s*(\w[\w{re.escape(JOINERS)}]*)")
_MOST_JOINED = 4
LAST = "\U0010ffff"
"""Sorts after every letter: the end of a range of beginnings."""


@lru_cache(maxsize=16_384)
def entry_of(text: str) -> str:
    """Return the entry of a surname or name as stored; empty where no word is left."""
    if text.isalpha() and text.isascii():
        return text.lower()
    folded = fold(text)
    if text.isascii() and "'" not in text and "`" not in text:
        return folded
    after = {word for part in _AFTER_JOINER.findall(text) for word in words(part)}
    after -= set(folded.split())
    return f"{folded}/{' '.join(sorted(after))}" if after else folded


def key_of(entry: str) -> str:
    """Return the words of an entry joined."""
    return entry.partition("/")[0].replace(" ", "")


def forms_of(entry: str) -> tuple[str, ...]:
    """Return what an entry is found by, the key first; nothing for an empty one."""
    if " " not in entry and "/" not in entry:
        return (entry,) if entry else ()
    main, _, after = entry.partition("/")
    plain = main.split()
    found = dict.fromkeys(["".join(plain), *plain, *after.split()])
    for start in range(len(plain)):
        for end in range(start + 2, min(len(plain), start + _MOST_JOINED) + 1):
            found["".join(plain[start:end])] = None
    return tuple(found)
