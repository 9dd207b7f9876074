# SPDX-License-Identifier: EUPL-1.2
"""Fiscal codes against worked examples and two independent libraries."""

from contextlib import suppress
from datetime import date
from typing import Any, Literal

import codicefiscale
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.it import codicefiscale as stdnum_code

from tests.support.vectors import vectors
from welfare_desk.core import fiscal_code, refusals
from welfare_desk.core.fiscal_code import (
    Difference,
    century_is_doubtful,
    differences,
    encode,
    find_in,
    has_shape,
    near_matches,
    omocodia_variants,
    parse,
)
from welfare_desk.core.places import Places

TODAY = date(2026, 9, 16)
ENCODED = vectors("codice_fiscale_encode")
REFUSALS = {
    "EMPTY": refusals.FiscalCodeEmpty,
    "LENGTH": refusals.FiscalCodeLength,
    "FORMAT": refusals.FiscalCodeFormat,
    "MONTH_LETTER": refusals.FiscalCodeMonth,
    "DAY_RANGE": refusals.FiscalCodeDay,
    "DATE_NOT_EXISTING": refusals.FiscalCodeDate,
    "CHECK_CHARACTER": refusals.FiscalCodeCheck,
    "NUMERIC_CHECK_DIGIT": refusals.FiscalCodeNumericCheck,
}
NAMES = st.text(st.sampled_from("ABCDEFGHILMNOPRSTUVZ àèéìòù'"), min_size=1, max_size=20).filter(
    lambda name: any(letter.isalpha() for letter in name)
)
CODES = st.builds(
    encode,
    NAMES,
    NAMES,
    st.sampled_from("MF"),
    st.dates(date(1927, 1, 1), TODAY),
    st.sampled_from(["G224", "G587", "L840", "H501", "Z129", "Z330"]),
)


def typed(vector: dict[str, Any]) -> tuple[str, str, str, date, str]:
    return (
        vector["last_name"],
        vector["first_name"],
        vector["sex"],
        date.fromisoformat(vector["birth_date"]),
        vector["birth_place_code"],
    )


@pytest.mark.parametrize("vector", ENCODED, ids=lambda vector: vector["codice_fiscale"])
def test_data_give_the_code_and_the_code_gives_them_back(vector: dict[str, Any]) -> None:
    assert encode(*typed(vector)) == vector["codice_fiscale"]
    code = parse(vector["codice_fiscale"], TODAY)
    assert code.kind == "definitive"
    assert code.base_text == code.text
    assert (code.sex, code.birth_on, code.birthplace_code) == typed(vector)[2:]
    assert differences(code, *typed(vector)) == ()


@pytest.mark.parametrize(
    "vector", vectors("codice_fiscale_omocodia"), ids=lambda vector: vector["codice_fiscale"]
)
def test_omocodia_is_read_and_kept_as_assigned(vector: dict[str, Any]) -> None:
    code = parse(vector["codice_fiscale"], TODAY)
    assert code.text == vector["codice_fiscale"]
    assert code.base_text == vector["base_codice_fiscale"]
    assert code.birth_on == date.fromisoformat(vector["birth_date"])
    assert (code.sex, code.birthplace_code) == (vector["sex"], vector["birth_place_code"])
    assert code.text in omocodia_variants(code.base_text)


@pytest.mark.parametrize(
    "vector", vectors("codice_fiscale_invalid"), ids=lambda v: v["input"] or "-"
)
def test_the_first_reason_in_the_order_of_checks_is_named(vector: dict[str, Any]) -> None:
    with pytest.raises(refusals.DeskError) as refused:
        parse(vector["input"], TODAY)
    assert type(refused.value) is REFUSALS[vector["reason"]]


@pytest.mark.parametrize("vector", vectors("codice_fiscale_warn"), ids=lambda v: v["input"])
def test_an_unknown_place_is_no_reason_to_refuse(vector: dict[str, Any]) -> None:
    code = parse(vector["input"], TODAY)
    assert Places.load().by_code(code.birthplace_code) is None


@pytest.mark.parametrize("vector", vectors("codice_fiscale_numeric"), ids=lambda v: v["input"])
def test_eleven_digits_are_a_provisional_code_by_their_check_digit(vector: dict[str, Any]) -> None:
    assert vector["luhn_valid"]
    code = parse(vector["input"], TODAY)
    assert (code.kind, code.birth_on, code.sex) == ("provisional", None, "")
    assert differences(code, "Rossi", "Mario", "M", TODAY, "G224") == ()


@pytest.mark.parametrize(
    "text",
    ["RSSMRA80A01G224W", "rssmra80a01g224w", "*RSSMRA80A01G224W*", " RSS MRA 80A01 G224W ",
     "RSSMRA80A01G224W\r\n", "*rssmra80a01g224w*\t"],
)  # fmt: skip
def test_a_scanned_or_typed_code_is_cleaned(text: str) -> None:
    assert parse(text, TODAY).text == "RSSMRA80A01G224W"


def test_letters_that_only_become_latin_by_raising_are_refused() -> None:
    with pytest.raises(refusals.FiscalCodeFormat):
        parse("RſSMRA80A01G224W", TODAY)  # noqa: RUF001 - the long s raises to S


def test_every_one_of_the_128_variants_is_the_same_person() -> None:
    variants = omocodia_variants("DRSNMR85T71G587R")
    assert variants[0] == "DRSNMR85T71G587R"
    assert len(set(variants)) == 128
    assert {parse(variant, TODAY).base_text for variant in variants} == {"DRSNMR85T71G587R"}


