# SPDX-License-Identifier: EUPL-1.2
"""What the agenda shows: day, week or list, which days, and of what only."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.views.agenda import AgendaView
from welfare_desk.ui.agenda.agenda_rows import DAY, LIST, WEEK, Filter
from welfare_desk.ui.kit.buttons import ActionButton, IconButton
from welfare_desk.ui.kit.fields import ChoiceField, DateField
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox, TurningBox, VBox
from welfare_desk.ui.kit.segments import FilterRow
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look


class AgendaBar(QWidget):
    """Tells ``leafed`` -1, 0 (today) or 1, ``day_asked``, ``mode_chosen`` and ``filtered``."""

    leafed = Signal(int)
    mode_chosen = Signal(str)
    filtered = Signal()
    day_asked = Signal(object)

    def __init__(self, look: Look, today: datetime.date) -> None:
        """Begin with a day and no filter; ``today`` completes years of two digits."""
        super().__init__()
        column = VBox(look, 8, (12, 8, 12, 12), self)
        # In one flow, so that the shapes go below the arrows where the text is large.
        top = FlowBox(look, 8)
        top.add(self._leafing(look))
        shapes = ((DAY, self.tr("Day")), (WEEK, self.tr("Week")), (LIST, self.tr("List")))
        self.mode = FilterRow(look, self.tr("Show as"), shapes, name="agenda.mode")
        self.mode.chosen.connect(self.mode_chosen)
        top.add(self.mode)
        column.addWidget(top)
        self.offering = ChoiceField(look, self.tr("Service"), (), name="agenda.offering")
        self.provider = ChoiceField(look, self.tr("Provider"), (), name="agenda.provider")
        self.place = ChoiceField(look, self.tr("Place"), (), name="agenda.place")
        self.day = DateField(look, self.tr("Go to"), today, past=False, name="agenda.day")
        self.day.day_changed.connect(self._ask_day)
        row = TurningBox(look, 12)
        for field in (self.offering, self.provider, self.place):
            row.addWidget(field, 1)
            field.changed.connect(lambda _id: self.filtered.emit())
        row.addWidget(self.day)
        column.addLayout(row)

    def chosen(self) -> Filter:
        """Return what is asked for."""
        return Filter(self.offering.value(), self.provider.value(), self.place.value())

    def show_span(self, words: str) -> None:
        """Say which days are shown."""
        self.span.setText(words)

    def set_choices(self, view: AgendaView) -> None:
        """Offer what the days shown have; what is chosen stays on offer, and chosen."""
        places = tuple((place, place) for place in view.places)
        for field, every, known in (
            (self.offering, self.tr("All services"), view.offerings),
            (self.provider, self.tr("All providers"), view.providers),
            (self.place, self.tr("All places"), places),
        ):
            self._offer(field, every, known)

    def _ask_day(self, day: datetime.date | None) -> None:
        if day is not None:
            self.day_asked.emit(day)

    def _offer(self, field: ChoiceField, every: str, known: tuple[tuple[str, str], ...]) -> None:
        kept = (field.value(), field.box.currentText())
        missing = () if kept[0] in ("", *dict(known)) else (kept,)
        wanted = (("", every), *known, *missing)
        blocked = field.blockSignals(True)
        field.set_choices(wanted)
        field.set_value(kept[0])
        field.blockSignals(blocked)

    def _leafing(self, look: Look) -> QWidget:
        box = QWidget()
        row = HBox(look, 8, parent=box)
        before = IconButton(look, "chevron-left", self.tr("Earlier"), name="agenda.earlier")
        after = IconButton(look, "chevron-right", self.tr("Later"), name="agenda.later")
        words = self.tr("Today")
        today = ActionButton(look, "secondary", words, size="middle", name="agenda.today")
        self.span = Text(look, "", "strong")
        for button, step in ((before, -1), (today, 0), (after, 1)):
            button.clicked.connect(partial(self.leafed.emit, step))
            row.addWidget(button)
        row.addWidget(self.span)
        return box
