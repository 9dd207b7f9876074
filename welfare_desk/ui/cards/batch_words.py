# SPDX-License-Identifier: EUPL-1.2
"""Words of a batch of cards: how far it is, how it ended, what a sheet is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.money import euro_text
from welfare_desk.desk.batch import BatchProgress, BatchView, SheetJob
from welfare_desk.desk.sentences import code_text

SAY_AFTER_US = 3_000_000
"""Before that nobody believes an estimate."""


class BatchWords(QObject):
    """The words of batches in the language of the window."""

    def __init__(self, parent: QObject, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang

    def held(self, view: BatchView) -> str:
        """Return what this desk may still issue from the fund."""
        words = self.tr("At this desk: %1 card numbers, %2 of the fund. More is asked for.")
        left = words.replace("%1", str(view.cards_left))
        return left.replace("%2", euro_text(view.held_cents, self._lang))

    def progress(self, at: BatchProgress, took_us: int) -> str:
        """Return how far a batch is, and how long it will go on."""
        doing = (
            self.tr("Issuing: %1 of %2") if at.phase == "issue" else self.tr("Printing: %1 of %2")
        )
        said = doing.replace("%1", str(at.done)).replace("%2", str(at.total))
        if took_us < SAY_AFTER_US or not at.done or at.phase != "issue":
            return said
        seconds = took_us * (at.total - at.done) // at.done // 1_000_000
        if seconds < 60:
            return f"{said} · {self.tr('less than a minute left')}"
        return f"{said} · {self.tr('about %n minutes left', '', round(seconds / 60))}"

    def ended(self, at: BatchProgress) -> tuple[str, str, str]:
        """Return tone, fact and remedy of a batch that came to its end or was stopped."""
        issued = self.tr("%n cards issued", "", at.issued)
        printed = self.tr("%n sent to the printer", "", at.printed)
        fact = f"{issued}, {printed}"
        reasons = [
            f"{count} × {code_text(code, {'held_cents': 0, 'limit_cents': 0}, self._lang)}"
            for code, count in sorted(at.refused.items())
        ]
        if at.state == "stopped":
            going = self.tr("Nothing is half done: run it again to go on.")
            return "warning", fact, " ".join((*reasons, going))
        return ("warning" if reasons else "ok"), fact, " ".join(reasons)

    def sheets(self, job: SheetJob) -> str:
        """Return which sheets a job is."""
        if job.first == job.last:
            return self.tr("Sheet %1").replace("%1", str(job.first))
        words = self.tr("Sheets %1 to %2")
        return words.replace("%1", str(job.first)).replace("%2", str(job.last))

    def spoilt(self) -> tuple[tuple[str, str], ...]:
        """Return why a sheet is put away."""
        return (
            ("jammed", self.tr("Jammed")),
            ("smudged", self.tr("Smudged")),
            ("wrong_data", self.tr("Wrong data")),
        )
