# SPDX-License-Identifier: EUPL-1.2
"""Refusals are told apart by code and number, and each has its sentence in both languages."""

import tomllib
from collections import Counter
from string import Formatter

import pytest

from welfare_desk.core.refusals import CardNumbersExhausted, DeskError, TextTooLong, every_refusal
from welfare_desk.core.resources import resource_path

REFUSALS = every_refusal()
SENTENCES = tomllib.loads(resource_path("wording", "refusals.toml").read_text(encoding="utf-8"))


def test_codes_come_from_the_names() -> None:
    assert CardNumbersExhausted.code == "card_numbers_exhausted"
    assert REFUSALS["card_numbers_exhausted"] is CardNumbersExhausted


def test_no_two_refusals_share_a_number() -> None:
    shared = [n for n, times in Counter(c.number for c in REFUSALS.values()).items() if times > 1]
    assert shared == []
    assert all(1000 < refusal.number < 10_000 for refusal in REFUSALS.values())


def test_a_refusal_carries_its_facts_and_a_label_to_read_aloud() -> None:
    refused = TextTooLong(field="name", limit=60)
    assert isinstance(refused, DeskError)
    assert refused.facts == {"field": "name", "limit": 60}
    assert refused.label == "WD-1001"
    assert str(refused) == "text_too_long"


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_says_what_happened_and_what_to_do(code: str) -> None:
    for language in ("it", "en"):
        sentence = SENTENCES[code][language]
        assert sentence.rstrip().endswith((".", "?"))
        assert len(sentence) < 200


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_both_languages_use_the_same_facts(code: str) -> None:
    used = [
        {name for _, name, _, _ in Formatter().parse(SENTENCES[code][language]) if name}
        for language in ("it", "en")
    ]
    assert used[0] == used[1]
