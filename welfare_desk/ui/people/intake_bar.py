# SPDX-License-Identifier: EUPL-1.2
"""What can be done with an intake: save, save and print, throw away."""

from __future__ import annotations

from PySide6.QtCore import Signal

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, IconButton
from welfare_desk.ui.kit.layout import ActionBar


class IntakeBar(ActionBar):
    """The foot of the form; ``asked`` tells save (true: and print), ``thrown`` throw away."""

    asked = Signal(bool)
    thrown = Signal()

    def __init__(self, context: Context) -> None:
        look = context.theme
        super().__init__(look)
        self.discard = IconButton(
            look, "trash-2", self.tr("Throw the draft away"), ink="muted", name="intake.discard"
        )
        self.save = ActionButton(
            look, "secondary", self.tr("Save"), key=context.actions.key("save"), name="intake.save"
        )
        self.print = ActionButton(
            look,
            "primary",
            self.tr("Save and print the notice"),
            icon="printer",
            key=context.actions.key("confirm"),
            name="intake.save_print",
        )
        self.discard.clicked.connect(self.thrown)
        self.save.clicked.connect(lambda: self.asked.emit(False))
        self.print.clicked.connect(lambda: self.asked.emit(True))
        for button in (self.discard, self.save, self.print):
            self.add(button)
        self.discard.hide()

    def is_busy(self) -> bool:
        """Tell whether the form is being recorded."""
        return not self.save.isEnabled()

    def set_busy(self, busy: bool) -> None:
        """Take no second press while the form is being recorded."""
        for button in (self.discard, self.save, self.print):
            button.setDisabled(busy)
