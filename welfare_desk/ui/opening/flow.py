# SPDX-License-Identifier: EUPL-1.2
"""Leads from the first painted page to the open desk; decides, while pages draw and collect."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from welfare_desk.core.refusals import DeskError, KeyMissing, NotEnrolled, PassphraseWrong
from welfare_desk.ui import errors
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.language import install_language
from welfare_desk.ui.opening.door import Ask, Door, FirstRun, Locks, Opened
from welfare_desk.ui.opening.first_run_page import FirstRunPage
from welfare_desk.ui.opening.look_page import LookPage
from welfare_desk.ui.opening.recovery_flow import RecoveryFlow
from welfare_desk.ui.opening.trouble_page import TroublePage
from welfare_desk.ui.opening.unlock_page import UnlockPage
from welfare_desk.ui.opening.wait_page import WaitPage
from welfare_desk.ui.opening.window import OpeningWindow
from welfare_desk.ui.opening.words import OpeningWords, Trouble, as_refusal

T = TypeVar("T")
PROGRESS_MS = 150
LANG = "appearance.lang"


class Opening(QObject):
    """``opened`` tells the open desk once nothing is left to ask; it then belongs to the caller.

    ``refusal`` is what keeps the desk shut now, for the exit code of the program.
    """

    opened = Signal(object)
    lang_chosen = Signal(str)

    def __init__(
        self,
        door: Door,
        jobs: JobRunner,
        window: OpeningWindow,
        raise_other: Callable[[], bool],
        lang: str = "it",
        parent: QObject | None = None,
        *,
        asks_look: bool = False,
    ) -> None:
        """``asks_look`` lets a first run begin with language and look."""
        super().__init__(parent)
        self._asks_look = asks_look
        self._door, self._jobs, self.window, self._lang = door, jobs, window, lang
        self._raise_other = raise_other
        self._words = OpeningWords(lang, self)
        self._failures = 0
        self._recovery: RecoveryFlow | None = None
        self._waiting: Opened | None = None
        self._leaving = False
        self.refusal: BaseException | None = None
        self._progress = QTimer(self, interval=PROGRESS_MS)
        self._progress.timeout.connect(self._tell_progress)
        window.back_asked.connect(self._back)
        window.show_page(WaitPage(window.look, window.registry))

    def begin(self) -> None:
        """Try to open the desk; what is loaded for it is loaded on a lane."""
        self._progress.start()
        self._submit(self._door.open, self._is_open, self._not_open)

    def take_scan(self, code: str) -> None:
        """Take what a scanner read."""
        page = self.window.page()
        if isinstance(page, FirstRunPage):
            page.take_scan(code)

    def leave(self) -> None:
        """Ask nothing more: a desk that opens from here on is closed at once."""
        self._leaving = True

    def close(self) -> None:
        """Close a desk that is open and was not handed on, as while its code is on screen."""
        if self._waiting is not None:
            self._waiting.desk.close()
            self._waiting = None

    def _wait(self) -> None:
        self.refusal = None
        self.window.show_page(WaitPage(self.window.look, self.window.registry))

    def _is_open(self, opened: Opened) -> None:
        self._progress.stop()
        self.refusal = None
        if self._leaving:
            opened.desk.close()
            return
        if not opened.recovery_code:
            self.opened.emit(opened)
            return
        self._waiting = opened
        flow = RecoveryFlow(self._door, self._jobs, self.window, self._lang, self)
        self._recovery = flow
        flow.ended.connect(self._code_kept)
        flow.show(opened)

    def _code_kept(self) -> None:
        opened, self._waiting = self._waiting, None
        if opened is not None:
            self.opened.emit(opened)

    def _not_open(self, error: BaseException) -> None:
        self._progress.stop()
        self.refusal = error
        if self._leaving:
            return
        if isinstance(error, NotEnrolled):
            self._submit(self._door.first_run, self._show_first_run, self._trouble)
        elif isinstance(error, KeyMissing | PassphraseWrong):
            self._submit(self._door.locks, self._show_unlock, self._trouble)
        else:
            self._trouble(error)

    def _show_first_run(self, first_run: FirstRun) -> None:
        named = self.window.look.preferences.is_named
        if self._asks_look and not first_run.interrupted and not named(LANG):
            self._show_look(first_run)
        else:
            self._ask_code(first_run)

    def _show_look(self, first_run: FirstRun) -> None:
        page = LookPage(self.window.look, self.window.registry, self._lang)
        page.lang_chosen.connect(lambda lang: self._speak(lang, first_run))
        page.ended.connect(lambda: self._looks_well(first_run))
        self.window.show_page(page)
        page.arm()

    def _speak(self, lang: str, first_run: FirstRun) -> None:
        """Go on in another language; the page is made anew in it."""
        app = QCoreApplication.instance()
        if app is None or lang == self._lang:
            return
        install_language(app, lang)
        self._lang, self._words = lang, OpeningWords(lang, self)
        self.lang_chosen.emit(lang)
        self._show_look(first_run)

    def _looks_well(self, first_run: FirstRun) -> None:
        self.window.look.preferences.choose(LANG, self._lang)
        self._ask_code(first_run)

    def _ask_code(self, first_run: FirstRun) -> None:
        page = FirstRunPage(self.window.look, self.window.registry, first_run)
        page.asked.connect(self._enrol)
        self.window.show_page(page)
        page.arm()

    def _enrol(self, ask: Ask) -> None:
        page = self.window.page()
        if not isinstance(page, FirstRunPage):
            return
        page.set_busy(True)
        self._tell_progress()
        self._progress.start()
        work = partial(self._door.enrol, ask)
        self._submit(work, self._is_enrolled, self._not_enrolled, Lane.NETWORK)

    def _is_enrolled(self, opened: Opened) -> None:
        self._progress.stop()
        self._is_open(opened)

    def _not_enrolled(self, error: BaseException) -> None:
        self._progress.stop()
        page = self.window.page()
        words = self._words
        if self._leaving:
            return
        if not isinstance(error, DeskError) or words.takes_page(error):
            self._trouble(error)
            return
        if isinstance(page, FirstRunPage):
            page.refuse(*words.beside(error))
            self._submit(self._door.first_run, partial(self._settle, page), self._trouble)

    def _settle(self, page: FirstRunPage, first_run: FirstRun) -> None:
        if self.window.page() is page and not first_run.needs_passphrase:
            page.settle_passphrase()

    def _tell_progress(self) -> None:
        page = self.window.page()
        step = self._door.progress()
        if isinstance(page, FirstRunPage):
            page.tell(self._words.enrolling(step))
        elif isinstance(page, WaitPage) and (told := self._words.preparing(step)) is not None:
            page.tell(*told)

    def _show_unlock(self, locks: Locks) -> None:
        page = UnlockPage(self.window.look, self.window.registry, locks)
        page.by_passphrase.connect(self._open_by_passphrase)
        page.by_code.connect(self._open_by_code)
        page.anew_asked.connect(self._begin_anew)
        self.window.show_page(page)
        page.arm()
        if isinstance(self.refusal, PassphraseWrong):
            page.refuse(errors.sentence(self.refusal, self._lang))

    def _open_by_passphrase(self, passphrase: str) -> None:
        self._try(partial(self._door.open, passphrase))

    def _open_by_code(self, code: str, passphrase: str) -> None:
        self._try(partial(self._door.open_by_code, code, passphrase))

    def _try(self, work: Callable[[], Opened]) -> None:
        page = self.window.page()
        if isinstance(page, UnlockPage):
            page.set_busy(True)
            self._submit(work, self._is_open, self._still_shut)

    def _still_shut(self, error: BaseException) -> None:
        page = self.window.page()
        if not isinstance(page, UnlockPage) or not isinstance(error, PassphraseWrong):
            self._not_open(error)
            return
        self._failures += 1
        self.refusal = error
        page.refuse(
            self._words.wrong_secret(with_code=page.with_code()),
            self._door.wait_after(self._failures),
        )

    def _begin_anew(self) -> None:
        self._wait()
        self._submit(self._door.begin_anew, lambda _none: self.begin(), self._trouble)

    def _back(self) -> None:
        page = self.window.page()
        if isinstance(page, UnlockPage):
            page.back()

    def _trouble(self, error: BaseException) -> None:
        self.refusal = error
        trouble = self._words.trouble(error)
        self._show_trouble(trouble or self._words.stopped())
        if trouble is None:
            raise error

    def _show_trouble(self, trouble: Trouble) -> None:
        page = TroublePage(self.window.look, self.window.registry, trouble, self._door.folder())
        page.retry_asked.connect(self._retry)
        page.other_asked.connect(self._show_other)
        page.close_asked.connect(self.window.close)
        self.window.show_page(page)
        page.arm()

    def _retry(self) -> None:
        self._wait()
        self.begin()

    def _show_other(self) -> None:
        if self._raise_other():
            self.refusal = None
            self.window.close()
            return
        page = self.window.page()
        if isinstance(page, TroublePage):
            page.say(self._words.no_other_window())

    def _submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        lane: Lane = Lane.WRITER,
    ) -> None:
        self._jobs.submit(work, self, done, lambda error: failed(as_refusal(error)), lane)
