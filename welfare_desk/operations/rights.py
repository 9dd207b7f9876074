# SPDX-License-Identifier: EUPL-1.2
"""Rights: the desk draws them once in an act's life, the server judges them."""

from __future__ import annotations

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.fund import Grant, Resource, SpentNumber, WholeRight
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act, Serial, Spend
from welfare_desk.protocol.lease import Lease, spendable


class Held(msgspec.Struct, frozen=True):
    """A lease at the desk and what is left of it."""

    lease: Lease
    left: int


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """What an act draws: sealed into it, and the rest that stays at the desk."""

    provisional: bool = False
    spends: tuple[Spend, ...] = ()
    serials: tuple[Serial, ...] = ()
    left: dict[str, int] = {}
    """The new rest of each lease that was drawn from."""
    gained: tuple[Lease, ...] = ()
    """Whole rights born with the act."""


def whole(resource: str) -> bool:
    """Tell whether a right is never divided."""
    return resource.startswith(("home:", "balance:"))


def draw(operation: Operation, held: dict[str, list[Held]], own_time: int) -> Drawn:
    """Return what the operation draws from the leases held.

    All or nothing: without every part and hold the act is provisional where the operation
    allows it, else refused with the operation's own reason.  Printed numbers are drawn in
    either case, for the paper carries one.
    """
    left: dict[str, int] = {}
    spends: list[Spend] = []
    serials: list[Serial] = []
    missing: DeskError | None = None
    for take in operation.takes():
        live = [
            item
            for item in held.get(take.resource, [])
            if take.mode == "release" or spendable(item.lease, own_time)
        ]
        if take.mode == "number":
            serials.extend(_pop(operation, take, live, left))
        elif take.mode == "release":
            spends.extend(_release(take, live, left))
        elif take.mode == "ask":
            missing = missing or operation.lacking(take, 0)
        elif missing is None:
            part = _part(take, live, left)
            if part is None:
                missing = operation.lacking(take, _sum_left(live, left))
            else:
                spends.extend(part)
    if missing is not None:
        if not operation.MAY_BE_PROVISIONAL:
            raise missing
        numbers = {serial.lease for serial in serials}
        left = {lease: rest for lease, rest in left.items() if lease in numbers}
        spends = []
    return Drawn(
        provisional=missing is not None,
        spends=tuple(spends),
        serials=tuple(serials),
        left=left,
    )


def born_id(op_id: str, resource: str) -> str:
    """Return the id of the lease that stands for a right born with an operation."""
    return f"born:{derived(op_id, resource)}"


def born(operation: Operation, act: Act) -> tuple[Lease, ...]:
    """Return the whole rights that an act creates for its desk, as leases without end."""
    return tuple(
        Lease(
            id=born_id(act.op_id, resource),
            device=act.device,
            inc=act.inc,
            resource=resource,
            quantity=1,
            fence=0,
            not_after=1 << 62,
        )
        for resource in operation.gains()
    )


def _rest(item: Held, left: dict[str, int]) -> int:
    return left.get(item.lease.id, item.left)


def _sum_left(live: list[Held], left: dict[str, int]) -> int:
    return sum(_rest(item, left) for item in live)


def _part(take: Take, live: list[Held], left: dict[str, int]) -> list[Spend] | None:
    if take.mode == "hold":
        holder = next((item for item in live if _rest(item, left) > 0), None)
        return None if holder is None else [Spend(holder.lease.id, 0)]
    if _sum_left(live, left) < take.quantity:
        return None
    spends = []
    open_quantity = take.quantity
    for item in sorted(live, key=lambda held: held.lease.not_after):
        here = min(open_quantity, _rest(item, left))
        if here > 0:
            left[item.lease.id] = _rest(item, left) - here
            spends.append(Spend(item.lease.id, here))
            open_quantity -= here
    return spends


def _pop(operation: Operation, take: Take, live: list[Held], left: dict[str, int]) -> list[Serial]:
    popped = []
    for _ in range(take.quantity):
        item = next((each for each in live if _rest(each, left) > 0), None)
        if item is None:
            raise operation.lacking(take, 0)
        index = item.lease.quantity - _rest(item, left)
        left[item.lease.id] = _rest(item, left) - 1
        popped.append(Serial(item.lease.id, index, item.lease.numbers[index]))
    return popped


def _release(take: Take, live: list[Held], left: dict[str, int]) -> list[Spend]:
    spends = []
    for item in live:
        if item.lease.id == take.lease and _rest(item, left) > 0:
            spends.append(Spend(item.lease.id, _rest(item, left)))
            left[item.lease.id] = 0
    return spends


