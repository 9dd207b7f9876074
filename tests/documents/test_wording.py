# SPDX-License-Identifier: EUPL-1.2
"""Every paper has its words in both languages, with the same places to fill in."""

import datetime
import string
import tomllib
from typing import get_args

import pytest

from welfare_desk.core.resources import resource_path
from welfare_desk.documents.fonts import unprintable
from welfare_desk.documents.inputs import SecondLanguage
from welfare_desk.documents.wording import second_line, time_text, words

PAPERS = ("card", "slip", "receipt", "notice", "recovery")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("paper", PAPERS)
def test_both_languages_have_the_same_texts_and_places(paper: str) -> None:
    italian, english = words(paper, "it"), words(paper, "en")
    assert {key: fields(text) for key, text in italian.items()} == {
        key: fields(text) for key, text in english.items()
    }


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_letter_of_the_wording_can_be_printed(paper: str, lang: str) -> None:
    assert unprintable("".join(words(paper, lang).values())) == ()


def test_every_second_language_has_its_line_for_every_month_and_day() -> None:
    with resource_path("cards", "second_line.toml").open("rb") as file:
        assert set(tomllib.load(file)) == set(get_args(SecondLanguage))
    first = datetime.date(2026, 1, 1)
    for lang in get_args(SecondLanguage):
        lines = {
            second_line(lang, state, first + datetime.timedelta(days=days), 545)
            for state in ("final", "provisional")
            for days in range(365)
        }
        assert len(lines) == 730
        assert all("09:05" in line and unprintable(line) == () for line in lines)


def test_time_past_midnight_is_that_of_the_next_day() -> None:
    assert time_text(23 * 60 + 90) == "00:30"
