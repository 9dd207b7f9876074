# SPDX-License-Identifier: EUPL-1.2
"""Sends and receives by itself and on F5, without anybody waiting for the network."""

from __future__ import annotations

import secrets
from time import monotonic_ns

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from welfare_desk.desk.sentences import link_text
from welfare_desk.desk.views.status import StatusView
from welfare_desk.sync import ticker
from welfare_desk.sync.engine import Exchange
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane

LOOK_MS = 1_000


class Exchanging(QObject):
    """Asks the ticker each second whether to exchange, and does it on the network's lane.

    ``status`` tells how things stand after each change; ``changed`` the kinds that came;
    ``wiped`` that the centre had this desk erased, in words.
    """

    status = Signal(object, bool)
    changed = Signal(object)
    said = Signal(str)
    wiped = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._schedule = ticker.Schedule()
        self._asked = False
        self._again = False
        self._sending = False
        self._status: StatusView | None = None
        self._erased = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to exchange by itself."""
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Exchange no more by itself."""
        self._timer.stop()

    def now(self) -> None:
        """Exchange at once: F5."""
        self._asked = True
        if self._sending or self._erased:
            # The one under way may have sent already: what was recorded since goes with another.
            self._again = True
            return
        self._schedule = ticker.asked(self._schedule, _now())
        self._tick()

    def recorded(self) -> None:
        """Something was recorded: it travels soon."""
        self._schedule = ticker.recorded(self._schedule, _now())
        self.refresh()

    def refresh(self) -> None:
        """Tell anew how things stand."""
        desk = self._context.desk
        if not self._context.jobs.is_closed() and not self._erased:
            self._context.read(desk.status, self, self._tell)

    def _tell(self, status: StatusView) -> None:
        if self._erased:
            # Read before: nothing of it stands any more.
            return
        self._status = status
        self.status.emit(status, self._sending)

    def _tick(self) -> None:
        due = ticker.due(self._schedule, _now())
        if due == "nothing":
            if self._sending and self._context.desk.loading is not None:
                self.refresh()
            return
        if due == "probe":
            # An exchange is its own probe: without a line it ends at the first connection.
            self._schedule = ticker.probed(self._schedule, _now(), answered=False)
        self._schedule = ticker.started(self._schedule)
        self._sending = True
        self.refresh()
        self._context.jobs.submit(
            self._context.desk.exchange, self, self._done, self._failed, Lane.NETWORK
        )

    def _done(self, exchange: Exchange) -> None:
        self._sending = False
        if exchange.outcome == "wipe":
            self._end()
            return
        self._schedule = ticker.ended(
            self._schedule,
            _now(),
            outcome=exchange.outcome,
            retry_after=exchange.retry_after,
            more=bool(exchange.pending_left) and exchange.sent > 0,
            chance=secrets.randbelow(1000) / 1000,
        )
        if exchange.kinds:
            self.changed.emit(exchange.kinds)
        again, self._again = self._again, False
        if again and exchange.outcome == "ok":
            self.now()
            return
        self._say(exchange)
        self.refresh()

    def _end(self) -> None:
        """Say that this desk was erased; its store answers no more."""
        self.stop()
        self._erased = True
        if self._status is not None:
            last = msgspec.structs.replace(self._status, state="stopped", outcome="wipe")
            self.status.emit(last, False)
        self.wiped.emit(link_text("outcome_wipe", {}, self._context.lang))

    def _failed(self, error: BaseException) -> None:
        self._sending = False
        self._schedule = ticker.ended(self._schedule, _now(), outcome="strange")
        self._asked = False
        self.refresh()
        self.said.emit(self._context.sentence(error))

    def _say(self, exchange: Exchange) -> None:
        asked, self._asked = self._asked, False
        lang = self._context.lang
        carried = self._context.desk.take_carriage()
        if carried is not None and carried.refused:
            self.said.emit(self.tr("A file of another desk was not accepted: see To send."))
        elif carried is not None:
            self.said.emit(
                self.tr("Delivered: %n operations of another desk", "", carried.delivered)
            )
        if exchange.outcome in ("revoked", "upgrade"):
            self.said.emit(link_text(f"outcome_{exchange.outcome}", {}, lang))
        elif asked and exchange.outcome == "ok":
            self.said.emit(self.tr("Sent and received: all is up to date"))
        elif asked:
            self.said.emit(link_text(f"outcome_{exchange.outcome}", {}, lang))


def _now() -> int:
    return monotonic_ns() // 1000
