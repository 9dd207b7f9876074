# SPDX-License-Identifier: EUPL-1.2
"""One person registered by two desk processes without a line: asked about, merged, taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.journeys.conftest import Two
from tests.journeys.story import Family
from tests.support.counter_process import CounterProcess

PHONE, LATER_PHONE = "+390490000077", "+390490000078"
HERE, THERE = "sciarra giuseppina", "schiarra giuseppina"


@contextmanager
def _at_work(counter: CounterProcess, login: str, pin: str) -> Iterator[None]:
    """Let another operator work at a desk for a while."""
    path = counter.home / "welfare_desk_pin_file"
    before, path_before = counter._env["WELFARE_DESK_OPERATOR"], path.read_text(encoding="utf-8")
    for who, secret in ((login, pin + "\n"), (before, path_before)):
        counter.close()
        counter._env["WELFARE_DESK_OPERATOR"] = who
        path.write_text(secret, encoding="utf-8")
        if who == login:
            yield


@pytest.fixture(scope="module")
def vera(whole_stage: Two) -> str:
    """Return the one-time PIN of a supervisor whom both desks know."""
    pin = whole_stage.stage.one_time_pin("vera", "Vera S.", "supervisor")
    whole_stage.settle()
    return pin


def _registering(family: Family) -> dict[str, Any]:
    return family.intake()[0] | {"name": "Giuseppina", "phone": PHONE}


def _ids(counter: CounterProcess, text: str) -> set[str]:
    """Return whom a desk finds."""
    code, answers = counter.run("people", "search", text)
    assert code == 0, answers
    return {hit["person_id"] for hit in answers[-1]["hits"]}


def _shown(counter: CounterProcess, person_id: str) -> tuple[str, str, str]:
    page = counter.show(person_id)
    return page["person_id"], page["surname"], page["phone"]


def _to_review(*counters: CounterProcess) -> int:
    """Return how many items arose at these desks and are open."""
    return sum(int(counter.status()["to_review"]) for counter in counters)


# What the server stores on plays no part here, and the sync tests merge on both.
@pytest.mark.parametrize("whole_stage", ["sqlite"], indirect=True)
def test_merged_at_one_desk_is_one_at_both_and_undone_is_two_again(two: Two, vera: str) -> None:
    a, b = two.a, two.b
    # Earlier stories at these desks may have left some.
    before = _to_review(a, b)
    for counter in (a, b):
        counter.cable.pull_out()
    here, there = Family(a, "Sciarra"), Family(b, "Schiarra")
    a.must_record(_registering(here), *here.intake()[1:])
    b.must_record(_registering(there))
    two.settle()
    assert _to_review(a, b) == before + 1, "one, counted where the later registration was made"
    merge = {"kind": "merge_people", "kept_id": here.person, "merged_id": there.person}
    answer = a.record(merge)[0]
    assert (answer["refused"], answer["facts"]) == ("role_missing", {"act": "merge"})
    assert {here.person, there.person} <= _ids(a, HERE)

    # While one desk merges, the other serves her without a line under the id it knows.
    b.cable.pull_out()
    changed = {"kind": "amend_person", "person_id": there.person, "reason": "nuovo numero"}
    b.must_record(changed | {"changes": {"phone": LATER_PHONE}})
    with _at_work(a, "vera", vera):
        a.must_record(merge)
        two.settle()
        assert _to_review(a, b) == before
        for counter in (a, b):
            assert _ids(counter, THERE) == {here.person}
            assert _shown(counter, there.person) == (here.person, "Sciarra", LATER_PHONE)

        a.must_record({"kind": "undo_merge", "merged_id": there.person, "reason": "due cugine"})
        two.settle()
    for counter in (a, b):
        # What came in while they were one was written of the one that stayed.
        assert _shown(counter, here.person) == (here.person, "Sciarra", LATER_PHONE)
        assert _shown(counter, there.person) == (there.person, "Schiarra", PHONE)
    assert b.show(here.person)["household_id"] == here.household

    # What was taken apart can be proposed again.
    at_b = _to_review(b)
    b.must_record({"kind": "propose_merge", "person_id": here.person, "other_id": there.person})
    assert _to_review(b) == at_b + 1