def is_provisional(operation: Operation, act: Act) -> bool:
    """Tell whether an act was made without the rights it needs, so that the server decides it."""
    if not operation.MAY_BE_PROVISIONAL or act.spends:
        return False
    return any(take.mode in ("part", "hold", "ask") for take in operation.takes())


def judge_reads(operation: Operation, act: Act) -> tuple[Read, ...]:
    """Return the rows that ``judge`` will want."""
    reads: list[Read] = [One(Grant.KIND, spend.lease) for spend in act.spends]
    reads += [One(Grant.KIND, serial.lease) for serial in act.serials]
    reads += [One(SpentNumber.KIND, serial.text) for serial in act.serials]
    for take in operation.takes():
        kind = WholeRight.KIND if whole(take.resource) else Resource.KIND
        reads.append(One(kind, take.resource))
    return tuple(reads)


class Verdict(msgspec.Struct, frozen=True):
    """What is known of an act beside its envelope when its rights are judged."""

    honoured: bool = False
    """The desk was told that it is accepted: that stands, whatever is free now."""
    recovering: bool = False
    """The server was restored: what is free may fall below nothing until all logs are here."""


_PLAIN = Verdict()


def judge(
    operation: Operation, act: Act, world: World, verdict: Verdict = _PLAIN
) -> dict[str, int]:
    """Settle an act's rights in the server's rows, before its rules are applied.

    Return what was committed for it, by resource: of a late act maybe nothing.

    A provisional act takes from what is free or raises its refusal.  A final act is never
    refused: rights that do not fit become a claim on what is free, or a review item with
    person and amount that the ledger's total never exceeds (rules 4 and 18).
    """
    provisional = is_provisional(operation, act) and not verdict.honoured
    committed: dict[str, int] = {}
    for take in operation.takes():
        if take.mode in ("number", "ask"):
            continue
        if whole(take.resource):
            _judge_whole(operation, act, take, world, provisional=provisional)
        elif take.mode == "release":
            _judge_release(act, take, world)
        elif provisional:
            committed[take.resource] = _take_free(operation, take, world)
        else:
            committed[take.resource] = _judge_part(
                operation, act, take, world, recovering=verdict.recovering
            )
    for serial in act.serials:
        _judge_number(operation, act, serial, world)
    for resource in operation.gains():
        controller = world.controller_of(operation.concerns(world)) or world.home()
        world.keep(
            WholeRight(
                id=resource,
                territory_id=world.territory_id,
                controller_id=controller,
                holder=act.device,
                wanted_by=0,
                lease=born_id(act.op_id, resource),
                holder_inc=act.inc,
            )
        )
    return committed


def hand_back(committed: dict[str, int], world: World) -> None:
    """Give back what was committed for an act that found nothing to stand on."""
    for resource, quantity in committed.items():
        world.give(resource, quantity)


def settle(world: World) -> None:
    """Take what the applied act gave back into what is free.

    Where more was promised than there was, a place that is given back is owed to those who
    still stand: it never becomes free for another one.
    """
    for resource_id, quantity in world.given:
        row = world.get(Resource, resource_id)
        if row is not None:
            back = max(0, min(quantity, row.committed - _standing(world, resource_id)))
            world.put(
                msgspec.structs.replace(row, free=row.free + back, committed=row.committed - back)
            )


def _standing(world: World, resource_id: str) -> int:
    """Return the places of a slot that bookings and offers of the waiting list use."""
    kind, _, slot_id = resource_id.partition(":")
    if kind != "slot":
        return 0
    bookings = world.find(Booking, "slot_id", slot_id)
    booked = sum(row.seats for row in bookings if row.state in HOLDS_PLACE)
    slot = world.get(Slot, slot_id)
    turns = () if slot is None else world.find(WaitEntry, "offering_id", slot.offering_id)
    return booked + sum(row.seats for row in turns if row.offered_slot_id == slot_id
                        and row.state == "offered")  # fmt: skip


def claim(world: World, resource_id: str, quantity: int, *, person_id: str) -> None:
    """Cover at the server a promise whose right another act took and has given back.

    From what is free, else it is a liability for review: the total is never exceeded (rules 4
    and 18).
    """
    row = world.get(Resource, resource_id)
    if row is None:
        world.review("late", person_id=person_id)
    elif quantity <= row.free:
        _commit(world, row, quantity, from_free=quantity)
    else:
        world.review("liability", person_id=person_id)


def _judge_whole(
    operation: Operation, act: Act, take: Take, world: World, *, provisional: bool
) -> None:
    row = world.get(WholeRight, take.resource)
    if take.mode == "release":
        if row is not None and _is_given_back(row, act, take):
            world.put(msgspec.structs.replace(row, holder=0, wanted_by=0, lease="", holder_inc=0))
        return
    if provisional:
        if row is None or row.holder != 0:
            raise operation.lacking(take, 0)
        return
    if row is not None and not _is_holder(row, act):
        world.review("late", person_id=operation.concerns(world))


