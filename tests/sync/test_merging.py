# SPDX-License-Identifier: EUPL-1.2
"""Two real desks register one person without a line; a real server asks, one merges, one undoes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeVar

import msgspec
import pytest

from tests.builders import (
    TERRITORY,
    a_resource,
    a_slot,
    an_id,
    an_operator,
    book,
    form,
    isee,
    register,
)
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.desk.views.merged import changes_of
from welfare_desk.desk.views.outbox import history_of
from welfare_desk.desk.views.pair import merge_changes, preview
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.desk.views.reviews import review_card, review_rows
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.merging import MergePeople, UndoMerge
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson, RegisterPerson
from welfare_desk.operations.reviews import CloseReview
from welfare_desk.server.check import check
from welfare_desk.store.rows import load_all
from welfare_desk.sync.recorder import Recorded

T = TypeVar("T")
HERE, THERE = an_id("gina here"), an_id("gina there")
BORN = datetime.date(1949, 7, 2)
LATER = a_slot("eleven", places=40, minute=660)
SLOTS = (a_slot("nine", places=40, minute=540), a_slot("ten", places=40), LATER)
CODE, OTHER_CODE = "RSSMRA62C45H501N", "VRDLCU80A01F202B"


class Pair:
    """Two desks of one town and their server; Marta is a supervisor."""

    def __init__(self, server: CentralServer, desk: DeskMaker) -> None:
        self.server = server
        central = server.central()
        places = [a_resource(f"slot:{slot.id}", slot.places) for slot in SLOTS]
        server.bring(central, [*SLOTS, *places, an_operator("marta", "supervisor")])
        central.close()
        self.one, self.two = desk("one", server), desk("two", server)
        self.rest()

    def rest(self) -> None:
        """Exchange until both desks hold the server's rows, and the server finds nothing wrong."""
        for counter in (self.one, self.two, self.one, self.two):
            assert counter.settle().outcome == "ok"
        assert self.one.digest() == self.two.digest() == self.one.line.digest().kinds
        for counter in (self.one, self.two):
            assert {entry.result for entry in counter.journal()} <= {"accepted"}
        central = self.server.central()
        assert check(central, TERRITORY).problems == ()
        central.close()

    def items(self) -> list[ReviewItem]:
        """Return the server's review items."""
        central = self.server.central()
        with central.store.read() as conn:
            rows = load_all(conn, TERRITORY, ReviewItem.KIND)
        central.close()
        return [row for row in rows if isinstance(row, ReviewItem)]


def supervise(counter: Counter, operation: Operation) -> Recorded:
    return counter.recorder.record(operation, actor=an_id("marta"), role="supervisor")


def seen(counter: Counter, view: Callable[[Reading], T]) -> T:
    with reading(counter.store, counter.clock) as look:
        return view(look)


def page(counter: Counter, person_id: str) -> PersonView:
    found = seen(counter, lambda look: person_view(look, person_id))
    assert found is not None
    return found


def _gina(row: str, surname: str) -> RegisterPerson:
    typed = register(row, surname=surname, born_on=BORN, phone="+390491234567")
    return msgspec.structs.replace(typed, name="Gina")


@pytest.fixture
def pair(lone_server: CentralServer, desk: DeskMaker) -> Pair:
    return Pair(lone_server, desk)


@pytest.fixture
def twice(pair: Pair) -> Pair:
    """Gina came to both desks while neither had a line; each wrote her down as it heard her."""
    pair.one.record(_gina("gina here", "Dall’Acqua"))
    pair.one.record(form("home here", "gina here"))
    pair.one.record(isee("isee here", "home here"))
    pair.one.record(book("nine here", "gina here", SLOTS[0], isee_id=an_id("isee here")))
    pair.two.record(_gina("gina there", "Dalacqua"))
    pair.two.record(book("ten there", "gina there", SLOTS[1]))
    pair.rest()
    return pair


