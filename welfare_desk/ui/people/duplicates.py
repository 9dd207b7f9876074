# SPDX-License-Identifier: EUPL-1.2
"""People who may be the one being registered, beside the form while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.desk.likeness import Likeness, Sought
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox, Panel, VBox
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.people.duplicates_words import CERTAIN, OTHER, SAME, LikenessWords


class Duplicates(Companion):
    """Lists likely duplicates; ``is_this`` tells that one of them is the person."""

    is_this = Signal(str)
    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(
            context.theme, "", key=context.actions.key("next_region"), name="duplicates"
        )
        self.title.setText(self.tr("Similar people"))
        self.setAccessibleName(self.tr("Similar people"))
        self._context = context
        self._words = LikenessWords(self)
        self._asked = 0
        look = context.theme
        words = self.tr("Searched while you type, also without connection.")
        self.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self._cards: list[QWidget] = []
        self._close = Text(look, "", "secondary", "muted", wrap=True)
        self.body.addWidget(self._close)
        self.found: tuple[Likeness, ...] = ()
        self._show(Sought(), ())

    def seek(self, sought: Sought, then: Callable[[], None] | None = None) -> None:
        """Look for people like this, then do what follows; the newest question counts."""
        self._asked += 1
        number, desk = self._asked, self._context.desk

        def answered(found: tuple[Likeness, ...]) -> None:
            if number == self._asked:
                self._show(sought, found)
                if then is not None:
                    then()

        self._context.read(lambda: desk.likely_same(sought), self, answered)

    def _show(self, sought: Sought, found: tuple[Likeness, ...]) -> None:
        for card in self._cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.found = found
        self.counted.emit(len(found))
        self._cards = [self._card(sought, one) for one in found]
        for place, card in enumerate(self._cards):
            self.body.insertWidget(1 + place, card)
        if found:
            words = self.tr("If none of them is the same person, go on: the choice is noted.")
        else:
            words = self.tr("Nobody similar so far.")
        self._close.setText(words)

    def likeliest(self) -> Likeness | None:
        """Return somebody who is almost certainly the person, or nothing."""
        best = self.found[0] if self.found else None
        return best if best is not None and best.score >= CERTAIN else None

    def _card(self, sought: Sought, one: Likeness) -> QWidget:
        look = self._context.theme
        certain = one.score >= CERTAIN
        who = f"{one.surname} {one.name}".strip()
        face = self._words.score(one.score)
        card = Panel("card", "warning" if certain else "")
        card.setObjectName(f"duplicates.card.{one.person_id}")
        card.setAccessibleName(f"{face.text}: {who}")
        column = VBox(look, 6, (14, 10, 14, 12), card)
        top = HBox(look, 8)
        top.addWidget(Text(look, who, "panel_title", elide=True), 1)
        top.addWidget(Badge(look, face))
        column.addLayout(top)
        for icon, words in self._words.rows(sought, one):
            row = HBox(look, 10)
            ink = {SAME: "ok", OTHER: "warning"}.get(icon, "muted")
            row.addWidget(Sign(look, icon, ink, 16))
            row.addWidget(Text(look, words, "secondary", wrap=True), 1)
            column.addLayout(row)
        born = date_text(one.born_on) if one.born_on and sought.born_on is None else ""
        where = " · ".join(part for part in (born, one.street) if part)
        if where:
            column.addWidget(Text(look, where, "secondary", "muted", elide=True))
        column.addLayout(self._buttons(one, who))
        return card

    def _buttons(self, one: Likeness, who: str) -> HBox:
        buttons = HBox(self._context.theme, 8)
        button = ActionButton(
            self._context.theme,
            Rank.SECONDARY,
            self.tr("It is this person"),
            icon="user-check",
            size=Size.MIDDLE,
            name=f"duplicates.is.{one.person_id}",
        )
        button.setAccessibleName(self.tr("It is this person: %1").replace("%1", who))
        button.clicked.connect(partial(self.is_this.emit, one.person_id))
        buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons
