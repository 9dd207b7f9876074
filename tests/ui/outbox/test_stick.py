# SPDX-License-Identifier: EUPL-1.2
"""Work on a stick at the real window: by keyboard alone, out and in, told in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.builders import TERRITORY, an_id, register
from tests.ui.counter import settle
from tests.ui.desk_fixture import AT_US
from tests.ui.layout_checks import problems, unnamed
from tests.ui.outbox.conftest import after, all_sent, noted
from welfare_desk.desk.desk import Desk
from welfare_desk.models.territory import Desk as DeskRow
from welfare_desk.protocol.parcel import from_file
from welfare_desk.store import meta
from welfare_desk.store.rows import save
from welfare_desk.ui.outbox import stick_card
from welfare_desk.ui.outbox.page import OutboxPage
from welfare_desk.ui.outbox.sticks import file_name, stick_folder
from welfare_desk.ui.window import MainWindow

NAME = "lavoro-sportello-1-2026-09-16-0930.wdparcel"


@pytest.fixture
def page(window: MainWindow) -> OutboxPage:
    after(window, lambda _conn: None)
    return window.makers.outbox


def told(page: OutboxPage) -> str:
    settle(page._context.jobs)
    assert page.stick.result.isVisible()
    return f"{page.stick.result.fact.text()} {page.stick.result.remedy.text()}".strip()


def test_name_of_the_file_says_desk_and_moment_and_nobody(page: OutboxPage) -> None:
    assert file_name("lavoro-sportello", 1, AT_US) == NAME
    assert stick_folder().is_absolute()


def test_export_by_keyboard_alone_says_how_much_and_what_to_do(
    window: MainWindow, page: OutboxPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(stick_card, "stick_folder", lambda: stick)
    window.registry.bound()["save"].trigger()
    settle(window.jobs)
    (dialog,) = page.stick.findChildren(QFileDialog)
    assert dialog.isVisible()
    assert Path(dialog.selectedFiles()[0]) == stick / NAME
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    said = told(page)
    assert said.startswith(f"22 operazioni sono nel file {NAME}. Porta la chiavetta")
    assert sum(each.last_seq - each.first_seq + 1 for each in from_file(
        (stick / NAME).read_bytes()
    )) == 22  # fmt: skip
    assert window.desk.status().pending == 22
    assert b"Rossi" not in (stick / NAME).read_bytes()
    assert problems(window) + unnamed(window) == []


def test_nothing_to_send_needs_no_stick(window: MainWindow, tmp_path: Path) -> None:
    after(window, all_sent)
    with window.desk._store.write() as conn:
        meta.put(conn, "acked_seq", meta.get(conn, "head_seq") or "")
    window.makers.outbox.stick.write_to(str(tmp_path / NAME))
    assert told(window.makers.outbox).startswith("Non c'è nulla da esportare")
    assert not (tmp_path / NAME).exists()


def test_a_desk_that_never_heard_the_centre_says_what_to_do(
    window: MainWindow, page: OutboxPage, tmp_path: Path
) -> None:
    with window.desk._store.write() as conn:
        meta.put(conn, "box_key", "")
    page.stick.write_to(str(tmp_path / NAME))
    assert "Collegalo una volta al centro" in told(page)


def test_a_stick_that_was_taken_out_loses_nothing(page: OutboxPage, tmp_path: Path) -> None:
    page.stick.write_to(str(tmp_path / "gone" / NAME))
    assert told(page).startswith("Il file non è stato scritto")
    assert page._context.desk.status().pending == 22


def test_the_work_of_another_desk_is_taken_once_and_waits(
    window: MainWindow, page: OutboxPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(page.stick, "_exchange", lambda: asked.append("now"))
    file = another_desks_file(window.desk, tmp_path)
    page.stick.take_from(str(file))
    assert told(page).startswith("Preso: 22 operazioni dello sportello Biblioteca.")
    assert page.stick.carried.fact.text() == "1 file di un altro sportello aspetta il collegamento."
    assert page.stick.carried.isVisible()
    page.stick.take_from(str(file))
    assert told(page).startswith("Questo file c'era già")
    assert window.desk.outbox().carried == 1
    assert asked == ["now", "now"]


def another_desks_file(desk: Desk, folder: Path) -> Path:
    """Return this desk's own file: whose it is stands in it, and a desk may carry its own."""
    row = DeskRow(
        id="1", territory_id=TERRITORY, device=1, name="Biblioteca", municipality_id="",
        provider_id=None, revoked=False,
    )  # fmt: skip
    with desk._store.write() as conn:
        save(conn, TERRITORY, {("desk", "1"): row})
    file = folder / NAME
    desk.export_outbox(file)
    return file


@pytest.mark.parametrize("content", [b"", b"no parcel", None])
def test_a_file_that_is_none_is_refused_in_words(
    page: OutboxPage, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "strange.wdparcel"
    if content is not None:
        file.write_bytes(content)
    page.stick.take_from(str(file))
    assert told(page).startswith("Questo file non è il lavoro di uno sportello")
    assert page.stick.result.property("tone") == "warning"


def test_a_torn_copy_is_refused(window: MainWindow, page: OutboxPage, tmp_path: Path) -> None:
    file = another_desks_file(window.desk, tmp_path)
    file.write_bytes(file.read_bytes()[:-40])
    page.stick.take_from(str(file))
    assert "non è stato copiato per intero" in told(page)


def test_long_alone_the_status_bar_offers_the_stick(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(stick_card.StickCard, "export", lambda _card: asked.append("export"))
    after(window, noted("offline_since", str(AT_US - 9 * 3_600_000_000)))
    window.open_place("today")
    window.status.pressed.emit("export")
    assert window.current_page() == "outbox"
    assert asked == ["export"]
    settle(window.jobs)
    assert window.makers.outbox.export.isVisible()


def test_which_file_to_bring_is_asked(
    window: MainWindow, page: OutboxPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = another_desks_file(window.desk, tmp_path)
    monkeypatch.setattr(stick_card, "stick_folder", lambda: tmp_path)
    page.stick.import_button.setFocus()
    QTest.keyClick(page.stick.import_button, Qt.Key.Key_Space)
    settle(window.jobs)
    (dialog,) = page.stick.findChildren(QFileDialog)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(file.name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told(page).startswith("Preso: 22 operazioni")


def test_people_recorded_after_the_export_are_in_the_next_one(
    window: MainWindow, page: OutboxPage, tmp_path: Path
) -> None:
    page.stick.write_to(str(tmp_path / "one.wdparcel"))
    assert told(page).startswith("22 ")
    window.desk.record(register("later", person_id=an_id("later")))
    page.stick.write_to(str(tmp_path / "two.wdparcel"))
    assert told(page).startswith("23 ")
