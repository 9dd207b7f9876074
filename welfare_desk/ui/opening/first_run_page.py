# SPDX-License-Identifier: EUPL-1.2
"""First run: the administrator's code, scanned or typed, makes this computer a desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from welfare_desk.core.refusals import EnrolmentCodeMistyped
from welfare_desk.core.scan_codes import Enrolment, kind_of, read_enrolment
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.notices import Notice, announce
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.door import Ask, FirstRun
from welfare_desk.ui.opening.frame import WIDE_CARD, OpeningPage
from welfare_desk.ui.opening.secrets_box import NewPassphrase
from welfare_desk.ui.opening.steps import FirstRunSteps
from welfare_desk.ui.opening.words import fingerprint_text

SHEET, TYPED = "sheet", "typed"


class FirstRunPage(OpeningPage):
    """Draws and collects; ``asked`` tells what was given once it can be understood."""

    asked = Signal(object)

    def __init__(self, look: Look, registry: ActionRegistry, first_run: FirstRun) -> None:
        super().__init__(look, registry, "opening.first_run", WIDE_CARD)
        self.left.addWidget(FirstRunSteps(look, 2))
        self.add_head(
            "monitor",
            self.tr("Make this computer a desk"),
            self.tr("It needs the network now, and afterwards works without it too."),
        )
        self._broke_off = Notice(
            look, "info", self.tr("The first run was interrupted"),
            self.tr("Nothing is lost: give the code again, the same or a new one."),
            name="opening.interrupted",
        )  # fmt: skip
        self.column.addWidget(self._broke_off)
        show_if(self._broke_off, first_run.interrupted)
        self._add_way()
        self._add_fields()
        self.secret = NewPassphrase(look, "opening")
        self.column.addWidget(self.secret)
        self.secret.again.line.returnPressed.connect(self._submit)
        self._needs_secret = first_run.needs_passphrase
        show_if(self.secret, self._needs_secret)
        self._error = Text(look, "", "secondary_strong", "danger", wrap=True)
        self._error.setObjectName("opening.error")
        self._error.hide()
        self._progress = Text(look, "", "secondary", "muted", wrap=True)
        self._progress.setObjectName("opening.progress")
        self._progress.hide()
        self.column.addWidget(self._error)
        self.column.addWidget(self._progress)
        self.column.addSpacing(look.gap(8))
        self.enrol = ActionButton(
            look, Rank.PRIMARY, self.tr("Enrol the desk"), icon="arrow-right",
            key=self.tr("Enter"), name="opening.enrol",
        ).stretch()  # fmt: skip
        self.enrol.clicked.connect(self._submit)
        self.column.addWidget(self.enrol)
        self._show_way()

    def arm(self) -> None:
        """Take the focus to the first field."""
        self.take_focus(self._first())

    def take_scan(self, text: str) -> None:
        """Take what a scanner read, wherever the focus is."""
        if not self.enrol.isEnabled():
            return
        self.way.set_value(SHEET)
        self.sheet.set_text(text)
        self.sheet.set_scanned(True)
        self._read_sheet()

    def settle_passphrase(self) -> None:
        """Ask for no passphrase any more: the store is made with the one that was chosen."""
        self._needs_secret = False
        self.secret.hide()

    def set_busy(self, busy: bool) -> None:
        """Take no presses while the desk is being enrolled; what was typed stays."""
        fields = (self.way, self.sheet, self.address, self.code, self.secret, self.enrol)
        for widget in fields:
            widget.setDisabled(busy)
        show_if(self._progress, busy)
        if busy:
            self._error.hide()

    def tell(self, sentence: str) -> None:
        """Say how far it is."""
        if self._progress.text() != sentence:
            self._progress.setText(sentence)
            announce(self._progress, sentence)

    def refuse(self, field: str, sentence: str) -> None:
        """Say what was refused beside ``address`` or ``code``, or above the button."""
        self.set_busy(False)
        beside = self._beside(field)
        if beside is None:
            self._error.setText(sentence)
            show_if(self._error, True)
            announce(self._error, sentence, at_once=True)
            self.take_focus(self.enrol)
        else:
            self._say_beside(beside, sentence)

    def _add_way(self) -> None:
        self.way = Segmented(
            self._look,
            self.tr("What you have"),
            ((SHEET, self.tr("The sheet with the code")), (TYPED, self.tr("Address and code"))),
            value=SHEET,
            name="opening.way",
        )
        self.way.chosen.connect(lambda _way: self._show_way())
        self.column.addWidget(self.way)

    def _add_fields(self) -> None:
        look = self._look
        self._sheet_hint = self.tr("Scan the sheet, or copy the letters that begin with WD1E.")
        self.sheet = Field(
            look, self.tr("Code of the sheet"), hint=self._sheet_hint, sign="qr-code", code=True,
            name="opening.sheet",
        )  # fmt: skip
        self.address = Field(
            look, self.tr("Address of the centre"),
            hint=self.tr("As the administrator wrote it, such as https://desks.example.it"),
            name="opening.address",
        )  # fmt: skip
        self.code = Field(
            look, self.tr("One-time code"), code=True, name="opening.code",
            hint=self.tr("It works once, for fifteen minutes."),
        )  # fmt: skip
        for field in (self.sheet, self.address, self.code):
            self.column.addWidget(field)
        self.sheet.changed.connect(lambda _text: self._read_sheet())
        self.sheet.line.returnPressed.connect(self._next_or_submit)
        self.address.line.returnPressed.connect(self.code.setFocus)
        self.code.line.returnPressed.connect(self._next_or_submit)

    def _first(self) -> Field:
        return self.sheet if self.way.value() == SHEET else self.address

    def _show_way(self) -> None:
        sheet = self.way.value() == SHEET
        show_if(self.sheet, sheet)
        show_if(self.code, not sheet)
        show_if(self.address, not sheet or self._lacks_address())

    def _lacks_address(self) -> bool:
        ticket = _ticket(self.sheet.text())
        return ticket is not None and not ticket.address

    def _read_sheet(self) -> None:
        self.sheet.set_error("")
        ticket = _ticket(self.sheet.text())
        if ticket is None:
            self.sheet.set_hint(self._sheet_hint)
        else:
            words = self.tr("Code read: %1. Fingerprint of the centre: %2")
            words = words.replace("%1", ticket.address or "–")
            self.sheet.set_hint(words.replace("%2", fingerprint_text(ticket.fingerprint)))
        self._show_way()

    def _next_or_submit(self) -> None:
        if self._needs_secret and not self.secret.text():
            self.take_focus(self.secret.first)
        else:
            self._submit()

    def _submit(self) -> None:
        if not self.enrol.isEnabled():
            return
        self._error.hide()
        for field in (self.sheet, self.address, self.code):
            field.set_error("")
        ask = self._from_sheet() if self.way.value() == SHEET else self._from_typed()
        if ask is None:
            return
        if self._needs_secret:
            wrong = self.secret.wrong()
            if wrong is not None:
                self._say_beside(wrong, wrong.error)
                return
        self.asked.emit(ask)

    def _from_sheet(self) -> Ask | None:
        text = self.sheet.text()
        if not text:
            self._say_beside(self.sheet, self._sheet_hint)
            return None
        ticket = _ticket(text)
        if ticket is None:
            words = self.tr(
                "The code does not add up. Scan it again; a short code goes with the address."
            )
            self._say_beside(self.sheet, words)
            return None
        address = ticket.address or _address(self.address.text())
        if not address:
            words = self.tr("The sheet does not say the address. Type it here.")
            self._say_beside(self.address, words)
            return None
        return self._ask(address, ticket.code, ticket.fingerprint)

    def _from_typed(self) -> Ask | None:
        ticket = _ticket(self.code.text())
        if ticket is not None:
            # The long code in the field of the short one says all that is needed.
            return self._ask(
                ticket.address or _address(self.address.text()), ticket.code, ticket.fingerprint
            )
        if not self.address.text():
            self._say_beside(self.address, self.tr("The address is missing. Type it here."))
            return None
        if not self.code.text():
            self._say_beside(self.code, self.tr("The code is missing. Type it here."))
            return None
        return self._ask(_address(self.address.text()), self.code.text(), b"")

    def _ask(self, address: str, code: str, fingerprint: bytes) -> Ask:
        secret = self.secret.text() if self._needs_secret else ""
        return Ask(address=address, code=code, fingerprint=fingerprint, passphrase=secret)

    def _say_beside(self, field: Field, sentence: str) -> None:
        field.set_error(sentence)
        show_if(field, True)
        announce(field.control, sentence, at_once=True)
        self.take_focus(field)

    def _beside(self, field: str) -> Field | None:
        sheet = self.way.value() == SHEET
        beside: dict[str, Callable[[], Field]] = {
            "code": lambda: self.sheet if sheet else self.code,
            "address": lambda: self.sheet if sheet and not self._lacks_address() else self.address,
        }
        return beside[field]() if field in beside else None


def _ticket(text: str) -> Enrolment | None:
    if kind_of(text) != "enrolment":
        return None
    try:
        return read_enrolment(text)
    except EnrolmentCodeMistyped:
        return None


def _address(text: str) -> str:
    """Return the address with its scheme; without one it is the safe one."""
    bare = text.strip().rstrip("/")
    return bare if not bare or "://" in bare else f"https://{bare}"
