# SPDX-License-Identifier: EUPL-1.2
"""The filter takes scans out of any field, never out of a PIN, and types the rest."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, scan, type_text
from welfare_desk.ui.kit.boxes import PinBox
from welfare_desk.ui.look import Look
from welfare_desk.ui.scanner import ScannerFilter

CODE = "WD1C7K3M92ABCDEFGH"


class Form(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.line, self.pin = QLineEdit(), PinBox(look)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.pin)


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> Form:
    made = Form(look)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[ScannerFilter]:
    made = ScannerFilter()
    made.listen(qapp)
    yield made
    made.rest()


def test_a_scan_into_a_field_is_told_and_leaves_no_letter(
    form: Form, scanner: ScannerFilter, qtbot: QtBot
) -> None:
    entered = []
    form.line.returnPressed.connect(lambda: entered.append(1))
    with qtbot.waitSignal(scanner.scanned) as told:
        scan(form.line, CODE.lower())
    assert told.args == [CODE]
    assert form.line.text() == ""
    assert entered == []


def test_typing_by_hand_arrives_whole(form: Form, scanner: ScannerFilter, qtbot: QtBot) -> None:
    text = "D'Àvila è città, 12/b"
    type_text(form.line, text)
    qtbot.waitUntil(lambda: form.line.text() == text)


def test_typing_with_enter_arrives_before_enter_acts(
    form: Form, scanner: ScannerFilter, qtbot: QtBot
) -> None:
    seen: list[str] = []
    form.line.returnPressed.connect(lambda: seen.append(form.line.text()))
    type_text(form.line, "rossi")
    press(form.line, "\r", Qt.Key.Key_Return)
    assert seen == ["rossi"]


def test_a_scan_in_the_middle_of_typing_keeps_what_was_typed(
    form: Form, scanner: ScannerFilter, qtbot: QtBot
) -> None:
    type_text(form.line, "Via ")
    with qtbot.waitSignal(scanner.scanned) as told:
        scan(form.line, CODE)
    type_text(form.line, "Roma")
    qtbot.waitUntil(lambda: form.line.text() == "Via Roma")
    assert told.args == [CODE]


def test_a_pin_is_never_listened_to(form: Form, scanner: ScannerFilter, qtbot: QtBot) -> None:
    form.pin.setFocus()
    qtbot.waitUntil(form.pin.hasFocus)
    with qtbot.assertNotEmitted(scanner.scanned):
        scan(form.pin, "123456789")
    assert form.pin.text() == "123456789"


def test_leaving_the_field_types_what_was_held(
    form: Form, scanner: ScannerFilter, qtbot: QtBot
) -> None:
    press(form.line, "x")
    form.pin.setFocus()
    qtbot.waitUntil(form.pin.hasFocus)
    assert form.line.text() == "x"
    assert form.pin.text() == ""


def test_after_rest_keys_go_straight_through(form: Form, qapp: QApplication) -> None:
    scanner = ScannerFilter()
    scanner.listen(qapp)
    scanner.rest()
    scan(form.line, "ABCDEFGH")
    assert form.line.text() == "ABCDEFGH"
