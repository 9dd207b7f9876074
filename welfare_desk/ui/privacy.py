# SPDX-License-Identifier: EUPL-1.2
"""What a private screen hides from who stands before it: codes, amounts, notes, wherever shown.

Whether it hides is a property of the application: what paints words asks here, no page does.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

DOT = "•"
HIDES = "private_screen"
OWN = "private"
"""The property of a widget whose words are hidden whole, such as a note's."""
_DIGIT = "[0-9LMNPQRSTUV]"
_HIDDEN = re.compile(
    rf"\b[A-Z]{{6}}{_DIGIT}{{2}}[A-Z]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]\b"  # a fiscal code
    r"|\b(?:STP|ENI)[0-9]{13}\b"
    r"|(?<![+\d ])[0-9]{11}\b"  # a provisional code
    r"|[0-9][0-9.]*(?:,[0-9]{2})?(?=[\u00a0\u202f ]?€)"  # 1.234,50 €
    r"|(?<=€)[0-9][0-9.,]*"
)


def hides() -> bool:
    """Tell whether words are hidden now."""
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(HIDES))


def masked(text: str) -> str:
    """Return a text with its codes and amounts as dots of the same length."""
    return _HIDDEN.sub(lambda found: DOT * len(found[0]), text)


def shown(text: str, *, whole: bool = False) -> str:
    """Return what may be seen of a text now."""
    if not hides():
        return text
    return re.sub(r"\S", DOT, text) if whole else masked(text)


class PrivateScreen(QObject):
    """On until it is put off; ``reveal`` shows all for as long as something is held."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = self.is_revealed = False

    def set_on(self, on: bool) -> None:
        """Hide, or show again."""
        self.is_on, self.is_revealed = on, False
        self._tell()

    def reveal(self, held: bool) -> None:
        """Show all while something is held."""
        self.is_revealed = held and self.is_on
        self._tell()

    def _tell(self) -> None:
        app = QApplication.instance()
        hide = self.is_on and not self.is_revealed
        if isinstance(app, QApplication) and bool(app.property(HIDES)) != hide:
            app.setProperty(HIDES, hide)
            for widget in QApplication.allWidgets():
                mask_again(widget)
        self.changed.emit()


def mask_again(widget: QWidget) -> None:
    """Let a widget show its words as they may be seen now."""
    again = getattr(widget, "mask_again", None)
    if again is not None:
        again()
    widget.update()
