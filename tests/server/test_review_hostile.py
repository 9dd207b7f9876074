# SPDX-License-Identifier: EUPL-1.2
"""What a dishonest desk sends about people, their papers and their doubles."""

from __future__ import annotations

import pytest

from tests.builders import TODAY, an_id, an_operator, register
from tests.server.conftest import Place
from tests.server.test_hostile import ACCEPTED, MALFORMED, reviews, told
from welfare_desk.models.person import Identifier, Person
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.duplicates import MOST_ASKED
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.operations.merging import MergePeople, UndoMerge
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson

MANY = 400


def test_twins_by_the_hundred_open_few_items_each(place: Place) -> None:
    place.slots()
    desk = place.desk()
    for number in range(MANY):
        desk.record(register(f"twin {number}", phone="+390490000000"))
    results = desk.push().results
    assert {result.result for result in results} == {"accepted"}
    items = reviews(place)
    assert 0 < len(items) <= MANY * MOST_ASKED
    by_act: dict[str, int] = {}
    for item in items:
        by_act[item.op_id] = by_act.get(item.op_id, 0) + 1
    assert max(by_act.values()) <= MOST_ASKED
    assert len(place.all(Person)) == MANY
    assert place.problems() == []


def test_merges_in_a_circle_and_of_nobody_leave_one_way(place: Place) -> None:
    place.slots()
    place.bring([an_operator("chief", "supervisor")])
    desk = place.desk()
    desk.operator = an_id("chief")
    for name in ("a", "b", "c"):
        assert told(desk, register(name, surname=name * 3)) == ACCEPTED
    for kept, merged in (("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"), ("a", "a")):
        assert told(desk, MergePeople(kept_id=an_id(kept), merged_id=an_id(merged))) == ACCEPTED
    for kept, merged in (("a", "nobody"), ("nobody", "a"), ("none", "nobody")):
        forged = MergePeople(kept_id=an_id(kept), merged_id=an_id(merged))
        assert told(desk, forged) == ("accepted", "person_unknown")
    told(desk, UndoMerge(merged_id=an_id("nobody"), merge_op_id=an_id("no op")))
    assert place.problems() == []
    people = {row.id: row for row in place.all(Person) if isinstance(row, Person)}
    assert [row.id for row in people.values() if not row.merged_into] == [an_id("a")]


@pytest.mark.parametrize("text", ["a\0b", "x" * 2_001])
def test_papers_that_no_database_takes_are_malformed(place: Place, text: str) -> None:
    place.slots()
    desk = place.desk()
    assert told(desk, register("maria")) == ACCEPTED
    maria = an_id("maria")
    forged: tuple[Operation, ...] = (
        RecordIdentifier(
            identifier_id=an_id("i"), person_id=maria, identifier_kind="passport", value=text
        ),
        WriteNote(note_id=an_id("n"), person_id=maria, text=text),
        AmendPerson(person_id=maria, changes={"street": text}),
        AmendPerson(person_id=maria, changes={text: "x"}),
        AmendPerson(person_id=maria, changes={}, seen={"fiscal_code": text}),
        AppointDelegate(
            delegation_id=an_id("d"),
            person_id=maria,
            delegate_name="Luca",
            powers=("book",) * 101 if text.startswith("x") else (text,),
            valid_from=TODAY,
        ),
    )
    for operation in forged:
        assert told(desk, operation) == MALFORMED, operation.kind()
    assert not place.all(Identifier)
    assert told(desk, AmendPerson(person_id=maria, changes={"phone": "1"})) == ACCEPTED
    assert place.problems() == []
