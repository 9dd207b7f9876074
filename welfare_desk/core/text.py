# SPDX-License-Identifier: EUPL-1.2
"""Text as it is stored, searched and sorted."""

from __future__ import annotations

import re
import unicodedata

from welfare_desk.core.refusals import TextHasControlCharacters, TextMissing, TextTooLong
from welfare_desk.core.text_tables import CYRILLIC, GREEK, GREEK_OU, JOINERS, LATIN

_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})

_BETWEEN_WORDS = re.compile("[^a-z0-9]+")

_PLAIN = str.maketrans({**LATIN, **CYRILLIC, **GREEK, **dict.fromkeys(JOINERS, "")})


def clean(text: str, limit: int, field: str, *, multiline: bool = False) -> str:
    """Return the text as it is stored: composed (NFC) and without blanks at its ends.

    Refused with ``TextHasControlCharacters`` (PostgreSQL takes no NUL, a printer obeys the
    others) and, above ``limit`` characters, with ``TextTooLong``.  Only a ``multiline``
    field may hold line breaks, kept as line feeds, and tabs, kept as blanks.
    """
    if text.isascii() and text.isprintable():
        # Nothing in it can be composed or refused: by far the usual case.
        plain = text.strip(" ")
        if len(plain) > limit:
            raise TextTooLong(field=field, limit=limit)
        return plain
    composed = unicodedata.normalize("NFC", text)
    if multiline:
        composed = composed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    composed = composed.strip(" \u00a0\u2007\u202f\n\r\t")
    allowed = "\n" if multiline else ""
    for letter in composed:
        if unicodedata.category(letter) in _CONTROL and letter not in allowed:
            raise TextHasControlCharacters(field=field)
    if len(composed) > limit:
        raise TextTooLong(field=field, limit=limit)
    return composed


def clean_needed(text: str, limit: int, field: str) -> str:
    """Return ``clean(text, limit, field)``; refused with ``TextMissing`` when nothing is left."""
    cleaned = clean(text, limit, field)
    if not cleaned:
        raise TextMissing(field=field)
    return cleaned


def fold(text: str) -> str:
    """Return the text as it is searched: lower case, no marks, apostrophes or signs.

    What is not a letter or digit becomes one blank between words.  Folding twice changes
    nothing more.
    """
    plain = text.casefold()
    if plain.isascii():
        return _BETWEEN_WORDS.sub(" ", plain.replace("'", "").replace("`", "")).strip()
    plain = _plain(_plain(plain).casefold())
    return " ".join("".join(c if _is_kept(c) else " " for c in plain).split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of the folded text, in order."""
    return tuple(fold(text).split())


def collation_key(text: str) -> tuple[str, str]:
    """Return the key that sorts as an Italian index does.

    Case, accents, apostrophes and blanks count only between texts that are equal without
    them: Dal Ben, D'Alessi, Dall'Ò.
    """
    return fold(text).replace(" ", ""), unicodedata.normalize("NFC", text).casefold()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    unmarked = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unmarked.replace(GREEK_OU, "ou").translate(_PLAIN)


def _is_kept(letter: str) -> bool:
    """Vowel signs of Indian scripts are marks, and part of the word."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
