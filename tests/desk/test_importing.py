# SPDX-License-Identifier: EUPL-1.2
"""A list of residents at the desk: proposed, tried, imported, stopped, gone on with, once each."""

from __future__ import annotations

import csv
import datetime
import os
from pathlib import Path

import msgspec
import pytest

from tests.builders import TERRITORY, TOWN, an_id, register
from tests.desk.conftest import PIN
from tests.support.residents_list import (
    HEADING,
    clean_rows,
    dirty_rows,
    write_dirty,
    write_list,
)
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fiscal_code import omocodia_variants
from welfare_desk.core.refusals import DeskLocked, ImportColumnsMissing, RoleMissing
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.importing import Importing, Progress, reason_text
from welfare_desk.models.person import Person
from welfare_desk.operations.people import AmendPerson
from welfare_desk.store import journal, search_index
from welfare_desk.store.rows import load_all, save

FIELDS = (
    "surname", "name", "fiscal_code", "sex", "born_on", "birthplace", "address", "postal_code",
    "municipality", "phone",
)  # fmt: skip


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A desk with Marta, the supervisor, at it."""
    desk.session.log_in("marta", PIN)
    return desk


def people(desk: Desk) -> list[Person]:
    with desk._store.read() as conn:
        found = load_all(conn, TERRITORY, Person.KIND)
    return [row for row in found if isinstance(row, Person)]


def pending(desk: Desk) -> int:
    with desk._store.read() as conn:
        return journal.counts(conn).pending


def last(desk: Desk, path: Path, columns: tuple[str, ...] = FIELDS) -> Progress:
    return [*Importing(desk).run(path, columns)][-1]


def aged(path: Path, clock: FixedClock, *, days: int = 1) -> Path:
    """Make the file as old as that by the test's clock."""
    at = clock.now_us() // 1_000_000 - days * 86_400
    os.utime(path, (at, at))
    return path


def test_columns_are_proposed_by_heading_and_values(office: Desk, tmp_path: Path) -> None:
    path = write_list(tmp_path / "elenco.csv", clean_rows(30, 1))
    found = Importing(office).look_at(path)
    assert tuple(each.field for each in found.columns) == FIELDS
    assert (found.encoding, found.delimiter, found.missing) == ("cp1252", ";", ())
    assert found.sure
    assert found.sample[0][0].isupper()


def test_columns_set_by_hand_are_remembered_for_the_same_heading(
    office: Desk, tmp_path: Path
) -> None:
    heading = ("A", "B", *HEADING[2:])
    path = write_list(tmp_path / "a.csv", clean_rows(20, 1), heading=heading)
    importing = Importing(office)
    chosen = importing.look_at(path, {"surname": "A", "name": "2"}).columns
    assert [each.why for each in chosen[:2]] == ["hand", "hand"]
    last(office, path, tuple(each.field for each in chosen))
    again = write_list(tmp_path / "b.csv", clean_rows(20, 2), heading=heading)
    found = importing.look_at(again).columns
    assert [(each.field, each.why) for each in found[:2]] == [
        ("surname", "remembered"),
        ("name", "remembered"),
    ]


def test_import_registers_everybody_once_and_twice_changes_nothing(
    office: Desk, tmp_path: Path
) -> None:
    path = write_list(tmp_path / "elenco.csv", clean_rows(700, 3))
    done = last(office, path)
    assert (done.state, done.done, done.counts.new) == ("done", 700, 700)
    assert len(people(office)) == 700 == pending(office)
    assert {row.controller_id for row in people(office)} == {TOWN}
    again = last(office, path)
    assert (again.counts.already, again.counts.new, again.counts.changed) == (700, 0, 0)
    assert pending(office) == 700
    assert office.look(check_desk).ok


