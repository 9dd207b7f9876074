# SPDX-License-Identifier: EUPL-1.2
"""Twenty tellers over HTTP, each with rights of its own; the ledger judges what they saw."""

from __future__ import annotations

import http.client
import random
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.builders import (
    FUND,
    MERCHANT,
    OPERATOR,
    TERRITORY,
    a_fund,
    a_resource,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.faults import reckoning
from tests.faults.ledger import Call, Entry, Look, anomalies
from tests.faults.stand import in_memory, shift_to_the_builders
from tests.faults.told import Told
from tests.support.desk_double import DeskDouble
from tests.support.postgres import fresh_database, running_postgres
from tests.support.server_process import ShiftedClock
from tests.sync.served import CentralServer, serving
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard
from welfare_desk.protocol.signing import HEADER
from welfare_desk.store import oplog

TELLERS = 20
LOST = 0.04
"""The share of requests whose answer nobody waits for."""
AT_ONCE = 0.6
"""The share of acts that are pushed at once; the others wait for the next."""
PLACES = 40
SLOTS = [a_slot(f"money-{n}", places=PLACES, days=1 + n % 5) for n in range(24)]
AWARD = 12_000


class LostAnswer(Exception):
    """The teller hung up; the server may have done it or not."""


class Teller(DeskDouble):
    """A desk over HTTP that writes down what it did, when, and what it was told."""

    def __init__(self, url: str, clock: ShiftedClock, name: str, seed: str) -> None:
        super().__init__(url, clock, OPERATOR)
        self.name = name
        self.calls: list[Call] = []
        self.looks: list[Look] = []
        self.people: list[str] = []
        self.balances: dict[str, int] = {}
        """The cards whose balance is held here, and the cents on each."""
        self.bookings: list[str] = []
        self.foreign: list[str] = []
        self.unseen: set[str] = set()
        """Cards whose balance was granted, but not yet what its last holder did."""
        self.chance = random.Random(seed)
        self._line = requests.Session()
        self._answered = 0
        self._seen: set[str] = set()
        self._booked: set[str] = set()
        self.patient = True

    def send(self, method: str, target: str, body: bytes, **header: Any) -> requests.Response:
        """Send as a desk does; now and then hang up before the answer."""
        headers = {HEADER: self.header(method, target, body)} | header
        if not self.patient and self.chance.random() < LOST:
            self._hang_up(method, target, body, headers)
        return self._line.request(
            method, self.url + target, data=body or None, headers=headers, timeout=60
        )

    def _hang_up(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> None:
        place = urlsplit(self.url)
        line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        line.request(method, target, body or None, headers)
        time.sleep(self.chance.choice((0, 0.01)))
        line.close()
        raise LostAnswer

    def act(self, *operations: Operation) -> None:
        """Record and push with what was not answered before; a lost answer leaves it open."""
        for operation in operations:
            act = self.record(operation)
            numbers = tuple(serial.text for serial in act.serials)
            self.calls.append(
                Call(act.op_id, operation, invoked=time.monotonic_ns(), numbers=numbers)
            )
        if self.chance.random() < AT_ONCE:
            self.deliver()

    def deliver(self) -> None:
        """Push until every act is answered or an answer is lost."""
        while self._answered < len(self.log):
            last = min(len(self.log), self._answered + 400)
            pushed = self.push(self._answered + 1, last)
            now = time.monotonic_ns()
            for call, result in zip(self.calls[self._answered : last], pushed.results, strict=True):
                call.answered, call.result = now, result.result
            self._answered = last

    def look(self) -> None:
        """Pull to the end and note what was seen for the first time."""
        began = time.monotonic_ns()
        for row in self.pull():
            if row.kind == "voucher_card" and row.id not in self.balances:
                self.foreign.append(row.id)
        ids = {row_id for kind, row_id in self.rows if kind == "booking"}
        fresh = frozenset(ids - self._seen)
        self._seen |= fresh
        self.looks.append(Look(began, time.monotonic_ns(), self.cursor, fresh))

    def left(self, resource: str) -> int:
        """Return what is left of a right here."""
        return sum(item.left for item in self.held.get(resource, ()))

    def work(self) -> None:
        """Do one thing by chance."""
        kind = self.chance.randrange(100)
        if kind < 10 or not self.people:
            self._serve()
        elif kind < 45:
            self._book()
        elif kind < 52 and self.bookings:
            booking = self.bookings.pop(self.chance.randrange(len(self.bookings)))
            self.act(CancelBooking(booking_id=booking, reason="malato"))
        elif kind < 70 and self.balances:
            self._redeem_here()
        elif kind < 74 and self.balances:
            self._hand_back(self.chance.choice(sorted(self.balances)))
        elif kind < 85 and self.foreign:
            self._redeem_elsewhere(self.chance.choice(self.foreign))
        else:
            self.look()

    def _serve(self) -> None:
        """Register a family and, where the fund still gives, issue its card."""
        name = f"{self.name}-{len(self.people)}"
        self.people.append(name)
        self.act(register(name), form(f"{name}-home", name), isee(f"{name}-isee", f"{name}-home"))
        if self._has(f"fund:{FUND}", AWARD) and self._has(f"serial:{FUND}"):
            card = f"{name}-card"
            self.balances[an_id(card)] = AWARD
            self.act(
                issue(card, f"{name}-home", name, an_id(f"{name}-isee"), AWARD),
                ActivateCard(card_id=an_id(card)),
            )

    def _book(self) -> None:
        person, slot = self.chance.choice(self.people), self.chance.choice(SLOTS)
        name = f"{person} at {slot.id}"
        if an_id(name) in self._booked or not self._has("number:booking"):
            return
        self._booked.add(an_id(name))
        if self.chance.random() < 0.7:
            self._has(f"slot:{slot.id}")
        self.bookings.append(an_id(name))
        self.act(book(name, person, slot))

    def _redeem_here(self) -> None:
        """Redeem where the balance is held: never more than is on the card."""
        card = self.chance.choice(sorted(self.balances))
        cents = min(self.chance.randrange(1, 4_000), self.balances[card])
        if cents:
            self.balances[card] -= cents
            self._redeem(card, cents)

    def _redeem_elsewhere(self, card: str) -> None:
        """Ask for the balance of another's card; redeem with it, or in the hope of it.

        As at a desk, a balance is of use once what its last holder did came with a pull.
        """
        asked = card in self.unseen or self.chance.random() < 0.5
        if asked and self._has(f"balance:{card}"):
            self.unseen.add(card)
            self.look()
            self.unseen.discard(card)
            rows = (each for (kind, _), each in self.rows.items() if kind == "posting")
            own = (each["amount_cents"] for each in rows if each["account"] == f"card:{card}")
            self.balances[card] = sum(own)
            self.foreign = [each for each in self.foreign if each != card]
        else:
            self._redeem(card, self.chance.randrange(1, 4_000))

    def _redeem(self, card: str, cents: int) -> None:
        self.act(RedeemCard(card_id=card, merchant_id=MERCHANT, amount_cents=cents))

    def _hand_back(self, card: str) -> None:
        name = f"balance:{card}"
        returned = [Returned(item.lease.id, name) for item in self.held.pop(name, ())]
        del self.balances[card]
        self.foreign.append(card)
        self.calls.append(self._release(ReleaseRights(returned=tuple(returned))))
        self.deliver()

    def _release(self, operation: ReleaseRights) -> Call:
        act = self.record(operation, role="desk", actor="")
        return Call(act.op_id, operation, invoked=time.monotonic_ns())

    def _has(self, resource: str, quantity: int = 1) -> bool:
        if self.left(resource) < quantity:
            self.ask(resource, quantity, one_act=True)
        return self.left(resource) >= quantity


def _territory(budget_cents: int) -> list[Record]:
    rows = a_territory(fund=a_fund(budget_cents=budget_cents))
    for slot in SLOTS:
        rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
    return rows


def run(count: int, seed: int, folder: Path, database: str = "") -> Told:
    """Let twenty tellers act so often; an anomaly of their history is a problem."""
    told = Told("money", seed)
    # Half of those who ask find the fund empty.
    budget = max(20, count // 60) * AWARD
    shift = shift_to_the_builders()
    with serving(folder / "server", shift, _territory(budget), database) as server:
        tellers = [_open(server, f"teller-{n}", f"{seed} {n}") for n in range(TELLERS)]
        threads = [Thread(target=_work, args=(told, each, count // TELLERS)) for each in tellers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        _judge(told, server, tellers, budget)
        reckoning.honest(told, server)
    return told


def _open(server: CentralServer, name: str, seed: str) -> Teller:
    teller = Teller(server.url, server.clock, name, seed)
    teller.enrol(server.desk_code())
    teller.ask("number:booking", 200)
    return teller


def _work(told: Told, teller: Teller, count: int) -> None:
    teller.patient = False
    try:
        while len(teller.calls) + len(teller.looks) < count and not told.over():
            try:
                teller.work()
            except LostAnswer:
                told.count("answers lost")
        teller.patient = True
        teller.deliver()
        teller.look()
    except Exception as error:  # noqa: BLE001 - a teller that is refused is what must not be
        told.wrong(f"{teller.name}: {type(error).__name__} {error}")


def _judge(told: Told, server: CentralServer, tellers: list[Teller], budget: int) -> None:
    central = server.central()
    log = []
    with central.store.read() as conn:
        for teller in tellers:
            for row in oplog.every(conn, TERRITORY, teller.device, teller.inc):
                log.append(Entry(row.op_id, row.server_seq, row.result, row.code))
    central.close()
    calls = [call for teller in tellers for call in teller.calls]
    totals = {f"slot:{slot.id}": slot.places for slot in SLOTS} | {f"fund:{FUND}": budget}
    looks = {teller.name: teller.looks for teller in tellers}
    for problem in anomalies(calls, looks, log, totals):
        told.wrong(problem)
    told.count("operations", len(calls))
    told.count("looks", sum(len(each) for each in looks.values()))
    for entry in log:
        told.count(f"{entry.result} {entry.code}".strip())


def a_run(count: int, seed: int) -> Told:
    """Run on a PostgreSQL and in a folder that are gone afterwards."""
    with (
        running_postgres() as url,
        tempfile.TemporaryDirectory(prefix="wd-money-", dir=in_memory()) as folder,
    ):
        return run(count, seed, Path(folder), fresh_database(url))
