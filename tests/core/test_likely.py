# SPDX-License-Identifier: EUPL-1.2
"""The short way to tell strangers apart gives the score of the long one, or nothing."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.core.likeness import REVIEW, Described, alike, likely
from welfare_desk.core.names_alike import edits

SURNAMES = ("", "Rossi", "Rosi", "De Rossi", "El Fassi", "Al Fassi", "Garcia Lopez", "Ferrari")
NAMES = ("", "Mario", "Maria", "Maria Grazia", "Pino", "Giuseppe", "Rossi", "Fatima", "-")
DAYS = (None, datetime.date(1980, 1, 1), datetime.date(1980, 3, 5), datetime.date(1980, 5, 3))
CODES = ("", "RSSMRA80A01H501U", "RSSMRA80A01H50MC", "FRRMRA80E43F205Z")


def one_of(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


people = st.builds(
    Described,
    surname=one_of(*SURNAMES),
    name=one_of(*NAMES),
    born_on=st.sampled_from(DAYS),
    sex=one_of("", "M", "F"),
    birthplace_code=one_of("", "H501", "F205"),
    fiscal_code=one_of(*CODES),
    base_code=one_of(*CODES),
    fiscal_code_status=one_of("", "verified"),
    phone=one_of("", "+393331234567", "+393331234568", "+39061234567"),
    street=one_of("", "Via Roma", "Via Romana", "Piazza Dante"),
    street_no=one_of("", "1", "12"),
)


@settings(max_examples=600)
@given(people, people, st.sampled_from((1, 50, REVIEW, 90)))
def test_what_is_likely_has_the_score_of_alike(
    one: Described, other: Described, least: int
) -> None:
    score = alike(one, other).score
    assert likely(one, other, least) == (score if score >= least else 0)
    assert likely(other, one, least) == likely(one, other, least)


def slowly(one: str, other: str) -> int:
    """The textbook's table: letters changed, dropped, added, and neighbours turned round."""
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, theirs in enumerate(other, 1):
            beside = rows[-1][place - 1] + (letter != theirs)
            least = min(rows[-1][place] + 1, row[-1] + 1, beside)
            if at > 1 and place > 1 and (letter, theirs) == (other[place - 2], one[at - 2]):
                least = min(least, rows[-2][place - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


@settings(max_examples=600)
@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 10))
def test_letters_apart_are_those_of_the_table(one: str, other: str, most: int) -> None:
    assert edits(one, other, most) == min(slowly(one, other), most + 1)
