# SPDX-License-Identifier: EUPL-1.2
"""The one way from the GUI thread to background work and back."""

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
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


@dataclass(slots=True)
class _Job:
    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Any], None]
    lane: Lane
    value: Any = None
    succeeded: bool = False


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
        self._finished: deque[int] = deque()
        # Jobs are kept here, in the GUI thread, and workers know only their number: the last
        # reference to a widget must not be dropped in another thread, which destroys it there.
        self._jobs: dict[int, _Job] = {}
        self._numbers = count(1)
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

        number = next(self._numbers)
        self._jobs[number] = _Job(work, owner, done, failed, lane)
        self._pools[lane].submit(self._run, number)

    def is_closed(self) -> bool:
        """Tell whether no more jobs are taken."""
        return self._closed

    def busy_lanes(self) -> frozenset[Lane]:
        """Return the lanes with jobs not answered yet."""
        return frozenset(job.lane for job in self._jobs.values())

    def close(self) -> None:
        """Wait for all jobs, make the callbacks still due, and take no more jobs."""
        self._closed = True
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        while self._finished:
            try:
                self._deliver_next()
            except Exception:  # noqa: BLE001 - one broken callback must not swallow the others
                sys.excepthook(*sys.exc_info())

    def _run(self, number: int) -> None:
        job = self._jobs[number]
        try:
            job.value = job.work()
            job.succeeded = True
        except BaseException as error:  # noqa: BLE001 - whatever happens, one callback follows
            job.value = error
        del job
        self._finished.append(number)
        self._arrived.emit()

    def _deliver_next(self) -> None:
        if not self._finished:
            return
        job = self._jobs.pop(self._finished.popleft())
        if shiboken6.isValid(job.owner):
            (job.done if job.succeeded else job.failed)(job.value)
