# SPDX-License-Identifier: EUPL-1.2
"""The machine readable zone of identity cards and permits."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import vectors
from welfare_desk.core.mrz import check_digit, parse_td1
from welfare_desk.core.refusals import MrzCheckDigit, MrzUnreadable

TODAY = date(2026, 9, 16)
DOCUMENTS = vectors("mrz_td1")
LINES = DOCUMENTS[1]["lines"]
# Document number, birth, expiry and composite digit, and what they cover: not the names.
COVERED = [*range(5, 30), *range(30, 37), *range(38, 45), *range(48, 60)]


def changed(text: str, place: int, letter: str) -> str:
    return text[:place] + letter + text[place + 1 :]


@pytest.mark.parametrize("vector", DOCUMENTS, ids=lambda vector: vector["lines"][0])
def test_every_field_is_read(vector: dict[str, Any]) -> None:
    fields = vector["fields"]
    zone = parse_td1("\r\n".join(vector["lines"]), TODAY)
    assert zone.document_code == fields["document_code"]
    assert zone.issuing_state == fields["issuing_state"]
    assert zone.document_number == fields["document_number"]
    assert zone.sex == fields["sex"]
    assert zone.nationality == fields["nationality"]
    assert zone.surname == fields["surname"].replace("'", "")
    assert fields["given_names"].startswith(zone.given_names)
    assert zone.names_cut == (zone.given_names != fields["given_names"])
    assert f"{zone.birth_on:%y%m%d}" == fields["birth_date"]
    assert f"{zone.expires_on:%Y%m%d}" == "20" + fields["expiry_date"]


def test_a_birth_year_that_has_not_come_is_of_the_last_century() -> None:
    zone = parse_td1("".join(DOCUMENTS[-1]["lines"]), TODAY)
    assert (zone.birth_on, zone.expires_on) == (date(1929, 10, 31), date(2039, 10, 31))


def test_lines_may_come_joined_spaced_or_in_small_letters() -> None:
    expected = parse_td1("\n".join(LINES), TODAY)
    assert parse_td1("".join(LINES).lower(), TODAY) == expected
    assert parse_td1(" ".join(" ".join(LINES)), TODAY) == expected


@given(st.sampled_from(COVERED), st.sampled_from("0123456789"))
def test_one_digit_misread_is_noticed(place: int, digit: str) -> None:
    text = "".join(LINES)
    if not text[place].isdecimal() or text[place] == digit:
        return
    with pytest.raises((MrzCheckDigit, MrzUnreadable)):
        parse_td1(changed(text, place, digit), TODAY)


@pytest.mark.parametrize(
    ("place", "part"), [(14, "number"), (36, "birth"), (44, "expiry"), (59, "composite")]
)
def test_the_check_digit_that_does_not_fit_is_named(place: int, part: str) -> None:
    text = "".join(LINES)
    wrong = str((int(text[place]) + 1) % 10)
    with pytest.raises(MrzCheckDigit) as refused:
        parse_td1(changed(text, place, wrong), TODAY)
    assert refused.value.facts == {"part": part}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "length"),
        ("".join(LINES)[:-1], "length"),
        (changed("".join(LINES), 70, "à"), "characters"),
        (changed("".join(LINES), 0, "P"), "document"),
        (changed("".join(LINES), 37, "X"), "sex"),
    ],
)
def test_what_is_no_zone_is_refused(text: str, part: str) -> None:
    with pytest.raises(MrzUnreadable) as refused:
        parse_td1(text, TODAY)
    assert refused.value.facts == {"part": part}


def zone(
    number: str = "CA12345BB", birth: str = "800101", expiry: str = "330101", sex: str = "M"
) -> str:
    """A zone whose check digits are all right."""
    if len(number) > 9:
        rest = number[9:] + check_digit(number)
        first = "C<ITA" + number[:9] + "<" + rest.ljust(15, "<")
    else:
        first = "C<ITA" + number + check_digit(number) + "<" * 15
    birth_part, expiry_part = birth + check_digit(birth), expiry + check_digit(expiry)
    covered = first[5:] + birth_part + expiry_part + "<" * 11
    second = f"{birth_part}{sex}{expiry_part}ITA{'<' * 11}{check_digit(covered)}"
    return first + second + "ROSSI<<MARIO".ljust(30, "<")


def test_a_number_of_more_than_nine_characters_goes_on_in_the_optional_data() -> None:
    read = parse_td1(zone(number="D23145890734"), TODAY)
    assert (read.document_number, read.optional_1) == ("D23145890734", "")


def test_unknown_sex_and_parts_of_a_date_are_left_open() -> None:
    read = parse_td1(zone(birth="80<<<<", sex="<"), TODAY)
    assert (read.birth_on, read.sex) == (None, "")


@pytest.mark.parametrize(
    ("birth", "expiry", "part"),
    [("801301", "330101", "birth"), ("000230", "330101", "birth"), ("800101", "330229", "expiry"),
     ("8001AB", "330101", "birth")],
)  # fmt: skip
def test_a_date_that_does_not_exist_is_refused(birth: str, expiry: str, part: str) -> None:
    with pytest.raises(MrzUnreadable) as refused:
        parse_td1(zone(birth=birth, expiry=expiry), TODAY)
    assert refused.value.facts == {"part": part}


def test_a_leap_day_of_2000_is_not_looked_for_in_1900() -> None:
    assert parse_td1(zone(birth="000229"), TODAY).birth_on == date(2000, 2, 29)
