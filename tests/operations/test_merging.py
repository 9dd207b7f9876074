# SPDX-License-Identifier: EUPL-1.2
"""Merging people, taking it back, and what two people have twice."""

from __future__ import annotations

import datetime
from itertools import permutations
from typing import Any

import msgspec
import pytest

from tests.builders import (
    FUND,
    OPERATOR,
    TERRITORY,
    TODAY,
    a_fund,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.operations.here import HELD, Here
from tests.operations.here import TODAY as TODAY_SLOT
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.refusals import (
    AlreadyAwarded,
    AlreadyBooked,
    AmountNotAwarded,
    FieldUnknown,
    MergeElsewhere,
    MergeWithItself,
    NotMerged,
    PersonUnknown,
    TextTooLong,
)
from welfare_desk.models.booking import Booking
from welfare_desk.models.person import FieldChange, Identifier, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.bookings import MoveBooking
from welfare_desk.operations.households import ChangeHousehold, SplitHousehold
from welfare_desk.operations.identity import cluster, root_id
from welfare_desk.operations.membership import Joining
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.review_items import pair_id
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.operations.world import World

NOW = 1_789_543_800_000_000
CODE, OTHER_CODE = "RSSMRA62C45H501N", "VRDLCU80A01F202B"
MARIA, LUCA, ANNA = (an_id(name) for name in ("maria", "luca", "anna r"))
SLOT = a_slot("only", places=5)


def merge(kept: str = "maria", merged: str = "luca", **changes: str) -> MergePeople:
    return MergePeople(kept_id=an_id(kept), merged_id=an_id(merged), changes=changes)


def undo(merged: str = "luca") -> UndoMerge:
    return UndoMerge(merged_id=an_id(merged))


@pytest.fixture
def two(here: Here) -> Here:
    """Maria, with a code and a phone, and Luca with others."""
    here.record(register("maria", fiscal_code=CODE, no_code_reason="", phone="+391"))
    here.record(register("luca", surname="Verdi", phone="+392"))
    return here


def supervise(here: Here, operation: Operation) -> Any:
    return here.record(operation, role="supervisor")


def test_merged_person_points_to_the_one_that_stays_and_both_rows_are_kept(two: Here) -> None:
    luca = two.row(Person, LUCA)
    done = supervise(two, merge(phone="+392", surname="Verdi"))
    maria, gone = two.row(Person, MARIA), two.row(Person, LUCA)
    assert (maria.phone, maria.surname, maria.name, maria.fiscal_code) == (
        "+392",
        "Verdi",
        "Maria",
        CODE,
    )
    assert gone.merged_into == MARIA
    assert (gone.surname, gone.phone, gone.registered_at) == ("Verdi", "+392", luca.registered_at)
    changes = {(row.entity_id, row.field): row for row in two.rows(FieldChange)}
    assert set(changes) == {(MARIA, "phone"), (MARIA, "surname"), (LUCA, "merged_into")}
    assert (changes[MARIA, "phone"].before, changes[MARIA, "phone"].after) == ("+391", "+392")
    assert changes[LUCA, "merged_into"].op_id == done.op_id


def test_merge_and_undo_give_both_people_back(two: Here) -> None:
    before = {row.id: row for row in two.rows(Person)}
    supervise(two, merge(phone="+392", fiscal_code=OTHER_CODE, born_on="1980-01-01"))
    assert {row.value for row in two.rows(Identifier)} == {CODE}
    supervise(two, undo())
    assert {row.id: row for row in two.rows(Person)} == before
    assert two.rows(Identifier) == []


def test_undo_leaves_what_was_changed_since_the_merge(two: Here) -> None:
    supervise(two, merge(phone="+392", surname="Verdi"))
    two.record(AmendPerson(person_id=LUCA, changes={"phone": "+393"}))
    assert two.row(Person, MARIA).phone == "+393", "the one that stays is amended"
    supervise(two, undo())
    maria, luca = two.row(Person, MARIA), two.row(Person, LUCA)
    assert (maria.phone, maria.surname) == ("+393", "Rossi")
    assert (luca.phone, luca.merged_into) == ("+392", "")


def test_undo_leaves_a_field_that_somebody_confirmed_since(two: Here) -> None:
    """The value is the merge's, but whoever wrote it again meant it."""
    supervise(two, merge(phone="+392"))
    two.record(AmendPerson(person_id=MARIA, changes={"phone": "+392"}))
    supervise(two, undo())
    assert two.row(Person, MARIA).phone == "+392"


def test_merging_again_after_an_undo_and_undoing_that(two: Here) -> None:
    before = {row.id: row for row in two.rows(Person)}
    for _ in range(3):
        supervise(two, merge(phone="+392"))
        supervise(two, undo())
    assert {row.id: row for row in two.rows(Person)} == before
    assert len([row for row in two.rows(FieldChange) if row.field == "merged_into"]) == 6


def test_named_merge_is_undone_and_no_other(two: Here) -> None:
    two.record(register("anna r", surname="Neri"))
    first = supervise(two, merge("maria", "luca"))
    second = supervise(two, merge("anna r", "luca"))
    assert two.row(Person, MARIA).merged_into == ANNA
    supervise(two, UndoMerge(merged_id=LUCA, merge_op_id=first.op_id))
    assert (two.row(Person, LUCA).merged_into, two.row(Person, MARIA).merged_into) == ("", ANNA)
    two.refuses(UndoMerge(merged_id=LUCA, merge_op_id=first.op_id), NotMerged)
    supervise(two, UndoMerge(merged_id=LUCA, merge_op_id=second.op_id))
    assert two.row(Person, MARIA).merged_into == ""


def test_merge_of_the_merged_merges_all_and_keeps_the_chain(two: Here) -> None:
    two.record(register("anna r", surname="Neri"))
    supervise(two, merge("maria", "luca"))
    supervise(two, merge("anna r", "luca"))
    assert [two.row(Person, each).merged_into for each in (LUCA, MARIA, ANNA)] == [MARIA, ANNA, ""]


@pytest.mark.parametrize(
    ("operation", "refusal"),
    [
        (merge("maria", "maria"), MergeWithItself),
        (merge("maria", "nobody"), PersonUnknown),
        (merge("nobody", "maria"), PersonUnknown),
        (merge(colour="red"), FieldUnknown),
        (merge(merged_into=MARIA), FieldUnknown),
        (merge(name="a" * 61), TextTooLong),
        (MergePeople(kept_id=MARIA, merged_id=LUCA, reason="a" * 201), TextTooLong),
        (undo(), NotMerged),
        (undo("nobody"), PersonUnknown),
        (UndoMerge(merged_id=LUCA, merge_op_id=an_id("no merge")), NotMerged),
        (ProposeMerge(person_id=MARIA, other_id=MARIA), MergeWithItself),
        (ProposeMerge(person_id=MARIA, other_id=an_id("nobody")), PersonUnknown),
        (ProposeMerge(person_id=MARIA, other_id=LUCA, reason="a" * 201), TextTooLong),
    ],
)
def test_what_does_not_fit_is_refused(two: Here, operation: Operation, refusal: Any) -> None:
    two.refuses(operation, refusal, role="supervisor")


def test_two_ids_of_one_person_are_not_merged_again(two: Here) -> None:
    supervise(two, merge())
    for again in (merge(), merge("luca", "maria")):
        two.refuses(again, MergeWithItself, role="supervisor")
    two.refuses(ProposeMerge(person_id=LUCA, other_id=MARIA), MergeWithItself)


def test_people_of_two_municipalities_are_not_merged(two: Here) -> None:
    two.put(msgspec.structs.replace(two.row(Person, LUCA), controller_id=an_id("another town")))
    two.refuses(merge(), MergeElsewhere, role="supervisor")
    two.refuses(ProposeMerge(person_id=MARIA, other_id=LUCA), MergeElsewhere)


def test_proposal_opens_one_item_and_a_new_one_once_that_was_closed(two: Here) -> None:
    for reason in ("stesso telefono", "di nuovo"):
        two.record(ProposeMerge(person_id=MARIA, other_id=LUCA, reason=reason))
    (item,) = two.rows(ReviewItem)
    assert (item.id, item.code, item.person_id, item.other_id) == (
        pair_id(LUCA, MARIA),
        "duplicate",
        MARIA,
        LUCA,
    )
    supervise(two, CloseReview(review_id=item.id, decision="different"))
    two.record(ProposeMerge(person_id=LUCA, other_id=MARIA))
    assert {row.decision for row in two.rows(ReviewItem)} == {"different", ""}
    supervise(two, merge())
    assert {row.decision for row in two.rows(ReviewItem)} == {"different", "merged"}


def test_place_asked_again_under_the_other_id_is_refused(two: Here) -> None:
    two.record(book("one", "maria", HELD))
    supervise(two, merge())
    two.refuses(book("two", "luca", HELD), AlreadyBooked)
    two.record(book("three", "luca", TODAY_SLOT))
    assert two.row(Booking, an_id("three")).person_id == LUCA
    two.refuses(
        MoveBooking(booking_id=an_id("three"), person_id=MARIA, slot_id=HELD.id),
        AlreadyBooked,
    )


def test_two_rows_of_one_person_count_once_for_an_award(two: Here) -> None:
    two.record(form("home", "maria", "luca"))
    two.record(isee("isee", "home"))
    supervise(two, merge())
    facts = two.refuses(issue("card", "home", "luca", an_id("isee"), 22_000), AmountNotAwarded)
    assert facts == {"due_cents": 12_000}
    two.record(issue("card", "home", "luca", an_id("isee"), 12_000))


def test_award_of_the_other_household_counts_after_a_merge(two: Here) -> None:
    for name in ("maria", "luca"):
        two.record(form(f"home {name}", name))
        two.record(isee(f"isee {name}", f"home {name}"))
    two.record(issue("card", "home maria", "maria", an_id("isee maria")))
    supervise(two, merge())
    two.refuses(issue("card 2", "home luca", "luca", an_id("isee luca")), AlreadyAwarded)
    supervise(two, undo())
    two.record(issue("card 2", "home luca", "luca", an_id("isee luca")))


class Town:
    """Three desks and their server; three people are known everywhere."""

    def __init__(self) -> None:
        self.server = MiniServer(TERRITORY, a_territory(SLOT, fund=a_fund()))
        self.desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2, 3)]
        self.sync(*self.desks)
        for desk in self.desks:
            for name in ("number:booking", "number:receipt", f"serial:{FUND}"):
                desk.take_in(self.server.lease(desk.device, name, 20, NOW))
            desk.take_in(self.server.lease(desk.device, f"slot:{SLOT.id}", 1, NOW))
            fund = f"fund:{FUND}"
            desk.take_in(self.server.lease(desk.device, fund, 24_000, NOW, unit=24_000))
        self.now = NOW
        for name, surname in (("maria", "Rossi"), ("luca", "Verdi"), ("anna r", "Neri")):
            self.do(0, register(name, surname=surname, born_on=None))
        self.sync(*self.desks, *self.desks)

    def do(self, which: int, *operations: Operation) -> None:
        for operation in operations:
            self.now += 1_000_000
            self.desks[which].record(operation, self.now, role="supervisor")

    def sync(self, *desks: MiniDesk) -> None:
        for desk in desks:
            self.server.push(desk.waiting())
            desk.take_pull(*self.server.pull(desk.cursor, desk.device))

    def rest(self, order: tuple[int, ...] = (0, 1, 2)) -> None:
        self.sync(*(self.desks[each] for each in order), *self.desks, *self.desks)
        for desk in self.desks:
            assert not desk.waiting()
            assert shared(desk.rows) == shared(self.server.rows)
        assert {each.result for each in self.server.answers.values()} == {"accepted"}

    def person(self, person_id: str) -> Person:
        row = self.server.rows.by_kind["person"][person_id]
        assert isinstance(row, Person)
        return row

    def reviews(self) -> list[ReviewItem]:
        rows = self.server.rows.by_kind.get("review_item", {}).values()
        return [row for row in rows if isinstance(row, ReviewItem)]

    def world(self) -> World:
        return World(self.server.rows, TERRITORY, settled=True)


