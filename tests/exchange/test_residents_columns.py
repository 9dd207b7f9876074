# SPDX-License-Identifier: EUPL-1.2
"""Which column holds what is told by its heading and by its values, as municipalities name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.support.residents_list import HEADING, clean_rows, write_list
from welfare_desk.core.refusals import ImportColumnsMissing, ImportColumnUnknown
from welfare_desk.exchange.residents_columns import (
    FIELDS,
    SURE,
    Column,
    fields_of,
    heading_key,
    missing,
    propose,
    require,
    set_by_hand,
)
from welfare_desk.exchange.residents_file import open_source, sample_of
from welfare_desk.exchange.residents_words import meaning_of

WHOLE = (
    "surname", "name", "fiscal_code", "sex", "born_on", "birthplace", "address", "postal_code",
    "municipality", "phone",
)  # fmt: skip


def proposed(path: Path) -> tuple[Column, ...]:
    source = open_source(path)
    return propose(source, sample_of(source), None, TODAY)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("COGNOME", "surname"), ("Nome", "name"), ("CF", "fiscal_code"),
        ("Cod. Fiscale", "fiscal_code"), ("COD_FISC", "fiscal_code"), ("C.F.", "fiscal_code"),
        ("Codice fiscale dell'assistito", "fiscal_code"), ("Data nasc.", "born_on"),
        ("Data di Nascita", "born_on"), ("DATA_NASCITA", "born_on"), ("Sesso", "sex"),
        ("Indirizzo", "address"), ("Telefono", "phone"), ("Luogo nascita", "birthplace"),
        ("Comune", "municipality"), ("Cognome/Nome", "full_name"), ("Nominativo", "full_name"),
        ("Nome e Cognome", "given_first"), ("N. civico", "street_no"), ("CAP", "postal_code"),
        ("Comune di nascita", "birthplace"), ("Comune di residenza", "municipality"),
        ("Data iscrizione", ""), ("Data di residenza", ""), ("Cittadinanza", ""), ("Riga", ""),
        ("Motivo", ""), ("", ""),
    ],
)  # fmt: skip
def test_headings_as_municipalities_write_them(heading: str, field: str) -> None:
    assert meaning_of(heading)[0] == field


def test_values_tell_what_the_heading_does_not(tmp_path: Path) -> None:
    heading = tuple(f"campo{n}" for n in range(len(HEADING)))
    found = proposed(write_list(tmp_path / "a.csv", clean_rows(40, 1), heading=heading))
    fields = fields_of(found)
    for place, field in enumerate(WHOLE):
        if field not in ("municipality", "birthplace"):
            assert fields[place] == field, (place, field, fields)
    assert {each.why for each in found if each.field} == {"values"}


def test_a_heading_that_its_values_belie_is_not_sure(tmp_path: Path) -> None:
    rows = [[*row[:2], row[0], row[2], *row[4:]] for row in clean_rows(40, 1)]
    heading = ("COGNOME", "Nome", "Codice fiscale", "Sesso", *HEADING[4:])
    found = proposed(write_list(tmp_path / "a.csv", rows, heading=heading))
    assert found[3].field == "fiscal_code"
    assert found[2].field != "fiscal_code"


def test_two_phones_are_both_taken(tmp_path: Path) -> None:
    rows = [[*row, "049 5590000"] for row in clean_rows(10, 1)]
    heading = (*HEADING, "Cellulare")
    fields = fields_of(proposed(write_list(tmp_path / "a.csv", rows, heading=heading)))
    assert {fields[-1], fields[-2]} == {"phone", "other_phone"}


def test_what_is_needed_is_named(tmp_path: Path) -> None:
    assert missing(()) == ("surname", "name", "born_on")
    assert missing(("surname", "fiscal_code")) == ()
    assert missing(("full_name", "born_on")) == ()
    assert missing(("surname", "name")) == ("born_on",)
    with pytest.raises(ImportColumnsMissing):
        require(("surname", "name"))
    with pytest.raises(ImportColumnUnknown):
        require(("surname", "fiscal_code", "surname"))


def test_a_column_set_by_hand_takes_the_field_from_another(tmp_path: Path) -> None:
    found = proposed(write_list(tmp_path / "a.csv", clean_rows(10, 1)))
    by_hand = set_by_hand(found, {"surname": "2", "name": "", "phone": "telefono"})
    assert fields_of(by_hand)[:2] == ("", "surname")
    assert fields_of(by_hand)[-1] == "phone"
    for wrong in ({"surname": "Altro"}, {"nickname": "Nome"}, {"surname": "99"}):
        with pytest.raises(ImportColumnUnknown):
            set_by_hand(found, wrong)


def test_headings_are_known_again_whatever_their_capitals() -> None:
    assert heading_key(["Cod. Fiscale", "Città"]) == heading_key(["COD_FISCALE", "citta'"])
    assert heading_key(["a", "b"]) != heading_key(["ab", ""])


def test_a_usual_list_is_understood_with_certainty(tmp_path: Path) -> None:
    found = proposed(write_list(tmp_path / "a.csv", clean_rows(40, 1)))
    assert fields_of(found) == WHOLE
    assert min(each.certainty for each in found) >= SURE
    assert set(WHOLE) <= set(FIELDS)
