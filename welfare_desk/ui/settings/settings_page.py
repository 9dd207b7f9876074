# SPDX-License-Identifier: EUPL-1.2
"""Settings that each desk may choose for itself: theme and size of the text, at once."""

from __future__ import annotations

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.page import Page
from welfare_desk.ui.settings.printers import PrinterRoles
from welfare_desk.ui.settings.reader_card import ReaderCard
from welfare_desk.ui.settings.reader_page import TryReaderPage


class SettingsPage(Page):
    """Theme and text size."""

    help_page = "settings"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look = context.theme
        sheet = Sheet(look, self.tr("Settings"), name="settings")
        card = Card(look, self.tr("How the window looks"), "palette")
        themes = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("high_contrast", self.tr("High contrast")),
        )
        self.theme = Segmented(
            look, self.tr("Colours"), themes, value=look.theme.name, name="settings.theme"
        )
        self.theme.chosen.connect(lambda name: look.set_theme(name=name))
        card.body.addWidget(self.theme)
        sizes = tuple((str(size), f"{size} %") for size in (100, 125, 150, 200))
        here = str(look.theme.text_percent)
        value = here if here in dict(sizes) else "100"
        self.text = Segmented(
            look, self.tr("Size of the text"), sizes, value=value, name="settings.text"
        )
        self.text.chosen.connect(lambda size: look.set_theme(text_percent=int(size)))
        card.body.addWidget(self.text)
        words = self.tr("It changes at once. Nothing you typed is lost.")
        card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        sheet.body.addWidget(card)
        self.printers = PrinterRoles(context)
        sheet.body.addWidget(self.printers)
        self.reader = ReaderCard(context, lambda: context.set_page(TryReaderPage(context)))
        sheet.body.addWidget(self.reader)
        self.hold(sheet)

    def shown(self) -> None:
        """Look at the printers anew."""
        self.printers.reload()
        self.reader.reload()

    def parked(self) -> None:
        """Let the status bar know which printers are chosen now."""
        self._context.broadcast({"print_job"})

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Settings")
