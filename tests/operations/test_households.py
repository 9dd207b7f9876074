# SPDX-License-Identifier: EUPL-1.2
"""Forming households, changing them, and the ISEE that they show."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import TERRITORY, TODAY, TOWN, a_territory, an_id, form, isee, register
from tests.operations.here import Here
from tests.support.mini import MiniDesk, MiniServer
from welfare_desk.core.refusals import (
    AlreadyInHousehold,
    DateUnreadable,
    HouseholdEmpty,
    HouseholdUnknown,
    IdTaken,
    IseeExpired,
    IseeInvalid,
    JsonUnreadable,
    PersonUnknown,
    TextTooLong,
)
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.households import ChangeHousehold, FormHousehold, Joining

DAY = datetime.timedelta(days=1)
HOME = an_id("home")
NOW = 1_789_543_800_000_000


def formed(name: str, *members: str, from_on: datetime.date = TODAY) -> FormHousehold:
    return msgspec.structs.replace(form(name, *members), from_on=from_on)


def changed(
    *, joins: tuple[str, ...] = (), leaves: tuple[str, ...] = (), on: datetime.date = TODAY
) -> ChangeHousehold:
    return ChangeHousehold(
        household_id=HOME,
        on=on,
        joins=tuple(Joining(an_id(name), "child") for name in joins),
        leaves=tuple(an_id(name) for name in leaves),
    )


def members(here: Here, household: str = "home") -> dict[str, Any]:
    rows = [row for row in here.rows(HouseholdMember) if row.household_id == an_id(household)]
    return {row.person_id: (row.from_on, row.to_on) for row in rows}


@pytest.fixture
def people(here: Here) -> Here:
    """Maria, Luca and Sara are known; nobody has a household."""
    for name in ("maria", "luca", "sara"):
        here.record(register(name))
    return here


def test_formed_household_has_its_members_and_its_award_right_is_here(people: Here) -> None:
    people.record(formed("home", "maria", "luca"))
    row = people.row(Household, HOME)
    assert (row.controller_id, row.formed_on, row.residence_istat) == (TOWN, TODAY, "028063")
    assert members(people) == {an_id("maria"): (TODAY, None), an_id("luca"): (TODAY, None)}
    assert {row.role for row in people.rows(HouseholdMember)} == {"applicant", "child"}
    assert people.left(f"home:{HOME}") == 1


def test_household_without_members_is_refused(people: Here) -> None:
    people.refuses(formed("home"), HouseholdEmpty)


def test_member_twice_is_refused(people: Here) -> None:
    people.refuses(formed("home", "maria", "maria"), AlreadyInHousehold)


def test_unknown_member_is_refused_and_no_household_stays_behind(people: Here) -> None:
    people.refuses(formed("home", "maria", "nobody"), PersonUnknown)


def test_endless_members_are_refused(people: Here) -> None:
    many = msgspec.structs.replace(formed("home"), members=(Joining(an_id("maria")),) * 101)
    assert people.refuses(many, JsonUnreadable)["path"] == "$.members"


def test_endless_role_is_refused(people: Here) -> None:
    odd = msgspec.structs.replace(formed("home"), members=(Joining(an_id("maria"), "r" * 21),))
    assert people.refuses(odd, TextTooLong)["field"] == "role"


def test_household_is_never_formed_over_another(people: Here) -> None:
    people.record(formed("home", "maria"))
    people.refuses(formed("home", "luca"), IdTaken)


@pytest.mark.parametrize("before", [datetime.timedelta(days=200), DAY, datetime.timedelta(0)])
def test_member_of_another_household_today_is_refused_from_whatever_day(
    people: Here, before: datetime.timedelta
) -> None:
    people.record(formed("home", "maria", from_on=TODAY - DAY))
    people.refuses(formed("other", "maria", from_on=TODAY - before), AlreadyInHousehold)


def test_who_left_may_join_another_from_the_day_of_leaving(people: Here) -> None:
    people.record(formed("home", "maria", "luca", from_on=TODAY - 10 * DAY))
    people.record(changed(leaves=("luca",)))
    assert members(people)[an_id("luca")] == (TODAY - 10 * DAY, TODAY - DAY)
    people.refuses(formed("other", "luca", from_on=TODAY - DAY), AlreadyInHousehold)
    people.record(formed("other", "luca"))


def test_mistake_of_the_same_day_is_put_right_the_same_day(people: Here) -> None:
    people.record(formed("home", "maria", "luca"))
    people.record(changed(leaves=("luca",)))
    people.record(formed("other", "luca"))
    assert set(members(people, "other")) == {an_id("luca")}


def test_who_joins_is_a_member_from_that_day(people: Here) -> None:
    people.record(formed("home", "maria"))
    people.record(changed(joins=("luca", "sara"), on=TODAY + DAY))
    assert members(people)[an_id("sara")] == (TODAY + DAY, None)


@pytest.mark.parametrize(
    ("operation", "refusal"),
    [
        (changed(), HouseholdEmpty),
        (changed(joins=("luca", "luca")), AlreadyInHousehold),
        (changed(joins=("maria",)), AlreadyInHousehold),
        (changed(joins=("nobody",)), PersonUnknown),
        (changed(leaves=("luca",)), PersonUnknown),
        (changed(leaves=("maria",), on=TODAY - DAY), PersonUnknown),
        (changed(leaves=("maria",), on=datetime.date.min), DateUnreadable),
        (changed(leaves=("maria",), on=datetime.date.max), DateUnreadable),
        (changed(leaves=("maria", "maria", "x\x00")), None),
    ],
)
def test_change_that_does_not_fit_is_refused(
    people: Here, operation: ChangeHousehold, refusal: Any
) -> None:
    people.record(formed("home", "maria"))
    people.refuses(operation, refusal or PersonUnknown)


def test_unknown_household_is_refused(people: Here) -> None:
    people.refuses(changed(joins=("maria",)), HouseholdUnknown)


def test_same_child_added_by_two_desks_counts_once_and_is_reviewed() -> None:
    """Both changes were promised; a second membership would raise the household's award."""
    server = MiniServer(TERRITORY, a_territory())
    desks = [MiniDesk(number, TERRITORY, number, an_id("anna")) for number in (1, 2)]
    for operation in (register("maria"), register("luca"), formed("home", "maria")):
        desks[0].record(operation, NOW)
    server.push(desks[0].waiting())
    for desk in desks:
        desk.take_pull(*server.pull(0, desk.device))
        desk.record(changed(joins=("luca",)), NOW + desk.device)
    for desk in desks:
        server.push(desk.waiting())
    rows = server.rows.by_kind["household_member"].values()
    assert len(rows) == 2
    items = [r for r in server.rows.by_kind["review_item"].values() if isinstance(r, ReviewItem)]
    assert [item.code for item in items] == ["already_in_household"]


