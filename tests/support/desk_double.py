# SPDX-License-Identifier: EUPL-1.2
"""A desk without a store: it draws rights, signs real operations and sends them over HTTP."""

from __future__ import annotations

import secrets
from typing import Any, TypeVar

import msgspec
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from welfare_desk.core.clock import Clock
from welfare_desk.core.ids import uuid7
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.rights import Held, born, draw
from welfare_desk.protocol.codec import from_frame, pack, to_frame
from welfare_desk.protocol.envelope import GENESIS, SALT_BYTES, SCHEMA, VERSION, Act, act_hash
from welfare_desk.protocol.hlc import Hlc, tick
from welfare_desk.protocol.messages import (
    PROTOCOL,
    Ask,
    Enrol,
    Enrolled,
    Hello,
    LeaseAnswer,
    LeaseAsk,
    Message,
    Page,
    Problem,
    Push,
    Pushed,
    Row,
    Welcome,
)
from welfare_desk.protocol.signing import HEADER, Stamp, message, to_header

M = TypeVar("M", bound=Message)
SECONDS = 60


class Answered(Exception):
    """The server answered with a problem."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(status, problem.code, problem.hint)
        self.status = status
        self.code = problem.code
        self.hint = problem.hint


class DeskDouble:
    """One desk: its key, its chain, its leases, what it pulled."""

    def __init__(self, url: str, clock: Clock, operator: str) -> None:
        self.url = url
        self.clock = clock
        self.key = Ed25519PrivateKey.generate()
        self.operator = operator
        self.enrolled: Enrolled | None = None
        self.device = self.inc = 0
        self.epoch = 1
        self.log: list[Act] = []
        self.hashes: list[bytes] = []
        self.held: dict[str, list[Held]] = {}
        self.cursor = 0
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}
        self.answered_seq = 0
        self._hlc = Hlc(0, 0, 0)

    def enrol(self, code: str) -> Enrolled:
        """Become a desk of the server."""
        public = self.key.public_key().public_bytes_raw()
        body = to_frame(Enrol(code=code, public_key=public, name="Sportello"))
        got = self._read(requests.post(f"{self.url}/v1/enrol", body, timeout=SECONDS), Enrolled)
        self.enrolled = got
        self.device, self.inc, self.epoch = got.device, got.inc, got.epoch
        return got

    def record(self, operation: Operation, *, role: str = "operator", **fields: Any) -> Act:
        """Draw rights and seal the operation into the chain; nothing is sent."""
        now = self.clock.now_us()
        drawn = draw(operation, self.held, now)
        for resource, items in self.held.items():
            self.held[resource] = [
                Held(item.lease, drawn.left.get(item.lease.id, item.left)) for item in items
            ]
        self._hlc = tick(self._hlc, now // 1000, self.device)
        plain: dict[str, Any] = {
            "v": VERSION,
            "op_id": uuid7(now, secrets.token_bytes(8)),
            "device": self.device,
            "inc": self.inc,
            "seq": len(self.log) + 1,
            "prev": self.hashes[-1] if self.hashes else GENESIS,
            "kind": operation.kind(),
            "entity": operation.entity(),
            "salt": secrets.token_bytes(SALT_BYTES),
            "body": to_body(operation),
            "hlc": self._hlc,
            "rand64": secrets.randbits(63),
            "spends": drawn.spends,
            "serials": drawn.serials,
            "actor": self.operator,
            "role": role,
            "wall": now,
            "schema": SCHEMA,
            "base_epoch": self.epoch,
            "base_cursor": self.cursor,
            "auth": (),
            "sig": b"",
        }
        act = Act(**plain | fields)
        op_hash = act_hash(act)
        if operation.SIGNED and "sig" not in fields:
            act = msgspec.structs.replace(act, sig=self.key.sign(op_hash))
        self.log.append(act)
        self.hashes.append(op_hash)
        for lease in born(operation, act):
            self.held.setdefault(lease.resource, []).append(Held(lease, 1))
        return act

    def push_of(self, first: int = 1, last: int | None = None, **fields: Any) -> Push:
        """Return the push of a stretch of the chain."""
        last = len(self.log) if last is None else last
        run = self.log[first - 1 : last]
        sig = self.key.sign(self.hashes[last - 1]) if run else b""
        plain: dict[str, Any] = {
            "epoch": self.epoch,
            "device": self.device,
            "inc": self.inc,
            "first_seq": first,
            "first_prev": self.hashes[first - 2] if first > 1 else GENESIS,
            "ops": tuple(pack(act) for act in run),
            "end_seq": len(self.log),
            "head_sig": sig,
        }
        return Push(**plain | fields)

    def push(self, first: int = 1, last: int | None = None, **fields: Any) -> Pushed:
        """Send a stretch of the chain."""
        return self.post("/v1/push", self.push_of(first, last, **fields), Pushed)

    def hello_of(self, **fields: Any) -> Hello:
        """Return where the desk stands."""
        plain: dict[str, Any] = {
            "protocol_min": PROTOCOL,
            "protocol_max": PROTOCOL,
            "schema": SCHEMA,
            "epoch": self.epoch,
            "device": self.device,
            "inc": self.inc,
            "head_seq": len(self.log),
            "head_hash": self.hashes[-1] if self.hashes else GENESIS,
            "cursor": self.cursor,
            "held": (),
        }
        return Hello(**plain | fields)

    def hello(self, **fields: Any) -> Welcome:
        """Say where the desk stands."""
        return self.post("/v1/hello", self.hello_of(**fields), Welcome)

    def pull(self) -> list[Row]:
        """Pull to the last page and return the rows that came, in order."""
        came: list[Row] = []
        while True:
            page = self.get(f"/v1/pull?cursor={self.cursor}&epoch={self.epoch}", Page)
            for row in page.rows:
                came.append(row)
                if row.record is None:
                    self.rows.pop((row.kind, row.id), None)
                else:
                    self.rows[row.kind, row.id] = row.record
            self.cursor = page.next_cursor
            if page.last:
                self.answered_seq = page.answered_seq
                return came

    def lease(self, *asks: Ask, held_ids: tuple[str, ...] | None = None) -> LeaseAnswer:
        """Ask for rights and take them in."""
        ask = LeaseAsk(device=self.device, inc=self.inc, asks=asks, held_ids=held_ids)
        answer = self.post("/v1/lease", ask, LeaseAnswer)
        for lease in answer.leases:
            self.held.setdefault(lease.resource, []).append(Held(lease, lease.quantity))
        return answer

    def ask(self, resource: str, want: int = 1, *, one_act: bool = False) -> int:
        """Ask for one right and return how much of it came."""
        answer = self.lease(Ask(resource=resource, want=want, held=0, one_act=one_act))
        return sum(lease.quantity for lease in answer.leases)

    def get(self, target: str, kind: type[M]) -> M:
        """Send a signed request without a body."""
        return self._read(self.send("GET", target, b""), kind)

    def post(self, target: str, ask: Message, kind: type[M]) -> M:
        """Send a signed message."""
        return self._read(self.send("POST", target, to_frame(ask)), kind)

    def send(self, method: str, target: str, body: bytes, **header: Any) -> requests.Response:
        """Send a request with a signed header, or the one that is given."""
        headers = {HEADER: self.header(method, target, body)} | header
        return requests.request(
            method, self.url + target, data=body or None, headers=headers, timeout=SECONDS
        )

    def header(self, method: str, target: str, body: bytes, **fields: Any) -> str:
        """Return the signed header of a request."""
        plain: dict[str, Any] = {
            "device": self.device,
            "inc": self.inc,
            "nonce": secrets.token_hex(16),
            "time": self.clock.now_us(),
        }
        stamp = Stamp(**plain | fields)
        signature = self.key.sign(message(method, target, body, stamp)).hex()
        return to_header(msgspec.structs.replace(stamp, signature=signature))

    def _read(self, response: requests.Response, kind: type[M]) -> M:
        if response.status_code == 200:
            return from_frame(response.content, kind)
        raise Answered(response.status_code, from_frame(response.content, Problem))
