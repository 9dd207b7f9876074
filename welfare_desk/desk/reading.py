# SPDX-License-Identifier: EUPL-1.2
"""One look into the store: rows by key, at this desk's own time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection

from welfare_desk.core.clock import Clock
from welfare_desk.core.instants import local_date
from welfare_desk.core.places import Places
from welfare_desk.documents import watermark
from welfare_desk.models.reads import One, Where
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk, Municipality, Territory
from welfare_desk.protocol.lease import MARGIN_US
from welfare_desk.store import meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.queries import all_of
from welfare_desk.store.rows import SqlRows

R = TypeVar("R", bound=Record)
TRAINING = "training"
"""Name of the text in a training desk's store by which it is known; a real one has none."""


class Reading:
    """Rows as they stand in one read transaction."""

    def __init__(self, conn: Connection, now_us: int, home: Path | None = None) -> None:
        values = meta.every(conn)
        self.conn = conn
        self.home = home
        """The folder of the store, where a municipality's own files lie."""
        self.meta = values
        self.territory_id = values.get("territory_id", "")
        self.municipality_id = values.get("municipality_id", "")
        self.desk_name = values.get("desk_name", "")
        self.device = int(values.get("device") or "0")
        self.wall_us = now_us
        """What the computer's clock says; everything but ``doctor`` goes by ``now_us``."""
        self.now_us = max(now_us, int(values.get("own_time") or "0"))
        self.today: datetime.date = local_date(self.now_us)
        self._rows = SqlRows(conn, self.territory_id)

    def one(self, kind: type[R], row_id: str) -> R | None:
        """Return the row, or nothing."""
        read = One(kind.KIND, row_id)
        found = self._rows.load([read])[read]
        return cast(R, found[0]) if found else None

    def many(self, kind: type[R], ids: tuple[str, ...]) -> dict[str, R]:
        """Return the rows of these ids that exist, by id, in one query."""
        reads = [One(kind.KIND, row_id) for row_id in dict.fromkeys(ids)]
        found = self._rows.load(reads)
        return {read.id: cast(R, found[read][0]) for read in reads if found[read]}

    def where(self, kind: type[R], field: str, value: object) -> tuple[R, ...]:
        """Return the rows whose indexed field has the value."""
        read = Where(kind.KIND, field, value)
        return cast(tuple[R, ...], self._rows.load([read])[read])

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """Return every row of a small, server-owned kind."""
        return all_of(self.conn, self.territory_id, kind)

    def left(self) -> dict[str, int]:
        """Return what this desk may still promise, by resource."""
        return rights.summary(self.conn, ends_after=self.now_us + MARGIN_US)

    def left_of(self, resources: Iterable[str]) -> dict[str, int]:
        """Return the same of these resources only."""
        return rights.left_of(self.conn, resources, ends_after=self.now_us + MARGIN_US)

    @property
    def sample(self) -> bool:
        """True when screen and paper say ESEMPIO."""
        territory = self.one(Territory, self.territory_id)
        return territory is not None and territory.sample

    @property
    def training(self) -> bool:
        """True at a desk of the training mode: every paper of it is marked."""
        return TRAINING in self.meta

    @property
    def municipality(self) -> Municipality | None:
        """The municipality of this desk."""
        return self.one(Municipality, self.municipality_id)

    @cached_property
    def provider_id(self) -> str:
        """The cooperative whose desk this is, or nothing at a municipality's."""
        desk = self.one(Desk, str(self.device))
        return (desk.provider_id or "") if desk is not None else ""

    @cached_property
    def own_towns(self) -> dict[str, str]:
        """The names of the territory's municipalities by ISTAT code."""
        return {town.istat_code: town.name for town in self.every(Municipality)}

    def town_name(self, istat_code: str) -> str:
        """Return the name of a municipality of Italy, as the territory writes its own.

        With the letters of the province beyond the territory; nothing for an unknown code.
        """
        if not istat_code or istat_code in self.own_towns:
            return self.own_towns.get(istat_code, "")
        place = Places.load().by_istat(istat_code)
        return place.label if place is not None else ""


@contextmanager
def reading(store: DeskStore, clock: Clock) -> Iterator[Reading]:
    """Open one look into the store; papers made within it at a training desk are marked."""
    with store.read() as conn:
        here = Reading(conn, clock.now_us(), store.path.parent)
        with watermark.across_pages(watermark.TRAINING if here.training else ""):
            yield here
