# SPDX-License-Identifier: EUPL-1.2
"""The reader of codes at work: how it is set up, its sound, and what is true of it now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.instants import local_time_text
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.status import StatusFace
from welfare_desk.ui.reader_setup import MODE, SOUND, detector_of, reader_setup
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.sounds import Sounds, system_player


class Reader(QObject):
    """Answers each scan by a sound, follows what is chosen, and says how the reader stands.

    ``changed`` follows whenever ``face`` says something else; ``broke`` tells the sentence
    of a code that began and did not end.
    """

    changed = Signal()
    broke = Signal(str)

    def __init__(
        self,
        context: Context,
        scanner: ScannerFilter | None,
        sounds: Sounds | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Listen to ``scanner``, if there is one; without it nothing sounds."""
        super().__init__(parent)
        self._context, self._scanner = context, scanner
        self._sounds = sounds or Sounds(system_player() if scanner is not None else None)
        self._read_at = 0
        self._failed = False
        if scanner is not None:
            scanner.broken.connect(self._broken)
        self._preferences = context.theme.preferences
        self._preferences.changed.connect(self._chosen)

    def start(self) -> None:
        """Go by what is chosen for this desk."""
        self._chosen(MODE)

    def answer(self, understood: bool) -> None:
        """Say by a sound whether a code was understood, and remember it for the status bar."""
        self._sound(understood)
        self._read_at = self._context.desk.now_us()
        self._failed = False
        self.changed.emit()

    def face(self) -> StatusFace:
        """Return what is true of the reader: a keyboard's reader tells nothing until it reads."""
        words, icon, tone = self.tr("Reader: to try"), "scan-line", ""
        if self._preferences.value(MODE) == "off":
            words = self.tr("Reader: off")
        elif self._failed:
            words, icon, tone = self.tr("Reader: half a code"), "triangle-alert", "warning"
        elif self._read_at:
            when = local_time_text(self._read_at)
            words = self.tr("Reader: read at %1").replace("%1", when)
        elif self._preferences.is_named(MODE):
            words = self.tr("Reader: tried")
        return StatusFace("reader", words, icon, tone, apart=True)

    def _chosen(self, key: str) -> None:
        if key != MODE and not key.startswith("scanner."):
            return
        if self._scanner is not None:
            self._scanner.use(detector_of(reader_setup(self._preferences)))
        self.changed.emit()

    def _sound(self, understood: bool) -> None:
        if self._scanner is not None and self._preferences.value(SOUND):
            self._sounds.play("understood" if understood else "not_understood")

    def _broken(self) -> None:
        self._failed = True
        self._sound(understood=False)
        self.changed.emit()
        self.broke.emit(self.tr("The code was read only in part. Pass it again."))
