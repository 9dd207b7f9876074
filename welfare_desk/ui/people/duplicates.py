# SPDX-License-Identifier: EUPL-1.2
"""People who may be the one being registered, beside the form while it is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.text import fold
from welfare_desk.desk.likeness import Likeness, Sought
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox, Panel, VBox
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Sign, Text

VERY = 85
SAME, OTHER, UNKNOWN = "equal", "equal-not", "circle-dashed"


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
        self._asked = 0
        look = context.theme
        words = self.tr("Searched while you type, also without connection.")
        self.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self._cards: list[QWidget] = []
        self._close = Text(look, "", "secondary", "muted", wrap=True)
        self.body.addWidget(self._close)
        self.found: tuple[Likeness, ...] = ()
        self._show(Sought(), ())

    def seek(self, sought: Sought) -> None:
        """Look for people like this; the newest question counts."""
        self._asked += 1
        number, desk = self._asked, self._context.desk

        def answered(found: tuple[Likeness, ...]) -> None:
            if number == self._asked:
                self._show(sought, found)

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
            words = self.tr("If none of them is the same person, go on: the choice is kept.")
        else:
            words = self.tr("Nobody similar so far.")
        self._close.setText(words)

    def _card(self, sought: Sought, one: Likeness) -> QWidget:
        look = self._context.theme
        very = one.score >= VERY
        card = Panel("card", "warning" if very else "")
        column = VBox(look, 6, (14, 10, 14, 12), card)
        top = HBox(look, 8)
        top.addWidget(Text(look, f"{one.surname} {one.name}".strip(), "panel_title", elide=True), 1)
        face = (
            BadgeFace(self.tr("Very similar"), "warning", "triangle-alert")
            if very
            else BadgeFace(self.tr("Similar"), "neutral", "info")
        )
        top.addWidget(Badge(look, face))
        column.addLayout(top)
        for icon, words in self._reasons(sought, one):
            row = HBox(look, 10)
            ink = {SAME: "ok", OTHER: "warning"}.get(icon, "muted")
            row.addWidget(Sign(look, icon, ink, 16))
            row.addWidget(Text(look, words, "secondary", wrap=True), 1)
            column.addLayout(row)
        if one.street:
            column.addWidget(Text(look, one.street, "secondary", "muted", elide=True))
        buttons = HBox(look, 8)
        button = ActionButton(
            look,
            Rank.SECONDARY,
            self.tr("It is this person"),
            icon="user-check",
            size=Size.MIDDLE,
            name=f"duplicates.is.{one.person_id}",
        )
        button.clicked.connect(partial(self.is_this.emit, one.person_id))
        buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return card

    def _reasons(self, sought: Sought, one: Likeness) -> list[tuple[str, str]]:
        rows = []
        if "same_code" in one.reasons:
            rows.append((SAME, self.tr("Same fiscal code")))
        elif "same_base_code" in one.reasons:
            rows.append((SAME, self.tr("Same code but for replaced digits")))
        if sought.born_on is not None and one.born_on is not None:
            if one.born_on == sought.born_on:
                words = self.tr("Birth date %1").replace("%1", date_text(one.born_on))
                rows.append((SAME, words))
            else:
                words = self.tr("Born on %1, not %2").replace("%1", date_text(one.born_on))
                rows.append((OTHER, words.replace("%2", date_text(sought.born_on))))
        if "same_phone_and_surname" in one.reasons:
            rows.append((SAME, self.tr("Same phone")))
        if sought.surname:
            rows.append(self._compared(sought.surname, one.surname, self.tr("Surname")))
        if sought.name:
            rows.append(self._compared(sought.name, one.name, self.tr("Name")))
        if not one.fiscal_code:
            rows.append((UNKNOWN, self.tr("Without fiscal code")))
        return rows

    def _compared(self, mine: str, theirs: str, what: str) -> tuple[str, str]:
        if fold(mine) == fold(theirs):
            return SAME, self.tr("%1: the same").replace("%1", what)
        words = self.tr("%1: %2 instead of %3")
        for mark, text in (("%1", what), ("%2", theirs), ("%3", mine)):
            words = words.replace(mark, text)
        return OTHER, words
