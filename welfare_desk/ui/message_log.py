# SPDX-License-Identifier: EUPL-1.2
"""What was said at the bottom of the window since the operator came: nothing is missed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A message: when, microseconds UTC, in which words, and whether it could be undone."""

    number: int
    told_at: int
    words: str
    undoable: bool


class MessageLog(QObject):
    """Keeps messages in memory alone; they may name people, so they go with the operator."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: list[Told] = []
        self._next = 0

    def add(self, words: str, now_us: int, *, undoable: bool) -> None:
        """Keep a message; of very many the oldest goes."""
        self._next += 1
        self._told.append(Told(self._next, now_us, words, undoable))
        del self._told[:-MOST_KEPT]
        self.changed.emit()

    def all(self) -> tuple[Told, ...]:
        """Return the messages, the latest first."""
        return tuple(reversed(self._told))

    def forget(self) -> None:
        """Keep nothing: somebody else is at work."""
        self._told.clear()
        self.changed.emit()
