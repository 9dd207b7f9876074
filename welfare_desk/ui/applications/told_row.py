# SPDX-License-Identifier: EUPL-1.2
"""A row of a card whose reasons are read whole: each in a line of its own, none cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit.layout import Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

MARGIN = 14


class ToldRow(Panel):
    """The name, below it every reason; badge and button on the right, or below in large text."""

    def __init__(
        self, look: Look, title: str, reasons: Sequence[str], beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__("row")
        row = TurningBox(look, 12, (MARGIN, 8, MARGIN, 8), self)
        words = VBox(look, 2)
        words.addWidget(Text(look, title, "row_title", wrap=True))
        for reason in reasons:
            words.addWidget(Text(look, reason, "secondary", "muted", wrap=True))
        row.addLayout(words, 1)
        for widget in beside:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
