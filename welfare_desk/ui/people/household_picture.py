# SPDX-License-Identifier: EUPL-1.2
"""Households before and after a change, side by side, as they will be if it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.layout import Panel, TwoColumns, VBox, clear
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.look import Look


@dataclass(frozen=True, slots=True)
class Face:
    """A person of a household in the picture; ``tone`` marks who comes (ok) or goes (warning)."""

    name: str
    role: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A household in the picture."""

    title: str
    faces: tuple[Face, ...]
    note: str = ""


class HouseholdPicture(QWidget):
    """Two columns: how it stands, and how it will stand."""

    def __init__(self, look: Look, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        columns = TwoColumns(look, 16, (1, 1), narrow_below=560)
        self._before, self._after = VBox(look, 8), VBox(look, 8)
        for column, words, into in (
            (columns.left, self.tr("Today"), self._before),
            (columns.right, self.tr("After the change"), self._after),
        ):
            column.addWidget(Text(look, words, "label", "muted"))
            column.addLayout(into)
        outer = VBox(look, parent=self)
        outer.addWidget(columns)

    def show_homes(self, before: Sequence[Home], after: Sequence[Home]) -> None:
        """Show the households as they are and as they will be."""
        for homes, column in ((before, self._before), (after, self._after)):
            clear(column)
            for home in homes:
                column.addWidget(self._home(home))
        self.setAccessibleName(self.tr("After the change: %1").replace("%1", _spoken(after)))

    def spoken(self) -> str:
        """Return what a screen reader says of the picture."""
        return self.accessibleName()

    def _home(self, home: Home) -> QWidget:
        look = self._look
        box = Panel("inset")
        column = VBox(look, 4, (12, 8, 12, 10), box)
        column.addWidget(Text(look, home.title, "strong", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.gap(8))
        grid.setVerticalSpacing(look.gap(4))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for place, face in enumerate(home.faces):
            # One start for all names and all roles, with a badge behind them or without.
            grid.addWidget(Sign(look, "user", "muted", 16), place, 0)
            grid.addWidget(Text(look, face.name, "row_title", wrap=True), place, 1)
            grid.addWidget(Text(look, face.role, "secondary", "muted", wrap=True), place, 2)
            if face.note:
                badge = Badge(look, BadgeFace(face.note, face.tone or "neutral", "info"))
                grid.addWidget(badge, place, 3)
        column.addLayout(grid)
        if home.note:
            column.addWidget(Text(look, home.note, "secondary", "muted", wrap=True))
        return box


def _spoken(homes: Sequence[Home]) -> str:
    return "; ".join(
        f"{home.title}: " + ", ".join(f"{face.name} {face.role}".strip() for face in home.faces)
        for home in homes
    )
