# SPDX-License-Identifier: EUPL-1.2
"""Cells as offices write them: addresses, names in one column, phones, places, dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TODAY
from welfare_desk.core.fiscal_code import encode, parse
from welfare_desk.core.phones import phone_stored
from welfare_desk.core.refusals import DateUnreadable
from welfare_desk.exchange.residents_cells import (
    address_of,
    birth_date_of,
    birthplace_of,
    phone_of,
    split_name,
)
from welfare_desk.exchange.residents_seen import Seen


@pytest.mark.parametrize(
    ("cell", "street", "number"),
    [
        ("Via Roma, 12", "Via Roma", "12"), ("VIA ROMA 12/A", "VIA ROMA", "12/A"),
        ("Via Roma n. 12", "Via Roma", "12"), ("Via Roma, n° 7 int. 3", "Via Roma", "7 int. 3"),
        ("Via XX Settembre 4", "Via XX Settembre", "4"), ("Via 4 Novembre", "Via 4 Novembre", ""),
        ("Via 25 Aprile, 8B", "Via 25 Aprile", "8B"), ("Piazza Mazzini", "Piazza Mazzini", ""),
        ("Loc. Casoni snc", "Loc. Casoni", "snc"), ("Via Roma", "Via Roma", ""), ("", "", ""),
        ("Via Roma\n3", "Via Roma", "3"), ("12", "12", ""),
    ],
)  # fmt: skip
def test_the_number_is_taken_out_of_an_address(cell: str, street: str, number: str) -> None:
    assert address_of(cell) == (street, number)


@pytest.mark.parametrize(
    ("cell", "surname", "name"),
    [
        ("ROSSI MARIA", "ROSSI", "MARIA"), ("DE LUCA MARIA ROSA", "DE LUCA", "MARIA ROSA"),
        ("ROSSI/MARIA", "ROSSI", "MARIA"), ("Dal Ben * Anna Maria", "Dal Ben", "Anna Maria"),
        ("Rossi, Anna", "Rossi", "Anna"), ("DELLA VALLE UGO", "DELLA VALLE", "UGO"),
        ("D' AMICO SARA", "D' AMICO", "SARA"), ("KUMAR", "KUMAR", ""),
    ],
)  # fmt: skip
def test_a_name_in_one_column_is_parted(cell: str, surname: str, name: str) -> None:
    assert split_name(cell, None, given_first=False)[:2] == (surname, name)


def test_the_fiscal_code_says_where_a_surname_ends() -> None:
    code = parse(encode("Moro Visconti", "Ada Rosa", "F", date(1980, 1, 2), "G224"), TODAY)
    parted = ("MORO VISCONTI", "ADA ROSA", True)
    assert split_name("MORO VISCONTI ADA ROSA", code, given_first=False) == parted
    assert split_name("ADA ROSA MORO VISCONTI", code, given_first=True) == parted


@pytest.mark.parametrize(
    ("cells", "stored"),
    [
        (("347 0000456",), "+393470000456"), (("0039 347-0000456",), "+393470000456"),
        (("049/5590000",), "+390495590000"), (("049 5590000 / 347 0000456",), "+393470000456"),
        (("049 5590000", "347 0000456"), "+393470000456"), (("",), ""), (("n.d.",), ""),
        (("+40 721 234 567",), "+40721234567"), (("chiedere alla figlia",), None),
    ],
)  # fmt: skip
def test_the_first_phone_that_can_be_called_is_taken(
    cells: tuple[str, ...], stored: str | None
) -> None:
    assert phone_of(*cells) == stored


@given(st.from_regex(r"\A(\+39|0039)?(3[0-9]{8,9}|0[1-9][0-9]{6,9})\Z"))
def test_plain_italian_numbers_are_read_as_the_counter_reads_them(number: str) -> None:
    assert phone_of(number) == phone_stored(number)


@pytest.mark.parametrize(
    ("cell", "serials"),
    [
        ("05/03/1962", False), ("1962-03-05", False), ("5.3.62", False), ("05-03-1962", False),
        ("1962-03-05 00:00:00", False), ("05/03/1962 0.00.00", False), ("05031962", False),
        ("22710", True), ("1962-03-05T00:00:00Z", False), ("5 marzo 1962", False),
    ],
)  # fmt: skip
def test_a_birth_date_is_read_in_every_usual_way(cell: str, serials: bool) -> None:
    assert birth_date_of(cell, TODAY, serials=serials) == date(1962, 3, 5)


@pytest.mark.parametrize("cell", ["22710", "1962", "31/02/1962", "00/00/0000", "ieri", "13/13/13"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(DateUnreadable):
        birth_date_of(cell, TODAY, serials=False)


def test_a_birthplace_is_found_by_name_province_and_code() -> None:
    assert birthplace_of("PADOVA", "", date(1962, 3, 5), "") == "G224"
    assert birthplace_of("Padova (PD)", "", None, "") == "G224"
    assert birthplace_of("Marocco", "", None, "") == "Z330"
    assert birthplace_of("Borgo che non c'è", "", None, "") is None
    # Two places of one name: without province or code nobody is guessed.
    assert birthplace_of("Castro", "", date(1990, 1, 1), "") is None
    assert birthplace_of("Castro", "BG", date(1990, 1, 1), "") == "C337"


def test_a_million_rows_are_remembered_in_little() -> None:
    seen = Seen()
    for number in range(50_000):
        assert seen.first((number * 0x9E3779B97F4A7C15) % (1 << 64), number + 2) == 0
    assert all(seen.known((n * 0x9E3779B97F4A7C15) % (1 << 64)) == n + 2 for n in range(50_000))
    assert seen.first(0, 9) == 2
    assert len(seen._keys) * 12 < 50_000 * 40
