# SPDX-License-Identifier: EUPL-1.2
"""The pages of the help, which are the manual: Markdown files of resources/help, in two languages.

The first line of a page is its title, the second begins with «Parole:» or ``Words:`` and holds
other words by which it is found.  ``{key:book}`` stands for the key of an act.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold, words

LANGUAGES = ("it", "en")
FIRST = "start"
"""The page that says how the window is laid out."""
_KEY = re.compile(r"\{key:(\w+)\}")
_PICTURE = re.compile(r"^!\[(.*)\]\((.*)\)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_WEIGHTS = (("title", 12), ("words", 8), ("lead", 3), ("body", 1))


@dataclass(frozen=True, slots=True)
class Guide:
    """A page of the help: ``lead`` is its first paragraph, ``body`` all below title and words."""

    id: str
    title: str
    words: str
    lead: str
    body: str


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A heading of the contents with its pages, in their order."""

    title: str
    pages: tuple[str, ...]


@cache
def parts(lang: str) -> tuple[GuidePart, ...]:
    """Return the contents: every page stands in exactly one part."""
    table = tomllib.loads(resource_path("help", "order.toml").read_text("utf-8"))
    return tuple(GuidePart(part[_known(lang)], tuple(part["pages"])) for part in table["part"])


@cache
def guides(lang: str) -> dict[str, Guide]:
    """Return every page by its id, in the order of the contents."""
    ids = (page_id for part in parts(lang) for page_id in part.pages)
    return {page_id: _read(page_id, _known(lang)) for page_id in ids}


def filled(text: str, key: Callable[[str], str]) -> str:
    """Return a page's text with the keys as they are at this desk; ``key`` gives an act's key."""
    return _KEY.sub(lambda found: f"`{key(found.group(1))}`", text)


def keys_named(text: str) -> tuple[str, ...]:
    """Return the ids of the acts whose keys a text names."""
    return tuple(_KEY.findall(text))


def pictures_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return caption and file name of each picture."""
    return tuple(_PICTURE.findall(text))


def find_guides(query: str, lang: str, limit: int = 12) -> tuple[Guide, ...]:
    """Return the pages that hold all words of a query, those named by it first.

    Words count from their beginning and without accents.  Where no page holds all of them,
    pages that hold some come.
    """
    asked = [fold(word) for word in words(query)]
    if not asked:
        return ()
    scored = [(_scores(guide, asked), guide) for guide in guides(lang).values()]
    whole = [(sum(found), guide) for found, guide in scored if all(found)]
    some = whole or [(sum(found), guide) for found, guide in scored if any(found)]
    some.sort(key=lambda pair: -pair[0])
    return tuple(guide for _, guide in some[:limit])


def plain(text: str) -> str:
    """Return the words of a page's text without its marks."""
    text = _PICTURE.sub(r"\1", text)
    return re.sub(r"[*`>#|]", " ", _LINK.sub(r"\1", _KEY.sub(" ", text)))


def _scores(guide: Guide, asked: list[str]) -> list[int]:
    held = _held(guide)
    return [
        sum(weight for (_, weight), text in zip(_WEIGHTS, held, strict=True) if f" {word}" in text)
        for word in asked
    ]


@cache
def _held(guide: Guide) -> tuple[str, ...]:
    return tuple(f" {fold(plain(getattr(guide, name)))}" for name, _ in _WEIGHTS)


def _read(page_id: str, lang: str) -> Guide:
    text = resource_path("help", lang, f"{page_id}.md").read_text("utf-8")
    title, found, body = text.split("\n", 2)
    body = body.strip()
    return Guide(
        id=page_id,
        title=title.removeprefix("# ").strip(),
        words=found.partition(":")[2].strip(),
        lead=body.split("\n\n", 1)[0].replace("\n", " "),
        body=body,
    )


def _known(lang: str) -> str:
    return lang if lang in LANGUAGES else LANGUAGES[0]
