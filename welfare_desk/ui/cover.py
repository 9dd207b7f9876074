# SPDX-License-Identifier: EUPL-1.2
"""The covers of the window: lock and first PIN, and the panel in which another takes over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.desk.session import OperatorView
from welfare_desk.desk.views.status import StatusView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.status import StatusFace
from welfare_desk.ui.login.gate import Gate
from welfare_desk.ui.login.idle import IdleWatch
from welfare_desk.ui.login.names import lock_operator, short_name
from welfare_desk.ui.login.pin_page import PinPage
from welfare_desk.ui.login.switch_panel import SwitchPanel
from welfare_desk.ui.private_door import PrivateDoor

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow

CLOCK_MS = 5_000
IDLE_KEY = "lock.idle_minutes"


class Cover(QObject):
    """Shows who may come in and lets them; watches for an empty chair."""

    def __init__(self, window: MainWindow, context: Context, idle_seconds: int) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._operators: tuple[OperatorView, ...] = ()
        self._last, self._locked_at = "", ""
        self._warned = False
        self.private = PrivateDoor(window)
        self.gate = Gate(context, self)
        self.pin_page = PinPage(context.theme)
        window.add_cover(self.pin_page)
        self.switch: SwitchPanel | None = None
        self.idle = IdleWatch(idle_seconds, self)
        context.theme.preferences.changed.connect(self._preferred)
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self._show_time)
        self._clock.start()
        self._connect()
        self._show_time()

    def begin(self) -> None:
        """Ask anew who may log in here."""
        self.gate.offer()

    def rest(self) -> None:
        """Watch nothing any more."""
        self._clock.stop()
        self.idle.rest()

    def lock(self) -> None:
        """Cover the window and log out."""
        if self._window.is_locked():
            return
        self._locked_at = local_time_text(self._context.desk.now_us())
        self._drop_switch()
        # Under the cover nobody can let the button go.
        self.private.screen.reveal(False)
        self._window.lock()
        self.idle.rest()
        self.gate.lock()
        self._offer(self._operators)

    def ask_switch(self) -> None:
        """Ask in the right panel who takes over; asked again, the question goes away."""
        if self.switch is not None:
            self._stay()
            return
        actions = self._context.actions
        panel = SwitchPanel(
            self._context.theme, actions.key("switch_operator"), actions.key("back")
        )
        self.switch = panel
        panel.asked.connect(self.gate.log_in)
        panel.left.connect(self._stay)
        self._window.set_companion(panel)
        panel.arm(self._operators, self._context.operator_id())

    def let_go(self) -> bool:
        """Put the question away if it is there; tell whether it was."""
        if self.switch is None:
            return False
        self._stay()
        return True

    def show_state(self, status: StatusView, face: StatusFace, waiting: str, body: str) -> None:
        """Say on the cover how things stand, in numbers only."""
        page = self._window.lock_page
        page.set_state(face.text, face.icon, waiting, tone=face.tone)
        page.set_help("")
        page.set_body(body, status.desk_name)
        page.example.setVisible(status.sample)

    def _connect(self) -> None:
        page, gate = self._window.lock_page, self.gate
        page.unlock_asked.connect(gate.log_in)
        page.badge_read.connect(self._badge)
        self.pin_page.chosen.connect(gate.choose_pin)
        gate.offered.connect(self._offer)
        gate.refused.connect(self._refused)
        gate.entered.connect(self._entered)
        gate.pin_needed.connect(self._pin_needed)
        self.idle.elapsed.connect(self.lock)
        self.idle.left.connect(self._warn)

    def _warn(self, seconds: int) -> None:
        """Let a screen reader say once that the desk is about to lock itself."""
        soon = seconds <= self._context.theme.preferences.warning_seconds
        if soon and not self._warned:
            words = self.tr("The desk locks in %n s: press any key to go on", "", seconds)
            announce(self._window.status, words, at_once=True)
        self._warned = soon

    def _preferred(self, key: str) -> None:
        if key == IDLE_KEY:
            self.idle.set_idle(self._context.theme.preferences.idle_seconds)

    def _offer(self, operators: tuple[OperatorView, ...]) -> None:
        self._operators = operators
        faces = []
        for one in operators:
            detail = ""
            if one.operator_id == self._last and self._locked_at:
                detail = self.tr("Locked at %1").replace("%1", self._locked_at)
            faces.append(lock_operator(one, detail))
        page = self._window.lock_page
        if not page.pin.text():
            page.set_operators(faces, self._last)

    def _refused(self, sentence: str) -> None:
        if self.switch is not None:
            self.switch.set_error(sentence)
        elif self._window.covered_by(self.pin_page):
            self.pin_page.set_error(sentence)
        else:
            self._window.lock_page.set_error(sentence)

    def _pin_needed(self, operator: OperatorView) -> None:
        self._drop_switch()
        self._window.cover_with(self.pin_page)
        self.pin_page.arm(short_name(operator.name))

    def _entered(self, operator: OperatorView) -> None:
        self._last = operator.operator_id
        self._drop_switch()
        self._window.lock_page.set_error("")
        self._window.enter(operator)
        self.idle.start()

    def _badge(self, _code: str) -> None:
        self._window.lock_page.set_error(
            self.tr("Badges are not in use here yet. Choose the name and type the PIN.")
        )

    def _stay(self) -> None:
        self._drop_switch()
        self._window.bring_back()

    def _drop_switch(self) -> None:
        if self.switch is not None:
            self._window.set_companion(None)
            self.switch.deleteLater()
            self.switch = None

    def _show_time(self) -> None:
        now = self._context.desk.now_us()
        self._window.lock_page.set_clock(local_time_text(now), self._day(local_date(now)))

    def _day(self, day: date) -> str:
        return weekday_text(day, self._context.lang)
