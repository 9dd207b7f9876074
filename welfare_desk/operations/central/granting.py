# SPDX-License-Identifier: EUPL-1.2
"""What a desk that asks is lent: parts of places and euros, printed numbers, whole rights.

All wishes of a request are granted in one transaction through the same gate as operations.
"""

from __future__ import annotations

import msgspec

from welfare_desk.core import card_code
from welfare_desk.core.awards import highest_award
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.central import Block, Counter, Device
from welfare_desk.models.fund import Fund, Grant, Resource, WholeRight
from welfare_desk.models.household import Household
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.central.numbering import NUMBER_TEXTS, number_text
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.rights import whole
from welfare_desk.operations.world import World
from welfare_desk.protocol.lease import LIFE_US, Lease, grant
from welfare_desk.protocol.messages import Ask, LeaseAnswer, LeaseAsk

MAX_ASKS = 2_000
NUMBERS_DEFAULT = 200
NUMBERS_LIMIT = 500
SERIALS_DEFAULT = 40
SERIALS_LIMIT = 200


def check_asks(device: Device, message: LeaseAsk) -> None:
    """Refuse with 400 ``device_wrong``, or with 413 above ``MAX_ASKS`` wishes."""
    if message.device != device.device:
        raise Refused(400, "device_wrong")
    if len(message.asks) > MAX_ASKS:
        raise Refused(413, "asks_too_many", MAX_ASKS)


def grant_rights(
    port: ServerPort, notary: Notary, device: Device, message: LeaseAsk, *, now_us: int
) -> LeaseAnswer:
    """Grant what can be granted of a desk's wishes; a wish that got nothing is absent.

    A lease whose answer was lost is said again instead of a new one, when the desk names
    the leases it has.  While the server waits for logs after a restore nothing is granted.
    """
    if not may_grant(port):
        return LeaseAnswer(leases=(), server_time=now_us, recovering=True)
    desk = _Granting(port, notary, device, message, now_us)
    leases = desk.answer()
    desk.store()
    return LeaseAnswer(leases=tuple(leases), server_time=now_us)


def may_grant(port: ServerPort) -> bool:
    """Tell whether rights are granted: not while it is unknown who holds what."""
    return not port.standing.recovery


def in_scope(row: Fund | Offering, device: Device) -> bool:
    """Tell whether a desk may ask for what belongs to a municipality, or to all."""
    return row.municipality_id in (None, device.municipality_id)


