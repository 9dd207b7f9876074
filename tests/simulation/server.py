# SPDX-License-Identifier: EUPL-1.2
"""The central server over dicts: the glue of ``server/`` around the shipped core."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any, cast

import msgspec

from tests.simulation.central import CentralPort, SimNotary
from tests.simulation.keys import Signs
from tests.simulation.memory import Memory
from tests.simulation.registry import SimRegistry
from tests.simulation.territory import TERRITORY, town_id
from welfare_desk.core.instants import DAY_US
from welfare_desk.models.central import Device
from welfare_desk.models.reads import Changes
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.central import arriving, recovery
from welfare_desk.operations.central.arriving import check_size, pushed
from welfare_desk.operations.central.granting import check_asks, grant_rights
from welfare_desk.operations.central.greeting import check_hello, goes_on, greet, was_restored
from welfare_desk.operations.central.opening import opened
from welfare_desk.operations.central.own_acts import CHANCE, record_own
from welfare_desk.operations.central.paging import confirm, page
from welfare_desk.operations.central.proving import prove
from welfare_desk.operations.central.quarantine import admit
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.central.settling import settle_parked
from welfare_desk.operations.central.witness import attested_page, is_shown
from welfare_desk.operations.desk_side.line import Answer, DigestAsk, Failed, PullAsk, Request
from welfare_desk.operations.desks import NoteCopy, put_in_doubt
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import Outcome
from welfare_desk.operations.territory import ApplyTerritory, ServerRow
from welfare_desk.operations.world import World
from welfare_desk.protocol.messages import Hello, LeaseAnswer, LeaseAsk, Push

TOLD_STEP = 64
"""A push tells the registry of the log in steps; the shipped one is larger, as real logs are."""


class ServerCrash(BaseException):
    """The server's process dies before its commit."""


