# SPDX-License-Identifier: EUPL-1.2
"""A desk that asks without end is told to wait; others are served."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.server.local import LocalPlace
from tests.support.desk_double import Answered
from welfare_desk.server.pace import BURST, PER_SECOND, Pace


def test_each_desk_has_a_bucket_that_fills_again() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert sum(pace.wait(1) == 0 for _ in range(BURST + 10)) == BURST
    assert pace.wait(2) == 0
    now[0] = 1.0
    assert sum(pace.wait(1) == 0 for _ in range(BURST)) == PER_SECOND
    now[0] = -5.0
    assert pace.wait(1) == 1, "a clock that runs back fills nothing"
    now[0] = 1_000.0
    assert sum(pace.wait(1) == 0 for _ in range(BURST + 10)) == BURST


def test_too_many_requests_are_answered_with_a_wait(tmp_path: Path) -> None:
    place = LocalPlace(tmp_path / "server")
    place.slots()
    desk, other = place.local_desk(), place.local_desk()
    pace = Pace(lambda: 0.0)
    slow = msgspec.structs.replace(place.central, pace=pace)
    place.central = slow
    place.client = place._client()
    while pace.wait(desk.device) == 0:
        pass
    with pytest.raises(Answered) as answer:
        desk.hello()
    assert (answer.value.status, answer.value.code, answer.value.hint) == (429, "too_many", 1)
    assert other.hello().action == "ok"
    slow.close()
