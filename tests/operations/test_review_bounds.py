# SPDX-License-Identifier: EUPL-1.2
"""However many share a birth date, a code or a telephone, one act looks at few of them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.builders import TERRITORY, TOWN, a_slot, a_territory, an_id, register
from tests.operations.sealed import an_act
from welfare_desk.core.likeness import Described
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Some
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations import duplicates
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.run import at_server
from welfare_desk.operations.world import DictRows, World

MANY = 1_500
PHONE = "+390490000000"


def a_person(number: int, **other: Any) -> Person:
    """Somebody who shares everything but the first name with all others."""
    world = World(DictRows(a_territory(a_slot())), TERRITORY, settled=False)
    operation = register("model", phone=PHONE)
    at_server(operation, an_act(operation), world)
    model = world.get(Person, an_id("model"))
    assert model is not None
    return msgspec.structs.replace(model, id=an_id(f"many-{number}"), **other)


def many() -> list[Record]:
    model = a_person(0)
    return [
        msgspec.structs.replace(model, id=an_id(f"many-{n}"), name=f"Nome{n}") for n in range(MANY)
    ]


class Counting(DictRows):
    """Rows that count how many were handed out."""

    handed = 0

    def load(self, reads: Any) -> Any:
        found = super().load(reads)
        self.handed += sum(len(rows) for rows in found.values())
        return found


def test_one_registration_reads_weighs_and_asks_boundedly(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Counting([*a_territory(a_slot()), *many()])
    world = World(rows, TERRITORY, settled=True)
    weighed: list[Described] = []

    def score(one: Described, other: Described) -> int:
        weighed.append(other)
        return 80

    monkeypatch.setattr(duplicates, "_score", score)
    operation = register("maria", phone=PHONE)
    at_server(operation, an_act(operation), world)
    assert len(weighed) == duplicates.MOST_WEIGHED
    assert rows.handed <= 2 * duplicates.MOST_READ + 20
    items = [each for each in world.touched() if isinstance(each, ReviewItem)]
    assert len(items) == duplicates.MOST_ASKED


def test_among_many_of_one_birth_date_the_twin_is_found() -> None:
    twin = a_person(MANY, surname="Sciarra", name="Giuseppe", phone="")
    crowd = [msgspec.structs.replace(row, phone="") for row in many()[:900]]
    world = World(DictRows([*a_territory(a_slot()), *crowd, twin]), TERRITORY, settled=True)
    operation = msgspec.structs.replace(register("new", surname="Schiarra"), name="Giuseppe")
    at_server(operation, an_act(operation), world)
    items = [each for each in world.touched() if isinstance(each, ReviewItem)]
    assert [item.other_id for item in items] == [twin.id]


def test_people_of_another_town_do_not_crowd_out_the_twin() -> None:
    away = [msgspec.structs.replace(row, controller_id=an_id("away")) for row in many()[:300]]
    twin = a_person(MANY)
    world = World(DictRows([*a_territory(a_slot()), *away, twin]), TERRITORY, settled=True)
    operation = msgspec.structs.replace(register("new", phone=PHONE), name="Model")
    at_server(operation, an_act(operation), world)
    items = [each for each in world.touched() if isinstance(each, ReviewItem)]
    assert [item.other_id for item in items] == [twin.id]
    assert {item.controller_id for item in items} == {TOWN}


def test_a_bounded_read_holds_what_was_written_here_and_forgets_what_changed() -> None:
    read = Some(Person.KIND, "phone", PHONE, 2)
    world = World(DictRows(many()[:5]), TERRITORY, settled=True)
    assert len(world.some(read)) == 2
    operation = register("maria", phone=PHONE)
    act = an_act(operation)
    world.begin(act, promised=True)
    new = a_person(77)
    world.put(new)
    assert new in world.some(read)
    world.put(msgspec.structs.replace(new, phone=""))
    assert len(world.some(read)) == 2
    world.prefetch([One(Person.KIND, an_id("many-4"))])
    assert len(world.find(Person, "phone", PHONE)) == 5, "a bounded read never passes for all"


def test_a_long_row_of_merges_is_one_person() -> None:
    people = many()[:400]
    first = people[0]
    chain = [
        msgspec.structs.replace(row, merged_into=people[n // 2].id) if n else row
        for n, row in enumerate(people)
        if isinstance(row, Person)
    ]
    world = World(DictRows(chain), TERRITORY, settled=True)
    found = cluster(world, people[-1].id)
    assert found[0] == first.id
    assert set(found) == {row.id for row in people}
    assert len(found) == len(people)
