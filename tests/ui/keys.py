# SPDX-License-Identifier: EUPL-1.2
"""Types and scans as a keyboard would, with time stamps of its own and no waiting."""

from itertools import count

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_clock = count(1_000_000, 10_000)


def press(
    widget: QWidget,
    text: str = "",
    key: int = 0,
    at_ms: int | None = None,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Send one key, pressed and released; qtbot.keyClicks aborts on letters beyond ASCII."""
    stamp = next(_clock) if at_ms is None else at_ms
    code = key or (ord(text.upper()) if text and ord(text.upper()[0]) < 128 else 0)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, modifiers, text)
        event.setTimestamp(stamp)
        QApplication.sendEvent(widget, event)


def type_text(widget: QWidget, text: str, gap_ms: int = 120) -> None:
    """Type letter by letter at a person's pace."""
    start = next(_clock)
    for place, letter in enumerate(text):
        press(widget, letter, at_ms=start + place * gap_ms)


def scan(widget: QWidget, code: str, gap_ms: int = 5) -> None:
    """Send a code as a scanner does: fast, and Enter at its end."""
    start = next(_clock)
    for place, letter in enumerate(code):
        press(widget, letter, at_ms=start + place * gap_ms)
    press(widget, "\r", Qt.Key.Key_Return, start + len(code) * gap_ms)
