# SPDX-License-Identifier: EUPL-1.2
"""One seed's history: events in the order of a true clock that no desk can read."""

from __future__ import annotations

import gc
import hashlib
import heapq
from collections import Counter, deque
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any, cast

from tests.simulation.faults import Faults
from tests.simulation.keys import FastKey, RealKey, Signs, fast_verifies, real_verifies
from tests.simulation.ledger import Breach, Ledger, Saying
from tests.simulation.machine import Crash, Machine
from tests.simulation.memory import Memory
from tests.simulation.network import Network
from tests.simulation.plan import Plan
from tests.simulation.quiet import Quiet
from tests.simulation.server import SimServer
from tests.simulation.stores import Stores
from tests.simulation.territory import (
    START_US,
    TERRITORY,
    first_rows,
    named,
    slots_of_day,
    town_id,
)
from tests.simulation.watch import Watch
from welfare_desk.core.instants import DAY_US, slot_instant
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Slot
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.desk_side.recording import check_asked
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total

SECOND = 1_000_000
ROUNDS = 14
"""After the line is whole all desks must be quiet within so many rounds (L1)."""
_FREEZE_EVERY = 20_000
_WANTED = {"award_elsewhere", "fund_not_held", "slot_full", "card_balance_elsewhere",
           "card_numbers_exhausted", "numbers_exhausted"}  # fmt: skip


class Found(Exception):
    """A violation, with where it is."""

    def __init__(self, step: int, breach: Breach, trace: list[str]) -> None:
        super().__init__(f"step {step}: {breach}")
        self.step = step
        self.breach = breach
        self.trace = trace


