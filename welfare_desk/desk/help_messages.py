# SPDX-License-Identifier: EUPL-1.2
"""Every refusal as a page of the help: its short code, what happened, what to do, where to read on.

A sentence that was shown is known again by its own words, so that a page may hand it on as text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from welfare_desk.core.refusals import every_refusal
from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold, words
from welfare_desk.desk.sentences import refusal_templates

_LABEL = re.compile(r"\s*WD[\s-]?(\d{4})\s*", re.IGNORECASE)
_FACT = re.compile(r"\{(\w+)\}")
_DASH = "…"
_LONGEST = 600
"""Letters; no sentence of a refusal is longer, and none is looked for in a note."""


@dataclass(frozen=True, slots=True)
class Message:
    """A refusal: ``label`` is read aloud on the phone, ``page`` the help page that says more."""

    label: str
    code: str
    fact: str
    remedy: str
    page: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.fact} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class SaidMessage:
    """A refusal as it was said here, with the facts in its sentence (none of them personal)."""

    sentence: str
    label: str
    code: str
    facts: tuple[tuple[str, str], ...]


@cache
def messages(lang: str) -> dict[str, Message]:
    """Return every refusal by its label, in the order of the numbers."""
    pages = _pages()
    found = {}
    for code, kind in sorted(every_refusal().items(), key=lambda pair: pair[1].number):
        label = f"WD-{kind.number}"
        if label in found:
            continue
        template = _template(code, lang)
        fact, remedy = parted(_FACT.sub(_DASH, template))
        found[label] = Message(label, code, fact, remedy, _page(kind.number, code, pages))
    return found


def label_in(text: str) -> str:
    """Return the label that somebody typed, such as «wd 2041», or nothing."""
    found = _LABEL.fullmatch(text)
    return f"WD-{found.group(1)}" if found else ""


def find_messages(query: str, lang: str, limit: int = 6) -> tuple[Message, ...]:
    """Return the messages of a label, or those whose sentence holds all words of a query."""
    known = messages(lang)
    label = label_in(query)
    if label:
        return (known[label],) if label in known else ()
    asked = [f" {fold(word)}" for word in words(query)]
    if not asked or len("".join(asked)) < 4:
        return ()
    hits = (one for one in known.values() if all(a in f" {fold(one.sentence)}" for a in asked))
    return tuple(hits)[:limit]


def said(text: str) -> SaidMessage | None:
    """Return which refusal a sentence of either language is, or nothing when it is none."""
    if len(text) > _LONGEST:
        return None
    kinds = every_refusal()
    for code, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None and code in kinds:
            facts = tuple(found.groupdict().items())
            return SaidMessage(text, f"WD-{kinds[code].number}", code, facts)
    return None


def parted(sentence: str) -> tuple[str, str]:
    """Return what happened and what to do now."""
    fact, stop, remedy = sentence.partition(". ")
    return (f"{fact}." if stop else fact), remedy


def _template(code: str, lang: str) -> str:
    table = refusal_templates()
    entry = table.get(code, table["desk_error"])
    return entry["en" if lang == "en" else "it"]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = [
        (code, _pattern(_template(code, lang)))
        for code in refusal_templates()
        for lang in ("it", "en")
    ]
    # The sentence with the fewest open places is the closest.
    found.sort(key=lambda pair: pair[1].groups)
    return tuple(found)


def _pattern(template: str) -> re.Pattern[str]:
    seen: set[str] = set()
    pattern = ""
    for n, piece in enumerate(_FACT.split(template)):
        if n % 2 == 0:
            pattern += re.escape(piece)
        else:
            pattern += ".+?" if piece in seen else f"(?P<{piece}>.+?)"
            seen.add(piece)
    return re.compile(pattern, re.DOTALL)


@cache
def _pages() -> tuple[dict[str, str], tuple[tuple[int, int, str], ...]]:
    table = tomllib.loads(resource_path("help", "messages.toml").read_text("utf-8"))
    ranges = tuple((row["first"], row["last"], row["page"]) for row in table["numbers"])
    return table.get("codes", {}), ranges


def _page(
    number: int, code: str, pages: tuple[dict[str, str], tuple[tuple[int, int, str], ...]]
) -> str:
    codes, ranges = pages
    known = codes.get(code)
    return known or next((page for low, high, page in ranges if low <= number <= high), "messages")
