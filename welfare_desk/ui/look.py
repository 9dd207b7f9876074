# SPDX-License-Identifier: EUPL-1.2
"""What every widget of the kit is given: colours, fonts, signs, lengths, and their change."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from welfare_desk.ui.fonts import BUNDLED_FAMILIES, font_for, register_fonts
from welfare_desk.ui.icons import IconPainter
from welfare_desk.ui.preferences import Preferences
from welfare_desk.ui.theme import LIGHT, TEXT_PERCENTS, Theme


class Look(QObject):
    """The theme in force; ``changed`` tells widgets to take fonts and lengths anew."""

    changed = Signal()

    def __init__(
        self,
        name: str = LIGHT,
        text_percent: int = 100,
        families: tuple[str, ...] = BUNDLED_FAMILIES,
        parent: QObject | None = None,
    ) -> None:
        """Register the fonts and take a theme; ``families`` may be the platform's own."""
        super().__init__(parent)
        register_fonts()
        self.preferences = Preferences(parent=self)
        """What was chosen for this desk; of one that nobody opened yet all as the program comes."""
        self.theme = Theme(name, text_percent)
        self._families = families
        self._signs = IconPainter()
        self._compact = False

    def dress(self, app: QApplication) -> None:
        """Give the application palette, base font and the one stylesheet."""
        if app.style().name().lower() != "fusion":
            app.setStyle("Fusion")
        app.setPalette(self.theme.palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(self.theme.stylesheet())

    def set_theme(self, name: str | None = None, text_percent: int | None = None) -> None:
        """Change theme or text size of the whole window at once, without restart."""
        new_name = self.theme.name if name is None else name
        new_percent = self.theme.text_percent if text_percent is None else text_percent
        self.theme = Theme(new_name, new_percent)
        self._signs.forget()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.dress(app)
        self.changed.emit()

    def step_text(self, direction: int) -> None:
        """Go one text size up (+1) or down (-1); 0 returns to 100 percent."""
        sizes = TEXT_PERCENTS
        here = min(range(len(sizes)), key=lambda n: abs(sizes[n] - self.theme.text_percent))
        there = min(max(here + direction, 0), len(sizes) - 1) if direction else 0
        self.set_theme(text_percent=sizes[there])

    def font(self, role: str) -> QFont:
        """Return the font of a role of the type table."""
        return font_for(role, self.theme.text_percent, self._families)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return self.theme.colour(token)

    def sign(self, name: str, token: str, size: int = 18, ratio: float = 1.0) -> QPixmap:
        """Return a sign in the colour of a token; ``size`` is for 100 % text."""
        return self._signs.pixmap(name, self.theme.hex(token), self.px(size), ratio)

    def icon(self, name: str, ink: str = "primary", size: int = 18) -> QIcon:
        """Return a sign as a QIcon for menus and plain controls."""
        icon = QIcon(self.sign(name, ink, size))
        icon.addPixmap(self.sign(name, ink, size, 2.0))
        return icon

    def px(self, length: int) -> int:
        """Return a length that grows as the text grows."""
        return self.theme.px(length)

    def gap(self, length: int) -> int:
        """Return a spacing, which grows by a quarter at most."""
        return self.theme.gap(length)

    def tall(self, height: int) -> int:
        """Return the height of a control of one line."""
        return self.theme.tall(height)

    @property
    def line(self) -> int:
        """Width of borders and dividers in pixels."""
        return self.theme.line

    @property
    def is_large(self) -> bool:
        """Tell whether the text is so large for the window that pages reflow to one column."""
        return self._compact

    def set_compact(self, compact: bool) -> None:
        """Reflow to one column or back; the window says so when its size changes."""
        if compact != self._compact:
            self._compact = compact
            self.changed.emit()
