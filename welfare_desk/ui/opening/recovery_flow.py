# SPDX-License-Identifier: EUPL-1.2
"""Shows the recovery code, brings its sheet to a printer or a file, and notes that it was kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinterInfo

from welfare_desk.core.refusals import DeskError
from welfare_desk.ui import errors
from welfare_desk.ui.jobs import JobRunner, Lane
from welfare_desk.ui.opening.door import Door, Opened
from welfare_desk.ui.opening.recovery_page import RecoveryPage
from welfare_desk.ui.opening.window import OpeningWindow


class RecoveryFlow(QObject):
    """``ended`` follows once the operator ticked that the code is put away."""

    ended = Signal()

    def __init__(
        self,
        door: Door,
        jobs: JobRunner,
        window: OpeningWindow,
        lang: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._door, self._jobs, self._window, self._lang = door, jobs, window, lang
        self._page: RecoveryPage | None = None

    def show(self, opened: Opened) -> None:
        """Put the page with the code into the window."""
        page = RecoveryPage(self._window.look, self._window.registry, opened)
        self._page = page
        page.print_asked.connect(partial(self._print, opened))
        page.save_asked.connect(partial(self._save, opened))
        page.kept.connect(self._keep)
        self._window.show_page(page)
        page.arm()
        self._jobs.submit(_printers, self, self._offer, self._failed, Lane.PAPER)

    def _offer(self, found: tuple[tuple[str, ...], str]) -> None:
        if self._page is not None:
            self._page.set_printers(*found)
            self._page.arm()

    def _print(self, opened: Opened, queue: str) -> None:
        from welfare_desk.ui.printing import send_to_queue

        door, title = self._door, self.tr("Recovery code")
        words = self.tr("The sheet was sent to %1.").replace("%1", queue)
        self._paper(lambda: send_to_queue(queue, title, door.recovery_sheet(opened)), words)

    def _save(self, opened: Opened, name: str) -> None:
        from welfare_desk.ui.printing import write_pdf

        path, door = Path(name), self._door
        words = self.tr("Saved as %1. Print it, put the paper away, then delete the file.")
        self._paper(
            lambda: write_pdf(path.parent, path.name, door.recovery_sheet(opened)),
            words.replace("%1", path.name),
        )

    def _paper(self, work: object, words: str) -> None:
        if self._page is not None and callable(work):
            self._page.set_busy(True)
            self._jobs.submit(
                work, self, lambda _done: self._said(words), self._no_paper, Lane.PAPER
            )

    def _said(self, words: str, tone: str = "ok") -> None:
        if self._page is not None:
            self._page.set_busy(False)
            self._page.say(words, tone=tone)

    def _no_paper(self, error: BaseException) -> None:
        from welfare_desk.ui.printing import PaperFault

        if isinstance(error, PaperFault):
            words = {
                "folder_refused": self.tr("This folder takes no file. Choose another one."),
            }.get(error.code, self.tr("The printer does not take it. Save the sheet as PDF."))
        elif isinstance(error, DeskError):
            words = errors.sentence(error, self._lang)
        else:
            self._said(self.tr("The sheet could not be made. Write the code by hand."), "danger")
            raise error
        self._said(words, "danger")

    def _keep(self) -> None:
        self._jobs.submit(
            self._door.code_kept, self, lambda _none: self.ended.emit(), self._failed, Lane.WRITER
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            self._said(errors.sentence(error, self._lang), "danger")
        else:
            raise error


def _printers() -> tuple[tuple[str, ...], str]:
    """Return the queues of this computer and its own choice; asks the print system."""
    names = tuple(info.printerName() for info in QPrinterInfo.availablePrinters())
    return names, QPrinterInfo.defaultPrinterName()
