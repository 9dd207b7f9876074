# SPDX-License-Identifier: EUPL-1.2
"""Desks with true keys and no honesty: no 5xx, no broken invariant, no memory that grows."""

from __future__ import annotations

import random
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import requests
import zstandard

from tests.builders import FUND, OPERATOR, a_fund, a_resource, a_slot, a_territory, an_id, register
from tests.faults import reckoning
from tests.faults.junk import junk, plain_of, spoiled
from tests.faults.stand import in_memory, shift_to_the_builders
from tests.faults.told import Told
from tests.operations.script import whole_script
from tests.support.desk_double import Answered, DeskDouble
from tests.support.postgres import fresh_database, running_postgres
from tests.sync.served import CentralServer, serving
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.record import Record
from welfare_desk.operations.registry import AT_DESK, to_body
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Ask, LeaseAsk, Presented, Problem, Pushed
from welfare_desk.protocol.signing import HEADER

CROOKS = 3
HONEST_EPOCH = 0.7
"""In the last part of a run the crooks also say to have seen more than there is."""
CHECK_EVERY = 700
GROWTH_KB = 220_000
"""What a server may grow by: caches fill, and the largest request is unpacked to 16 MB."""
SLOTS = [a_slot(f"hostile-{n}", places=5, days=n) for n in range(3)]
_SCRIPT = [operation for operation, _ in whole_script() if isinstance(operation, AT_DESK)]
_FIELDS = (
    "hlc", "rand64", "wall", "spends", "serials", "role", "actor", "schema", "base_epoch",
    "base_cursor", "auth", "sig", "op_id", "kind", "entity", "v", "salt",
)  # fmt: skip


