# SPDX-License-Identifier: EUPL-1.2
"""A list of applications at the desk: every good row filed, every other one told why, once."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import FUND, TERRITORY, TODAY, TOWN, a_fund
from tests.desk.conftest import PIN, rows_with_pin
from tests.support.applications_list import HEADING, Row, dirty_rows, write_csv, write_xlsx
from tests.support.desks import a_desk_here
from welfare_desk.core.awards import Criteria
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import (
    FundUnknown,
    ImportColumnsMissing,
    NumbersExhausted,
    RoleMissing,
)
from welfare_desk.core.refusals_of_funds import ApplicationsClosed
from welfare_desk.desk.applying import Applying
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.importing import Progress
from welfare_desk.exchange.residents_reasons import reason_text
from welfare_desk.models.application import Application
from welfare_desk.models.fund import Fund
from welfare_desk.models.record import Record
from welfare_desk.store.rows import load_all

OPENED = datetime.date(2026, 8, 1)
CRITERIA = Criteria(
    amounts_cents=(15_000, 25_000, 35_000, 42_000),
    isee_ceiling_cents=1_000_000,
    resident_months=6,
    excluded_support=("adi",),
)


def a_round(until: datetime.date | None = None) -> Fund:
    """A fund that takes applications from the first of August."""
    return a_fund(
        needs_application=True,
        applications_from=OPENED,
        applications_until=until,
        criteria=CRITERIA,
    )


def rows_of(fund: Fund) -> list[Record]:
    """The territory with the fund, and Marta, the supervisor."""
    return [fund if row.KIND == "fund" else row for row in rows_with_pin()]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk with Marta at it and a fund that takes applications."""
    opened = a_desk_here(tmp_path, clock, rows_of(a_round()))
    opened.session.log_in("marta", PIN)
    yield opened
    opened.close()


def some_rows(count: int = 45, faults: int = 15, seed: int = 1) -> list[Row]:
    return dirty_rows(count, seed, today=TODAY, opened=OPENED, faults=faults)


def fields_of(desk: Desk, path: Path) -> tuple[str, ...]:
    return tuple(each.field for each in Applying(desk).look_at(path).columns)


def last(desk: Desk, path: Path, *, dry: bool = False) -> Progress:
    applying = Applying(desk)
    work = applying.dry_run if dry else applying.run
    return [*work(path, fields_of(desk, path), FUND)][-1]


def applications(desk: Desk) -> list[Application]:
    with desk._store.read() as conn:
        found = load_all(conn, TERRITORY, Application.KIND)
    return [row for row in found if isinstance(row, Application)]


def expected(rows: list[Row]) -> Counter[str]:
    return Counter(row.reason for row in rows if row.reason)


def test_columns_are_recognised_by_their_headings(office: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows())
    found = Applying(office).look_at(path)
    assert tuple(each.field for each in found.columns) == (
        "surname", "name", "fiscal_code", "born_on", "address", "municipality", "phone",
        "members", "member_codes", "disabled", "isee", "isee_issued_on", "other_support",
        "resident_from", "filed_on", "protocol_no",
    )  # fmt: skip
    assert found.missing == ()


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_every_good_row_is_filed_and_every_other_says_why(
    office: Desk, tmp_path: Path, write: object
) -> None:
    rows = some_rows()
    assert callable(write)
    path = write(tmp_path / ("domande.csv" if write is write_csv else "domande.xlsx"), rows)
    done = last(office, path)
    wrong = expected(rows)
    if write is write_xlsx:
        # A spreadsheet keeps no empty cells at a row's end: half a row is a row without a sum.
        wrong["isee_missing"] += wrong.pop("row_too_few")
    assert done.state == "done"
    assert (done.counts.new, done.counts.refused) == (30, 15)
    assert Counter(done.counts.refused_by) == wrong
    found = applications(office)
    assert len(found) == 30
    assert {(row.controller_id, row.fund_id, row.state) for row in found} == {(TOWN, FUND, "filed")}
    assert all(row.protocol_no for row in found)


def test_what_was_declared_is_what_the_row_says(office: Desk, tmp_path: Path) -> None:
    rows = some_rows(20, 0)
    last(office, write_csv(tmp_path / "domande.csv", rows))
    by_number = {row.protocol_no: row for row in applications(office)}
    for row in rows:
        filed = by_number[row.cells[HEADING.index("N. protocollo")]].declared
        assert filed.members == row.home.size
        assert filed.births_on == tuple(sorted(row.home.births))
        assert filed.isee_cents == row.home.isee_cents
        assert (filed.disabled, filed.other_support) == (row.home.disabled, row.home.supports)
        assert filed.other_support_cents == row.home.support_cents


