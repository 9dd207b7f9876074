# SPDX-License-Identifier: EUPL-1.2
"""A report for support: read here first, then stored as a file or copied; it names nobody."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from welfare_desk.desk.support_report import SupportReport, support_report
from welfare_desk.sync.desk_file import write_whole
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page


class SupportPage(Page):
    """Shows the whole report; nothing is sent by itself."""

    help_page = "support"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("support")
        self._context = context
        self._text = ""
        look = context.theme
        words = self.tr("Read it, then give it to support. Nobody's name or code is in it.")
        self._sheet = Sheet(look, self.title(), words, name="support.page")
        self.notice = Notice(look, "ok", "", name="support.notice")
        self.notice.hide()
        self._sheet.body.addWidget(self.notice)
        card = Card(look, self.tr("The report"), "life-buoy")
        self.words = Text(look, "", "code_small", wrap=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.words.setObjectName("support.text")
        card.body.addWidget(self.words)
        self._sheet.body.addWidget(card)
        self._sheet.set_action_bar(self._bar())
        self.hold(self._sheet)

    def title(self) -> str:
        """Return what the page is for."""
        return self.tr("Ask for help")

    def shown(self) -> None:
        """Make the report anew."""
        context = self._context
        context.set_companion(None)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        context.read(lambda: context.desk.look(support_report), self, self._show)

    def act(self, act_id: str) -> bool:
        """Store by the keys of the main act; Esc goes back to the help."""
        if act_id in ("confirm", "save"):
            self._ask_where()
            return True
        if act_id == "back":
            self._context.close_page(self)
            return True
        return False

    def text(self) -> str:
        """Return the report as it will be stored."""
        return self._text

    def write_to(self, path: str) -> None:
        """Store the report; a folder that takes no file is said in words."""
        file, text = Path(path), self._text

        def work() -> bool:
            # A stick may be slow, a share may hang: nobody waits for it.
            try:
                write_whole(file, text.encode())
            except OSError:
                return False
            return True

        self._context.paper(work, self, partial(self._stored, file.name))

    def _stored(self, name: str, stored: bool) -> None:
        if stored:
            fact = self.tr("Stored: %1").replace("%1", name)
            remedy = self.tr("Send this file to support, or take it there on a stick.")
            self.notice.set_words(fact, remedy, tone="ok")
        else:
            fact = self.tr("This folder takes no file. Choose another one.")
            self.notice.set_words(fact, tone="warning")
        show_if(self.notice, True)

    def _bar(self) -> ActionBar:
        look, actions = self._context.theme, self._context.actions
        bar = ActionBar(look, self.tr("Nothing is sent by itself."), "shield-check")
        self.copy = ActionButton(
            look, Rank.SECONDARY, self.tr("Copy"), icon="copy", name="support.copy"
        )
        self.save = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Save the report"),
            icon="save",
            key=actions.key("save"),
            name="support.save",
        )
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        bar.add(self.copy)
        bar.add(self.save)
        return bar

    def _show(self, report: SupportReport) -> None:
        self._text = report.text()
        self.words.setText(self._text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._context.toast(self.tr("Report copied"))

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save the report"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self.tr("welfare-desk-report") + ".txt")
        dialog.fileSelected.connect(self.write_to)
        dialog.open()
