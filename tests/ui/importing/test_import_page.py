# SPDX-License-Identifier: EUPL-1.2
"""A list comes in at the window: looked at, tried, imported, stopped and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in, shown_texts
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.models.person import Person
from welfare_desk.store.queries import all_of
from welfare_desk.ui.importing.import_page import ImportPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.people_page import PeoplePage
from welfare_desk.ui.window import MainWindow

HEADING = "COGNOME;NOME;Cod. Fiscale;Data nasc.;Sesso;Indirizzo;Telefono"
ROWS = (
    "Dall'Acqua;Giovanna;;05/03/1962;F;Via Roma 12;049 960 1234",
    "Schiavon;Bruno;;1951-07-30;M;Piazza Camerini 3/A;",
    "Rossi;Maria;RSSMRA62C45H501N;05/03/1962;F;Via Dante 18;",
    "Bianchi;Luca;BNCLCU58A14G587X;14/01/1958;M;Via Verdi 2;",
    "Verdi;Anna;;31/02/1980;F;;",
    ";Senza Cognome;;01/01/1970;M;;",
)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner), "marta")
    yield made
    let_go(made)


def a_list(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    """Write a list as a registry office saves it: semicolons, cp1252."""
    path = folder / "residenti.csv"
    path.write_bytes("\r\n".join([HEADING, *rows]).encode("cp1252"))
    return path


def import_page(window: MainWindow, path: Path | None = None) -> ImportPage:
    window.open_place("people")
    settle(window.jobs)
    place = window.page_in_front()
    assert isinstance(place, PeoplePage)
    place.bring.click()
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, ImportPage)
    if path is not None:
        page._take_file(str(path))
        settle(window.jobs)
    return page


def choose(page: ImportPage, place: int, field: str) -> None:
    assert page._columns is not None
    box = page._columns.choices[place]
    box.setCurrentIndex(box.findData(field))


def people(desk: Desk) -> int:
    return len(desk.look(lambda here: all_of(here.conn, here.territory_id, Person)))


def test_the_columns_are_proposed_and_named(window: MainWindow, tmp_path: Path) -> None:
    page = import_page(window, a_list(tmp_path))
    assert page._columns is not None
    assert page._columns.chosen() == (
        "surname", "name", "fiscal_code", "born_on", "sex", "address", "phone",
    )  # fmt: skip
    assert page.run.isEnabled()
    assert problems(window) == []
    assert unnamed(window) == []


def test_trying_counts_and_records_nothing(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    page = import_page(window, a_list(tmp_path))
    before = people(desk)
    page.trial.click()
    settle(window.jobs)
    assert people(desk) == before
    texts = shown_texts(page)
    assert "Tried: 3 rows of 6 can be imported" in texts
    assert "codice" in texts
    assert problems(window) == []


def test_importing_registers_who_is_new_and_says_why_others_are_not(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    path = a_list(tmp_path)
    page = import_page(window, path)
    before = people(desk)
    page.run.click()
    settle(window.jobs)
    assert people(desk) == before + 2
    assert "Imported 3 rows of 6; no row is half in" in shown_texts(page)
    refused = Path(page._refused_path).read_text(encoding="utf-8-sig").splitlines()
    assert len(refused) == 4
    assert page.rows.isVisible()
    page.run.click()
    settle(window.jobs)
    assert people(desk) == before + 2


def test_a_stop_leaves_whole_rows_and_the_import_goes_on(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    rows = tuple(f"Prova{number};Persona;;05/03/19{number % 90:02d};F;;" for number in range(250))
    before = people(desk)
    page = import_page(window, a_list(tmp_path, rows))
    page._steps.moved.connect(lambda _at: page._steps.stop())
    page.run.click()
    settle(window.jobs)
    assert people(desk) == before + 200
    assert "Stopped after 200 rows of 250" in page.notice.fact.text()
    window.context.close_page(page)
    again = import_page(window)
    settle(window.jobs)
    assert "An import was stopped after 200 rows of 250" in shown_texts(again)
    again.run.click()
    settle(window.jobs)
    assert people(desk) == before + 250


def test_a_column_chosen_by_hand_leaves_the_one_it_was_in(
    window: MainWindow, tmp_path: Path
) -> None:
    page = import_page(window, a_list(tmp_path))
    assert page._columns is not None
    choose(page, 6, "street_no")
    settle(window.jobs)
    assert page._columns.chosen()[6] == "street_no"
    choose(page, 0, "")
    settle(window.jobs)
    assert not page.run.isEnabled()
    assert "Choose the column of: Surname" in shown_texts(page)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"una riga sola"])
def test_what_is_no_list_is_refused_in_words(
    window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "strano.csv"
    path.write_bytes(content)
    page = import_page(window, path)
    assert not page.run.isEnabled()
    page._take_file(str(tmp_path / "assente.csv"))
    settle(window.jobs)
    assert not page.run.isEnabled()
    assert page._proposal is None


def test_operators_are_not_offered_an_import(desk: Desk, look: Look, runner: JobRunner) -> None:
    window = let_in(a_window(desk, look, runner), "anna")
    window.open_place("people")
    settle(window.jobs)
    place = window.page_in_front()
    assert isinstance(place, PeoplePage)
    assert not place.bring.isVisible()
    let_go(window)


def test_large_text_loses_nothing(
    desk: Desk, look: Look, runner: JobRunner, tmp_path: Path
) -> None:
    look.set_theme(text_percent=200)
    window = let_in(a_window(desk, look, runner), "marta")
    page = import_page(window, a_list(tmp_path))
    page.trial.click()
    settle(window.jobs)
    assert problems(window) == []
    let_go(window)
