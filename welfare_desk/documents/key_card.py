# SPDX-License-Identifier: EUPL-1.2
"""The key card: every act with its key on one A4 page, to lay beside the keyboard."""

from __future__ import annotations

from typing import Final

import msgspec

from welfare_desk.documents.paper import A4, MUTED, PRIMARY, Paper

_LEFT: Final = 15.0
_TOP: Final = 38.0
_BOTTOM: Final = 275.0
_GAP: Final = 10.0
_COLUMN: Final = (A4[0] - 2 * _LEFT - _GAP) / 2
_KEY: Final = 37.0
_SCALES: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)


class KeyGroup(msgspec.Struct, frozen=True):
    """Acts under one heading."""

    heading: str
    rows: tuple[tuple[str, str], ...]
    """Key and act, in words."""


def key_card_pdf(
    title: str, about: str, groups: tuple[KeyGroup, ...], lang: str, author: str
) -> bytes:
    """Return one page in two columns; the type gets smaller until all of it stands there."""
    paper = Paper(A4, title=title, author=author, lang=lang)
    paper.block(title, _LEFT, 14, A4[0] - 2 * _LEFT, 22, bold=True, colour=PRIMARY)
    paper.block(about, _LEFT, 25, A4[0] - 2 * _LEFT, 11, colour=MUTED, lines=2)
    fitting = (scale for scale in _SCALES if max(_ends(groups, scale)) <= _BOTTOM)
    scale = next(fitting, _SCALES[-1])
    x, y = _LEFT, _TOP
    for number, group in enumerate(groups):
        if number == _turn(groups):
            x, y = _LEFT + _COLUMN + _GAP, _TOP
        y = _draw(paper, group, x, y, scale)
    return paper.finish()


def _turn(groups: tuple[KeyGroup, ...]) -> int:
    """Return the first group of the right column: both come out about as high."""
    heights = [len(group.rows) + 2 for group in groups]
    return min(
        range(1, len(groups) + 1),
        key=lambda at: max(sum(heights[:at]), sum(heights[at:])),
        default=1,
    )


def _ends(groups: tuple[KeyGroup, ...], scale: float) -> tuple[float, float]:
    at = _turn(groups)
    left, right = (
        _TOP + sum((len(group.rows) * 6.4 + 14) * scale for group in part)
        for part in (groups[:at], groups[at:])
    )
    return left, right


def _draw(paper: Paper, group: KeyGroup, x: float, top: float, scale: float) -> float:
    paper.block(group.heading, x, top, _COLUMN, 12 * scale, bold=True, colour=PRIMARY)
    y = top + 6.4 * scale
    paper.rule(x, y, _COLUMN)
    y += 1.4 * scale
    for key, words in group.rows:
        paper.block(key, x, y, _KEY - 2, 11 * scale, floor=6, bold=True)
        paper.block(words, x + _KEY, y, _COLUMN - _KEY, 11 * scale, floor=6)
        y += 6.4 * scale
    return y + 6.2 * scale
