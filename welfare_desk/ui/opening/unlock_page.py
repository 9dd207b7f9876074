# SPDX-License-Identifier: EUPL-1.2
"""Opening by hand: the passphrase, or the recovery code from its sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.fields import Field
from welfare_desk.ui.kit.notices import Notice, announce
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.door import Locks
from welfare_desk.ui.opening.frame import WIDE_CARD, OpeningPage
from welfare_desk.ui.opening.secrets_box import NewPassphrase, hide_typing

SECOND_MS = 1_000


class UnlockPage(OpeningPage):
    """``by_passphrase`` tells what was typed, ``by_code`` the code and a new passphrase."""

    by_passphrase = Signal(str)
    by_code = Signal(str, str)
    anew_asked = Signal()

    def __init__(self, look: Look, registry: ActionRegistry, locks: Locks) -> None:
        super().__init__(look, registry, "opening.unlock", WIDE_CARD)
        self._locks = locks
        self._with_code = not locks.passphrase
        self._wait_left, self._refusal = 0, ""
        self.left.addWidget(Text(look, self.tr("Opening the desk"), "title", "rail_text"))
        words = self.tr("What is recorded here is encrypted. It opens only with its key.")
        self.left.addWidget(Text(look, words, "body", "rail_muted", wrap=True))
        self.add_head("key-round", self.tr("Open the desk"), "")
        self._what = Text(look, "", "body", "muted", wrap=True)
        self.column.addWidget(self._what)
        self.passphrase = Field(look, self.tr("Passphrase"), name="opening.passphrase")
        hide_typing(self.passphrase)
        self.code = Field(
            look, self.tr("Recovery code"), code=True, name="opening.recovery_code",
            hint=self.tr("The eight groups of the sheet; spaces and small letters do not matter."),
        )  # fmt: skip
        self.secret = NewPassphrase(look, "opening.new")
        self._notice = Notice(
            look, "info", self.tr("From here on it opens by itself"),
            self.tr("The keyring of this computer answers again and will keep the key."),
            name="opening.keyring_back",
        )  # fmt: skip
        for widget in (self.passphrase, self.code, self.secret, self._notice):
            self.column.addWidget(widget)
        self.passphrase.line.returnPressed.connect(self._submit)
        self.code.line.returnPressed.connect(self._next_or_submit)
        self.secret.again.line.returnPressed.connect(self._submit)
        self._add_buttons()
        self._timer = QTimer(self, interval=SECOND_MS)
        self._timer.timeout.connect(self._tick)
        self._show_way()

    def arm(self) -> None:
        """Take the focus to what is to be typed."""
        self.take_focus(self._field())

    def back(self) -> None:
        """Return from the recovery code to the passphrase."""
        if self._with_code and self._locks.passphrase and self.open.isEnabled():
            self._swap()

    def set_busy(self, busy: bool) -> None:
        """Take no presses while the key is tried."""
        for widget in (self.passphrase, self.code, self.secret, self.open, self.other_way):
            widget.setDisabled(busy)

    def refuse(self, sentence: str, wait_s: int = 0) -> None:
        """Say that it did not open; ``wait_s`` seconds pass before the next try."""
        self.set_busy(False)
        self.passphrase.line.clear()
        self._refusal, self._wait_left = sentence, wait_s
        self._show_refusal()
        announce(self._field().control, self._field().error, at_once=True)
        if wait_s:
            self.open.setDisabled(True)
            self._timer.start()
        self.arm()

    def with_code(self) -> bool:
        """Tell whether the recovery code is asked for now."""
        return self._with_code

    def wait_left(self) -> int:
        """Return the seconds that must still pass."""
        return self._wait_left

    def _add_buttons(self) -> None:
        look = self._look
        self.column.addSpacing(look.gap(8))
        self.open = ActionButton(
            look, Rank.PRIMARY, self.tr("Open"), icon="lock-open", key=self.tr("Enter"),
            name="opening.open",
        ).stretch()  # fmt: skip
        self.open.clicked.connect(self._submit)
        self.column.addWidget(self.open)
        self.other_way = ActionButton(
            look, Rank.GHOST, "", size=Size.MIDDLE, name="opening.other_way"
        )
        self.other_way.clicked.connect(self._swap)
        self.anew = ActionButton(
            look, Rank.GHOST, self.tr("Begin the first run again"), size=Size.MIDDLE,
            name="opening.anew",
        )  # fmt: skip
        self.anew.clicked.connect(self.anew_asked)
        for button in (self.other_way, self.anew):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        show_if(self.other_way, self._locks.passphrase)
        show_if(self.anew, self._locks.nothing_received)

    def _field(self) -> Field:
        return self.code if self._with_code else self.passphrase

    def _swap(self) -> None:
        self._with_code = not self._with_code
        self._show_way()
        self.arm()

    def _show_way(self) -> None:
        by_code, locks = self._with_code, self._locks
        show_if(self.passphrase, not by_code)
        show_if(self.code, by_code)
        show_if(self.secret, by_code and not locks.keyring)
        show_if(self._notice, by_code and locks.keyring)
        if by_code:
            what = self.tr("Take the sheet with the recovery code and type its groups.")
        else:
            what = self.tr("No keyring of this computer gave the key. Type the passphrase.")
        self._what.setText(what)
        way = self.tr("Use the passphrase") if by_code else self.tr("Use the recovery code")
        self.other_way.set_text(way)

    def _next_or_submit(self) -> None:
        if not self._locks.keyring and not self.secret.text():
            self.take_focus(self.secret.first)
        else:
            self._submit()

    def _submit(self) -> None:
        if not self.open.isEnabled():
            return
        field = self._field()
        field.set_error("")
        if not field.line.text().strip():
            field.set_error(self.tr("It is missing. Type it here."))
            self.arm()
            return
        if not self._with_code:
            self.by_passphrase.emit(field.line.text())
            return
        wrong = None if self._locks.keyring else self.secret.wrong()
        if wrong is not None:
            announce(wrong.control, wrong.error, at_once=True)
            self.take_focus(wrong)
            return
        self.by_code.emit(field.text(), "" if self._locks.keyring else self.secret.text())

    def _tick(self) -> None:
        self._wait_left -= 1
        if self._wait_left <= 0:
            self._wait_left = 0
            self._timer.stop()
            self.open.setDisabled(False)
        self._show_refusal()

    def _show_refusal(self) -> None:
        words = self._refusal
        if self._wait_left:
            wait = self.tr("Try again in %1 s.").replace("%1", str(self._wait_left))
            words = f"{words} {wait}"
        self._field().set_error(words)