@pytest.fixture
def town() -> Town:
    return Town()


ORDERS = list(permutations((0, 1, 2)))


@pytest.mark.parametrize("order", ORDERS)
def test_crossed_merges_of_two_desks_never_go_round(town: Town, order: tuple[int, ...]) -> None:
    town.do(0, merge("maria", "luca", phone="+391"))
    town.do(1, merge("luca", "maria", phone="+392"))
    town.do(2, merge("anna r", "luca"))
    town.rest(order)
    world = town.world()
    (root,) = {root_id(world, each) for each in (MARIA, LUCA, ANNA)}
    assert set(cluster(world, root)) == {MARIA, LUCA, ANNA}
    assert not town.person(root).merged_into


@pytest.mark.parametrize("order", ORDERS)
def test_booking_for_the_merged_one_at_a_third_desk_stands(
    town: Town, order: tuple[int, ...]
) -> None:
    town.do(0, merge("maria", "luca"))
    town.do(1, AmendPerson(person_id=LUCA, changes={"phone": "+399"}))
    town.do(2, book("one", "luca", SLOT))
    town.rest(order)
    row = town.server.rows.by_kind["booking"][an_id("one")]
    assert isinstance(row, Booking)
    assert (row.person_id, row.certainty, row.state) == (LUCA, "final", "booked")
    told = {town.person(each).phone for each in (MARIA, LUCA)}
    assert told == {"+399", ""}, "the edit is with whoever it reached"
    assert town.reviews() == []


