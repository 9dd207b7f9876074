# SPDX-License-Identifier: EUPL-1.2
"""Registers the bundled fonts and hands out a QFont by role of the type table."""

import tomllib
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from welfare_desk.core.resources import resource_path

BUNDLED_FAMILIES = ("Inter", "Noto Sans", "Noto Naskh Arabic")
CODE_LETTER_SPACING = 0.4


@dataclass(frozen=True, slots=True)
class TypeRole:
    """Pixel size at 100 % text and weight; a code role reads letter by letter."""

    size: int
    weight: int
    code: bool = False
    tabular: bool = True


@cache
def type_table() -> dict[str, TypeRole]:
    """Return the roles of ``resources/theme/type.toml``."""
    with resource_path("theme", "type.toml").open("rb") as source:
        return {name: TypeRole(**row) for name, row in tomllib.load(source).items()}


@cache
def register_fonts() -> tuple[str, ...]:
    """Make the bundled font files known to Qt and return their families.

    Needs a running QApplication; a second call changes nothing.
    """
    families: list[str] = []
    for path in sorted(resource_path("fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


def font_for(role: str, percent: int, families: tuple[str, ...] = BUNDLED_FAMILIES) -> QFont:
    """Return the font of a role at a text size of ``percent``.

    Digits are tabular everywhere.  Codes get a slashed zero and a serifed I, because
    0 and O, 1 and I are what operators mistype.
    """
    spec = type_table()[role]
    font = QFont(list(families))
    font.setPixelSize(round(spec.size * percent / 100))
    font.setWeight(QFont.Weight(spec.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    # Said even where it is off: a widget takes what is left unsaid from its parent's font.
    font.setFeature(QFont.Tag("tnum"), int(spec.tabular))
    if spec.code:
        font.setFeature(QFont.Tag("ss02"), 1)
        font.setFeature(QFont.Tag("zero"), 1)
        font.setLetterSpacing(
            QFont.SpacingType.AbsoluteSpacing, CODE_LETTER_SPACING * percent / 100
        )
    return font
