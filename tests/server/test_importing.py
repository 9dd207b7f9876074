# SPDX-License-Identifier: EUPL-1.2
"""Residents at the server: whole batches in its own chain, killed and gone on with, once each."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from tests.builders import TERRITORY, TOWN, a_territory, an_id, register
from tests.conftest import NOW
from tests.support.import_process import POINTS, run_import
from tests.support.postgres import fresh_database
from tests.support.residents_list import (
    Row,
    clean_rows,
    dirty_rows,
    write_dirty,
    write_list,
)
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import ImportFileChanged, ImportMunicipalityMissing
from welfare_desk.exchange import residents_run
from welfare_desk.exchange.residents_run import Progress
from welfare_desk.models.fund import Resource
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Desk, Municipality
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server import importing
from welfare_desk.server.admin import Unknown
from welfare_desk.server.central import Central
from welfare_desk.server.check import check
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.importing import ImportAsk, dry_run, import_people, plan_of
from welfare_desk.server.own import record_own
from welfare_desk.store import import_jobs
from welfare_desk.store.rows import load_all, to_wire
from welfare_desk.store.server_tables import op_log


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Path:
    """A server's folder with the small territory, on either database."""
    url = ""
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_url"))
    folder = tmp_path / "server"
    init(folder, database=url)
    central = open_home(folder, clock)
    add_territory(central, TERRITORY)
    bring(central, a_territory())
    central.close()
    return folder


@pytest.fixture
def central(home: Path, clock: FixedClock) -> Iterator[Central]:
    opened = open_home(home, clock)
    yield opened
    opened.close()


def bring(central: Central, rows: list[Record]) -> None:
    own = [row for row in rows if not isinstance(row, Resource | Desk)]
    totals = [row for row in rows if isinstance(row, Resource)]
    outcome = record_own(
        central,
        TERRITORY,
        ApplyTerritory(
            reason="test",
            rows=tuple(ServerRow(row.KIND, row.id, to_wire(row)) for row in own),
            totals=tuple(Total(row.id, row.total) for row in totals),
        ),
    )
    assert outcome.result == "accepted"


def people(central: Central) -> list[Person]:
    with central.store.read() as conn:
        found = load_all(conn, TERRITORY, Person.KIND)
    return [row for row in found if isinstance(row, Person)]


def logged(central: Central) -> int:
    with central.store.read() as conn:
        return conn.scalar(sa.select(sa.func.count()).select_from(op_log)) or 0


def last(central: Central, path: Path, **asked: object) -> Progress:
    plan = plan_of(central, TERRITORY, ImportAsk(path=path, **asked))  # type: ignore[arg-type]
    return [*import_people(central, plan, lambda: False)][-1]


def taken(rows: list[Row]) -> int:
    return sum(not row.reason for row in rows)


def test_everybody_is_registered_once_and_twice_records_nothing(
    central: Central, tmp_path: Path
) -> None:
    path = tmp_path / "elenco.csv"
    rows = write_dirty(path, dirty_rows(1_300, 3))
    done = last(central, path)
    assert done.counts.new == taken(rows) == len(people(central))
    assert done.counts.refused == len(rows) - taken(rows)
    before = logged(central)
    again = last(central, path)
    assert (again.counts.already, again.counts.new) == (taken(rows), 0)
    assert logged(central) == before
    assert check(central, TERRITORY).ok
    with central.store.read() as conn:
        assert load_all(conn, TERRITORY, ReviewItem.KIND) == []


