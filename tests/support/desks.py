# SPDX-License-Identifier: EUPL-1.2
"""A whole desk on a real encrypted store, seeded as after its first exchange, with no server."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.builders import FUND, TERRITORY, TOWN, a_fund, a_slot, a_territory
from tests.support.stores import open_desk
from welfare_desk.core.card_code import CardFields, bytes_to_sign, pack, short_id
from welfare_desk.core.clock import Clock
from welfare_desk.core.numbers import booking_text, receipt_text, serial_text
from welfare_desk.desk.desk import Desk
from welfare_desk.models.offering import Slot
from welfare_desk.models.record import Record
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save
from welfare_desk.sync import device_key
from welfare_desk.sync.card_lists import CardLists
from welfare_desk.sync.engine import Engine
from welfare_desk.sync.recorder import Recorder, held_row
from welfare_desk.sync.transport import Transport

NOWHERE = "http://127.0.0.1:9"
"""A loopback port where nobody listens: the line is out."""
_SERVER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SLOTS = (
    a_slot("tomorrow-10", places=3),
    a_slot("tomorrow-11", places=2, minute=660),
    a_slot("tomorrow-12", places=1, minute=720),
    a_slot("today-15", places=4, days=0, minute=900),
)


def seeded_store(
    folder: Path, clock: Clock, rows: list[Record] | None = None, *, leases: bool = True
) -> DeskStore:
    """Return a store that holds a territory, this desk's identity and some rights."""
    store = open_desk(folder)
    own_rows = a_territory(*SLOTS, fund=a_fund()) if rows is None else rows
    public = _SERVER_KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    with store.write() as conn:
        meta.put_many(
            conn,
            {
                "territory_id": TERRITORY,
                "device": "1",
                "inc": "1",
                "epoch": "1",
                "cursor": "1",
                "municipality_id": TOWN,
                "desk_name": "Sportello 1",
                "server_key": public.hex(),
                "last_sync_at": str(clock.now_us()),
            },
        )
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in own_rows})
        if leases:
            rights.add(conn, [held_row(lease) for lease in some_leases(clock.now_us())])
    return store


def some_leases(now: int) -> list[Lease]:
    """Places in two slots, 1,000 euros, card, booking and receipt numbers."""
    made = [
        _lease("l-1", f"slot:{SLOTS[0].id}", 2, now),
        _lease("l-2", f"slot:{SLOTS[3].id}", 1, now),
        _lease("l-3", f"fund:{FUND}", 100_000, now),
        _lease("l-4", "number:booking", 50, now, tuple(booking_text(1, 1, n) for n in range(50))),
        _lease("l-5", "number:receipt", 50, now, tuple(receipt_text(1, 1, n) for n in range(50))),
    ]
    numbers = tuple(serial_text(1, 1, n) for n in range(20))
    codes = tuple(card_code(number) for number in numbers)
    return [*made, _lease("l-6", f"serial:{FUND}", 20, now, numbers, codes)]


def card_code(number: str, key_id: int = 1, key: Ed25519PrivateKey = _SERVER_KEY) -> str:
    """Return the server's signed code of a card number."""
    fields = CardFields(
        key_id=key_id,
        territory=short_id(TERRITORY),
        fund=short_id(FUND),
        number=number,
        expires_on=a_fund().card_expires_on,
    )
    return pack(fields, key.sign(bytes_to_sign(fields)))


def _lease(
    lease_id: str,
    resource: str,
    quantity: int,
    now: int,
    numbers: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
) -> Lease:
    return Lease(
        id=lease_id,
        device=1,
        inc=1,
        resource=resource,
        quantity=quantity,
        fence=0,
        not_after=now + LIFE_US,
        epoch=1,
        numbers=numbers,
        codes=codes,
    )


def a_desk_here(
    folder: Path,
    clock: Clock,
    rows: list[Record] | None = None,
    *,
    slots: tuple[Slot, ...] = SLOTS,
    leases: bool = True,
) -> Desk:
    """Return an opened desk whose line is out; nobody is logged in."""
    own_rows = a_territory(*slots, fund=a_fund()) if rows is None else rows
    store = seeded_store(folder, clock, own_rows, leases=leases)
    with store.write() as conn:
        signer = device_key.make(conn)
    random = Random(11)
    recorder = Recorder(store, signer, clock, random.randbytes)
    transport = Transport(NOWHERE, clock)
    lists = CardLists(folder, store, signer, clock, lambda: Transport(NOWHERE, clock))
    engine = Engine(store, transport, recorder, signer, clock)
    return Desk(store, recorder, engine, clock, lists=lists)


def sign_as_server(message: bytes) -> bytes:
    """Return the server's signature of a message."""
    return _SERVER_KEY.sign(message)


def a_secret_file(folder: Path, name: str, secret: str) -> Path:
    """Write a secret into a file that only this user reads."""
    path = folder / name
    path.write_text(secret + os.linesep, encoding="utf-8")
    path.chmod(0o600)
    return path
