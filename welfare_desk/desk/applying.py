# SPDX-License-Identifier: EUPL-1.2
"""Import of a list of applications at this desk: look at it, try it, run it, run it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from welfare_desk.core.dates import date_text
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    DeskError,
    FundUnknown,
    ImportFileChanged,
    NumbersExhausted,
    RoleMissing,
)
from welfare_desk.core.refusals_of_funds import ApplicationsClosed
from welfare_desk.desk.importing import Proposal
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.exchange.applications_columns import (
    FIELDS as FIELDS,
)
from welfare_desk.exchange.applications_columns import (
    missing,
    propose,
    require,
    set_by_hand,
)
from welfare_desk.exchange.applications_file import (
    Applied,
    AskApplications,
    Reader,
    refused,
    said_of,
)
from welfare_desk.exchange.applications_match import ApplicationMatcher, Filing, people_first
from welfare_desk.exchange.applications_run import ApplicationsRun, columns_key
from welfare_desk.exchange.residents_columns import Columns, fields_of
from welfare_desk.exchange.residents_file import open_source, sample_of, unchanged
from welfare_desk.exchange.residents_run import Progress, noted_beside, refused_beside
from welfare_desk.models.fund import Fund
from welfare_desk.models.territory import Municipality, Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.world import World
from welfare_desk.store import audit, import_jobs
from welfare_desk.store.rows import SqlRows

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk

ACTS = ("import", "file")
STEP = 20
"""Rows between two reports of how far it is."""
NUMBERS = 200
"""Receipt numbers that are asked for when none is left."""
_SHOWN = 8


class TakingFund(msgspec.Struct, frozen=True):
    """A fund that takes applications today."""

    fund_id: str
    name: str
    until: str


class Applying:
    """Imports of applications into this desk's own municipality; for supervisors.

    ``dry_run`` and ``run`` give a ``Progress`` after some rows; whoever drives them may stop
    between two, by closing the generator or by ``stop``: every row is whole.  Refused with
    ``RoleMissing``.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store, self._recorder, self._clock = desk.parts()

    def funds(self) -> tuple[TakingFund, ...]:
        """Return the funds whose applications may be filed today."""

        def taking(here: Reading) -> tuple[TakingFund, ...]:
            return tuple(
                TakingFund(fund.id, fund.name, date_text(fund.applications_until or fund.ends_on))
                for fund in here.every(Fund)
                if fund.municipality_id in (None, "", here.municipality_id) and _takes(fund, here)
            )

        return self._desk.look(taking)

    def look_at(self, path: Path, chosen: Mapping[str, str] | None = None) -> Proposal:
        """Return the file's columns: as remembered or proposed, with ``chosen`` by hand.

        ``chosen`` gives a heading, or the number of its column, to a field of ``FIELDS``; an
        empty heading takes the field away.  Refused as ``open_source``, and with
        ``ImportColumnUnknown``.
        """
        self._role()
        source = open_source(path)
        sample = sample_of(source)
        key = columns_key(source.header)

        def remembered(here: Reading) -> Columns | None:
            return import_jobs.remembered(here.conn, here.territory_id, key)

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
        fund_id: str,
        *,
        refused_path: Path | None = None,
        stop: Callable[[], bool] = lambda: False,
        step: int = STEP,
    ) -> Iterator[Progress]:
        """Say what an import would do; nothing but the files of rows is written."""
        beside = refused_path or refused_beside(path, dry=True)
        yield from self._steps(path, columns, fund_id, beside, stop, step, dry=True)

    def run(
        self,
        path: Path,
        columns: Sequence[str],
        fund_id: str,
        *,
        refused_path: Path | None = None,
        stop: Callable[[], bool] = lambda: False,
        step: int = STEP,
    ) -> Iterator[Progress]:
        """File an application for each row that can be; who applied by this list is passed over.

        Stopped or killed, the same list goes on: run twice it adds nothing.  Numbers for the
        receipts are asked for when they come to an end; ``NumbersExhausted`` without a line.
        Refused with ``FundUnknown``, ``ApplicationsClosed`` and ``ImportFileChanged``.
        """
        beside = refused_path or refused_beside(path)
        yield from self._steps(path, columns, fund_id, beside, stop, step, dry=False)

    def fund_of(self, key: str) -> str:
        """Return the id of a fund by its id or by its key in the territory file, or refuse."""

        def found(here: Reading) -> str:
            for each in (key, derived(here.territory_id, f"fund:{key}")):
                if here.one(Fund, each) is not None:
                    return each
            raise FundUnknown()

        return self._desk.look(found)

    def _steps(
        self,
        path: Path,
        columns: Sequence[str],
        fund_id: str,
        beside: Path,
        stop: Callable[[], bool],
        step: int,
        *,
        dry: bool,
    ) -> Iterator[Progress]:
        role = self._role()
        actor = self._desk.session.require().operator_id
        reader, matcher = self._begun(path, tuple(columns), fund_id)
        run = ApplicationsRun(reader.ask.source, beside, noted_beside(beside))
        if not dry:
            self._noted(reader, actor)
        try:
            for count, row in enumerate(reader.rows(), start=1):
                filing = self._decided(matcher, reader, row)
                if not dry:
                    filing = self._filed(filing, actor, role)
                run.take(filing)
                if stop():
                    yield run.progress("stopped")
                    return
                if not count % step:
                    yield run.progress("running")
            if not dry and not unchanged(reader.ask.source):
                raise ImportFileChanged()
            yield run.progress("done")
        finally:
            run.close()

    def _begun(
        self, path: Path, columns: Columns, fund_id: str
    ) -> tuple[Reader, ApplicationMatcher]:
        source = open_source(path)
        require(columns)

        def about(here: Reading) -> tuple[str, Municipality | None, Fund | None, bool]:
            fund = here.one(Fund, fund_id)
            own = fund is not None and fund.municipality_id in (None, "", here.municipality_id)
            taking = fund is not None and _takes(fund, here)
            return here.territory_id, here.municipality, fund if own else None, taking

        territory_id, town, fund, taking = self._desk.look(about)
        assert town is not None, "an enrolled desk has its municipality"
        if fund is None:
            raise FundUnknown()
        if not taking:
            raise ApplicationsClosed(
                from_on=date_text(fund.applications_from or fund.starts_on),
                until_on=date_text(fund.applications_until or fund.ends_on),
            )
        today = local_date(self._clock.now_us())
        ask = AskApplications(
            source=source,
            columns=columns,
            territory_id=territory_id,
            municipality=town,
            today=today,
        )
        return Reader(ask), ApplicationMatcher(fund, town.id, town.istat_code, today)

    def _noted(self, reader: Reader, actor: str) -> None:
        ask, now = reader.ask, self._clock.now_us()
        with self._store.write() as conn:
            key = columns_key(ask.source.header)
            import_jobs.remember(conn, ask.territory_id, key, ask.columns, now)
            audit.append(conn, now, actor, "import_applications", ask.source.sha256[:32], "")

    def _decided(self, matcher: ApplicationMatcher, reader: Reader, row: Applied) -> Filing:
        with self._store.read() as conn:
            territory_id = reader.ask.territory_id
            world = World(SqlRows(conn, territory_id), territory_id, settled=False)
            return matcher.decide(world, row)

    def _filed(self, filing: Filing, actor: str, role: str) -> Filing:
        """Record what a row asks for; a refusal by the desk is the row's reason."""
        if filing.fate == "refused":
            return filing
        before = people_first(filing.before)
        # Together only what brings no right: the award of a household is born with it.
        people = list(takewhile(lambda each: not each.gains(), before))
        try:
            if people:
                self._recorder.record_many(lambda _conn, _world: people, actor=actor, role=role)
            for operation in before[len(people) :]:
                self._record(operation, actor, role)
            if filing.filing is not None:
                self._record(filing.filing, actor, role)
            if filing.after is not None:
                self._record(filing.after, actor, role)
        except NumbersExhausted:
            raise
        except DeskError as refusal:
            said = said_of(refusal, refusal_text(refusal))
            return Filing(refused(filing.row, said), "refused")
        return filing

    def _record(self, operation: Operation, actor: str, role: str) -> None:
        try:
            self._recorder.record(operation, actor=actor, role=role)
        except NumbersExhausted:
            if not self._desk.ask_for("number:receipt", NUMBERS):
                raise
            self._recorder.record(operation, actor=actor, role=role)

    def _role(self) -> str:
        """Return the operator's role of now; refused with ``RoleMissing``."""
        who = self._desk.session.require()
        row = self._desk.look(lambda here: here.one(Operator, who.operator_id))
        role = row.role if row is not None and row.in_service else ""
        for act in ACTS:
            if not may_act(role, act):
                raise RoleMissing(act=act)
        return role


class ForFund:
    """Lists of applications for one fund, driven as lists of residents are."""

    def __init__(self, applying: Applying, fund_id: str) -> None:
        self._applying = applying
        self._fund_id = fund_id

    def look_at(self, path: Path, chosen: Mapping[str, str] | None = None) -> Proposal:
        """Return the file's columns, as ``Applying.look_at``."""
        return self._applying.look_at(path, chosen)

    def dry_run(
        self, path: Path, columns: Sequence[str], *, stop: Callable[[], bool], batch: int
    ) -> Iterator[Progress]:
        """Say what an import would do, as ``Applying.dry_run``."""
        return self._applying.dry_run(path, columns, self._fund_id, stop=stop, step=batch)

    def run(
        self, path: Path, columns: Sequence[str], *, stop: Callable[[], bool], batch: int
    ) -> Iterator[Progress]:
        """File applications, as ``Applying.run``."""
        return self._applying.run(path, columns, self._fund_id, stop=stop, step=batch)


def _takes(fund: Fund, here: Reading) -> bool:
    first = fund.applications_from or fund.starts_on
    last = fund.applications_until or fund.ends_on
    running = fund.needs_application and fund.closed_on is None
    return running and first <= here.today <= last
