# SPDX-License-Identifier: EUPL-1.2
"""Import of a list of residents at this desk: look at it, try it, run it, go on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import ImportFileChanged, RoleMissing
from welfare_desk.desk.reading import Reading
from welfare_desk.exchange.residents import Ask, Resident
from welfare_desk.exchange.residents_columns import FIELDS as FIELDS
from welfare_desk.exchange.residents_columns import SURE as SURE
from welfare_desk.exchange.residents_columns import Column as Column
from welfare_desk.exchange.residents_columns import (
    Columns,
    fields_of,
    heading_key,
    missing,
    propose,
    require,
    set_by_hand,
)
from welfare_desk.exchange.residents_file import open_source, sample_of, unchanged
from welfare_desk.exchange.residents_reasons import reason_text as reason_text
from welfare_desk.exchange.residents_run import (
    BATCH,
    Plan,
    Run,
    as_of,
    noted_beside,
    operations_of,
    refused_beside,
    resident_batches,
)
from welfare_desk.exchange.residents_run import Counts as Counts
from welfare_desk.exchange.residents_run import Progress as Progress
from welfare_desk.models.territory import Municipality, Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.world import World
from welfare_desk.store import audit, import_jobs, search
from welfare_desk.store.rows import SqlRows

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk

ACT = "import"
_SHOWN = 8
"""So many rows of a file are shown with its columns."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was understood, for a person to look at before anything is recorded."""

    path: str
    kind: str
    """``csv`` or ``xlsx``."""
    encoding: str
    """``utf-8``, ``utf-8-sig`` (with its mark), ``utf-16`` or ``cp1252``; empty for a sheet."""
    delimiter: str
    sheet: str
    rows: int
    """Rows below the heading, at most."""
    columns: tuple[Column, ...]
    sample: tuple[tuple[str, ...], ...]
    """The first rows, cell by cell."""
    missing: tuple[str, ...]
    """Fields that are needed and in no column: with one of them nothing can begin."""
    refused_path: str
    """Where refused rows are written unless told otherwise."""

    @property
    def sure(self) -> bool:
        """Whether every column in use was proposed with certainty and nothing is missing."""
        certain = all(each.certainty >= SURE for each in self.columns if each.field)
        return certain and not self.missing


class OpenJob(msgspec.Struct, frozen=True, kw_only=True):
    """An import that was stopped, or killed, and can go on."""

    path: str
    there: bool
    """False when the file is no longer where it was."""
    columns: tuple[str, ...]
    rows_done: int
    rows_total: int
    counts: Counts
    refused_path: str
    changed_at: int
    """Microseconds UTC."""


