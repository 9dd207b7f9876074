# SPDX-License-Identifier: EUPL-1.2
"""Closing a day at this desk, and taking that back: a note and a line of the audit log.

Closing moves no right and changes no shared row: nobody else has to judge it, so it is no
operation.  The line in the audit log travels to the centre with the next push.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals_of_closing import DayNotOver, DayOpen, ReportUnwritable
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.desk.session import Session
from welfare_desk.desk.views.closings import CLOSINGS, KEPT, Closed, closings
from welfare_desk.desk.views.day_report import DayReport, day_report, left_open
from welfare_desk.store import audit, meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync.desk_file import write_whole

T = TypeVar("T")
FOLDER = "reports"
"""Where reports go inside a desk's home when no other folder was chosen."""
FOLDER_NOTED = "report_folder"
"""Name of the note that says another folder."""


class DayFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a closed day."""

    pdf: Path
    csv: Path


class Closing:
    """The days of this desk; every method may be called from any thread."""

    def __init__(self, store: DeskStore, clock: Clock, session: Session) -> None:
        self._store, self._clock, self._session = store, clock, session

    def report(self, on: datetime.date | None = None) -> DayReport:
        """Return the figures of a day as they stand, of today without one."""
        return self._look(lambda here: day_report(here, on or here.today))

    def left_open(self) -> datetime.date | None:
        """Return the last day before today that had work and was not closed, or nothing."""
        return self._look(lambda here: left_open(here, here.today))

    def close(self, on: datetime.date | None = None) -> DayReport:
        """Note that a day is closed; closing it again after more work counts anew.

        Refused with ``DayNotOver`` for a day to come, and with ``DeskLocked``.
        """
        who = self._session.require()
        today = self._look(lambda here: here.today)
        day = on or today
        if day > today:
            raise DayNotOver()
        before = self._look(closings)
        report = self.report(day)
        earlier = next((each for each in before if each.on == day), None)
        fresh = Closed(
            on=day,
            closed_at=self._now(),
            operator_id=who.operator_id,
            times=1 if earlier is None else earlier.times + 1,
        )
        self._note(before, fresh, "close_day", f"{report.operations} {report.unsent}")
        return self.report(day)

    def reopen(self, on: datetime.date | None = None) -> DayReport:
        """Take the closing of a day back; refused with ``DayOpen`` and ``DeskLocked``."""
        self._session.require()
        day = on or self._look(lambda here: here.today)
        before = self._look(closings)
        found = next((each for each in before if each.on == day and not each.reopened_at), None)
        if found is None:
            raise DayOpen()
        again = msgspec.structs.replace(found, reopened_at=self._now())
        self._note(before, again, "reopen_day", "")
        return self.report(day)

    def note_report(self, act: str, on: datetime.date) -> None:
        """Note in the audit log that a report was written; refused with ``DeskLocked``."""
        who = self._session.require()
        with self._store.write() as conn:
            audit.append(conn, self._now(), who.operator_id, act, on.isoformat(), "")

    def folder(self) -> Path:
        """Return where the reports of closed days are put."""
        noted = self._look(lambda here: here.meta.get(FOLDER_NOTED) or "")
        return Path(noted) if noted else self._store.path.parent / FOLDER

    def set_folder(self, folder: Path | None) -> None:
        """Choose where reports are put; nothing: inside the desk's home."""
        with self._store.write() as conn:
            meta.put(conn, FOLDER_NOTED, str(folder or ""))

    def files(self, report: DayReport, pdf: bytes) -> DayFiles:
        """Put paper and table of a day into the folder; refused with ``ReportUnwritable``.

        Those of before are replaced: the last closing counts.
        """
        # Words and paper come with it: not before use.
        from welfare_desk.desk.day_tables import day_out

        folder = self.folder()
        name = f"giornata-{report.on.isoformat()}"
        made = DayFiles(pdf=folder / f"{name}.pdf", csv=folder / f"{name}.csv")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(made.pdf, pdf)
            write_whole(made.csv, day_out(report).csv())
        except OSError:
            raise ReportUnwritable(folder=str(folder)) from None
        return made

    def _note(self, before: tuple[Closed, ...], fresh: Closed, act: str, reason: str) -> None:
        rest = tuple(each for each in before if each.on != fresh.on)
        kept = tuple(sorted((fresh, *rest), key=lambda each: each.on, reverse=True))[:KEPT]
        who = self._session.require()
        with self._store.write() as conn:
            meta.put(conn, CLOSINGS, msgspec.json.encode(kept).decode())
            audit.append(conn, self._now(), who.operator_id, act, fresh.on.isoformat(), reason)

    def _now(self) -> int:
        return self._look(lambda here: here.now_us)

    def _look(self, view: Callable[[Reading], T]) -> T:
        with reading(self._store, self._clock) as here:
            return view(here)
