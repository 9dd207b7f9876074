# SPDX-License-Identifier: EUPL-1.2
"""The hands at the counter: keys, scans and presses sent to a window as its platform would."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from welfare_desk.ui.tour.waiting import NotSeen, wait_until

TYPING_GAP_MS = 120
SCANNER_GAP_MS = 5
MOST_TABS = 80


class Hands:
    """Acts on one window; a field is named by its objectName."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._stamp = 0

    def see(self, name: str) -> QWidget:
        """Return the visible control with a name, waiting for it."""
        wait_until(lambda: self._find(name) is not None, f"{name} on the screen")
        found = self._find(name)
        assert found is not None
        return found

    def sees(self, name: str) -> bool:
        """Tell whether a control can be seen now."""
        return self._find(name) is not None

    def named(self, start: str) -> list[str]:
        """Return the names of the visible controls that begin so, in the order of the page."""
        found = self._window.findChildren(QWidget)
        return [
            one.objectName()
            for one in found
            if one.objectName().startswith(start) and one.isVisible()
        ]

    def key(self, keys: str) -> None:
        """Press one key or shortcut, written as Qt writes it: ``F2``, ``Ctrl+Return``."""
        chord = cast("Any", QKeySequence(keys))[0]
        QTest.keyClick(self._focus(), chord.key(), chord.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type into what has the focus at a person's pace, and wait until it stands there."""
        target = self._focus()
        for letter, stamp in self._paced(text, TYPING_GAP_MS):
            self._letter(target, letter, stamp)
        what = f"the text in {target.objectName()}"
        if isinstance(target, QLineEdit):
            wait_until(lambda: text in target.text(), what)
        elif isinstance(target, QTextEdit | QPlainTextEdit):
            wait_until(lambda: text in target.toPlainText(), what)

    def scan(self, code: str) -> None:
        """Send a code as a scanner does: fast, Enter at its end, wherever the focus is."""
        target = self._focus()
        for letter, stamp in self._paced(code, SCANNER_GAP_MS):
            self._letter(target, letter, stamp)
        self._letter(target, "\r", self._stamp + SCANNER_GAP_MS, Qt.Key.Key_Return)
        self._stamp += 1_000

    def walk_to(self, name: str) -> QWidget:
        """Go to a control with Tab alone."""
        target = self.see(name)
        passed: list[str] = []
        for _ in range(MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is target or target.focusProxy() is focus):
                return target
            passed.append(focus.objectName() or type(focus).__name__ if focus else "nothing")
            self.key("Tab")
        raise NotSeen(f"Tab does not reach {name}: it goes {', '.join(dict.fromkeys(passed))}")

    def fill(self, name: str, text: str) -> None:
        """Go to a field with Tab and type."""
        self.walk_to(name)
        self.type(text)

    def choose(self, name: str, sought: str) -> None:
        """Go to a list of choices with Tab and by arrows to one by its id or first words."""
        box = self.walk_to(name)
        assert isinstance(box, QComboBox)
        for way in ("Up", "Down"):
            for _ in range(box.count()):
                if box.currentData() == sought or box.currentText().startswith(sought):
                    return
                self.key(way)
        raise NotSeen(f"{sought} among the choices of {name}")

    def text(self, name: str) -> str:
        """Return the words of a control, nothing while it cannot be seen."""
        found = self._find(name)
        read = getattr(found, "text", None)
        return str(read()) if read is not None else ""

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        QTest.mouseClick(self.see(name), Qt.MouseButton.LeftButton)

    def pick(self, button: str, act: str) -> None:
        """Press a button that opens a menu, then the line of the menu with a name."""
        self.press(button)
        wait_until(lambda: QApplication.activePopupWidget() is not None, f"the menu of {button}")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next((one for one in menu.actions() if one.objectName() == act), None)
        if action is None:
            menu.close()
            raise NotSeen(f"{act} in the menu of {button}")
        place = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        wait_until(lambda: QApplication.activePopupWidget() is None, "the menu gone")
        # A platform without a window manager does not give the keys back by itself.
        self._window.activateWindow()
        wait_until(self._window.isActiveWindow, "the window in front")

    def press_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Press a cell of a table or list with the mouse."""
        view.scrollTo(index)
        place: QPoint = view.visualRect(index).center()
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place,
        )

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _find(self, name: str) -> QWidget | None:
        found = self._window.findChildren(QWidget, name)
        return next((one for one in found if one.isVisible()), None)

    def _paced(self, text: str, gap_ms: int) -> Iterator[tuple[str, int]]:
        # A stamp after every earlier one: a new word never looks like the end of a scan.
        start = max(int(monotonic() * 1000), self._stamp + 1_000)
        for place, letter in enumerate(text):
            self._stamp = start + place * gap_ms
            yield letter, self._stamp

    def _letter(self, target: QWidget, text: str, stamp: int, key: int = 0) -> None:
        plain = text.upper()
        code = key or (ord(plain) if len(plain) == 1 and ord(plain) < 128 else 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(stamp)
            QApplication.sendEvent(target, event)
