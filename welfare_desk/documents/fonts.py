# SPDX-License-Identifier: EUPL-1.2
"""Paper fonts: registered once, chosen by script, with Arabic shaped before drawing."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final, cast

import arabic_reshaper
from bidi import get_display
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from welfare_desk.core.resources import resource_path

REGULAR: Final = "NotoSans"
BOLD: Final = "NotoSans-Bold"

_FILES: Final = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    "NotoNaskhArabic": "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold": "NotoNaskhArabic-Bold.ttf",
}
_ARABIC: Final = {REGULAR: "NotoNaskhArabic", BOLD: "NotoNaskhArabic-Bold"}
# ReportLab would otherwise write its name for Helvetica, not embedded, into each page.
INITIAL: Final = REGULAR

# What says which way a part runs is not drawn itself.
_MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Run = tuple[str, str]


@functools.cache
def ensure_fonts() -> None:
    """Make the paper fonts known to ReportLab; later calls cost nothing."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", file))))


@functools.cache
def font_of(name: str) -> TTFont:
    """Return a registered paper font by name."""
    ensure_fonts()
    return cast(TTFont, pdfmetrics.getFont(name))


@functools.cache
def _glyphs(font: str) -> frozenset[int]:
    return frozenset(font_of(font).face.charToGlyph)


def _needs_shaping(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" for char in text)


@functools.lru_cache(maxsize=512)
def runs(text: str, font: str) -> tuple[Run, ...]:
    """Return the text in drawing order, cut where the font has to change.

    Arabic letters are joined and right-to-left parts turned round; a letter no
    bundled font has stays in ``font`` and prints as an empty box.
    """
    if _needs_shaping(text):
        text = _MARKS.sub("", get_display(arabic_reshaper.reshape(text)))
    parts: list[list[str]] = []
    for char in text:
        name = _font_for(char, font)
        if char.isspace() and parts:
            name = parts[-1][0]
        if parts and parts[-1][0] == name:
            parts[-1][1] += char
        else:
            parts.append([name, char])
    return tuple((name, part) for name, part in parts)


def _font_for(char: str, font: str) -> str:
    code = ord(char)
    other = _ARABIC[font]
    return other if code not in _glyphs(font) and code in _glyphs(other) else font


def unprintable(text: str) -> tuple[str, ...]:
    """Return the letters no bundled font can print, each once, in order."""
    known = _glyphs(REGULAR) | _glyphs(_ARABIC[REGULAR])
    return tuple(dict.fromkeys(c for c in text if ord(c) not in known and not c.isspace()))


def optical(font: str) -> float:
    """Return the factor that makes a font look as large as the Latin one at the same size."""
    return 1.0 if font in _ARABIC else 1.15


@functools.lru_cache(maxsize=512)
def unit_width(text: str, font: str) -> float:
    """Return the width of the drawn text at 1 pt, in points."""
    return sum(run_width(part, name) for name, part in runs(text, font))


def run_width(part: str, name: str) -> float:
    """Return the width at 1 pt of one run, already in drawing order."""
    return float(font_of(name).stringWidth(part, 1)) * optical(name)


def left_to_right(text: str) -> str:
    """Return a text that keeps its order inside one that runs from right to left.

    A phone number in groups would otherwise be read from its end.
    """
    return f"\u202a{text}\u202c"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
