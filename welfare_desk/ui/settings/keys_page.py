# SPDX-License-Identifier: EUPL-1.2
"""The quick keys, from the same registry that binds them."""

from __future__ import annotations

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import KeyChip
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.layout import TwoColumns
from welfare_desk.ui.page import Page


class KeysPage(Page):
    """Every act with its key."""

    help_page = "keys"

    def __init__(self, context: Context) -> None:
        super().__init__()
        look, actions = context.theme, context.actions
        words = self.tr("Each key does the same on every page.")
        sheet = Sheet(look, self.tr("Quick keys"), words, name="help")
        specs = [
            spec
            for spec in actions.shown()
            if spec.keys and not spec.id.startswith(("person_", "place_"))
        ]
        columns = TwoColumns(look)
        half = -(-len(specs) // 2)
        for column, part in ((columns.left, specs[:half]), (columns.right, specs[half:])):
            card = Card(look, margins=(0, 4, 0, 4), spacing=0)
            for spec in part:
                row = Row(look, actions.text(spec.id), role="body", icon=spec.icon)
                row.add(KeyChip(look, actions.key(spec.id)))
                card.add_row(row)
            column.addWidget(card)
        sheet.body.addWidget(columns)
        self.hold(sheet)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Quick keys")
