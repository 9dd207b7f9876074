# SPDX-License-Identifier: EUPL-1.2
"""The cover of a locked desk: clock, state, operator and PIN; nothing of any citizen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy

from welfare_desk.ui.kit.badges import Badge, BadgeFace, Initials
from welfare_desk.ui.kit.boxes import PinBox
from welfare_desk.ui.kit.buttons import ActionButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox, Panel, Scroller, VBox
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.rail import Crest
from welfare_desk.ui.kit.text import Sign, Text, polish_again, show_if
from welfare_desk.ui.look import Look

CARD_WIDTH = 448
SIDE_BY_SIDE = 850
"""Narrower than this, card and clock stand one above the other."""
BADGE_MARK = "WD1O"


@dataclass(frozen=True, slots=True)
class LockOperator:
    """An operator of this desk as the lock shows them: first name and initial."""

    id: str
    name: str
    initials: str
    detail: str = ""


class LockPage(Panel):
    """Covers the window; ``unlock_asked`` tells operator and secret, ``badge_read`` a badge."""

    unlock_asked = Signal(str, str)
    badge_read = Signal(str)

    def __init__(self, look: Look, *, help_key: str = "F1") -> None:
        """Start with no operator chosen."""
        super().__init__("lock")
        self.setObjectName("lock")
        self._look = look
        self._operators: tuple[LockOperator, ...] = ()
        self._operator: LockOperator | None = None
        outer = HBox(look, parent=self)
        self._scroller = Scroller(look, 0, (96, 72, 96, 24))
        outer.addWidget(self._scroller)
        self._columns = columns = HBox(look, 48)
        columns.addLayout(self._left(help_key), 1)
        right = VBox(look)
        right.addStretch(2)
        self.card = self._card()
        right.addWidget(self.card)
        right.addStretch(3)
        self.example = Badge(look, BadgeFace(self.tr("EXAMPLE"), "rail", "info"))
        self.example.hide()
        right.addWidget(self.example, 0, Qt.AlignmentFlag.AlignRight)
        columns.addLayout(right)
        self._scroller.body.setAlignment(Qt.AlignmentFlag(0))
        self._scroller.body.addLayout(columns, 1)
        self._relook()
        look.changed.connect(self._relook)

    def set_body(self, body: str, desk: str) -> None:
        """Name the municipality and the desk."""
        self._body.setText(body)
        self._desk.setText(desk)

    def set_clock(self, time: str, day: str) -> None:
        """Show the time of day and the date in words."""
        self._clock.setText(time)
        self._day.setText(day)

    def set_state(self, link: str, link_icon: str, waiting: str, *, tone: str = "ok") -> None:
        """Say whether all work has arrived and what waits, in numbers only."""
        self._link_sign.set_sign(link_icon, "rail_ok" if tone == "ok" else "rail_warning")
        self._link.setText(link)
        self._waiting.setText(waiting)

    def set_help(self, support: str) -> None:
        """Say whom to call."""
        self._support.setText(support)
        show_if(self._support_sign, bool(support))

    def set_example(self, on: bool) -> None:
        """Mark the desk as holding invented data, or not."""
        show_if(self.example, on)

    def set_note(self, sentence: str) -> None:
        """Say below the PIN what holds for whoever comes in, as in the training."""
        self._note.setText(sentence)
        show_if(self._note, bool(sentence))

    def set_operators(self, operators: Sequence[LockOperator], current: str = "") -> None:
        """Offer these operators, ``current`` chosen."""
        self._operators = tuple(operators)
        chosen = next((one for one in operators if one.id == current), None)
        self._take(chosen or (self._operators[0] if self._operators else None))

    def set_error(self, sentence: str) -> None:
        """Say what was wrong and what to do now; empties what was typed."""
        self._error.setText(sentence)
        show_if(self._error, bool(sentence))
        self.pin.clear()
        self.pin.setProperty("state", "error" if sentence else "")
        polish_again(self.pin)
        self.set_busy(False)
        if sentence:
            announce(self.pin, sentence, at_once=True)
            self.pin.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Stop taking presses while the secret is being checked."""
        self.unlock_button.setDisabled(busy)

    def arm(self) -> None:
        """Forget what was typed and take the focus to the PIN."""
        self.set_error("")
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self, help_key: str) -> VBox:
        look = self._look
        column = VBox(look)
        top = HBox(look, 16)
        top.addWidget(Crest(look, 56))
        names = VBox(look, 4)
        self._body = Text(look, "", "panel_title", "rail_text", elide=True)
        self._desk = Text(look, "", "body", "rail_muted", elide=True)
        names.addWidget(self._body)
        names.addWidget(self._desk)
        top.addLayout(names, 1)
        column.addLayout(top)
        column.addStretch(1)
        self._clock = Text(look, "", "clock", "rail_text")
        self._day = Text(look, "", "clock_date", "rail_muted", wrap=True)
        column.addWidget(self._clock)
        column.addWidget(self._day)
        column.addStretch(1)
        self._link_sign = Sign(look, "cloud-check", "rail_ok", 20)
        self._link = Text(look, "", "body", "rail_text", wrap=True)
        self._waiting = Text(look, "", "body", "rail_muted", wrap=True)
        for sign, words in (
            (self._link_sign, self._link),
            (Sign(look, "hard-drive", "rail_muted", 20), self._waiting),
        ):
            row = HBox(look, 10, (0, 4, 0, 4))
            row.addWidget(sign)
            row.addWidget(words, 1)
            column.addLayout(row)
        foot = HBox(look, 8, (0, 48, 0, 0))
        foot.addWidget(Sign(look, "circle-question-mark", "rail_muted", 16))
        help_words = self.tr("%1 help").replace("%1", help_key)
        foot.addWidget(Text(look, help_words, "secondary", "rail_muted"))
        foot.addSpacing(look.gap(20))
        self._support_sign = Sign(look, "phone", "rail_muted", 16)
        self._support = Text(look, "", "secondary", "rail_muted", elide=True)
        foot.addWidget(self._support_sign)
        foot.addWidget(self._support, 1)
        column.addLayout(foot)
        return column

    def _card(self) -> Panel:
        look = self._look
        card = Panel("lock_card")
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = VBox(look, 8, (32, 28, 32, 24), card)
        head = HBox(look, 12)
        head.addWidget(Sign(look, "lock", "primary", 22))
        head.addWidget(Text(look, self.tr("Desk locked"), "title"), 1)
        column.addLayout(head)
        words = self.tr("Choose the name and type the PIN.")
        column.addWidget(Text(look, words, "body", "muted", wrap=True))
        column.addSpacing(look.gap(8))
        column.addWidget(self._operator_row())
        column.addSpacing(look.gap(4))
        label = Text(look, self.tr("PIN"), "label")
        column.addWidget(label)
        self.pin = PinBox(look)
        self.pin.setObjectName("lock.pin")
        self.pin.setAccessibleName(self.tr("PIN"))
        label.setBuddy(self.pin)
        self.pin.returnPressed.connect(self._ask)
        column.addWidget(self.pin)
        hint = self.tr("At least 6 digits. It is not shown while you type.")
        column.addWidget(Text(look, hint, "secondary", "muted", wrap=True))
        self._note = Text(look, "", "secondary_strong", "info", wrap=True)
        self._note.setObjectName("lock.note")
        self._note.hide()
        column.addWidget(self._note)
        self._error = Text(look, "", "secondary_strong", "danger", wrap=True)
        self._error.hide()
        column.addWidget(self._error)
        column.addSpacing(look.gap(8))
        self.unlock_button = ActionButton(
            look,
            Rank.PRIMARY,
            self.tr("Unlock"),
            icon="lock-open",
            key=self.tr("Enter"),
            name="lock.unlock",
        ).stretch()
        self.unlock_button.clicked.connect(self._ask)
        column.addWidget(self.unlock_button)
        return card

    def _operator_row(self) -> Panel:
        look = self._look
        inset = Panel("inset")
        row = HBox(look, 12, (12, 12, 8, 12), inset)
        self._disc = Initials(look, "", 40)
        row.addWidget(self._disc)
        words = VBox(look, 0)
        self._name = Text(look, "", "row_title", elide=True)
        self._detail = Text(look, "", "secondary", "muted", elide=True)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        self.change = ActionButton(
            look,
            Rank.GHOST,
            self.tr("Change operator"),
            icon="users",
            size=Size.MIDDLE,
            name="lock.change_operator",
        )
        self.change.clicked.connect(self._choose_operator)
        row.addWidget(self.change)
        return inset

    def _choose_operator(self) -> None:
        menu = QMenu(self)
        for operator in self._operators:
            action = menu.addAction(operator.name)
            action.triggered.connect(lambda _checked=False, one=operator: self._take(one))
        menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))

    def _take(self, operator: LockOperator | None) -> None:
        self._operator = operator
        self._name.setText(operator.name if operator else "")
        detail = operator.detail if operator else ""
        self._detail.setText(detail)
        show_if(self._detail, bool(detail))
        self._disc.set_initials(operator.initials if operator else "")
        self.arm()

    def _ask(self) -> None:
        secret = self.pin.text()
        if secret.upper().startswith(BADGE_MARK):
            # The scanner is not listened to here, so a badge arrives as if typed.
            self.pin.clear()
            self.badge_read.emit(secret.strip().upper())
        elif secret and self._operator is not None and self.unlock_button.isEnabled():
            self.set_busy(True)
            self.unlock_asked.emit(self._operator.id, secret)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card above the clock where both do not fit side by side."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        stacked = self.width() < self._look.px(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.BottomToTop if stacked else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)

    def _relook(self) -> None:
        self.card.setFixedWidth(min(self._look.px(CARD_WIDTH), 760))
        self._turn()
