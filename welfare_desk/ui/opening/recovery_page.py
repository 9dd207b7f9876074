# SPDX-License-Identifier: EUPL-1.2
"""The recovery code, shown once: printed or written down, put away, ticked, then on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import HBox, Panel, TurningBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.door import Opened
from welfare_desk.ui.opening.frame import OpeningPage
from welfare_desk.ui.opening.steps import FirstRunSteps
from welfare_desk.ui.opening.words import fingerprint_text

CARD_WIDTH = 620
COLUMNS = 4


class RecoveryPage(OpeningPage):
    """``print_asked`` names a printer, ``save_asked`` a file; ``kept`` ends the first run."""

    print_asked = Signal(str)
    save_asked = Signal(str)
    kept = Signal()

    def __init__(self, look: Look, registry: ActionRegistry, opened: Opened) -> None:
        super().__init__(look, registry, "opening.recovery", CARD_WIDTH)
        self.left.addWidget(FirstRunSteps(look, 3))
        self.set_names(opened.town, opened.desk_name)
        self.add_head(
            "shield-check",
            self.tr("Put the recovery code away"),
            self.tr(
                "If this computer ever fails to open, only this code opens what is recorded here. "
                "Nobody can make it again."
            ),
        )
        self._add_code(opened.recovery_code)
        if opened.fingerprint:
            words = self.tr("Fingerprint of the centre: %1")
            words = words.replace("%1", fingerprint_text(opened.fingerprint))
            self.column.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self._add_paper()
        self.column.addSpacing(look.gap(4))
        self.tick = CheckRow(
            look,
            self.tr("The sheet is put away"),
            self.tr("Far from this computer, in a closed envelope."),
            name="opening.kept",
        )
        self.tick.toggled.connect(self._ticked)
        self.column.addWidget(self.tick)
        self.column.addSpacing(look.gap(4))
        self.go_on = ActionButton(
            look, Rank.PRIMARY, self.tr("Go to the desk"), icon="arrow-right", name="opening.go_on"
        ).stretch()
        self.go_on.clicked.connect(self.kept)
        self.column.addWidget(self.go_on)
        self._ticked(False)

    def set_printers(self, names: Sequence[str], default: str = "") -> None:
        """Offer the printers of this computer; without one only the file is left."""
        self.printer.set_choices([(name, name) for name in names])
        if default in names:
            self.printer.set_value(default)
        show_if(self.printer, bool(names))
        show_if(self.print_button, bool(names))
        self.save_button.set_rank(Rank.SECONDARY)
        if not names:
            words = self.tr("This computer has no printer. Save the sheet and print it elsewhere, "
                            "or write the code by hand.")  # fmt: skip
            self.say(words, tone="muted")

    def arm(self) -> None:
        """Take the focus to what comes next."""
        first = self.print_button if self.print_button.isVisibleTo(self) else self.save_button
        self.take_focus(first)

    def say(self, sentence: str, *, tone: str = "ok") -> None:
        """Say what became of the sheet."""
        self._said.setText(sentence)
        self._said.set_tone(tone)
        show_if(self._said, bool(sentence))
        announce(self._said, sentence)

    def set_busy(self, busy: bool) -> None:
        """Take no second press while the sheet is on its way."""
        self.print_button.setDisabled(busy)
        self.save_button.setDisabled(busy)

    def _add_code(self, code: str) -> None:
        look = self._look
        inset = Panel("inset")
        inset.setObjectName("opening.recovery_groups")
        grid = QGridLayout(inset)
        grid.setContentsMargins(look.gap(16), look.gap(12), look.gap(16), look.gap(12))
        grid.setHorizontalSpacing(look.gap(16))
        grid.setVerticalSpacing(look.gap(8))
        for place, group in enumerate(code.replace(" ", "-").split("-")):
            cell = HBox(look, 8)
            cell.addWidget(Text(look, str(place + 1), "small", "muted"))
            words = Text(look, group, "code_large")
            words.setObjectName(f"opening.group_{place + 1}")
            cell.addWidget(words, 1)
            grid.addLayout(cell, place // COLUMNS, place % COLUMNS)
        self.column.addWidget(inset)

    def _add_paper(self) -> None:
        look = self._look
        self.printer = ChoiceField(look, self.tr("Printer"), (), name="opening.printer")
        self.column.addWidget(self.printer)
        row = TurningBox(look, 12)
        self.print_button = ActionButton(
            look, Rank.SECONDARY, self.tr("Print the sheet"), icon="printer", size=Size.MIDDLE,
            name="opening.print",
        ).stretch()  # fmt: skip
        self.save_button = ActionButton(
            look, Rank.SECONDARY, self.tr("Save the sheet as PDF"), icon="file-down",
            size=Size.MIDDLE, name="opening.save",
        ).stretch()  # fmt: skip
        row.addWidget(self.print_button, 1)
        row.addWidget(self.save_button, 1)
        self.column.addLayout(row)
        self._said = Text(look, "", "secondary_strong", "ok", wrap=True)
        self._said.setObjectName("opening.said")
        self._said.hide()
        self.column.addWidget(self._said)
        self.printer.hide()
        self.print_button.hide()
        self.print_button.clicked.connect(lambda: self.print_asked.emit(self.printer.value()))
        self.save_button.clicked.connect(self._choose_file)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the sheet as PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.tr("recovery-code.pdf"))
        dialog.fileSelected.connect(self.save_asked)
        dialog.open()

    def _ticked(self, on: bool) -> None:
        self.go_on.setEnabled(on)