def _is_given_back(row: WholeRight, act: Act, take: Take) -> bool:
    """Tell whether a release frees a right.

    One that was made before the right was granted anew names the lease of then, and frees
    nothing.  Of several incarnations of a desk each asks for what another desk waits for, to
    hand it back: there the first that does so is enough, or they would take it from one
    another for ever.
    """
    if _is_holder(row, act):
        return row.lease == take.lease
    return row.holder == act.device and row.wanted_by not in (0, act.device)


def _is_holder(row: WholeRight, act: Act) -> bool:
    return row.holder == act.device and row.holder_inc in (0, act.inc)


def _judge_release(act: Act, take: Take, world: World) -> None:
    row = world.get(Grant, take.lease)
    resource = world.get(Resource, take.resource)
    if row is None or row.state != "live" or (row.device, row.inc) != (act.device, act.inc):
        return
    if row.resource != take.resource:
        return
    rest = row.quantity - row.spent - row.returned
    world.put(msgspec.structs.replace(row, returned=row.returned + rest, state="closed"))
    if resource is not None:
        world.put(msgspec.structs.replace(resource, free=resource.free + rest))


def _take_free(operation: Operation, take: Take, world: World) -> int:
    """Commit what a provisional act asks for, or refuse it."""
    resource = world.get(Resource, take.resource)
    if resource is None or resource.free < take.quantity:
        raise operation.lacking(take, 0)
    _commit(world, resource, take.quantity, from_free=take.quantity)
    return take.quantity


def _judge_part(
    operation: Operation, act: Act, take: Take, world: World, *, recovering: bool
) -> int:
    """Return how much was committed of what a promise needs."""
    covered = _covered(act, take, world)
    resource = world.get(Resource, take.resource)
    late = take.quantity - covered
    if resource is None:
        world.review("late", person_id=operation.concerns(world))
        return 0
    claim = late if may_claim(resource, covered, late, recovering=recovering) else 0
    # After a restore more may be spent than there is: the ledger never exceeds the total.
    within = min(covered, max(0, resource.total - resource.committed))
    _commit(world, resource, within + claim, from_free=claim - (covered - within))
    beyond = take.quantity - within - claim
    if beyond:
        cents = beyond if take.resource.startswith("fund:") else 0
        world.review("liability", person_id=operation.concerns(world), amount_cents=cents)
    return within + claim


def may_claim(resource: Resource, covered: int, late: int, *, recovering: bool) -> bool:
    """Tell whether a promise without rights of its own is covered from what is free.

    In recovery what is free is not known yet; only the total bounds it.
    """
    if recovering:
        return resource.committed + covered + late <= resource.total
    return late <= resource.free


def _covered(act: Act, take: Take, world: World) -> int:
    """Spend from the act's own leases; return how much they gave."""
    covered = 0
    for spend in act.spends:
        row = world.get(Grant, spend.lease)
        if row is None or row.resource != take.resource:
            continue
        left = row.quantity - row.spent - row.returned
        if is_own(row, act) and spend.quantity <= left:
            world.put(msgspec.structs.replace(row, spent=row.spent + spend.quantity))
            covered += spend.quantity
    return covered


def is_own(row: Grant, act: Act) -> bool:
    """Tell whether a lease is of the very incarnation that spends it, and nobody took it back."""
    return (row.device, row.inc, row.state) == (act.device, act.inc, "live")


def _commit(world: World, resource: Resource, quantity: int, *, from_free: int) -> None:
    world.put(
        msgspec.structs.replace(
            resource, free=resource.free - from_free, committed=resource.committed + quantity
        )
    )


def _judge_number(operation: Operation, act: Act, serial: Serial, world: World) -> None:
    lease = world.get(Grant, serial.lease)
    spent = world.get(SpentNumber, serial.text)
    if spent is not None or lease is None or lease.device != act.device:
        world.review("duplicate_number", person_id=operation.concerns(world))
        return
    world.put(msgspec.structs.replace(lease, spent=lease.spent + 1))
    world.put(
        SpentNumber(
            id=serial.text,
            territory_id=world.territory_id,
            lease_id=serial.lease,
            number_index=serial.index,
            op_id=act.op_id,
        )
    )


def require_free(operation: Operation, world: World) -> None:
    """Refuse a provisional act when the last pull showed nothing free.

    Only the desk asks this, at birth and when fresh rows come in; the server's ``judge``
    has already taken the place from what is free.
    """
    for take in operation.takes():
        if take.mode != "part":
            continue
        row = world.get(Resource, take.resource)
        if row is None or row.free < take.quantity:
            raise operation.lacking(take, 0)
