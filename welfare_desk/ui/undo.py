# SPDX-License-Identifier: EUPL-1.2
"""Undo and redo of the window: every act that was told, back to the operator's log-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context

Undo = Callable[[], None] | Recorded | tuple[Recorded, ...] | None
"""What takes an act back: what was recorded, or a call where nothing was; nothing: it stays."""


@dataclass(frozen=True, slots=True)
class _Told:
    words: str
    undo: Callable[[], None] | tuple[Recorded, ...]


class UndoStack(QObject):
    """Ctrl+Z takes back the act told last, then the one before; Ctrl+Y does it again."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._done: list[_Told] = []
        self._undone: list[_Told] = []
        self._busy = False

    def told(self, words: str, undo: Undo) -> bool:
        """Note an act that was told; return whether it can be taken back."""
        if isinstance(undo, Recorded):
            undo = (undo,)
        if undo is None or (isinstance(undo, tuple) and not self._context.desk.undoing.knows(undo)):
            return False
        self._done.append(_Told(words, undo))
        self._undone.clear()
        return True

    def next_words(self) -> str:
        """Return what was said of the act that Ctrl+Z would take back, or nothing."""
        return self._done[-1].words if self._done else ""

    def forget(self) -> None:
        """Begin anew: somebody else is at work."""
        self._done.clear()
        self._undone.clear()
        self._busy = False
        self._context.desk.undoing.forget()

    def undo(self) -> None:
        """Take the last act back and say so; a refusal is said, and the act stays."""
        if self._busy:
            return
        one = self._next(self._done)
        if one is None:
            self._context.toast(self.tr("There is nothing to undo"))
            return
        if isinstance(one.undo, tuple):
            key = self._context.actions.key("redo")
            said = self.tr("Undone – %1. %2 does it again.").replace("%2", key)
            self._turn(one.words, one.undo, self._undone, said)
        else:
            one.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._busy:
            return
        one = self._next(self._undone)
        if one is None:
            self._context.toast(self.tr("There is nothing to do again"))
            return
        assert isinstance(one.undo, tuple)
        self._turn(one.words, one.undo, self._done, self.tr("Done again – %1"))

    def _next(self, told: list[_Told]) -> _Told | None:
        """Take off what was told last; of very many acts the oldest cannot be turned any more."""
        while told:
            one = told.pop()
            if not isinstance(one.undo, tuple) or self._context.desk.undoing.knows(one.undo):
                return one
        return None

    def _turn(
        self, words: str, recorded: tuple[Recorded, ...], into: list[_Told], said: str
    ) -> None:
        context = self._context
        self._busy = True

        def done(made: tuple[Recorded, ...]) -> None:
            self._busy = False
            if context.desk.undoing.knows(made):
                into.append(_Told(words, made))
            context.broadcast(frozenset().union(*(one.kinds for one in made)))
            context.toast(said.replace("%1", words))

        def refused(sentence: str) -> None:
            self._busy = False
            context.toast(sentence)

        context.write(lambda: context.desk.undoing.take_back(recorded), self, done, refused)
