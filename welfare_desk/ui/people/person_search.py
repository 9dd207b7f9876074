# SPDX-License-Identifier: EUPL-1.2
"""A field that finds a person already registered, for forms that need another one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.desk.omnibox import Answer, Hit
from welfare_desk.desk.views.intake import person_hit
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Row
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import VBox

MOST = 4


class PersonSearch(QWidget):
    """``chosen`` tells the person; those found stand below the field."""

    chosen = Signal(object)

    def __init__(self, context: Context, label: str, name: str, *, needed: bool = False) -> None:
        """``needed`` says that the form cannot do without the person."""
        super().__init__()
        self._context = context
        self._asked = 0
        self._found: tuple[Hit, ...] = ()
        column = VBox(context.theme, 4, parent=self)
        self.field = Field(
            context.theme, label, optional=not needed, sign="users", tight=True, name=name
        )
        self.field.changed.connect(self._search)
        self.field.line.returnPressed.connect(self._take_first)
        column.addWidget(self.field)
        self._rows = VBox(context.theme, 0)
        column.addLayout(self._rows)
        self._widgets: list[QWidget] = []

    def _search(self, text: str) -> None:
        self._asked += 1
        number = self._asked
        if len(text.strip()) < 2:
            self._list(())
            return
        desk = self._context.desk

        def answered(answer: Answer) -> None:
            if number == self._asked:
                self._take(answer)

        self._context.read(lambda: desk.look_up(text), self, answered)

    def _take(self, answer: Answer) -> None:
        if answer.meaning == "people":
            self._list(answer.hits[:MOST])
        elif answer.meaning == "person":
            desk, person_id = self._context.desk, answer.person_id
            self._context.read(
                lambda: desk.look(lambda here: person_hit(here, person_id)), self, self._list
            )
        else:
            self._list(())

    def _list(self, hits: tuple[Hit, ...]) -> None:
        for widget in self._widgets:
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        self._found = hits
        for hit in hits:
            born = date_text(hit.born_on) if hit.born_on else ""
            detail = " · ".join(part for part in (born, hit.street) if part)
            row = Row(self._context.theme, f"{hit.surname} {hit.name}".strip(), detail, margin=8)
            button = ActionButton(self._context.theme, "ghost", self.tr("Add"), size="small")
            button.clicked.connect(partial(self._choose, hit))
            row.add(button)
            self._rows.addWidget(row)
            self._widgets.append(row)

    def _take_first(self) -> None:
        if self._found:
            self._choose(self._found[0])

    def _choose(self, hit: Hit) -> None:
        self.field.set_text("")
        self._list(())
        self.chosen.emit(hit)
