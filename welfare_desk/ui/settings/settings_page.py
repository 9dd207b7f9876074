# SPDX-License-Identifier: EUPL-1.2
"""Settings that each desk may choose for itself, in force at once and kept over a restart."""

from __future__ import annotations

from welfare_desk.ui.closing.copies import Copies
from welfare_desk.ui.closing.copies_card import CopiesCard
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.page import Page
from welfare_desk.ui.settings.look_card import LookCard, WayCard
from welfare_desk.ui.settings.printers import PrinterRoles
from welfare_desk.ui.settings.reader_card import ReaderCard
from welfare_desk.ui.settings.reader_page import TryReaderPage


class SettingsPage(Page):
    """Look, language, lock, printers, reader."""

    help_page = "settings"

    def __init__(self, context: Context, copies: Copies | None = None) -> None:
        """``copies`` makes safety copies; without it nothing is said of them."""
        super().__init__()
        self._context = context
        look = context.theme
        sheet = Sheet(look, self.tr("Settings"), name="settings")
        self.look = LookCard(look)
        self.way = WayCard(look, context.lang)
        self.theme, self.text = self.look.theme, self.look.text
        for card in (self.look, self.way):
            sheet.body.addWidget(card)
        self.printers = PrinterRoles(context)
        sheet.body.addWidget(self.printers)
        self.reader = ReaderCard(context, lambda: context.set_page(TryReaderPage(context)))
        sheet.body.addWidget(self.reader)
        self.copies = None if copies is None else CopiesCard(context, copies)
        if self.copies is not None:
            sheet.body.addWidget(self.copies)
        self.hold(sheet)

    def shown(self) -> None:
        """Look at the printers anew."""
        self.printers.reload()
        self.reader.reload()
        if self.copies is not None:
            self.copies.reload()

    def parked(self) -> None:
        """Let the status bar know which printers are chosen now."""
        self._context.broadcast({"print_job"})

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Settings")