@pytest.mark.parametrize("order", ORDERS)
def test_undo_at_one_desk_while_another_merges_again(town: Town, order: tuple[int, ...]) -> None:
    town.do(0, merge("maria", "luca", phone="+391"))
    town.rest()
    town.do(0, undo())
    town.do(1, undo())
    town.do(2, AmendPerson(person_id=LUCA, changes={"phone": "+399"}))
    town.rest(order)
    assert town.person(LUCA).merged_into == ""
    assert town.reviews() == [], "undone twice is undone"


def test_undo_of_a_merge_that_another_one_overtook_goes_to_review(town: Town) -> None:
    town.do(0, merge("luca", "maria"))
    town.do(1, merge("maria", "luca"), undo("luca"))
    town.rest((0, 1, 2))
    assert town.person(MARIA).merged_into == LUCA, "the other desk's merge stands"
    assert [(row.code, row.person_id) for row in town.reviews()] == [("not_merged", LUCA)]


def test_excess_after_a_merge_goes_to_review_and_is_not_taken_back(town: Town) -> None:
    for which, name in ((0, "maria"), (1, "luca")):
        town.do(
            which,
            form(f"home {name}", name),
            isee(f"isee {name}", f"home {name}"),
            issue(f"card {name}", f"home {name}", name, an_id(f"isee {name}")),
            book(f"place {name}", name, SLOT),
        )
    town.rest()
    assert town.reviews() == []
    town.do(2, merge("maria", "luca"))
    town.rest()
    found = {row.code: row for row in town.reviews()}
    assert set(found) == {"already_booked", "already_awarded", "already_in_household"}
    assert (found["already_awarded"].amount_cents, found["already_booked"].amount_cents) == (
        12_000,
        2_200,
    )
    assert {(row.person_id, row.other_id) for row in found.values()} == {(MARIA, LUCA)}
    rows = town.server.rows.by_kind
    assert len(rows["award"]) == len(rows["voucher_card"]) == len(rows["booking"]) == 2
    town.do(0, undo())
    town.rest()
    assert {row.code for row in town.reviews() if row.closed_at is None} == set(found)


