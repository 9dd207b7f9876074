# SPDX-License-Identifier: EUPL-1.2
"""One person registered by two desk processes without a line: asked about, merged, taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import Two
from tests.journeys.story import Family
from tests.support.counter_process import CounterProcess

PHONE, LATER_PHONE = "+390490000077", "+390490000078"
BY_EITHER_NAME = ("sciarra giuseppina", "schiarra giuseppina")


@pytest.fixture(scope="module")
def supervised(whole_stage: Two) -> Iterator[Two]:
    """Two further desks of the stage, at each of which a supervisor is at work."""
    pin = whole_stage.stage.one_time_pin("vera", "Vera S.", "supervisor")
    names = ("Sportello 3", "Sportello 4")
    counters = [CounterProcess(whole_stage.stage, name, "vera", pin) for name in names]
    yield Two(whole_stage.stage, *counters)
    for each in counters:
        each.close()


@pytest.fixture
def desks(supervised: Two) -> Iterator[Two]:
    """Both desks; after the story everything arrives and every invariant is checked."""
    yield supervised
    supervised.settle()
    supervised.check()


def _registering(family: Family) -> dict[str, Any]:
    return family.intake()[0] | {"name": "Giuseppina", "phone": PHONE}


def _ids(counter: CounterProcess, text: str) -> set[str]:
    """Return whom a desk finds."""
    code, answers = counter.run("people", "search", text)
    assert code == 0, answers
    return {row["person_id"] for row in answers}


def _shown(counter: CounterProcess, person_id: str) -> tuple[str, str, str]:
    page = counter.show(person_id)
    return page["person_id"], page["surname"], page["phone"]


def _to_review(*counters: CounterProcess) -> int:
    """Return how many items arose at these desks and are open."""
    return sum(int(counter.status()["to_review"]) for counter in counters)


def test_merged_at_one_desk_is_one_at_both_and_undone_is_two_again(desks: Two) -> None:
    a, b = desks.a, desks.b
    for counter in (a, b):
        counter.cable.pull_out()
    here, there = Family(a, "Sciarra"), Family(b, "Schiarra")
    a.must_record(_registering(here), *here.intake()[1:])
    b.must_record(_registering(there))
    desks.settle()
    assert _to_review(a, b) == 1, "one item, counted where the later registration was made"
    for counter in (a, b):
        assert {here.person, there.person} <= _ids(counter, BY_EITHER_NAME[0])

    # While one desk merges, the other serves her without a line under the id it knows.
    b.cable.pull_out()
    changed = {"kind": "amend_person", "person_id": there.person, "reason": "nuovo numero"}
    b.must_record(changed | {"changes": {"phone": LATER_PHONE}})
    merge = {"kind": "merge_people", "kept_id": here.person, "merged_id": there.person}
    a.must_record(merge)
    desks.settle()
    assert _to_review(a, b) == 0
    for counter in (a, b):
        for text in BY_EITHER_NAME:
            assert _ids(counter, text) == {here.person}
        for either in (here.person, there.person):
            assert _shown(counter, either)[:2] == (here.person, "Sciarra")

    b.must_record({"kind": "undo_merge", "merged_id": there.person, "reason": "due cugine"})
    desks.settle()
    for counter in (a, b):
        assert _shown(counter, here.person) == (here.person, "Sciarra", PHONE)
        assert _shown(counter, there.person) == (there.person, "Schiarra", LATER_PHONE)
        assert counter.show(here.person)["household_id"] == here.household

    # What was taken apart can be proposed and merged again.
    b.must_record({"kind": "propose_merge", "person_id": here.person, "other_id": there.person})
    desks.settle()
    assert _to_review(a, b) == 1
    a.must_record(merge)
    desks.settle()
    assert [_ids(counter, BY_EITHER_NAME[1]) for counter in (a, b)] == [{here.person}] * 2
    assert _to_review(a, b) == 0


def test_an_operator_proposes_and_may_not_merge(two: Two, desks: Two) -> None:
    one, other = Family(two.a, "Bordin"), Family(two.a, "Zaramella")
    two.a.must_record(_registering(one), _registering(other) | {"phone": LATER_PHONE})
    two.settle()
    merge = {"kind": "merge_people", "kept_id": one.person, "merged_id": other.person}
    answer = two.b.record(merge)[0]
    assert (answer["refused"], answer["facts"]) == ("role_missing", {"act": "merge"})
    proposal = {"kind": "propose_merge", "person_id": one.person, "other_id": other.person}
    two.b.must_record(proposal | {"reason": "hanno la stessa tessera"})
    two.settle()
    desks.settle()
    assert _to_review(two.b, desks.a) == 1
    desks.a.must_record(merge)
