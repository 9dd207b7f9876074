# SPDX-License-Identifier: EUPL-1.2
"""Safety copies in the settings: how old the last one is, where they go, how many are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from welfare_desk.core.instants import local_text
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.safety import SafetyView
from welfare_desk.ui.closing.copies import Copies, size_text
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.outbox.sticks import stick_folder

KEPT = (3, 7, 14, 30)


class CopiesCard(Card):
    """One button makes a copy; folder and number count at once."""

    def __init__(self, context: Context, copies: Copies) -> None:
        """Show nothing before ``reload``."""
        look = context.theme
        super().__init__(look, self.tr("Safety copies"), "save", name="settings.copies")
        self._context, self._copies = context, copies
        self._filling = False
        words = self.tr(
            "A copy is made when the day is closed, and once a day by itself. It is closed: "
            "the recovery code, the passphrase or this computer opens it. Keep one on a stick."
        )
        self.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.standing = Notice(look, "info", "", name="settings.copies_state")
        self.body.addWidget(self.standing)
        self.folder = Text(look, "", "body", wrap=True)
        self.folder.setObjectName("settings.copies_folder")
        self.body.addWidget(self.folder)
        self.keep = ChoiceField(
            look,
            self.tr("Copies to keep"),
            [(str(number), str(number)) for number in KEPT],
            name="settings.copies_keep",
        )
        self.keep.changed.connect(self._keep)
        self.body.addWidget(self.keep)
        buttons = FlowBox(look, 8)
        self.make = ActionButton(
            look, Rank.SECONDARY, self.tr("Make a copy now"), icon="save", size="middle",
            name="settings.backup",
        )  # fmt: skip
        self.choose = ActionButton(
            look, Rank.SECONDARY, self.tr("Choose the folder…"), icon="folder-open", size="middle",
            name="settings.copies_choose",
        )  # fmt: skip
        self.make.clicked.connect(copies.by_hand)
        self.choose.clicked.connect(
            lambda: self._context.read(stick_folder, self, self._ask_folder)
        )
        for button in (self.make, self.choose):
            buttons.add(button)
        self.body.addWidget(buttons)
        copies.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read how the copies stand."""
        self._context.read(self._context.desk.safety.view, self, self._show)

    def put_into(self, folder: str) -> None:
        """Let copies go into a folder from now on."""
        safety = self._context.desk.safety
        self._context.write(
            lambda: safety.set_folder(Path(folder)), self, lambda _none: self.reload()
        )

    def _show(self, view: SafetyView) -> None:
        self._filling = True
        choices = sorted({*KEPT, view.keep})
        self.keep.set_choices([(str(number), str(number)) for number in choices])
        self.keep.set_value(str(view.keep))
        self._filling = False
        where = self.tr("They go into %1").replace("%1", view.folder)
        if view.own_folder:
            aside = self.tr("On the same disk: if it breaks, they are gone with it.")
            where = f"{where}. {aside}"
        self.folder.setText(where)
        self._say(view)
        self.make.setEnabled(not self._copies.busy)

    def _say(self, view: SafetyView) -> None:
        if view.last_at is None:
            fact, tone = self.tr("No copy was made yet"), "warning"
        else:
            fact = self.tr("Last copy: %1, %2").replace("%1", local_text(view.last_at))
            fact = fact.replace("%2", size_text(view.last_size, self._context.lang))
            tone = "warning" if view.late else "ok"
        remedy = ""
        if view.trouble:
            facts: dict[str, int | str] = {"folder": view.folder}
            remedy = code_text(view.trouble, facts, self._context.lang)
            tone = "warning"
        elif view.late:
            remedy = self.tr("It is %n days old: put the stick in and make one.", "", view.age_days)
        if self._copies.busy:
            fact, remedy, tone = self.tr("A copy is being made"), "", "info"
        self.standing.set_words(fact, remedy, tone=tone)
        show_if(self.standing, True)

    def _keep(self, value: str) -> None:
        if self._filling or not value:
            return
        safety = self._context.desk.safety
        self._context.write(lambda: safety.set_keep(int(value)), self, lambda _none: None)

    def _ask_folder(self, folder: Path) -> None:
        dialog = QFileDialog(self, self.tr("Folder for safety copies"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.put_into)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
