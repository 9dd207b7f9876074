# SPDX-License-Identifier: EUPL-1.2
"""Makes safety copies beside the work: by hand, behind the closing of a day, once a day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from welfare_desk.core.money import NO_BREAK_SPACE
from welfare_desk.sync.safety_copy import Made
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane

FIRST_LOOK_MS = 10 * 60 * 1000
"""Nobody's first minutes at the counter are slowed down by a copy."""
LOOK_MS = 30 * 60 * 1000


class Copies(QObject):
    """Works on a lane where nobody waits; ``changed`` follows each copy and each that failed."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Make nothing before ``start``."""
        super().__init__(parent)
        self._context = context
        self._busy = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """True while a copy is being made."""
        return self._busy

    def start(self) -> None:
        """Look from time to time whether a day has gone by since the last copy."""
        self._timer.start(FIRST_LOOK_MS)

    def by_hand(self) -> None:
        """Make a copy now and say where it is."""
        self._make(told=True)

    def closed(self) -> None:
        """Make a copy behind the closing of a day; of a sample territory none."""
        desk = self._context.desk
        self._context.read(desk.safety.wanted, self, self._make_where)

    def _look(self) -> None:
        self._timer.setInterval(LOOK_MS)
        if not self._context.jobs.is_closed():
            self._context.read(self._context.desk.safety.due, self, self._make_where)

    def _make_where(self, wanted: bool) -> None:
        if wanted:
            self._make(told=False)

    def _make(self, *, told: bool) -> None:
        if self._busy or self._context.jobs.is_closed():
            return
        self._busy, self._told = True, told
        desk, who = self._context.desk, self._context.operator_id()
        self._context.jobs.submit(
            lambda: desk.safety.make(who), self, self._made, self._failed, Lane.NETWORK
        )
        if told:
            self._context.toast(self.tr("The safety copy is being made: go on working"))
        self.changed.emit()

    def _made(self, made: Made) -> None:
        self._busy = False
        if self._told:
            words = self.tr("Safety copy made and read back: %1 in %2")
            file = Path(made.file)
            size = size_text(made.size, self._context.lang)
            words = words.replace("%1", f"{file.name} ({size})").replace("%2", str(file.parent))
            self._context.toast(words)
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        sentence = self._context.sentence(error)
        # Also one that nobody asked for: without a copy a broken disk takes the work along.
        self._context.toast(sentence)
        self.changed.emit()


def size_text(size: int, lang: str) -> str:
    """Return a size in megabytes with one decimal, such as ``12,4 MB``."""
    number = f"{size / (1 << 20):.1f}"
    return f"{number if lang == 'en' else number.replace('.', ',')}{NO_BREAK_SPACE}MB"
