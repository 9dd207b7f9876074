# SPDX-License-Identifier: EUPL-1.2
"""The short form of the simulator, and the planted bugs that it must find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.simulation.caught import CAUGHT, Caught
from tests.simulation.mutants import MUTANTS
from tests.simulation.report import Played, Wanted, in_parts, play, said_of, totals
from welfare_desk.server import feed

ROOT = Path(__file__).parents[2]
WEATHERS = (
    "restores",
    "copies",
    "both",
    "put back",
    "crashes",
    "clocks",
    "older",
    "parcels",
    "away",
)


def _clean(played: Played) -> None:
    assert not played.invariant, said_of(played)


@pytest.mark.parametrize("seed", range(1, 7))
def test_histories_keep_every_promise(seed: int) -> None:
    played = play(Wanted(seed=seed, desks=8, operations=800))
    _clean(played)
    assert played.counts["operations"] >= 800
    assert played.counts["looks at everything"] >= 1


@pytest.mark.parametrize("weather", WEATHERS)
def test_no_weather_breaks_a_promise(weather: str) -> None:
    _clean(play(Wanted(seed=1, desks=4, operations=400, weather=weather)))


@pytest.mark.parametrize("seed", [10, 22])
def test_copies_and_restores_together_break_nothing(seed: int) -> None:
    _clean(play(Wanted(seed=seed, desks=4, operations=400, weather="both")))


def test_rows_that_travel_encoded_end_alike() -> None:
    _clean(play(Wanted(seed=2, desks=4, operations=300, wire=True)))


def test_real_signatures_hold() -> None:
    _clean(play(Wanted(seed=3, desks=3, operations=150, real=True)))


def test_real_stores_come_out_alike() -> None:
    _clean(play(Wanted(seed=2, desks=3, operations=300, weather="both", stores=True)))


def test_a_store_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "attested_page", lambda key, territory_id, cursor, page: page)

    played = play(Wanted(seed=1, desks=2, operations=20, stores=True))

    assert played.invariant == "stores"
    assert "Page.seen" in played.what
    assert "--stores" in said_of(played)


def test_a_seed_is_a_history_whatever_the_hash_seed() -> None:
    script = (
        "from tests.simulation.report import Wanted, play;"
        "print(play(Wanted(seed=5, desks=6, operations=300)).fingerprint)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "4711")
    }
    assert len(said) == 1


def test_a_history_is_played_to_a_step() -> None:
    whole = Wanted(seed=4, desks=4, operations=200)
    until = play(msgspec.structs.replace(whole, until=120))
    assert until.steps == 120
    assert until.trace


def test_a_large_history_is_two_territories() -> None:
    parts = in_parts(Wanted(seed=42, desks=50, operations=1_000_000))
    assert [(each.desks, each.operations) for each in parts] == [(25, 500_000), (25, 500_000)]
    assert parts[0].part != parts[1].part


@pytest.mark.parametrize("caught", CAUGHT, ids=lambda each: each.mutant.replace("/", " or "))
def test_a_planted_bug_is_found(caught: Caught) -> None:
    found = []
    for seed in caught.seeds:
        wanted = Wanted(
            seed=seed, desks=caught.desks, operations=caught.operations, weather=caught.weather
        )
        _clean(play(wanted))
        broken = play(msgspec.structs.replace(wanted, mutant=caught.mutant))
        if broken.invariant:
            found.append(broken)
            break
    assert found, f"{caught.mutant}: found by none of {caught.seeds} any more"
    assert found[0].invariant in caught.invariants, said_of(found[0])
    assert f"--seed {found[0].wanted.seed}" in said_of(found[0])
    assert "1 with a violation" in totals(found)


def test_every_planted_bug_has_its_seeds() -> None:
    assert {each.mutant for each in CAUGHT} == set(MUTANTS)
    assert len(MUTANTS) == 14
