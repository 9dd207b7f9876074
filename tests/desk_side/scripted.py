# SPDX-License-Identifier: EUPL-1.2
"""A desk on its real encrypted store, and a server of a few lines that a test tells what to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders import OPERATOR, TERRITORY
from tests.support.desks import seeded_store
from welfare_desk.core.clock import Clock
from welfare_desk.models.record import Record
from welfare_desk.models.registry import SHARED
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.exchanging import Client, Exchange
from welfare_desk.operations.desk_side.line import Answer, DigestAsk, Failed, PullAsk, Request
from welfare_desk.operations.operation import Operation
from welfare_desk.protocol.codec import unpack_run
from welfare_desk.protocol.digest import Digest, kind_digest
from welfare_desk.protocol.envelope import GENESIS, Act, body_digest
from welfare_desk.protocol.messages import (
    Hello,
    LeaseAnswer,
    Page,
    Push,
    Pushed,
    Result,
    Row,
    Welcome,
)
from welfare_desk.protocol.signing import receipt_part
from welfare_desk.store import journal, meta, rights
from welfare_desk.store.rows import load_all
from welfare_desk.sync.device_key import DeviceKey
from welfare_desk.sync.recorder import Recorded, Recorder
from welfare_desk.sync.sql_port import SqlDeskStore

SERVER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
Chain = list[tuple[Act, bytes]]


class Script:
    """Takes what is pushed, chain by chain, and answers; ``first`` is asked before it.

    ``rows`` is all that a pull brings.
    """

    def __init__(self, rows: Iterable[Record] = ()) -> None:
        self.epoch = 1
        self.contact = 100
        self.chains: dict[int, Chain] = {}
        self.rows = {(row.KIND, row.id): row for row in rows}
        self.seq = 10
        self.said: list[Request] = []
        self.parks = False
        self.first: Callable[[Request], Answer | None] = lambda request: None

    def answer(self, request: Request) -> Answer:
        """Answer as a server does that accepts everything."""
        self.said.append(request)
        own = self.first(request)
        if own is not None:
            return own
        if isinstance(request, Hello):
            return self.welcome(request)
        if isinstance(request, Push):
            return self.pushed(request)
        if isinstance(request, PullAsk):
            return self.page()
        if isinstance(request, DigestAsk):
            return self.digest()
        return LeaseAnswer(leases=(), server_time=0)

    def welcome(self, ask: Hello, **other: object) -> Welcome:
        chain = self.chains.get(ask.inc, [])
        self.contact += 1
        plain = Welcome(
            protocol=1,
            epoch=self.epoch,
            action="ok" if ask.epoch == self.epoch else "resume",
            server_time=0,
            known_seq=len(chain),
            known_hash=chain[-1][1] if chain else GENESIS,
            contact=self.contact,
        )
        return msgspec.structs.replace(plain, **other)

    def pushed(self, run: Push) -> Answer:
        chain = self.chains.setdefault(run.inc, [])
        acts, hashes = unpack_run(run.ops, run.device, run.inc, run.first_seq, run.first_prev)
        if run.first_seq != len(chain) + 1:
            return Failed(why="problem", status=409, code="gap", hint=len(chain))
        chain.extend(zip(acts, hashes, strict=True))
        self.inc = run.inc
        results = tuple(self.result(act, seq) for seq, act in enumerate(acts, run.first_seq))
        return Pushed(results=results, acked_seq=len(chain), stable_seq=len(chain))

    def result(self, act: Act, seq: int, result: str = "accepted") -> Result:
        if self.parks:
            return Result(op_id=act.op_id, seq=seq, result="parked")
        part = receipt_part(TERRITORY, act.op_id, body_digest(act.salt, act.body), result)
        return Result(
            op_id=act.op_id,
            seq=seq,
            result="rejected" if result == "rejected" else "accepted",
            receipt=SERVER_KEY.sign(part),
        )

    def page(self, **other: object) -> Page:
        chain = self.chains.get(getattr(self, "inc", 1), [])
        rows = [
            Row(kind=kind, id=row_id, server_seq=self.seq, record=to_wire(row))
            for (kind, row_id), row in self.rows.items()
        ]
        plain = Page(
            epoch=self.epoch,
            rows=tuple(rows),
            results=(),
            next_cursor=self.seq,
            last=True,
            answered_seq=len(chain),
            total_left=0,
        )
        return msgspec.structs.replace(plain, **other)

    def digest(self) -> Digest:
        kinds: dict[str, list[Record]] = {}
        for (kind, _), row in self.rows.items():
            kinds.setdefault(kind, []).append(row)
        return Digest(
            epoch=self.epoch,
            server_seq=self.seq,
            kinds={kind: kind_digest(kind, map(to_wire, rows)) for kind, rows in kinds.items()},
        )

    def pushes(self) -> list[Push]:
        return [each for each in self.said if isinstance(each, Push)]


class Here:
    """A desk of the builders that exchanges with a script."""

    def __init__(self, folder: Path, clock: Clock, rows: list[Record] | None = None) -> None:
        self.store = seeded_store(folder, clock, rows)
        self.recorder = Recorder(self.store, DeviceKey(bytes(32)), clock, Random(3).randbytes)
        self.client = Client(SqlDeskStore(self.store), self.recorder.means)
        with self.store.write() as conn:
            meta.put_many(conn, {"cursor": "0", facts.DIGEST_AT: str(clock.now_us())})
        self.follows = True
        """Whether the script comes to know what is pushed before it is pulled."""
        self.script = Script()
        self.known_to_the_server()

    def known_to_the_server(self) -> None:
        """Let the script know the rows that stand here."""
        with self.store.read() as conn:
            rows = [row for kind in SHARED for row in load_all(conn, TERRITORY, kind.KIND)]
        self.script.rows = {(row.KIND, row.id): row for row in rows}

    def record(self, operation: Operation) -> Recorded:
        return self.recorder.record(operation, actor=OPERATOR, role="operator")

    def exchange(self) -> Exchange:
        """Exchange with the script to the end."""
        steps = self.client.run()
        try:
            request = next(steps)
            while True:
                if self.follows and isinstance(request, PullAsk):
                    self.known_to_the_server()
                request = steps.send(self.script.answer(request))
        except StopIteration as end:
            done: Exchange = end.value
            return done

    def journal(self) -> list[journal.Entry]:
        with self.store.read() as conn:
            return journal.every(conn)

    def facts(self) -> dict[str, str]:
        with self.store.read() as conn:
            return meta.every(conn)

    def leases(self) -> list[str]:
        with self.store.read() as conn:
            return [row.lease_id for row in rights.all_held(conn)]

    def ids(self, kind: str) -> set[str]:
        with self.store.read() as conn:
            return {row.id for row in load_all(conn, TERRITORY, kind)}
