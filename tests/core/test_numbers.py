# SPDX-License-Identifier: EUPL-1.2
"""Printed numbers are unique, and slips of the tongue are noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.numbers import (
    ALPHABET,
    CARD_BLOCK_LIMIT,
    SHORT_BLOCK_LIMIT,
    Parts,
    booking_label,
    booking_parts,
    booking_text,
    grouped,
    number_of_value,
    number_value,
    parse_number,
    prefix_of,
    receipt_label,
    receipt_text,
    serial_parts,
    serial_text,
)
from welfare_desk.core.refusals import NumberMistyped

CARDS = st.builds(
    serial_text, st.integers(0, 1023), st.integers(0, (1 << 29) - 1), st.integers(0, 0xFFFF)
)
BOOKINGS = st.builds(
    booking_text, st.integers(0, 63), st.integers(0, (1 << 19) - 1), st.integers(0, 1023)
)


def is_refused(text: str) -> bool:
    try:
        parse_number(text)
    except NumberMistyped:
        return True
    return False


def test_numbers_of_neighbouring_blocks_and_epochs_are_all_different() -> None:
    triples = [(e, b, i) for e in range(3) for b in range(40) for i in range(200)]
    assert len({serial_text(*triple) for triple in triples}) == len(triples)
    assert len({booking_text(*triple) for triple in triples}) == len(triples)


@given(st.integers(0, 1023), st.integers(0, (1 << 29) - 1), st.integers(0, 0xFFFF))
def test_a_card_number_leads_back_to_its_block(epoch: int, block: int, index: int) -> None:
    number = serial_text(epoch, block, index)
    assert len(number) == 12
    assert set(number) <= set(ALPHABET)
    assert serial_parts(number) == Parts(epoch, block, index)


@given(st.integers(0, 63), st.integers(0, (1 << 19) - 1), st.integers(0, 1023))
def test_a_booking_number_leads_back_to_its_block(epoch: int, block: int, index: int) -> None:
    number = booking_text(epoch, block, index)
    assert len(number) == 8
    assert booking_parts(number) == Parts(epoch, block, index)
    assert receipt_text(epoch, block, index) == number


@given(CARDS | BOOKINGS, st.data())
def test_every_change_of_one_character_is_noticed(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    for letter in set(ALPHABET) - {number[place]}:
        assert is_refused(number[:place] + letter + number[place + 1 :])


@given(CARDS | BOOKINGS)
def test_every_swap_of_two_characters_is_noticed(number: str) -> None:
    for one in range(len(number)):
        for other in range(one + 1, len(number)):
            letters = list(number)
            letters[one], letters[other] = letters[other], letters[one]
            assert is_refused("".join(letters)) == (number[one] != number[other])


@given(CARDS | BOOKINGS)
def test_a_doubled_pair_heard_wrongly_is_noticed(number: str) -> None:
    for place in range(len(number) - 1):
        if number[place] != number[place + 1]:
            continue
        for letter in set(ALPHABET) - {number[place]}:
            assert is_refused(number[:place] + 2 * letter + number[place + 2 :])


def test_of_arbitrary_texts_one_in_thirty_two_passes() -> None:
    passed = sum(
        not is_refused("0000" + a + b + c + "0")
        for a in ALPHABET
        for b in ALPHABET
        for c in ALPHABET
    )
    assert passed == 32**3 // 32


@given(CARDS | BOOKINGS)
def test_a_number_is_understood_however_it_is_typed(number: str) -> None:
    assert parse_number(grouped(number)) == number
    assert parse_number(f" {number.lower()}\r\n") == number
    assert parse_number("-".join(number)) == number
    assert parse_number(number.replace("0", "O").replace("1", "l")) == number
    assert parse_number(number.replace("0", "o").replace("1", "I")) == number


@given(BOOKINGS)
def test_the_prefix_is_understood_and_told(number: str) -> None:
    assert parse_number(booking_label(number)) == number
    assert parse_number(f"pr{number}") == number
    assert prefix_of(booking_label(number)) == "PR"
    assert prefix_of(receipt_label(number).lower()) == "RC"
    assert prefix_of(number) == ""


def test_a_number_that_begins_with_the_prefixs_letters_keeps_them() -> None:
    number = next(
        text
        for text in (number_of_value((22 * 32 + 24) * 32**5 + n, 8) for n in range(32))
        if text.startswith("PR")
    )
    assert parse_number(number) == number
    assert prefix_of(number) == ""
    assert parse_number("PR" + number) == number


@pytest.mark.parametrize(
    "text", ["", "PR", "7K3M", "ABCDEFGU", "àààààààà", "1234567890123", "PR7K3M92"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert is_refused(text)


def test_a_cards_number_is_no_bookings_number() -> None:
    with pytest.raises(NumberMistyped):
        booking_parts(serial_text(1, 1, 1))
    with pytest.raises(NumberMistyped):
        serial_parts(booking_text(1, 1, 1))


@pytest.mark.parametrize(
    "parts", [(-1, 0, 0), (1024, 0, 0), (0, 1 << 29, 0), (0, 0, CARD_BLOCK_LIMIT)]
)
def test_a_card_number_beyond_its_range_is_a_bug(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="Parts"):
        serial_text(*parts)


def test_a_booking_number_beyond_its_block_is_a_bug() -> None:
    with pytest.raises(ValueError, match="Parts"):
        booking_text(0, 0, SHORT_BLOCK_LIMIT)


@given(CARDS)
def test_the_value_on_the_card_code_gives_the_number_back(number: str) -> None:
    assert number_of_value(number_value(number), 12) == number
    assert number_value(number) < 1 << 55


def test_a_value_that_does_not_fit_is_a_bug() -> None:
    with pytest.raises(ValueError, match="36028797018963968"):
        number_of_value(1 << 55, 12)


def test_neighbouring_cards_do_not_look_alike() -> None:
    one, other = serial_text(1, 7, 41), serial_text(1, 7, 42)
    assert sum(a != b for a, b in zip(one, other, strict=True)) > 4
