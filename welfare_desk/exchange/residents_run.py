# SPDX-License-Identifier: EUPL-1.2
"""One import from its first row to its last: what is counted, written beside, and kept.

Desk and server bring their own transaction; what happens inside it is the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import ImportListUnwritable
from welfare_desk.exchange.residents import Ask, Cleaner, Resident, batches, tally
from welfare_desk.exchange.residents_file import Source, rows_of
from welfare_desk.exchange.residents_match import Decision, Matcher
from welfare_desk.exchange.residents_reasons import RowsFile, said_text
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.store.import_jobs import Job, State

BATCH = 500
"""Rows of a transaction."""
BESIDE_FROM = 4_000_000
"""A file of more bytes is read by a process of its own."""
_TELL_AFTER_S = 3.0
"""Remaining time is not told before there is something to measure."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the rows so far."""

    new: int = 0
    changed: int = 0
    already: int = 0
    refused: int = 0
    warned: int = 0
    """Rows that were taken and need a look."""
    refused_by: dict[str, int] = {}
    """Reasons by code; a row may have several."""
    warned_by: dict[str, int] = {}

    @property
    def imported(self) -> int:
        """How many rows stand as people: registered, amended or here already."""
        return self.new + self.changed + self.already


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far an import is; the last one says how it ended."""

    done: int
    """Rows that are done, whole."""
    total: int
    """Rows of the file, as far as is known."""
    remaining_s: int | None
    """Seconds that are left at the pace so far; nothing in the first three."""
    counts: Counts
    state: State
    refused_path: str
    """The file of refused rows, empty while there are none."""
    noted_path: str
    """The file of rows that were taken and need a look, empty while there are none."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An import as it was asked for: the file and its columns, and where rows are written."""

    ask: Ask
    controller_id: str
    """Whose residents they are; empty where a column says it."""
    refused_path: Path
    noted_path: Path
    actor: str
    as_of: int
    """The day of what stands in the file, microseconds UTC: written here later, it stays."""

    @property
    def job_id(self) -> str:
        """The id of the import: one a file and municipality."""
        source = self.ask.source
        return derived(self.ask.territory_id, f"import:{self.controller_id}:{source.sha256}")


def refused_beside(path: Path, *, dry: bool = False) -> Path:
    """Return where refused rows are written unless told otherwise.

    Those of a trial have a file of their own: an import that was stopped writes on in its.
    """
    return path.with_name(f"{path.stem}{'-prova' if dry else ''}-righe-rifiutate.csv")


def noted_beside(refused: Path) -> Path:
    """Return where the rows that need a look are written."""
    stem = refused.stem.removesuffix("-righe-rifiutate")
    return refused.with_name(f"{stem}-righe-da-guardare.csv")


