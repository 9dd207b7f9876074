# SPDX-License-Identifier: EUPL-1.2
"""The reader of codes at work: how it is set up, its sound, and what is true of it now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from welfare_desk.core.instants import local_time_text
from welfare_desk.desk.reader import ReaderSetup, keep_reader_setup, reader_setup
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.status import StatusFace
from welfare_desk.ui.scan_detector import ScanDetector, ScanMode
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.sounds import Sounds, system_player


def detector_of(setup: ReaderSetup) -> ScanDetector:
    """Return what tells scans from typing by a setup; without a learnt key it goes by time."""
    mode = ScanMode(setup.mode)
    if mode is ScanMode.DELIMITED and not setup.prefix_key:
        mode = ScanMode.TIMING
    return ScanDetector(
        mode=mode,
        prefix_code=setup.prefix_key,
        suffix_code=setup.suffix_key,
        gap_ms=setup.gap_ms,
    )


class Reader(QObject):
    """Answers each scan by a sound, keeps the setup, and says how the reader stands.

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
        """Listen to ``scanner``, if there is one."""
        super().__init__(parent)
        self._context, self._scanner = context, scanner
        self._sounds = sounds or Sounds(system_player(), on=scanner is not None)
        self.setup = ReaderSetup()
        self._read_at = 0
        self._failed = False
        if scanner is not None:
            scanner.broken.connect(self._broken)

    def start(self) -> None:
        """Go by what is kept for this desk."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(reader_setup), self, self._use)

    def keep(self, setup: ReaderSetup) -> None:
        """Go by a setup from now on and after the next start."""
        desk = self._context.desk
        self._use(setup)
        self._context.write(lambda: keep_reader_setup(desk, setup), self, lambda _kept: None)

    def answer(self, understood: bool) -> None:
        """Say by a sound whether a code was understood, and remember it for the status bar."""
        self._sounds.play("understood" if understood else "not_understood")
        self._read_at = self._context.desk.now_us()
        self._failed = False
        self.changed.emit()

    def face(self) -> StatusFace:
        """Return what is true of the reader: a keyboard's reader tells nothing until it reads."""
        words, icon, tone = self.tr("Reader: to try"), "scan-line", ""
        if self.setup.mode == "off":
            words = self.tr("Reader: off")
        elif self._failed:
            words, icon, tone = self.tr("Reader: half a code"), "triangle-alert", "warning"
        elif self._read_at:
            when = local_time_text(self._read_at)
            words = self.tr("Reader: read at %1").replace("%1", when)
        elif self.setup.tried_at:
            words = self.tr("Reader: tried")
        return StatusFace("reader", words, icon, tone, apart=True)

    def _use(self, setup: ReaderSetup) -> None:
        self.setup = setup
        self._sounds.on = setup.sound and self._scanner is not None
        if self._scanner is not None:
            self._scanner.use(detector_of(setup))
        self.changed.emit()

    def _broken(self) -> None:
        self._failed = True
        self._sounds.play("not_understood")
        self.changed.emit()
        self.broke.emit(self.tr("The code was read only in part. Pass it again."))
