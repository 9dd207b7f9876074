# SPDX-License-Identifier: EUPL-1.2
"""What a desk notes about its link: who the server is, when it was heard last, what is wrong."""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.refusals import NotEnrolled
from welfare_desk.protocol.hlc import Hlc, merge
from welfare_desk.store import meta
from welfare_desk.sync.recorder import DeskState, read_state

Outcome = Literal[
    "ok", "offline", "strange", "busy", "revoked", "upgrade", "wipe", "fork", "epoch",
]  # fmt: skip
AWAY: frozenset[Outcome] = frozenset({"offline", "strange", "busy"})
"""Outcomes after which the operator is told that there is no link."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's state with what only the exchange needs."""

    desk: DeskState
    municipality_id: str
    server_key: bytes
    acked_seq: int
    """The last operation that the server said it has."""


def read(conn: Connection) -> Standing:
    """Return where the desk stands; refused with ``NotEnrolled``."""
    desk = read_state(conn)
    values = meta.every(conn)
    if not values.get("server_key"):
        raise NotEnrolled()
    return Standing(
        desk=desk,
        municipality_id=values.get("municipality_id", ""),
        server_key=bytes.fromhex(values["server_key"]),
        acked_seq=int(values.get("acked_seq") or "0"),
    )


def heard_time(conn: Connection, server_time: int, wall: int) -> None:
    """Move own time and the hybrid clock on to the server's; neither ever runs back."""
    desk = read_state(conn)
    own_time = max(desk.own_time, wall, server_time)
    stamp = merge(desk.hlc, Hlc(server_time // 1000, 0, 0), own_time // 1000, desk.device)
    meta.put_many(
        conn,
        {"own_time": str(own_time), "hlc_ms": str(stamp.ms), "hlc_n": str(stamp.n)},
    )


def ended(conn: Connection, outcome: Outcome, now: int) -> None:
    """Note how an exchange ended; ``offline_since`` keeps the first moment without a link."""
    values: dict[str, str] = {"link_state": outcome}
    if outcome in AWAY:
        if not meta.get(conn, "offline_since"):
            values["offline_since"] = str(now)
    else:
        values["offline_since"] = ""
    if outcome == "ok":
        values["last_sync_at"] = str(now)
    meta.put_many(conn, values)
