# SPDX-License-Identifier: EUPL-1.2
"""The quick keys, from the same registry that binds them, by heading and on paper."""

from __future__ import annotations

from welfare_desk.desk.key_card import Group, print_key_card
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.actions import GROUPS, ActionSpec, key_words
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import KeyChip
from welfare_desk.ui.kit.cards import Card, Row
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.layout import TwoColumns
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.page import Page


class KeysPage(Page):
    """Every act with its key."""

    help_page = "keys"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._look = context, context.theme
        words = self.tr("Each key does the same on every page.")
        sheet = Sheet(self._look, self.tr("Quick keys"), words, name="help")
        button = button_for(
            self._look, context.actions, "print", text=self.tr("Print the key card"),
            name="keys.print",
        )  # fmt: skip
        button.clicked.connect(self.print_card)
        sheet.add_header(button)
        for refusal in context.actions.refused:
            fact, stop, remedy = context.sentence(refusal).partition(". ")
            notice = Notice(self._look, "warning", fact + stop.strip(), remedy)
            sheet.body.addWidget(notice)
        columns = TwoColumns(self._look)
        groups = self._groups()
        heights = [len(specs) + 2 for _, specs in groups]
        left = 0
        for (heading, specs), high in zip(groups, heights, strict=True):
            column = columns.left if left < sum(heights) / 2 else columns.right
            left += high
            column.addWidget(self._card(heading, specs))
        sheet.body.addWidget(columns)
        self.hold(sheet)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Quick keys")

    def act(self, act_id: str) -> bool:
        """Print the card with the key of printing."""
        if act_id == "print":
            self.print_card()
        return act_id == "print"

    def print_card(self) -> None:
        """Send the key card to the printer: one page, to lay beside the keyboard."""
        context, groups = self._context, self.rows()
        title, about = self.tr("Quick keys"), self.tr("Each key does the same on every page.")
        desk, lang = context.desk, context.lang
        said = self.tr("The key card goes to the printer")

        def queued(job: PrintView) -> None:
            context.queued(job)
            context.toast(said)

        context.paper(lambda: print_key_card(desk, title, about, groups, lang), self, queued)

    def rows(self) -> tuple[Group, ...]:
        """Return headings with keys and words, as they stand on the card."""
        return tuple(
            (heading, tuple((self._keys(spec), self._words(spec)) for spec in specs))
            for heading, specs in self._groups()
        )

    def _groups(self) -> list[tuple[str, list[ActionSpec]]]:
        actions = self._context.actions
        shown = [
            spec
            for spec in actions.shown()
            if spec.keys and (not spec.id[-1].isdigit() or spec.id.endswith("_1"))
        ]
        found = [
            (actions.heading(group), [spec for spec in shown if spec.group == group])
            for group in GROUPS
        ]
        return [(heading, specs) for heading, specs in found if specs]

    def _words(self, spec: ActionSpec) -> str:
        if spec.id == "person_1":
            return self.tr("Open person 1 to 9")
        if spec.id == "place_1":
            return self.tr("Go to place 1 to 8")
        return self._context.actions.text(spec.id)

    def _keys(self, spec: ActionSpec) -> str:
        last = {"person_1": "9", "place_1": "8"}.get(spec.id)
        if last is not None:
            return f"{key_words(spec.keys[0])}…{last}"
        keys = dict.fromkeys(key_words(key) for key in spec.keys)
        return " · ".join(keys)

    def _card(self, heading: str, specs: list[ActionSpec]) -> Card:
        actions = self._context.actions
        card = Card(self._look, heading, margins=(0, 4, 0, 4), spacing=0)
        for spec in specs:
            laid_down = self.tr("Set by the body") if spec.id in actions.laid_down else ""
            row = Row(self._look, self._words(spec), laid_down, role="body", icon=spec.icon)
            row.add(KeyChip(self._look, self._keys(spec)))
            card.add_row(row)
        return card
