# SPDX-License-Identifier: EUPL-1.2
"""The slip before it is printed: normal or large print, or a file for a relative's phone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from welfare_desk.core.refusals import ParcelUnwritable
from welfare_desk.desk.views.today import PrintView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import ActionBar
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.pdf_view import PdfView
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.page import Page

FILE_NAME = "promemoria.ics"


class SlipPage(Page):
    """Shows the page as it will come out; Ctrl+Invio prints it."""

    help_page = "moving"
    kinds = frozenset({"booking", "slot", "offering"})

    def __init__(self, context: Context, booking_id: str, person_id: str = "") -> None:
        """Show the slip in normal print."""
        super().__init__()
        self.setObjectName("slip")
        self.person_id = person_id
        self._context, self._booking_id = context, booking_id
        look = context.theme
        words = self.tr("Reminder for the person")
        self._sheet = Sheet(look, words, name="slip.page")
        card = Card(look)
        shapes = (("normal", self.tr("Normal")), ("large", self.tr("Large print")))
        self.print_size = Segmented(look, self.tr("Text"), shapes, value="normal", name="slip.size")
        self.print_size.chosen.connect(lambda _size: self.reload())
        card.body.addWidget(self.print_size)
        self.phone = ActionButton(
            look, "secondary", self.tr("Save for a phone's calendar"), icon="calendar-plus",
            name="slip.calendar",
        )  # fmt: skip
        self.phone.clicked.connect(self._ask_file)
        self.price = ActionButton(
            look, "secondary", self.tr("Print how the price is made up"), icon="euro",
            name="slip.price",
        )  # fmt: skip
        self.price.clicked.connect(self._print_price)
        card.body.addWidget(self.phone)
        card.body.addWidget(self.price)
        told = self.tr("A file with the appointments for a relative: it names no person.")
        card.body.addWidget(Text(look, told, "secondary", "muted", wrap=True))
        self._sheet.body.addWidget(card)
        self.preview = PdfView(
            look, context.jobs, spoken=self.tr("Preview of the slip"), name="slip.preview"
        )
        self._sheet.body.addWidget(self.preview)
        bar = ActionBar(look)
        back = button_for(look, context.actions, "back", "secondary", name="slip.back")
        back.clicked.connect(lambda: context.close_page(self))
        print_ = button_for(
            look, context.actions, "confirm", "primary", text=self.tr("Print"), name="slip.print"
        )
        print_.clicked.connect(self._print)
        bar.add(back)
        bar.add(print_)
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)

    def title(self) -> str:
        """Return what the page's tab says."""
        return self.tr("Reminder for the person")

    def reload(self) -> None:
        """Show the slip as it stands now."""
        desk, large = self._context.desk, self._large()
        self._context.paper(
            lambda: desk.document("slip", self._booking_id, large=large),
            self,
            self.preview.set_pdf,
        )

    def shown(self) -> None:
        """Take the focus to the size of the text."""
        self.reload()
        self.print_size.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Print, or go back."""
        if act_id in ("confirm", "print"):
            self._print()
        elif act_id == "back":
            self._context.close_page(self)
        return act_id in ("confirm", "print", "back")

    def write_calendar(self, path: Path) -> None:
        """Write the appointments as an iCalendar file."""
        desk = self._context.desk

        def work() -> None:
            data = desk.document("calendar", self._booking_id)
            try:
                path.write_bytes(data)
            except OSError:
                raise ParcelUnwritable() from None

        saved = self.tr("Saved: %1").replace("%1", path.name)
        self._context.paper(work, self, lambda _done: self._context.toast(saved))

    def _large(self) -> bool:
        return self.print_size.value() == "large"

    def _print(self) -> None:
        desk, large, context = self._context.desk, self._large(), self._context

        def queued(job: PrintView) -> None:
            context.queued(job)
            context.toast(self.tr("The reminder goes to the printer"))
            context.close_page(self)

        context.paper(lambda: desk.queue_print("slip", self._booking_id, large=large), self, queued)

    def _print_price(self) -> None:
        desk, context = self._context.desk, self._context

        def queued(job: PrintView) -> None:
            context.queued(job)
            context.toast(self.tr("The sheet with the price goes to the printer"))

        context.paper(lambda: desk.queue_print("price_sheet", self._booking_id), self, queued)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the appointments"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Calendar (*.ics)")])
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(lambda path: self.write_calendar(Path(path)))
        dialog.open()
