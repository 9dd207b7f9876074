# SPDX-License-Identifier: EUPL-1.2
"""Cronologia: who did what about a person, when and where, whichever record it stands under."""

from __future__ import annotations

from welfare_desk.core.instants import local_text
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.merged import ChangeView, changes_of
from welfare_desk.desk.views.outbox import PendingView, history_of
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.outbox.words import OperationWords
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.field_words import FieldWords

Told = tuple[tuple[PendingView, ...], tuple[ChangeView, ...]]


class HistoryCard(Card):
    """The acts of this desk, and changes of the data that came from others; the latest first."""

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__(context.theme, "", name="person.history", margins=(0, 0, 0, 0), spacing=0)
        self._context = context
        self._words, self._fields = OperationWords(self), FieldWords(self)
        self.note = Text(
            context.theme,
            self.tr("What was recorded at this desk, and changes of the data from others"),
            "secondary",
            "muted",
            wrap=True,
        )
        self.note.setContentsMargins(16, 12, 16, 10)
        self.body.addWidget(self.note)
        desk = context.desk

        def work(here: Reading) -> Told:
            others = (one for one in changes_of(here, person_id) if one.desk_name != here.desk_name)
            return history_of(here, person_id), tuple(others)

        context.read(lambda: desk.look(work), self, self._show)

    def _show(self, told: Told) -> None:
        acts, changes = told
        rows = [(act.recorded_at, self._act(act)) for act in acts]
        rows += [(at, row) for at, row in self._changes(changes)]
        if not rows:
            self.note.setText(self.tr("Nothing was recorded about this person at this desk."))
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

    def _changes(self, changes: tuple[ChangeView, ...]) -> list[tuple[int, ActRow]]:
        """Return a row for each change that another desk made, its fields together."""
        together: dict[tuple[int, str, str], list[ChangeView]] = {}
        for one in changes:
            key = (one.changed_at, one.operator_name, one.desk_name)
            together.setdefault(key, []).append(one)
        rows = []
        for (at, who, where), own in together.items():
            fields = ", ".join(dict.fromkeys(self._fields.name(one.field) for one in own))
            title = self.tr("Data changed: %1").replace("%1", fields)
            where = where or self.tr("another desk")
            parts = (local_text(at), short_name(who), where, own[0].reason)
            told = " · ".join(part for part in parts if part)
            rows.append((at, ActRow(self._context.theme, title, (told,), icon="pencil")))
        return rows

    def _face(self, act: PendingView) -> BadgeFace:
        if act.state == "sent":
            return BadgeFace(self.tr("Sent"), "ok", "cloud-check")
        return self._words.face(act)
