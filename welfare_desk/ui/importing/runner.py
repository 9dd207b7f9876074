# SPDX-License-Identifier: EUPL-1.2
"""Drives long work step by step, so that other work comes between two steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from welfare_desk.ui.context import Context


class Progress(Protocol):
    """How far something is, as its own layer says it."""

    @property
    def state(self) -> str:
        """Return ``running`` before the last step."""


class StepByStep(QObject):
    """Takes one step after the other on a lane of the window, until the end or a stop."""

    moved = Signal(object)
    """A ``Progress`` after each step."""
    ended = Signal(object)
    """The last ``Progress``."""
    failed = Signal(str)
    """A refusal as its sentence."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._steps: Iterator[Progress] | None = None
        self._writes = False
        self._stopping = False

    @property
    def is_running(self) -> bool:
        """True between the first step and the last."""
        return self._steps is not None

    def begin(
        self, make: Callable[[Callable[[], bool]], Iterator[Progress]], *, writes: bool
    ) -> None:
        """Start; ``make`` is given what tells whether to stop after this step."""
        if self._steps is not None:
            return
        self._stopping = False
        self._writes = writes
        self._steps = make(lambda: self._stopping)
        self._next()

    def stop(self) -> None:
        """Stop after the step that is under way; it ends whole."""
        self._stopping = True

    def _next(self) -> None:
        steps = self._steps
        if steps is None:
            return
        lane = self._context.write if self._writes else self._context.read
        lane(lambda: next(steps, None), self, self._stepped, self._refused)

    def _stepped(self, at: Progress | None) -> None:
        if at is None or at.state != "running":
            self._steps = None
            if at is not None:
                self.ended.emit(at)
            return
        self.moved.emit(at)
        self._next()

    def _refused(self, sentence: str) -> None:
        self._steps = None
        self.failed.emit(sentence)
