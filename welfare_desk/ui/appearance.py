# SPDX-License-Identifier: EUPL-1.2
"""How the window looks: as was chosen, else as the computer is set (EN 301 549, 11.7)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

from welfare_desk.ui.fonts import BUNDLED_FAMILIES
from welfare_desk.ui.look import Look
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.theme import DARK, HIGH_CONTRAST, LIGHT, TEXT_PERCENTS

THEME, TEXT = "appearance.theme", "appearance.text_percent"
SYSTEM = "system"
_USUAL_PIXELS = {"win32": 12.0, "darwin": 13.0}
"""The height of type that a system comes with; elsewhere 11 points."""
_USUAL_ELSEWHERE = 11 * 96 / 72
_USUAL_FAMILIES = frozenset(
    {
        "Adwaita Sans", "Arial", "Cantarell", "DejaVu Sans", "Helvetica", "Inter", "Inter Display",
        "MS Shell Dlg 2", "Noto Sans", "Open Sans", "Roboto", "Sans", "Sans Serif", "Segoe UI",
        "Segoe UI Variable", "Tahoma", "Ubuntu", "Ubuntu Sans", "sans-serif",
        ".AppleSystemUIFont", "",
    }
)  # fmt: skip
"""What desktops come with: any other family was set by the user, and wins."""


def system_theme() -> str:
    """Return the theme that the computer's own colours ask for."""
    hints = QGuiApplication.styleHints()
    asks = getattr(hints, "accessibility", None)
    if asks is not None and asks().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def system_percent() -> int:
    """Return the size of text that the computer's own type asks for, 100 to 200 per cent."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = font.pointSizeF()
    pixels = points * 96 / 72 if points > 0 else float(QFontInfo(font).pixelSize())
    asked = 100 * pixels / _USUAL_PIXELS.get(sys.platform, _USUAL_ELSEWHERE)
    return min(TEXT_PERCENTS, key=lambda each: abs(each - asked))


def system_families() -> tuple[str, ...]:
    """Return the families to write with: the user's own first where one was set."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return BUNDLED_FAMILIES if family in _USUAL_FAMILIES else (family, *BUNDLED_FAMILIES)


def look_for(preferences: Preferences) -> Look:
    """Return the look to begin with."""
    look = Look(_theme(preferences), _percent(preferences), system_families())
    look.preferences = preferences
    return look


class Appearance(QObject):
    """Keeps look, choices and the computer's settings in step while the window is open."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._preferences = look, look.preferences
        self._percent = look.theme.text_percent
        self._preferences.changed.connect(self._chosen)
        look.changed.connect(self._looked)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        asks = getattr(hints, "accessibility", None)
        if asks is not None:
            asks().contrastPreferenceChanged.connect(self._follow)

    def _chosen(self, key: str) -> None:
        if key == THEME:
            self._follow()
        elif key == TEXT:
            self._percent = _percent(self._preferences)
            if self._percent != self._look.theme.text_percent:
                self._look.set_theme(text_percent=self._percent)

    def _follow(self) -> None:
        wanted = _theme(self._preferences)
        if wanted != self._look.theme.name:
            self._look.set_theme(name=wanted)

    def _looked(self) -> None:
        """Keep a size that was chosen by its keys."""
        now = self._look.theme.text_percent
        if now != self._percent:
            self._percent = now
            self._preferences.choose(TEXT, now)


def _theme(preferences: Preferences) -> str:
    chosen = str(preferences.value(THEME))
    return system_theme() if chosen == SYSTEM else chosen


def _percent(preferences: Preferences) -> int:
    return int(preferences.value(TEXT)) if preferences.is_named(TEXT) else system_percent()