def test_both_centuries_are_offered_for_a_child() -> None:
    code = parse(encode("Zanon", "Eva", "F", date(2019, 6, 30), "E592"), TODAY)
    assert code.birth_candidates == (date(2019, 6, 30), date(1919, 6, 30))
    assert century_is_doubtful(code, TODAY)


def test_a_date_that_has_not_come_belongs_to_the_last_century() -> None:
    code = parse(encode("Tiozzo", "Ada", "F", date(1929, 10, 31), "C638"), TODAY)
    assert code.birth_candidates == (date(1929, 10, 31),)
    assert not century_is_doubtful(code, TODAY)


def test_a_leap_day_that_only_1900_would_have_is_of_2000() -> None:
    code = parse(encode("Rossi", "Ada", "F", date(2000, 2, 29), "G224"), TODAY)
    assert code.birth_candidates == (date(2000, 2, 29),)
    with pytest.raises(refusals.FiscalCodeDate):
        parse(code.text, date(1999, 1, 1))


def test_each_difference_from_the_typed_data_is_listed() -> None:
    code = parse("RSSMRA80A41G224A", TODAY)
    assert differences(code, "Bianchi", "Mario", "M", date(1980, 1, 2), "G587") == (
        Difference("surname", "RSS", "BNC"),
        Difference("sex", "F", "M"),
        Difference("born_on", "80A01", "80A02"),
        Difference("birthplace", "G224", "G587"),
    )
    assert differences(code, name="Luca") == (Difference("name", "MRA", "LCU"),)
    assert differences(code) == ()
    assert differences(code, surname="李", name="明") == ()


def test_an_omocodia_code_fits_the_data_of_its_base() -> None:
    code = parse("DRSNMR85T71G5UTA", TODAY)
    assert differences(code, "De Rossi", "Anna Maria", "F", date(1985, 12, 31), "G587") == ()


@pytest.mark.parametrize(
    ("surname", "name", "sex", "place", "field"),
    [
        ("", "Mario", "M", "G224", "surname"),
        ("Rossi", "明", "M", "G224", "name"),
        ("Rossi", "Mario", "", "G224", "sex"),
        ("Rossi", "Mario", "M", "", "birthplace"),
    ],
)
def test_no_code_is_proposed_from_missing_data(
    surname: str, name: str, sex: str, place: str, field: str
) -> None:
    with pytest.raises(refusals.TextMissing) as refused:
        encode(surname, name, sex, date(1980, 1, 1), place)
    assert refused.value.facts == {"field": field}


@given(NAMES, NAMES, st.sampled_from("MF"), st.dates(date(1950, 1, 1), TODAY))
def test_another_library_proposes_the_same_code(
    surname: str, name: str, sex: Literal["M", "F"], born_on: date
) -> None:
    theirs = codicefiscale.codicefiscale.encode(
        lastname=surname,
        firstname=name,
        gender=sex,
        birthdate=born_on.isoformat(),
        birthplace="G224",
    )
    assert encode(surname, name, sex, born_on, "G224") == theirs


@given(CODES, st.integers(0, 127))
def test_other_libraries_read_the_same_from_every_variant(text: str, variant: int) -> None:
    assigned = omocodia_variants(text)[variant]
    code = parse(assigned, TODAY)
    assert stdnum_code.is_valid(assigned)
    theirs = codicefiscale.codicefiscale.decode(assigned)
    assert theirs["gender"] == code.sex
    assert (theirs["birthdate"].month, theirs["birthdate"].day) == (
        code.birth_candidates[0].month,
        code.birth_candidates[0].day,
    )
    assert theirs["birthdate"].year in {born_on.year for born_on in code.birth_candidates}


@given(CODES, st.integers(0, 14), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_ours_refuses_what_another_library_refuses(text: str, place: int, letter: str) -> None:
    mistyped = text[:place] + letter + text[place + 1 :]
    try:
        parse(mistyped, TODAY)
    except refusals.DeskError:
        assert not stdnum_code.is_valid(mistyped)
    else:
        assert stdnum_code.is_valid(mistyped)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    length = 16
    with suppress(*REFUSALS.values()):
        length = len(parse(text, TODAY).text)
    assert length in (11, 16)


@given(CODES, st.integers(0, 15), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_near_matches_of_a_mistyped_code_include_the_right_one(
    text: str, place: int, letter: str
) -> None:
    mistyped = text[:place] + letter + text[place + 1 :]
    near = near_matches(mistyped)
    assert mistyped == text or text in near
    assert len(near) < 60


def test_near_matches_undo_a_swap_and_a_letter_for_a_digit() -> None:
    assert "RSSMRA80A01G224W" in near_matches("SRSMRA80A01G224W")
    assert "RSSMRA80A01G224W" in near_matches("RSSMRA8OA01G224W")
    assert near_matches("RSSMRA") == ()


def test_the_shape_is_seen_in_a_mistyped_code_too() -> None:
    assert has_shape("rssmra80a01g224a")
    assert not has_shape("RSSMRA80A01G224")
    assert not has_shape("98765430289")


@given(CODES, st.text(st.characters(codec="ascii", exclude_characters="\0"), max_size=30))
def test_the_code_is_found_wherever_a_stripe_reader_puts_it(text: str, name: str) -> None:
    raw = f"%{text.lower()}{name}?;80380000500123456780?"
    assert find_in(raw) == text


def test_a_stripe_without_a_right_code_gives_nothing() -> None:
    assert find_in("%RSSMRA80A01G224A ROSSI MARIO?;80380000500123456780?") is None
    assert find_in("XRSSMRA80A01G224W") == "RSSMRA80A01G224W"
    assert fiscal_code.find_in("") is None
