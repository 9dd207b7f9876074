# SPDX-License-Identifier: EUPL-1.2
"""Likely duplicates while typing, on a real encrypted store."""

import datetime
from pathlib import Path

import msgspec
import pytest

from tests.builders import TODAY, an_id, register
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.desks import a_desk_here
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fiscal_code import encode, omocodia_variants
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.likeness import MOST, Likeness, Sought
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.operations.people import RegisterPerson

DAY = datetime.date(1962, 3, 5)
CODE = encode("Zanella", "Maria", "F", DAY, "G224")
PHONE = "+390490000001"
HOME = {"phone": PHONE, "street": "Via Dante", "street_no": "4", "birthplace_code": "G224"}


def zanella(desk: Desk, key: str = "maria", **other: object) -> None:
    desk.record(person(key, **{**HOME, **other}))


def person(key: str, **other: object) -> RegisterPerson:
    """Register a Zanella whose first name is the key unless another is given."""
    return msgspec.structs.replace(register(key), **{"surname": "Zanella", **other})


def ids(found: tuple[Likeness, ...]) -> list[str]:
    return [each.person_id for each in found]


@pytest.mark.parametrize(
    ("sought", "reason"),
    [
        (Sought(surname="Zanela", name="Maria", born_on=DAY), "near_name_and_birth"),
        (Sought(surname="Maria", name="Zanella", born_on=DAY), "swapped_names"),
        (Sought(surname="Zanella", name="Maria Grazia", born_on=DAY), "second_name_missing"),
        (Sought(surname="Zanella", name="Maria", born_on=datetime.date(1962, 5, 3)),
         "birth_day_month_swapped"),
        (Sought(surname="Zanella", name="Maria", born_on=datetime.date(1962, 3, 15), phone=PHONE),
         "one_digit_of_birth_differs"),
        (Sought(surname="Ferraresso", name="Maria", born_on=DAY, phone=PHONE), "same_birth"),
        (Sought(surname="Zanella", name="Maria", phone=PHONE), "same_phone_and_surname"),
        (Sought(surname="Zanella", name="Maria", born_on=datetime.date(1962, 1, 1), phone=PHONE),
         "birth_day_unknown"),
    ],
)  # fmt: skip
def test_a_person_written_otherwise_is_found(counter: Desk, sought: Sought, reason: str) -> None:
    zanella(counter)
    (found,) = counter.likely_same(sought)
    assert (found.person_id, found.surname, found.phone) == (an_id("maria"), "Zanella", PHONE)
    assert reason in found.reasons


def test_someone_born_on_a_first_of_january_is_found_by_the_true_date(counter: Desk) -> None:
    zanella(counter, born_on=datetime.date(1962, 1, 1))
    (found,) = counter.likely_same(
        Sought(surname="Zanella", name="Maria", born_on=DAY, street="Via Dante", street_no="4")
    )
    assert "birth_day_unknown" in found.reasons


def test_a_twin_a_sister_and_a_namesake_are_not_named(counter: Desk) -> None:
    zanella(counter, "francesca")
    zanella(counter, "lucia", born_on=datetime.date(1965, 8, 30))
    counter.record(person("other", name="Maria", born_on=datetime.date(1962, 11, 29)))
    typed = Sought(surname="Zanella", name="Maria", born_on=DAY, sex="F", **HOME)
    assert counter.likely_same(typed) == ()


def test_a_family_phone_is_told_until_a_first_name_is_typed(counter: Desk) -> None:
    zanella(counter, "luigi", sex="M")
    assert ids(counter.likely_same(Sought(surname="Zanella", phone=PHONE))) == [an_id("luigi")]
    assert counter.likely_same(Sought(surname="Zanella", name="Maria", phone=PHONE)) == ()
    assert counter.likely_same(Sought(phone=PHONE)) == ()


def test_a_code_is_found_with_and_without_its_letters(counter: Desk) -> None:
    zanella(counter, fiscal_code=CODE, no_code_reason="")
    assert [each.reasons for each in counter.likely_same(Sought(fiscal_code=CODE.lower()))] == [
        ("same_code",)
    ]
    variant = omocodia_variants(CODE)[1]
    assert counter.likely_same(Sought(fiscal_code=variant))[0].reasons == ("same_base_code",)
    assert counter.likely_same(Sought(fiscal_code=CODE[:15])) == ()


