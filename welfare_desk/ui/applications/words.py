# SPDX-License-Identifier: EUPL-1.2
"""Applications in the words of the window: badges, steps of the sum, choices of reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from welfare_desk.core.awards import Line
from welfare_desk.core.money import euro_text
from welfare_desk.desk.sentences import decision_text, line_text
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Step

_FACES = {
    "filed": ("info", "hourglass"),
    "approved": ("ok", "circle-check"),
    "refused": ("neutral", "circle-x"),
    "withdrawn": ("neutral", "ban"),
    "duplicate": ("warning", "copy"),
    "revoked": ("danger", "ban"),
}
_CROSS = {
    "pending": ("neutral", "clock"),
    "clear": ("ok", "circle-check"),
    "here": ("warning", "triangle-alert"),
    "elsewhere": ("warning", "triangle-alert"),
}
_VERDICTS = {
    "yes": ("ok", "circle-check"),
    "apply": ("ok", "file-pen-line"),
    "ask": ("warning", "circle-question-mark"),
    "had": ("info", "history"),
    "no": ("neutral", "minus"),
}


class ApplicationWords(QObject):
    """Words and signs in the language of the window."""

    def __init__(self, parent: QObject, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang

    def told(self, kind: str, code: str) -> str:
        """Return a code in words."""
        return decision_text(kind, code, self._lang)

    def state(self, state: str) -> BadgeFace:
        """Return how an application stands."""
        tone, icon = _FACES.get(state, ("neutral", "info"))
        return BadgeFace(self.told("state", state), tone, icon)

    def cross(self, cross_check: str) -> BadgeFace:
        """Return what other municipalities said."""
        tone, icon = _CROSS.get(cross_check, ("neutral", "info"))
        return BadgeFace(self.told("cross", cross_check), tone, icon)

    def verdict(self, verdict: str) -> BadgeFace:
        """Return the answer of a fund or an offering."""
        tone, icon = _VERDICTS.get(verdict, ("neutral", "info"))
        return BadgeFace(self.told("verdict", verdict), tone, icon)

    def line(self, line: Line) -> str:
        """Return a criterion in words."""
        return line_text("award", line.code, line.facts, self._lang)

    def steps(self, lines: Iterable[Line]) -> list[Step]:
        """Return the sum, a step for each criterion with what it adds or takes."""
        return [
            Step(self.line(line), "", self._cents(line.cents), "done" if line.ok else "failed")
            for line in lines
        ]

    def choices(self, kind: str, codes: Sequence[str]) -> list[tuple[str, str]]:
        """Return codes with their words, to choose from."""
        return [(code, self.told(kind, code)) for code in codes]

    def euro(self, cents: int) -> str:
        """Return an amount."""
        return euro_text(cents, self._lang)

    def _cents(self, cents: int) -> str:
        return self.euro(cents) if cents else ""
