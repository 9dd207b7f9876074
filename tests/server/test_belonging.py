# SPDX-License-Identifier: EUPL-1.2
"""Who may act where: operators at their own desks, desks on their own municipality's rows."""

from __future__ import annotations

import msgspec
import pytest

from tests.builders import (
    FUND,
    MERCHANT,
    OPERATOR,
    TODAY,
    TOWN,
    a_slot,
    a_territory,
    an_id,
    an_operator,
    book,
    form,
    isee,
    register,
)
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, MALFORMED, carded, claim, reviews, served, told
from tests.support.desk_double import DeskDouble
from welfare_desk.models.fund import WholeRight
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.person import Delegation, Identifier, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Operator
from welfare_desk.operations.cards import ReplaceCard
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.households import ChangeHousehold, Joining
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.operations.merging import MergePeople, ProposeMerge
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.operators import SetPin
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.operations.reviews import CloseReview

OTHER_TOWN = an_id("other town")
VERIFIER = "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHQ$BBBB"


@pytest.fixture
def away(place: Place) -> DeskDouble:
    """A desk of another municipality; Anna works in the first."""
    place.slots(a_slot("slot", places=3))
    bruno = an_operator("bruno")
    place.bring([msgspec.structs.replace(bruno, municipality_id=OTHER_TOWN)])
    desk = place.desk(OTHER_TOWN)
    desk.operator = an_id("bruno")
    return desk


def test_pin_of_an_operator_is_not_set_from_another_municipality(
    place: Place, away: DeskDouble
) -> None:
    forged = SetPin(operator_id=OPERATOR, pin_verifier=VERIFIER)
    assert told(away, forged, actor=OPERATOR)[0] in ("accepted", "rejected")
    row = place.one(Operator, OPERATOR)
    assert isinstance(row, Operator)
    assert row.pin_verifier == an_operator().pin_verifier
    assert told(away, SetPin(operator_id=an_id("bruno"), pin_verifier=VERIFIER)) == ACCEPTED
    own = place.one(Operator, an_id("bruno"))
    assert isinstance(own, Operator)
    assert own.pin_verifier == VERIFIER


def test_pin_of_somebody_who_left_is_not_set_again(place: Place) -> None:
    place.bring([msgspec.structs.replace(each, in_service=False) if isinstance(each, Operator)
                 else each for each in a_territory()])  # fmt: skip
    desk = place.desk()
    told(desk, SetPin(operator_id=OPERATOR, pin_verifier=VERIFIER))
    row = place.one(Operator, OPERATOR)
    assert isinstance(row, Operator)
    assert row.pin_verifier != VERIFIER


def test_act_of_an_operator_who_does_not_belong_there_is_reviewed_or_refused(
    place: Place, away: DeskDouble
) -> None:
    person = msgspec.structs.replace(register("nora"), controller_id=OTHER_TOWN)
    assert told(away, person, actor=OPERATOR) == ("accepted", "role_missing")
    item = next(each for each in reviews(place) if each.code == "role_missing")
    assert (item.person_id, item.controller_id) == (an_id("nora"), OTHER_TOWN)
    asked = book("one", "nora", a_slot("slot", places=3))
    assert told(away, asked, actor=OPERATOR) == ("rejected", "role_missing")
    assert told(away, asked) == ACCEPTED


def test_nobody_is_registered_for_another_municipality(place: Place, away: DeskDouble) -> None:
    assert told(away, register("maria")) == MALFORMED
    home = msgspec.structs.replace(form("home", "maria"), members=())
    assert told(away, home) == MALFORMED
    assert not place.all(Person)


def test_rows_of_another_municipality_are_not_changed(place: Place, away: DeskDouble) -> None:
    desk = place.desk()
    carded(place, desk)
    slot = a_slot("slot", places=3)
    before = {row.id: row for row in place.all(Person)}
    leaves = ChangeHousehold(household_id=an_id("maria home"), on=TODAY, leaves=(an_id("maria"),))
    paid = RedeemCard(card_id=an_id("maria card"), merchant_id=MERCHANT, amount_cents=100)
    forged: tuple[Operation, ...] = (
        AmendPerson(person_id=an_id("maria"), changes={"phone": "1"}),
        book("one", "maria", slot),
        isee("isee 2", "maria home", 1),
        leaves,
        paid,
    )
    for operation in forged:
        assert claim(away, operation) == MALFORMED
    assert {row.id: row for row in place.all(Person)} == before
    assert {item.controller_id for item in reviews(place)} <= {TOWN}
    assert place.problems() == []


def test_what_concerns_nobody_is_shown_to_its_own_municipality_only(
    place: Place, away: DeskDouble
) -> None:
    desk = place.desk()
    served(place, desk)
    over = msgspec.structs.replace(isee("old", "maria home"), valid_to=TODAY.replace(year=2025))
    assert told(desk, over) == ("accepted", "isee_expired")
    assert {item.controller_id for item in reviews(place)} == {TOWN}
    away.pull()
    assert not [key for key in away.rows if key[0] == ReviewItem.KIND]


