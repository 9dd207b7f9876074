# SPDX-License-Identifier: EUPL-1.2
"""One or two people of an item: who they are, what differs, which value stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.pair import FieldPair, SideView
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.layout import Line, TurningBox, VBox
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look
from welfare_desk.ui.reviews.words import ReviewWords

LABEL, VALUE = 2, 3
"""Shares of a row: its name, and each of the two values."""
LONGEST = 28
"""Letters of a value that fit into a choice; a longer one stands whole below it."""


class SideCard(Card):
    """Who one person is and what is recorded for it."""

    def __init__(self, look: Look, words: ReviewWords, side: SideView, name: str) -> None:
        super().__init__(look, full_name(side), "user-round", name=name)
        rows = (
            (self.tr("Born"), date_text(side.born_on) if side.born_on else "–"),
            (self.tr("Fiscal code"), words.code(side) or "–"),
            (self.tr("Phone"), phone_text(side.phone) or "–"),
            (self.tr("Street"), side.street or "–"),
            (self.tr("Lives with"), ", ".join(side.household) or "–"),
            (self.tr("Recorded"), words.holds(side)),
            (self.tr("Registered"), words.registered(side)),
        )
        self.body.addWidget(KeyValue(look, rows))


class PairCard(Card):
    """Two people side by side, only what differs; the likelier values are chosen."""

    def __init__(
        self,
        look: Look,
        words: ReviewWords,
        sides: tuple[SideView, SideView],
        fields: Sequence[FieldPair],
        stays: str,
        *,
        decides: bool,
    ) -> None:
        """Without ``decides`` the values are shown and nothing can be chosen."""
        super().__init__(look, name="review.pair", spacing=0)
        self._words = words
        self.choices: dict[str, Segmented] = {}
        self.stays: Segmented | None = None
        self._add(self.tr("Registered"), [words.registered(side) for side in sides])
        self._add(self.tr("Lives with"), [", ".join(side.household) or "–" for side in sides])
        self._add(self.tr("Recorded"), [words.holds(side) for side in sides])
        self.body.addWidget(Line(look))
        names = (full_name(sides[0]), full_name(sides[1]))
        if decides:
            self.stays = self._choose(self.tr("Page that stays"), names, stays, "review.stays")
        else:
            self._add("", list(names))
        for pair in fields:
            values = (words.value(pair.field, pair.left), words.value(pair.field, pair.right))
            if pair.field == "fiscal_code":
                left, right = words.code(sides[0]), words.code(sides[1])
                values = (left or values[0], right or values[1])
            label = words.field(pair.field)
            if decides:
                name = f"review.field.{pair.field}"
                self.choices[pair.field] = self._choose(label, values, pair.suggested, name)
            else:
                self._add(label, list(values))

    def taken_from(self, side: str) -> tuple[str, ...]:
        """Return the fields of which the value of a side was chosen."""
        return tuple(field for field, choice in self.choices.items() if choice.value() == side)

    def _add(self, label: str, values: list[str]) -> None:
        box = TurningBox(self._look, 12, (0, 5, 0, 5))
        box.addWidget(Text(self._look, label, "secondary", "muted", wrap=True), LABEL)
        for value in values:
            box.addWidget(Text(self._look, value, "secondary", wrap=True), VALUE)
        self.body.addLayout(box)

    def _choose(self, label: str, values: tuple[str, str], value: str, name: str) -> Segmented:
        look = self._look
        box = TurningBox(look, 12, (0, 4, 0, 4))
        box.addWidget(Text(look, label, "secondary", "muted", wrap=True), LABEL)
        choice = Segmented(
            look,
            "",
            tuple(zip(("left", "right"), map(_short, values), strict=True)),
            value=value,
            name=name,
        )
        choice.setAccessibleName(self.tr("%1: which value stays").replace("%1", label))
        for control, each in zip(choice.controls, values, strict=True):
            control.setAccessibleName(f"{label}: {each}")
        held = QWidget()
        column = VBox(look, 2, parent=held)
        column.addWidget(choice)
        if any(len(each) > LONGEST for each in values):
            whole = TurningBox(look, 4)
            for each in values:
                whole.addWidget(Text(look, each, "secondary", wrap=True), 1)
            column.addLayout(whole)
        box.addWidget(held, 2 * VALUE)
        self.body.addLayout(box)
        return choice


def full_name(side: SideView) -> str:
    """Return surname and name."""
    return f"{side.surname} {side.name}".strip()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
