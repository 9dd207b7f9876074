# SPDX-License-Identifier: EUPL-1.2
"""Colour tokens, palette and the one stylesheet of a theme at a text size."""

import re
import tomllib
from functools import cache
from typing import Any

from PySide6.QtGui import QColor, QPalette

from welfare_desk.core.resources import resource_path

LIGHT, DARK, HIGH_CONTRAST = "light", "dark", "high_contrast"
THEMES = (LIGHT, DARK, HIGH_CONTRAST)
TEXT_PERCENTS = (100, 125, 150, 175, 200)
TONES = ("ok", "warning", "danger", "info", "neutral")

_TOKEN = re.compile(r"@([a-z_]+)")
_LENGTH = re.compile(r"\b(px|tall|gap)\((\d+)\)")
_LINE_HEIGHT_OF_BODY = 18


@cache
def token_table() -> dict[str, dict[str, Any]]:
    """Return the tokens of all themes as ``resources/theme/tokens.toml`` states them."""
    with resource_path("theme", "tokens.toml").open("rb") as source:
        return tomllib.load(source)


@cache
def _stylesheet_template() -> str:
    return resource_path("theme", "window.qss").read_text(encoding="utf-8")


class Theme:
    """The values of one theme at one text size; never changes once made."""

    def __init__(self, name: str = LIGHT, text_percent: int = 100) -> None:
        """Take the tokens of ``name``; text from 100 to 200 percent."""
        self.name = name
        self.text_percent = min(max(text_percent, TEXT_PERCENTS[0]), TEXT_PERCENTS[-1])
        self.factor = self.text_percent / 100
        tokens = dict(token_table()[name])
        self.line: int = tokens.pop("line")
        self.frames: bool = tokens.pop("frames")
        self.tokens: dict[str, str] = tokens

    def hex(self, token: str) -> str:
        """Return a token as ``#RRGGBB``; an unknown token is a ``KeyError``."""
        return self.tokens[token]

    def colour(self, token: str) -> QColor:
        """Return a token as a QColor."""
        return QColor(self.tokens[token])

    def tone(self, tone: str) -> tuple[str, str, str]:
        """Return the token names of text, tint and edge of a tone."""
        if tone == "neutral":
            return "muted", "sunken", "neutral_edge"
        if tone in TONES:
            return tone, f"{tone}_tint", f"{tone}_edge"
        raise KeyError(tone)

    def px(self, length: int) -> int:
        """Return a length that grows as the text grows: icons, columns of text."""
        return round(length * self.factor)

    def gap(self, length: int) -> int:
        """Return a spacing: at 200 % text it is a quarter wider, not twice as wide."""
        return round(length * (1 + (self.factor - 1) / 4))

    def tall(self, height: int) -> int:
        """Return the height of a control with one line of text and padding around it."""
        padding = max(height - _LINE_HEIGHT_OF_BODY, 0)
        return self.px(min(height, _LINE_HEIGHT_OF_BODY)) + self.gap(padding)

    def stylesheet(self) -> str:
        """Return the one stylesheet with this theme's tokens and lengths put in."""

        def length(match: re.Match[str]) -> str:
            measure = {"px": self.px, "tall": self.tall, "gap": self.gap}[match[1]]
            return f"{measure(int(match[2]))}px"

        def token(match: re.Match[str]) -> str:
            return f"{self.line}px" if match[1] == "line" else self.tokens[match[1]]

        return _TOKEN.sub(token, _LENGTH.sub(length, _stylesheet_template()))

    def palette(self) -> QPalette:
        """Return the palette that plain widgets and dialogs draw themselves with."""
        role = QPalette.ColorRole
        pairs = {
            role.Window: "page",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "text",
            role.PlaceholderText: "muted",
            role.Button: "surface",
            role.ButtonText: "text",
            role.BrightText: "on_primary",
            role.ToolTipBase: "toast",
            role.ToolTipText: "toast_text",
            role.Highlight: "primary",
            role.HighlightedText: "on_primary",
            role.Accent: "primary",
            role.Link: "primary",
            role.LinkVisited: "primary",
            role.Light: "surface",
            role.Midlight: "sunken",
            role.Mid: "divider",
            role.Dark: "control",
            role.Shadow: "control",
        }
        palette = QPalette()
        for colour_role, token in pairs.items():
            palette.setColor(colour_role, self.colour(token))
        for colour_role in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, colour_role, self.colour("muted"))
        return palette