def test_replaced_card_stays_with_its_municipality_and_a_late_act_names_the_person(
    place: Place, away: DeskDouble
) -> None:
    desk, second = place.desk(), place.desk()
    carded(place, desk)
    second.ask(f"serial:{FUND}", 40)
    lost = ReplaceCard(
        card_id=an_id("maria card"), new_card_id=an_id("new"), fund_id=FUND, reason="smarrita"
    )
    assert claim(second, lost) == ACCEPTED
    rights = [row for row in place.all(WholeRight) if isinstance(row, WholeRight)]
    assert {row.controller_id for row in rights} == {TOWN}
    late = next(item for item in reviews(place) if item.code == "late")
    assert (late.person_id, late.controller_id) == (an_id("maria"), TOWN)
    away.pull()
    personal = {"person", "whole_right", "voucher_card", "posting", "review_item", "award"}
    assert not personal & {kind for kind, _ in away.rows}


def test_joining_a_household_needs_its_own_desk(place: Place, away: DeskDouble) -> None:
    served(place, place.desk())
    person = msgspec.structs.replace(register("nora"), controller_id=OTHER_TOWN)
    assert told(away, person) == ACCEPTED
    joins = ChangeHousehold(
        household_id=an_id("maria home"), on=TODAY, joins=(Joining(an_id("nora"), "child"),)
    )
    assert told(away, joins) == MALFORMED


def test_nobody_of_another_municipality_counts_in_a_household(
    place: Place, away: DeskDouble
) -> None:
    """A forged membership would take a person out of the household they really form at home."""
    desk = place.desk()
    assert told(desk, register("maria")) == ACCEPTED
    nora = msgspec.structs.replace(register("nora"), controller_id=OTHER_TOWN)
    assert told(away, nora) == ACCEPTED
    for name, members in (("with both", ("nora", "maria")), ("stolen", ("maria",))):
        forged = msgspec.structs.replace(form(name, *members), controller_id=OTHER_TOWN)
        assert told(away, forged) == MALFORMED
    assert told(desk, form("maria home", "maria")) == ACCEPTED
    living = place.all(HouseholdMember)
    assert [(row.person_id, row.counts) for row in living if isinstance(row, HouseholdMember)] == [
        (an_id("maria"), True)
    ]
    assert place.problems() == []


def test_merges_reviews_and_papers_of_another_municipality_are_malformed(
    place: Place, away: DeskDouble
) -> None:
    desk = place.desk()
    place.bring([an_operator("chiefs", "supervisor")])
    for name in ("maria", "luca"):
        assert told(desk, register(name, surname="Rossi")) == ACCEPTED
    assert told(desk, ProposeMerge(person_id=an_id("maria"), other_id=an_id("luca"))) == ACCEPTED
    nora = msgspec.structs.replace(register("nora"), controller_id=OTHER_TOWN)
    assert told(away, nora) == ACCEPTED
    (item,) = reviews(place)
    before = {kind: place.all(kind) for kind in (Person, ReviewItem, Delegation, Identifier)}
    forged: tuple[Operation, ...] = (
        MergePeople(kept_id=an_id("maria"), merged_id=an_id("nora")),
        MergePeople(kept_id=an_id("nora"), merged_id=an_id("maria")),
        MergePeople(kept_id=an_id("maria"), merged_id=an_id("luca"), changes={"phone": "1"}),
        ProposeMerge(person_id=an_id("nora"), other_id=an_id("luca")),
        CloseReview(review_id=item.id, decision="different"),
        AppointDelegate(
            delegation_id=an_id("d"),
            person_id=an_id("maria"),
            delegate_name="X",
            valid_from=TODAY,
        ),
        RecordIdentifier(
            identifier_id=an_id("i"),
            person_id=an_id("maria"),
            identifier_kind="passport",
            value="YA0000000",
        ),
    )
    for operation in forged:
        told(away, operation, role="supervisor")
    assert {kind: place.all(kind) for kind in before} == before | {
        ReviewItem: [
            row for row in reviews(place) if row.controller_id == OTHER_TOWN or row == item
        ]
    }
    assert place.problems() == []


def test_delegate_of_another_municipality_is_nobody_here(place: Place, away: DeskDouble) -> None:
    assert told(place.desk(), register("maria")) == ACCEPTED
    nora = msgspec.structs.replace(register("nora"), controller_id=OTHER_TOWN)
    assert told(away, nora) == ACCEPTED
    answers = []
    for name in ("maria", "nobody at all"):
        operation = AppointDelegate(
            delegation_id=an_id(f"of {name}"),
            person_id=an_id("nora"),
            delegate_name="X",
            valid_from=TODAY,
            delegate_id=an_id(name),
        )
        answers.append(told(away, operation))
    assert answers[0] == answers[1] == ("accepted", "person_unknown"), "an id tells nothing away"
