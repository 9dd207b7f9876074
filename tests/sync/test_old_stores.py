# SPDX-License-Identifier: EUPL-1.2
"""Stores of the first program: opened, migrated and brought together by today's.

The sample holds the home of a desk with fifteen operations that never left it, and of its
server, as the program of September 2026 left both; the keys are for tests.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import tomlkit

from tests.builders import TERRITORY, an_id, register
from tests.support.server_process import ServerProcess, ShiftedClock
from tests.sync.counter import Counter
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.reading import reading
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.person import Delegation, Person
from welfare_desk.models.record import Record
from welfare_desk.operations.people import AmendPerson
from welfare_desk.server.check import check
from welfare_desk.server.home import open_home
from welfare_desk.store.rows import load_all

SAMPLE = Path(__file__).parents[1] / "samples" / "first_program.zip"
WAITING = 15
R = TypeVar("R", bound=Record)


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    """The two homes; the server's settings name where they lie now."""
    with zipfile.ZipFile(SAMPLE) as packed:
        packed.extractall(tmp_path)
    path = tmp_path / "server" / "server.toml"
    settings = tomlkit.parse(path.read_text(encoding="utf-8"))
    for name, file in (("database", "server.db"), ("registry", "registry.db")):
        settings[name] = f"sqlite:///{tmp_path / 'server' / file}"
    path.write_text(tomlkit.dumps(settings), encoding="utf-8")
    return tmp_path


@pytest.fixture
def migrated(homes: Path, shift: int) -> Iterator[ServerProcess]:
    """The old server's home under the program of today, migrated and running."""
    central = open_home(homes / "server", ShiftedClock(shift))
    central.store.migrate()
    central.close()
    process = ServerProcess(homes / "server", shift)
    yield process
    process.stop()


def checked(counter: Counter) -> tuple[str, ...]:
    """Return what a desk's self-check finds."""
    with reading(counter.store, counter.clock) as look:
        return check_desk(look).problems


def rows(counter: Counter, kind: type[R]) -> dict[str, R]:
    """Return the rows of a kind that the desk holds."""
    with counter.store.read() as conn:
        found = load_all(conn, TERRITORY, kind.KIND)
    return {row.id: row for row in found if isinstance(row, kind)}


def test_old_desk_opens_migrates_and_goes_on_without_a_line(homes: Path, shift: int) -> None:
    counter = Counter(homes / "desk", "http://127.0.0.1:9", shift)
    assert checked(counter) == ()
    assert len([each for each in counter.journal() if each.state == "pending"]) == WAITING
    luca = rows(counter, Person)[an_id("luca")]
    assert (luca.surname, luca.merged_into) == ("D’Angelò", "")
    assert all(row.counts for row in rows(counter, HouseholdMember).values())
    counter.record(AmendPerson(person_id=an_id("luca"), changes={"phone": "+390490000009"}))
    assert checked(counter) == ()
    counter.close()


def test_what_an_old_desk_recorded_reaches_the_migrated_server(
    homes: Path, migrated: ServerProcess, shift: int
) -> None:
    counter = Counter(homes / "desk", migrated.url, shift)
    counter.record(register("zoe", surname="Neri"))
    assert counter.settle().outcome == "ok"
    told = {entry.seq: (entry.kind, entry.result, entry.code) for entry in counter.journal()}
    own = [each for each in told.values() if each[0] != "release_rights"]
    assert {each[1:] for each in own} == {("accepted", "")}, own
    assert checked(counter) == ()
    assert {row_id: row.state for row_id, row in rows(counter, Booking).items()} == {
        an_id("one"): "booked",
        an_id("two"): "arrived",
        an_id("three"): "cancelled",
    }
    (card,) = rows(counter, VoucherCard).values()
    assert card.state == "handed_over"
    (delegation,) = rows(counter, Delegation).values()
    assert delegation.powers == ("collect_card",)
    central = open_home(homes / "server", ShiftedClock(shift))
    assert check(central, TERRITORY).problems == ()
    with central.store.read() as conn:
        people = {row.id for row in load_all(conn, TERRITORY, Person.KIND)}
    central.close()
    assert people == {an_id(name) for name in ("maria", "luca", "anna b", "zoe")}
    counter.close()
