# SPDX-License-Identifier: EUPL-1.2
"""Where a desk stands: its chain, its clocks, its link, and who the server is."""

from __future__ import annotations

from typing import Literal

import msgspec

from welfare_desk.core.refusals import NotEnrolled
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.protocol.hlc import Hlc, merge

Outcome = Literal[
    "ok", "offline", "strange", "busy", "recovering", "revoked", "upgrade", "wipe", "fork", "epoch",
]  # fmt: skip
"""How an exchange ended.  ``recovering``: the server was restored and waits for other desks."""
AWAY: frozenset[Outcome] = frozenset({"offline", "strange", "busy"})
"""Outcomes after which the operator is told that there is no link."""


class DeskState(msgspec.Struct, frozen=True, kw_only=True):
    """Where the desk's chain and clocks stand."""

    territory_id: str
    device: int
    inc: int
    epoch: int
    cursor: int
    head_seq: int
    head_hash: bytes
    own_time: int
    hlc: Hlc


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's state with what only the exchange needs."""

    desk: DeskState
    municipality_id: str
    server_key: bytes
    acked_seq: int
    """The last operation that the server said it has."""
    contact: int
    """What the server's last welcome gave, or 0."""
    behind: bool
    """The keyring knows of a later life of this store."""
    presents: bool
    """Leases of earlier epochs are to be presented."""


def read_state(port: DeskPort) -> DeskState:
    """Return the desk's state; refused with ``NotEnrolled`` before enrolment is complete."""
    values = port.every_fact()
    if not values.get("territory_id"):
        raise NotEnrolled()
    number = {
        name: int(values.get(name) or "0")
        for name in (
            "device", "inc", "epoch", "cursor", "head_seq", "own_time", "hlc_ms", "hlc_n",
        )
    }  # fmt: skip
    return DeskState(
        territory_id=values["territory_id"],
        device=number["device"],
        inc=number["inc"],
        epoch=number["epoch"],
        cursor=number["cursor"],
        head_seq=number["head_seq"],
        head_hash=bytes.fromhex(values.get("head_hash") or "00" * 32),
        own_time=number["own_time"],
        hlc=Hlc(number["hlc_ms"], number["hlc_n"], number["device"]),
    )


def read(port: DeskPort) -> Standing:
    """Return where the desk stands; refused with ``NotEnrolled``."""
    desk = read_state(port)
    values = port.every_fact()
    if not values.get("server_key"):
        raise NotEnrolled()
    return Standing(
        desk=desk,
        municipality_id=values.get("municipality_id", ""),
        server_key=bytes.fromhex(values["server_key"]),
        acked_seq=int(values.get("acked_seq") or "0"),
        contact=int(values.get(facts.CONTACT) or "0"),
        behind=bool(values.get(facts.BEHIND)),
        presents=bool(values.get(facts.PRESENT)),
    )


def heard_time(port: DeskPort, server_time: int, wall: int) -> None:
    """Move own time and the hybrid clock on to the server's; neither ever runs back."""
    desk = read_state(port)
    own_time = max(desk.own_time, wall, server_time)
    stamp = merge(desk.hlc, Hlc(server_time // 1000, 0, 0), own_time // 1000, desk.device)
    port.keep_facts(
        {"own_time": str(own_time), "hlc_ms": str(stamp.ms), "hlc_n": str(stamp.n)},
    )


def ended(port: DeskPort, outcome: Outcome, now: int) -> None:
    """Note how an exchange ended; ``offline_since`` keeps the first moment without a link."""
    values: dict[str, str] = {"link_state": outcome}
    if outcome in AWAY:
        if not port.fact("offline_since"):
            values["offline_since"] = str(now)
    else:
        values["offline_since"] = ""
    if outcome == "ok":
        values["last_sync_at"] = str(now)
    port.keep_facts(values)
