# SPDX-License-Identifier: EUPL-1.2
"""The privacy notice: recorded as given, then printed for the signature."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.desk.views.intake import intake_facts
from welfare_desk.desk.views.people import PersonView
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context


class NoticeGiven(QObject):
    """Records the notice once and prints it as often as asked."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def give(self, view: PersonView) -> None:
        """Record that the notice in force was given, if it was not yet, and print it."""
        if view.notice_current:
            self.print(view.person_id)
            return
        desk = self._context.desk

        def work() -> Recorded:
            facts = desk.look(intake_facts)
            return desk.record(
                RecordNotice(
                    notice_id=desk.new_id(),
                    person_id=view.person_id,
                    version=facts.notice_version,
                    language=view.language or "it",
                    signer=f"{view.surname} {view.name}".strip()[:60],
                    given_on=facts.today,
                )
            )

        def done(recorded: Recorded) -> None:
            self._context.broadcast(recorded.kinds)
            self.print(view.person_id)

        self._context.write(work, self, done)

    def print(self, person_id: str) -> None:
        """Queue the notice for its printer."""
        desk = self._context.desk

        def done(job: PrintView) -> None:
            self._context.queued(job)
            self._context.broadcast({"print_job"})
            self._context.toast(self.tr("Privacy notice sent to the printer"))

        self._context.paper(lambda: desk.queue_print("notice", person_id), self, done)
