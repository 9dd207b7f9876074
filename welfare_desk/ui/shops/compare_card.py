# SPDX-License-Identifier: EUPL-1.2
"""Differences between what is due here and the shop's own list, each to close with words."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from welfare_desk.core.money import euro_text
from welfare_desk.desk.views.shops import Difference
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.layout import VBox, clear
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.shops.words import ShopWords


class Differences(QWidget):
    """One field for each difference; without any it takes no room."""

    def __init__(self, context: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._context = context
        self._words = ShopWords(self)
        self._lines: list[tuple[Difference, Field]] = []
        self._column = VBox(context.theme, 8, parent=self)
        self.hide()

    def show_lines(self, lines: tuple[Difference, ...]) -> None:
        """Ask for words on each difference; tell when there is none."""
        look, lang = self._context.theme, self._context.lang
        clear(self._column)
        self._lines = []
        if not lines:
            none = self.tr("The shop's list agrees with what is recorded here.")
            self._column.addWidget(Text(look, none, "secondary_strong", "ok", wrap=True))
        for place, line in enumerate(lines):
            amounts = self.tr("here %1, the shop says %2")
            told = amounts.replace("%1", euro_text(line.ours_cents, lang)).replace(
                "%2", euro_text(line.theirs_cents, lang)
            )
            field = Field(
                look,
                f"{self._words.difference(line.code)}: {line.ref}",
                hint=self.tr("%1. Say in a few words how it is closed.").replace("%1", told),
                name=f"shop.difference.{place}",
            )
            self._lines.append((line, field))
            self._column.addWidget(field)
        show_if(self, True)

    def reset(self) -> None:
        """Forget the comparison."""
        clear(self._column)
        self._lines = []
        self.hide()

    def closed(self) -> tuple[Difference, ...]:
        """Return the differences with the words typed."""
        return tuple(
            msgspec.structs.replace(line, closed=field.text()) for line, field in self._lines
        )


def ask_list(page: QWidget, title: str, names: str, chosen: Callable[[str], None]) -> None:
    """Let the operator choose a list of the shop."""
    dialog = QFileDialog(page, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(names)
    dialog.fileSelected.connect(chosen)
    dialog.open()