def test_whoever_holds_the_very_code_is_always_named(counter: Desk) -> None:
    zanella(counter, fiscal_code=CODE, no_code_reason="")
    born_on = datetime.date(1990, 7, 1)
    (found,) = counter.likely_same(
        Sought(surname="Pavan", name="Luigi", born_on=born_on, sex="M", fiscal_code=CODE)
    )
    assert {"same_code", "other_surname", "other_name", "other_birth", "other_sex"} <= {
        *found.reasons
    }
    assert found.score < 50


def test_names_alone_name_nobody(counter: Desk) -> None:
    zanella(counter)
    assert counter.likely_same(Sought(surname="Zanella", name="Maria")) == ()
    assert counter.likely_same(Sought()) == ()


def test_the_likeliest_come_first_and_five_at_most(counter: Desk) -> None:
    counter.record(person("exact", name="Maria", phone=PHONE))
    for number in range(MOST + 1):
        counter.record(person(f"near {number}", surname="Zanela", name="Maria"))
    found = counter.likely_same(Sought(surname="Zanella", name="Maria", born_on=DAY, phone=PHONE))
    assert len(found) == MOST
    assert found[0].person_id == an_id("exact")
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)


def test_the_person_whose_data_change_is_not_named(counter: Desk) -> None:
    zanella(counter)
    counter.record(person("again", name="Maria"))
    typed = Sought(surname="Zanella", name="Maria", born_on=DAY, person_id=an_id("maria"))
    assert ids(counter.likely_same(typed)) == [an_id("again")]


@pytest.fixture
def merged(tmp_path: Path, clock: FixedClock) -> Desk:
    """A desk where Marija Zanela and a third were merged, one after the other, into Maria."""
    stays = person_row("maria", surname="Zanella", name="Maria")
    rows: list[Record] = [
        stays,
        person_row("marija", surname="Zanela", name="Marija", merged_into=stays.id, phone=PHONE),
        person_row("third", surname="Zanella", name="Mariia", merged_into=an_id("marija")),
    ]
    desk = a_desk_here(tmp_path, clock, [*rows_with_pin(), *rows])
    desk.session.log_in("anna", PIN)
    return desk


def test_who_was_merged_is_shown_once_as_the_person_that_stays(merged: Desk) -> None:
    (found,) = merged.likely_same(Sought(surname="Zanella", name="Maria", born_on=DAY))
    assert (found.person_id, found.former_name) == (an_id("maria"), "")
    (found,) = merged.likely_same(Sought(surname="Zanela", name="Marija", born_on=DAY, phone=PHONE))
    assert (found.person_id, found.surname) == (an_id("maria"), "Zanella")
    assert found.former_name == "Zanela Marija"
    own = Sought(surname="Zanella", name="Maria", born_on=DAY, person_id=an_id("third"))
    assert merged.likely_same(own) == ()
    merged.close()


def person_row(key: str, **other: object) -> Person:
    """Return the row that registering somebody leaves, changed."""
    act = register(key)
    values = {field: getattr(act, field, "") for field in Person.__struct_fields__ if field != "id"}
    values |= {
        "territory_id": rows_with_pin()[0].territory_id,
        "born_on": DAY,
        "registered_at": 0,
        "device": 1,
        "operator_id": an_id("anna"),
        "fiscal_code_status": "none",
        "channel": "counter",
    }
    return msgspec.convert({"id": an_id(key), **values, **other}, Person)


def test_a_person_typed_today_is_found_a_second_later(counter: Desk) -> None:
    assert counter.likely_same(Sought(surname="Zanella", name="Maria", born_on=DAY)) == ()
    zanella(counter)
    found = counter.likely_same(Sought(surname="Zanella", name="Maria", born_on=DAY))
    assert ids(found) == [an_id("maria")]
    assert found[0].born_on == DAY < TODAY
