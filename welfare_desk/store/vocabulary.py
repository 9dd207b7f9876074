# SPDX-License-Identifier: EUPL-1.2
"""The distinct words of people's names in memory, to find what was meant by a mistyped one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from sqlalchemy import Connection

NAME = "vocabulary"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WHOLE_LETTERS = 4
_BEGINNING_LETTERS = 5
_MOST = 24
_MANY = 1_000
_NEWER = "SELECT number, word FROM search_word WHERE number > ? ORDER BY number"
_KEEP = "INSERT INTO search_word (word) VALUES (?) ON CONFLICT (word) DO NOTHING"


class Vocabulary:
    """Words in order, brought up to date by what was added since the last look."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._known: set[str] = set()
        self._last = 0

    def refresh(self, conn: Connection) -> None:
        """Take in the words that were added since."""
        newer = conn.exec_driver_sql(_NEWER, (self._last,)).fetchall()
        if not newer:
            return
        self._last = newer[-1][0]
        added = {word for _, word in newer} - self._known
        self._known |= added
        if len(added) > _MANY:
            self._words = sorted(self._known)
        else:
            for word in added:
                insort(self._words, word)

    def meant(self, typed: str) -> list[str]:
        """Return words and beginnings of words that one mistake apart from what was typed.

        A mistake is a letter that is wrong, missing, too many, or swapped with its
        neighbour, also the first.  From four letters on whole words, from five on
        beginnings too; whole ones come first.
        """
        if len(typed) < _WHOLE_LETTERS or any(c.isdigit() for c in typed):
            return []
        near = one_edit_apart(typed)
        whole = sorted(near & self._known)
        if len(typed) < _BEGINNING_LETTERS:
            return whole[:_MOST]
        begun = sorted(word for word in near - self._known if self._begins(word))
        return (whole + begun)[:_MOST]

    def _begins(self, word: str) -> bool:
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at].startswith(word)


def of_connection(conn: Connection) -> Vocabulary:
    """Return the up-to-date vocabulary that goes with a connection of the pool.

    A rollback forgets it: it may have taken in words that were never kept.
    """
    found: Vocabulary = conn.info.setdefault(NAME, Vocabulary())
    found.refresh(conn)
    return found


def add(conn: Connection, words: Iterable[str]) -> None:
    """Keep words of names that may be new."""
    listed = [(word,) for word in words if not word.isdigit()]
    if listed:
        conn.exec_driver_sql(_KEEP, listed)


def one_edit_apart(word: str) -> set[str]:
    """Return the words that one wrong, missing, extra or swapped letter turns into this one."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {head + tail[1:] for head, tail in cuts if tail}
    near |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    for letter in _LETTERS:
        near |= {head + letter + tail[1:] for head, tail in cuts if tail}
        near |= {head + letter + tail for head, tail in cuts}
    near.discard(word)
    return near
