# SPDX-License-Identifier: EUPL-1.2
"""Tests hash lightly; what ships hashes in earnest, and opens what either made."""

from __future__ import annotations

from pathlib import Path

from tests.support.light_hashes import earnest
from welfare_desk.desk.session import verifier_of
from welfare_desk.server import pins, sealed_copies
from welfare_desk.sync import wraps

KEY = bytes(range(32))
SHIPPED = {"memory_kib": 65_536, "time": 3, "lanes": 4}


def test_what_ships_costs_64_mebibytes_and_three_rounds(tmp_path: Path) -> None:
    plain, closed = tmp_path / "plain", tmp_path / "closed"
    plain.write_bytes(b"rows")
    with earnest():
        assert verifier_of("271828").startswith("$argon2id$v=19$m=65536,t=3,p=1$")
        assert pins.verifier("31415926").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        wrap = wraps.by_passphrase(KEY, "una frase", "Sportello 1")
        sealed_copies.close(plain, closed, "un segreto")
    assert {name: wrap[name] for name in SHIPPED} == SHIPPED
    assert wraps.open_by_passphrase(wrap, "una frase", "Sportello 1") == KEY
    sealed_copies.open_into(closed, tmp_path / "opened", "un segreto")
    assert (tmp_path / "opened").read_bytes() == b"rows"


def test_a_test_that_does_not_ask_for_more_hashes_lightly() -> None:
    assert verifier_of("271828").startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert pins.verifier("31415926").startswith("$argon2id$v=19$m=8,t=1,p=1$")
    wrap = wraps.by_passphrase(KEY, "una frase", "Sportello 1")
    assert (wrap["memory_kib"], wrap["time"], wrap["lanes"]) == (8, 1, 1)
    assert wraps.open_by_passphrase(wrap, "una frase", "Sportello 1") == KEY
