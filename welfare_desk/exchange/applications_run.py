# SPDX-License-Identifier: EUPL-1.2
"""One import of applications from its first row to its last: counted, with two files beside.

Nothing is kept of how far it came: who applied is here, so the same list goes on by itself.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from welfare_desk.core.refusals import ImportListUnwritable
from welfare_desk.exchange.applications_match import Filing
from welfare_desk.exchange.residents import tally
from welfare_desk.exchange.residents_columns import heading_key
from welfare_desk.exchange.residents_file import Source
from welfare_desk.exchange.residents_reasons import RowsFile, said_text
from welfare_desk.exchange.residents_run import Counts, Progress
from welfare_desk.store.import_jobs import State

_TELL_AFTER_S = 3.0


class ApplicationsRun:
    """What became of the rows so far, and the files of refused rows and of those to look at."""

    def __init__(self, source: Source, refused: Path, noted: Path) -> None:
        """Begin both files anew; refused with ``ImportListUnwritable``."""
        if Path(source.path).resolve() in (refused.resolve(), noted.resolve()):
            raise ImportListUnwritable(why=refused.name)
        self._total = source.rows - source.first_row
        self._refused = RowsFile(refused, source.header, "Motivo", 0)
        self._noted = RowsFile(noted, source.header, "Avviso", 0)
        self._lengths = (0, 0)
        self._numbers = {"new": 0, "already": 0, "refused": 0, "warned": 0}
        self._refused_by: dict[str, int] = {}
        self._warned_by: dict[str, int] = {}
        self._done = 0
        self._begun = time.monotonic()

    def take(self, filing: Filing) -> None:
        """Count a row and, where it was refused or needs a look, write it."""
        row = filing.row
        self._done += 1
        self._numbers[filing.fate] += 1
        if filing.fate == "refused":
            tally(row.reasons, self._refused_by)
            self._refused.write(row.cells, row.line, said_text(row.reasons))
        elif filing.fate == "new" and row.warnings:
            self._numbers["warned"] += 1
            tally(row.warnings, self._warned_by)
            self._noted.write(row.cells, row.line, said_text(row.warnings))

    def progress(self, state: State) -> Progress:
        """Return how far the import is, with what was written on the disk."""
        self._lengths = self._refused.keep(), self._noted.keep()
        total = self._done if state == "done" else max(self._done, self._total)
        return Progress(
            done=self._done,
            total=total,
            remaining_s=self._remaining(total) if state == "running" else None,
            counts=Counts(
                **self._numbers, refused_by=dict(self._refused_by), warned_by=dict(self._warned_by)
            ),
            state=state,
            refused_path=str(self._refused.path) if self._lengths[0] else "",
            noted_path=str(self._noted.path) if self._lengths[1] else "",
        )

    def close(self) -> None:
        """Close both files; one that holds nothing is taken away."""
        self._refused.close()
        self._noted.close()

    def _remaining(self, total: int) -> int | None:
        spent = time.monotonic() - self._begun
        if spent < _TELL_AFTER_S or not self._done:
            return None
        return round(spent / self._done * (total - self._done))


def columns_key(header: Sequence[str]) -> str:
    """Return under what the columns of such a heading are remembered: not a list of residents'."""
    return hashlib.sha256(f"applications:{heading_key(header)}".encode()).hexdigest()