class _Granting:
    """One request's grants, on rows in memory until ``store``."""

    def __init__(
        self, port: ServerPort, notary: Notary, device: Device, message: LeaseAsk, now_us: int
    ) -> None:
        self._port = port
        self._notary = notary
        self._device = device
        self._message = message
        self._territory_id = port.territory_id
        self._epoch = port.standing.epoch
        self._not_after = now_us + LIFE_US
        self._world = World(port.rows, port.territory_id, settled=True)
        self._frozen: frozenset[str] = frozenset()

    def answer(self) -> list[Lease]:
        """Return the leases, signed."""
        asks = {ask.resource: ask for ask in self._message.asks}
        self._world.prefetch(read for ask in asks.values() for read in _reads(ask))
        self._frozen = self._port.frozen()
        live: dict[str, list[Grant]] = {}
        for row in self._port.live_grants(self._device.device, self._message.inc, asks):
            live.setdefault(row.resource, []).append(row)
        leases: list[Lease] = []
        for ask in asks.values():
            if not 0 < ask.want < 1 << 53:
                continue
            granted = self._granted(ask, live.get(ask.resource, []))
            leases.extend(self._notary.sealed(each) for each in granted)
        return leases

    def store(self) -> None:
        """Save and stamp what the grants changed."""
        changes = self._world.changes()
        self._port.save(changes)
        last = self._port.stamp(changes, self._port.standing.server_seq)
        if last > self._port.standing.server_seq:
            self._port.advance(last)

    def _granted(self, ask: Ask, live: list[Grant]) -> list[Lease]:
        if whole(ask.resource):
            return self._whole(ask)
        known = self._message.held_ids
        lost = [] if known is None else [row for row in live if row.id not in known]
        if lost:
            return [self._again(row) for row in lost]
        kind, _, subject = ask.resource.partition(":")
        if kind == "slot":
            return self._slot(ask, subject, live)
        if kind == "fund":
            return self._fund(ask, subject, live)
        if ask.resource in NUMBER_TEXTS:
            size = min(max(ask.want, NUMBERS_DEFAULT), NUMBERS_LIMIT)
            return self._block(ask.resource, size)
        if kind == "serial" and self._in_scope_fund(subject) is not None:
            return self._block(ask.resource, min(max(ask.want, SERIALS_DEFAULT), SERIALS_LIMIT))
        return []

    def _slot(self, ask: Ask, slot_id: str, live: list[Grant]) -> list[Lease]:
        slot = self._world.get(Slot, slot_id)
        offering = None if slot is None else self._world.get(Offering, slot.offering_id)
        if slot is None or offering is None or slot.closed:
            return []
        if not in_scope(offering, self._device):
            return []
        return self._part(ask, 1, live)

    def _fund(self, ask: Ask, fund_id: str, live: list[Grant]) -> list[Lease]:
        fund = self._in_scope_fund(fund_id)
        if fund is None:
            return []
        return self._part(ask, max(1, highest_award(fund.criteria, fund.later_criteria)), live)

    def _in_scope_fund(self, fund_id: str) -> Fund | None:
        fund = self._world.get(Fund, fund_id)
        return fund if fund is not None and in_scope(fund, self._device) else None

    def _part(self, ask: Ask, unit: int, live: list[Grant]) -> list[Lease]:
        resource = self._world.get(Resource, ask.resource)
        if resource is None:
            return []
        # Of a copied desk's promises the restored server may not know: nothing more is lent.
        if ask.resource in self._frozen:
            return []
        # One desk never hoards more than half of what there is, nor less than one unit.
        held = sum(row.quantity - row.spent - row.returned for row in live)
        ceiling = resource.free if ask.one_act else max(unit, resource.total // 2) - held
        quantity = grant(ask.want, resource.free, unit, ceiling, one_act=ask.one_act)
        if quantity <= 0:
            return []
        self._world.put(msgspec.structs.replace(resource, free=resource.free - quantity))
        return [self._lent(ask.resource, quantity)]

    def _lent(self, resource: str, quantity: int, *, block: int = 0) -> Lease:
        number = self._port.take_number("next_lease")
        row = Grant(
            id=f"e{self._epoch}-{number}",
            territory_id=self._territory_id,
            device=self._device.device,
            inc=self._message.inc,
            resource=resource,
            quantity=quantity,
            spent=0,
            returned=0,
            fence=0,
            not_after_at=self._not_after,
            state="live",
        )
        self._world.put(row)
        return self._lease_of(row, self._epoch, block)

    def _lease_of(self, row: Grant, epoch: int, block: int) -> Lease:
        plain = Lease(
            id=row.id,
            device=row.device,
            inc=row.inc,
            resource=row.resource,
            quantity=row.quantity,
            fence=row.fence,
            not_after=row.not_after_at,
            epoch=epoch,
            block=block,
        )
        if row.resource in NUMBER_TEXTS:
            texts = (number_text(row.resource, epoch, block, n) for n in range(row.quantity))
            return msgspec.structs.replace(plain, numbers=tuple(texts))
        if row.resource.startswith("serial:"):
            return self._with_codes(plain, row.resource.partition(":")[2])
        return plain

    def _with_codes(self, plain: Lease, fund_id: str) -> Lease:
        fund = self._world.get(Fund, fund_id)
        assert fund is not None, "a serial is granted for a fund"
        key = self._notary
        texts, codes = [], []
        for index in range(plain.quantity):
            text = number_text(plain.resource, plain.epoch, plain.block, index)
            fields = card_code.CardFields(
                key_id=key.card_key_id,
                territory=card_code.short_id(self._territory_id),
                fund=card_code.short_id(fund_id),
                number=text,
                expires_on=fund.card_expires_on,
                kind="voucher" if fund.carrier == "voucher" else "balance",
            )
            texts.append(text)
            codes.append(card_code.pack(fields, key.sign_card(card_code.bytes_to_sign(fields))))
        return msgspec.structs.replace(plain, numbers=tuple(texts), codes=tuple(codes))

    def _block(self, resource: str, size: int) -> list[Lease]:
        counter: Counter = "next_number_block" if resource in NUMBER_TEXTS else "next_serial_block"
        block = self._port.take_number(counter)
        granted = self._lent(resource, size, block=block)
        self._port.add_block(Block(granted.id, resource, granted.epoch, block, size))
        return [granted]

    def _again(self, row: Grant) -> Lease:
        """Return a lease as it was granted: its answer never arrived."""
        found = self._port.blocks([row.id]).get(row.id)
        if found is None:
            return self._lease_of(row, self._epoch, 0)
        return self._lease_of(row, found.epoch, found.block)

    def _whole(self, ask: Ask) -> list[Lease]:
        kind, _, subject = ask.resource.partition(":")
        owner: Household | VoucherCard | None
        if kind == "home":
            owner = self._world.get(Household, subject)
        else:
            owner = self._world.get(VoucherCard, subject)
        if owner is None or owner.controller_id != self._device.municipality_id:
            return []
        me = self._device.device
        right = self._world.get(WholeRight, ask.resource) or WholeRight(
            id=ask.resource,
            territory_id=self._territory_id,
            controller_id=owner.controller_id,
            holder=0,
            wanted_by=0,
        )
        if right.holder not in (0, me):
            if right.wanted_by == 0:
                self._world.put(msgspec.structs.replace(right, wanted_by=me))
            return []
        number = self._port.take_number("next_lease")
        lease_id = f"e{self._epoch}-{number}"
        # Said again to its holder, the right is still wanted by whoever asked for it.
        wanted_by = right.wanted_by if right.holder == me and right.wanted_by != me else 0
        self._world.put(
            msgspec.structs.replace(
                right,
                holder=me,
                wanted_by=wanted_by,
                lease=lease_id,
                holder_inc=self._message.inc,
            )
        )
        return [
            Lease(
                id=lease_id,
                device=me,
                inc=self._message.inc,
                resource=ask.resource,
                quantity=1,
                fence=0,
                not_after=self._not_after,
                epoch=self._epoch,
            )
        ]


def _reads(ask: Ask) -> tuple[Read, ...]:
    kind, _, subject = ask.resource.partition(":")
    if kind == "slot":
        return (One(Resource.KIND, ask.resource), One(Slot.KIND, subject))
    if kind in ("fund", "serial"):
        return (One(Resource.KIND, ask.resource), One(Fund.KIND, subject))
    if kind == "home":
        return (One(WholeRight.KIND, ask.resource), One(Household.KIND, subject))
    if kind == "balance":
        return (One(WholeRight.KIND, ask.resource), One(VoucherCard.KIND, subject))
    return ()
