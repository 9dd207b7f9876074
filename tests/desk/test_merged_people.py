# SPDX-License-Identifier: EUPL-1.2
"""Pages of people who were merged, the comparison before it, and the cards of what is open."""

from __future__ import annotations

from functools import partial

import pytest

from tests.builders import FUND, TERRITORY, TOWN, an_id, book, form, isee, issue, register
from tests.desk.conftest import PIN
from tests.support.desks import SLOTS
from welfare_desk.core.fiscal_code import omocodia_variants
from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import AlreadyAwarded, RoleMissing
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.likeness import Sought
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.intake import recent_people
from welfare_desk.desk.views.merged import changes_of
from welfare_desk.desk.views.outbox import history_of
from welfare_desk.desk.views.pair import differing, merge_changes, preview
from welfare_desk.desk.views.people import PersonView
from welfare_desk.desk.views.reviews import review_card, review_rows
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.review_items import pair_id
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.store.rows import save

CODE, OTHER_CODE = "RSSMRA62C45H501N", "VRDLCU80A01F202B"
MARIA, TWIN = an_id("maria"), an_id("twin")
MERGE = MergePeople(kept_id=MARIA, merged_id=TWIN, reason="stessa tessera")


@pytest.fixture
def two(counter: Desk) -> Desk:
    """Maria twice, each with a household, an ISEE and a booking; Marta, a supervisor, is here."""
    counter.record(
        register("maria", fiscal_code=CODE, fiscal_code_status="verified", no_code_reason="")
    )
    counter.record(register("twin", fiscal_code=OTHER_CODE, no_code_reason="", phone="+391"))
    for name, slot in (("maria", SLOTS[0]), ("twin", SLOTS[3])):
        counter.record(form(f"home {name}", name))
        counter.record(isee(f"isee {name}", f"home {name}"))
        counter.record(book(f"place {name}", name, slot, isee_id=an_id(f"isee {name}")))
    counter.session.log_in("marta", PIN)
    return counter


def page(desk: Desk, person_id: str) -> PersonView:
    found = desk.person(person_id)
    assert found is not None
    return found


def test_either_id_shows_the_one_person_with_all_that_both_have(two: Desk) -> None:
    two.record(MERGE)
    for person_id in (MARIA, TWIN):
        found = page(two, person_id)
        assert (found.person_id, found.fiscal_code) == (MARIA, CODE)
        assert {each.person_id for each in found.bookings} == {MARIA, TWIN}
        assert found.former_codes == (OTHER_CODE,)
        (gone,) = found.merged
        assert (gone.person_id, gone.into_id, gone.reason) == (TWIN, MARIA, "stessa tessera")
        assert gone.can_be_undone
        assert {row.kind for row in two.look(partial(history_of, person_id=person_id))} >= {
            "register_person",
            "book_place",
            "merge_people",
        }
    two.record(UndoMerge(merged_id=TWIN))
    assert [page(two, each).fiscal_code for each in (MARIA, TWIN)] == [CODE, OTHER_CODE]
    assert {each.person_id for each in page(two, TWIN).bookings} == {TWIN}
    changes = two.look(lambda look: changes_of(look, TWIN))
    assert {(row.field, row.before, row.after) for row in changes} == {
        ("merged_into", "", MARIA),
        ("merged_into", MARIA, ""),
    }


def test_operator_may_propose_and_not_merge(counter: Desk) -> None:
    counter.record(register("maria"))
    counter.record(register("twin"))
    for operation in (MERGE, UndoMerge(merged_id=TWIN)):
        with pytest.raises(RoleMissing):
            counter.record(operation)
    counter.record(ProposeMerge(person_id=MARIA, other_id=TWIN, reason="stesso telefono"))
    card = counter.look(lambda look: review_card(look, pair_id(MARIA, TWIN)))
    assert card is not None
    assert (card.reason, card.operator_name, card.row.mine) == ("stesso telefono", "Anna", True)
    with pytest.raises(RoleMissing):
        counter.record(CloseReview(review_id=pair_id(MARIA, TWIN), decision="different"))


def test_comparison_proposes_what_is_known_and_what_was_checked(two: Desk) -> None:
    shown = two.look(lambda look: preview(look, MARIA, TWIN))
    assert shown is not None
    fields = {each.field: each for each in shown.fields}
    assert {name: each.suggested for name, each in fields.items()} == {
        "name": "left",
        "phone": "right",
        "fiscal_code": "left",
    }
    assert (shown.kept.bookings, shown.merged.bookings) == (1, 1)
    assert (shown.kept.coming_bookings, shown.kept.household) == (1, ())
    (home,) = shown.excess.homes
    assert set(home.household_ids) == {an_id("home maria"), an_id("home twin")}
    assert not shown.excess.places
    assert two.look(lambda look: preview(look, MARIA, MARIA)) is None
    assert two.look(lambda look: preview(look, MARIA, an_id("nobody"))) is None


