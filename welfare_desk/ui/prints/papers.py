# SPDX-License-Identifier: EUPL-1.2
"""The last paper once more by one key, and the word when a printer stands still."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.desk.print_again import reprint_last
from welfare_desk.desk.printing import in_spool
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.printing import PrintRunner, Sent
from welfare_desk.ui.prints.words import PrintWords


class Papers(QObject):
    """Follows a runner; tells each trouble once, and says what was printed again."""

    def __init__(
        self, context: Context, runner: PrintRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._words = PrintWords(self)
        self._told: dict[str, str] = {}
        runner.changed.connect(self._changed)

    def print_last(self) -> None:
        """Print the last paper again at once; one that must not says why, and what to do."""
        desk = self._context.desk
        self._context.paper(lambda: reprint_last(desk), self, self._again)

    def _again(self, job: PrintView) -> None:
        self._context.queued(job)
        self._context.broadcast({"print_job"})
        words = self.tr("Printed again: %1").replace("%1", self._words.paper(job))
        self._context.toast(words)

    def _changed(self, sent: Sent) -> None:
        place = in_spool(sent.note)
        fault = place.fault if place is not None else ""
        if not fault:
            self._told.pop(sent.role, None)
        elif self._told.get(sent.role) != fault:
            # Once for a printer, however many papers wait for it.
            self._told[sent.role] = fault
            self._context.toast(self._words.fault(sent.document, fault))