class Crook(DeskDouble):
    """A desk that signs what it should not send."""

    def __init__(self, server: CentralServer, chance: random.Random, told: Told) -> None:
        super().__init__(server.url, server.clock, OPERATOR)
        self._chance = chance
        self._told = told
        self._line = requests.Session()
        self.victim: DeskDouble | None = None
        self.boasts = False
        self.enrol(server.desk_code())
        for resource, want in (("number:booking", 500), ("number:receipt", 500),
                               (f"serial:{FUND}", 200), (f"slot:{SLOTS[0].id}", 1)):  # fmt: skip
            self.ask(resource, want)

    def send(self, method: str, target: str, body: bytes, **header: Any) -> requests.Response:
        """Send over one line; a 5xx is what must not be."""
        headers = {HEADER: self.header(method, target, body)} | header
        answer = self._line.request(
            method, self.url + target, data=body or None, headers=headers, timeout=60
        )
        self._told.seen[f"{target.partition('?')[0]} {answer.status_code}"] += 1
        if answer.status_code >= 500:
            self._told.wrong(f"{method} {target[:80]}: {answer.status_code}, {len(body)} bytes")
        return answer

    def misbehave(self) -> None:
        """Send one request that no honest desk sends."""
        kinds: list[tuple[int, Callable[[], None]]] = [
            (45, self._push), (8, self._hello), (8, self._boast), (15, self._lease),
            (10, self._pull), (8, self._frame), (5, self._header), (5, self._enrol),
        ]  # fmt: skip
        weights = [weight for weight, _ in kinds]
        chosen = self._chance.choices([act for _, act in kinds], weights)[0]
        try:
            chosen()
        except Answered as problem:
            _follow(self, problem)
        except (msgspec.MsgspecError, OverflowError, requests.RequestException) as error:
            self._told.seen[f"ended with {type(error).__name__}"] += 1

    def _post(self, target: str, plain: Any) -> requests.Response:
        return self.send("POST", target, zstandard.compress(msgspec.msgpack.encode(plain)))

    def _hello(self) -> None:
        good = {
            "protocol_min": 1, "protocol_max": 1, "schema": 1, "epoch": self.epoch,
            "device": self.device, "inc": self.inc, "head_seq": len(self.log),
            "head_hash": self.hashes[-1] if self.hashes else bytes(32), "cursor": self.cursor,
            "held": [], "contact": self._chance.choice((0, 1, secrets.randbits(63))),
            "trail": [[n, bytes(32)] for n in range(self._chance.randrange(3))], "acked_seq": 0,
        }  # fmt: skip
        self._post("/v1/hello", spoiled(good, self._chance, self._chance.randrange(1, 3)))

    def _boast(self) -> None:
        """Say to stand where this desk does not stand, in a message that can be read."""
        claims: dict[str, tuple[Any, ...]] = {
            "epoch": (0, self.epoch + 1, 999_999, -1),
            "cursor": (10**6, 10**18, -1),
            "acked_seq": (len(self.log) + 1, 10**9, -1),
            "head_seq": (0, len(self.log) + 5, 2**62),
            "inc": (2, 2**31 - 1),
            "contact": (secrets.randbits(63), 2**63 - 1),
            "trail": (((1, bytes(32)),), ((2**62, b""),) * 90),
            "held": (("e1-1",) * 3_000,),
        }
        if not self.boasts:
            # Each of these may make the server believe that it was restored.
            for name in ("epoch", "cursor", "acked_seq"):
                del claims[name]
        names = self._chance.sample(sorted(claims), self._chance.randrange(1, 3))
        self.hello(**{name: self._chance.choice(claims[name]) for name in names})

    def _push(self) -> None:
        kept = len(self.log)
        for _ in range(self._chance.randrange(1, 4)):
            self._record_something()
        run = self.push_of(kept + 1)
        extras = {
            "certs": tuple(self._cert() for _ in range(self._chance.randrange(3))),
            "receipts": tuple(self._receipt() for _ in range(self._chance.randrange(3))),
            "audit": tuple(secrets.token_bytes(9) for _ in range(self._chance.randrange(3))),
            "certs_done": self._chance.random() < 0.2,
        }
        run = msgspec.structs.replace(run, **extras)
        if self._chance.random() < 0.4:
            answer = self._post("/v1/push", spoiled(plain_of(run), self._chance))
        else:
            answer = self.send("POST", "/v1/push", to_frame(run))
        self._forget_unless(answer, kept)

    def _forget_unless(self, answer: requests.Response, kept: int) -> None:
        """Keep the chain as the server has it."""
        arrived = kept
        if answer.status_code == 200:
            pushed = msgspec.msgpack.decode(zstandard.decompress(answer.content), type=Pushed)
            arrived = max(kept, min(pushed.acked_seq, len(self.log)))
            for result in pushed.results:
                self._told.seen[f"{result.result} {result.code}".strip()] += 1
        del self.log[arrived:]
        del self.hashes[arrived:]

    def _record_something(self) -> None:
        operation = self._chance.choice(_SCRIPT)
        fields: dict[str, Any] = {}
        if self._chance.random() < 0.7:
            plain = msgspec.msgpack.decode(to_body(operation))
            fields["body"] = msgspec.msgpack.encode(spoiled(plain, self._chance))
        if self._chance.random() < 0.3:
            name = self._chance.choice(_FIELDS)
            fields[name] = self._chance.choice((junk(self._chance), self._other(name)))
        kept = len(self.log)
        try:
            self.record(operation, **fields)
        except (TypeError, AttributeError, ValueError, OverflowError, DeskError):
            # No number is left, or it is junk that cannot even be hashed.
            del self.log[kept:]
            del self.hashes[kept:]
            self.record(register(secrets.token_hex(6)))

    def _other(self, name: str) -> Any:
        """Return a field of another act, or of the victim's rights."""
        if name == "op_id" and self.log:
            return self._chance.choice(self.log).op_id
        if name == "spends" and self.victim is not None:
            held = [item.lease.id for items in self.victim.held.values() for item in items]
            return tuple(
                [self._chance.choice(held), self._chance.choice((1, -1, 9**9))] for _ in "ab"
            )
        return getattr(self._chance.choice(self.log), name) if self.log else junk(self._chance)

    def _cert(self) -> bytes:
        desks = [self] if self.victim is None else [self, self.victim]
        held = [item.lease for desk in desks for items in desk.held.values() for item in items]
        lease = plain_of(self._chance.choice(held))
        if self._chance.random() < 0.7:
            lease = spoiled(lease, self._chance)
        return msgspec.msgpack.encode(lease)

    def _receipt(self) -> Presented:
        own = self.log[-1].op_id if self.log else an_id("op")
        taken = self._chance.random() < 0.5
        return Presented(
            op_id=own,
            result="accepted" if taken else "rejected",
            receipt=secrets.token_bytes(64),
        )

    def _lease(self) -> None:
        resources = [
            f"fund:{FUND}", f"slot:{SLOTS[0].id}", "number:booking", f"serial:{FUND}",
            f"home:{an_id('maria home')}", f"balance:{an_id('nobody')}", "slot:", "", "server",
        ]  # fmt: skip
        asks = tuple(
            Ask(resource=self._chance.choice(resources), want=1, held=0, one_act=True)
            for _ in range(self._chance.randrange(4))
        )
        ask = plain_of(LeaseAsk(device=self.device, inc=self.inc, asks=asks, held_ids=()))
        target = self._chance.choice(("/v1/lease", "/v1/serials"))
        self._post(target, spoiled(ask, self._chance, self._chance.randrange(3)))

    def _pull(self) -> None:
        value = self._chance.choice(
            ("0", "-1", "1e9", "9" * 18, "9" * 30, "", "%00", "\u0661", "0x10", str(self.cursor))
        )
        name = self._chance.choice(("cursor", "epoch", "contact", "colour"))
        target = self._chance.choice(
            (
                f"/v1/pull?cursor=0&{name}={value}", f"/v1/pull?{name}={value}", "/v1/digest",
                "/v1/snapshot", f"/v1/snapshot/{value}/{value}", f"/v1/pull?{value}", "/v1/box",
            )
        )  # fmt: skip
        prepared = requests.Request("GET", self.url + target).prepare()
        self.send("GET", str(prepared.path_url), b"")

    def _frame(self) -> None:
        size = self._chance.choice((0, 1, 60, 5_000, 1_999_999, 2_100_000))
        bomb = zstandard.compress(bytes(60_000_000))
        body = self._chance.choice((secrets.token_bytes(size), bomb, bomb[: len(bomb) // 2]))
        target = self._chance.choice(
            ("/v1/push", "/v1/hello", "/v1/lease", "/v1/enrol", "/v1/parcel")
        )
        self.send("POST", target, body)

    def _header(self) -> None:
        body = to_frame(Problem(code="x"))
        good = self.header("POST", "/v1/hello", body)
        parts = good.split(".")
        parts[self._chance.randrange(len(parts))] = self._chance.choice(
            ("", "0", "-1", "9" * 40, "a" * 64, "00", "\u00e9")
        )
        wrong = self._chance.choice((".".join(parts), "." * 4, "x" * 8_000, good))
        self.send("POST", "/v1/hello", body, **{HEADER: wrong.encode("latin-1", "replace")})

    def _enrol(self) -> None:
        ask = {"code": secrets.token_hex(10), "public_key": bytes(32), "name": "x"}
        self._post("/v1/enrol", spoiled(ask, self._chance))


def _territory() -> list[Record]:
    rows = a_territory(fund=a_fund())
    for slot in SLOTS:
        rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
    return rows


def run(count: int, seed: int, folder: Path, database: str = "") -> Told:
    """Send so many requests; a 5xx, a broken invariant or a memory that grows is a problem."""
    told, chance = Told("hostile", seed), random.Random(seed)
    shift = shift_to_the_builders()
    with serving(folder / "server", shift, _territory(), database) as server:
        victim = DeskDouble(server.url, server.clock, OPERATOR)
        victim.enrol(server.desk_code())
        victim.ask("number:booking", 200)
        victim.ask(f"slot:{SLOTS[1].id}", 2)
        crooks = [Crook(server, chance, told) for _ in range(CROOKS)]
        for crook in crooks:
            crook.victim = victim
        before = _memory_kb(server)
        for number in range(count):
            if told.over():
                break
            crook = chance.choice(crooks)
            crook.boasts = number > count * HONEST_EPOCH
            crook.misbehave()
            told.count("requests")
            if number % CHECK_EVERY == CHECK_EVERY - 1:
                _all_is_well(told, server, victim, number)
        _all_is_well(told, server, victim, count)
        grown = _memory_kb(server) - before
        told.count("kB that the server grew", max(0, grown))
        if grown > GROWTH_KB:
            told.wrong(f"the server grew by {grown} kB")
    return told


def _all_is_well(told: Told, server: CentralServer, victim: DeskDouble, number: int) -> None:
    """The server checks itself, and an honest desk beside the crooks still works."""
    reckoning.honest(told, server)
    victim.record(register(f"honest-{number}"))
    became = _sent(victim)
    if became == "epoch":
        told.count("times an honest desk followed a new epoch")
        became = _sent(victim)
    if became != "accepted":
        told.wrong(f"after {number}: an honest act became {became}")
        del victim.log[-1:], victim.hashes[-1:]


def _sent(victim: DeskDouble) -> str:
    """Return what became of the victim's last act."""
    try:
        return str(victim.push(len(victim.log)).results[0].result)
    except Answered as problem:
        _follow(victim, problem)
        return problem.code


def _follow(desk: DeskDouble, problem: Answered) -> None:
    """Go on under the server's epoch, as every desk does."""
    if problem.code == "epoch":
        desk.epoch, desk.cursor = problem.hint, 0


def _memory_kb(server: CentralServer) -> int:
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status")
    if not status.exists():
        return 0
    line = next(each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1])


def a_run(count: int, seed: int) -> Told:
    """Run on a PostgreSQL and in a folder that are gone afterwards."""
    with (
        running_postgres() as url,
        tempfile.TemporaryDirectory(prefix="wd-hostile-", dir=in_memory()) as folder,
    ):
        return run(count, seed, Path(folder), fresh_database(url))
