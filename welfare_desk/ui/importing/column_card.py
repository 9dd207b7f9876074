# SPDX-License-Identifier: EUPL-1.2
"""The columns of a list with their first values, and what each seems to hold."""

from __future__ import annotations

from PySide6.QtCore import Signal

from welfare_desk.desk.importing import SURE, Column, Proposal
from welfare_desk.ui.importing.words import ImportWords
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.boxes import ChoiceBox
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look


class ColumnCard(Card):
    """One row a column; ``changed`` tells that somebody chose what a column holds."""

    changed = Signal()

    def __init__(self, look: Look, words: ImportWords, proposal: Proposal) -> None:
        super().__init__(
            look, self.tr("Columns"), "table", count=len(proposal.columns), divided=True,
            name="import.columns",
        )  # fmt: skip
        self.choices: list[ChoiceBox] = []
        fields = words.fields()
        for place, column in enumerate(proposal.columns, start=1):
            self.body.addWidget(self._row(place, column, fields))

    def chosen(self) -> tuple[str, ...]:
        """Return what each column holds, in the order of the file."""
        return tuple(choice.currentData() for choice in self.choices)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show other choices for the same columns."""
        for choice, column in zip(self.choices, proposal.columns, strict=True):
            choice.blockSignals(True)
            choice.setCurrentIndex(choice.findData(column.field))
            choice.blockSignals(False)

    def _row(self, place: int, column: Column, fields: tuple[tuple[str, str], ...]) -> Panel:
        look = self._look
        row = Panel("row")
        box = TurningBox(look, 12, (16, 6, 16, 6), row)
        words = VBox(look, 1)
        heading = column.heading or self.tr("Column %1").replace("%1", str(place))
        words.addWidget(Text(look, heading, "row_title", wrap=True))
        samples = " · ".join(each for each in column.samples if each)
        words.addWidget(Text(look, samples, "secondary", "muted", wrap=True))
        box.addLayout(words, 3)
        if column.field and column.certainty < SURE:
            face = BadgeFace(self.tr("Check it"), "warning", "triangle-alert")
            box.addWidget(Badge(look, face))
        choice = ChoiceBox(look, tight=True)
        choice.setObjectName(f"import.column.{place}")
        choice.setAccessibleName(self.tr("%1: what it holds").replace("%1", heading))
        for field, name in fields:
            choice.addItem(name, field)
        choice.setCurrentIndex(choice.findData(column.field))
        choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.choices.append(choice)
        box.addWidget(choice, 2)
        return row
