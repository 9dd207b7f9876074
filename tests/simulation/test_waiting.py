# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists under every weather: no place twice, no promise lost, no sum broken."""

from __future__ import annotations

import pytest

from tests.simulation import waiting, workload
from tests.simulation.report import Played, Wanted, play, said_of


def played(monkeypatch: pytest.MonkeyPatch, seed: int, weather: str) -> Played:
    acts, weights = waiting.mixed()
    monkeypatch.setattr(workload, "ACTS", acts)
    monkeypatch.setattr(workload, "WEIGHTS", weights)
    return play(Wanted(seed=seed, desks=4, operations=400, weather=weather))


@pytest.mark.parametrize("weather", ["", "restores", "copies", "both", "put back", "away"])
def test_waiting_lists_keep_every_promise(monkeypatch: pytest.MonkeyPatch, weather: str) -> None:
    history = played(monkeypatch, 3, weather)
    assert not history.invariant, said_of(history)
    assert history.counts["operations"] >= 400
