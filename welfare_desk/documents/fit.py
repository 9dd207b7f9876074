# SPDX-License-Identifier: EUPL-1.2
"""Text that always fits: shrink to a floor, then wrap, then end with an ellipsis."""

from __future__ import annotations

import re

import msgspec

from welfare_desk.core.money import NO_BREAK_SPACE
from welfare_desk.documents.fonts import unit_width

ELLIPSIS = "…"
_LITTLE = 0.85
# A phone number is read aloud in one breath: it is not cut at the end of a line.
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]) (?=[0-9])")
# Not the no-break space: an amount stays with its euro sign.
_BLANKS = re.compile(r"[ \t\r\n]+")


class Fitted(msgspec.Struct, frozen=True):
    """Lines, each no wider than the box at ``size`` points."""

    lines: tuple[str, ...]
    size: float


def fit(text: str, font: str, size: float, width: float, *, floor: float, lines: int = 1) -> Fitted:
    """Return the text in at most ``lines`` lines of ``width`` points.

    The largest size from ``size`` down to ``floor`` points that holds everything is
    taken, or a little less where that saves a second line; only when the floor does not
    hold it is the end replaced by an ellipsis.
    """
    text = _BETWEEN_DIGITS.sub(NO_BREAK_SPACE, _BLANKS.sub(" ", text).strip(" "))
    natural = unit_width(text, font)
    if natural * size <= width:
        return Fitted((text,), size)
    if natural * (floor if lines == 1 else max(floor, _LITTLE * size)) <= width:
        return Fitted((text,), width / natural)
    steps = max(1, round((size - floor) * 2))
    for step in range(steps + 1):
        attempt = size - (size - floor) * step / steps
        wrapped = wrap(text, font, attempt, width)
        if len(wrapped) <= lines:
            return Fitted(wrapped, attempt)
    kept = list(wrap(text, font, floor, width)[:lines])
    kept[-1] = _shortened(kept[-1], font, floor, width)
    return Fitted(tuple(kept), floor)


def wrap(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Return the text cut between words, and inside a word only if it is too long alone."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if unit_width(joined, font) * size <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, font, size, width)
        lines.extend(full)
    if line:
        lines.append(line)
    return tuple(lines) or ("",)


def _broken(word: str, font: str, size: float, width: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for char in word:
        if piece and unit_width(piece + char, font) * size > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def _shortened(line: str, font: str, size: float, width: float) -> str:
    while line and unit_width(line + ELLIPSIS, font) * size > width:
        line = line[:-1].rstrip()
    return line + ELLIPSIS
