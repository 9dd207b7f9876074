# SPDX-License-Identifier: EUPL-1.2
"""Random focus, random gaps, typing mixed with scans: no letter is lost, leaked or misplaced."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from welfare_desk.ui.scan_detector import ScanDetector, ScanMode
from welfare_desk.ui.scanner import WITH_CTRL, ScannerFilter

PREFIX, SUFFIX = 191, 192
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
TYPED = "abcdefghilmnoprstuvzàèìòù ABCDEFGHI0123456789,./-'@"
_clock = count(5_000_000, 50_000)


class Desk(QWidget):
    """Two lines to type in, and much else that may have the focus."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.lines = [QLineEdit(), QLineEdit()]
        self.choice, self.rows, self.button = QComboBox(), QListWidget(), QPushButton("x")
        self.choice.addItems(["alfa", "beta", "gamma"])
        self.rows.addItems(["Rossi", "Bianchi", "Verdi"])
        self.rows.setCurrentRow(1)
        self.pressed: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        for line in self.lines:
            line.returnPressed.connect(lambda: self.pressed.append("enter"))
        self.others: list[QWidget] = [self.choice, self.rows, self.button]
        for widget in (*self.lines, *self.others):
            column.addWidget(widget)


@dataclass
class Hands:
    """Sends keys as two keyboards would, each with its own time stamp."""

    desk: Desk
    dice: random.Random
    now: int = field(default_factory=lambda: next(_clock))
    typed: dict[int, str] = field(default_factory=lambda: {0: "", 1: ""})
    codes: list[str] = field(default_factory=list)

    def key(self, text: str, gap: int, code: int = 0, key: int = 0) -> None:
        """Send one key to whatever has the focus."""
        self.now += gap
        number = key or (ord(text.upper()) if text and ord(text.upper()[0]) < 128 else 0)
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(kind, number, none, code or 1000 + number, 0, 0, text)
            event.setTimestamp(self.now)
            QApplication.sendEvent(target, event)

    def focus(self, widget: QWidget) -> None:
        """Move the focus."""
        widget.setFocus()
        assert QApplication.focusWidget() is widget

    def type_some(self) -> None:
        """Type a few letters into one of the lines, at any pace."""
        place = self.dice.randrange(2)
        self.focus(self.desk.lines[place])
        for _ in range(self.dice.randint(1, 9)):
            letter = self.dice.choice(TYPED)
            self.key(letter, self.dice.choice((0, 1, 5, 20, 34, 60, 150, 400)))
            self.typed[place] += letter

    def scan_some(self) -> None:
        """Scan a code anywhere; the focus may move while it comes."""
        self.focus(self.dice.choice([*self.desk.lines, *self.desk.others]))
        code = "".join(self.dice.choice(LETTERS) for _ in range(self.dice.randint(1, 40)))
        caps, enter = self.dice.random() < 0.3, self.dice.random() < 0.5
        pace = self.dice.choice((0, 1, 8, 30, 45, 90))
        self.key("", self.dice.choice((0, 3, 50, 300)), PREFIX, Qt.Key.Key_F13)
        for letter in code:
            if self.dice.random() < 0.03:
                self.focus(self.dice.choice([*self.desk.lines, *self.desk.others]))
            self.key(letter.lower() if caps else letter, self.dice.randint(0, pace))
        if enter:
            self.key("\r", self.dice.randint(0, pace), key=Qt.Key.Key_Return)
        self.key("", self.dice.randint(0, pace), SUFFIX, Qt.Key.Key_F14)
        self.codes.append(code)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[ScannerFilter]:
    made = ScannerFilter(ScanDetector(ScanMode.DELIMITED, PREFIX, SUFFIX))
    made.listen(qapp)
    yield made
    made.rest()


@pytest.mark.parametrize("seed", range(24))
def test_no_letter_is_lost_leaked_or_misplaced_in_delimited_mode(
    desk: Desk, scanner: ScannerFilter, seed: int
) -> None:
    hands = Hands(desk, random.Random(seed))
    told: list[str] = []
    scanner.scanned.connect(told.append)
    for _ in range(30):
        (hands.type_some if hands.dice.random() < 0.6 else hands.scan_some)()
    assert [line.text() for line in desk.lines] == [hands.typed[0], hands.typed[1]]
    assert told == hands.codes
    assert desk.pressed == []
    assert (desk.choice.currentIndex(), desk.rows.currentRow()) == (0, 1)


