# SPDX-License-Identifier: EUPL-1.2
"""The reader of codes in the settings: how it is told from typing, its sounds, its trial."""

from __future__ import annotations

from collections.abc import Callable

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.reader_setup import MODE, SOUND, reader_setup
from welfare_desk.ui.settings.look_card import laid_down


class ReaderCard(Card):
    """What is chosen counts at once; ``try_it`` opens the trial."""

    def __init__(self, context: Context, try_it: Callable[[], None]) -> None:
        look = context.theme
        super().__init__(look, self.tr("Reader of codes"), "scan-line", name="settings.reader")
        self._preferences = look.preferences
        modes = (("on", self.tr("There is a reader")), ("off", self.tr("There is none")))
        self.mode = Segmented(look, self.tr("Reader"), modes, value="on", name="settings.reader_on")
        self.mode.chosen.connect(self._choose)
        self.body.addWidget(self.mode)
        self.way = Text(look, "", "secondary", "muted", wrap=True)
        self.body.addWidget(self.way)
        self.sound = CheckRow(
            look,
            self.tr("Sound at each code"),
            self.tr("One sound for a code that was understood, another for one that was not."),
            name="settings.reader_sound",
        )
        self.sound.toggled.connect(self._set_sound)
        self.body.addWidget(self.sound)
        self.trial = ActionButton(
            look, "secondary", self.tr("Try the reader"), icon="scan-line", size="middle",
            name="settings.try_reader",
        )  # fmt: skip
        self.trial.clicked.connect(try_it)
        self.body.addWidget(self.trial)
        for key, control in ((MODE, self.mode), (SOUND, self.sound)):
            if self._preferences.is_locked(key):
                control.setDisabled(True)
                self.body.addLayout(laid_down(look, self.tr("Set by the body")))
        self.reload()

    def reload(self) -> None:
        """Show what is chosen."""
        setup = reader_setup(self._preferences)
        self.mode.set_value("off" if setup.mode == "off" else "on")
        self.sound.blockSignals(True)
        self.sound.setChecked(bool(self._preferences.value(SOUND)))
        self.sound.blockSignals(False)
        ways = {
            "delimited": self.tr("Told from typing by the keys that it sends around a code."),
            "timing": self.tr("Told from typing by its speed: %1 ms between two keys at most."),
            "off": self.tr("What a reader sends is typed like anything else."),
        }
        self.way.setText(ways[setup.mode].replace("%1", str(setup.gap_ms)))

    def _choose(self, value: str) -> None:
        setup = reader_setup(self._preferences)
        if (value == "off") == (setup.mode == "off"):
            return
        mode = "off" if value == "off" else "delimited" if setup.prefix_key else "timing"
        self._preferences.choose(MODE, mode)
        self.reload()

    def _set_sound(self, on: bool) -> None:
        self._preferences.choose(SOUND, on)
