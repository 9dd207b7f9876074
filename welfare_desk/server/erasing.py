# SPDX-License-Identifier: EUPL-1.2
"""Operations lose body and salt; chain, signatures and results stay and verify."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from welfare_desk.models.central import Logged
from welfare_desk.protocol.envelope import Act, body_digest
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlServerPort, writing
from welfare_desk.store import oplog

_AT_ONCE = 500


def erase_bodies(central: Central, territory_id: str, person_id: str) -> int:
    """Erase body and salt of every operation that names a person; return how many.

    What stands for them in the hash is kept in their place, so that the chain still proves
    each operation and an operation sent again is known.  One that waits for its result keeps
    its body until it has it: call again then.
    """
    with writing(central, territory_id) as port:
        return _erased(port, oplog.naming(port.conn, territory_id, person_id))


def erase_older(central: Central, territory_id: str, received_at: int) -> int:
    """Erase body and salt of every operation that came before an instant; return how many.

    What they did stays: rows, results and their proofs do not need them.  The territory is
    locked for a stretch of them at a time.
    """
    erased = 0
    while True:
        with writing(central, territory_id) as port:
            rows = oplog.before(port.conn, territory_id, received_at, _AT_ONCE)
            erased += _erased(port, rows)
        if len(rows) < _AT_ONCE:
            return erased


def _erased(port: SqlServerPort, rows: Sequence[Logged]) -> int:
    erased = 0
    for row in rows:
        act = msgspec.msgpack.decode(row.packed, type=Act)
        bare = msgspec.structs.replace(act, salt=b"", body=b"")
        kept = msgspec.structs.replace(
            row,
            packed=msgspec.msgpack.encode(bare),
            body_digest=row.body_digest or body_digest(act.salt, act.body),
        )
        oplog.erase_body(port.conn, port.territory_id, kept)
        erased += row.body_digest is None
    return erased
