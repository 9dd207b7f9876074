# SPDX-License-Identifier: EUPL-1.2
"""Needs and optional questions: whole in both languages, found by the words people use."""

import re
import tomllib

import pytest

from welfare_desk.core.needs import is_need, needs, needs_for
from welfare_desk.core.purposes import is_purpose, purposes
from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold

CODE = re.compile(r"[a-z][a-z_]{1,29}")


def test_every_need_has_its_names_words_and_a_group_of_the_catalogue() -> None:
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    groups = {each["target_group"] for each in tomllib.loads(text)["offerings"]}
    assert len(needs()) >= 15
    for code, need in needs().items():
        assert CODE.fullmatch(code)
        assert need.name("it")
        assert need.name("en")
        assert need.words
        assert need.target_groups
        assert set(need.target_groups) <= groups, code
        assert is_need(code)
    assert not is_need("")
    assert not is_need("gold")


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("spesa", "food"),
        ("SPESA", "food"),
        ("badante", "home_care"),
        ("compiti", "study"),
        ("invalidita", "disability"),
        ("bolletta della luce", "bills"),
        ("permesso di soggiorno", "papers"),
        ("affit", "housing"),
        ("homework", "study"),
    ],
)
def test_need_is_found_by_what_people_say(said: str, first: str) -> None:
    assert needs_for(said)[0].code == first


def test_without_words_all_needs_are_offered_and_nonsense_finds_none() -> None:
    assert [each.code for each in needs_for(" ")] == list(needs())
    assert needs_for("xqzt") == ()
    assert needs_for("di") == ()


def test_every_optional_question_is_plain_and_whole() -> None:
    assert {"photos", "newsletter", "satisfaction_call"} <= set(purposes())
    for code, purpose in purposes().items():
        assert CODE.fullmatch(code)
        assert is_purpose(code)
        for lang in ("it", "en"):
            assert purpose.name(lang)
            assert purpose.question(lang).endswith("?")
            assert "consen" not in fold(purpose.question(lang)), "plain words, no legal ones"
    assert not is_purpose("marketing")
