# SPDX-License-Identifier: EUPL-1.2
"""Refusals and steps of a sum in words, from data: the same at the window and on the line."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from welfare_desk.core.money import euro_text
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.resources import resource_path


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    path = resource_path("wording", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def refusal_templates() -> dict[str, dict[str, str]]:
    """Return the sentence of every refusal's code by language, with the places of its facts."""
    return _table("refusals")


class _Facts(dict[str, str]):
    """Facts of a sentence; one that is missing leaves a dash, never a crash at the counter."""

    def __missing__(self, key: str) -> str:
        return "–"


def _filled(template: str, facts: dict[str, int | str], lang: str) -> str:
    texts = _Facts()
    for name, value in facts.items():
        cents = name.endswith("_cents") and isinstance(value, int)
        texts[name] = euro_text(value, lang) if cents and isinstance(value, int) else str(value)
    return template.format_map(texts)


class OutcomeWords(NamedTuple):
    """The words of a card's check: for the operator what it is and what to do, and what to say."""

    fact: str
    remedy: str
    say: str


def outcome_words(
    outcome: str, facts: dict[str, int | str] | None = None, lang: str = "it", *, why: str = ""
) -> OutcomeWords:
    """Return the words of one of the eight outcomes of ``desk.verify``.

    A ``why`` that has words of its own takes their place.
    """
    table = _table("card_outcomes")
    entry = table.get(f"{outcome}_{why}") or table[outcome]
    parts = (entry[f"{part}_{lang}"] for part in ("fact", "remedy", "say"))
    return OutcomeWords(*(_filled(part, facts or {}, lang) for part in parts))


def refusal_text(refusal: DeskError, lang: str = "it") -> str:
    """Return what happened and what to do now, in the operator's language."""
    return code_text(refusal.code, dict(refusal.facts), lang)


def code_text(code: str, facts: dict[str, int | str], lang: str = "it") -> str:
    """Return the sentence of a refusal's code."""
    entry = _table("refusals").get(code) or _table("refusals")["desk_error"]
    return _filled(entry[lang], facts, lang)


def link_text(code: str, facts: dict[str, int | str], lang: str = "it") -> str:
    """Return a sentence about the link: how an exchange ended, a notice, how long a desk lasts."""
    return _filled(_table("link")[code][lang], facts, lang)


def line_text(kind: str, code: str, facts: dict[str, int | str], lang: str = "it") -> str:
    """Return a step of a price (``fee``) or of an entitlement (``award``) in words."""
    entry = _table("lines")[f"{kind}_{code}"]
    return _filled(entry[lang], facts, lang)


def decision_text(kind: str, code: str, lang: str = "it") -> str:
    """Return a code of applications in words; words that somebody wrote stay as they are."""
    entry = _table("decisions").get(f"{kind}_{code}")
    return code if entry is None else entry["en" if lang == "en" else "it"]
