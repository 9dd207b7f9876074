# SPDX-License-Identifier: EUPL-1.2
"""A card or permit read by its three lines finds its holder, or proposes who it may be."""

import datetime

import msgspec
import pytest

from tests.builders import an_id, register
from tests.support.vectors import vectors
from welfare_desk.core.mrz import LINE_LENGTH, check_digit
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.document_scan import DocumentAnswer, document_of, is_zone
from welfare_desk.operations.people import RegisterPerson

LINES = tuple(vectors("mrz_td1")[1]["lines"])
BORN = datetime.date(1980, 1, 1)


def called(key: str, surname: str, name: str) -> RegisterPerson:
    return msgspec.structs.replace(register(key), surname=surname, name=name, born_on=BORN)


def zone(names: str, number: str = "CA12345BB", nation: str = "ITA", code: str = "C<") -> str:
    first = (code + "ITA" + number + check_digit(number)).ljust(LINE_LENGTH, "<")
    second = "8001014M3301018" + nation + "<" * 11
    covered = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    third = names.ljust(LINE_LENGTH, "<")[:LINE_LENGTH]
    return "\n".join((first, second + check_digit(covered), third))


def read(counter: Desk, text: str) -> DocumentAnswer:
    found = counter.look_up(text)
    assert isinstance(found, DocumentAnswer)
    return found


def test_unknown_holder_becomes_a_proposal(counter: Desk) -> None:
    for text in ("\n".join(LINES), "".join(LINES), " ".join(LINES).lower().replace("<", ";")):
        found = read(counter, text)
        assert found.meaning == "new_person"
        assert found.document is not None
        said = found.document
        assert (said.surname, said.name, said.sex, said.born_on) == ("Rossi", "Mario", "M", BORN)
        assert (said.identifier_kind, said.number) == ("electronic_id_card", "CA12345BB")
        assert (said.issuer, said.nationality, said.expired) == ("ITA", "ITA", False)
        assert said.expires_on == datetime.date(2033, 1, 1)


def test_permit_is_told_by_who_holds_it(counter: Desk) -> None:
    found = read(counter, zone("EL<AMRANI<<YASSINE", number="I12345678", nation="MAR", code="IR"))
    assert found.document is not None
    assert found.document.identifier_kind == "residence_permit"
    assert (found.document.surname, found.document.nationality) == ("El Amrani", "MAR")


@pytest.mark.parametrize(
    ("surname", "name", "names"),
    [
        ("D'Àvila", "José María", "DAVILA<<JOSE<MARIA"),
        ("Dal Prà", "Niccolò", "DAL<PRA<<NICCOLO"),
        ("Müller", "Jürgen", "MUELLER<<JUERGEN"),
        ("Rossi", "Mario", "ROSSI<<MARIO<GIUSEPPE"),
        ("Sunita", "", "SUNITA"),
    ],
)
def test_person_known_is_found_by_name_and_birth(
    counter: Desk, surname: str, name: str, names: str
) -> None:
    counter.record(called("holder", surname, name))
    found = read(counter, zone(names))
    assert (found.meaning, found.person_id) == ("person", an_id("holder"))


def test_cut_given_names_fit_a_longer_name(counter: Desk) -> None:
    counter.record(called("holder", "Papandropoulou", "Konstantinos Alexandros"))
    text = zone("PAPANDROPOULOU<<KONSTANTINOS<ALEXANDROS"[:30])
    assert read(counter, text).person_id == an_id("holder")


def test_same_day_and_other_name_is_somebody_else(counter: Desk) -> None:
    counter.record(called("other", "Rossi", "Marta"))
    assert read(counter, "\n".join(LINES)).meaning == "new_person"


def test_namesakes_born_on_one_day_come_to_choose(counter: Desk) -> None:
    for key in ("one", "two"):
        counter.record(called(key, "Rossi", "Mario"))
    found = read(counter, "\n".join(LINES))
    assert found.meaning == "people"
    assert {hit.person_id for hit in found.hits} == {an_id("one"), an_id("two")}


def test_what_cannot_be_read_says_why(counter: Desk) -> None:
    two = read(counter, "\n".join(LINES[:2]))
    assert (two.meaning, two.code, two.lines_read) == ("mistyped", "mrz_unreadable", 2)
    wrong = LINES[1].replace("8001014", "8001015")
    altered = read(counter, "\n".join((LINES[0], wrong, LINES[2])))
    assert (altered.meaning, altered.code) == ("mistyped", "mrz_check_digit")
    passport = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    assert read(counter, passport).passport
    assert not is_zone("Rossi Maria")
    assert not is_zone("RSSMRA62C45H501N")


def test_proposal_survives_a_draft(counter: Desk) -> None:
    said = read(counter, "\n".join(LINES)).document
    assert said is not None
    assert document_of(msgspec.to_builtins(said)) == said


def test_fiscal_code_that_begins_as_a_booking_number_is_a_fiscal_code(counter: Desk) -> None:
    found = counter.look_up("PRNLCU60A02G224P")
    assert (found.meaning, found.code) == ("new_person", "PRNLCU60A02G224P")
