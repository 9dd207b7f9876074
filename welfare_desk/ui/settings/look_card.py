# SPDX-License-Identifier: EUPL-1.2
"""How this desk's window looks, speaks and locks: chosen here, in force at once, kept."""

from __future__ import annotations

from welfare_desk.ui.appearance import SYSTEM, TEXT, THEME
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look
from welfare_desk.ui.theme import DARK, HIGH_CONTRAST, LIGHT

LANG, IDLE = "appearance.lang", "lock.idle_minutes"
SIZES = (100, 125, 150, 200)
MINUTES = (1, 2, 3, 5, 10, 15)


class LookCard(Card):
    """Colours and size of the text."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("How the window looks"), "palette", name="settings.look")
        self._look, self._preferences = look, look.preferences
        themes = (
            (SYSTEM, self.tr("As the computer")),
            (LIGHT, self.tr("Light")),
            (DARK, self.tr("Dark")),
            (HIGH_CONTRAST, self.tr("High contrast")),
        )
        value = str(self._preferences.value(THEME))
        self.theme = Segmented(look, self.tr("Colours"), themes, value=value, name="settings.theme")
        self.theme.chosen.connect(self._choose_theme)
        self.body.addWidget(self.theme)
        sizes = tuple((str(size), f"{size} %") for size in SIZES)
        self.text = Segmented(
            look, self.tr("Size of the text"), sizes, value=_size(look), name="settings.text"
        )
        self.text.chosen.connect(self._choose_size)
        self.body.addWidget(self.text)
        words = self.tr("It changes at once and stays so. Nothing you typed is lost.")
        self.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        for key, control in ((THEME, self.theme), (TEXT, self.text)):
            if self._preferences.is_locked(key):
                control.setDisabled(True)
                self.body.addLayout(laid_down(look, self.tr("Set by the body")))
        look.changed.connect(self._looked)

    def _choose_theme(self, name: str) -> None:
        self._preferences.choose(THEME, name)
        if name != SYSTEM:
            self._look.set_theme(name=name)

    def _choose_size(self, size: str) -> None:
        self._look.set_theme(text_percent=int(size))
        self._preferences.choose(TEXT, int(size))

    def _looked(self) -> None:
        """Show a size that was chosen by its keys."""
        if self.text.value() != _size(self._look):
            self.text.set_value(_size(self._look))


class WayCard(Card):
    """Language, and after how long an empty chair locks the desk."""

    def __init__(self, look: Look, lang: str) -> None:
        super().__init__(look, self.tr("Language and lock"), "languages", name="settings.way")
        self._preferences = look.preferences
        languages = (("it", "Italiano"), ("en", "English"))
        self.lang = Segmented(
            look, self.tr("Language"), languages, value=lang, name="settings.lang"
        )
        self.lang.chosen.connect(self._choose_lang)
        self.body.addWidget(self.lang)
        self.told = Text(look, "", "secondary", "muted", wrap=True)
        self.told.setObjectName("settings.lang_told")
        self.told.hide()
        self.body.addWidget(self.told)
        here = int(self._preferences.value(IDLE))
        minutes = sorted({*MINUTES, here})
        self.idle = ChoiceField(
            look, self.tr("Lock an empty chair after"), name="settings.idle_minutes"
        )
        self.idle.set_choices([(str(n), self.tr("%n minutes", "", n)) for n in minutes])
        self.idle.set_value(str(here))
        self.idle.changed.connect(lambda value: self._preferences.choose(IDLE, int(value)))
        self.body.addWidget(self.idle)
        for key, control in ((LANG, self.lang), (IDLE, self.idle)):
            if self._preferences.is_locked(key):
                control.setDisabled(True)
                self.body.addLayout(laid_down(look, self.tr("Set by the body")))

    def _choose_lang(self, lang: str) -> None:
        self._preferences.choose(LANG, lang)
        self.told.setText(self.tr("From the next start. What is open stays as it is."))
        self.told.show()


def laid_down(look: Look, words: str) -> HBox:
    """Return the line that says who decided."""
    line = HBox(look, 8)
    line.addWidget(Badge(look, BadgeFace(words, "neutral", "lock")))
    line.addStretch(1)
    return line


def _size(look: Look) -> str:
    here = look.theme.text_percent
    return str(min(SIZES, key=lambda each: abs(each - here)))
