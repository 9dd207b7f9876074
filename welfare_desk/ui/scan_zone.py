# SPDX-License-Identifier: EUPL-1.2
"""The lines of a document as an OCR reader types them, one Enter after each; knows no Qt."""

from __future__ import annotations

import re

LINES_PAUSE_MS = 1500
"""A line that does not come within this time does not come any more."""

_FIRST = re.compile(r"[ACI][A-Z<]{4}[A-Z0-9<]{25}")
_SECOND = re.compile(r"[0-9A-Z<]{7}[MFX<][0-9A-Z<]{7}[A-Z<]{3}[A-Z0-9<]{12}")
_THIRD = re.compile(r"[A-Z<]{30}")
_PASSPORT = re.compile(r"P[A-Z<]{4}[A-Z<]{39}|[A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9A-Z<]{31}")
_CARD_LINES, _PASSPORT_LINES = 3, 2


def plain(text: str) -> str:
    """Return a line in the letters of the zone.

    A reader set to the American layout types ``;`` for ``<`` on an Italian computer.
    """
    return text.upper().replace(";", "<")


class ZoneLines:
    """Gathers the lines of one document; an answer is whole or was waited for in vain."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._wanted = 0
        self.since_ms = 0

    def __bool__(self) -> bool:
        """Tell whether lines wait for others."""
        return bool(self._lines)

    def take(self, text: str, at_ms: int) -> str | None:
        """Return what was read, whole; nothing while a document's other lines are to come.

        A code that is no line of a document ends the waiting: what was gathered is dropped.
        """
        line = plain(text)
        wanted = _wanted(line, bool(self._lines))
        if not wanted:
            self._lines.clear()
            return text
        if not self._lines or _begins(line):
            self._lines, self._wanted = [], wanted
        self._lines.append(line)
        self.since_ms = at_ms
        return self.give() if len(self._lines) >= self._wanted else None

    def give(self) -> str:
        """Return the lines there are, each on its own, and forget them."""
        joined = "\n".join(self._lines)
        self._lines = []
        return joined


def _begins(line: str) -> bool:
    return "<" in line and (_FIRST.fullmatch(line) is not None or line.startswith("P<"))


def _wanted(line: str, more: bool) -> int:
    """Return how many lines a document with this one has; nothing for another code."""
    signed = more or "<" in line
    if signed and any(shape.fullmatch(line) for shape in (_FIRST, _SECOND, _THIRD)):
        return _CARD_LINES
    return _PASSPORT_LINES if signed and _PASSPORT.fullmatch(line) else 0
