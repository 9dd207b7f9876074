# SPDX-License-Identifier: EUPL-1.2
"""The right panel of Da inviare: what works without a connection, and one question at a time."""

from __future__ import annotations

from collections.abc import Sequence

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.layout import HBox, Line, VBox
from welfare_desk.ui.kit.notices import ConfirmPanel
from welfare_desk.ui.kit.panels import Companion
from welfare_desk.ui.kit.text import Sign, Text


class Guide(Companion):
    """Says what can be done now; ``confirm`` asks before an operation is put away."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, "", name="outbox.guide")
        heading = self.tr("What you can do")
        self.title.setText(heading)
        self.setAccessibleName(heading)
        actions = context.actions
        self.confirm = ConfirmPanel(
            context.theme,
            "",
            "",
            confirm=self.tr("Close the operation"),
            confirm_icon="check",
            confirm_key=actions.key("confirm"),
            safe=self.tr("Leave it open"),
            safe_key=actions.key("back"),
            name="outbox.close",
        )
        self.confirm.hide()
        self.body.addWidget(self.confirm)
        always = (
            self.tr("Search and register people"),
            self.tr("Book assured places"),
            self.tr("Issue and block cards"),
            self.tr("Print and print again"),
        )
        care = (self.tr("Other places: provisional booking, we call back"),)
        later = (
            self.tr("Vouchers beyond those this desk holds"),
            self.tr("Replacing a card whose balance another desk holds"),
        )
        for words, icon, ink, sign, lines in (
            (self.tr("Works as always"), "circle-check", "ok", "check", always),
            (self.tr("With some care"), "hourglass", "warning", "hourglass", care),
            (self.tr("Waits for the connection"), "cloud-off", "muted", "minus", later),
        ):
            self.body.addLayout(self._group(words, icon, ink, sign, lines))
        self.body.addStretch(1)

    def _group(self, heading: str, icon: str, ink: str, sign: str, lines: Sequence[str]) -> VBox:
        look = self._look
        column = VBox(look, 8)
        head = HBox(look, 8)
        head.addWidget(Sign(look, icon, ink, 16))
        head.addWidget(Text(look, heading, "label", ink, wrap=True), 1)
        column.addLayout(head)
        for line in lines:
            row = HBox(look, 8)
            row.addWidget(Sign(look, sign, ink, 16))
            row.addWidget(Text(look, line, "secondary", wrap=True), 1)
            column.addLayout(row)
        column.addWidget(Line(look))
        return column