def test_one_person_registered_at_two_desks_is_asked_about_merged_and_taken_apart(
    twice: Pair,
) -> None:
    one, two = twice.one, twice.two
    for counter in (one, two):
        (row,) = seen(counter, review_rows)
        assert (row.code, {row.person_id, row.other_id}) == ("duplicate", {HERE, THERE})
    card = seen(two, lambda look: review_card(look, row.item_id))
    assert card is not None
    assert card.left is not None
    assert card.right is not None
    assert (card.left.person_id, card.right.person_id) == (THERE, HERE), "qui stands left"
    assert [(each.field, each.left) for each in card.fields] == [("surname", "Dalacqua")]
    assert "near_name_and_birth" in card.reasons
    assert (card.left.bookings, card.right.bookings, card.suggested) == (1, 1, "merged")

    taken = seen(two, lambda look: merge_changes(look, HERE, THERE, ("surname",)))
    merged = supervise(two, MergePeople(kept_id=HERE, merged_id=THERE, changes=taken))
    twice.rest()
    assert [item.decision for item in twice.items()] == ["merged"]
    for counter in (one, two):
        assert seen(counter, review_rows) == ()
        found = page(counter, THERE)
        assert (found.person_id, found.surname) == (HERE, "Dalacqua")
        assert {each.booking_id for each in found.bookings} == {
            an_id("nine here"),
            an_id("ten there"),
        }
        assert found.household_id == an_id("home here")
        (gone,) = found.merged
        assert (gone.person_id, gone.merge_op_id, gone.operator_name) == (
            THERE,
            merged.op_id,
            "Marta",
        )

    # The other desk has a line no more, and a slip with the old id in hand.
    one.record(book("later", "gina there", LATER))
    one.record(AmendPerson(person_id=THERE, changes={"phone": "+390497654321"}, reason="nuovo"))
    twice.rest()
    assert an_id("later") in {each.booking_id for each in page(two, HERE).bookings}
    assert page(two, HERE).phone == "+390497654321"

    supervise(one, UndoMerge(merged_id=THERE, merge_op_id=merged.op_id, reason="due sorelle"))
    twice.rest()
    here, there = page(two, HERE), page(two, THERE)
    assert (here.person_id, here.surname, here.phone) == (HERE, "Dall’Acqua", "+390497654321")
    assert (there.person_id, there.surname, there.phone) == (THERE, "Dalacqua", "+390491234567")
    assert {each.booking_id for each in here.bookings} == {an_id("nine here")}
    assert {each.booking_id for each in there.bookings} == {an_id("ten there"), an_id("later")}
    assert {each.state for each in (*here.bookings, *there.bookings)} == {"booked"}
    assert here.merged == there.merged == ()
    assert [item.decision for item in twice.items()] == ["merged"], "nothing was reopened"


def test_history_of_one_person_is_that_of_both(twice: Pair) -> None:
    supervise(twice.one, MergePeople(kept_id=HERE, merged_id=THERE, reason="stessa tessera"))
    twice.rest()
    kinds = {row.kind for row in seen(twice.two, lambda look: history_of(look, HERE))}
    assert {"register_person", "book_place"} <= kinds, "of what this desk did for the other id"
    (change,) = seen(twice.two, lambda look: changes_of(look, THERE))
    assert (change.field, change.reason, change.other_name) == (
        "merged_into",
        "stessa tessera",
        "Dall’Acqua Gina",
    )


def test_two_places_in_one_slot_are_shown_before_and_after(pair: Pair) -> None:
    for counter, name, surname in (
        (pair.one, "gina here", "Dall’Acqua"),
        (pair.two, "gina there", "Dalacqua"),
    ):
        counter.record(_gina(name, surname))
        counter.record(form(f"home {name}", name))
        counter.record(book(f"at nine {name}", name, SLOTS[0]))
    pair.rest()
    shown = seen(pair.one, lambda look: preview(look, HERE, THERE))
    assert shown is not None
    assert [place.start_minute for place in shown.excess.places] == [540]
    assert len(shown.excess.homes) == 1
    supervise(pair.one, MergePeople(kept_id=HERE, merged_id=THERE))
    pair.rest()
    rows = {row.code: row for row in seen(pair.two, review_rows)}
    assert set(rows) == {"already_booked", "already_in_household"}
    assert rows["already_booked"].amount_cents == 2_200
    card = seen(pair.two, lambda look: review_card(look, rows["already_booked"].item_id))
    assert card is not None
    assert len(card.excess.places[0].booking_nos) == 2
    assert [each.state for each in page(pair.two, HERE).bookings] == ["booked", "booked"]


def test_overwritten_code_shows_both_and_either_is_chosen(pair: Pair) -> None:
    pair.one.record(_gina("gina here", "Dall’Acqua"))
    pair.rest()
    pair.one.record(AmendPerson(person_id=HERE, changes={"fiscal_code": CODE}, reason="tessera"))
    pair.two.record(AmendPerson(person_id=HERE, changes={"fiscal_code": OTHER_CODE}))
    for counter in (pair.two, pair.one):
        counter.settle()
    pair.rest()
    (row,) = seen(pair.two, review_rows)
    card = seen(pair.two, lambda look: review_card(look, row.item_id))
    assert card is not None
    (field,) = card.fields
    assert (row.code, field.left, field.right) == ("overwritten_fiscal_code", OTHER_CODE, CODE)
    assert card.reason == "tessera"
    supervise(pair.two, CloseReview(review_id=row.item_id, decision="kept_theirs"))
    pair.rest()
    found = page(pair.one, HERE)
    assert (found.fiscal_code, found.former_codes, found.reviews) == (CODE, (OTHER_CODE,), ())


def test_pair_that_is_two_is_never_asked_about_again(twice: Pair) -> None:
    (row,) = seen(twice.one, review_rows)
    supervise(twice.one, CloseReview(review_id=row.item_id, decision="different"))
    twice.rest()
    twice.two.record(AmendPerson(person_id=THERE, changes={"surname": "Dall’Acqua"}))
    twice.rest()
    assert seen(twice.two, review_rows) == ()
    assert [item.decision for item in twice.items()] == ["different"]
    with twice.one.store.read() as conn:
        assert len(load_all(conn, TERRITORY, Person.KIND)) == 2
