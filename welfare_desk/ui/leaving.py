# SPDX-License-Identifier: EUPL-1.2
"""Ends the window as a person would when the system asks the process to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class EndSignals(QObject):
    """Calls ``end`` in the GUI thread at SIGTERM, SIGINT and SIGHUP, until ``rest``.

    Python runs its handlers only when it has the word, and Qt's loop keeps it: the bytes
    that Python writes for each signal wake the loop.
    """

    def __init__(self, end: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._asked = False
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        names = ("SIGTERM", "SIGINT", "SIGHUP")
        numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
        self._before = {number: signal.signal(number, self._note) for number in numbers}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def rest(self) -> None:
        """Let the signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def _woken(self) -> None:
        try:
            self._reader.recv(64)
        except BlockingIOError:
            return
        if self._asked:
            self._asked = False
            self._end()
