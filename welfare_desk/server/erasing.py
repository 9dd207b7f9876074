# SPDX-License-Identifier: EUPL-1.2
"""A person's operations lose body and salt; chain, signatures and results stay and verify."""

from __future__ import annotations

import msgspec

from welfare_desk.protocol.envelope import Act, body_digest
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import writing
from welfare_desk.store import oplog


def erase_bodies(central: Central, territory_id: str, person_id: str) -> int:
    """Erase body and salt of every operation that names a person; return how many.

    What stands for them in the hash is kept in their place, so that the chain still proves
    each operation and an operation sent again is known.  One that waits for its result keeps
    its body until it has it: call again then.
    """
    erased = 0
    with writing(central, territory_id) as port:
        for row in oplog.naming(port.conn, territory_id, person_id):
            act = msgspec.msgpack.decode(row.packed, type=Act)
            bare = msgspec.structs.replace(act, salt=b"", body=b"")
            kept = msgspec.structs.replace(
                row,
                packed=msgspec.msgpack.encode(bare),
                body_digest=row.body_digest or body_digest(act.salt, act.body),
            )
            oplog.erase_body(port.conn, territory_id, kept)
            erased += row.body_digest is None
    return erased
