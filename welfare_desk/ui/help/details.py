# SPDX-License-Identifier: EUPL-1.2
"""What support asks about a message: opened on wish, copied by one button, nobody's data in it."""

from __future__ import annotations

import platform

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from welfare_desk import __version__
from welfare_desk.core.instants import local_text
from welfare_desk.desk.help_messages import SaidMessage
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Text, show_if


class MessageDetails(QWidget):
    """Hidden where no message was said."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._lines = context, ""
        look = context.theme
        column = VBox(look, 6, parent=self)
        row = FlowBox(look, 8)
        self.toggle = ActionButton(
            look, Rank.GHOST, self.tr("Details for support"), icon="chevron-down",
            size=Size.SMALL, name="help.details",
        )  # fmt: skip
        self.copy = ActionButton(
            look, Rank.GHOST, self.tr("Copy the details"), icon="copy", size=Size.SMALL,
            name="help.details.copy",
        )  # fmt: skip
        row.add(self.toggle)
        row.add(self.copy)
        column.addWidget(row)
        self.words = Text(look, "", "code_small", wrap=True)
        column.addWidget(self.words)
        self.toggle.clicked.connect(lambda: self._open(self.words.isHidden()))
        self.copy.clicked.connect(self._copy)
        self.hide()

    def show_message(self, message: SaidMessage | None) -> None:
        """Hold the details of a message, folded; nothing hides them all."""
        show_if(self, message is not None)
        self._open(False)
        if message is None:
            return
        desk = self._context.desk
        facts = ", ".join(f"{name}={value}" for name, value in message.facts)
        self._lines = "\n".join(
            line
            for line in (
                f"{message.label} {message.code}",
                facts,
                f"Welfare Desk {__version__}, {platform.system()}",
                local_text(desk.now_us()),
            )
            if line
        )
        self.words.setText(self._lines)

    def _open(self, on: bool) -> None:
        show_if(self.words, on)
        self.toggle.set_icon("chevron-up" if on else "chevron-down")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._lines)
        announce(self, self.tr("Details copied"))
        self._context.toast(self.tr("Details copied: there is nobody's name in them"))
