# SPDX-License-Identifier: EUPL-1.2
"""What every page is given: the desk, the lanes, and the few things it may ask of the window."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.desk import Desk
from welfare_desk.ui import errors
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.look import Look
from welfare_desk.ui.page import Page

if TYPE_CHECKING:
    from welfare_desk.desk.views.today import PrintView
    from welfare_desk.ui.reader import Reader
    from welfare_desk.ui.undo import Undo

T = TypeVar("T")


class Frame(Protocol):
    """What the window does for pages."""

    def open_person(self, person_id: str) -> None:
        """Show a person in a tab of their own."""

    def open_booking_form(self, person_id: str, booking_id: str = "") -> None:
        """Book for a person, or move the booking."""

    def open_issue_form(self, person_id: str) -> None:
        """Issue a card to a person's household."""

    def open_replace_form(self, person_id: str, card_id: str) -> None:
        """Block and replace a card."""

    def open_intake(self, code: str = "", name: str = "") -> None:
        """Begin a new person, with a fiscal code or a name already typed."""

    def open_draft(self, draft_id: str) -> None:
        """Take up a parked form."""

    def open_place(self, place_id: str) -> None:
        """Show a place of the rail: ``today``, ``prints``, ``outbox`` and so on."""

    def tell(self, text: str, undo: Undo = None) -> None:
        """Say what was done; ``undo`` is what was recorded, or a call that takes it back."""

    def broadcast(self, kinds: Collection[str]) -> None:
        """Let every page that shows one of these kinds reload."""

    def set_companion(
        self, widget: QWidget | None, width: int = 320, *, at_once: bool = True
    ) -> None:
        """Show a form's companion in the right panel, or give the place back.

        One that is not needed ``at_once`` is never laid over the page unasked.
        """

    def set_page(self, page: Page) -> None:
        """Put a page over the current one; Esc and ``close_page`` return to that."""

    def close_page(self, page: Page) -> None:
        """Take a page away; what lies under it comes to the front."""

    def seek(self) -> None:
        """Take the focus to the search line."""

    def retitle(self) -> None:
        """Show the titles of the open tabs anew."""

    def queued(self, job: PrintView) -> None:
        """Send a stored paper to its printer."""


class Context:
    """The parts of the running window, handed to every page."""

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        actions: ActionRegistry,
        theme: Look,
        frame: Frame,
        lang: str = "it",
    ) -> None:
        self.desk, self.jobs, self.actions, self.theme = desk, jobs, actions, theme
        self.lang = lang
        self.reader: Reader | None = None
        """The reader of codes at work, once the window has one."""
        self.open_person = frame.open_person
        self.open_booking_form = frame.open_booking_form
        self.open_issue_form = frame.open_issue_form
        self.open_replace_form = frame.open_replace_form
        self.open_intake = frame.open_intake
        self.open_draft = frame.open_draft
        self.open_place = frame.open_place
        self.toast = frame.tell
        self.broadcast = frame.broadcast
        self.set_companion = frame.set_companion
        self.set_page = frame.set_page
        self.close_page = frame.close_page
        self.seek = frame.seek
        self.retitle = frame.retitle
        self.queued = frame.queued

    def read(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Look something up on the reader's lane; a refusal reaches ``failed`` as a sentence."""
        self._submit(work, owner, done, failed, Lane.READER)

    def write(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Store something on the writer's lane; a refusal reaches ``failed`` as a sentence."""
        self._submit(work, owner, done, failed, Lane.WRITER)

    def paper(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Make paper on the paper's lane; a refusal reaches ``failed`` as a sentence."""
        self._submit(work, owner, done, failed, Lane.PAPER)

    def ask(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask the server on the network's lane; a refusal reaches ``failed`` as a sentence."""
        self._submit(work, owner, done, failed, Lane.NETWORK)

    def sentence(self, error: BaseException) -> str:
        """Return a refusal in words; anything else is a bug and is raised."""
        return errors.sentence(error, self.lang)

    def operator_id(self) -> str:
        """Return who is at work, or nothing while the desk is locked."""
        who = self.desk.session.operator
        return who.operator_id if who else ""

    def forget_copied(self, text: str, after_ms: int) -> None:
        """Empty the clipboard after a while if it still holds ``text``."""

        def forget() -> None:
            clipboard = QGuiApplication.clipboard()
            if clipboard.text() == text:
                clipboard.clear()

        QTimer.singleShot(after_ms, self.jobs, forget)

    def _submit(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[str], None] | None,
        lane: Lane,
    ) -> None:
        def refused(error: BaseException) -> None:
            words = self.sentence(error)
            if failed is None:
                self.toast(words)
            else:
                failed(words)

        self.jobs.submit(work, owner, done, refused, lane)
