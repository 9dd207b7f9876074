# SPDX-License-Identifier: EUPL-1.2
"""Sees what the thread of the window does that may wait: the store, the network, paper."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import requests
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.store.engines import DeskStore

_WAITING: tuple[tuple[Any, str], ...] = (
    (DeskStore, "read"),
    (DeskStore, "write"),
    (requests.Session, "send"),
    (Canvas, "save"),
)


class Guard:
    """Notes each call of the watched kind in the window's thread while it is ``on``."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        self._window = threading.get_ident()

    def note(self, what: str) -> None:
        """Note a call with the place in the program it came from."""
        if not self.on or threading.get_ident() != self._window:
            return
        frames = [one for one in traceback.extract_stack() if "/welfare_desk/ui/" in one.filename]
        frames = [one for one in frames if "/tour/" not in one.filename]
        if frames:
            last = frames[-1]
            self.seen.append(f"{what} at {last.filename.rpartition('/')[2]}:{last.lineno}")


@contextmanager
def guarded() -> Iterator[Guard]:
    """Watch until the block ends; the calls are done as ever."""
    guard = Guard()
    patches = [
        mock.patch.object(owner, name, _watched(guard, name, getattr(owner, name)))
        for owner, name in _WAITING
    ]
    for patch in patches:
        patch.start()
    try:
        yield guard
    finally:
        for patch in patches:
            patch.stop()


def _watched(guard: Guard, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        guard.note(name)
        return real(*given, **named)

    return call
