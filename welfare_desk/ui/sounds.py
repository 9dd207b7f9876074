# SPDX-License-Identifier: EUPL-1.2
"""Two short sounds, by whatever plays sounds on this computer; with nothing, the system's bell."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication

from welfare_desk.core.resources import resource_path

Sound = Literal["understood", "not_understood"]
Player = Callable[[Path], None]
_PLAYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pw-play", ()),
    ("paplay", ()),
    ("aplay", ("-q",)),
    ("afplay", ()),
)
BELLS: dict[Sound, int] = {"understood": 1, "not_understood": 2}
BELL_GAP_MS = 180


def system_player() -> Player | None:
    """Return what plays a file here without being waited for, or nothing."""
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        return lambda path: winsound.PlaySound(str(path), flags)
    for name, options in _PLAYERS:
        program = shutil.which(name)
        if program is not None:
            return lambda path: _start(program, (*options, str(path)))
    return None


def _start(program: str, arguments: tuple[str, ...]) -> None:
    # Let go at once: a sound server that hangs must not hold the window.
    process = QProcess()
    process.setProgram(program)
    process.setArguments(list(arguments))
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.startDetached()


class Sounds:
    """Plays the two sounds."""

    def __init__(self, player: Player | None = None) -> None:
        """Without a ``player`` the system's bell rings: once for yes, twice for no."""
        self._player = player

    def play(self, sound: Sound) -> None:
        """Play a sound and return at once."""
        if self._player is not None:
            self._player(resource_path("sounds", f"{sound}.wav"))
            return
        for place in range(BELLS[sound]):
            QTimer.singleShot(place * BELL_GAP_MS, QApplication.beep)