def test_a_file_read_by_a_second_process_gives_the_same(
    central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "elenco.csv"
    rows = write_dirty(path, dirty_rows(1_200, 4))
    monkeypatch.setattr(importing, "BESIDE_FROM", 1)
    done = last(central, path)
    assert done.counts.new == taken(rows) == len(people(central))
    beside = Path(done.refused_path).read_bytes()
    monkeypatch.setattr(importing, "BESIDE_FROM", 1 << 40)
    again = last(central, path)
    assert again.counts.already == taken(rows)
    assert Path(again.refused_path).read_bytes() == beside


def test_a_dry_run_says_the_same_and_records_nothing(central: Central, tmp_path: Path) -> None:
    path = tmp_path / "elenco.csv"
    write_dirty(path, dirty_rows(600, 5))
    before = logged(central)
    plan = plan_of(central, TERRITORY, ImportAsk(path=path))
    tried = [*dry_run(central, plan, lambda: False)][-1]
    assert (people(central), logged(central)) == ([], before)
    assert last(central, path).counts == tried.counts


@pytest.mark.parametrize("point", POINTS)
def test_killed_in_every_batch_an_import_ends_as_if_it_had_not_been(
    home: Path, tmp_path: Path, clock: FixedClock, point: str
) -> None:
    path = tmp_path / "elenco.csv"
    rows = write_dirty(path, dirty_rows(1_300, 6))
    for nth in (1, 1) if point == "after commit" else (1, 2, 1):
        assert run_import("server", home, path, point, nth) == -signal.SIGKILL
    assert run_import("server", home, path) == 0
    central = open_home(home, clock)
    assert len(people(central)) == taken(rows)
    assert len({row.id for row in people(central)}) == taken(rows)
    assert logged(central) == taken(rows) + 1
    with central.store.read() as conn:
        job = import_jobs.last_open(conn, TERRITORY)
    assert job is None
    refused = (tmp_path / "elenco-righe-rifiutate.csv").read_bytes()
    assert len(refused.splitlines()) == len(rows) - taken(rows) + 1
    whole = last(central, path)
    assert Path(whole.refused_path).read_bytes() == refused
    assert whole.counts.already == taken(rows)
    assert check(central, TERRITORY).ok
    central.close()


def test_ctrl_c_on_the_command_line_ends_behind_a_batch_and_says_what_was_done(
    home: Path, tmp_path: Path, clock: FixedClock
) -> None:
    path = write_list(tmp_path / "elenco.csv", clean_rows(12_000, 7))
    command = [sys.executable, "-m", "welfare_desk", "--home", str(home)]
    process = subprocess.Popen(
        [*command, "server", "import", "people", str(path)],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    central = open_home(home, clock)
    until = time.monotonic() + 120
    while not people_there(central):
        assert time.monotonic() < until, "nothing was imported"
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    words, _ = process.communicate(timeout=120)
    there = len(people(central))
    assert process.returncode == 1
    assert there % residents_run.BATCH == 0
    assert 0 < there < 12_000
    number = f"{there:,}".replace(",", ".")
    assert f"Importate {number} righe su 12.000; nessuna riga a metà." in words
    assert last(central, path).counts.new == 12_000
    assert len(people(central)) == 12_000
    central.close()


def people_there(central: Central) -> bool:
    with central.store.read() as conn:
        return import_jobs.last_open(conn, TERRITORY) is not None and bool(
            load_all(conn, TERRITORY, Person.KIND)
        )


def two_towns(central: Central) -> str:
    limena = Municipality(
        id=an_id("limena"), territory_id=TERRITORY, name="Limena", istat_code="028045",
        belfiore_code="E592", province="PD", postal_code="35010", phone="", address="",
        dpo_contact="",
    )  # fmt: skip
    bring(central, [limena])
    return limena.id


def test_a_whole_territorys_people_go_to_their_own_municipality(
    central: Central, tmp_path: Path
) -> None:
    limena = two_towns(central)
    rows = [*clean_rows(4, 8)]
    for row, town in zip(rows, ["Limena", "LIMENA (PD)", "028063", "Padova"], strict=True):
        row[8] = town
    done = last(central, write_list(tmp_path / "a.csv", rows))
    assert done.counts.refused_by == {"residence_elsewhere": 1}
    found = {row.fiscal_code: row.controller_id for row in people(central)}
    assert found == {rows[0][2]: limena, rows[1][2]: limena, rows[2][2]: TOWN}
    same = last(central, write_list(tmp_path / "b.csv", rows), istat="028045")
    assert (same.counts.already, same.counts.refused) == (2, 2)


def test_without_a_column_or_a_name_of_the_municipality_nothing_begins(
    central: Central, tmp_path: Path
) -> None:
    two_towns(central)
    rows = [row[:8] + row[9:] for row in clean_rows(3, 8)]
    heading = ("COGNOME", "Nome", "CF", "Sesso", "Nato il", "Nato a", "Indirizzo", "CAP", "Tel")
    path = write_list(tmp_path / "a.csv", rows, heading=heading)
    with pytest.raises(ImportMunicipalityMissing):
        last(central, path)
    with pytest.raises(Unknown):
        last(central, path, istat="001001")
    assert last(central, path, istat="028063").counts.new == 3


def test_who_a_desk_registers_meanwhile_is_met(central: Central, tmp_path: Path) -> None:
    rows = [*clean_rows(1_000, 9)]
    person = rows[700]
    day, month, year = (int(part) for part in person[4].split("/"))
    known = register("known", surname=person[0], born_on=datetime.date(year, month, day))
    path = write_list(tmp_path / "a.csv", rows)
    at = int(NOW.timestamp()) + 86_400
    os.utime(path, (at, at))
    plan = plan_of(central, TERRITORY, ImportAsk(path=path))
    steps = import_people(central, plan, lambda: False)
    assert next(steps).counts.new == 500
    outcome = record_own(central, TERRITORY, msgspec.structs.replace(known, name=person[1]))
    assert outcome.result == "accepted"
    done = [*steps][-1]
    assert (done.counts.new, done.counts.changed) == (999, 1)
    assert an_id("known") in {row.id for row in people(central) if row.fiscal_code == person[2]}


def test_a_file_that_changes_meanwhile_is_said_and_what_was_done_stays(
    central: Central, tmp_path: Path
) -> None:
    path = write_list(tmp_path / "a.csv", clean_rows(600, 10))
    plan = plan_of(central, TERRITORY, ImportAsk(path=path))
    steps = import_people(central, plan, lambda: False)
    assert next(steps).done == 500
    with path.open("a", encoding="cp1252") as file:
        file.write(";".join(next(clean_rows(1, 77))) + "\r\n")
    with pytest.raises(ImportFileChanged):
        list(steps)
    assert len(people(central)) >= 500
    assert check(central, TERRITORY).ok
