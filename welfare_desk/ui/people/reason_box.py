# SPDX-License-Identifier: EUPL-1.2
"""Asks inline why something is opened, ended or withdrawn, before it is done."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_act
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look


class ReasonBox(Panel):
    """A panel in the page with a reason to type; ``given`` tells reason and day.

    The day is ``None`` unless ``today`` was given.  Nothing is told while the reason is empty.
    """

    given = Signal(str, object)
    declined = Signal()

    def __init__(
        self,
        look: Look,
        fact: str,
        confirm: str,
        *,
        effect: str = "",
        icon: str = "",
        reasons: Sequence[tuple[str, str]] = (),
        today: datetime.date | None = None,
        asks: str = "",
        name: str = "reason",
    ) -> None:
        """Say ``fact`` and ``effect``; ``reasons`` offers ids and words instead of a free text.

        ``asks`` is the label of the choice where it is not why.
        """
        super().__init__("inset")
        self.setObjectName(name)
        column = VBox(look, 8, (16, 12, 16, 12), self)
        column.addWidget(Text(look, fact, "strong", wrap=True))
        if effect:
            column.addWidget(Text(look, effect, "secondary", "muted", wrap=True))
        row = TurningBox(look, 12)
        self.day: DateField | None = None
        if today is not None:
            self.day = DateField(look, self.tr("From which day"), today, tight=True)
            self.day.set_name(f"{name}.day")
            self.day.set_day(today)
            row.addWidget(self.day, 1)
        self.choice: ChoiceField | None = None
        self.words: Field | None = None
        if reasons:
            self.choice = ChoiceField(look, asks or self.tr("Why"), reasons, tight=True)
            self.choice.set_name(f"{name}.why")
            row.addWidget(self.choice, 2)
        else:
            self.words = Field(look, self.tr("Why"), tight=True, name=f"{name}.why")
            self.words.line.setMaxLength(120)
            self.words.line.returnPressed.connect(self._give)
            row.addWidget(self.words, 2)
        column.addLayout(row)
        buttons = FlowBox(look, 8)
        self.confirm = ActionButton(
            look, "primary", confirm, icon=icon, size="middle", name=f"{name}.confirm"
        )
        self.cancel = ActionButton(
            look, "ghost", self.tr("Leave it"), size="middle", name=f"{name}.cancel"
        )
        self.confirm.clicked.connect(self._give)
        self.cancel.clicked.connect(self.declined)
        buttons.add(self.confirm)
        buttons.add(self.cancel)
        column.addWidget(buttons)

    def arm(self) -> None:
        """Take the focus to the reason."""
        field = self.words or self.choice
        if field is not None:
            field.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say a refusal beside the reason and let it be tried again."""
        field = self.words or self.choice
        if field is not None:
            field.set_error(sentence)
        self.confirm.setDisabled(False)

    def _give(self) -> None:
        why = self.words.text() if self.words is not None else ""
        if self.choice is not None:
            why = self.choice.value()
        if not why:
            words = self.tr("Choose from the list.") if self.choice is not None else ""
            self.refuse(words or self.tr("Write why, in a few words."))
            self.arm()
            return
        day = self.day.day() if self.day is not None else None
        if self.day is not None and day is None:
            self.day.set_error(self.tr("Write day, month and year, for example 05/03/2026."))
            return
        # A second press of a key held down must not do it twice.
        self.confirm.setDisabled(True)
        self.given.emit(why, day)


def may_open_closed(context: Context) -> bool:
    """Tell whether who is at work may open what is closed; the desk asks again."""
    who = context.desk.session.operator
    return who is not None and may_act(who.role, "open_closed")


def is_asking(content: QWidget | None) -> bool:
    """Tell whether a question is open in what a page shows: it must not be taken away."""
    if content is None:
        return False
    return any(box.isVisibleTo(content) for box in content.findChildren(ReasonBox))


class AskingCard(Card):
    """A card of rows that asks for a reason below the row it is about.

    ``asked`` tells an act that the page does, and what it is about.
    """

    asked = Signal(str, str)

    def __init__(
        self, context: Context, title: str, icon: str, *, count: int | None = None, name: str = ""
    ) -> None:
        super().__init__(context.theme, title, icon, count=count, divided=True, name=name)
        self._context = context
        self.box: ReasonBox | None = None
        self._asked_at: QWidget | None = None

    def ask(self, box: ReasonBox, row: QWidget) -> None:
        """Show a question below a row, in the place of one that was open."""
        self.close_box()
        self.box, self._asked_at = box, row
        box.declined.connect(self.close_box)
        self.body.insertWidget(self.body.indexOf(row) + 1, box)
        box.arm()

    def close_box(self) -> None:
        """Take the question away; it was answered or left."""
        if self.box is not None:
            self.body.removeWidget(self.box)
            self.box.hide()
            self.box.deleteLater()
            self.box = None

    def record(self, operation: Operation, fact: str, undo: Operation | None = None) -> None:
        """Record an act and say so; a refusal is said beside the question, if one is open."""
        context = self._context

        def done(recorded: Recorded) -> None:
            self.close_box()
            context.broadcast(recorded.kinds)
            context.toast(fact, recorded)

        def refused(sentence: str) -> None:
            if self.box is not None:
                self.box.refuse(sentence)
            else:
                context.toast(sentence)

        context.write(lambda: context.desk.undoing.record(operation, undo), self, done, refused)
