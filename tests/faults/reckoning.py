# SPDX-License-Identifier: EUPL-1.2
"""The reckoning after the faults: desks at rest, equal to the server, each operation there once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.builders import TERRITORY
from tests.faults.told import Told
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.models.fund import Resource
from welfare_desk.server.check import check
from welfare_desk.store import oplog
from welfare_desk.store.rows import load_all

ROUNDS = 3


def at_rest(told: Told, counters: Iterable[Counter], url: str) -> None:
    """Bring desks to rest over a whole line; each must end equal to the server."""
    listed = list(counters)
    for counter in listed:
        counter.through(url)
    for left in reversed(range(ROUNDS)):
        for counter in listed:
            done = counter.settle()
            # On a busy machine a long push may outlast the limit of one exchange.
            if (done.outcome, done.pending_left) != ("ok", 0) and not left:
                told.wrong(f"{counter.home.name} ends {done.outcome} with {done.pending_left}")
    for counter in listed:
        if counter.digest() != counter.line.digest().kinds:
            told.wrong(f"{counter.home.name} is not equal to the server")


def answered(told: Told, server: CentralServer, own: Counter, promised: Mapping[str, str]) -> None:
    """Hold a desk's journal against the server's log: all there, once, every promise kept."""
    name, entries = own.home.name, own.journal()
    central = server.central()
    with central.store.read() as conn:
        logged = list(oplog.every(conn, TERRITORY, int(own.meta("device")), 1))
    central.close()
    if [row.hash for row in logged] != [entry.hash for entry in entries]:
        told.wrong(f"{name}: the server's log is another one")
    if any(row.repeated for row in logged):
        told.wrong(f"{name}: an operation arrived twice")
    if own.meta("inc") != "1":
        told.wrong(f"{name} was taken for a copy")
    results = {entry.op_id: entry for entry in entries}
    for op_id, state in promised.items():
        entry = results.get(op_id)
        if entry is None or entry.state != "answered":
            told.wrong(f"{name}: {op_id} was told and is {entry and entry.state}")
        elif state == "final" and entry.result != "accepted":
            told.wrong(f"{name}: {entry.kind} was final, became {entry.result} {entry.code}")


def honest(told: Told, server: CentralServer) -> None:
    """Let the server check itself; nothing may be lent beyond what there is."""
    central = server.central()
    for found in check(central, TERRITORY).problems:
        told.wrong(f"server check: {found.invariant} {found.where}: {found.detail}")
    with central.store.read() as conn:
        for row in load_all(conn, TERRITORY, Resource.KIND):
            assert isinstance(row, Resource)
            if row.free < 0 or row.committed > row.total:
                told.wrong(f"{row.id}: free {row.free}, committed {row.committed} of {row.total}")
    central.close()
