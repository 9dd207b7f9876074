# SPDX-License-Identifier: EUPL-1.2
"""An exception to the rule: the reason, another price where it is one, and who signs as well."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import AmountUnreadable
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look


class ExceptionBox(Panel):
    """``asked`` tells the reason and the price in cents (nothing: the scheme's)."""

    asked = Signal(str, object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        """Start empty and hidden."""
        super().__init__("inset")
        self.setObjectName("booking.exception")
        column = VBox(look, 8, (14, 10, 14, 10), self)
        column.addWidget(Text(look, self.tr("Exception to the rule"), "strong"))
        words = self.tr("One of the two who sign is a supervisor. The reason stays in the history.")
        column.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        fields = TurningBox(look, 12)
        self.reason = Field(look, self.tr("Reason"), tight=True, name="booking.reason")
        self.price = Field(
            look,
            self.tr("Agreed price"),
            optional=True,
            sign="euro",
            tight=True,
            name="booking.agreed",
        )
        fields.addWidget(self.reason, 2)
        fields.addWidget(self.price, 1)
        column.addLayout(fields)
        row = TurningBox(look, 8)
        self.sign = ActionButton(
            look,
            "secondary",
            self.tr("Sign with a second person"),
            icon="users",
            size="middle",
            name="booking.exception_sign",
        )
        self.cancel = ActionButton(
            look, "ghost", self.tr("No exception"), size="middle", name="booking.exception_back"
        )
        row.addWidget(self.sign)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.sign.clicked.connect(self._ask)
        self.reason.line.returnPressed.connect(self._ask)
        self.price.line.returnPressed.connect(self._ask)
        self.cancel.clicked.connect(self.left)
        self.hide()

    def open(self, *, priced: bool) -> None:
        """Show the fields empty; a price is offered for one person alone."""
        self.reason.set_text("")
        self.price.set_text("")
        self.price.setVisible(priced)
        self.show()
        self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        self.reason.set_error("")
        self.price.set_error("")
        if not self.reason.text():
            self.reason.set_error(self.tr("Write why: the history shows it."))
            return
        cents: int | None = None
        if self.price.isVisible() and self.price.text():
            try:
                cents = parse_euro(self.price.text())
            except AmountUnreadable:
                self.price.set_error(self.tr("Write the price as 12,50."))
                return
        self.asked.emit(self.reason.text(), cents)
