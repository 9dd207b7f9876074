# SPDX-License-Identifier: EUPL-1.2
"""Watches the thread of a window: where it computes for longer than a while without a pause."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QTimer

LOOK_S = 0.01
BEAT_MS = 10


@dataclass(frozen=True, slots=True)
class Block:
    """How many seconds of its own computing a call took, and where the thread stood then."""

    seconds: float
    where: str


class Watchdog:
    """Notes blocks while the ``with`` lasts; to be used in the window's thread.

    Counted is the processor time of that thread alone: another load on the machine is no block.
    """

    def __init__(self, limit_s: float = 0.1) -> None:
        self.blocks: list[Block] = []
        self._limit = limit_s
        self._window = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._window)
        self._beat_at = self._spent()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watchdog:
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._over.set()
        self._thread.join()
        self._timer.stop()

    def _spent(self) -> float:
        return time.clock_gettime(self._clock)

    def _beat(self) -> None:
        self._beat_at = self._spent()

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            began, spent = self._beat_at, self._spent() - self._beat_at
            if spent <= self._limit:
                continue
            frame = sys._current_frames().get(self._window)
            where = traceback.format_stack(frame)[-1].strip().splitlines()[0] if frame else ""
            while self._beat_at == began and not self._over.wait(LOOK_S):
                spent = max(spent, self._spent() - began)
            self.blocks.append(Block(spent, where))
