# SPDX-License-Identifier: EUPL-1.2
"""Carries the exchange of the desk's core over HTTP, one exchange at a time."""

from __future__ import annotations

from threading import Lock
from typing import TypeVar

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    DeskRevoked,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.operations.desk_side.exchanging import Client, Exchange
from welfare_desk.operations.desk_side.line import (
    Answer,
    DigestAsk,
    Failed,
    PullAsk,
    Request,
    Steps,
)
from welfare_desk.protocol.messages import Hello, LeaseAsk, Page, Push, Welcome
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync.device_key import Signer
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.snapshot_load import SnapshotLoad, Tell
from welfare_desk.sync.sql_port import SqlDeskStore
from welfare_desk.sync.transport import AskedToWait, NotTaken, OutOfStep, Transport

__all__ = ["Engine", "Exchange"]

T = TypeVar("T")


class Engine:
    """Exchanges with the server, one exchange at a time."""

    def __init__(
        self,
        store: DeskStore,
        transport: Transport,
        recorder: Recorder,
        signer: Signer,
        clock: Clock,
    ) -> None:
        self._client = Client(SqlDeskStore(store), recorder.means)
        self._transport = transport
        self._signer = signer
        self._clock = clock
        self._snapshots = SnapshotLoad(store, transport, clock)
        self._one = Lock()

    def on_loading(self, tell: Tell) -> None:
        """Tell how far a snapshot is loaded: rows that are here, rows in all; on its thread."""
        self._snapshots.tell = tell

    def run_once(self) -> Exchange:
        """Exchange with the server and say how it went; a line that is not there is an outcome.

        Refused with ``NotEnrolled`` and by what the disk refuses, nothing else.
        """
        with self._one:
            done = self._carried(self._client.run())
            if done.outcome == "ok" and not done.received:
                self._snapshots.complete()
            return done

    def ask_one(self, resource: str, quantity: int = 1, *, one_act: bool = True) -> bool:
        """Ask the server for a right while a form is open; return whether it is held now.

        A whole right comes with a pull, so that what another desk did under it is seen.
        """
        with self._one:
            return self._carried(self._client.ask(resource, quantity, one_act=one_act))

    def _carried(self, steps: Steps[T]) -> T:
        """Carry each request of an exchange and its answer back, to the end."""
        try:
            request = next(steps)
            while True:
                request = steps.send(self._answer(request))
        except StopIteration as end:
            done: T = end.value
            return done

    def _answer(self, request: Request) -> Answer:
        try:
            return self._asked(request)
        except ServerUnreachable:
            return Failed(why="offline")
        except ServerAnswerStrange as strange:
            return Failed(why="strange", status=int(strange.facts.get("status", 0)))
        except DeskRevoked:
            return Failed(why="problem", status=403, code="revoked")
        except UpgradeNeeded:
            return Failed(why="problem", status=426)
        except AskedToWait as wait:
            return Failed(why="problem", status=429, hint=wait.seconds)
        except OutOfStep as step:
            return Failed(why="problem", status=409, code=step.code, hint=step.hint)
        except NotTaken as answer:
            return Failed(why="problem", status=answer.status, code=answer.code, hint=answer.hint)

    def _asked(self, request: Request) -> Answer:
        if isinstance(request, Hello):
            return self._hello(request)
        if isinstance(request, Push):
            return self._transport.push(request)
        if isinstance(request, PullAsk):
            return self._pull(request)
        if isinstance(request, DigestAsk):
            return self._transport.digest()
        assert isinstance(request, LeaseAsk)
        return self._transport.lease(request)

    def _pull(self, ask: PullAsk) -> Page:
        """Ask for a page; from the beginning much is loaded as a snapshot, then pulled on."""
        page = self._transport.pull(ask.epoch, ask.cursor, ask.contact, ask.proved)
        loaded = 0 if ask.cursor else self._snapshots.instead_of(page)
        if not loaded:
            return page
        return self._transport.pull(ask.epoch, loaded, ask.contact, ask.proved)

    def _hello(self, ask: Hello) -> Welcome:
        """Say hello, and sign what follows by the server's time."""
        self._transport.sign_as(self._signer, ask.device, ask.inc)
        before = self._clock.now_us()
        welcome = self._transport.hello(ask)
        self._transport.offset = welcome.server_time - (before + self._clock.now_us()) // 2
        return welcome
