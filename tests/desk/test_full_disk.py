# SPDX-License-Identifier: EUPL-1.2
"""A full disk while recording: a refusal, nothing half stored, and work goes on afterwards."""

from __future__ import annotations

import pytest

from tests.builders import an_id, register
from tests.store.test_faults import files_no_longer_than
from welfare_desk.core.refusals import DiskFull
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk

LIMIT = 2_500_000


def _fill_until_full(desk: Desk) -> list[str]:
    """Register people until the disk is full; return those that were acknowledged."""
    kept: list[str] = []
    for number in range(5_000):
        name = f"person-{number}"
        try:
            desk.record(register(name, street="Via lunga " * 10))
            kept.append(name)
            note = {"note": "x" * 2_000}
            desk.drafts.save("intake", "Bozza", note, operator_id="o", draft_id=name)
        except DiskFull:
            return kept
    pytest.fail("the disk never was full")


def test_recording_on_a_full_disk_is_refused_and_loses_nothing(counter: Desk) -> None:
    with files_no_longer_than(LIMIT):
        kept = _fill_until_full(counter)
        assert len(kept) > 5
        with pytest.raises(DiskFull):
            counter.record(register("one too many", street="Via lunga " * 10))
        before = counter.status()
    found = counter.look(check_desk)
    assert (found.ok, found.operations) == (True, len(kept))
    assert before.pending == len(kept)
    assert counter.record(register("after")).state == "final"
    assert counter.person(an_id(kept[-1])) is not None
    assert counter.person(an_id("one too many")) is None
