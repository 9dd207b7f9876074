# SPDX-License-Identifier: EUPL-1.2
"""How any widget asks for a page of the help without knowing the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

SHOW = "show:"
"""Before a page's id: lead through its steps over the window instead of opening it."""
HELP_ASKED = QEvent.Type(QEvent.registerEventType())


class HelpAsked(QEvent):
    """Asks the window to open ``topic``: a page of the help or a label such as ``WD-2041``."""

    def __init__(self, topic: str) -> None:
        super().__init__(HELP_ASKED)
        self.topic = topic


def ask_help(widget: QWidget, topic: str) -> None:
    """Ask the window around ``widget`` for a topic of the help."""
    QCoreApplication.sendEvent(widget.window(), HelpAsked(topic))
