# SPDX-License-Identifier: EUPL-1.2
"""The last step of a first run: which printer prints what, and whether the reader reads."""

from __future__ import annotations

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import ActionBar, TwoColumns
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.page import Page
from welfare_desk.ui.settings.printers import PrinterRoles
from welfare_desk.ui.settings.reader_card import ReaderCard
from welfare_desk.ui.settings.reader_page import TryReaderPage


class SetupPage(Page):
    """Printers and reader, once; later both stand under Settings."""

    help_page = "printers"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("setup")
        self._context = context
        look = context.theme
        words = self.tr("Last step: choose the printers and try the reader. Both may wait.")
        sheet = Sheet(look, self.tr("Printers and reader"), words, name="setup")
        columns = TwoColumns(look)
        self.printers = PrinterRoles(context)
        self.reader = ReaderCard(context, lambda: context.set_page(TryReaderPage(context)))
        columns.left.addWidget(self.printers)
        columns.left.addStretch(1)
        columns.right.addWidget(self.reader)
        columns.right.addStretch(1)
        sheet.body.addWidget(columns)
        bar = ActionBar(look, self.tr("You find both again under Settings."), "settings", "muted")
        self.done = ActionButton(
            look, Rank.PRIMARY, self.tr("Begin to work"), icon="arrow-right",
            key=context.actions.key("confirm"), name="setup.done",
        )  # fmt: skip
        self.done.clicked.connect(self._end)
        bar.add(self.done)
        sheet.set_action_bar(bar)
        self.hold(sheet)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Printers and reader")

    def shown(self) -> None:
        """Look at printers and reader anew."""
        self.printers.reload()
        self.reader.reload()

    def act(self, act_id: str) -> bool:
        """Ctrl+Invio begins to work."""
        if act_id == "confirm":
            self._end()
            return True
        return False

    def _end(self) -> None:
        self._context.broadcast({"print_job"})
        self._context.close_page(self)
