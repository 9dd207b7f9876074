# SPDX-License-Identifier: EUPL-1.2
"""Cronologia: who did what about a person at this desk, and when."""

from __future__ import annotations

from welfare_desk.core.instants import local_text
from welfare_desk.desk.views.outbox import PendingView, history_of
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.outbox.words import OperationWords


class HistoryCard(Card):
    """The acts of this desk on a person, the latest first."""

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__(context.theme, "", name="person.history", margins=(0, 0, 0, 0), spacing=0)
        self._context = context
        self._words = OperationWords(self)
        self.note = Text(
            context.theme, self.tr("What was recorded at this desk"), "secondary", "muted"
        )
        self.note.setContentsMargins(16, 12, 16, 10)
        self.body.addWidget(self.note)
        desk = context.desk
        context.read(
            lambda: desk.look(lambda here: history_of(here, person_id)), self, self.show_acts
        )

    def show_acts(self, acts: tuple[PendingView, ...]) -> None:
        """List the acts."""
        if not acts:
            self.note.setText(self.tr("Nothing was recorded about this person at this desk."))
        for act in acts:
            when = local_text(act.recorded_at)
            who = short_name(act.operator_name)
            detail = " · ".join(part for part in (when, who) if part)
            row = Row(
                self._context.theme, self._words.title(act), detail, icon=self._words.icon(act)
            )
            row.add(Badge(self._context.theme, self._face(act)))
            self.add_row(row)

    def _face(self, act: PendingView) -> BadgeFace:
        if act.state == "sent":
            return BadgeFace(self.tr("Sent"), "ok", "cloud-check")
        return self._words.face(act)
