# SPDX-License-Identifier: EUPL-1.2
"""Who counts and who only lives there, splitting a household, moving between and with them."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    TERRITORY,
    TODAY,
    TOWN,
    a_fund,
    a_territory,
    an_id,
    form,
    isee,
    issue,
    register,
)
from tests.operations.here import Here
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.refusals import (
    AlreadyInHousehold,
    AmountNotAwarded,
    ChoiceUnknown,
    ControllerElsewhere,
    DayInFuture,
    HouseholdEmpty,
    HouseholdUnknown,
    IdTaken,
    NoHousehold,
    NotInHousehold,
    PersonUnknown,
    TextMissing,
)
from welfare_desk.models.household import Household, HouseholdMember
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    Joining,
    MoveHouse,
    MoveMembers,
    SplitHousehold,
)
from welfare_desk.operations.merging import MergePeople

DAY = datetime.timedelta(days=1)
SINCE = datetime.date(2026, 1, 1)
HOME, OTHER = an_id("home"), an_id("other")
NOW = 1_789_543_800_000_000


def joining(name: str, role: str = "child", *, counts: bool = True) -> Joining:
    return Joining(an_id(name), role, counts)


def changed(
    *joins: Joining, leaves: tuple[str, ...] = (), household: str = HOME, **other: Any
) -> ChangeHousehold:
    gone = tuple(an_id(name) for name in leaves)
    return ChangeHousehold(
        household_id=household, on=other.pop("on", TODAY), joins=joins, leaves=gone, **other
    )


def split(*movers: Joining, **other: Any) -> SplitHousehold:
    whole = SplitHousehold(household_id=HOME, new_household_id=OTHER, on=TODAY, movers=movers)
    return msgspec.structs.replace(whole, **other)


def moved(*movers: Joining, **other: Any) -> MoveMembers:
    whole = MoveMembers(household_id=HOME, to_household_id=OTHER, on=TODAY, movers=movers)
    return msgspec.structs.replace(whole, **other)


def stays(here: Here, household: str = HOME) -> dict[str, tuple[Any, ...]]:
    """Return of each person the last membership: role, counts, first and last day, reason."""
    rows = [row for row in here.rows(HouseholdMember) if row.household_id == household]
    return {
        row.person_id: (row.role, row.counts, row.from_on, row.to_on, row.reason)
        for row in sorted(rows, key=lambda row: row.from_on)
    }


@pytest.fixture
def family(here: Here) -> Here:
    """Maria with Luca and Sara in ``home``; Ugo and Ada are known."""
    for name in ("maria", "luca", "sara", "ugo", "ada"):
        here.record(register(name))
    here.record(form("home", "maria", "luca", "sara"))
    return here


def test_child_with_two_homes_counts_in_one_and_lives_in_both(family: Here) -> None:
    family.record(
        FormHousehold(
            household_id=OTHER,
            controller_id=TOWN,
            members=(joining("ugo", "applicant"), joining("luca", counts=False)),
            from_on=TODAY,
        )
    )
    assert stays(family)[an_id("luca")][1:4] == (True, SINCE, None)
    assert stays(family, OTHER)[an_id("luca")][1:4] == (False, TODAY, None)
    family.refuses(changed(joining("luca"), household=OTHER), AlreadyInHousehold)


def test_household_in_which_nobody_counts_is_refused(family: Here) -> None:
    nobody = FormHousehold(
        household_id=OTHER,
        controller_id=TOWN,
        members=(joining("ugo", "carer", counts=False),),
        from_on=TODAY,
    )
    family.refuses(nobody, HouseholdEmpty)


def test_carer_lives_in_as_many_homes_as_there_are(family: Here) -> None:
    family.record(form("other", "ada"))
    for household in (HOME, OTHER):
        family.record(changed(joining("ugo", "carer", counts=False), household=household))
    assert stays(family, OTHER)[an_id("ugo")][1] is stays(family)[an_id("ugo")][1] is False
    family.refuses(changed(joining("ugo", "carer", counts=False)), AlreadyInHousehold)


def test_fostered_child_is_a_household_of_its_own_until_taken_in(family: Here) -> None:
    """Art. 3 DPCM 159/2013: the foster family may take the child in, and says so."""
    own = split(joining("luca", "applicant"), reason="foster_care")
    family.record(own)
    family.record(form("foster", "ada"))
    foster = an_id("foster")
    family.record(changed(joining("luca", "foster_child", counts=False), household=foster))
    assert stays(family, OTHER)[an_id("luca")][:2] == ("applicant", True)
    taken_in = changed(joining("luca", "foster_child"), leaves=("luca",), household=foster)
    family.refuses(taken_in, AlreadyInHousehold)
    family.record(changed(leaves=("luca",), household=OTHER, on=TODAY + DAY))
    family.record(msgspec.structs.replace(taken_in, on=TODAY + DAY))
    assert stays(family, foster)[an_id("luca")][:2] == ("foster_child", True)


@pytest.mark.parametrize("role", ["niece", "", "APPLICANT"])
def test_role_that_is_not_in_the_list_is_refused(family: Here, role: str) -> None:
    assert family.refuses(changed(joining("ugo", role)), ChoiceUnknown) == {"field": "role"}


def test_reason_of_leaving_is_kept_and_must_be_in_the_list(family: Here) -> None:
    family.refuses(changed(leaves=("luca",), reason="bored"), ChoiceUnknown)
    family.record(changed(leaves=("luca",), reason="adult_child"))
    assert stays(family)[an_id("luca")] == ("child", True, SINCE, TODAY - DAY, "adult_child")


def test_role_changes_by_leaving_and_joining_in_one_act(family: Here) -> None:
    family.record(changed(joining("luca", "spouse"), leaves=("luca",), reason="role_changed"))
    assert stays(family)[an_id("luca")] == ("spouse", True, TODAY, None, "")
    rows = [row for row in family.rows(HouseholdMember) if row.person_id == an_id("luca")]
    assert sorted((row.role, row.to_on) for row in rows) == [
        ("child", TODAY - DAY),
        ("spouse", None),
    ]


def test_mistake_is_put_right_on_any_later_day(family: Here) -> None:
    family.record(changed(joining("ugo", "parent"), on=TODAY - 5 * DAY))
    family.record(changed(leaves=("ugo",), on=TODAY - 5 * DAY, reason="error"))
    family.record(msgspec.structs.replace(form("other", "ugo"), from_on=TODAY - 9 * DAY))
    assert stays(family, OTHER)[an_id("ugo")][2:4] == (TODAY - 9 * DAY, None)


def test_split_moves_its_people_in_one_act_with_roles_and_reason(family: Here) -> None:
    family.record(split(joining("luca", "applicant"), joining("sara", counts=False)))
    assert stays(family)[an_id("luca")] == ("child", True, SINCE, TODAY - DAY, "separated")
    assert stays(family)[an_id("sara")][3] is None
    assert stays(family, OTHER) == {
        an_id("luca"): ("applicant", True, TODAY, None, ""),
        an_id("sara"): ("child", False, TODAY, None, ""),
    }
    row = family.row(Household, OTHER)
    assert (row.controller_id, row.formed_on, row.residence_istat) == (TOWN, TODAY, "028063")
    assert family.left(f"home:{OTHER}") == 1
    assert family.left(f"home:{HOME}") == 1


def test_split_may_live_in_another_municipality(family: Here) -> None:
    family.record(split(joining("luca", "applicant"), residence_istat="028020"))
    assert family.row(Household, OTHER).residence_istat == "028020"


@pytest.mark.parametrize(
    ("operation", "refusal"),
    [
        (split(), HouseholdEmpty),
        (split(joining("luca", counts=False)), HouseholdEmpty),
        (split(joining("maria"), joining("luca"), joining("sara")), HouseholdEmpty),
        (split(joining("ugo", "applicant")), NotInHousehold),
        (split(joining("luca"), joining("luca")), AlreadyInHousehold),
        (split(joining("luca", "niece")), ChoiceUnknown),
        (split(joining("luca"), reason="bored"), ChoiceUnknown),
        (split(joining("luca"), joining("nobody", counts=False)), PersonUnknown),
        (split(joining("luca"), household_id=an_id("nowhere")), HouseholdUnknown),
        (split(joining("luca"), new_household_id=HOME), IdTaken),
        (split(joining("luca"), on=SINCE - DAY), HouseholdEmpty),
    ],
)
def test_split_that_does_not_fit_is_refused(
    family: Here, operation: SplitHousehold, refusal: Any
) -> None:
    family.refuses(operation, refusal)


def test_last_one_may_move_to_another_household(family: Here) -> None:
    family.record(form("other", "ugo"))
    movers = tuple(joining(name, role) for name, role in (("maria", "parent"), ("luca", "sibling")))
    family.record(moved(*movers, joining("sara", "sibling")))
    assert {stay[3] for stay in stays(family).values()} == {TODAY - DAY}
    assert {stay[4] for stay in stays(family).values()} == {"moved"}
    assert stays(family, OTHER)[an_id("maria")] == ("parent", True, TODAY, None, "")


@pytest.mark.parametrize(
    ("operation", "refusal"),
    [
        (moved(), HouseholdEmpty),
        (moved(joining("luca", counts=False)), HouseholdEmpty),
        (moved(joining("ada")), NotInHousehold),
        (moved(joining("ugo")), NotInHousehold),
        (moved(joining("luca"), joining("luca")), AlreadyInHousehold),
        (moved(joining("luca"), to_household_id=HOME), AlreadyInHousehold),
        (moved(joining("luca"), to_household_id=an_id("nowhere")), HouseholdUnknown),
        (moved(joining("luca"), household_id=an_id("nowhere")), HouseholdUnknown),
        (moved(joining("luca"), reason="bored"), ChoiceUnknown),
    ],
)
def test_move_that_does_not_fit_is_refused(
    family: Here, operation: MoveMembers, refusal: Any
) -> None:
    family.record(form("other", "ugo"))
    family.refuses(operation, refusal)


def test_household_of_another_municipality_takes_nobody_in(family: Here) -> None:
    family.record(form("other", "ugo"))
    row = family.row(Household, OTHER)
    family.put(msgspec.structs.replace(row, controller_id=an_id("other town")))
    family.refuses(moved(joining("luca")), ControllerElsewhere)
    family.refuses(
        moved(joining("ugo"), household_id=OTHER, to_household_id=HOME), ControllerElsewhere
    )


def two_desks() -> tuple[MiniServer, list[MiniDesk]]:
    """Both desks know Maria, Luca and Sara in one household."""
    server = MiniServer(TERRITORY, a_territory())
    desks = [MiniDesk(number, TERRITORY, number, an_id("anna")) for number in (1, 2)]
    for operation in (*map(register, ("maria", "luca", "sara")), form("home", "maria", "luca")):
        desks[0].record(operation, NOW)
    server.push(desks[0].waiting())
    for desk in desks:
        desk.take_pull(*server.pull(0, desk.device))
    return server, desks


def exchange(server: MiniServer, desks: list[MiniDesk]) -> None:
    for desk in (*desks, *desks):
        server.push(desk.waiting())
        desk.take_pull(*server.pull(desk.cursor, desk.device))


def test_same_split_at_two_desks_leaves_one_household_and_a_question() -> None:
    """Both were promised: the person counts where the first to arrive said."""
    server, desks = two_desks()
    for desk, name in zip(desks, ("first", "second"), strict=True):
        desk.record(split(joining("luca"), new_household_id=an_id(name)), NOW + desk.device)
    exchange(server, desks)
    rows = server.rows.by_kind["household_member"].values()
    now = [r for r in rows if isinstance(r, HouseholdMember) and r.to_on is None]
    of_luca = {(r.household_id, r.counts) for r in now if r.person_id == an_id("luca")}
    assert of_luca == {(an_id("first"), True), (an_id("second"), False)}
    items = [r for r in server.rows.by_kind["review_item"].values() if isinstance(r, ReviewItem)]
    assert {item.code for item in items} >= {"already_in_household", "not_in_household"}
    assert {item.person_id for item in items if item.code == "not_in_household"} == {an_id("luca")}
    assert shared(desks[0].rows) == shared(desks[1].rows) == shared(server.rows)


def test_new_address_is_written_for_all_who_count_with_the_old_one_kept(family: Here) -> None:
    family.record(changed(joining("ugo", "carer", counts=False)))
    house = MoveHouse(
        household_id=HOME,
        on=TODAY - DAY,
        street="  Via Roma ",
        street_no="3/A",
        postal_code="35010",
        residence_istat="028020",
        reason="sfratto",
    )
    done = family.record(house)
    people = {name: family.row(Person, an_id(name)) for name in ("maria", "luca", "sara", "ugo")}
    for name in ("maria", "luca", "sara"):
        row = people[name]
        address = (row.street, row.street_no, row.postal_code, row.residence_istat)
        assert address == ("Via Roma", "3/A", "35010", "028020")
    assert people["ugo"].street == ""
    assert family.row(Household, HOME).residence_istat == "028020"
    kept = [row for row in family.rows(FieldChange) if row.op_id == done.op_id]
    towns = {row.entity_id: (row.before, row.after) for row in kept if row.field[:4] == "resi"}
    ids = {an_id(name) for name in ("maria", "luca", "sara")} | {HOME}
    assert towns == dict.fromkeys(ids, ("028063", "028020"))
    assert {(row.reason, row.effective_on) for row in kept} == {("sfratto", TODAY - DAY)}


def test_move_within_the_town_leaves_the_household_where_it_is(family: Here) -> None:
    before = family.row(Household, HOME)
    for istat in ("028063", ""):
        family.record(
            MoveHouse(household_id=HOME, on=TODAY, street="Via Po", residence_istat=istat)
        )
        assert family.row(Household, HOME) == before
        row = family.row(Person, an_id("luca"))
        assert (row.street, row.residence_istat) == ("Via Po", "028063")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"on": TODAY + DAY}, DayInFuture),
        ({"street": " "}, TextMissing),
        ({"household_id": an_id("nowhere")}, HouseholdUnknown),
        ({"on": SINCE - DAY}, HouseholdEmpty),
    ],
)
def test_move_of_house_that_does_not_fit_is_refused(
    family: Here, fields: dict[str, Any], refusal: Any
) -> None:
    house = MoveHouse(household_id=HOME, on=TODAY, street="Via Po")
    family.refuses(msgspec.structs.replace(house, **fields), refusal)


def test_later_write_of_an_address_stands_whichever_arrives_last() -> None:
    server, desks = two_desks()
    for desk, street, istat in zip(
        desks, ("Via Prima", "Via Dopo"), ("028020", "028018"), strict=True
    ):
        house = MoveHouse(household_id=HOME, on=TODAY, street=street, residence_istat=istat)
        desk.record(house, NOW + desk.device * 60_000_000)
    for desk in reversed(desks):
        server.push(desk.waiting())
    exchange(server, desks)
    row: Any = server.rows.by_kind["person"][an_id("luca")]
    home: Any = server.rows.by_kind["household"][HOME]
    assert (row.street, row.residence_istat, home.residence_istat) == (
        "Via Dopo", "028018", "028018",
    )  # fmt: skip
    assert shared(desks[0].rows) == shared(desks[1].rows) == shared(server.rows)


def test_award_counts_each_person_once_and_nobody_who_only_lives_there(family: Here) -> None:
    family.put(a_fund())
    family.record(isee("isee", "home"))
    family.record(changed(joining("ugo", "carer", counts=False)))
    family.record(
        MergePeople(kept_id=an_id("luca"), merged_id=an_id("sara"), reason="la stessa"),
        role="supervisor",
    )
    family.refuses(issue("card", "home", "ugo", an_id("isee"), 22_000), NoHousehold)
    family.refuses(issue("card", "home", "maria", an_id("isee"), 32_000), AmountNotAwarded)
    family.record(issue("card", "home", "sara", an_id("isee"), 22_000))