def test_field_that_was_amended_last_is_proposed(two: Desk) -> None:
    two.record(AmendPerson(person_id=MARIA, changes={"name": "Marietta", "street": "Via Dante"}))
    two.record(AmendPerson(person_id=TWIN, changes={"street": "Via Roma", "street_no": "1"}))

    def pairs(look: Reading) -> dict[str, str]:
        maria, twin = look.one(Person, MARIA), look.one(Person, TWIN)
        assert maria is not None
        assert twin is not None
        return {each.field: each.suggested for each in differing(look, maria, twin)}

    assert two.look(pairs) == {
        "name": "left",
        "phone": "right",
        "street": "right",
        "street_no": "right",
        "fiscal_code": "left",
    }


def test_code_that_is_taken_over_brings_how_it_is_known(two: Desk) -> None:
    taken = two.look(lambda look: merge_changes(look, TWIN, MARIA, ("fiscal_code", "no such")))
    assert taken == {
        "fiscal_code": CODE,
        "fiscal_code_status": "verified",
        "no_code_reason": "",
    }


def test_award_of_the_other_household_is_seen_and_refused_after_a_merge(two: Desk) -> None:
    two.record(issue("card", "home maria", "maria", an_id("isee maria")))
    two.record(MERGE)
    (fund,) = (each for each in two.entitlements(MARIA) if each.fund_id == FUND)
    assert (fund.already_cents, fund.obstacle) == (12_000, "already_awarded")
    with pytest.raises(AlreadyAwarded):
        two.record(issue("card 2", "home twin", "twin", an_id("isee twin")))
    assert [card.card_id for card in page(two, TWIN).cards] == [an_id("card")]


def test_open_items_are_listed_for_this_municipality_alone(two: Desk) -> None:
    def item(name: str, controller_id: str, code: str = "late") -> ReviewItem:
        return ReviewItem(
            id=an_id(name),
            territory_id=TERRITORY,
            controller_id=controller_id,
            op_id=an_id("op"),
            op_kind="book_place",
            code=code,
            person_id=MARIA,
            amount_cents=500,
            opened_at=1,
            closed_at=None,
            device=2,
        )

    rows = [item("ours", TOWN), item("theirs", an_id("another town"))]
    with two._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})
    (row,) = two.look(review_rows)
    assert (row.item_id, row.person_name, row.amount_cents, row.mine, row.decisions) == (
        an_id("ours"),
        "Rossi Maria",
        500,
        False,
        ("seen",),
    )
    card = two.look(lambda look: review_card(look, row.item_id))
    assert card is not None
    assert card.left is not None
    assert (card.suggested, card.left.person_id) == ("seen", MARIA)
    two.record(CloseReview(review_id=row.item_id))
    assert two.look(review_rows) == ()
    assert two.look(lambda look: review_card(look, row.item_id)) is None
    assert two.look(lambda look: review_card(look, derived(TERRITORY, "nothing"))) is None


def test_merged_pair_is_one_person_in_every_list(two: Desk) -> None:
    two.record(register("namesake", fiscal_code=CODE, no_code_reason=""))
    other = an_id("namesake")
    for person_id in (MARIA, other, TWIN):
        page(two, person_id)
    two.record(MERGE)
    found = two.look_up(OTHER_CODE)
    assert (found.meaning, found.person_id) == ("person", MARIA)
    assert {hit.person_id for hit in two.look_up(CODE).hits} == {MARIA, other}
    assert [hit.person_id for hit in two.look(recent_people)] == [MARIA, other]
    two.record(MergePeople(kept_id=other, merged_id=MARIA))
    for code in (CODE, OTHER_CODE, omocodia_variants(CODE)[0]):
        found = two.look_up(code)
        assert (found.meaning, found.person_id) == ("person", other)
    assert [hit.person_id for hit in two.look(recent_people)] == [other]
    assert [each.person_id for each in two.likely_same(Sought(fiscal_code=OTHER_CODE))] == [other]
    number = page(two, TWIN).bookings[0].booking_no
    assert two.look_up(f"PR {number}").person_id == other


def test_code_that_somebody_once_had_begins_no_second_registration(counter: Desk) -> None:
    counter.record(register("maria", fiscal_code=CODE, no_code_reason=""))
    counter.record(AmendPerson(person_id=MARIA, changes={"fiscal_code": OTHER_CODE}))
    for code in (CODE, OTHER_CODE):
        found = counter.look_up(code)
        assert (found.meaning, found.person_id) == ("person", MARIA)
