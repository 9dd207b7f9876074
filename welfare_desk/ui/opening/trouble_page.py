# SPDX-License-Identifier: EUPL-1.2
"""A refusal at the start, on a page of its own: what happened, what to do, what not to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import HBox, Panel, VBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.frame import WIDE_CARD, OpeningPage
from welfare_desk.ui.opening.words import Trouble


class TroublePage(OpeningPage):
    """Offers to try again, to bring the other window up, or to close."""

    retry_asked = Signal()
    other_asked = Signal()
    close_asked = Signal()

    def __init__(self, look: Look, registry: ActionRegistry, trouble: Trouble, folder: str) -> None:
        super().__init__(look, registry, "opening.trouble", WIDE_CARD)
        self.trouble = trouble
        self.left.addWidget(Text(look, self.tr("Not opened"), "title", "rail_text"))
        words = self.tr("Nothing was changed on this computer.")
        self.left.addWidget(Text(look, words, "body", "rail_muted", wrap=True))
        self.title = self.add_head(trouble.icon, trouble.title, trouble.fact, tone=trouble.tone)
        self._add_steps(trouble.steps)
        self._add_details(trouble.label, folder)
        self._said = Text(look, "", "secondary_strong", "warning", wrap=True)
        self._said.setObjectName("opening.said")
        self._said.hide()
        self.column.addWidget(self._said)
        self.column.addSpacing(look.gap(8))
        self.other = self._button(
            Rank.PRIMARY, self.tr("Show the other window"), "external-link", "opening.other_window"
        )
        rank = Rank.SECONDARY if trouble.other_window else Rank.PRIMARY
        self.retry = self._button(rank, self.tr("Try again"), "refresh-cw", "opening.retry")
        rank = Rank.SECONDARY if trouble.other_window or trouble.retry else Rank.PRIMARY
        self.close_button = self._button(rank, self.tr("Close the program"), "x", "opening.close")
        show_if(self.other, trouble.other_window)
        show_if(self.retry, trouble.retry)
        self.other.clicked.connect(self.other_asked)
        self.retry.clicked.connect(self.retry_asked)
        self.close_button.clicked.connect(self.close_asked)

    def arm(self) -> None:
        """Take the focus and read the page aloud."""
        first = self.retry if self.trouble.retry else self.close_button
        if self.trouble.other_window:
            first = self.other
        self.take_focus(first)
        spoken = " ".join((self.trouble.title, self.trouble.fact, *self.trouble.steps))
        announce(self.title, spoken, at_once=True)

    def say(self, sentence: str) -> None:
        """Say what came of a press."""
        self._said.setText(sentence)
        show_if(self._said, bool(sentence))
        announce(self._said, sentence, at_once=True)

    def _add_steps(self, steps: tuple[str, ...]) -> None:
        look = self._look
        for number, words in enumerate(steps, start=1):
            row = HBox(look, 12)
            row.addWidget(Text(look, f"{number}.", "strong"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(look, words, "body", wrap=True), 1)
            self.column.addLayout(row)

    def _add_details(self, label: str, folder: str) -> None:
        look = self._look
        inset = Panel("inset")
        column = VBox(look, 2, (12, 8, 12, 8), inset)
        for sign, words in (("tag", label), ("folder-open", folder)):
            if not words:
                continue
            row = HBox(look, 8)
            row.addWidget(Sign(look, sign, "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
            text = Text(look, words, "secondary", "muted", elide=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(text, 1)
            column.addLayout(row)
        self.column.addSpacing(look.gap(4))
        self.column.addWidget(inset)

    def _button(self, rank: Rank, words: str, icon: str, name: str) -> ActionButton:
        button = ActionButton(self._look, rank, words, icon=icon, name=name).stretch()
        self.column.addWidget(button)
        return button
