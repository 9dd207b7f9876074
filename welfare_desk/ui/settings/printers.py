# SPDX-License-Identifier: EUPL-1.2
"""Which printer prints what: each role a queue of this computer, a folder, or later."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from welfare_desk.desk.print_again import print_trial_page
from welfare_desk.desk.printing import PRINTERS
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.printing import FOLDER, printer_names

LATER, CHOOSE = "", "choose-folder"


class _Found(msgspec.Struct, frozen=True):
    queues: tuple[str, ...]
    targets: tuple[str, ...]


class PrinterRoles(Card):
    """A choice for each role; what is chosen is bound at once."""

    def __init__(self, context: Context) -> None:
        """Show nothing before ``reload``: the window's start asks no print system."""
        super().__init__(context.theme, self.tr("Printers"), "printer", name="settings.printers")
        self._context = context
        self._filling = False
        self._targets: dict[str, str] = {}
        self._queues: tuple[str, ...] = ()
        words = {
            "a4": self.tr("A4 papers"),
            "receipt": self.tr("Reminders on a roll of 80 mm"),
            "card": self.tr("Cards"),
        }
        hints = {"receipt": self.tr("Without one they come on A4.")}
        self.fields: dict[str, ChoiceField] = {}
        self.trials: dict[str, ActionButton] = {}
        for role in PRINTERS:
            field = ChoiceField(
                context.theme,
                words[role],
                hint=hints.get(role) or self.tr("Without a printer, papers wait under Prints."),
                sign="printer",
                name=f"settings.printer_{role}",
            )
            field.changed.connect(partial(self._choose, role))
            row = TurningBox(context.theme, 12)
            row.addWidget(field, 1)
            row.addWidget(self._trial_of(role, words[role]), 0, Qt.AlignmentFlag.AlignVCenter)
            self.body.addLayout(row)
            self.fields[role] = field

    def _trial_of(self, role: str, words: str) -> ActionButton:
        button = ActionButton(
            self._context.theme,
            "secondary",
            self.tr("Print a test page"),
            icon="printer-check",
            size="middle",
            name=f"settings.trial_{role}",
        )
        button.setAccessibleDescription(words)
        button.clicked.connect(partial(self._print_trial, role))
        self.trials[role] = button
        return button

    def _print_trial(self, role: str) -> None:
        context = self._context
        context.paper(lambda: print_trial_page(context.desk, role), self, self._trial_queued)

    def _trial_queued(self, job: PrintView) -> None:
        self._context.queued(job)
        self._context.broadcast({"print_job"})
        self._context.toast(
            self.tr("The test page is on its way: measure its line and look at its frame.")
        )

    def reload(self) -> None:
        """Ask the print system for its queues on the paper's lane, and read the choices anew."""
        desk = self._context.desk

        def work() -> _Found:
            return _Found(printer_names(), tuple(desk.prints.target(role) for role in PRINTERS))

        self._context.paper(work, self, self._show)

    def bind(self, role: str, target: str) -> None:
        """Bind a role to a target and remember it in the store."""
        self._targets[role] = target
        desk = self._context.desk
        self._context.write(
            lambda: desk.prints.set_target(role, target), self, lambda _none: self._fill()
        )

    def _show(self, found: _Found) -> None:
        self._queues = found.queues
        self._targets = dict(zip(PRINTERS, found.targets, strict=True))
        self._fill()

    def _fill(self) -> None:
        self._filling = True
        for role, field in self.fields.items():
            target = self._targets.get(role, LATER)
            nowhere = self.tr("None: on A4") if role == "receipt" else self.tr("Print later")
            choices = [(LATER, nowhere)]
            choices += [(queue, queue) for queue in self._queues]
            if target.startswith(FOLDER):
                path = target.removeprefix(FOLDER)
                choices.append((target, self.tr("PDF in %1").replace("%1", path)))
            elif target and target not in self._queues:
                choices.append((target, self.tr("%1 (not there now)").replace("%1", target)))
            choices.append((CHOOSE, self.tr("PDF in a folder…")))
            field.set_choices(choices)
            field.set_value(target)
            # On its way nowhere a test page would only wait.
            self.trials[role].setEnabled(bool(target))
        self._filling = False

    def _choose(self, role: str, target: str) -> None:
        if self._filling:
            return
        if target == CHOOSE:
            self._ask_folder(role)
        else:
            self.bind(role, target)

    def _ask_folder(self, role: str) -> None:
        dialog = QFileDialog(self, self.tr("Folder for PDF files"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.bind(role, f"{FOLDER}{path}"))
        dialog.rejected.connect(self._fill)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