def test_dry_run_counts_and_stores_nothing(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "elenco.csv"
    rows = write_dirty(path, dirty_rows(300, 5))
    tried = [*Importing(office).dry_run(path, FIELDS)][-1]
    assert tried.counts.refused == sum(1 for row in rows if row.reason)
    assert people(office) == []
    assert pending(office) == 0
    assert Importing(office).last_job() is None
    assert Path(tried.refused_path).exists()
    assert last(office, path).counts == tried.counts


def check_dirty(desk: Desk, path: Path, count: int, seed: int) -> None:
    rows = write_dirty(path, dirty_rows(count, seed))
    done = last(desk, path)
    refused = {line: row for line, row in enumerate(rows, start=2) if row.reason}
    with Path(done.refused_path).open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file, delimiter=";"))
    assert len({row["Riga"] for row in told}) == len(told) == done.counts.refused
    assert {int(row["Riga"]) for row in told} == set(refused)
    for row in told:
        wanted = refused[int(row["Riga"])].reason
        facts: dict[str, str | int] = {"row": 0, "field": "", "limit": 0, "length": 0}
        begins = reason_text(wanted, facts).split("0")[0].split("(")[0][:25]
        assert row["Motivo"].startswith(begins), (wanted, row)
    taken = [row for row in rows if not row.reason]
    assert done.counts.imported == len(taken) == len(people(desk))
    warned = [row for row in taken if row.warning]
    assert done.counts.warned >= len(warned)
    for kind in {row.warning for row in warned}:
        assert done.counts.warned_by[kind] >= sum(row.warning == kind for row in warned)


def test_every_refused_row_of_a_dirty_list_says_its_reason(office: Desk, tmp_path: Path) -> None:
    check_dirty(office, tmp_path / "elenco.csv", 5_000, 11)


@pytest.mark.long
def test_every_refused_row_of_a_hundred_thousand_says_its_reason(
    office: Desk, tmp_path: Path
) -> None:
    check_dirty(office, tmp_path / "elenco.csv", 100_000, 12)


def test_refused_rows_can_be_corrected_and_imported(office: Desk, tmp_path: Path) -> None:
    person = next(clean_rows(1, 4))
    wrong = [*person[:4], "30/02/1971", *person[5:]]
    path = write_list(tmp_path / "elenco.csv", [wrong, *clean_rows(4, 9)])
    done = last(office, path)
    refused = Path(done.refused_path)
    text = refused.read_text(encoding="utf-8-sig").replace("30/02/1971", person[4])
    refused.write_text(text, encoding="utf-8-sig")
    found = Importing(office).look_at(refused)
    columns = tuple(each.field for each in found.columns)
    assert columns == (*FIELDS, "", "")
    assert last(office, refused, columns).counts.new == 1
    assert person[2] in {row.fiscal_code for row in people(office)}


def test_formulas_do_not_run_in_the_refused_rows(office: Desk, tmp_path: Path) -> None:
    person = next(clean_rows(1, 4))
    cells = [*person[:2], "RSSMRA", *person[3:6], "=HYPERLINK(1)", *person[7:9], "@SUM(1)"]
    path = write_list(tmp_path / "elenco.csv", [cells])
    done = last(office, path)
    text = Path(done.refused_path).read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@SUM(1)" in text


def test_a_stopped_import_says_what_was_done_and_goes_on(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "elenco.csv"
    rows = write_dirty(path, dirty_rows(1_000, 6))
    importing = Importing(office)
    first = [*importing.run(path, FIELDS, stop=lambda: True, batch=200)]
    assert [(each.state, each.done) for each in first] == [("stopped", 200)]
    job = importing.last_job()
    assert job is not None
    assert (job.rows_done, job.there, job.columns) == (200, True, FIELDS)
    there = len(people(office))
    assert there == sum(not row.reason for row in rows[:200])
    # A trial in between leaves the rows of the import alone.
    assert [*importing.dry_run(path, FIELDS)][-1].counts.already == there
    rest = [*importing.run(path, FIELDS, batch=200)]
    assert [each.done for each in rest] == [400, 600, 800, 1_000, 1_000]
    assert rest[-1].counts.imported == len(people(office)) == sum(not row.reason for row in rows)
    assert rest[-1].counts.refused == sum(bool(row.reason) for row in rows)
    assert importing.last_job() is None
    with Path(rest[-1].refused_path).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file, delimiter=";"))) == rest[-1].counts.refused


