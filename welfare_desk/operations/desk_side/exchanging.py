# SPDX-License-Identifier: EUPL-1.2
"""The exchange: hello, push until all is sent, pull until all is here, then rights.

Each reply is applied in one transaction and none is open while the line is waited for, so
any step may fail or be killed and is simply done again.  No answer drops an operation.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.operations.desk_side import (
    checking,
    facts,
    forking,
    places,
    sending,
    standing,
    taking,
    wishes,
)
from welfare_desk.operations.desk_side.line import DigestAsk, Failed, NoAnswer, PullAsk, Steps, said
from welfare_desk.operations.desk_side.ports import DeskPort, DeskStorePort, Means
from welfare_desk.operations.desk_side.recording import held_row, record
from welfare_desk.operations.desk_side.standing import Outcome, Standing
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.lending import Past
from welfare_desk.operations.rights import whole
from welfare_desk.operations.shape import LIST_LIMIT
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.envelope import SCHEMA
from welfare_desk.protocol.lease import Lease, signed_part
from welfare_desk.protocol.messages import (
    MAX_OPERATIONS,
    PROTOCOL,
    Ask,
    Hello,
    LeaseAnswer,
    LeaseAsk,
    Page,
    Pushed,
    Welcome,
)

IN_USE_US = 10 * 60 * 1_000_000
"""How long a right that a form asked for stays at this desk."""
DESK_ACTOR = ""
"""What the desk does by itself has no operator."""
DESK_ROLE = "desk"
_MOST_REWINDS = 3
_MOST_HELLOS = 3
_MOST_AUDIT_PUSHES = 20
_MOST_COMPARISONS = 3


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
        self.known_seq = self.said_seq = 0
        self.retry_after = self.status = 0
        self.offset = 0
        self.kinds: frozenset[str] = frozenset()


class _Stop(Exception):
    """The exchange ends here with an outcome of its own."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class Client:
    """A desk's end of the line, one exchange at a time.

    ``in_use`` lives as long as the program runs: rights that a form asked for, and until when.
    """

    def __init__(self, store: DeskStorePort, means: Means) -> None:
        self._store = store
        self._means = means
        self._in_use: dict[str, int] = {}
        self._past: tuple[datetime.date, Past] | None = None

    def run(self) -> Steps[Exchange]:
        """Exchange with the server and say how it went; whatever is in the way is an outcome.

        Refused with ``NotEnrolled`` and by what the disk refuses, nothing else.
        """
        tally = _Tally()
        outcome: Outcome
        try:
            outcome = yield from self._exchange(tally)
        except _Stop as stop:
            outcome = stop.outcome
        except ServerAnswerStrange as answer:
            tally.status = int(answer.facts.get("status", 0))
            outcome = "strange"
        except NoAnswer as answer:
            outcome = answer.outcome
            tally.retry_after = answer.retry_after
            if outcome == "strange":
                tally.status = answer.failed.status
        return self._noted(outcome, tally)

    def ask(self, resource: str, quantity: int = 1, *, one_act: bool = True) -> Steps[bool]:
        """Ask the server for a right while a form is open; return whether it is held now.

        A whole right comes with a pull, so that what another desk did under it is seen.
        """
        if not self._holds(resource, quantity):
            try:
                yield from self._ask_for(resource, quantity, one_act=one_act)
            except (NoAnswer, ServerAnswerStrange, _Stop):
                return False
        held = self._holds(resource, quantity)
        if held:
            self._in_use[resource] = self._means.now_us() + IN_USE_US
        return held

    def _exchange(self, tally: _Tally) -> Steps[Outcome]:
        welcome = yield from self._hello(tally)
        with self._store.read() as port:
            lost = wishes.lost(port, welcome.wanted)
        if welcome.action in ("ok", "resume"):
            self._hand_back(welcome.wanted)
        trouble = yield from self._push_all(tally)
        if welcome.action == "revoked":
            return "revoked"
        if welcome.action == "upgrade":
            return "upgrade"
        yield from self._pull_all(tally)
        if trouble is None:
            # Push comes before lease, so that the server knows which rights are spent.
            yield from self._lease(self._wishes(tally.offset) + lost, tally)
            yield from self._compare(tally)
        return trouble or "ok"

    def _hello(self, tally: _Tally) -> Steps[Welcome]:
        """Say where the desk stands until both stand on the same chain and in the same epoch.

        A copy goes on as the incarnation that the server gives it, and says hello as that.  One
        whose trail had no place where the chains differ says hello again with that place.
        """
        beside = 0
        for _ in range(_MOST_HELLOS):
            here = self._before_hello()
            before = self._means.now_us()
            greeting = self._greeting(here, beside)
            answer = yield greeting
            if isinstance(answer, Failed) and answer.code == "unproven":
                answer = yield self._proved(greeting, here)
            welcome = said(answer, Welcome)
            now = self._means.now_us()
            tally.offset = welcome.server_time - (before + now) // 2
            if welcome.action == "wipe":
                raise _Stop("wipe")
            if self._took(here, welcome, now, asked=beside == welcome.known_seq):
                tally.known_seq = welcome.known_seq
                with self._store.read() as port:
                    tally.said_seq = sending.said_upto(port, here.desk, welcome)
                return welcome
            tally.known_seq = tally.said_seq = 0
            beside = 0 if welcome.action == "fork" else welcome.known_seq
        raise _Stop("fork")

    def _before_hello(self) -> Standing:
        with self._store.write() as port:
            taking.forget_unread(port)
            checking.note_program(port)
            return standing.read(port)

    def _greeting(self, here: Standing, beside: int) -> Hello:
        desk = here.desk
        with self._store.read() as port:
            held = tuple(row.lease_id for row in port.all_held() if row.left > 0)
            trail = (*sending.trail(port, desk), *port.hashes(desk.inc, [beside]).items())
        return Hello(
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
            # A store that the keyring knows to be an old one says so: it gets a life of its own.
            contact=here.contact ^ 1 if here.behind else here.contact,
            trail=trail,
            acked_seq=here.acked_seq,
            finds=True,
        )

    def _proved(self, greeting: Hello, here: Standing) -> Hello:
        """Return a hello with the server's own words that it had more than it has."""
        with self._store.read() as port:
            seen, certs = sending.shown(port, here.desk)
        return msgspec.structs.replace(greeting, seen=seen, certs=certs)

    def _took(self, here: Standing, welcome: Welcome, now: int, *, asked: bool) -> bool:
        """Take a welcome in, in one transaction; false where hello is to be said again.

        Ends the exchange where the chains do not fit, the server was ``asked`` about the very
        place, and no incarnation was given.
        """
        desk = here.desk
        with self._store.write() as port:
            standing.heard_time(port, welcome.server_time, now)
            if welcome.action == "fork" and welcome.new_inc:
                forking.become_another(port, self._means, welcome)
                return False
            own_hash = sending.hash_at(port, desk.inc, welcome.known_seq)
            fits = welcome.action != "fork" and own_hash == welcome.known_hash
            if fits and welcome.epoch > desk.epoch:
                forking.begin_epoch(port, self._means, welcome)
            if fits and welcome.contact:
                port.keep_facts({facts.CONTACT: str(welcome.contact)})
        # The chain of the server is not ours, and its answers must not retire our work.
        if not fits:
            if welcome.action == "fork" or asked or own_hash is None:
                raise _Stop("fork")
            return False
        if welcome.epoch < desk.epoch:
            raise _Stop("epoch")
        return True

    def _hand_back(self, wanted: tuple[str, ...]) -> None:
        now = self._means.now_us()
        self._in_use = {each: until for each, until in self._in_use.items() if until > now}
        with self._store.read() as port:
            here = standing.read(port)
            if here.behind:
                return
            own_time = max(now, here.desk.own_time)
            in_use, past = frozenset(self._in_use), self._past_of(port, here, own_time)
            returned = wishes.handed_back(port, wanted, in_use, own_time, past)
        # All leases of a desk may end in the same night: more than one operation may name.
        for start in range(0, len(returned), LIST_LIMIT):
            release = ReleaseRights(returned=returned[start : start + LIST_LIMIT])
            with self._store.write() as port:
                record(port, self._means, release, actor=DESK_ACTOR, role=DESK_ROLE)

    def _push_all(self, tally: _Tally) -> Steps[Outcome | None]:
        """Send all that the server does not have; return the outcome of one it did not take.

        What came meanwhile is pulled all the same.
        """
        try:
            yield from self._present(tally)
            yield from self._push_operations(tally)
            yield from self._push_audit(tally)
        except NoAnswer as answer:
            if not answer.not_taken:
                raise
            tally.status = answer.failed.status
            return "strange"
        except ServerAnswerStrange as strange:
            tally.status = int(strange.facts.get("status", 0))
            return "strange"
        return None

    def _push_operations(self, tally: _Tally) -> Steps[None]:
        after, limit, rewinds = tally.said_seq, MAX_OPERATIONS, 0
        while True:
            with self._store.read() as port:
                here = standing.read(port)
                run = sending.next_run(port, here, self._means, after, limit)
                if run is not None and limit == MAX_OPERATIONS:
                    run = sending.with_audit(port, run)
            if run is None:
                return
            try:
                after = yield from self._push(here, run, tally)
            except NoAnswer as answer:
                failed = answer.failed
                if answer.out_of_step:
                    rewinds += 1
                    fits = failed.code == "gap" and 0 <= failed.hint < after
                    if not fits or rewinds > _MOST_REWINDS:
                        raise
                    after = failed.hint
                elif failed.status == 413 and len(run.entries) > 1:
                    limit = len(run.entries) // 2
                else:
                    raise

    def _push(self, here: Standing, run: sending.Run, tally: _Tally) -> Steps[int]:
        message = msgspec.structs.replace(
            run.message, certs_done=here.presents, contact=here.contact
        )
        answer = said((yield message), Pushed)
        if answer.acked_seq < run.last_seq:
            raise ServerAnswerStrange()
        with self._store.write() as port:
            sending.store_answer(port, here, self._means, run, answer)
            if here.presents and run.last_seq >= here.desk.head_seq:
                port.keep_facts({facts.PRESENT: ""})
        tally.sent += len(run.entries)
        tally.known_seq = max(tally.known_seq, run.last_seq)
        return run.last_seq

    def _present(self, tally: _Tally) -> Steps[None]:
        """Present the leases of earlier epochs to a restored server, before any operation.

        At least one push says how far this desk's work goes; the operations behind it, which
        begin with those that it says again, say again that all leases were presented.
        """
        last = ""
        while True:
            with self._store.read() as port:
                here = standing.read(port)
                if not here.presents:
                    return
                certs, last = sending.next_certs(port, last)
                more = bool(certs) and bool(sending.next_certs(port, last)[0])
                run = sending.bare_run(port, here, tally.said_seq)
            message = msgspec.structs.replace(run.message, certs=certs)
            if not more:
                run = msgspec.structs.replace(run, message=message)
                yield from self._push(here, run, tally)
                return
            said((yield message), Pushed)

    def _push_audit(self, tally: _Tally) -> Steps[None]:
        """Carry what the audit log gained; the rest of a long one goes with later exchanges."""
        for _ in range(_MOST_AUDIT_PUSHES):
            with self._store.read() as port:
                here = standing.read(port)
                run = sending.with_audit(port, sending.bare_run(port, here, tally.known_seq))
            if not run.audit_sent:
                return
            yield from self._push(here, run, tally)

    def _pull_all(self, tally: _Tally, leases: Sequence[Lease] = ()) -> Steps[None]:
        while True:
            with self._store.read() as port:
                here = standing.read(port)
                lacking = port.unproved(here.desk.inc)
            ask = PullAsk(
                epoch=here.desk.epoch,
                cursor=here.desk.cursor,
                contact=here.contact,
                proved=(lacking or here.desk.head_seq + 1) - 1,
            )
            page = said((yield ask), Page)
            if page.epoch != here.desk.epoch:
                raise _Stop("epoch")
            if page.last and page.answered_seq > tally.known_seq:
                # The reply to a push was lost although the server took it; or somebody else
                # pushes under this number.  A second hello tells which.
                yield from self._hello(tally)
                if page.answered_seq > tally.known_seq:
                    raise _Stop("fork")
            with self._store.write() as port:
                kinds = taking.take_page(port, here, self._means, page, tally.known_seq, leases)
            tally.received += len(page.rows)
            tally.kinds |= kinds
            if page.last:
                return

    def _compare(self, tally: _Tally) -> Steps[None]:
        """Compare the rows with the server's, once a day and after everything came anew."""
        for _ in range(_MOST_COMPARISONS):
            now = self._means.now_us()
            with self._store.read() as port:
                here = standing.read(port)
                if not checking.is_due(port, max(now, here.desk.own_time)):
                    return
            told = said((yield DigestAsk()), Digest)
            if (told.epoch, told.server_seq) == (here.desk.epoch, here.desk.cursor):
                own_time = max(now, here.desk.own_time)
                with self._store.write() as port:
                    checking.compare(port, here.desk.territory_id, told, own_time)
                    wishes.forget_spent(port, own_time)
                return
            # Something changed meanwhile: digests are of one moment.
            yield from self._pull_all(tally)

    def _wishes(self, offset: int) -> tuple[Ask, ...]:
        now = self._means.now_us()
        with self._store.read() as port:
            here = standing.read(port)
            own_time = max(now, here.desk.own_time)
            past = self._past_of(port, here, own_time)
            return wishes.wishes(port, here, own_time, now + offset, past)

    def _past_of(self, port: DeskPort, here: Standing, own_time: int) -> Past:
        """Return what was given of each offering; counted once a day."""
        today = local_date(own_time)
        if self._past is None or self._past[0] != today:
            self._past = (today, places.past_of(port, here, own_time))
        return self._past[1]

    def _lease(self, asks: tuple[Ask, ...], tally: _Tally) -> Steps[None]:
        if not asks:
            return
        with self._store.read() as port:
            here = standing.read(port)
            held_ids = wishes.leases_of(port, tuple(ask.resource for ask in asks))
        ask = LeaseAsk(device=here.desk.device, inc=here.desk.inc, asks=asks, held_ids=held_ids)
        answer = said((yield ask), LeaseAnswer)
        asked = {ask.resource for ask in asks}
        for lease in answer.leases:
            self._check_lease(lease, here, asked)
        if any(whole(lease.resource) for lease in answer.leases):
            # What the last holder did under the right must be seen before it is used here.
            yield from self._pull_all(tally, answer.leases)
        elif answer.leases:
            with self._store.write() as port:
                port.add_leases([held_row(lease) for lease in answer.leases])
        tally.granted += len(answer.leases)

    def _check_lease(self, lease: Lease, here: Standing, asked: set[str]) -> None:
        """Refuse a lease that is not the server's word to this very desk."""
        own = (lease.device, lease.inc) == (here.desk.device, here.desk.inc)
        signed = self._means.verifies(here.server_key, lease.signature, signed_part(lease))
        fits = own and signed and lease.resource in asked and lease.quantity > 0
        if not fits or wishes.misses_numbers(lease):
            raise ServerAnswerStrange()

    def _ask_for(self, resource: str, quantity: int, *, one_act: bool) -> Steps[None]:
        tally = _Tally()
        welcome = yield from self._hello(tally)
        if welcome.action not in ("ok", "resume"):
            return
        trouble = yield from self._push_all(tally)
        if trouble is not None:
            return
        with self._store.read() as port:
            here = standing.read(port)
            own_time = max(self._means.now_us(), here.desk.own_time)
            held = wishes.spendable_left(port, resource, own_time)
        ask = Ask(resource=resource, want=quantity - held, held=held, one_act=one_act)
        yield from self._lease((ask,), tally)

    def _holds(self, resource: str, quantity: int) -> bool:
        with self._store.read() as port:
            own_time = max(self._means.now_us(), standing.read(port).desk.own_time)
            return wishes.spendable_left(port, resource, own_time) >= quantity

    def _noted(self, outcome: Outcome, tally: _Tally) -> Exchange:
        with self._store.write() as port:
            standing.ended(port, outcome, self._means.now_us())
            pending = port.pending()
        return Exchange(
            outcome=outcome,
            sent=tally.sent,
            received=tally.received,
            granted=tally.granted,
            pending_left=pending,
            server_time_offset=tally.offset,
            kinds=tally.kinds,
            retry_after=tally.retry_after,
            status=tally.status,
        )
