# SPDX-License-Identifier: EUPL-1.2
"""The help over the page in front: search, contents, a page of the manual, a message."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.help_messages import SaidMessage
from welfare_desk.ui.context import Context
from welfare_desk.ui.help.asking import SHOW, ask_help
from welfare_desk.ui.help.browser import HelpBrowser
from welfare_desk.ui.help.contents import HelpContents
from welfare_desk.ui.help.details import MessageDetails
from welfare_desk.ui.help.show_how import steps_of
from welfare_desk.ui.help.support_page import SupportPage
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page


class HelpPage(Page):
    """Shows a topic; links and searches lead on, Alt and left arrow back, Esc to the work."""

    help_page = "start"

    def __init__(self, context: Context, topic: str = "", *, place: bool = False) -> None:
        """Open a page by its id, a message by its label, the contents by nothing.

        As a ``place`` of the rail it has no work to go back to.
        """
        super().__init__()
        self.setObjectName("help_over")
        self._context, self._place = context, place
        self._contents = HelpContents(context.actions, context.lang, self)
        self._past: list[str] = []
        self._topic = topic
        look = context.theme
        frame = QWidget()
        frame.setObjectName("help")
        frame.setProperty("role", "page")
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = VBox(look, 10, (24, 16, 24, 16), frame)
        self.query = Field(look, self.tr("Search in the help"), sign="search", name="help.search")
        column.addWidget(self.query)
        column.addWidget(self._buttons())
        self.text = HelpBrowser(look, self.tr("Text of the help"))
        column.addWidget(self.text, 1)
        self.details = MessageDetails(context)
        column.addWidget(self.details)
        self.hold(frame)
        self.query.changed.connect(self._search)
        self.query.line.returnPressed.connect(lambda: self.text.setFocus())
        self.text.asked.connect(self.open)
        back = QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_back)

    def open(self, topic: str) -> None:
        """Show another topic; an empty one is the contents."""
        if topic != self._topic:
            self._past.append(self._topic)
            self._topic = topic
        self._show()
        self._context.retitle()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, message: SaidMessage) -> None:
        """Show a message as it was said a moment ago, with its details for support."""
        self.open(message.label)
        self.text.set_page(self._contents.said(message))
        self.details.show_message(message)

    def topic(self) -> str:
        """Return what is shown."""
        return self._topic

    def go_back(self) -> bool:
        """Show what was shown before; tell whether there was anything."""
        if self.query.text():
            self.query.set_text("")
            return True
        if not self._past:
            return False
        self._topic = self._past.pop()
        self._show()
        self._context.retitle()
        return True

    def title(self) -> str:
        """Return what the tab says."""
        return self._contents.title(self._topic)

    def shown(self) -> None:
        """Give the panel back and read on; the pages are read from the disk here, not before."""
        self._context.set_companion(None)
        if not self.text.has_page():
            self._show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """F1 shows the contents, Esc goes back to where one was."""
        if act_id == "help":
            self.open("")
            return True
        if act_id != "back" or (self._place and not self._past and not self.query.text()):
            return False
        if not self.go_back():
            self._context.close_page(self)
        return True

    def _buttons(self) -> QWidget:
        look, row = self._context.theme, FlowBox(self._context.theme, 8)
        self.contents_button = ActionButton(
            look, Rank.GHOST, self.tr("Contents"), icon="library", size=Size.SMALL,
            name="help.contents",
        )  # fmt: skip
        self.back_button = ActionButton(
            look, Rank.GHOST, self.tr("Page before"), icon="arrow-left", size=Size.SMALL,
            name="help.before",
        )  # fmt: skip
        self.leave_button = ActionButton(
            look, Rank.GHOST, self.tr("Back to work"), icon="x", size=Size.SMALL,
            key=self._context.actions.key("back"), name="help.leave",
        )  # fmt: skip
        self.show_button = ActionButton(
            look, Rank.SECONDARY, self.tr("Show how"), icon="play", size=Size.SMALL,
            name="help.show",
        )  # fmt: skip
        self.show_button.clicked.connect(lambda: ask_help(self, f"{SHOW}{self._topic}"))
        self.ask_button = ActionButton(
            look, Rank.GHOST, self.tr("Ask for help"), icon="life-buoy", size=Size.SMALL,
            name="help.ask",
        )  # fmt: skip
        self.ask_button.clicked.connect(lambda: self._context.set_page(SupportPage(self._context)))
        self.contents_button.clicked.connect(lambda: self.open(""))
        self.back_button.clicked.connect(self.go_back)
        self.leave_button.clicked.connect(lambda: self._context.close_page(self))
        show_if(self.leave_button, not self._place)
        row.add(self.show_button)
        for button in self.contents_button, self.back_button, self.ask_button, self.leave_button:
            row.add(button)
        return row

    def _search(self, query: str) -> None:
        if query.strip():
            self.text.set_page(self._contents.found(query))
            show_if(self.details, False)
        else:
            self._show()

    def _show(self) -> None:
        if self.query.text():
            self.query.line.blockSignals(True)
            self.query.set_text("")
            self.query.line.blockSignals(False)
        self.text.set_page(self._contents.html(self._topic))
        self.back_button.setEnabled(bool(self._past))
        show_if(self.show_button, bool(steps_of(self._topic, self._context.lang)))
        self.details.show_message(None)