class SimServer:
    """One process on one store; the registry is a store of its own, as it is shipped."""

    def __init__(
        self,
        rows: Iterable[Record],
        key: Signs,
        random: Random,
        now: Callable[[], int],
        verifies: Any,
        watch: Callable[[CentralPort], None],
    ) -> None:
        self.memory = Memory()
        self.notary = SimNotary(key, verifies)
        self._random = random
        self._now = now
        self._watch = watch
        self.registry = SimRegistry()
        self._fill(list(rows))
        self.port = CentralPort(self.memory)
        self.crash_before = False
        """The next transaction is not committed."""
        self.has_backup = False
        self.restores = 0

    def _fill(self, rows: list[Record]) -> None:
        meta = self.memory.table("meta")
        meta.update(
            server_seq=0,
            epoch=1,
            recovery=0,
            stable_upto=None,
            next_lease=1,
            next_number_block=1,
            next_serial_block=1,
        )
        port = CentralPort(self.memory)
        changes: Changes = {(row.KIND, row.id): row for row in rows}
        port.save(changes)
        port.advance(port.stamp(changes, 0))
        self.memory.settle()

    def enrol(self, device: int, town: int, public_key: bytes) -> None:
        """Know a desk."""
        now = self._now()
        row = Device(
            device=device,
            territory_id=TERRITORY,
            public_key=public_key,
            inc=1,
            name=f"Sportello {device}",
            municipality_id=town_id(town),
            provider_id=None,
            enrolled_at=now,
            last_seen_at=now,
            revoked=False,
            stolen=False,
        )
        self.memory.table("devices")[device] = row
        self.registry.desks[device] = row
        self.registry.register_inc(device, 1)
        self.port.devices.append(device)

    def device(self, number: int) -> Device:
        """Return an enrolled desk."""
        return cast(Device, self.memory.table("devices")[number])

    @contextmanager
    def transaction(self) -> Iterator[CentralPort]:
        """Give the port for one transaction: kept whole or not at all."""
        port, memory = self.port, self.memory
        mark = memory.mark()
        port.changed.clear()
        port.before.clear()
        port.logged.clear()
        port.answered.clear()
        port.recovering = port.standing.recovery > 0
        try:
            yield port
            if self.crash_before:
                raise ServerCrash
        except BaseException:
            memory.back_to(mark)
            raise
        if port.changed or port.logged or port.answered:
            self._watch(port)
        memory.settle()

    def answer(self, request: Request, number: int, inc: int, said_at: int = 0) -> Answer:
        """Answer a desk's request as the routes do; a refusal is a ``Problem``.

        ``said_at`` is when it was signed; 0 where nobody knows.
        """
        device = self.device(number)
        try:
            if isinstance(request, Hello):
                return self._hello(device, request, said_at)
            if isinstance(request, Push):
                return self._push(device, request)
            if device.revoked:
                raise Refused(403, "revoked")
            if isinstance(request, PullAsk):
                return self._pull(device, inc, request)
            if isinstance(request, DigestAsk):
                return self.port.told_digest(device)
            return self._lease(device, request)
        except Refused as refused:
            return Failed(
                why="problem", status=refused.status, code=refused.code, hint=refused.hint
            )

    def parcel(self, number: int, push: Push) -> Answer:
        """Take a push that came in a file, as ``server/parcels.py`` does."""
        last = push.first_seq + len(push.ops) - 1
        epoch = self.port.standing.epoch
        today = msgspec.structs.replace(
            push, epoch=epoch, end_seq=max(push.end_seq, last), certs_done=False
        )
        return self.answer(today, number, push.inc)

    def _hello(self, device: Device, message: Hello, said_at: int) -> Answer:
        check_hello(device, message)
        if not device.revoked and was_restored(self.port, message):
            known = self.registry.epochs > self.port.standing.epoch
            if not known and not is_shown(self.port, self.notary, message):
                self._unproven(device, message)
                raise Refused(409, "unproven")
            if self._first_today(device, "epoch"):
                self.raise_epoch(at_least=message.epoch)
                device = self.device(device.device)
        with self.transaction() as port:
            greeted = greet(
                port,
                self.registry,
                device,
                message,
                now_us=self._now(),
                contact=int.from_bytes(self._random.randbytes(8), "big") >> 1,
                said_at=said_at,
            )
            self._keep_told()
        copied = greeted.copied
        state = (message.inc, message.head_seq, message.head_hash, message.contact)
        if copied is not None and self._first_today(device, state):
            with self.transaction() as port:
                self._record(port, copied)
        return greeted.welcome

    def _unproven(self, device: Device, message: Hello) -> None:
        asked = self._first_today(device, "unproven")
        if (not asked or message.seen or message.certs) and self._first_today(device, "ahead"):
            noted = NoteCopy(desk=device.device, inc=message.inc, new_inc=0, ahead=True)
            with self.transaction() as port:
                self._record(port, noted)

    def _first_today(self, device: Device, mark: object) -> bool:
        """Tell whether a desk sets something off for the first time within a day."""
        last = self.registry.set_off.get((device.device, mark), -DAY_US)
        if self._now() - last < DAY_US:
            return False
        self.registry.set_off[device.device, mark] = self._now()
        return True

    def _record(self, port: CentralPort, operation: Operation) -> Outcome:
        chance = self._random.randbytes(CHANCE)
        return record_own(port, self.notary, operation, now_us=self._now(), chance=chance)

    def look(self) -> None:
        """Look at all that is stored; there is nothing beside it here."""

    def close(self) -> None:
        """Leave nothing open."""

    def _keep_told(self, *, lease: int = 0, behind: int = 1) -> None:
        """Let the registry know how much of the log and of the leases desks are told of."""
        meta = self.memory.table("meta")
        kept = self.registry.told
        known = kept.get(meta["epoch"], (0, 0))
        if lease or meta["server_seq"] - known[1] >= behind:
            kept[meta["epoch"]] = (max(lease, known[0]), max(meta["server_seq"], known[1]))

    def raise_epoch(self, *, at_least: int = 0) -> None:
        """Begin a new epoch, higher than any the registry knows, and a recovery."""
        with self.transaction() as port:
            recovery.begin(port, self.registry, now_us=self._now(), at_least=at_least)
            for number, kept in sorted(self.registry.desks.items()):
                if kept.revoked and not self.device(number).revoked:
                    self._withdraw(port, self.device(number), stolen=kept.stolen)

    def _pull(self, device: Device, inc: int, request: PullAsk) -> Answer:
        if request.contact:
            confirm(self.registry, device, inc, request.contact)
            self._keep_told()
        found = page(self.port, device, inc, request.cursor, request.epoch)
        found = prove(self.port, self.notary, device, inc, found, request.proved)
        return attested_page(self.notary, TERRITORY, request.cursor, found)

    def _push(self, device: Device, message: Push) -> Answer:
        check_size(message)
        run = opened(self.notary, device, message)
        if not goes_on(self.registry, device, message):
            raise Refused(409, "fork", max(0, message.first_seq - 1))
        if not device.revoked and self._forgot():
            # An older copy was put back since the desk's hello: what is free there is not free.
            self.raise_epoch()
            raise Refused(409, "epoch", self.port.standing.epoch)
        with self.transaction() as port:
            stored = arriving.arrive(
                port,
                self.notary,
                device,
                message,
                run,
                now_us=self._now(),
                chance=self._random.randbytes,
            )
        self._keep_told(behind=TOLD_STEP)
        return pushed(self.notary, device, message, run, stored)

    def _lease(self, device: Device, message: LeaseAsk) -> Answer:
        check_asks(device, message)
        if self._forgot():
            self.raise_epoch()
            return LeaseAnswer(leases=(), server_time=self._now())
        with self.transaction() as port:
            answer = grant_rights(port, self.notary, device, message, now_us=self._now())
        if answer.leases:
            self._keep_told(lease=self.memory.table("meta")["next_lease"] - 1)
        return answer

    def _forgot(self) -> bool:
        """Tell whether desks were told of more in this epoch than the store knows."""
        meta = self.memory.table("meta")
        lease, server_seq = self.registry.told.get(meta["epoch"], (0, 0))
        return bool(meta["next_lease"] - 1 < lease or meta["server_seq"] < server_seq)

    def own(self, operation: Operation) -> Outcome:
        """Record an operation of the server itself."""
        with self.transaction() as port:
            return self._record(port, operation)

    def revoke(self, number: int, *, stolen: bool) -> dict[str, int]:
        """Withdraw a desk, as ``server revoke`` does; return what stands in doubt."""
        self.registry.desks[number] = msgspec.structs.replace(
            self.registry.desks[number], revoked=True, stolen=stolen
        )
        with self.transaction() as port:
            return self._withdraw(port, self.device(number), stolen=stolen)

    def _withdraw(self, port: CentralPort, desk: Device, *, stolen: bool) -> dict[str, int]:
        now_us = self._now()
        desk = msgspec.structs.replace(desk, revoked=True, stolen=desk.stolen or stolen)
        self.memory.put(self.memory.table("devices"), desk.device, desk)
        row = msgspec.structs.replace(
            cast(Desk, self.memory.rows.by_kind["desk"][str(desk.device)]), revoked=True
        )
        act = ApplyTerritory(reason="revoke", rows=(ServerRow(Desk.KIND, row.id, to_wire(row)),))
        record_own(port, self.notary, act, now_us=now_us, chance=self._random.randbytes(CHANCE))
        exposed = _in_doubt(port, desk.device)
        port.set_done(desk.device)
        if port.standing.recovery and recovery.is_over(port):
            recovery.finish(port, self.notary, now_us=now_us, chance=self._random.randbytes)
        return exposed

    def write_off(self, number: int, inc: int = 0) -> dict[str, int]:
        """Wait for a desk, or one of its incarnations, no more: two administrators."""
        with self.transaction() as port:
            return recovery.write_off(
                port,
                self.notary,
                self.device(number),
                inc=inc,
                now_us=self._now(),
                chance=self._random.randbytes,
            )

    def reclaim(self, number: int) -> dict[str, int]:
        """Take back what a desk holds, without its word: two administrators."""
        with self.transaction() as port:
            return recovery.reclaim(
                port,
                self.notary,
                self.device(number),
                now_us=self._now(),
                chance=self._random.randbytes,
            )

    def admit(self, number: int) -> int:
        """Let what a withdrawn desk sent have its effect; return how many operations."""
        with self.transaction() as port:
            return len(admit(port, self.notary, number, now_us=self._now()))

    def upgrade(self) -> int:
        """Judge what a newer program can read now; return how many got their result."""
        if self.port.standing.recovery or not self.port.parked():
            return 0
        with self.transaction() as port:
            return len(settle_parked(port, self.notary, now_us=self._now()))

    def back_up(self) -> None:
        """Make this moment the one that a restore brings back."""
        meta = self.memory.table("meta")
        meta["stable_upto"] = meta["server_seq"]
        self.memory.keep_from_now()
        self.has_backup = True

    def restore(self, *, told: bool, running: bool, seen: Callable[[], None]) -> None:
        """Bring the last backup back; the registry stays.

        ``told``: by ``server restore``, which begins a new epoch at once.  Else somebody put
        an older disk into the machine, and a desk must notice.  ``seen`` is called in between;
        ``running`` says that the server was not even started again.
        """
        self.memory.back_to(0)
        self.restores += 1
        seen()
        behind = self.registry.epochs > self.port.standing.epoch
        if told or (not running and (behind or self._forgot())):
            self.raise_epoch()


def _in_doubt(port: CentralPort, device: int) -> dict[str, int]:
    world = World(port.rows, port.territory_id, settled=True)
    exposed: dict[str, int] = {}
    for lease in port.grants_of(device):
        if lease.state == "live":
            put_in_doubt(lease, world)
            left = lease.quantity - lease.spent - lease.returned
            exposed[lease.resource] = exposed.get(lease.resource, 0) + left
    changes = world.changes()
    port.save(changes)
    port.advance(port.stamp(changes, port.standing.server_seq))
    return exposed
