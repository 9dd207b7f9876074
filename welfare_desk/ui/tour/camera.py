# SPDX-License-Identifier: EUPL-1.2
"""Looks at the window after a step: what a person could not read, and how it looks otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from welfare_desk.ui.tour.layout import problems, unnamed
from welfare_desk.ui.tour.legible import pale_texts
from welfare_desk.ui.tour.names import screen_in_front
from welfare_desk.ui.tour.seat import Seat

Look = tuple[str, int]
THEMES = ("light", "dark", "high_contrast")
SIZES = (100, 150, 200)
ALL_LOOKS: tuple[Look, ...] = tuple((theme, size) for theme in THEMES for size in SIZES)


class Shot(msgspec.Struct, frozen=True):
    """A screen in one look: its picture, and what the checks found on it."""

    screen: str
    step: str
    theme: str
    percent: int
    lang: str
    picture: str
    problems: list[str]


class Camera:
    """Checks every step; takes every screen once in each look, into a folder of its own."""

    def __init__(self, out: Path, looks: Sequence[Look], lang: str) -> None:
        """``looks`` may be none: then nothing is taken."""
        self._out, self._looks, self._lang = out, tuple(looks), lang
        self._seen: set[str] = set()
        self._shots: list[Shot] = []

    def look(self, step: str, seat: Seat) -> list[str]:
        """Return what is wrong with the window as it stands; it is left as it was found."""
        found = faults(seat)
        screen = screen_in_front(seat.window)
        if self._looks and screen not in self._seen:
            self._seen.add(screen)
            self._take_all(screen, step, seat)
        return found

    def _take_all(self, screen: str, step: str, seat: Seat) -> None:
        self._out.mkdir(parents=True, exist_ok=True)
        look, focus = seat.window.context.theme, QApplication.focusWidget()
        before = look.theme.name, look.theme.text_percent
        for theme, percent in self._looks:
            look.set_theme(theme, percent)
            seat.settle()
            name = f"{screen}--{self._lang}-{theme}-{percent}.png"
            seat.picture(self._out / name)
            shot = Shot(screen, step, theme, percent, self._lang, name, faults(seat))
            self._shots.append(shot)
        look.set_theme(*before)
        seat.settle()
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        seat.settle()
        (self._out / f"shots-{self._lang}.json").write_bytes(msgspec.json.encode(self._shots))


def faults(seat: Seat) -> list[str]:
    """Return what a person could not read, hit or hear in the window now."""
    window = seat.window
    return [*problems(window), *unnamed(window), *pale_texts(window)]
