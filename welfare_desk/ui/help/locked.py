# SPDX-License-Identifier: EUPL-1.2
"""The help under the lock: how to come in, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.help.browser import HelpBrowser
from welfare_desk.ui.help.contents import HelpContents
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.look import Look

PAGE = "operators"
OPEN_TO_ALL = frozenset({PAGE, "opening", "support", "messages"})
"""Pages that a link may lead to while nobody is at work."""


class LockedHelp(QWidget):
    """Covers the window in the lock's place; Esc and the button lead back to it."""

    def __init__(
        self, look: Look, actions: ActionRegistry, lang: str, leave: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("lock.help")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._contents = HelpContents(actions, lang, self)
        column = VBox(look, 12, (48, 32, 48, 32), self)
        self.back = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Back to the lock"),
            icon="lock",
            key=actions.key("back"),
            name="lock.help.back",
        )
        self.text = HelpBrowser(look, self.tr("Text of the help"))
        column.addWidget(self.back)
        column.addWidget(self.text, 1)
        self.back.clicked.connect(leave)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, leave)
        self.text.asked.connect(self.open)
        self.open(PAGE)

    def open(self, topic: str) -> None:
        """Show a page that may be read while nobody is at work."""
        known = topic in OPEN_TO_ALL or topic.startswith("WD-")
        if known and self._contents.knows(topic):
            self.text.set_page(self._contents.html(topic))
