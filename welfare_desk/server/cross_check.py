# SPDX-License-Identifier: EUPL-1.2
"""Whether a household applied in two municipalities: by keyed hashes, answered yes or no."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import DiskFull, StoreBusy
from welfare_desk.models.application import Application, application_table
from welfare_desk.models.person import Person
from welfare_desk.operations.applications import NoteCrossCheck
from welfare_desk.operations.central.judging import Arrived
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.membership import counting_members
from welfare_desk.operations.world import World
from welfare_desk.server.central import Central
from welfare_desk.server.own import record_own
from welfare_desk.store.faults import DATABASE_AWAY
from welfare_desk.store.rows import SqlRows

_log = logging.getLogger(__name__)
_ASKING: Final = "file_application"
_MOST: Final = 200
"""How many applications are looked at after one push; the next push takes the rest."""
_DOMAIN: Final = b"welfare-desk application mark\x00"


def after_push(central: Central, territory_id: str, run: Sequence[Arrived]) -> None:
    """Check what was just filed; the push was answered whatever becomes of it."""
    if not any(each.act.kind == _ASKING for each in run):
        return
    try:
        check_pending(central, territory_id)
    except (DiskFull, StoreBusy, *DATABASE_AWAY) as trouble:
        _log.error("applications are still to be cross-checked: %s", type(trouble).__name__)


def check_pending(central: Central, territory_id: str) -> int:
    """Ask for each application that waits whether its people applied elsewhere; say how many."""
    with central.store.read() as conn:
        waiting = conn.execute(
            sa.select(application_table.c.id)
            .where(
                application_table.c.territory_id == territory_id,
                application_table.c.cross_check == "pending",
            )
            .order_by(application_table.c.filed_at, application_table.c.id)
            .limit(_MOST)
        ).scalars()
        world = World(SqlRows(conn, territory_id), territory_id, settled=True)
        marks = {row_id: _marks(central, world, row_id) for row_id in waiting}
    for row_id, found in marks.items():
        record_own(central, territory_id, NoteCrossCheck(application_id=row_id, marks=found))
    return len(marks)


def mark_of(central: Central, territory_id: str, fund_id: str, period: str, code: str) -> str:
    """Return the keyed hash of a person for a fund and period: 64 hexadecimal digits.

    Ed25519 signs alike each time, so the signature is a keyed hash that only this server
    makes; nobody finds a fiscal code by trying them all.
    """
    message = "\x00".join((territory_id, fund_id, period, code)).encode()
    return hashlib.sha256(central.key.sign(_DOMAIN + message)).hexdigest()


def _marks(central: Central, world: World, application_id: str) -> tuple[str, ...]:
    row = world.get(Application, application_id)
    if row is None:
        return ()
    members = counting_members(world, row.household_id, local_date(row.filed_at))
    people = {each for root in (*members, row.applicant_id) for each in cluster(world, root)}
    found = (world.get(Person, each) for each in sorted(people))
    codes = sorted({person.base_code for person in found if person and person.base_code})
    return tuple(
        mark_of(central, world.territory_id, row.fund_id, row.period, code) for code in codes
    )
