# SPDX-License-Identifier: EUPL-1.2
"""Shops at the server: the key of each shop's own system, and what it redeems."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from threading import Lock

import msgspec
import sqlalchemy as sa

from welfare_desk.core.base32 import encode
from welfare_desk.core.card_code import unpack
from welfare_desk.core.instants import local_date
from welfare_desk.core.numbers import parse_number
from welfare_desk.core.refusals import CardCodeMistyped, DeskError, NumberMistyped
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import WholeRight
from welfare_desk.models.reads import One, Where
from welfare_desk.models.settlement import Redemption, ShopKey, shop_key_table
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.central import own_acts
from welfare_desk.operations.redemptions import RedeemCard, reference_id
from welfare_desk.operations.world import World
from welfare_desk.server.admin import Unknown
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlServerPort, reading, writing
from welfare_desk.store.rows import load_all, save

PREFIX = "wds-"
_KEY_BYTES = 20
BURST = 30
"""Requests that a shop's system may make at once."""
PER_SECOND = 2
"""Requests a second that it may go on with."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A purchase as a shop's system tells it."""

    card: str
    """The scanned code, or the twelve letters and digits of the number."""
    amount_cents: int
    reference: str
    """The shop's own reference: the same one again is the same purchase."""
    spent_on: datetime.date | None = None


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a purchase; ``result`` is ``done``, ``reversed``, ``unknown`` or refused."""

    result: str
    reference: str
    operation: str = ""
    amount_cents: int = 0
    left_cents: int = 0
    spent_on: datetime.date | None = None
    repeated: bool = False
    code: str = ""
    """The refusal's code."""


class ShopPace:
    """How fast one shop may ask; one process counts for itself."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._left: dict[str, tuple[float, float]] = {}
        self._turn = Lock()

    def wait(self, merchant_id: str) -> int:
        """Take one request of a shop; return the seconds it must wait, 0 where it is served."""
        now = self._now_s()
        with self._turn:
            left, at = self._left.get(merchant_id, (float(BURST), now))
            left = min(float(BURST), left + max(0.0, now - at) * PER_SECOND)
            served = left >= 1
            self._left[merchant_id] = (left - 1 if served else left, now)
        return 0 if served else 1


def make_key(central: Central, territory_id: str, merchant_id: str) -> str:
    """Return a new key for a shop's system; the one of before is dead; raises ``Unknown``.

    Only its hash is kept.
    """
    key = f"{PREFIX}{encode(central.random(_KEY_BYTES)).lower()}"
    with writing(central, territory_id) as port:
        _shop(port, merchant_id)
        row = ShopKey(
            id=merchant_id,
            territory_id=territory_id,
            key_hash=_hash(key),
            made_at=central.clock.now_us(),
            revoked=False,
        )
        save(port.conn, territory_id, {(ShopKey.KIND, row.id): row})
    return key


def revoke_key(central: Central, territory_id: str, merchant_id: str) -> None:
    """Withdraw a shop's key; raises ``Unknown`` where it has none."""
    with writing(central, territory_id) as port:
        found = [row for row in _keys(port) if row.id == merchant_id]
        if not found:
            raise Unknown("merchant")
        row = msgspec.structs.replace(found[0], revoked=True)
        save(port.conn, territory_id, {(ShopKey.KIND, row.id): row})


def shop_of(central: Central, key: str) -> tuple[str, str] | None:
    """Return territory and shop of a key, or nothing for one that is unknown or withdrawn."""
    columns = shop_key_table.c
    query = sa.select(columns.territory_id, columns.id).where(
        columns.key_hash == _hash(key), sa.not_(columns.revoked)
    )
    with central.store.read() as conn:
        found = conn.execute(query).first()
    return (found[0], found[1]) if found is not None else None


def redeem(central: Central, territory_id: str, merchant_id: str, asked: Asked) -> Answered:
    """Take a shop's purchase in, finally; the same reference is answered as it was then.

    Only where the server holds the card's balance: else refused with ``card_waits``, and the
    shop asks again with the same reference.
    """
    redemption_id = reference_id(merchant_id, asked.reference)
    with writing(central, territory_id) as port:
        before = _redemption(port, redemption_id)
        card = _card(port, asked.card)
        if before is not None:
            same = card is not None and before.card_id == card.id
            if not same or before.amount_cents != asked.amount_cents:
                return Answered(result="refused", reference=asked.reference, code="reference_twice")
            return _told(before, asked.reference, repeated=True)
        if card is None:
            return Answered(result="refused", reference=asked.reference, code="card_unknown")
        if not _held_here(port, card.id):
            return Answered(result="refused", reference=asked.reference, code="card_waits")
        operation = RedeemCard(
            card_id=card.id,
            merchant_id=merchant_id,
            amount_cents=asked.amount_cents,
            spent_on=asked.spent_on or local_date(central.clock.now_us()),
            channel="shop",
            shop_ref=asked.reference,
            redemption_id=redemption_id,
        )
        outcome = own_acts.record_own(
            port,
            central.key,
            operation,
            now_us=central.clock.now_us(),
            chance=central.random(own_acts.CHANCE),
        )
        if outcome.result != "accepted":
            return Answered(result="refused", reference=asked.reference, code=outcome.code)
        done = _redemption(port, redemption_id)
    assert done is not None, "what was accepted stands"
    return _told(done, asked.reference)


def passed(central: Central, territory_id: str, merchant_id: str, reference: str) -> Answered:
    """Return what became of a shop's reference, the same however often it is asked."""
    with reading(central, territory_id) as port:
        row = _redemption(port, reference_id(merchant_id, reference))
    if row is None:
        return Answered(result="unknown", reference=reference)
    return _told(row, reference)


def _told(row: Redemption, reference: str, *, repeated: bool = False) -> Answered:
    return Answered(
        result=row.state,
        reference=reference,
        operation=row.id,
        amount_cents=row.amount_cents,
        left_cents=row.left_cents,
        spent_on=row.spent_on,
        repeated=repeated,
    )


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _keys(port: SqlServerPort) -> list[ShopKey]:
    rows = load_all(port.conn, port.territory_id, ShopKey.KIND)
    return [row for row in rows if isinstance(row, ShopKey)]


def _shop(port: SqlServerPort, merchant_id: str) -> Merchant:
    row = World(port.rows, port.territory_id, settled=True).get(Merchant, merchant_id)
    if row is None:
        raise Unknown("merchant")
    return row


def _redemption(port: SqlServerPort, redemption_id: str) -> Redemption | None:
    read = One(Redemption.KIND, redemption_id)
    found = port.rows.load([read])[read]
    row = found[0] if found else None
    return row if isinstance(row, Redemption) else None


def _card(port: SqlServerPort, text: str) -> VoucherCard | None:
    try:
        number = unpack(text.strip()).fields.number
    except CardCodeMistyped:
        try:
            number = parse_number(text)
        except NumberMistyped:
            return None
    except DeskError:
        return None
    read = Where(VoucherCard.KIND, "card_no", number)
    found = port.rows.load([read])[read]
    row = found[0] if found else None
    return row if isinstance(row, VoucherCard) else None


def _held_here(port: SqlServerPort, card_id: str) -> bool:
    read = One(WholeRight.KIND, f"balance:{card_id}")
    found = port.rows.load([read])[read]
    return bool(found) and isinstance(found[0], WholeRight) and found[0].holder == 0
