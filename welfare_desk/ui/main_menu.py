# SPDX-License-Identifier: EUPL-1.2
"""The menu of F10: every act under its heading with its key, made from the one registry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from welfare_desk.ui.commands import Command


def menu_of(commands: Sequence[Command], parent: QWidget) -> QMenu:
    """Return a menu of the commands, a menu below it for each heading; it goes when closed."""
    menu = QMenu(parent)
    menu.setObjectName("main_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    below: dict[str, QMenu] = {}
    for command in commands:
        if command.group not in below:
            below[command.group] = menu.addMenu(command.group)
        words = f"{command.text}\t{command.key}" if command.key else command.text
        action = below[command.group].addAction(words)
        action.setObjectName(f"menu.{command.id}")
        action.triggered.connect(lambda _checked=False, do=command.do: do())
    return menu
