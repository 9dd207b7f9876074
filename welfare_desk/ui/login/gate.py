# SPDX-License-Identifier: EUPL-1.2
"""Who may enter: log-in, first PIN, lock and change of operator, decided without a window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from welfare_desk.desk.session import OperatorView
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context


class Gate(QObject):
    """Turns secrets into an operator at work.

    ``entered`` tells who may work now, ``pin_needed`` who must first choose a PIN of their
    own, ``refused`` the sentence to show, ``locked`` that nobody is logged in any more.
    """

    entered = Signal(object)
    pin_needed = Signal(object)
    refused = Signal(str)
    locked = Signal()
    offered = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def offer(self) -> None:
        """Ask who may log in here; told by ``offered``."""
        self._context.read(self._context.desk.operators, self, self.offered.emit)

    def log_in(self, operator_id: str, secret: str) -> None:
        """Check a PIN; the one at work before stays when it is wrong."""
        session = self._context.desk.session
        self._context.write(
            lambda: session.log_in(operator_id, secret), self, self._known, self.refused.emit
        )

    def choose_pin(self, pin: str) -> None:
        """Replace the one-time PIN by the operator's own."""
        desk = self._context.desk
        self._context.write(
            lambda: desk.set_own_pin(pin), self, self._pin_stored, self.refused.emit
        )

    def lock(self) -> None:
        """Log out; what waits goes on being sent."""
        session = self._context.desk.session
        self._context.write(session.lock, self, lambda _done: self.locked.emit())

    def _known(self, operator: OperatorView) -> None:
        if operator.pin_one_time:
            self.pin_needed.emit(operator)
        else:
            self.entered.emit(operator)

    def _pin_stored(self, recorded: Recorded) -> None:
        self._context.broadcast(recorded.kinds)
        operator = self._context.desk.session.operator
        if operator is not None:
            self.entered.emit(operator)
