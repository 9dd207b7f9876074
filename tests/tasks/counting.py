# SPDX-License-Identifier: EUPL-1.2
"""Hands that count: a key with its modifiers, a letter, a scan, a press of the mouse."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QWidget

from welfare_desk.ui.tour.hands import Hands


@dataclass(slots=True)
class Count:
    """What the hands did so far: Ctrl+Invio is two keys, Tab one, a letter one."""

    scans: int = 0
    keys: int = 0
    clicks: int = 0

    def words(self) -> str:
        """Return ``1 S + 5 K``, with clicks only where there were some."""
        parts = [f"{self.scans} S"] if self.scans else []
        parts += [f"{self.keys} K"] if self.keys or not parts else []
        parts += [f"{self.clicks} C"] if self.clicks else []
        return " + ".join(parts)


class CountedHands(Hands):
    """Hands at a window; ``count`` tells what they did."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = Count()

    def key(self, keys: str) -> None:
        """Press a key or shortcut; each modifier is a key of its own."""
        super().key(keys)
        self.count.keys += len(keys.replace("++", "+plus").split("+"))

    def type(self, text: str) -> None:
        """Type; a capital counts as one key, as in the figures of the goals."""
        super().type(text)
        self.count.keys += len(text)

    def scan(self, code: str) -> None:
        """Scan a code: no key."""
        super().scan(code)
        self.count.scans += 1

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        super().press(name)
        self.count.clicks += 1

    def press_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Press a cell with the mouse."""
        super().press_cell(view, index)
        self.count.clicks += 1
