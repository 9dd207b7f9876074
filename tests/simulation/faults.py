# SPDX-License-Identifier: EUPL-1.2
"""What happens to desks and server beside the line: each kind with its own rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from tests.simulation import skew_of_versions
from tests.simulation.machine import Machine
from tests.simulation.territory import START_US
from welfare_desk.core.instants import DAY_US
from welfare_desk.models.central import Incarnation
from welfare_desk.models.desk_work import HeldRow
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Slot
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.central.recovery import AWAITED_US
from welfare_desk.operations.desk_side import facts
from welfare_desk.operations.desk_side.line import Failed
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.protocol.messages import Push

if TYPE_CHECKING:
    from tests.simulation.history import History

HIDDEN = ("write_note", "record_consent", "open_request", "amend_person", "book_place")
"""Kinds of operations that a server of before may not know."""


class Faults:
    """Draws what goes wrong next and lets it happen."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._rates = history.plan.rates
        self._every = DAY_US * 1_000 // (history.plan.acts_a_day * history.plan.desks)
        """In this time a thousand acts are recorded, about."""
        self._copies = 0

    def begin(self) -> None:
        """Put the first fault of each kind into the future."""
        for name in _KINDS:
            self._next(name)
        if self._rates.get("restore_server"):
            self._history.at(START_US + 2_500_000, self._back_up)
            self._history.at(START_US + 1_000_000, self._look_for_lost, frozenset())

    def _next(self, name: str) -> None:
        rate = self._rates.get(name, 0.0)
        if rate > 0:
            pause = self._history.random.expovariate(rate / self._every)
            self._history.at(self._history.now + int(pause), self._happen, name)

    def _happen(self, name: str) -> None:
        if _KINDS[name](self):
            self._history.counts["fault " + name] += 1
        self._next(name)

    def _back_up(self) -> None:
        """Back the server up; a restore brings the latest of these moments back."""
        history = self._history
        history.note("server", "is backed up")
        history.server.back_up()
        pause = self._every * (0.05 + 0.8 * history.random.random())
        history.at(history.now + int(pause), self._back_up)

    def heal(self) -> None:
        """End what ends by itself: a desk that was away comes back, the server is upgraded."""
        history = self._history
        for machine in history.machines:
            machine.offline_until = 0
            machine.store.crash_in = 0
        self._upgrade()
        self.write_off_lost()

    def write_off_lost(self) -> None:
        """Wait no more for incarnations that are no machine's: nobody will come."""
        for device, inc in self._lost():
            self._give_up(device, inc)

    def _lost(self) -> list[Incarnation]:
        server = self._history.server
        if not server.port.standing.recovery:
            return []
        here = [each for each in self._history.machines if not each.gone]
        return [
            (device, inc)
            for (device, inc), done in sorted(server.port.awaited().items())
            if not done and not any(self._is(machine, device, inc) for machine in here)
        ]

    def _is(self, machine: Machine, device: int, inc: int) -> bool:
        """Tell whether a machine is an incarnation as the server knew it last."""
        if machine.device != device or inc not in (0, int(machine.facts["inc"])):
            return False
        if machine.facts.get(facts.BEHIND):
            return False
        known = self._history.server.registry.contact(device, inc)
        said = {int(machine.facts.get(facts.CONTACT) or "0")}
        return not inc or known is None or bool(said & {known.given, known.confirmed})

    def _give_up(self, device: int, inc: int) -> None:
        """Two administrators write an incarnation off; it may be decided otherwise."""
        history = self._history
        if not history.server.port.standing.recovery:
            return
        history.note("server", "writes off", device, inc)
        history.counts["written off"] += 1
        history.watch.late_allowed = True
        ledger = history.ledger
        ledger.tainted.add(device)
        ledger.given_up = True
        for place, told in ledger.gone.items():
            if place[0] == device and inc in (0, place[1]):
                ledger.give_up(told)
        history.server.write_off(device, inc)

    def _look_for_lost(self, before: frozenset[Incarnation]) -> None:
        """Write off whom nobody found since somebody looked last."""
        lost = frozenset(self._lost())
        for device, inc in sorted(lost & before):
            self._give_up(device, inc)
        pause = int(self._every * 0.1)
        self._history.at(self._history.now + pause, self._look_for_lost, lost)

    def after_exchange(self, machine: Machine, outcome: str) -> None:
        """Look at how an exchange ended."""
        if outcome == "wipe":
            self._history.note(machine.name, "is wiped")
            machine.gone = True
            machine.restart()
        elif outcome == "revoked":
            machine.knows_revoked = True

    # Who.

    def _living(self) -> list[Machine]:
        return [
            machine for machine in self._history.machines if not (machine.gone or machine.revoked)
        ]

    def _one(self) -> Machine | None:
        living = self._living()
        return self._history.random.choice(living) if living else None

    # Desks.

    def _crash_in_transaction(self) -> bool:
        machine = self._one()
        if machine is None:
            return False
        random = self._history.random
        machine.store.crash_in = random.randint(1, 8)
        machine.store.crash_before = random.random() < 0.5
        return True

    def _offline(self) -> bool:
        machine = self._one()
        if machine is None:
            return False
        days = self._history.random.choice((0.05, 0.3, 1, 3, 6, 16))
        machine.offline_until = self._history.now + int(days * DAY_US)
        self._history.note(machine.name, "offline for days:", days)
        return True

    def _skew(self) -> bool:
        machine = self._one()
        if machine is None:
            return False
        random = self._history.random
        far = (-3_650, -400, -20, -1, 0, 0.5, 2, 20, 3_650)
        days = random.choice(far if random.random() < 0.15 else (-2, -0.2, 0, 0, 0.05, 0.3))
        machine.means.skew = int(days * DAY_US)
        self._history.note(machine.name, "clock off by days:", days)
        return True

    def _clone(self) -> bool:
        """Copy an installation while it is closed; from now on both are used."""
        machine = self._one()
        if machine is None:
            return False
        history = self._history
        self._copies += 1
        name = f"{machine.name}-copy-{self._copies}"
        history.note(machine.name, "is copied to", name)
        history.crashed(machine, "to be copied")
        self._expose(machine)
        memory = machine.memory.twin()
        copy = history.a_machine(name, machine.device, memory, machine.key, of=machine)
        copy.means.skew = machine.means.skew
        copy.silent = history.random.random() < 0.25
        history.start(copy)
        people = machine.memory.rows.ids["person"]
        if people and not copy.silent:
            # In the same millisecond both write the same field: their clocks are equal.
            person_id = history.random.choice(people)
            for each, phone in ((machine, "3330000001"), (copy, "3330000002")):
                write = AmendPerson(person_id=person_id, changes={"phone": phone})
                history.ask(each, write, "operator")
        return True

    def _expose(self, machine: Machine) -> None:
        held = held_by(machine)
        self._history.ledger.expose(held, machine.device)
        self._history.watch.late_allowed = True

    def _restore_desk(self) -> bool:
        """Take a copy of an installation aside; days later it takes its place."""
        machine = self._one()
        if machine is None or machine.memory.keeping:
            return False
        history = self._history
        history.note(machine.name, "is copied aside")
        machine.set_aside()
        held = held_by(machine)
        place = (machine.facts["inc"], machine.facts.get("head_seq", "0"))
        ledger = history.ledger
        since = len(ledger.of_machine[machine.name]), len(ledger.told_to[machine.name])
        after = self._rates.get("put_back_after", 1.0)
        pause = self._every * (0.2 + 2 * history.random.random()) * after
        history.at(history.now + int(pause), self._put_back, machine, held, place, since)
        return True

    def _put_back(
        self, machine: Machine, held: dict[str, int], place: tuple[str, str], since: tuple[int, int]
    ) -> None:
        if machine.gone:
            return
        history = self._history
        ledger = history.ledger
        history.note(machine.name, "is put back to", *place)
        now_at = (int(machine.facts["inc"]), int(machine.facts.get("head_seq", "0")))
        history.crashed(machine, "to be put back")
        machine.put_back()
        ledger.expose(held, machine.device)
        ledger.lose(ledger.of_machine[machine.name][since[0] :])
        told = ledger.told_to[machine.name]
        for inc in range(int(place[0]), now_at[0] + 1):
            ledger.gone[machine.device, inc] += told[since[1] :]
        del told[since[1] :]
        history.watch.late_allowed = True
        then = (int(machine.facts["inc"]), int(machine.facts.get("head_seq", "0")))
        if history.random.random() < 0.5 and now_at > then:
            # The keyring was not part of the copy: the program sees at its start what it knows.
            machine.know_behind(f"{now_at[0]}:{now_at[1]}")

    # The server.

    def _restore_server(self) -> bool:
        history = self._history
        server = history.server
        if not server.has_backup:
            return False
        silently = history.plan.silently
        if history.random.random() < 0.3 and silently:
            between = history.random.random() < 0.5
            history.network.at_next_push = self._snapshot if between else self._restore_silently
            history.network.only_of = None
            return True
        self._restore(told=history.random.random() < 0.6 or not silently)
        return True

    def _snapshot(self, machine: Machine) -> None:
        """Copy the disk before a desk's push; at its next one the copy is put in silently."""
        history = self._history
        if history.server.port.standing.recovery:
            return
        history.note("server", "is backed up before a push of", machine.name)
        history.server.back_up()
        history.network.at_next_push = self._restore_silently
        history.network.only_of = machine

    def _restore_silently(self, machine: Machine) -> None:
        """Put an older disk in between a desk's hello and its push."""
        self._restore(told=False, running=True)

    def _restore(self, *, told: bool, running: bool = False) -> None:
        history = self._history
        server = history.server
        history.note("server", "is restored", "by command" if told else "silently")
        for machine in self._living():
            seen = server.registry.desks[machine.device].last_seen_at
            if seen < history.now - AWAITED_US:
                history.ledger.expose(held_by(machine), machine.device)
        history.watch.late_allowed = True
        server.restore(told=told, running=running, seen=lambda: history.watch.begin(server.port))
        history.apply_again()

    def _revoke(self) -> bool:
        living = self._living()
        machine = self._one()
        if machine is None or len(living) < 3:
            return False
        history = self._history
        stolen = history.random.random() < 0.3
        history.note(machine.name, "is withdrawn", "stolen" if stolen else "")
        for each in history.machines:
            if each.device == machine.device:
                each.revoked = True
        history.ledger.tainted.add(machine.device)
        history.watch.late_allowed = True
        history.server.revoke(machine.device, stolen=stolen)
        if history.random.random() < 0.5:
            history.at(history.now + 3 * DAY_US, self._admit, machine.device)
        return True

    def _admit(self, device: int) -> None:
        server = self._history.server
        if server.port.standing.recovery or not server.port.quarantined(device):
            return
        admitted = server.admit(device)
        self._history.note("server", "admits", admitted, "operations of", device)
        self._history.counts["admitted"] += admitted

    def _write_off(self) -> bool:
        """Give up waiting for a desk whose log is missing after a restore."""
        history = self._history
        port = history.server.port
        waited = sorted({device for (device, _), done in port.awaited().items() if not done})
        if not port.standing.recovery or not waited:
            return False
        device = history.random.choice(waited)
        for machine in history.machines:
            if machine.device == device:
                history.ledger.expose(held_by(machine), device)
                history.ledger.give_up(history.ledger.told_to[machine.name])
        self._give_up(device, 0)
        return True

    def _reclaim(self) -> bool:
        machine = self._one()
        history = self._history
        if machine is None or history.server.port.standing.recovery:
            return False
        history.note("server", "reclaims from", machine.device)
        history.watch.late_allowed = True
        history.ledger.expose(history.server.reclaim(machine.device), machine.device)
        return True

    def _parcel(self) -> bool:
        """Write a desk's outbox to a file; somebody carries it to the server some day."""
        machine = self._one()
        if machine is None:
            return False
        pushes = machine.outbox()
        if pushes:
            self._carry(machine.device, pushes, 3)
        return bool(pushes)

    def _carry(self, device: int, pushes: tuple[Push, ...], tries: int) -> None:
        history = self._history
        pause = self._every * history.random.choice((0.01, 0.2, 1, 3))
        history.at(history.now + int(pause), self._deliver, device, pushes, tries)

    def _deliver(self, device: int, pushes: tuple[Push, ...], tries: int) -> None:
        """Push what a parcel holds as if its desk were here; out of step it waits a while."""
        history = self._history
        for push in pushes:
            answer = history.server.parcel(device, push)
            if isinstance(answer, Failed):
                history.note("server", "does not take a parcel of", device, answer.code)
                if answer.status == 409 and tries > 1:
                    self._carry(device, pushes, tries - 1)
                return
        history.note("server", "takes a parcel of", device)
        history.counts["parcels taken"] += 1

    def _schema_skew(self) -> bool:
        """Desks are upgraded before the server: for some days it cannot read one kind."""
        history = self._history
        kind = history.random.choice(HIDDEN)
        history.note("server", "does not know", kind)
        skew_of_versions.hide(kind)
        pause = int(self._every * (0.3 + history.random.random()))
        history.at(history.now + pause, self._upgrade)
        return True

    def _upgrade(self) -> None:
        skew_of_versions.know_all()
        judged = self._history.server.upgrade()
        self._history.note("server", "is upgraded and judges", judged)
        self._history.counts["judged after an upgrade"] += judged

    def _admin(self) -> bool:
        """Change a total or close a slot."""
        history = self._history
        rows = history.server.memory.rows.by_kind
        if not history.slots:
            return False
        slot = history.random.choice(history.slots)
        slot = cast(Slot, rows[Slot.KIND].get(slot.id, slot))
        if history.random.random() < 0.3:
            closed = msgspec.structs.replace(slot, closed=not slot.closed)
            history.file_slots[slot.id] = closed
            row = ServerRow(Slot.KIND, slot.id, to_wire(closed))
            history.server_does(ApplyTerritory(reason="close", rows=(row,)))
            return True
        name = f"slot:{slot.id}"
        resource = cast("Resource | None", rows[Resource.KIND].get(name))
        if resource is None:
            return False
        less = history.random.randint(-3, max(0, resource.free))
        if history.server.port.standing.recovery:
            less = min(less, 0)  # what is free is not known before all desks were heard
        total = resource.total - less
        history.ledger.lowered(name, less)
        history.totals[name] = total
        history.server_does(ApplyTerritory(reason="total", rows=(), totals=(Total(name, total),)))
        return True


def held_by(machine: Machine) -> dict[str, int]:
    """Return what is left of each divisible right that an installation holds."""
    held: dict[str, int] = {}
    for row in machine.memory.table("leases").values():
        lease = cast(HeldRow, row)
        if lease.left > 0:
            held[lease.resource] = held.get(lease.resource, 0) + lease.left
    return held


_KINDS = {
    "crash_in_transaction": Faults._crash_in_transaction,
    "offline": Faults._offline,
    "skew": Faults._skew,
    "clone": Faults._clone,
    "restore_desk": Faults._restore_desk,
    "restore_server": Faults._restore_server,
    "revoke": Faults._revoke,
    "write_off": Faults._write_off,
    "reclaim": Faults._reclaim,
    "schema_skew": Faults._schema_skew,
    "parcel": Faults._parcel,
    "admin": Faults._admin,
}
