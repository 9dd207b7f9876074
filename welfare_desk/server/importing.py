# SPDX-License-Identifier: EUPL-1.2
"""A municipality's list of residents, or a whole territory's, recorded by the server itself.

Each batch is one transaction: the people, the operations in the server's own chain, and how
far the import is.  Killed at any moment, it goes on behind the last whole batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import ImportFileChanged
from welfare_desk.exchange.residents import Ask, Batches, Resident, name_key
from welfare_desk.exchange.residents_beside import batches_beside
from welfare_desk.exchange.residents_columns import (
    fields_of,
    heading_key,
    propose,
    require,
    set_by_hand,
)
from welfare_desk.exchange.residents_file import Source, open_source, sample_of, unchanged
from welfare_desk.exchange.residents_run import (
    BATCH,
    BESIDE_FROM,
    Plan,
    Progress,
    Run,
    as_of,
    noted_beside,
    operations_of,
    refused_beside,
    resident_batches,
)
from welfare_desk.models.central import Standing
from welfare_desk.models.person import Person, person_table
from welfare_desk.models.territory import Municipality
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.operations.world import World
from welfare_desk.server.admin import Unknown
from welfare_desk.server.central import Central
from welfare_desk.server.own import record_own_run
from welfare_desk.store import feed, import_jobs, server_meta
from welfare_desk.store.rows import SqlRows, load_all

_FEED_PAGE = 1_000


class ImportAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator asks for on the command line."""

    path: Path
    columns: dict[str, str] = {}
    """Fields set by hand: the heading, or its number, of each."""
    istat: str = ""
    """Whose residents they are; empty where a column says it or there is one municipality."""
    refused: Path | None = None
    dry: bool = False
    """Whether the plan is for a trial, whose files stand beside those of an import."""


def plan_of(central: Central, territory_id: str, asked: ImportAsk) -> Plan:
    """Return the import with its columns: by hand, as remembered, as proposed.

    Refused as the file or its columns are; raises ``Unknown`` for a municipality that is not
    there.
    """
    source = open_source(asked.path)
    now_us = central.clock.now_us()
    today = local_date(now_us)
    with central.store.read() as conn:
        heading = heading_key(source.header)
        remembered = import_jobs.remembered(conn, territory_id, heading)
        towns = cast(list[Municipality], load_all(conn, territory_id, Municipality.KIND))
    if asked.istat:
        towns = [town for town in towns if town.istat_code == asked.istat]
        if not towns:
            raise Unknown("municipality")
    proposed = propose(source, sample_of(source), remembered, today)
    columns = fields_of(set_by_hand(proposed, asked.columns))
    require(columns)
    refused = asked.refused or refused_beside(asked.path, dry=asked.dry)
    return Plan(
        ask=Ask(
            source=source,
            columns=columns,
            territory_id=territory_id,
            municipalities=tuple(towns),
            today=today,
        ),
        controller_id=towns[0].id if len(towns) == 1 else "",
        refused_path=refused,
        noted_path=noted_beside(refused),
        actor="server",
        as_of=as_of(source, now_us),
    )


def dry_run(central: Central, plan: Plan, stop: Callable[[], bool]) -> Iterator[Progress]:
    """Say what an import would do; only the files of rows are written."""
    run = Run(plan, None, central.clock.now_us(), dry=True)
    territory_id = plan.ask.territory_id
    try:
        for batch in _batches(plan.ask.source)(plan.ask, 0, BATCH):
            with central.store.read() as conn:
                world = World(SqlRows(conn, territory_id), territory_id, settled=True)
                run.take(world, batch)
            if stop():
                yield run.progress("stopped")
                return
            yield run.progress("running")
        yield run.progress("done")
    finally:
        run.close()


