# SPDX-License-Identifier: EUPL-1.2
"""One run of the window on a home, from its first picture to its end."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from welfare_desk.core.refusals import DeskError
from welfare_desk.core.settings import Value
from welfare_desk.desk.policy import read_policy
from welfare_desk.desk.preferences import keep, load
from welfare_desk.ui import errors
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.appearance import Appearance, look_for
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.leaving import EndSignals
from welfare_desk.ui.opening.door import Door, Opened
from welfare_desk.ui.opening.flow import Opening
from welfare_desk.ui.opening.second_start import OneWindow, raise_other
from welfare_desk.ui.opening.window import OpeningWindow, raise_window
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.scanner import ScannerFilter

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow


class Run(QObject):
    """Paints first and loads after; ``shown`` tells that the desk's own window is there.

    ``close`` ends it: jobs are done, the store is closed.
    """

    shown = Signal()

    def __init__(self, app: QApplication, home: Path, door: Door, lang: str) -> None:
        super().__init__()
        self._app, self._lang, self._closing = app, lang, False
        self._home, self._door = home, door
        self._policy = read_policy()
        self.look = look_for(Preferences(load(home, self._policy)))
        self.look.preferences.keep_by(self._keep)
        self.look.dress(app)
        self._appearance = Appearance(self.look, self)
        self.main: MainWindow | None = None
        self._scanner = ScannerFilter()
        self._open_door()
        self._one = OneWindow(home, self)
        self._one.asked.connect(self._to_front)
        self._signals = EndSignals(self.end, self)
        errors.install_hook(lambda: None)

    def _open_door(self) -> None:
        """Make the window that opens the desk, with lanes of its own."""
        self.jobs = JobRunner()
        window = OpeningWindow(self.look, ActionRegistry())
        self.window: OpeningWindow | None = window
        other = partial(raise_other, self._home)
        self.opening = Opening(
            self._door, self.jobs, window, other, self._lang, self, asks_look=True
        )
        self.opening.lang_chosen.connect(self._speak)
        self.opening.opened.connect(self._show_main)
        window.painted.connect(self.opening.begin)
        self._scanner.listen(self._app)
        self._scanner.scanned.connect(self.opening.take_scan)

    def start(self) -> None:
        """Show the first page; everything else follows its first painting."""
        if self.window is not None:
            self.window.show()

    def end(self) -> None:
        """Close as a person would; the loop of the application ends."""
        if self.main is not None:
            self.main.farewell.at_once = True
        self._app.closeAllWindows()
        self._app.quit()

    def close(self) -> None:
        """Finish the jobs, close the store and listen for nothing any more."""
        self._closing = True
        self.opening.leave()
        self._signals.rest()
        self._one.close()
        self._scanner.rest()
        main, self.main = self.main, None
        if main is None:
            self.jobs.close()
            self.opening.close()
            return
        desk = main.desk
        take_away(main)
        self.jobs.close()
        desk.close()

    def _keep(self, key: str, value: Value) -> None:
        """Write a choice into the desk's file, on a lane: nobody waits for the disk."""
        if not self.jobs.is_closed():
            work = partial(keep, self._home, key, value)
            self.jobs.submit(work, self, lambda _none: None, _not_kept, Lane.WRITER)

    def _to_front(self) -> None:
        window = self.main or self.window
        if window is not None:
            raise_window(window)

    def _show_main(self, opened: Opened) -> None:
        if self._closing:
            opened.desk.close()
            return
        from welfare_desk.ui.window_run import run_window

        self._scanner.rest()
        before, self.window = self.window, None
        self.main = run_window(
            self._app, opened.desk, lang=self._lang, look=self.look, jobs=self.jobs,
            instead_of=before, policy=self._policy,
        )  # fmt: skip
        if before is not None:
            before.close()
            before.deleteLater()
        if opened.recovery_code:
            self.main.entered.connect(self._set_up, Qt.ConnectionType.SingleShotConnection)
        self.shown.emit()

    def _speak(self, lang: str) -> None:
        self._lang = lang

    def _set_up(self) -> None:
        """End a first run with printers and reader, over what the operator finds first."""
        from welfare_desk.ui.settings.setup_page import SetupPage

        if self.main is not None:
            self.main.set_page(SetupPage(self.main.context))


def _not_kept(error: BaseException) -> None:
    """Let a choice that the disk did not take hold until the window is closed."""
    if not isinstance(error, DeskError | OSError):
        raise error


def take_away(window: MainWindow) -> None:
    """Store what is typed and delete the window: no answer of a job finds anything to show."""
    if not window.is_locked():
        window.lock()
    window.exchanging.stop()
    if window.scanner is not None:
        window.scanner.rest()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
