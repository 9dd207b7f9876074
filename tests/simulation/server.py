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
from tests.simulation.territory import TERRITORY, town_id
from welfare_desk.models.central import Device
from welfare_desk.models.record import Record
from welfare_desk.operations.central.arriving import arrive, check_size, opened, pushed
from welfare_desk.operations.central.granting import check_asks, grant_rights
from welfare_desk.operations.central.greeting import check_hello, greet, was_restored
from welfare_desk.operations.central.own_acts import CHANCE, record_own
from welfare_desk.operations.central.paging import page
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.desk_side.line import Answer, Failed, PullAsk, Request
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import Outcome
from welfare_desk.protocol.messages import Hello, LeaseAsk, Push


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
        self.registry: dict[str, Any] = {"epoch": 1, "inc": {}}
        self._fill(list(rows))
        self.port = CentralPort(self.memory)
        self.crash_before = False
        """The next transaction is not committed."""
        self.has_backup = False

    def _fill(self, rows: list[Record]) -> None:
        meta = self.memory.table("meta")
        meta.update(server_seq=0, epoch=1, next_lease=1, next_number_block=1, next_serial_block=1)
        port = CentralPort(self.memory)
        changes = {(row.KIND, row.id): row for row in rows}
        port.save(changes)
        port.advance(port.stamp(changes, 0))
        self.memory.settle()

    def enrol(self, device: int, town: int, public_key: bytes) -> None:
        """Know a desk."""
        now = self._now()
        self.memory.table("devices")[device] = Device(
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
        self.registry["inc"][device] = 1
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
        try:
            yield port
            if self.crash_before:
                raise ServerCrash
        except BaseException:
            memory.back_to(mark)
            raise
        if port.changed or port.logged:
            self._watch(port)
        memory.settle()

    def answer(self, request: Request, number: int, inc: int) -> Answer:
        """Answer a desk's request as the routes do; a refusal is a ``Problem``."""
        device = self.device(number)
        try:
            if isinstance(request, Hello):
                return self._hello(device, request)
            if device.revoked:
                raise Refused(403, "revoked")
            if isinstance(request, Push):
                return self._push(device, request)
            if isinstance(request, PullAsk):
                return page(self.port, device, inc, request.cursor, request.epoch)
            return self._lease(device, request)
        except Refused as refused:
            return Failed(
                why="problem", status=refused.status, code=refused.code, hint=refused.hint
            )

    def _hello(self, device: Device, message: Hello) -> Answer:
        check_hello(device, message)
        with self.transaction() as port:
            device = self._seen(device, message.inc)
            if was_restored(port.standing, message):
                self.raise_epoch()
            return greet(port, device, message, now_us=self._now())

    def _seen(self, device: Device, inc: int) -> Device:
        seen = msgspec.structs.replace(device, last_seen_at=self._now(), inc=max(inc, device.inc))
        self.memory.put(self.memory.table("devices"), device.device, seen)
        known = self.registry["inc"]
        known[device.device] = max(known[device.device], inc)
        return seen

    def raise_epoch(self) -> None:
        """Begin a new epoch, higher than any the registry knows."""
        meta = self.memory.table("meta")
        epoch = max(self.registry["epoch"], meta["epoch"]) + 1
        self.registry["epoch"] = epoch
        self.memory.put(meta, "epoch", epoch)

    def _push(self, device: Device, message: Push) -> Answer:
        check_size(message)
        run = opened(self.notary, device, message)
        with self.transaction() as port:
            stored = arrive(port, self.notary, message, run, now_us=self._now())
        return pushed(run, stored)

    def _lease(self, device: Device, message: LeaseAsk) -> Answer:
        check_asks(device, message)
        with self.transaction() as port:
            return grant_rights(port, self.notary, device, message, now_us=self._now())

    def own(self, operation: Operation) -> Outcome:
        """Record an operation of the server itself."""
        with self.transaction() as port:
            return record_own(
                port,
                self.notary,
                operation,
                now_us=self._now(),
                chance=self._random.randbytes(CHANCE),
            )

    def back_up(self) -> None:
        """Make this moment the one that a restore brings back."""
        self.memory.keep_from_now()
        self.has_backup = True

    def restore(self) -> None:
        """Bring the last backup back, as ``server restore`` does: the registry stays."""
        self.memory.back_to(0)
        with self.transaction():
            self.raise_epoch()
