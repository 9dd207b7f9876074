# SPDX-License-Identifier: EUPL-1.2
"""All exercises with their best score, and what there is to scan, each by its button."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.layout import TwoColumns
from welfare_desk.ui.page import Page
from welfare_desk.ui.training.exercises import Exercise
from welfare_desk.ui.training.room import Part, Score
from welfare_desk.ui.training.words import TrainingWords


class CodesPage(Page):
    """``chosen`` tells an exercise, ``scan_asked`` a code."""

    help_page = "training"

    chosen = Signal(str)
    scan_asked = Signal(str)

    def __init__(
        self,
        context: Context,
        exercises: tuple[Exercise, ...],
        parts: dict[str, Part],
        best: dict[str, Score],
    ) -> None:
        super().__init__()
        self.setObjectName("training.codes_page")
        self._words = TrainingWords(self)
        look = context.theme
        words = self.tr("Choose an exercise. Each card can be scanned by its button.")
        sheet = Sheet(look, self.tr("Exercises and cards"), words, name="training.all_page")
        columns = TwoColumns(look)
        half = -(-len(exercises) // 2)
        for column, some in ((columns.left, exercises[:half]), (columns.right, exercises[half:])):
            for exercise in some:
                part = parts.get(exercise.id, Part())
                column.addWidget(self._card(context, exercise, part, best.get(exercise.id)))
            column.addStretch(1)
        sheet.body.addWidget(columns)
        self.hold(sheet)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Exercises and cards")

    def _card(self, context: Context, exercise: Exercise, part: Part, best: Score | None) -> Card:
        look = context.theme
        card = Card(look, exercise.title, "graduation-cap", name=f"training.{exercise.id}")
        assert card.header is not None
        if best is not None:
            words = self._words.counted(best.scans, best.keys, best.seconds)
            card.header.add(Badge(look, BadgeFace(words, "ok", "circle-check")))
        begin = ActionButton(
            look,
            Rank.GHOST,
            self.tr("Begin"),
            size=Size.SMALL,
            name=f"training.{exercise.id}.begin",
        )
        begin.setAccessibleName(f"{self.tr('Begin')}: {exercise.title}")
        begin.clicked.connect(partial(self.chosen.emit, exercise.id))
        card.header.add(begin)
        goal = self._words.counted(exercise.scans, exercise.keys)
        card.add_row(
            Row(look, part.name or exercise.title, self.tr("Goal: %1").replace("%1", goal))
        )
        for number, (kind, code) in enumerate(part.codes, start=1):
            row = Row(look, self._words.code(kind), _short(code), role="body")
            button = ActionButton(
                look, Rank.SECONDARY, self.tr("Simulate scan"), icon="scan-line",
                size=Size.SMALL, name=f"training.{exercise.id}.scan_{number}",
            )  # fmt: skip
            button.setAccessibleName(
                f"{self.tr('Simulate scan')}: {self._words.code(kind)} {number}, {part.name}"
            )
            button.clicked.connect(partial(self.scan_asked.emit, code))
            row.add(button)
            card.add_row(row)
        return card


def _short(code: str) -> str:
    return code if len(code) <= 20 else f"{code[:6]}…{code[-8:]}"
