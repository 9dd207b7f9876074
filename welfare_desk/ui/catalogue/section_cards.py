# SPDX-License-Identifier: EUPL-1.2
"""Parts of a sheet as cards, in the same words as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from welfare_desk.core.catalogue import Section
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import VBox, clear
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

_ICONS: Final = {
    "who": "users", "provider": "landmark", "how": "clock", "where": "map-pin", "cost": "euro",
    "bring": "list-checks", "cancel": "phone", "papers": "file-check", "quality": "shield",
    "offerings": "calendar-days", "content": "message-circle", "complaints": "message-square",
}  # fmt: skip


class SectionCards(QWidget):
    """A column of cards, one for each part."""

    def __init__(self, look: Look, name: str) -> None:
        """Start empty; the cards are named ``<name>.<code>``."""
        super().__init__()
        self._look, self._name = look, name
        self._column = VBox(look, 12, parent=self)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these parts and no others."""
        clear(self._column)
        for section in sections:
            self._column.addWidget(self._card(section))

    def _card(self, section: Section) -> Card:
        look = self._look
        icon = "triangle-alert" if section.warns else _ICONS.get(section.code, "info")
        card = Card(look, section.label, icon, name=f"{self._name}.{section.code}", spacing=4)
        for line in section.strong:
            card.body.addWidget(Text(look, line, "strong", wrap=True))
        for line in section.plain:
            told = f"• {line}" if section.bullets else line
            card.body.addWidget(Text(look, told, "body", wrap=True))
        return card
