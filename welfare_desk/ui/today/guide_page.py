# SPDX-License-Identifier: EUPL-1.2
"""A place whose work begins with a person: says so and leads to the search."""

from __future__ import annotations

from dataclasses import dataclass

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.page import Page


@dataclass(frozen=True, slots=True)
class Guide:
    """Title, what to do, sign."""

    title: str
    sentence: str
    icon: str


class GuidePage(Page):
    """One sentence and one button."""

    def __init__(self, context: Context, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        look = context.theme
        sheet = Sheet(look, guide.title)
        card = Card(look)
        button = button_for(look, context.actions, "search", "primary")
        button.clicked.connect(lambda: context.seek())
        card.body.addWidget(EmptyState(look, guide.sentence, icon=guide.icon, button=button))
        sheet.body.addWidget(card)
        self.hold(sheet)

    def title(self) -> str:
        """Return the place's name."""
        return self._guide.title
