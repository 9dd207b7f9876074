# SPDX-License-Identifier: EUPL-1.2
"""What the page says of itself: notices, confirmation of irreversible acts, empty states."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.help.code_link import CodeLink
from welfare_desk.ui.kit.buttons import ActionButton, Rank
from welfare_desk.ui.kit.layout import HBox, Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Sign, Text, polish_again, show_if
from welfare_desk.ui.look import Look

SAY_AFTER_MS = 500
_SIGNS = {
    "ok": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-x",
    "info": "info",
    "neutral": "info",
}


def announce(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Let a screen reader say ``sentence``, politely unless it must come at once."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class Notice(Panel):
    """A tinted panel in the page: sign, bold fact, one line of remedy, at most one button."""

    def __init__(
        self,
        look: Look,
        tone: str,
        fact: str,
        remedy: str = "",
        *,
        icon: str = "",
        button: QWidget | None = None,
        large: bool = False,
        name: str = "",
    ) -> None:
        """``large`` is for the one notice that tells the state of the whole page."""
        super().__init__("notice", tone)
        self.setObjectName(name)
        self._look = look
        self._said, self._urgent = "", False
        self._saying = QTimer(self, singleShot=True, interval=SAY_AFTER_MS)
        self._saying.timeout.connect(self._say)
        side = 14 if large else 8
        self._row = TurningBox(look, 12, (16, side, 10, side), self)
        ink = "muted" if tone == "neutral" else tone
        self._sign = Sign(look, icon or _SIGNS[tone], ink, 28 if large else 20)
        top = HBox(look, 12)
        top.addWidget(self._sign)
        words = VBox(look, 1)
        self.fact = Text(look, fact, "strong", ink, wrap=True)
        self.remedy = Text(look, remedy, "body" if large else "secondary", wrap=True)
        show_if(self.remedy, bool(remedy))
        words.addWidget(self.fact)
        words.addWidget(self.remedy)
        top.addLayout(words, 1)
        self._row.addLayout(top, 1)
        self.code = CodeLink(look, name)
        self.code.set_sentence(f"{fact} {remedy}".strip())
        self._row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignVCenter)
        if button is not None:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_words(self, fact: str, remedy: str = "", *, tone: str = "", icon: str = "") -> None:
        """Say something else, in another tone if one is given, also to a screen reader."""
        self.fact.setText(fact)
        self.remedy.setText(remedy)
        show_if(self.remedy, bool(remedy))
        self.code.set_sentence(f"{fact} {remedy}".strip())
        if tone:
            self.setProperty("tone", tone)
            polish_again(self)
            ink = "muted" if tone == "neutral" else tone
            self.fact.set_tone(ink)
            self._sign.set_sign(icon or _SIGNS[tone], ink)
        self._urgent = tone in ("danger", "warning")
        if self.isVisible():
            # While somebody types it changes with every letter: only what stays is said.
            self._saying.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was said: shown again it is news."""
        super().hideEvent(event)
        self._said = ""

    def _say(self) -> None:
        words = f"{self.fact.text()} {self.remedy.text()}".strip()
        if self.isVisible() and words != self._said:
            self._said = words
            announce(self, words, at_once=self._urgent)


class ConfirmPanel(QWidget):
    """Asks before an act that cannot be undone; the safe button holds the focus."""

    confirmed = Signal()
    declined = Signal()

    def __init__(
        self,
        look: Look,
        fact: str,
        effect: str,
        *,
        confirm: str,
        safe: str,
        confirm_icon: str = "",
        confirm_key: str = "",
        safe_icon: str = "arrow-left",
        safe_key: str = "",
        note: str = "",
        name: str = "confirm",
    ) -> None:
        """Name person, amount and effect in ``fact`` and ``effect``; buttons say verbs."""
        super().__init__()
        self.setObjectName(name)
        column = VBox(look, 8, parent=self)
        self.notice = Notice(look, "warning", fact, effect, icon="shield-alert")
        column.addWidget(self.notice)
        column.addSpacing(look.gap(8))
        self.confirm_button = ActionButton(
            look, Rank.PRIMARY, confirm, icon=confirm_icon, key=confirm_key, name=f"{name}.confirm"
        ).stretch()
        self.safe_button = ActionButton(
            look, Rank.SECONDARY, safe, icon=safe_icon, key=safe_key, name=f"{name}.safe"
        ).stretch()
        column.addWidget(self.confirm_button)
        column.addWidget(self.safe_button)
        if note:
            words = Text(look, note, "secondary", "muted", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        # Enter takes the button that has the focus: the safe one, until another is chosen.
        self.safe_button.setAutoDefault(True)
        self.confirm_button.clicked.connect(self._confirm)
        self.safe_button.clicked.connect(self.declined)
        self.setFocusProxy(self.safe_button)

    def arm(self) -> None:
        """Take the focus to the safe button and say aloud what is about to happen."""
        self.safe_button.setFocus(Qt.FocusReason.OtherFocusReason)
        words = f"{self.notice.fact.text()} {self.notice.remedy.text()}"
        announce(self, words, at_once=True)

    def set_busy(self, busy: bool) -> None:
        """Stop taking presses while the act is being recorded."""
        self.confirm_button.setDisabled(busy)

    def _confirm(self) -> None:
        # A second press of a key held down must not issue a second card.
        self.confirm_button.setDisabled(True)
        self.confirmed.emit()


class EmptyState(QWidget):
    """What will appear here, and the key or button that makes the first."""

    def __init__(
        self, look: Look, sentence: str, *, icon: str = "info", button: QWidget | None = None
    ) -> None:
        """Say ``sentence``, for example «Scansiona il primo buono per iniziare.»."""
        super().__init__()
        column = VBox(look, 12, (24, 32, 24, 32), self)
        column.addStretch(1)
        column.addWidget(Sign(look, icon, "muted", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Text(look, sentence, "body", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        if button is not None:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