class Importing:
    """Imports of this desk, into its own municipality; for supervisors (``RoleMissing``).

    ``dry_run`` and ``run`` give a ``Progress`` after each transaction; whoever drives them
    may stop between two, by closing the generator or by ``stop``, and every row is whole.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store, self._recorder, self._clock = desk.parts()

    def look_at(self, path: Path, chosen: Mapping[str, str] | None = None) -> Proposal:
        """Return the file's columns: as remembered or proposed, with ``chosen`` by hand.

        ``chosen`` gives a heading, or the number of its column, to a field of ``FIELDS``; an
        empty heading takes the field away.  Refused as ``open_source``, and with
        ``ImportColumnUnknown``.
        """
        self._role()
        source = open_source(path)
        sample = sample_of(source)
        heading = heading_key(source.header)

        def remembered(here: Reading) -> Columns | None:
            return import_jobs.remembered(here.conn, here.territory_id, heading)

        today = local_date(self._clock.now_us())
        columns = propose(source, sample, self._desk.look(remembered), today)
        columns = set_by_hand(columns, chosen or {})
        return Proposal(
            path=str(path),
            kind=source.kind,
            encoding=source.encoding,
            delimiter=source.delimiter,
            sheet=source.sheet,
            rows=source.rows - source.first_row,
            columns=columns,
            sample=tuple(row.cells for row in sample[:_SHOWN]),
            missing=missing(fields_of(columns)),
            refused_path=str(refused_beside(path)),
        )

    def dry_run(
        self,
        path: Path,
        columns: Sequence[str],
        *,
        refused: Path | None = None,
        stop: Callable[[], bool] = lambda: False,
        batch: int = BATCH,
    ) -> Iterator[Progress]:
        """Say what an import would do; nothing but the files of rows is written."""
        plan = self._plan(path, tuple(columns), refused or refused_beside(path, dry=True))
        run = Run(plan, None, self._clock.now_us(), dry=True)
        try:
            for rows in resident_batches(plan.ask, 0, batch):
                with self._store.read() as conn:
                    territory_id = plan.ask.territory_id
                    run.take(World(SqlRows(conn, territory_id), territory_id, settled=False), rows)
                if stop():
                    yield run.progress("stopped")
                    return
                yield run.progress("running")
            yield run.progress("done")
        finally:
            run.close()

    def run(
        self,
        path: Path,
        columns: Sequence[str],
        *,
        refused: Path | None = None,
        stop: Callable[[], bool] = lambda: False,
        batch: int = BATCH,
    ) -> Iterator[Progress]:
        """Import, ``batch`` rows a transaction; goes on where the same import was stopped.

        Who is here is not made again, so running it twice changes nothing.  The columns are
        remembered for the next file with this heading.  Refused with ``ImportFileChanged``
        when the file is not the same at the end.
        """
        plan = self._plan(path, tuple(columns), refused)
        run = self._begun(plan)
        # Whoever began it answers for it, also when the screen is locked meanwhile.
        role = self._role()
        try:
            for rows in resident_batches(plan.ask, run.skipped, batch):
                self._record(run, rows, role)
                if stop():
                    yield self._ended(run, "stopped")
                    return
                yield run.progress("running")
            if not unchanged(plan.ask.source):
                self._ended(run, "stopped")
                raise ImportFileChanged()
            yield self._ended(run, "done")
        finally:
            run.close()

    def last_job(self) -> OpenJob | None:
        """Return the latest import that did not come to its end, or nothing."""
        job = self._desk.look(lambda here: import_jobs.last_open(here.conn, here.territory_id))
        if job is None:
            return None
        return OpenJob(
            path=job.path,
            there=Path(job.path).is_file(),
            columns=job.columns,
            rows_done=job.rows_done,
            rows_total=job.rows_total,
            counts=msgspec.json.decode(job.counts, type=Counts),
            refused_path=job.refused_path,
            changed_at=job.changed_at,
        )

    def _role(self) -> str:
        """Return the operator's role of now; refused with ``RoleMissing``."""
        who = self._desk.session.require()
        row = self._desk.look(lambda here: here.one(Operator, who.operator_id))
        role = row.role if row is not None and row.in_service else ""
        if not may_act(role, ACT):
            raise RoleMissing(act=ACT)
        return role

    def _plan(self, path: Path, columns: Columns, refused: Path | None) -> Plan:
        self._role()
        source = open_source(path)
        require(columns)
        now_us = self._clock.now_us()
        refused_path = refused or refused_beside(path)

        def towns(here: Reading) -> tuple[str, Municipality | None]:
            return here.territory_id, here.municipality

        territory_id, town = self._desk.look(towns)
        assert town is not None, "an enrolled desk has its municipality"
        return Plan(
            ask=Ask(
                source=source,
                columns=columns,
                territory_id=territory_id,
                municipalities=(town,),
                today=local_date(now_us),
            ),
            controller_id=town.id,
            refused_path=refused_path,
            noted_path=noted_beside(refused_path),
            actor=self._desk.session.require().operator_id,
            as_of=as_of(source, now_us),
        )

    def _begun(self, plan: Plan) -> Run:
        territory_id, now_us = plan.ask.territory_id, self._clock.now_us()
        heading = heading_key(plan.ask.source.header)
        with self._store.read() as conn:
            before = import_jobs.get(conn, territory_id, plan.job_id)
        run = Run(plan, before, now_us)
        with self._store.write() as conn:
            import_jobs.remember(conn, territory_id, heading, plan.ask.columns, now_us)
            audit.append(conn, now_us, plan.actor, "import_people", plan.job_id, "")
        return run

    def _record(self, run: Run, rows: Sequence[Resident], role: str) -> None:
        def planned(conn: Connection, world: World) -> list[Operation]:
            operations = operations_of(run.take(world, rows))
            import_jobs.put(conn, run.job("running", self._clock.now_us()))
            return operations

        self._recorder.record_many(planned, actor=run.plan.actor, role=role)

    def _ended(self, run: Run, state: import_jobs.State) -> Progress:
        with self._store.write() as conn:
            import_jobs.put(conn, run.job(state, self._clock.now_us()))
            if state == "done":
                search.settle_after(conn, run.counts().imported)
        return run.progress(state)
