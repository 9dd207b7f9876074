# SPDX-License-Identifier: EUPL-1.2
"""«Prova lettore»: reads the test code, names the fault and its cure, keeps how to listen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from welfare_desk.desk.print_again import print_reader_sheet
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.page import Page
from welfare_desk.ui.settings.reader_trial_form import ReaderTrialForm


class TryReaderPage(Page):
    """Ctrl+Enter keeps what the trial found; Ctrl+P prints the sheet with both codes."""

    help_page = "scanner"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("try_reader")
        self._context, look = context, context.theme
        words = self.tr("Pass the reader over the code: the program says what is right and wrong.")
        sheet = Sheet(look, self.title(), words, name="reader.page")
        self.form = ReaderTrialForm(look, context.jobs)
        self.form.tried.connect(self._tried)
        sheet.body.addWidget(self.form)
        sheet.body.addStretch(1)
        sheet.set_action_bar(self._buttons())
        self.hold(sheet)

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Try the reader")

    def shown(self) -> None:
        """Take the focus to the box that waits for the code."""
        self._context.set_companion(None)
        self.form.start()

    def act(self, act_id: str) -> bool:
        """Keep the setting by Ctrl+Enter, print the sheet by Ctrl+P."""
        if act_id == "confirm" and self.keep.isEnabled():
            self._keep()
            return True
        if act_id == "print":
            self._print()
            return True
        return False

    def _buttons(self) -> ActionBar:
        look, actions = self._context.theme, self._context.actions
        bar = ActionBar(look)
        self.sheet = ActionButton(
            look,
            Rank.SECONDARY,
            self.tr("Print the sheet"),
            icon="printer",
            key=actions.key("print"),
            name="reader.print",
        )
        self.keep = button_for(
            look, actions, "confirm", Rank.PRIMARY, text=self.tr("Use the reader like this"),
            icon="check", name="reader.keep",
        )  # fmt: skip
        self.keep.setEnabled(False)
        self.sheet.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        bar.add(self.sheet)
        bar.add(self.keep)
        return bar

    def _tried(self) -> None:
        usable = self.form.setup() is not None
        self.keep.setEnabled(usable)
        if usable:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if not self.form.keep():
            return
        self._context.toast(self.tr("The reader is set. Scan a card from any page."))
        self._context.close_page(self)

    def _print(self) -> None:
        desk = self._context.desk
        self._context.paper(lambda: print_reader_sheet(desk), self, self._queued)

    def _queued(self, job: PrintView) -> None:
        self._context.queued(job)
        self._context.broadcast({"print_job"})
        self._context.toast(self.tr("The sheet is on its way to the printer"))