def test_what_is_empty_is_filled_and_what_differs_is_amended(
    office: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    person = next(clean_rows(1, 4))
    path = write_list(tmp_path / "a.csv", [person])
    last(office, aged(path, clock, days=3))
    moved = [*person[:6], "Via Nuova 7/A", *person[7:9], "049 5590000"]
    again = write_list(tmp_path / "b.csv", [moved])
    assert last(office, aged(again, clock)).counts.changed == 1
    (row,) = people(office)
    assert (row.street, row.street_no, row.phone) == ("Via Nuova", "7/A", "+390495590000")
    assert last(office, again).counts.already == 1


def test_what_was_written_here_after_the_file_stays(
    office: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    person = next(clean_rows(1, 4))
    path = aged(write_list(tmp_path / "a.csv", [person]), clock)
    last(office, path)
    (row,) = people(office)
    office.record(AmendPerson(person_id=row.id, changes={"street": "Via Scritta Qui"}))
    before = pending(office)
    done = last(office, path)
    assert (done.counts.already, done.counts.warned_by) == (1, {"newer_here": 1})
    assert pending(office) == before
    assert people(office)[0].street == "Via Scritta Qui"


def test_who_has_no_code_is_met_by_name_and_birth_date(
    office: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    person = next(clean_rows(1, 4))
    born_on = datetime.datetime.strptime(person[4], "%d/%m/%Y").date()  # noqa: DTZ007 - a date
    known = register("known", surname=person[0].title(), born_on=born_on)
    office.record(msgspec.structs.replace(known, name=person[1].lower()))
    path = aged(write_list(tmp_path / "a.csv", [person]), clock, days=-1)
    assert last(office, path).counts.changed == 1
    (row,) = people(office)
    assert (row.id, row.fiscal_code, row.fiscal_code_status) == (
        an_id("known"),
        person[2],
        "declared",
    )


def test_two_who_could_be_meant_go_to_a_person(office: Desk, tmp_path: Path) -> None:
    person = next(clean_rows(1, 4))
    born_on = datetime.datetime.strptime(person[4], "%d/%m/%Y").date()  # noqa: DTZ007 - a date
    for name in ("one", "two"):
        known = register(name, surname=person[0], born_on=born_on)
        office.record(msgspec.structs.replace(known, name=person[1]))
    path = write_list(tmp_path / "a.csv", [person])
    done = last(office, path)
    assert done.counts.refused_by == {"several_people": 1}
    assert len(people(office)) == 2


@pytest.mark.parametrize(
    ("other", "reason"), [("omocodia", "code_twin"), ("name", "code_of_another")]
)
def test_a_code_that_may_be_somebody_elses_goes_to_a_person(
    office: Desk, tmp_path: Path, other: str, reason: str
) -> None:
    person = next(clean_rows(1, 4))
    code = omocodia_variants(person[2])[3] if other == "omocodia" else person[2]
    office.record(register("zoe", surname="Tutt'altri", fiscal_code=code))
    done = last(office, write_list(tmp_path / "a.csv", [person]))
    assert done.counts.refused_by == {reason: 1}


def test_a_merged_person_is_followed(office: Desk, tmp_path: Path) -> None:
    person = next(clean_rows(1, 4))
    path = write_list(tmp_path / "a.csv", [person])
    last(office, path)
    (row,) = people(office)
    office.record(register("stays"))
    with office._store.write() as conn:
        merged = msgspec.structs.replace(row, merged_into=an_id("stays"))
        save(conn, TERRITORY, {(merged.KIND, merged.id): merged})
    done = last(office, path)
    assert done.counts.new == 0
    assert len(people(office)) == 2


def test_only_a_supervisor_imports(desk: Desk, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.csv", clean_rows(3, 1))
    importing = Importing(desk)
    with pytest.raises(DeskLocked):
        importing.look_at(path)
    desk.session.log_in("anna", PIN)
    for ask in (importing.look_at, lambda path: next(importing.run(path, FIELDS))):
        with pytest.raises(RoleMissing):
            ask(path)
    assert people(desk) == []


def test_columns_that_could_make_nobody_are_refused(office: Desk, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.csv", clean_rows(3, 1))
    with pytest.raises(ImportColumnsMissing):
        next(Importing(office).run(path, ("", *FIELDS[1:])))


def test_an_import_leaves_the_search_index_in_one_segment(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_PENDING_IN_BULK", 150)
    path = write_list(tmp_path / "elenco.csv", clean_rows(700, 3))
    steps = Importing(office).run(path, FIELDS, batch=200)
    parts = [_segments(office) for _ in steps]
    assert max(len(each) for each, _ in parts) > 1
    assert parts[-1] == ([700], 0)


def _segments(desk: Desk) -> tuple[list[int], int]:
    """People of each segment of the search index, and changes that are in none."""
    with desk._store.read() as conn:
        people = conn.exec_driver_sql("SELECT people FROM search_segment ORDER BY id").fetchall()
        changes = conn.exec_driver_sql("SELECT count(*) FROM search_change").scalar()
    return [count for (count,) in people], int(changes or 0)
