# SPDX-License-Identifier: EUPL-1.2
"""The private screen: what it hides, wherever it stands, and that looking behind it is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, let_go, let_in
from tests.ui.test_pdf_view import blank_pdf
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.money import euro_text
from welfare_desk.desk.revealing import ACT
from welfare_desk.store import audit
from welfare_desk.ui import privacy
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.kit.boxes import LineBox, NoteBox
from welfare_desk.ui.kit.pdf_view import PdfView
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look
from welfare_desk.ui.privacy import PrivateScreen, masked
from welfare_desk.ui.window import MainWindow

CODE = "RSSMRA62C45H501N"


@pytest.fixture(autouse=True)
def _open_again(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setProperty(privacy.HIDES, False)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"Codice {CODE}, 62 anni", "Codice ••••••••••••••••, 62 anni"),
        ("STP1234567890123", "••••••••••••••••"),
        (f"Totale {euro_text(123_450)}", "Totale ••••••••\u00a0€"),
        (euro_text(123_450, "en"), "€••••••••"),
        ("380 €", "••• €"),
        ("05/03/1962 · tel. +39 049 000 00 00", "05/03/1962 · tel. +39 049 000 00 00"),
        ("PR 7K3M 92", "PR 7K3M 92"),
    ],
)
def test_codes_and_amounts_are_hidden_and_nothing_else(text: str, hidden: str) -> None:
    assert masked(text) == hidden


def test_words_notes_and_fields_hide_and_come_back(look: Look, qtbot: QtBot) -> None:
    plain = Text(look, f"Maria {CODE}")
    note = Text(look, "Ha perso il lavoro", private=True)
    line, box, other = LineBox(look), NoteBox(look, 3), QLineEdit()
    line.setText(CODE)
    for widget in (plain, note, line, box, other):
        qtbot.addWidget(widget)
        widget.show()
    screen = PrivateScreen()
    screen.set_on(True)
    assert QLabel.text(plain) == "Maria ••••••••••••••••"
    assert plain.text() == f"Maria {CODE}", "what is meant stays"
    assert QLabel.text(note) == "•• ••••• •• ••••••"
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert line.text() == CODE
    assert box.property("private") is True
    later = Text(look, CODE)
    qtbot.addWidget(later)
    assert QLabel.text(later) == "••••••••••••••••"
    screen.reveal(True)
    assert QLabel.text(plain) == f"Maria {CODE}"
    screen.reveal(False)
    assert CODE not in QLabel.text(plain)
    screen.set_on(False)
    assert QLabel.text(note) == "Ha perso il lavoro"
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    assert box.property("private") is False


@pytest.fixture
def window(
    qapp: QApplication, tmp_path: Path, clock: FixedClock, look: Look, runner: JobRunner
) -> Iterator[MainWindow]:
    made = let_in(a_window(a_busy_desk(tmp_path, clock), look, runner))
    made.activateWindow()
    yield made
    let_go(made)


def visible(window: MainWindow) -> str:
    return "\n".join(
        QLabel.text(label) for label in window.findChildren(QLabel) if label.isVisible()
    )


def test_one_key_hides_a_persons_page_and_holding_the_button_is_noted(window: MainWindow) -> None:
    window.open_person(an_id(MARIA))
    settle(window.jobs)
    assert CODE in visible(window)
    window.acts.do("private_screen")
    settle(window.jobs)
    assert CODE not in visible(window)
    assert "380,00" not in visible(window)
    button = window.cover.private.button
    assert button.isVisible()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    settle(window.jobs)
    assert CODE in visible(window)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert CODE not in visible(window)
    (row,) = [
        one for one in window.desk.look(lambda here: audit.recent(here.conn, 20)) if one.act == ACT
    ]
    assert (row.actor, row.subject) == (an_id("anna"), an_id(MARIA))
    window.acts.do("private_screen")
    assert CODE in visible(window)
    assert not button.isVisible()


def test_a_code_left_in_the_search_line_is_hidden_until_it_is_typed_in(window: MainWindow) -> None:
    line = window.omnibox.line
    line.setText(CODE)
    line.setFocus()
    window.acts.do("private_screen")
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    window.rail.button("today").setFocus()
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert line.text() == CODE
    line.setText("Rossi Maria")
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    line.setText(CODE)
    window.acts.do("private_screen")
    assert line.echoMode() == QLineEdit.EchoMode.Normal


def test_a_lock_while_the_button_is_held_hides_again(window: MainWindow) -> None:
    window.acts.do("private_screen")
    QTest.mousePress(window.cover.private.button, Qt.MouseButton.LeftButton)
    settle(window.jobs)
    assert not privacy.hides()
    window.cover.lock()
    settle(window.jobs)
    assert privacy.hides()
    let_in(window)
    assert privacy.hides(), "whoever comes in sees nothing that was held open before"


@pytest.mark.parametrize("private", [True, False])
def test_a_paper_on_the_screen_is_an_empty_sheet(
    look: Look, runner: JobRunner, qtbot: QtBot, private: bool
) -> None:
    view = PdfView(look, runner, spoken="Promemoria", private=private)
    qtbot.addWidget(view)
    view.resize(200, 283)
    view.show()
    with qtbot.waitSignal(view.shown):
        view.set_pdf(blank_pdf(210, 297))
    open_colour = view.grab().toImage().pixelColor(100, 100)
    screen = PrivateScreen()
    screen.set_on(True)
    hidden_colour = view.grab().toImage().pixelColor(100, 100)
    assert (hidden_colour != open_colour) is private
    screen.set_on(False)
    assert view.grab().toImage().pixelColor(100, 100) == open_colour
