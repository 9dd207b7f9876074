# SPDX-License-Identifier: EUPL-1.2
"""Making this program a desk: its key, its number, and everything it may hold.

It may be cut off anywhere and done again with the same code: the desk's key is made once,
the server answers the same key alike, and the store counts as enrolled only at the end.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    DeskRevoked,
    EnrolmentRefused,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.models.reads import Changes
from welfare_desk.models.registry import SHARED
from welfare_desk.protocol.messages import Enrol, Enrolled
from welfare_desk.store import meta, pulled, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import key_of, load_all, save
from welfare_desk.sync import desk_file, device_key
from welfare_desk.sync.engine import Engine, Exchange
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.transport import Limits, NotTaken, Transport

SERVER_SECTION = "server"
DESK_SECTION = "desk"
_FINGERPRINT_BYTES = 16
_DONE = "enrolled_at"


class EnrolledDesk(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk became, and how much it holds already."""

    territory_id: str
    municipality_id: str
    device: int
    name: str
    rows: int
    leases: int


def is_enrolled(store: DeskStore) -> bool:
    """Tell whether an enrolment was carried to its end."""
    with store.read() as conn:
        return bool(meta.get(conn, _DONE))


def fingerprint_of(server_key: bytes) -> bytes:
    """Return the fingerprint by which the paper for a new desk names its server."""
    return hashlib.sha256(server_key).digest()[:_FINGERPRINT_BYTES]


def enrol(
    home: Path,
    store: DeskStore,
    url: str,
    code: str,
    *,
    name: str,
    clock: Clock,
    fingerprint: bytes = b"",
    random: Callable[[int], bytes] = secrets.token_bytes,
    limits: Limits | None = None,
    ca_file: str = "",
) -> EnrolledDesk:
    """Enrol and exchange for the first time; afterwards the desk can work without a line.

    Refused with ``EnrolmentRefused`` (a code that is wrong, used or too old; a store that is
    a desk already), ``ServerAnswerStrange`` (also another server than the fingerprint's),
    ``ServerUnreachable``, ``UpgradeNeeded``, ``DeskRevoked``.  ``ca_file`` as in
    ``Transport``; it is kept.
    """
    if is_enrolled(store):
        raise EnrolmentRefused()
    transport = _line(url, clock, limits, ca_file)
    try:
        key, facts = _became(store, transport, code, name, fingerprint)
        desk_file.write(home, SERVER_SECTION, {"url": url, "ca_file": ca_file})
        desk_file.write(home, DESK_SECTION, {"device": facts.device, "name": facts.name})
        recorder = Recorder(store, key, clock, random)
        first = Engine(store, transport, recorder, key, clock).run_once()
    finally:
        transport.close()
    _check_first(first)
    with store.write() as conn:
        meta.put(conn, _DONE, str(clock.now_us()))
    return EnrolledDesk(
        territory_id=facts.territory_id,
        municipality_id=facts.municipality_id,
        device=facts.device,
        name=facts.name,
        rows=first.received,
        leases=first.granted,
    )


def open_line(home: Path, clock: Clock, limits: Limits | None = None) -> Transport:
    """Return the line to the server that this home was enrolled at."""
    section = desk_file.read(home).get(SERVER_SECTION, {})
    return _line(str(section.get("url", "")), clock, limits, str(section.get("ca_file", "")))


def _line(url: str, clock: Clock, limits: Limits | None, ca_file: str) -> Transport:
    try:
        return Transport(url, clock, limits, ca_file)
    except ValueError as error:
        # Neither https nor this very machine: there is no server that a desk may talk to.
        raise ServerUnreachable() from error


def _became(
    store: DeskStore, transport: Transport, code: str, name: str, fingerprint: bytes
) -> tuple[device_key.DeviceKey, Enrolled]:
    """Make the key, ask to be a desk with it, and keep what the server said."""
    with store.write() as conn:
        key = device_key.make(conn)
    facts = _asked(transport, Enrol(code=code, public_key=key.public, name=name))
    if fingerprint and fingerprint_of(facts.server_key) != fingerprint:
        raise ServerAnswerStrange(why="fingerprint")
    with store.write() as conn:
        _keep_facts(conn, facts)
    return key, facts


def _asked(transport: Transport, ask: Enrol) -> Enrolled:
    try:
        return transport.enrol(ask)
    except NotTaken as answer:
        if answer.status in (400, 403):
            raise EnrolmentRefused() from answer
        raise ServerAnswerStrange(status=answer.status) from answer


def _keep_facts(conn: Connection, facts: Enrolled) -> None:
    before = meta.every(conn)
    same = (before.get("territory_id"), before.get("device"), before.get("municipality_id")) == (
        facts.territory_id, str(facts.device), facts.municipality_id,
    )  # fmt: skip
    if before.get("territory_id") and not same:
        if int(before.get("head_seq") or "0"):
            raise EnrolmentRefused()
        # Cut off under another code: what came for that desk is not for this one.
        _empty(conn, before["territory_id"])
    if not same:
        meta.put(conn, "cursor", "0")
    meta.put_many(
        conn,
        {
            "territory_id": facts.territory_id,
            "device": str(facts.device),
            "inc": str(facts.inc),
            "epoch": str(facts.epoch),
            "municipality_id": facts.municipality_id,
            "desk_name": facts.name,
            "server_key": facts.server_key.hex(),
            "key_id": str(facts.key_id),
        },
    )


def _empty(conn: Connection, territory_id: str) -> None:
    gone: Changes = {
        key_of(row): None for kind in SHARED for row in load_all(conn, territory_id, kind.KIND)
    }
    save(conn, territory_id, gone)
    pulled.clear(conn)
    rights.remove(conn, [row.lease_id for row in rights.all_held(conn)])


def _check_first(first: Exchange) -> None:
    if first.outcome == "offline":
        raise ServerUnreachable()
    if first.outcome in ("revoked", "wipe"):
        raise DeskRevoked()
    if first.outcome == "upgrade":
        raise UpgradeNeeded()
    if first.outcome != "ok":
        raise ServerAnswerStrange(status=first.status)
