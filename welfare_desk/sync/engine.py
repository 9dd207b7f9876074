# SPDX-License-Identifier: EUPL-1.2
"""The exchange: hello, push until all is sent, pull until all is here, then rights.

Each reply is applied in one transaction and none is open while the line is waited for, so
any step may fail or be killed and is simply done again.  No answer drops an operation.
"""

from __future__ import annotations

from threading import Lock

import msgspec

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    DeskRevoked,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.rights import whole
from welfare_desk.operations.shape import LIST_LIMIT
from welfare_desk.protocol.envelope import SCHEMA
from welfare_desk.protocol.lease import Lease, signed_part
from welfare_desk.protocol.messages import (
    MAX_OPERATIONS,
    PROTOCOL,
    Ask,
    Hello,
    LeaseAsk,
    Welcome,
)
from welfare_desk.store import journal, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import incoming, outgoing, standing, wants
from welfare_desk.sync.device_key import verifies
from welfare_desk.sync.recorder import Recorder, Signer, held_row
from welfare_desk.sync.standing import Outcome, Standing
from welfare_desk.sync.transport import AskedToWait, NotTaken, OutOfStep, Transport

IN_USE_US = 10 * 60 * 1_000_000
"""How long a right that a form asked for stays at this desk."""
DESK_ACTOR = ""
"""What the desk does by itself has no operator."""
DESK_ROLE = "desk"
_MOST_REWINDS = 3


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """What an exchange did."""

    outcome: Outcome
    sent: int
    """Operations that the server took or had already."""
    received: int
    """Rows that came."""
    granted: int
    """Leases that came."""
    pending_left: int
    """Operations that the server has not answered yet."""
    server_time_offset: int
    """Server time less this computer's, microseconds; 0 while the server was not heard."""
    kinds: frozenset[str]
    """Kinds of rows that changed at this desk."""
    retry_after: int = 0
    """Microseconds that the server wants to be left alone."""
    status: int = 0
    """HTTP status of a strange answer, where there was one."""


class _Tally:
    """What an exchange has done so far, whatever ends it."""

    def __init__(self) -> None:
        self.sent = self.received = self.granted = 0
        self.known_seq = 0
        self.retry_after = self.status = 0
        self.kinds: frozenset[str] = frozenset()