class History:
    """Desks, their server and the world, played event by event."""

    def __init__(
        self,
        plan: Plan,
        *,
        real: bool = False,
        until: int = 0,
        trace: int = 60,
        stores: Stores | None = None,
    ) -> None:
        self.plan = plan
        self.now = START_US
        self.step = 0
        self.until = until
        self.counts: Counter[str] = Counter()
        self.random = Random(f"history-{plan.seed}")
        self.ledger = Ledger()
        self.watch = Watch(self.ledger, every_chain=plan.operations <= 50_000)
        self._made = count(1)
        self._order = count()
        self._events: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []
        self._trace: deque[tuple[Any, ...]] = deque(maxlen=trace)
        self._key = RealKey if real else FastKey
        self.verifies = real_verifies if real else fast_verifies
        self.slots: list[Slot] = []
        self._days = 15
        self._slots_made = 45
        rows = first_rows(plan, Random(f"territory-{plan.seed}"))
        self.file_slots = {row.id: row for row in rows if isinstance(row, Slot)}
        self.totals = {row.id: row.total for row in rows if isinstance(row, Resource)}
        self.stores = stores
        self.server = (SimServer if stores is None else stores.server)(
            rows,
            self.a_key("server"),
            Random(f"server-{plan.seed}"),
            lambda: self.now,
            self.verifies,
            self.watch.after,
        )
        self.machines: list[Machine] = []
        self.network = Network(self)
        self.faults = Faults(self)
        self._open_slots()
        for device in range(1, plan.desks + 1):
            self._enrol(device)
        self.watch.begin(self.server.port)

    # What the world is made of.

    def a_key(self, name: str) -> Signs:
        """Return the key pair of somebody."""
        return self._key(Random(f"key-{self.plan.seed}-{name}").randbytes(32))

    def made(self) -> int:
        """Return a number that no other thing has."""
        return next(self._made)

    def _enrol(self, device: int) -> None:
        key = self.a_key(f"desk-{device}")
        town = self.plan.town_of(device)
        self.server.enrol(device, town, key.public)
        memory = Memory()
        memory.table("facts").update(
            territory_id=TERRITORY,
            device=str(device),
            inc="1",
            epoch="1",
            cursor="0",
            municipality_id=town_id(town),
            server_key=self.server.notary.public.hex(),
        )
        self.start(self.a_machine(f"desk-{device}", device, memory, key))

    def start(self, machine: Machine) -> None:
        """Let an installation exchange and somebody come to its counter."""
        soon = len(self.machines)
        self.at(self.now + soon * SECOND, self._exchange, machine)
        self.at(self.now + (60 + soon) * SECOND, self._visit, machine)

    def a_machine(
        self, name: str, device: int, memory: Memory, key: Signs, of: Machine | None = None
    ) -> Machine:
        """Set an installation up: a new one, or the copy of another."""
        machine = (Machine if self.stores is None else self.stores.machine)(
            self.plan,
            name,
            device,
            memory,
            key,
            now=lambda: self.now,
            made=self.made,
            verifies=self.verifies,
        )
        machine.begin(of)
        self.machines.append(machine)
        return machine

    def _open_slots(self) -> None:
        """Know which slots have not begun: what a calendar on the wall shows."""
        self.slots = sorted(
            (
                slot
                for slot in self.file_slots.values()
                if slot_instant(slot.slot_on, slot.start_minute) > self.now
            ),
            key=lambda slot: (slot.slot_on, slot.start_minute, slot.id),
        )[:24]

    # Playing.

    def at(self, when: int, what: Callable[..., None], *about: Any) -> None:
        """Put an event into the future."""
        heapq.heappush(self._events, (when, next(self._order), what, about))

    def note(self, *what: Any) -> None:
        """Keep a line for the trace."""
        self._trace.append((self.step, self.now, *what))

    def play(self) -> None:
        """Play until all operations were recorded, then heal the line and look at everything.

        Raises ``Found``.
        """
        try:
            self.at(self.now + DAY_US, self._a_day)
            self.faults.begin()
            looks = max(1, min(4, self.plan.operations // 5_000))
            for look in range(1, looks + 1):
                self._play_to(self.plan.operations * look // looks)
                if self.until and self.step >= self.until:
                    return
                self.settle()
        except Breach as breach:
            raise Found(self.step, breach, self.trace()) from breach

    def _play_to(self, operations: int) -> None:
        events = self._events
        counts = self.counts
        while counts["operations"] < operations:
            if self.until and self.step >= self.until:
                return
            when, _, what, about = heapq.heappop(events)
            self.step += 1
            self.now = when
            what(*about)
            if not self.step % _FREEZE_EVERY:
                # What was stored stays for the whole history: no collector need look again.
                gc.freeze()

    def trace(self) -> list[str]:
        """Return the last events as lines."""
        return [
            f"{step:>9} {when - START_US:>16} {' '.join(str(each) for each in what)}"
            for step, when, *what in self._trace
        ]

    def fingerprint(self) -> str:
        """Return a hash over how the history ended: equal for the same seed on any machine."""
        heads = sorted(self.server.memory.table("heads").items())
        return hashlib.sha256(
            repr((self.step, self.now, sorted(self.counts.items()), heads)).encode()
        ).hexdigest()

    def _a_day(self) -> None:
        """Open the slots of one more day, as ``server apply`` does every night."""
        self._days += 1
        random = self.random
        slots = slots_of_day(self._days, self._slots_made + 1, random, self.plan)
        self._slots_made += len(slots)
        rows = tuple(ServerRow(Slot.KIND, slot.id, to_wire(slot)) for slot in slots)
        totals = tuple(Total(f"slot:{slot.id}", slot.places) for slot in slots)
        self.file_slots.update({slot.id: slot for slot in slots})
        self.totals.update({each.resource: each.total for each in totals})
        self.server_does(ApplyTerritory(reason="slots", rows=rows, totals=totals))
        self._open_slots()
        self.at(self.now + DAY_US, self._a_day)

    def apply_again(self) -> None:
        """Apply the administrator's file again after a restore: it names every slot and total."""
        rows = self.server.memory.rows.by_kind
        slots = [slot for slot in self.file_slots.values() if rows[Slot.KIND].get(slot.id) != slot]
        totals = []
        for name, total in self.totals.items():
            resource = cast("Resource | None", rows[Resource.KIND].get(name))
            # What was lowered waits: what the lost log gave back is not known yet.
            if resource is None or resource.total < total:
                totals.append(Total(name, total))
        if slots or totals:
            self.server_does(
                ApplyTerritory(
                    reason="apply",
                    rows=tuple(ServerRow(Slot.KIND, slot.id, to_wire(slot)) for slot in slots),
                    totals=tuple(totals),
                )
            )

    def server_does(self, operation: Operation) -> None:
        """Let the administrator act."""
        self.note("server", operation.kind())
        self.counts["server operations"] += 1
        self.server.own(operation)

    # At the counter.

    def _visit(self, machine: Machine) -> None:
        """Somebody stands at the counter: one operation, and when the next one comes."""
        if machine.gone:
            return
        random = self.random
        plan = self.plan
        if not machine.silent and not machine.knows_revoked:
            wish = machine.work.next(self.now, self._slots_for(machine))
            if wish is not None:
                self.ask(machine, *wish)
        if machine.burst > 0:
            machine.burst -= 1
            pause = 5 * SECOND + int(random.random() * 30 * SECOND)
        else:
            machine.burst = int(random.expovariate(1 / plan.burst))
            pause = int(random.expovariate(plan.acts_a_day / (DAY_US * (1 + plan.burst))))
        self.at(self.now + pause, self._visit, machine)

    def _slots_for(self, machine: Machine) -> list[Slot]:
        """Return the slots that the calendar on this desk's screen shows."""
        own_time = max(machine.means.now_us(), int(machine.facts.get("own_time", "0")))
        if own_time <= self.now + DAY_US:
            return self.slots
        return [
            slot for slot in self.slots if slot_instant(slot.slot_on, slot.start_minute) > own_time
        ]

    def ask(
        self,
        machine: Machine,
        operation: Operation,
        role: str,
        *,
        again: bool = False,
        op_id: str = "",
    ) -> None:
        """Record an operation; a right that is missing may be asked for while the form is open.

        Whoever saw the power fail says it again under the same id.
        """
        if machine.store.crash_in and not op_id:
            op_id = named(0x77, self.made())
        try:
            check_asked(operation, op_id)
            recorded = machine.record(
                operation, actor=machine.work.actors[role], role=role, op_id=op_id
            )
        except DeskError as refusal:
            self.counts["refusals"] += 1
            self.counts["refused " + refusal.code] += 1
            if not again and refusal.code in _WANTED and self.random.random() < 0.3:
                self._ask_for_right(machine, operation, role)
            return
        except Crash:
            self.crashed(machine, "in a transaction of the counter")
            self.ask(machine, operation, role, again=True, op_id=op_id)
            return
        self.counts["operations"] += 1
        machine.work.done(operation)
        self.note(machine.name, "records", recorded.kind, recorded.op_id, recorded.state,
                  recorded.entity)  # fmt: skip
        self.ledger.said(
            Saying(
                recorded.op_id,
                operation,
                machine.device,
                machine.name,
                recorded.state == "final",
                recorded.numbers,
            )
        )

    def _ask_for_right(self, machine: Machine, operation: Operation, role: str) -> None:
        takes = [take for take in operation.takes() if take.mode in ("part", "hold")]
        if not takes or machine.steps is not None:
            return
        take = self.random.choice(takes)
        machine.after = (operation, role)
        self.counts["rights asked at a form"] += 1
        self._begin(machine, machine.ask(take.resource, max(1, take.quantity)))

    # The line.

    def _exchange(self, machine: Machine) -> None:
        """The desk's ticker: begin an exchange unless one is under way."""
        if machine.gone:
            return
        if machine.steps is None:
            self.counts["exchanges"] += 1
            self._begin(machine, machine.run())
        pause = self.plan.exchange_every * (0.5 + self.random.random())
        self.at(self.now + int(pause), self._exchange, machine)

    def _begin(self, machine: Machine, steps: Any) -> None:
        machine.steps = steps
        self.go_on(machine, machine.life, None)

    def go_on(self, machine: Machine, life: int, answer: Any) -> None:
        """Give an exchange its answer, and its next request to the network."""
        if machine.life != life or machine.steps is None or machine.gone:
            return
        try:
            request = machine.steps.send(answer)
        except StopIteration as end:
            machine.steps = None
            self.take_told(machine)
            self._ended(machine, end.value)
            return
        except Crash:
            self.take_told(machine)
            self.crashed(machine, "in a transaction of an exchange")
            return
        self.take_told(machine)
        self.network.send(machine, request)

    def _ended(self, machine: Machine, result: Any) -> None:
        after, machine.after = machine.after, None
        if isinstance(result, bool):
            if result and after is not None:
                self.ask(machine, *after, again=True)
            return
        self.counts["ended " + result.outcome] += 1
        self.note(machine.name, "exchange", result.outcome, result.sent, result.received)
        self.faults.after_exchange(machine, result.outcome)

    def take_told(self, machine: Machine) -> None:
        """Hear which results the desk now shows."""
        told = machine.store.port.told
        if told:
            for op_id, result, _, _ in told:
                self.ledger.was_told(op_id, result, machine.name)
            told.clear()

    def crashed(self, machine: Machine, where: str) -> None:
        """Note a power cut; the desk comes up again at its next visit."""
        self.counts["crashes"] += 1
        self.note(machine.name, "crashes", where)
        machine.restart()

    # Quiescence.

    def settle(self) -> None:
        """Heal the line, let everybody exchange until nothing moves, and look at everything."""
        self.note("the line is whole")
        self.network.heal()
        self.faults.heal()
        self._until_quiet()
        quiet = Quiet(self.server.port, self.machines, self.ledger)
        quiet.check(all_in=True)
        for machine in self.machines:
            machine.look()
        self.server.look()
        self.counts["looks at everything"] += 1
        for name, times in quiet.checked.items():
            self.counts["checked " + name] += times
        self.network.break_again()

    def _until_quiet(self) -> None:
        living = [machine for machine in self.machines if not machine.gone]
        moved: list[str] = []
        for _ in range(ROUNDS):
            moved = [machine.name for machine in living if self._round(machine)]
            self.faults.write_off_lost()
            self.now += 60 * SECOND
            if not moved:
                return
        raise Breach("L1", f"after {ROUNDS} rounds {moved} are not quiet")

    def _round(self, machine: Machine) -> bool:
        """Exchange once over a whole line; tell whether anything moved or is still open."""
        if machine.gone:
            return False
        machine.steps = None
        machine.after = None
        steps = machine.run()
        answer: Any = None
        result: Any = None
        inc = int(machine.facts["inc"])
        head = machine.facts.get("head_seq")
        while True:
            try:
                request = steps.send(answer)
            except StopIteration as end:
                result = end.value
                break
            inc = int(machine.facts["inc"])
            answer = self.server.answer(request, machine.device, inc, self.now)
            self.now += 1_000
        self.take_told(machine)
        machine.steps = None
        self.faults.after_exchange(machine, result.outcome)
        if machine.revoked or machine.gone:
            return False
        return (
            result.outcome != "ok"
            or bool(result.sent or result.granted or result.pending_left)
            or head != machine.facts.get("head_seq")
        )
