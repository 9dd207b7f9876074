# SPDX-License-Identifier: EUPL-1.2
"""Safety copies of this desk: by hand, at closing the day, and once a day by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from welfare_desk.core.clock import Clock
from welfare_desk.core.instants import DAY_US, local_datetime
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.desk.views.safety import (
    FOLDER,
    FOLDER_NOTED,
    KEEP_NOTED,
    LAST_NOTED,
    MOST_KEPT,
    TROUBLE_NOTED,
    SafetyView,
    safety_view,
)
from welfare_desk.store import audit, meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import safety_copy
from welfare_desk.sync.safety_copy import Made

T = TypeVar("T")


class Safety:
    """The safety copies of this desk; every method may be called from any thread."""

    def __init__(self, store: DeskStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def view(self) -> SafetyView:
        """Return where copies go, how many are kept, and how old the last one is."""
        return self._look(safety_view)

    def set_folder(self, folder: Path | None) -> None:
        """Choose where copies go; nothing: inside the desk's home."""
        self._put(FOLDER_NOTED, str(folder or ""))

    def set_keep(self, keep: int) -> None:
        """Choose how many copies of this desk are kept in the folder, 1 to ``MOST_KEPT``."""
        self._put(KEEP_NOTED, str(min(max(keep, 1), MOST_KEPT)))

    def wanted(self) -> bool:
        """Tell whether copies are made unasked: of a sample territory none."""
        return not self._look(lambda here: here.sample)

    def due(self) -> bool:
        """Tell whether a day has gone by since the last copy; never on a sample territory."""
        view = self.view()
        if not self.wanted():
            return False
        return view.last_at is None or self._clock.now_us() - view.last_at >= DAY_US

    def make(self, actor: str = "") -> Made:
        """Write a copy into the folder and drop the oldest beyond those that are kept.

        Refused as ``safety_copy.write`` is; why is noted until one succeeds.
        """
        view = self.view()
        stamp = f"{local_datetime(self._clock.now_us()):%Y%m%d-%H%M%S}"
        prefix = f"sportello-{view.device}-"
        folder = Path(view.folder)
        try:
            made = self.make_to(folder / f"{prefix}{stamp}{safety_copy.ENDING}", actor)
        except DeskError as refusal:
            self._put(TROUBLE_NOTED, refusal.code)
            raise
        self._tidy(folder, prefix, view.keep)
        return made

    def make_to(self, file: Path, actor: str = "") -> Made:
        """Write a copy under a name of its own; refused as ``safety_copy.write`` is."""
        now = self._clock.now_us()
        made = safety_copy.write(self._store.path.parent, self._store, file, now)
        with self._store.write() as conn:
            noted = {LAST_NOTED: msgspec.json.encode(made).decode(), TROUBLE_NOTED: ""}
            meta.put_many(conn, noted)
            audit.append(conn, now, actor, "backup", "", str(made.operations))
        return made

    def destroy(self) -> int:
        """Remove every copy of this desk that can be reached; return how many there were.

        For a desk that the centre has erased: a copy opens by what opened the desk.
        """
        view = self.view()
        found = {Path(view.last_file)} if view.last_file else set()
        own = self._store.path.parent / FOLDER
        for folder in {own, Path(view.folder)}:
            with suppress(OSError):
                found |= set(folder.glob(f"sportello-{view.device}-*{safety_copy.ENDING}*"))
        gone = 0
        for path in found:
            with suppress(OSError):
                path.unlink()
                gone += 1
        return gone

    def _tidy(self, folder: Path, prefix: str, keep: int) -> None:
        """Remove the oldest copies of this desk, and what one that was cut off left behind."""
        try:
            copies = sorted(folder.glob(f"{prefix}*{safety_copy.ENDING}"))
            torn = folder.glob(f"{prefix}*{safety_copy.ENDING}.part")
            for path in (*copies[:-keep], *torn):
                path.unlink(missing_ok=True)
        except OSError:
            # Too many copies harm nobody; the next one tries again.
            return

    def _put(self, name: str, value: str) -> None:
        with self._store.write() as conn:
            meta.put(conn, name, value)

    def _look(self, view: Callable[[Reading], T]) -> T:
        with reading(self._store, self._clock) as here:
            return view(here)
