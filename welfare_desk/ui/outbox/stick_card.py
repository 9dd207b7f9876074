# SPDX-License-Identifier: EUPL-1.2
"""Work on a stick: this desk's leaves in a file, another desk's is brought to the centre."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.merged import desk_name
from welfare_desk.desk.views.outbox import OutboxView
from welfare_desk.sync.parcels import ENDING, Carried
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.outbox.sticks import file_name, stick_folder


class StickCard(Card):
    """Exports and takes in; what came of it is told in the card, in words.

    ``changed`` tells that another file waits here, ``told`` that the result says something new.
    """

    changed = Signal()
    told = Signal()

    def __init__(self, context: Context, title: str, exchange: Callable[[], None]) -> None:
        """``exchange`` is called after a file was taken in: it may leave at once."""
        super().__init__(context.theme, title, "usb", name="outbox.stick")
        self._context, self._exchange = context, exchange
        self._device = 0
        look = context.theme
        words = self.tr(
            "Without a connection the work can leave on a USB stick too. "
            "The file is closed: only the centre can read it. Nothing is deleted here."
        )
        self.body.addWidget(Text(look, words, "secondary", wrap=True))
        buttons = FlowBox(look, 8)
        self.export_button = ActionButton(
            look, Rank.SECONDARY, self.tr("Export to a stick"), icon="upload",
            key=context.actions.key("save"), size="middle", name="outbox.export",
        )  # fmt: skip
        self.import_button = ActionButton(
            look, Rank.SECONDARY, self.tr("Bring another desk's work"), icon="download",
            size="middle", name="outbox.import",
        )  # fmt: skip
        self.export_button.clicked.connect(self.export)
        self.import_button.clicked.connect(self.bring)
        buttons.add(self.export_button)
        buttons.add(self.import_button)
        self.body.addWidget(buttons)
        self.carried = Notice(look, "info", "", icon="file-check", name="outbox.carried")
        self.result = Notice(look, "ok", "", name="outbox.stick.result")
        for notice in (self.carried, self.result):
            show_if(notice, False)
            self.body.addWidget(notice)

    def show_view(self, view: OutboxView) -> None:
        """Say how many files wait to be delivered, and which was not taken."""
        self._device = view.device
        if view.carried_refused:
            known = view.carried_refused.startswith("parcel_")
            code = view.carried_refused if known else "parcel_unreadable"
            fact = self.tr("A file of another desk was not accepted by the centre.")
            self.carried.set_words(fact, code_text(code, {}, self._context.lang), tone="warning")
        elif view.carried:
            fact = self.tr("%n files of other desks wait for the connection.", "", view.carried)
            rest = self.tr("They are delivered with the next exchange.")
            self.carried.set_words(fact, rest, tone="info", icon="file-check")
        show_if(self.carried, bool(view.carried or view.carried_refused))

    def export(self) -> None:
        """Ask where the file goes, then write it."""
        self._context.read(stick_folder, self, self._ask_where)

    def bring(self) -> None:
        """Ask which file to take, then take it."""
        self._context.read(stick_folder, self, self._ask_which)

    def write_to(self, path: str) -> None:
        """Write all that waits into a file and say what to do with it."""
        desk, target = self._context.desk, Path(path)
        self._context.write(
            lambda: desk.export_outbox(target), self,
            lambda operations: self._written(operations, target.name), self._refused,
        )  # fmt: skip

    def take_from(self, path: str) -> None:
        """Take another desk's file in and try to deliver it."""
        desk, source = self._context.desk, Path(path)

        def work() -> tuple[Carried, str]:
            carried = desk.import_outbox(source)
            return carried, desk.look(lambda here: desk_name(here, carried.device))

        self._context.write(work, self, self._taken, self._refused)

    def _ask_where(self, folder: Path) -> None:
        name = file_name(self.tr("work-of-desk"), self._device, self._context.desk.now_us())
        dialog = self._dialog(self.tr("Export to a stick"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING.lstrip("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def _ask_which(self, folder: Path) -> None:
        dialog = self._dialog(self.tr("Bring another desk's work"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_from)
        dialog.open()

    def _dialog(self, title: str, folder: Path) -> QFileDialog:
        dialog = QFileDialog(self, title, str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(self.tr("Work of a desk (*%1)").replace("%1", ENDING))
        return dialog

    def _written(self, operations: int, name: str) -> None:
        fact = self.tr("%n operations are in the file %1.", "", operations).replace("%1", name)
        rest = self.tr(
            "Take the stick to another desk (To send, «Bring another desk's work») or to whoever "
            "runs the centre. If the connection comes back first, all leaves by itself as well: "
            "nothing counts twice."
        )
        self._tell("ok", fact, rest)

    def _taken(self, taken: tuple[Carried, str]) -> None:
        carried, name = taken
        whose = name or str(carried.device)
        if carried.repeated:
            fact = self.tr("This file was here already: nothing counts twice.")
        else:
            fact = self.tr("Taken: %n operations of desk %1.", "", carried.operations)
            fact = fact.replace("%1", whose)
        rest = self.tr("They leave with the next exchange. Keep the stick until they are there.")
        self._tell("ok", fact, rest)
        self._exchange()
        self.changed.emit()

    def _refused(self, sentence: str) -> None:
        self._tell("warning", sentence, "")

    def _tell(self, tone: str, fact: str, rest: str) -> None:
        show_if(self.result, True)
        self.result.set_words(fact, rest, tone=tone)
        self.result.setAccessibleName(f"{fact} {rest}".strip())
        self.told.emit()
