# SPDX-License-Identifier: EUPL-1.2
"""Show the window of a desk, and close it with all that worked for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.desk.desk import Desk
from welfare_desk.ui import errors
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.window import MainWindow


def run_window(
    app: QApplication,
    desk: Desk,
    *,
    lang: str = "it",
    theme: str = "light",
    look: Look | None = None,
    jobs: JobRunner | None = None,
    instead_of: QWidget | None = None,
) -> MainWindow:
    """Show the window of a desk and return it; the caller runs the event loop.

    ``look`` and ``jobs`` may be those of the window that opened the desk, ``instead_of``,
    whose place on the screen it takes.
    """
    if look is None:
        look = Look(theme)
        look.dress(app)
    scanner = ScannerFilter()
    scanner.listen(app)
    window = MainWindow(
        desk, jobs or JobRunner(), look, ActionRegistry(), lang=lang, scanner=scanner
    )
    errors.install_hook(partial(QTimer.singleShot, 0, window, window.tell_stopped))
    if instead_of is not None:
        window.setGeometry(instead_of.geometry())
        window.setWindowState(instead_of.windowState())
    window.show()
    window.begin()
    return window


def close_window(window: MainWindow) -> None:
    """Close the window and end what worked for it; the desk may then be closed, or opened anew."""
    window.close()
    window.exchanging.stop()
    if window.scanner is not None:
        window.scanner.rest()
    window.jobs.close()
