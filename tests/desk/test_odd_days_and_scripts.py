# SPDX-License-Identifier: EUPL-1.2
"""Names in any script, births on 29 February, nights that are an hour long, a clock set back."""

from __future__ import annotations

import datetime
import unicodedata
from datetime import UTC

import msgspec
import pytest

from tests.builders import TODAY, an_id, form, isee, register
from tests.desk.conftest import PIN
from welfare_desk.core import fiscal_code
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fiscal_code_tables import check_character
from welfare_desk.core.likeness import REVIEW
from welfare_desk.core.refusals import BirthInFuture, DateUnreadable, FiscalCodeDate
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.likeness import Sought
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.person import Person
from welfare_desk.operations.households import ChangeHousehold, MoveHouse, SplitHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.operations.merging import MergePeople, UndoMerge
from welfare_desk.operations.people import AmendPerson, RegisterPerson

LEAP = datetime.date(2000, 2, 29)
DAY_US = 86_400_000_000
MARIA, TWIN, HOME = an_id("maria"), an_id("twin"), an_id("home")
NAMES = [
    ("محمد", "أحمد"),
    ("حسین‌زاده", "علی"),
    ("Шевченко", "Олена"),
    ("Ђорђевић", "Љиљана"),
    ("王", "小明"),
    ("Παπαδόπουλος", "Γιώργος"),
    ("सिंह", "गुरप्रीत"),
    ("გელაშვილი", "ნინო"),
    ("Nguyễn", "Thị Ánh"),
    ("O", "Y"),
    ("İnönü", "Işıl"),  # noqa: RUF001 - a Turkish name
    ("𠮷野", "家"),
]


def a_person(key: str, surname: str, name: str) -> RegisterPerson:
    return msgspec.structs.replace(register(key, surname=surname, born_on=LEAP), name=name)


def person(desk: Desk, person_id: str = MARIA) -> Person:
    row = desk.look(lambda here: here.one(Person, person_id))
    assert row is not None
    return row


@pytest.mark.parametrize(("surname", "name"), NAMES)
def test_name_in_any_script_is_taken_in_found_and_told_apart(
    counter: Desk, surname: str, name: str
) -> None:
    counter.record(a_person("maria", surname, name))
    counter.record(a_person("other", "Zanella", "Bruna"))
    counter.record(form("home", "maria"))
    counter.record(isee("isee", "home"))
    assert (person(counter).surname, person(counter).name) == (surname, name)
    for typed in (f"{surname} {name}", f"{name} {surname}"):
        hits = counter.look_up(typed).hits
        assert [hit.person_id for hit in hits] == [MARIA], typed
    for form_of in ("NFC", "NFD"):
        sought = Sought(
            surname=unicodedata.normalize(form_of, surname),
            name=unicodedata.normalize(form_of, name),
            born_on=LEAP,
        )
        (found,) = counter.likely_same(sought)
        assert (found.person_id, found.reasons[0]) == (MARIA, "same_name_and_birth")
        assert found.score >= REVIEW


def test_name_is_amended_to_another_script_and_found_by_it(counter: Desk) -> None:
    counter.record(a_person("maria", "Шевченко", "Олена"))
    change = {"surname": "محمد", "name": "小明", "street": "ул. Шевченко"}
    counter.record(AmendPerson(person_id=MARIA, changes=change))
    assert [hit.person_id for hit in counter.look_up("小明 محمد").hits] == [MARIA]
    assert counter.look_up("Шевченко Олена").hits == ()


def test_two_in_scripts_of_their_own_are_not_taken_for_one(counter: Desk) -> None:
    for key, (surname, name) in zip("abc", [NAMES[0], NAMES[4], ("李", "芳")], strict=True):
        counter.record(a_person(key, surname, name))
    for key, (surname, name) in zip("abc", [NAMES[0], NAMES[4], ("李", "芳")], strict=True):
        found = counter.likely_same(Sought(surname=surname, name=name, born_on=LEAP))
        assert [each.person_id for each in found] == [an_id(key)]