@pytest.mark.qt_log_ignore("does not support")
def test_a_scan_over_an_open_list_chooses_nothing(desk: Desk, scanner: ScannerFilter) -> None:
    told: list[str] = []
    scanner.scanned.connect(told.append)
    desk.choice.setFocus()
    desk.choice.showPopup()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    hands = Hands(desk, random.Random(1))
    inside: QWidget | None = popup.focusWidget()
    target = inside or popup
    for text, code in (("", PREFIX), ("g", 0), ("a", 0), ("\r", 0), ("", SUFFIX)):
        key = Qt.Key.Key_Return if text == "\r" else ord(text.upper()) if text else Qt.Key.Key_F13
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, key, none, code or 999, 0, 0, text)
        event.setTimestamp(hands.now)
        QApplication.sendEvent(target, event)
    assert told == ["GA"]
    assert QApplication.activePopupWidget() is popup
    desk.choice.hidePopup()
    assert desk.choice.currentIndex() == 0


def test_keys_of_a_frame_are_no_shortcuts(desk: Desk, scanner: ScannerFilter) -> None:
    done: list[str] = []
    for keys in ("F9", "F8", "Ctrl+B", "Ctrl+C"):
        action = QAction(keys, desk)
        action.setShortcut(keys)
        action.triggered.connect(lambda _on=False, keys=keys: done.append(keys))
        desk.addAction(action)
    told: list[str] = []
    scanner.scanned.connect(told.append)
    line = desk.lines[0]
    line.setFocus()
    # Without native codes a key's own number stands for it.
    scanner.use(ScanDetector(ScanMode.DELIMITED, Qt.Key.Key_F9.value, Qt.Key.Key_F8.value))
    QTest.keyClick(line, Qt.Key.Key_F9)
    QTest.keyClicks(line, "WD1B7K")
    QTest.keyClick(line, Qt.Key.Key_F8)
    ctrl = Qt.KeyboardModifier.ControlModifier
    frame = (Qt.Key.Key_B.value | WITH_CTRL, Qt.Key.Key_C.value | WITH_CTRL)
    scanner.use(ScanDetector(ScanMode.DELIMITED, *frame))
    QTest.keyClick(line, Qt.Key.Key_B, ctrl)
    QTest.keyClicks(line, "ABCB")
    QTest.keyClick(line, Qt.Key.Key_C, ctrl)
    QTest.keyClicks(line, "bc")
    assert told == ["WD1B7K", "ABCB"]
    assert done == []
    assert line.text() == "bc"


def test_a_frame_without_an_end_is_told_and_typing_goes_on(
    desk: Desk, scanner: ScannerFilter
) -> None:
    broken: list[bool] = []
    scanner.broken.connect(lambda: broken.append(True))
    hands = Hands(desk, random.Random(2))
    hands.focus(desk.lines[0])
    hands.key("", 0, PREFIX, Qt.Key.Key_F13)
    hands.key("A", 5)
    hands.key("", 5, PREFIX, Qt.Key.Key_F13)
    assert broken == [True]
    hands.key("B", 5)
    hands.key("", 5, SUFFIX, Qt.Key.Key_F14)
    hands.key("", 900, PREFIX, Qt.Key.Key_F13)
    for _ in range(160):
        hands.key("z", 100)
    assert broken == [True, True]
    assert desk.lines[0].text() == "z" * 10


def test_a_frame_ends_where_a_pin_begins(desk: Desk, scanner: ScannerFilter) -> None:
    told: list[str] = []
    scanner.scanned.connect(told.append)
    hands = Hands(desk, random.Random(3))
    desk.lines[1].setProperty("secret", True)
    hands.focus(desk.lines[0])
    hands.key("", 0, PREFIX, Qt.Key.Key_F13)
    hands.key("A", 5)
    hands.focus(desk.lines[1])
    for digit in "271828":
        hands.key(digit, 150)
    assert desk.lines[1].text() == "271828"
    hands.focus(desk.lines[0])
    hands.key("x", 150)
    assert desk.lines[0].text() == "x"
    assert told == []