class _Stop(Exception):
    """The exchange ends here with an outcome of its own."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


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
        self._store = store
        self._transport = transport
        self._recorder = recorder
        self._signer = signer
        self._clock = clock
        self._one = Lock()
        self._in_use: dict[str, int] = {}

    def run_once(self) -> Exchange:
        """Exchange with the server and say how it went; a line that is not there is an outcome.

        Refused with ``NotEnrolled`` and by what the disk refuses, nothing else.
        """
        with self._one:
            return self._noted(*self._told_as_outcome())

    def ask_one(self, resource: str, quantity: int = 1, *, one_act: bool = True) -> bool:
        """Ask the server for a right while a form is open; return whether it is held now.

        A whole right comes with a pull, so that what another desk did under it is seen.
        """
        with self._one:
            if not self._holds(resource, quantity):
                try:
                    self._ask_for(resource, quantity, one_act=one_act)
                except (
                    ServerUnreachable, ServerAnswerStrange, DeskRevoked, UpgradeNeeded,
                    OutOfStep, AskedToWait, NotTaken, _Stop,
                ):  # fmt: skip
                    return False
            held = self._holds(resource, quantity)
            if held and whole(resource):
                self._in_use[resource] = self._clock.now_us() + IN_USE_US
            return held

    def _told_as_outcome(self) -> tuple[Outcome, _Tally]:
        tally = _Tally()
        try:
            return self._exchange(tally), tally
        except _Stop as stop:
            return stop.outcome, tally
        except ServerUnreachable:
            return "offline", tally
        except ServerAnswerStrange as answer:
            tally.status = int(answer.facts.get("status", 0))
            return "strange", tally
        except NotTaken as answer:
            tally.status = answer.status
            return "strange", tally
        except DeskRevoked:
            return "revoked", tally
        except UpgradeNeeded:
            return "upgrade", tally
        except OutOfStep as step:
            return ("epoch" if step.code in ("epoch", "cursor") else "fork"), tally
        except AskedToWait as answer:
            tally.retry_after = answer.seconds * 1_000_000
            return "busy", tally

    def _exchange(self, tally: _Tally) -> Outcome:
        welcome = self._hello(tally)
        with self._store.read() as conn:
            lost = wants.lost(conn, welcome.wanted)
        if welcome.action in ("ok", "resume"):
            self._hand_back(welcome.wanted)
        trouble = self._push_all(tally)
        if welcome.action == "revoked":
            return "revoked"
        if welcome.action == "upgrade":
            return "upgrade"
        self._pull_all(tally)
        if trouble is None:
            # Push comes before lease, so that the server knows which rights are spent.
            self._lease(self._wishes() + lost, tally)
        return trouble or "ok"

    def _hello(self, tally: _Tally) -> Welcome:
        """Say where the desk stands; ends the exchange unless both stand on the same chain."""
        with self._store.write() as conn:
            incoming.forget_unread(conn)
            here = standing.read(conn)
            held = tuple(row.lease_id for row in rights.all_held(conn) if row.left > 0)
        desk = here.desk
        self._transport.sign_as(self._signer, desk.device, desk.inc)
        before = self._clock.now_us()
        welcome = self._transport.hello(
            Hello(
                protocol_min=PROTOCOL,
                protocol_max=PROTOCOL,
                schema=SCHEMA,
                epoch=desk.epoch,
                device=desk.device,
                inc=desk.inc,
                head_seq=desk.head_seq,
                head_hash=desk.head_hash,
                cursor=desk.cursor,
                held=held,
            )
        )
        now = self._clock.now_us()
        self._transport.offset = welcome.server_time - (before + now) // 2
        with self._store.write() as conn:
            standing.heard_time(conn, welcome.server_time, now)
            own_hash = outgoing.hash_at(conn, desk.inc, welcome.known_seq)
        if welcome.action == "wipe":
            raise _Stop("wipe")
        if welcome.epoch != desk.epoch:
            raise _Stop("epoch")
        # Another installation with this number, or an old copy of this store: the chain of
        # the server is not ours, and its answers must not retire our work.
        if welcome.action == "fork" or own_hash != welcome.known_hash:
            raise _Stop("fork")
        tally.known_seq = welcome.known_seq
        return welcome

    def _hand_back(self, wanted: tuple[str, ...]) -> None:
        now = self._clock.now_us()
        self._in_use = {each: until for each, until in self._in_use.items() if until > now}
        with self._store.read() as conn:
            here = standing.read(conn)
            returned = wants.handed_back(
                conn, wanted, frozenset(self._in_use), max(now, here.desk.own_time)
            )
        # All leases of a desk may end in the same night: more than one operation may name.
        for start in range(0, len(returned), LIST_LIMIT):
            release = ReleaseRights(returned=returned[start : start + LIST_LIMIT])
            self._recorder.record(release, actor=DESK_ACTOR, role=DESK_ROLE)

    def _push_all(self, tally: _Tally) -> Outcome | None:
        """Send all that the server does not have; return the outcome of one it did not take.

        What came meanwhile is pulled all the same.
        """
        after, limit, rewinds = tally.known_seq, MAX_OPERATIONS, 0
        while True:
            with self._store.read() as conn:
                here = standing.read(conn)
                run = outgoing.next_run(conn, here, self._signer, after, limit)
            if run is None:
                return None
            try:
                after = self._push(here, run, tally)
            except OutOfStep as step:
                rewinds += 1
                if step.code != "gap" or not 0 <= step.hint < after or rewinds > _MOST_REWINDS:
                    raise
                after = step.hint
            except NotTaken as answer:
                if answer.status != 413 or len(run.entries) == 1:
                    tally.status = answer.status
                    return "strange"
                limit = len(run.entries) // 2
            except ServerAnswerStrange as answer:
                tally.status = int(answer.facts.get("status", 0))
                return "strange"

    def _push(self, here: Standing, run: outgoing.Run, tally: _Tally) -> int:
        answer = self._transport.push(run.message)
        if answer.acked_seq < run.last_seq:
            raise ServerAnswerStrange()
        with self._store.write() as conn:
            outgoing.store_answer(conn, here, run, answer)
        tally.sent += len(run.entries)
        tally.known_seq = max(tally.known_seq, run.last_seq)
        return run.last_seq

    def _pull_all(self, tally: _Tally, leases: tuple[Lease, ...] = ()) -> None:
        while True:
            with self._store.read() as conn:
                here = standing.read(conn)
            page = self._transport.pull(here.desk.epoch, here.desk.cursor)
            if page.epoch != here.desk.epoch:
                raise _Stop("epoch")
            if page.last and page.answered_seq > tally.known_seq:
                # The reply to a push was lost although the server took it; or somebody else
                # pushes under this number.  A second hello tells which.
                self._hello(tally)
                if page.answered_seq > tally.known_seq:
                    raise _Stop("fork")
            with self._store.write() as conn:
                done = incoming.take_page(conn, here, page, tally.known_seq, leases)
            tally.received += len(page.rows)
            tally.kinds |= done.kinds
            if page.last:
                return

    def _wishes(self) -> tuple[Ask, ...]:
        with self._store.read() as conn:
            here = standing.read(conn)
            return wants.wishes(conn, here, max(self._clock.now_us(), here.desk.own_time))

    def _lease(self, asks: tuple[Ask, ...], tally: _Tally) -> None:
        if not asks:
            return
        with self._store.read() as conn:
            here = standing.read(conn)
            held_ids = wants.leases_of(conn, tuple(ask.resource for ask in asks))
        answer = self._transport.lease(
            LeaseAsk(device=here.desk.device, inc=here.desk.inc, asks=asks, held_ids=held_ids)
        )
        asked = {ask.resource for ask in asks}
        for lease in answer.leases:
            _check_lease(lease, here, asked)
        if any(whole(lease.resource) for lease in answer.leases):
            # What the last holder did under the right must be seen before it is used here.
            self._pull_all(tally, answer.leases)
        elif answer.leases:
            with self._store.write() as conn:
                rights.add(conn, [held_row(lease) for lease in answer.leases])
        tally.granted += len(answer.leases)

    def _ask_for(self, resource: str, quantity: int, *, one_act: bool) -> None:
        tally = _Tally()
        welcome = self._hello(tally)
        if welcome.action not in ("ok", "resume") or self._push_all(tally) is not None:
            return
        with self._store.read() as conn:
            here = standing.read(conn)
            own_time = max(self._clock.now_us(), here.desk.own_time)
            held = wants.spendable_left(conn, resource, own_time)
        ask = Ask(resource=resource, want=quantity - held, held=held, one_act=one_act)
        self._lease((ask,), tally)

    def _holds(self, resource: str, quantity: int) -> bool:
        with self._store.read() as conn:
            own_time = max(self._clock.now_us(), standing.read(conn).desk.own_time)
            return wants.spendable_left(conn, resource, own_time) >= quantity

    def _noted(self, outcome: Outcome, tally: _Tally) -> Exchange:
        with self._store.write() as conn:
            standing.ended(conn, outcome, self._clock.now_us())
            pending = journal.counts(conn).pending
        return Exchange(
            outcome=outcome,
            sent=tally.sent,
            received=tally.received,
            granted=tally.granted,
            pending_left=pending,
            server_time_offset=self._transport.offset,
            kinds=tally.kinds,
            retry_after=tally.retry_after,
            status=tally.status,
        )


def _check_lease(lease: Lease, here: Standing, asked: set[str]) -> None:
    """Refuse a lease that is not the server's word to this very desk."""
    own = (lease.device, lease.inc) == (here.desk.device, here.desk.inc)
    signed = verifies(here.server_key, lease.signature, signed_part(lease))
    fits = own and signed and lease.resource in asked and lease.quantity > 0
    if not fits or wants.misses_numbers(lease):
        raise ServerAnswerStrange()
