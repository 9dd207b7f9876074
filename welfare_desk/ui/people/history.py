# SPDX-License-Identifier: EUPL-1.2
"""Cronologia: who did what about a person, when and where, whichever record it stands under."""

from __future__ import annotations

from welfare_desk.core.instants import local_text
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.chronicle import EventView, events_of
from welfare_desk.desk.views.outbox import PendingView, history_of
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.outbox.words import OperationWords
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.event_words import EventWords

Told = tuple[tuple[PendingView, ...], tuple[EventView, ...]]


class HistoryCard(Card):
    """The acts of this desk and what came from others; the latest first."""

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__(context.theme, "", name="person.history", margins=(0, 0, 0, 0), spacing=0)
        self._context = context
        self._words, self._events = OperationWords(self), EventWords(context.lang, self)
        self.note = Text(
            context.theme,
            self.tr("What was recorded about the person: when, by whom and at which desk"),
            "secondary",
            "muted",
            wrap=True,
        )
        self.note.setContentsMargins(16, 12, 16, 10)
        self.body.addWidget(self.note)
        desk = context.desk

        def work(here: Reading) -> Told:
            return history_of(here, person_id), events_of(here, person_id)

        context.read(lambda: desk.look(work), self, self._show)

    def _show(self, told: Told) -> None:
        acts, events = told
        rows = [(act.recorded_at, self._act(act)) for act in acts]
        rows += [(event.at, self._event(event)) for event in events]
        if not rows:
            self.note.setText(self.tr("Nothing was recorded about this person yet."))
        rows.sort(key=lambda pair: -pair[0])
        add_rows(self, [row for _, row in rows])

    def _act(self, act: PendingView) -> ActRow:
        parts = (local_text(act.recorded_at), short_name(act.operator_name), self.tr("here"))
        row = ActRow(
            self._context.theme,
            self._words.title(act),
            (" · ".join(part for part in parts if part),),
            icon=self._words.icon(act),
        )
        row.add(Badge(self._context.theme, self._face(act)))
        return row

    def _event(self, event: EventView) -> ActRow:
        words = self._events
        title, icon = words.title(event), words.icon(event)
        return ActRow(self._context.theme, title, (words.told(event),), icon=icon)

    def _face(self, act: PendingView) -> BadgeFace:
        if act.state == "sent":
            return BadgeFace(self.tr("Sent"), "ok", "cloud-check")
        return self._words.face(act)
