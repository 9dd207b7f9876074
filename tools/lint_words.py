# SPDX-License-Identifier: EUPL-1.2
"""Italian words that an operator should not have to read, and what is said instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from xml.etree import ElementTree

_UNWANTED: tuple[tuple[str, str], ...] = (
    (r"non\s+valid[oaie]", "say what is wrong with it"),
    (r"error[ei]", "say what happened and what to do now"),
    (r"ok", "name the act on the button"),
    (r"sync", "«inviare», «ricevere», «collegarsi»"),
    (r"si\s+prega", "say directly what to do"),
    (r"conflitt[oi]", "say what differs"),
    (r"time-?out", "«non risponde»"),
    (r"server\s+500", "«il centro ha un guasto»"),
)
UNWANTED = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), instead)
    for pattern, instead in _UNWANTED
)


def unwanted_words(text: str) -> Iterator[tuple[str, str]]:
    """Give each unwanted word in a text and what to say instead."""
    # `{conflitto}` is the name of a fact, not a word on the screen; `&` marks a mnemonic.
    shown = re.sub(r"\{\w*\}", " ", text).replace("&", "")
    for pattern, instead in UNWANTED:
        for found in pattern.finditer(shown):
            yield found.group(), instead


def italian_texts(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Give the Italian texts of a translation or wording file, with their lines.

    Of a ``.ts`` the translations when its language is Italian; of a ``.toml`` what stands under
    ``it``, or everything when nothing in the file says ``it`` or ``en``.
    """
    if path.endswith(".ts"):
        yield from _of_translations(text)
    elif path.endswith(".toml"):
        yield from _of_wording(text)


def _of_translations(text: str) -> Iterator[tuple[int, str]]:
    # Our own files, from this repository: no entity of a stranger is expanded.
    root = ElementTree.fromstring(text)  # noqa: S314
    if not root.get("language", "it").startswith("it"):
        return
    for translation in root.iter("translation"):
        for part in [translation, *translation.iter("numerusform")]:
            if part.text and part.text.strip():
                yield _line_of(text, part.text), part.text


def _of_wording(text: str) -> Iterator[tuple[int, str]]:
    strings = list(_strings(tomllib.loads(text), ()))
    by_language = any({"it", "en"} & set(keys) for keys, _ in strings)
    for keys, string in strings:
        if not by_language or "it" in keys:
            yield _line_of(text, string), string


def _strings(value: object, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*keys, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, keys)


def _line_of(text: str, part: str) -> int:
    """Return the line where a text begins; line 1 when it is written there with escapes."""
    place = text.find(part.strip().split("\n")[0])
    return text.count("\n", 0, place) + 1 if place >= 0 else 1
