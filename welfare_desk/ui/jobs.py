# SPDX-License-Identifier: EUPL-1.2
"""The one way from the GUI thread to background work and back."""

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Lane(StrEnum):
    """Where a job runs; jobs of a one-thread lane run in the order of submission."""

    WRITER = "writer"
    READER = "reader"
    PAPER = "paper"
    NETWORK = "network"


THREADS = {Lane.WRITER: 1, Lane.READER: 1, Lane.PAPER: 1, Lane.NETWORK: 4}


@dataclass(frozen=True, slots=True)
class _Outcome:
    owner: QObject
    callback: Callable[[Any], None]
    value: Any


class JobRunner(QObject):
    """Owns the threads of all lanes and the one signal that crosses them."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Open the lanes; threads start with their first job."""
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(threads, thread_name_prefix=lane.value)
            for lane, threads in THREADS.items()
        }
        # A deque beside the signal, so that close() can hand over what is still on its way
        # when no event loop will run again.
        self._outcomes: deque[_Outcome] = deque()
        self._closed = False
        self._arrived.connect(self._deliver_next)

    def submit(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        lane: Lane = Lane.READER,
    ) -> None:
        """Run ``work`` on a lane; exactly one of the callbacks follows in the GUI thread.

        Neither follows when ``owner`` was deleted meanwhile, though what the job wrote
        stays written.  Refused with ``RuntimeError`` once the runner is closed.
        """
        if self._closed:
            raise RuntimeError("the job runner is closed")

        def run() -> None:
            try:
                outcome = _Outcome(owner, done, work())
            except BaseException as error:  # noqa: BLE001 - whatever happens, one callback follows
                outcome = _Outcome(owner, failed, error)
            self._outcomes.append(outcome)
            self._arrived.emit()

        self._pools[lane].submit(run)

    def close(self) -> None:
        """Wait for all jobs, make the callbacks still due, and take no more jobs."""
        self._closed = True
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        while self._outcomes:
            try:
                self._deliver_next()
            except Exception:  # noqa: BLE001 - one broken callback must not swallow the others
                sys.excepthook(*sys.exc_info())

    def _deliver_next(self) -> None:
        if not self._outcomes:
            return
        outcome = self._outcomes.popleft()
        if shiboken6.isValid(outcome.owner):
            outcome.callback(outcome.value)