def test_households_one_after_the_other_are_no_excess(town: Town) -> None:
    home = an_id("home maria")
    town.do(
        0,
        form("home maria", "maria"),
        form("others", "anna r"),
        ChangeHousehold(household_id=home, on=TODAY, leaves=(MARIA,)),
        msgspec.structs.replace(form("home luca", "luca"), from_on=TODAY),
    )
    town.do(0, merge("maria", "luca"))
    town.rest()
    assert town.reviews() == []


def split_of(town: Town, which: int, on: datetime.date) -> None:
    """Let Luca leave the home that he shares with Maria, and show an ISEE of his own."""
    apart = SplitHousehold(
        household_id=an_id("home"),
        new_household_id=an_id("apart"),
        on=on,
        movers=(Joining(LUCA, "applicant"),),
        residence_istat="028060",
    )
    town.do(which, apart, isee("isee apart", "apart"))


def together(town: Town) -> None:
    town.do(0, form("home", "maria", "luca"), isee("isee home", "home"))
    town.rest()


FIRST_CARD = issue("card home", "home", "maria", an_id("isee home"), 22_000)
SECOND_CARD = issue("card apart", "apart", "luca", an_id("isee apart"))


@pytest.mark.parametrize("order", ORDERS)
def test_award_that_counted_who_moved_out_comes_to_review(
    town: Town, order: tuple[int, ...]
) -> None:
    together(town)
    split_of(town, 1, TODAY)
    town.do(1, SECOND_CARD)
    town.do(0, FIRST_CARD)
    town.rest(order)
    found = {(row.code, row.person_id): row.amount_cents for row in town.reviews()}
    assert found[("already_awarded", LUCA)]
    # What arrives when he has moved out was promised for two as well.
    assert set(found) <= {("already_awarded", LUCA), ("amount_not_awarded", MARIA)}
    assert len(town.server.rows.by_kind["voucher_card"]) == 2


def test_award_after_who_moved_out_long_before_is_no_excess(town: Town) -> None:
    together(town)
    split_of(town, 0, TODAY - datetime.timedelta(days=2))
    alone = issue("card home", "home", "maria", an_id("isee home"))
    town.do(0, alone, SECOND_CARD)
    town.rest()
    assert town.reviews() == []