def test_birth_on_29_february_is_kept_amended_and_found_by_its_neighbours(counter: Desk) -> None:
    counter.record(a_person("maria", "Zanella", "Bruna"))
    for born_on in (datetime.date(2000, 2, 28), datetime.date(2000, 3, 1), LEAP):
        counter.likely_same(Sought(surname="Zanella", name="Bruna", born_on=born_on))
        counter.record(AmendPerson(person_id=MARIA, changes={"born_on": born_on.isoformat()}))
        assert person(counter).born_on == born_on
    assert [hit.person_id for hit in counter.look_up("zanella 29/02/2000").hits] == [MARIA]
    for wrong in ("1900-02-29", "2001-02-29", "2000-02-30"):
        with pytest.raises(DateUnreadable):
            counter.record(AmendPerson(person_id=MARIA, changes={"born_on": wrong}))


def test_code_of_29_february_means_the_one_century_that_has_the_day() -> None:
    code = fiscal_code.encode("Rossi", "Maria", "F", LEAP, "H501")
    assert fiscal_code.parse(code, TODAY).birth_candidates == (LEAP,)
    never = fiscal_code.encode("Rossi", "Maria", "F", datetime.date(2001, 2, 28), "H501")
    never = never[:9] + "69" + never[11:15]
    with pytest.raises(FiscalCodeDate):
        fiscal_code.parse(never + check_character(never), TODAY)


def test_clock_set_back_two_days_stops_nothing_and_dates_nothing_before(
    counter: Desk, clock: FixedClock
) -> None:
    counter.record(register("maria"))
    counter.record(register("twin"))
    before = counter.look(lambda here: here.today)
    clock.advance(-2 * 86_400)
    counter.session.log_in("marta", PIN)
    assert counter.look(lambda here: here.today) == before
    counter.record(form("home", "maria", "twin"))
    counter.record(msgspec.structs.replace(isee("isee", "home"), issued_on=before))
    counter.record(AmendPerson(person_id=MARIA, changes={"phone": "+391"}))
    counter.record(AmendPerson(person_id=MARIA, changes={"phone": "+392"}))
    counter.record(MoveHouse(household_id=HOME, on=before, street="Via Dante"))
    counter.record(MergePeople(kept_id=MARIA, merged_id=TWIN))
    counter.record(UndoMerge(merged_id=TWIN))
    assert (person(counter).phone, person(counter, TWIN).merged_into) == ("+392", "")
    found = counter.look(check_desk)
    assert found.problems == ()
    assert found.own_time_ahead_us >= 2 * DAY_US


@pytest.mark.parametrize(
    ("night", "day"),
    [
        # The hour that autumn repeats, before and after; the hour that spring leaves out.
        (datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime.date(2026, 10, 25)),
        (datetime.datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime.date(2026, 10, 25)),
        (datetime.datetime(2026, 10, 24, 22, 10, tzinfo=UTC), datetime.date(2026, 10, 25)),
        (datetime.datetime(2026, 10, 25, 23, 10, tzinfo=UTC), datetime.date(2026, 10, 26)),
        (datetime.datetime(2027, 3, 28, 1, 0, tzinfo=UTC), datetime.date(2027, 3, 28)),
        (datetime.datetime(2028, 2, 28, 23, 30, tzinfo=UTC), datetime.date(2028, 2, 29)),
    ],
)
def test_act_of_the_night_belongs_to_the_italian_day(
    counter: Desk, clock: FixedClock, night: datetime.datetime, day: datetime.date
) -> None:
    clock.advance(int(night.timestamp()) - clock.now_us() // 1_000_000)
    counter.session.log_in("anna", PIN)
    counter.record(register("maria", born_on=day))
    counter.record(register("twin"))
    home = msgspec.structs.replace(form("home", "maria", "twin"), from_on=day)
    counter.record(home)
    shown = msgspec.structs.replace(
        isee("isee", "home"), issued_on=day, valid_to=day.replace(month=12, day=31)
    )
    counter.record(shown)
    rows = counter.look(lambda here: here.where(IseeAttestation, "household_id", HOME))
    assert [row.issued_on for row in rows] == [day]
    counter.record(
        SplitHousehold(
            household_id=HOME,
            new_household_id=an_id("apart"),
            on=day,
            movers=(Joining(TWIN, "applicant"),),
        )
    )
    counter.record(ChangeHousehold(household_id=an_id("apart"), on=day, leaves=(TWIN,)))
    members = counter.look(lambda here: here.where(HouseholdMember, "person_id", TWIN))
    assert all(row.to_on == day - datetime.timedelta(days=1) for row in members)
    tomorrow = (day + datetime.timedelta(days=1)).isoformat()
    with pytest.raises(BirthInFuture):
        counter.record(AmendPerson(person_id=MARIA, changes={"born_on": tomorrow}))
