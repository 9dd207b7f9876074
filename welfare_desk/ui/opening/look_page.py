# SPDX-License-Identifier: EUPL-1.2
"""The first page of a first run: language, colours and size of the text, in force at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.appearance import SYSTEM, THEME
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.frame import WIDE_CARD, OpeningPage
from welfare_desk.ui.opening.steps import FirstRunSteps
from welfare_desk.ui.theme import DARK, HIGH_CONTRAST, LIGHT

SIZES = (100, 125, 150, 200)


class LookPage(OpeningPage):
    """``lang_chosen`` tells another language, ``ended`` that one goes on."""

    lang_chosen = Signal(str)
    ended = Signal()

    def __init__(self, look: Look, registry: ActionRegistry, lang: str) -> None:
        super().__init__(look, registry, "opening.look", WIDE_CARD)
        self.left.addWidget(FirstRunSteps(look, 1))
        self.add_head(
            "palette",
            self.tr("How do you read best?"),
            self.tr("All of it changes at once, and later under Settings too."),
        )
        # Each language in its own words: who does not read this one finds theirs.
        self.lang = Segmented(
            look, "Lingua · Language", (("it", "Italiano"), ("en", "English")),
            value=lang, name="opening.lang",
        )  # fmt: skip
        self.lang.chosen.connect(self.lang_chosen)
        themes = (
            (SYSTEM, self.tr("As the computer")),
            (LIGHT, self.tr("Light")),
            (DARK, self.tr("Dark")),
            (HIGH_CONTRAST, self.tr("High contrast")),
        )
        here = str(look.preferences.value(THEME))
        self.theme = Segmented(look, self.tr("Colours"), themes, value=here, name="opening.theme")
        self.theme.chosen.connect(lambda name: look.preferences.choose(THEME, name))
        sizes = tuple((str(size), f"{size} %") for size in SIZES)
        nearest = min(SIZES, key=lambda each: abs(each - look.theme.text_percent))
        self.text = Segmented(
            look, self.tr("Size of the text"), sizes, value=str(nearest), name="opening.text"
        )
        self.text.chosen.connect(lambda size: look.set_theme(text_percent=int(size)))
        for control in (self.lang, self.theme, self.text):
            self.column.addWidget(control)
        self.column.addSpacing(look.gap(8))
        self.go_on = ActionButton(
            look, Rank.PRIMARY, self.tr("Go on"), icon="arrow-right",
            key=self.tr("Enter"), name="opening.look_go_on",
        ).stretch()  # fmt: skip
        self.go_on.clicked.connect(self.ended)
        self.column.addWidget(self.go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from anywhere on the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def arm(self) -> None:
        """Take the focus to the way on: whoever reads well presses Enter."""
        self.take_focus(self.go_on)
