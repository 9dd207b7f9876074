# SPDX-License-Identifier: EUPL-1.2
"""A desk in Piazzola that has pulled the sample territory."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.builders import TERRITORY, a_resource, an_operator
from tests.desk.conftest import PIN
from tests.support.desks import a_desk_here
from welfare_desk.core.clock import Clock
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.resources import resource_path
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import verifier_of
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Operator, Territory
from welfare_desk.server.territory_file import Reader, read, territory_id_of
from welfare_desk.store import meta


def sample_id(kind: str, key: str) -> str:
    """Return the id of a row of the sample."""
    return derived(territory_id_of("esempio"), f"{kind}:{key}")


def sample_desk(folder: Path, clock: Clock, town: str = "028063") -> Desk:
    """Return a desk of a municipality of the sample; Anna is logged in, its line is out."""
    file = read(resource_path("territory", "esempio.toml"))
    rows: list[Record] = []
    wanted = Reader(file, local_date(clock.now_us())).wanted()
    for row in wanted.rows:
        if isinstance(row, Operator):
            continue
        own = {"id": TERRITORY} if isinstance(row, Territory) else {}
        rows.append(msgspec.structs.replace(row, territory_id=TERRITORY, **own))
    rows += [a_resource(name, total) for name, total in wanted.totals.items()]
    verifier = verifier_of(PIN)
    for name, role in (("anna", "operator"), ("sara", "supervisor")):
        rows.append(
            msgspec.structs.replace(
                an_operator(name, role), municipality_id=None, pin_verifier=verifier
            )
        )
    desk = a_desk_here(folder, clock, rows)
    store, _, _ = desk.parts()
    with store.write() as conn:
        meta.put(conn, "municipality_id", sample_id("municipality", town))
    desk.session.log_in("anna", PIN)
    return desk