def test_recorded_isee_is_stored(people: Here) -> None:
    people.record(formed("home", "maria"))
    people.record(isee("isee", "home", 0))
    row = people.row(IseeAttestation, an_id("isee"))
    assert (row.household_id, row.value_cents, row.isee_kind) == (HOME, 0, "ordinary")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"valid_to": datetime.date(2025, 12, 31)}, IseeExpired),
        ({"valid_to": TODAY - DAY}, IseeExpired),
        ({"issued_on": TODAY + DAY}, IseeInvalid),
        ({"value_cents": -1}, IseeInvalid),
        ({"value_cents": 2**63}, JsonUnreadable),
        ({"value_cents": 2**200}, JsonUnreadable),
        ({"household_id": an_id("nowhere")}, HouseholdUnknown),
        ({"dsu_no": "D" * 41}, TextTooLong),
        ({"isee_kind": "k" * 21}, TextTooLong),
        ({"valid_to": datetime.date.max}, DateUnreadable),
    ],
)
def test_isee_that_does_not_fit_is_refused(
    people: Here, fields: dict[str, Any], refusal: Any
) -> None:
    people.record(formed("home", "maria"))
    facts = people.refuses(msgspec.structs.replace(isee("isee", "home"), **fields), refusal)
    if fields.get("valid_to") == datetime.date(2025, 12, 31):
        assert facts == {"valid_to": "31/12/2025"}


def test_isee_on_its_last_day_is_accepted(people: Here) -> None:
    people.record(formed("home", "maria"))
    people.record(msgspec.structs.replace(isee("isee", "home"), valid_to=TODAY))
    people.refuses(isee("isee", "home", 1), IdTaken)
