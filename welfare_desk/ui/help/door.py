# SPDX-License-Identifier: EUPL-1.2
"""What F1 opens: the page of what is in front, or of the message that is shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from welfare_desk.desk.help_messages import SaidMessage, said
from welfare_desk.ui.help.asking import SHOW, HelpAsked
from welfare_desk.ui.help.locked import LockedHelp
from welfare_desk.ui.help.page import HelpPage
from welfare_desk.ui.help.show_how import ShowHow, steps_of
from welfare_desk.ui.kit.notices import Notice

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow


class HelpDoor(QObject):
    """Opens the help over the page in front, where Esc leads back to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.showing: ShowHow | None = None
        self._locked: LockedHelp | None = None
        window.installEventFilter(self)

    def open_here(self) -> None:
        """Open the message shown in front, else the help page of the page in front."""
        page = self._window.page_in_front()
        if self._window.is_locked():
            self._open_under_lock()
            return
        if page is None:
            return
        message = self._message_in_front()
        if message is not None:
            self.tell(message)
        else:
            self.open(page.help_page)

    def open(self, topic: str) -> None:
        """Open a topic over the page in front."""
        if not self._window.is_locked():
            self._over(topic)

    def tell(self, message: SaidMessage) -> None:
        """Open a message as it was said, with its details for support."""
        if not self._window.is_locked():
            self._over(message.label).tell(message)

    def show_how(self, topic: str) -> None:
        """Put the help away and lead through a page's steps on the real controls."""
        window = self._window
        steps = steps_of(topic, window.context.lang)
        if not steps or window.is_locked():
            return
        page = window.page_in_front()
        if isinstance(page, HelpPage):
            window.close_page(page)
        if self.showing is not None:
            self.showing.end()
        self.showing = ShowHow(window, window.look, window.registry, steps, window.is_locked)
        self.showing.ended.connect(self._shown)

    def _shown(self) -> None:
        self.showing = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what a widget asks of the help; the window opens it once the press is over."""
        if isinstance(event, HelpAsked):
            topic = event.topic
            message = said(topic)
            if topic.startswith(SHOW):
                QTimer.singleShot(0, self, lambda: self.show_how(topic.removeprefix(SHOW)))
            elif message is not None:
                QTimer.singleShot(0, self, lambda: self.tell(message))
            else:
                QTimer.singleShot(0, self, lambda: self.open(topic))
            return True
        return super().eventFilter(watched, event)

    def _open_under_lock(self) -> None:
        """Tell in the lock's place how to come in; asked again, the lock is back."""
        window = self._window
        if self._locked is None:
            self._locked = LockedHelp(
                window.look, window.registry, window.context.lang, self._back_to_lock
            )
            window.add_cover(self._locked)
        if window.covered_by(self._locked):
            self._back_to_lock()
        elif window.covered_by(window.lock_page):
            window.cover_with(self._locked)
            self._locked.text.setFocus()

    def _back_to_lock(self) -> None:
        self._window.cover_with(self._window.lock_page)
        self._window.lock_page.arm()

    def _over(self, topic: str) -> HelpPage:
        page = self._window.page_in_front()
        if isinstance(page, HelpPage):
            page.open(topic)
            return page
        over = HelpPage(self._window.context, topic)
        self._window.set_page(over)
        return over

    def _message_in_front(self) -> SaidMessage | None:
        page = self._window.page_in_front()
        assert page is not None
        for notice in page.findChildren(Notice):
            sentence = notice.code.sentence()
            if sentence and notice.isVisible():
                return said(sentence)
        return None