class Run:
    """The state of one import between its batches."""

    def __init__(self, plan: Plan, before: Job | None, now_us: int, *, dry: bool = False) -> None:
        self.plan = plan
        self._dry = dry
        self._begun = time.monotonic()
        going_on = None if dry else _going_on(plan, before)
        self.skipped = going_on.rows_done if going_on else 0
        self._done = self.skipped
        self._started_at = going_on.started_at if going_on else now_us
        # A file keeps its day: imported again, it overwrites nothing that was written since.
        self._as_of = min(plan.as_of, now_us) if before is None else before.as_of
        counts = msgspec.json.decode(going_on.counts, type=Counts) if going_on else Counts()
        self._numbers = {name: getattr(counts, name) for name in _NUMBERS}
        self._refused_by, self._warned_by = dict(counts.refused_by), dict(counts.warned_by)
        _require_other_file(plan)
        header = plan.ask.source.header
        self._refused = RowsFile(
            plan.refused_path, header, "Motivo", going_on.refused_bytes if going_on else 0
        )
        self._noted = RowsFile(
            plan.noted_path, header, "Avviso", going_on.noted_bytes if going_on else 0
        )
        self._lengths = self._refused.keep(), self._noted.keep()
        self._matcher = self.matcher()

    def matcher(self, alone: Callable[..., bool] | None = None) -> Matcher:
        """Decide by the people who are here; ``alone`` spares look-ups, see ``Matcher``."""
        codes = {town.id: town.postal_code for town in self.plan.ask.municipalities}
        reason = "elenco del Comune"
        more = {} if alone is None else {"alone": alone}
        self._matcher = Matcher(self._as_of, codes, reason, **more)
        return self._matcher

    def take(self, world: World, batch: Sequence[Resident]) -> list[Decision]:
        """Decide a batch, count it and write its refused rows; nothing is recorded here."""
        decided = self._matcher.decide(world, batch)
        for each in decided:
            self._numbers[each.fate] += 1
            row = each.resident
            if each.fate == "refused":
                tally(each.reasons, self._refused_by)
                self._refused.write(row.cells, row.line, said_text(each.reasons))
            elif each.warnings:
                self._numbers["warned"] += 1
                tally(each.warnings, self._warned_by)
                self._noted.write(row.cells, row.line, said_text(each.warnings))
        self._done += len(decided)
        self._lengths = self._refused.keep(), self._noted.keep()
        return decided

    def job(self, state: State, now_us: int) -> Job:
        """Return how far the import is, to be kept with the batch."""
        ask = self.plan.ask
        return Job(
            id=self.plan.job_id,
            territory_id=ask.territory_id,
            sha256=ask.source.sha256,
            controller_id=self.plan.controller_id,
            path=ask.source.path,
            columns=ask.columns,
            as_of=self._as_of,
            state=state,
            rows_done=self._done,
            rows_total=self._total(state),
            counts=msgspec.json.encode(self.counts()).decode(),
            refused_path=str(self.plan.refused_path),
            refused_bytes=self._lengths[0],
            noted_path=str(self.plan.noted_path),
            noted_bytes=self._lengths[1],
            started_at=self._started_at,
            changed_at=now_us,
            actor=self.plan.actor,
        )

    def progress(self, state: State) -> Progress:
        """Return how far the import is, for a person."""
        total = self._total(state)
        return Progress(
            done=self._done,
            total=total,
            remaining_s=self._remaining(total) if state == "running" else None,
            counts=self.counts(),
            state=state,
            refused_path=str(self.plan.refused_path) if self._lengths[0] else "",
            noted_path=str(self.plan.noted_path) if self._lengths[1] else "",
        )

    def counts(self) -> Counts:
        """Return what became of the rows so far."""
        return Counts(
            **self._numbers, refused_by=dict(self._refused_by), warned_by=dict(self._warned_by)
        )

    def close(self) -> None:
        """Close both files; one that holds nothing is taken away."""
        self._refused.close()
        self._noted.close()

    def _total(self, state: State) -> int:
        source = self.plan.ask.source
        return self._done if state == "done" else max(self._done, source.rows - source.first_row)

    def _remaining(self, total: int) -> int | None:
        spent = time.monotonic() - self._begun
        fresh = self._done - self.skipped
        if spent < _TELL_AFTER_S or not fresh:
            return None
        return round(spent / fresh * (total - self._done))


_NUMBERS = ("new", "changed", "already", "refused", "warned")


def resident_batches(ask: Ask, skip: int, size: int) -> Iterator[list[Resident]]:
    """Read and check rows in this process."""
    yield from batches(rows_of(ask.source), Cleaner(ask), skip=skip, size=size)


def operations_of(decided: Sequence[Decision]) -> list[Operation]:
    """Return what is to be recorded of a batch."""
    return [each.operation for each in decided if each.operation is not None]


def _going_on(plan: Plan, before: Job | None) -> Job | None:
    """Return the import that goes on; one of other columns or without its files begins anew.

    Beginning anew makes nobody twice: who was imported is here already.
    """
    if before is None or before.state == "done":
        return None
    same = (
        before.columns == plan.ask.columns
        and before.refused_path == str(plan.refused_path)
        and before.noted_path == str(plan.noted_path)
        and RowsFile.is_there(plan.refused_path, before.refused_bytes)
        and RowsFile.is_there(plan.noted_path, before.noted_bytes)
    )
    return before if same else None


def _require_other_file(plan: Plan) -> None:
    source = Path(plan.ask.source.path).resolve()
    if source in (plan.refused_path.resolve(), plan.noted_path.resolve()):
        raise ImportListUnwritable(why=plan.refused_path.name)


def as_of(source: Source, now_us: int) -> int:
    """Return the day of a file: when it was written last, never later than now."""
    return min(source.made_at, now_us)
