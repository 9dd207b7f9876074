# SPDX-License-Identifier: EUPL-1.2
"""One run of the training mode: as the desk's own, but marked, led, and begun anew at will."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from welfare_desk.ui.opening.door import Door, Opened
from welfare_desk.ui.opening.run import Run, take_away
from welfare_desk.ui.training.dress import Training
from welfare_desk.ui.training.room import Room


class TrainingRun(Run):
    """Opens the room's desk and lets its operator in; ``begin_anew`` puts everything back."""

    def __init__(self, app: QApplication, folder: Path, door: Door, room: Room, lang: str) -> None:
        self._room = room
        self.training: Training | None = None
        super().__init__(app, folder, door, lang)

    def begin_anew(self) -> None:
        """Close the desk, put the room back as it was, and open it again."""
        main = self.main
        if main is None:
            return
        shown = main.geometry()
        self._app.setQuitOnLastWindowClosed(False)
        self._close_main()
        self._room.begin_anew()
        self._open_door()
        if self.window is not None:
            self.window.setGeometry(shown)
        self.start()
        self._app.setQuitOnLastWindowClosed(True)

    def _open_door(self) -> None:
        super()._open_door()
        if self.window is not None:
            title = self.tr("%1 – Training").replace("%1", self.window.windowTitle())
            self.window.setWindowTitle(title)

    def _show_main(self, opened: Opened) -> None:
        super()._show_main(opened)
        if self.main is not None:
            self.training = Training(self.main, self._room)
            self.training.anew_asked.connect(self.begin_anew)
            self.training.let_in()

    def _close_main(self) -> None:
        main, self.main = self.main, None
        if main is None:
            return
        desk = main.desk
        if self.training is not None:
            self.training.rest()
            self.training = None
        take_away(main)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.jobs.close()
        desk.close()
