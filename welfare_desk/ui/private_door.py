# SPDX-License-Identifier: EUPL-1.2
"""«Schermo privato» at the window: its act, its button to hold, its line in the log (UX-39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from welfare_desk.desk.revealing import note_revealed
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.privacy import PrivateScreen

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow


class PrivateDoor(QObject):
    """Puts the private screen on and off; while its button is held everything is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.screen = PrivateScreen(self)
        self.button = ActionButton(
            window.look, Rank.SECONDARY, self.tr("Hold to see"), icon="eye-off",
            size=Size.MIDDLE, name="top.private",
        )  # fmt: skip
        words = self.tr("Private screen: codes, notes and amounts are hidden. Hold to see.")
        self.button.setAccessibleDescription(words)
        self.button.setToolTip(words)
        self.button.hide()
        self.button.pressed.connect(self._reveal)
        self.button.released.connect(lambda: self.screen.reveal(False))
        window.top_bar.add_sign(self.button)
        window.closing.connect(lambda: self.screen.set_on(False))

    def toggle(self) -> None:
        """Hide codes, notes and amounts on every page, or show them again."""
        on = not self.screen.is_on
        self.screen.set_on(on)
        self.button.setVisible(on)
        words = (
            self.tr("Private screen: codes, notes and amounts are hidden")
            if on
            else self.tr("Private screen off: everything is shown")
        )
        self._window.say(words)
        announce(self.button, words)

    def _reveal(self) -> None:
        """Show all while the button is held; that it was is noted first."""
        window = self._window
        desk, person = window.desk, window.person_in_front()
        window.context.write(lambda: note_revealed(desk, person), self, self._noted)

    def _noted(self, _none: None) -> None:
        if self.button.isDown():
            self.screen.reveal(True)
