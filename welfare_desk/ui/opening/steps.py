# SPDX-License-Identifier: EUPL-1.2
"""The five steps of the first run, beside the card: done, now, to come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.layout import HBox, VBox
from welfare_desk.ui.kit.text import Sign, Text
from welfare_desk.ui.look import Look


class FirstRunSteps(QWidget):
    """Says where in the first run the operator is; ``now`` counts from one."""

    def __init__(self, look: Look, now: int) -> None:
        super().__init__()
        column = VBox(look, 16, parent=self)
        column.addWidget(Text(look, self.tr("First run"), "title", "rail_text"))
        steps = (
            (
                self.tr("Language and look"),
                self.tr("In force at once."),
            ),
            (
                self.tr("Enrol this computer"),
                self.tr("With the code of the administrator; it takes a minute."),
            ),
            (
                self.tr("Put the recovery code away"),
                self.tr("One sheet of paper, shown now and never again."),
            ),
            (self.tr("Log in"), self.tr("Each operator with the one-time PIN received.")),
            (self.tr("Printers and reader"), self.tr("Each tried once; both may wait.")),
        )
        for number, (title, detail) in enumerate(steps, start=1):
            row = HBox(look, 12)
            if number < now:
                sign = Sign(look, "circle-check", "rail_ok", 20)
            elif number == now:
                sign = Sign(look, "arrow-right", "rail_text", 20)
            else:
                sign = Sign(look, "circle-dashed", "rail_muted", 20)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            words = VBox(look, 2)
            tone = "rail_text" if number == now else "rail_muted"
            role = "strong" if number == now else "body"
            words.addWidget(Text(look, f"{number}. {title}", role, tone, wrap=True))
            words.addWidget(Text(look, detail, "secondary", "rail_muted", wrap=True))
            row.addLayout(words, 1)
            column.addLayout(row)
