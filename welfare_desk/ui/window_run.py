# SPDX-License-Identifier: EUPL-1.2
"""Show the window of a desk, and close it with all that worked for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.core.refusals import SettingInvalid
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.policy import Policy, read_policy
from welfare_desk.ui import errors
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.key_policy import taken_keys
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
    policy: Policy | None = None,
) -> MainWindow:
    """Show the window of a desk and return it; the caller runs the event loop.

    ``look`` and ``jobs`` may be those of the window that opened the desk, ``instead_of``,
    whose place on the screen it takes.  ``policy`` is that of the body behind the desk, else
    what its file says.
    """
    if look is None:
        look = Look(theme)
        look.dress(app)
    laid_down = read_policy() if policy is None else policy
    scanner = ScannerFilter()
    scanner.listen(app)
    window = MainWindow(
        desk, jobs or JobRunner(), look, registry_of(laid_down), lang=lang, scanner=scanner,
        idle_seconds=look.preferences.idle_seconds,
    )  # fmt: skip
    errors.install_hook(partial(QTimer.singleShot, 0, window, window.tell_stopped))
    if instead_of is not None:
        window.setGeometry(instead_of.geometry())
        window.setWindowState(instead_of.windowState())
    window.show()
    window.begin()
    return window


def registry_of(policy: Policy) -> ActionRegistry:
    """Return the acts with the keys that a policy gives, as far as they can be taken."""
    taken, refused = taken_keys(policy.keys)
    registry = ActionRegistry(taken)
    # What else the file says that was not taken stands with it: nothing is dropped in silence.
    registry.refused = (*refused, *(SettingInvalid(key=key) for key in policy.refused))
    return registry


def close_window(window: MainWindow) -> None:
    """Close the window and end what worked for it; the desk may then be closed, or opened anew."""
    window.farewell.at_once = True
    window.close()
    window.exchanging.stop()
    if window.scanner is not None:
        window.scanner.rest()
    window.jobs.close()