def import_people(central: Central, plan: Plan, stop: Callable[[], bool]) -> Iterator[Progress]:
    """Import batch by batch; after ``stop`` answers true nothing more is begun.

    The last ``Progress`` says ``done`` or ``stopped``.  Refused with ``ImportFileChanged``
    where the file is not what it was at the end.
    """
    territory_id = plan.ask.territory_id
    with central.store.read() as conn:
        before = import_jobs.get(conn, territory_id, plan.job_id)
    run = Run(plan, before, central.clock.now_us())
    alone = _Alone(central, territory_id)
    run.matcher(alone.holds)
    with central.store.write() as conn:
        heading = heading_key(plan.ask.source.header)
        now_us = central.clock.now_us()
        import_jobs.remember(conn, territory_id, heading, plan.ask.columns, now_us)
    try:
        with central.store.much():
            for batch in _batches(plan.ask.source)(plan.ask, run.skipped, BATCH):
                _record(central, run, alone, batch)
                if stop():
                    yield _ended(central, run, "stopped")
                    return
                yield run.progress("running")
        if not unchanged(plan.ask.source):
            _ended(central, run, "stopped")
            raise ImportFileChanged()
        yield _ended(central, run, "done")
    finally:
        run.close()


def _record(central: Central, run: Run, alone: _Alone, batch: list[Resident]) -> None:
    territory_id = run.plan.ask.territory_id
    with central.store.write() as conn:
        standing = server_meta.lock(conn, territory_id)
        alone.catch_up(conn, standing)
        world = World(SqlRows(conn, territory_id), territory_id, settled=True)
        operations = operations_of(run.take(world, batch))
        reached = standing.server_seq
        if operations:
            settled = record_own_run(conn, standing, central, operations, world)
            assert not any(row.code for row in settled.logged), "a row was decided before"
            reached = settled.server_seq
        import_jobs.put(conn, run.job("running", central.clock.now_us()))
    alone.add([each for each in operations if isinstance(each, RegisterPerson)], reached)


def _ended(central: Central, run: Run, state: import_jobs.State) -> Progress:
    with central.store.write() as conn:
        import_jobs.put(conn, run.job(state, central.clock.now_us()))
    return run.progress(state)


def _batches(source: Source) -> Batches:
    large = Path(source.path).stat().st_size >= BESIDE_FROM
    return batches_beside if large else resident_batches


class _Alone:
    """Names and birth dates of those who are here without a fiscal code.

    Who has a code can only be one of them when the code is not found; most rows are spared
    the look-up of everybody born that day.  The feed tells what desks send meanwhile.
    """

    def __init__(self, central: Central, territory_id: str) -> None:
        self._territory_id = territory_id
        self._without: set[int] = set()
        with central.store.read() as conn:
            server_meta.begin_snapshot(conn)
            self._reached = server_meta.standing(conn, territory_id).server_seq
            columns = person_table.c
            rows = conn.execution_options(stream_results=True, yield_per=1_000).execute(
                sa.select(columns.surname, columns.name, columns.born_on).where(
                    columns.territory_id == territory_id, columns.base_code == ""
                )
            )
            for surname, name, born_on in rows:
                self._without.add(name_key(surname, name, born_on))

    def holds(self, key: int) -> bool:
        """Tell whether nobody without a code has these names and birth date."""
        return key not in self._without

    def catch_up(self, conn: Connection, standing: Standing) -> None:
        """Take in who changed since the last batch; the lock is held."""
        while self._reached < standing.server_seq:
            changed = feed.every_after(conn, self._territory_id, self._reached, _FEED_PAGE)
            for each in changed:
                if isinstance(each.record, Person) and not each.record.base_code:
                    row = each.record
                    self._without.add(name_key(row.surname, row.name, row.born_on))
            self._reached = changed[-1].server_seq if changed else standing.server_seq

    def add(self, registered: list[RegisterPerson], reached: int) -> None:
        """Take in whom a batch registered."""
        for body in registered:
            if not body.fiscal_code:
                self._without.add(name_key(body.surname, body.name, body.born_on))
        self._reached = reached