def test_refused_rows_come_back_with_the_reason_in_plain_italian(
    office: Desk, tmp_path: Path
) -> None:
    rows = some_rows()
    done = last(office, write_csv(tmp_path / "domande.csv", rows))
    with Path(done.refused_path).open(encoding="utf-8-sig", newline="") as file:
        back = list(csv.reader(file, delimiter=";"))
    assert back[0] == [*HEADING, "Riga", "Motivo"]
    wrong = [(place + 3, row) for place, row in enumerate(rows) if row.reason]
    assert [int(cells[-2]) for cells in back[1:]] == [line for line, _ in wrong]
    for cells, (_line, row) in zip(back[1:], wrong, strict=True):
        start = reason_text(row.reason, {}).partition("…")[0]
        assert cells[-1].startswith(start), row.reason


def test_same_list_twice_adds_nothing(office: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows())
    first = last(office, path)
    again = last(office, path)
    assert (again.counts.new, again.counts.already) == (0, first.counts.new)
    assert again.counts.refused_by == first.counts.refused_by
    assert len(applications(office)) == first.counts.new


def test_dry_run_says_the_same_and_stores_nothing(office: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows())
    tried = last(office, path, dry=True)
    assert applications(office) == []
    assert Path(tried.refused_path).name == "domande-prova-righe-rifiutate.csv"
    counts = msgspec.structs.asdict(last(office, path).counts)
    assert msgspec.structs.asdict(tried.counts) == counts


def test_stopped_half_way_the_same_list_goes_on(office: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows())
    fields, asked = fields_of(office, path), iter([False] * 20)
    work = Applying(office).run(path, fields, FUND, stop=lambda: next(asked, True))
    assert [*work][-1].state == "stopped"
    half = len(applications(office))
    assert 0 < half < 30
    done = last(office, path)
    assert (done.counts.already, done.counts.new) == (half, 30 - half)
    assert len(applications(office)) == 30


def test_killed_between_application_and_protocol_the_number_still_comes(
    office: Desk, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows(4, 0))
    last(office, path)
    with office._store.write() as conn:
        conn.exec_driver_sql("UPDATE application SET protocol_no = ''")
    assert last(office, path).counts.already == 4
    assert all(row.protocol_no for row in applications(office))


def test_household_that_applied_before_is_told_its_receipt(office: Desk, tmp_path: Path) -> None:
    rows = some_rows(8, 0)
    last(office, write_csv(tmp_path / "a.csv", rows))
    couple = next(row for row in rows if row.home.size > 1)
    name, code = couple.cells[8].split("; ")[0].rsplit(" ", 1)
    cells = list(couple.cells)
    surname, given = name.rsplit(" ", 1)
    own = f"{cells[0]} {cells[1]} {cells[2].strip()}"
    cells[0:4] = [surname, given, code, ""]
    cells[8] = "; ".join([own, *couple.cells[8].split("; ")[1:]])
    done = last(office, write_csv(tmp_path / "b.csv", [couple._replace(cells=tuple(cells))]))
    assert done.counts.refused_by == {"applied_already": 1}


def test_person_known_here_keeps_household_and_isee(office: Desk, tmp_path: Path) -> None:
    row = next(each for each in some_rows(20, 0) if each.home.size == 1)
    path = write_csv(tmp_path / "a.csv", [row])
    last(office, path)
    other = row._replace(cells=tuple(
        "99.999,00" if place == HEADING.index("Valore ISEE") else cell
        for place, cell in enumerate(row.cells)
    ))  # fmt: skip
    filed = applications(office)[0]
    with office._store.write() as conn:
        conn.exec_driver_sql("DELETE FROM application")
    done = last(office, write_csv(tmp_path / "b.csv", [other]))
    assert done.counts.refused_by == {"isee_differs": 1}
    assert last(office, path).counts.new == 1
    assert applications(office)[0].household_id == filed.household_id


def test_list_without_the_size_of_the_household_is_refused(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "domande.csv"
    path.write_text("Cognome;Nome;Codice fiscale\nROSSI;ANNA;RSSNNA80A41G224R\n", "utf-8")
    found = Applying(office).look_at(path)
    assert found.missing == ("members",)
    with pytest.raises(ImportColumnsMissing):
        next(Applying(office).run(path, fields_of(office, path), FUND))


def test_only_who_may_import_and_file_does(office: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows(3, 0))
    office.session.log_in("anna", PIN)
    with pytest.raises(RoleMissing):
        Applying(office).look_at(path)


def test_fund_that_takes_no_applications_today_is_refused(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows(3, 0))
    (tmp_path / "here").mkdir()
    closed = a_round(datetime.date(2026, 9, 1))
    desk = a_desk_here(tmp_path / "here", clock, rows_of(closed))
    desk.session.log_in("marta", PIN)
    applying = Applying(desk)
    assert applying.funds() == ()
    with pytest.raises(ApplicationsClosed):
        next(applying.run(path, fields_of(desk, path), FUND))
    with pytest.raises(FundUnknown):
        applying.fund_of("nessuno")
    desk.close()


def test_without_receipt_numbers_and_line_it_stops_and_every_row_is_whole(
    office: Desk, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "domande.csv", some_rows(60, 0))
    with pytest.raises(NumbersExhausted):
        last(office, path)
    assert len(applications(office)) == 50
