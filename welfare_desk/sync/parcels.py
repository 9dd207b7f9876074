# SPDX-License-Identifier: EUPL-1.2
"""Work that leaves on a stick, and other desks' work that this one carries to the server.

What leaves stays here as well: whichever arrives first, parcel or desk, the server takes each
operation once.  What is carried lies closed beside the store until it was delivered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    BoxUnknown,
    DeskRevoked,
    OutboxEmpty,
    ParcelElsewhere,
    ParcelUnreadable,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.operations.desk_side import sending, standing
from welfare_desk.protocol import parcel as parcels
from welfare_desk.protocol.parcel import Inside, Parcel, ParcelUnreadableError
from welfare_desk.store import meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import desk_file
from welfare_desk.sync.device_key import verifies
from welfare_desk.sync.recorder import Signer
from welfare_desk.sync.sql_port import RealMeans, SqlPort
from welfare_desk.sync.transport import AskedToWait, NotTaken, OutOfStep, Transport

FOLDER = "carried"
ENDING = ".wdparcel"
MOST_BYTES = 100_000_000
"""A file larger than this is nobody's outbox."""
_BOX = "box_key"


class Outbox(msgspec.Struct, frozen=True, kw_only=True):
    """A file to carry, and how many operations it holds."""

    data: bytes
    operations: int


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was taken in: whose work, how much, and whether it was here before."""

    device: int
    operations: int
    repeated: bool


class Carriage(msgspec.Struct, frozen=True, kw_only=True):
    """What an attempt to deliver did."""

    delivered: int = 0
    """Operations that the server has now."""
    refused: tuple[str, ...] = ()
    """Codes of files that the server will never take; they are put aside."""
    waiting: int = 0
    """Files that stay for the next time."""


class Parcels:
    """Writes this desk's outbox to a file and carries those of others."""

    def __init__(
        self,
        home: Path,
        store: DeskStore,
        signer: Signer,
        clock: Clock,
        random: Callable[[int], bytes],
        line: Callable[[], Transport],
    ) -> None:
        self._home = home
        self._store = store
        self._signer = signer
        self._clock = clock
        self._random = random
        self._line = line

    def outbox(self) -> Outbox:
        """Return all that the server has not confirmed, closed for it.

        Refused with ``OutboxEmpty``, and with ``BoxUnknown`` at a desk that never heard for
        which key to close it.
        """
        with self._store.read() as conn:
            here = standing.read(SqlPort(conn))
            box_key = bytes.fromhex(meta.get(conn, _BOX) or "")
            found, after = [], here.acked_seq
            port = SqlPort(conn)
            means = RealMeans(self._clock, self._random, self._signer)
            while (run := sending.next_run(port, here, means, after)) is not None:
                found.append(run.message)
                after = run.last_seq
        if not found:
            raise OutboxEmpty()
        if not box_key:
            raise BoxUnknown()
        made_at = max(self._clock.now_us(), here.desk.own_time)
        closed = []
        for push in found:
            head = parcels.head_of(push, here.desk.territory_id, made_at)
            plain = msgspec.msgpack.encode(push)
            signature = self._signer.sign(parcels.signed_part(head, plain))
            inside = Inside(push=plain, signature=signature)
            closed.append(parcels.close(head, inside, box_key, self._random(32)))
        return Outbox(
            data=parcels.to_file(tuple(closed)),
            operations=sum(len(push.ops) for push in found),
        )

    def take_in(self, data: bytes) -> Carried:
        """Keep another desk's outbox until the server is heard; twice the same is kept once.

        Refused with ``ParcelUnreadable`` for anything else and a torn copy, and with
        ``ParcelElsewhere`` for a desk of another territory.
        """
        with self._store.read() as conn:
            territory_id = standing.read(SqlPort(conn)).desk.territory_id
        try:
            found = parcels.from_file(data) if len(data) <= MOST_BYTES else ()
        except ParcelUnreadableError:
            found = ()
        if not found:
            raise ParcelUnreadable()
        if any(each.territory_id != territory_id for each in found):
            raise ParcelElsewhere()
        folder = self._folder()
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / (hashlib.sha256(data).hexdigest() + ENDING)
        repeated = path.exists()
        if not repeated:
            desk_file.write_whole(path, data)
        return Carried(
            device=found[0].device,
            operations=sum(each.last_seq - each.first_seq + 1 for each in found),
            repeated=repeated,
        )

    def waiting(self) -> int:
        """Return how many files wait to be delivered."""
        return len(self._files())

    def after_exchange(self) -> Carriage:
        """Learn the server's box key if it is not known, and deliver what is carried.

        A line that breaks is no refusal: the files stay for the next exchange.
        """
        with self._store.read() as conn:
            here = standing.read(SqlPort(conn))
            knows_box = bool(meta.get(conn, _BOX))
        files = self._files()
        if knows_box and not files:
            return Carriage()
        line = self._line()
        line.sign_as(self._signer, here.desk.device, here.desk.inc)
        try:
            if not knows_box:
                self._learn_box(line, here)
            return self._deliver(line, files)
        except (
            ServerUnreachable, ServerAnswerStrange, DeskRevoked, UpgradeNeeded, OutOfStep,
            AskedToWait, NotTaken,
        ):  # fmt: skip
            return Carriage(waiting=len(files))
        finally:
            line.close()

    def _learn_box(self, line: Transport, here: standing.Standing) -> None:
        box = line.box()
        part = parcels.box_part(here.desk.territory_id, box.box_key)
        if len(box.box_key) != 32 or not verifies(here.server_key, box.signature, part):
            raise ServerAnswerStrange()
        with self._store.write() as conn:
            meta.put(conn, _BOX, box.box_key.hex())

    def _deliver(self, line: Transport, files: list[Path]) -> Carriage:
        delivered, refused, waiting = 0, [], 0
        for path in files:
            try:
                for each in parcels.from_file(path.read_bytes()):
                    delivered += _sent(line, each)
            except OutOfStep:
                # What comes before it is still on its way, or the server is not ready.
                waiting += 1
                continue
            except (NotTaken, ParcelUnreadableError) as answer:
                refused.append(getattr(answer, "code", "parcel_unreadable"))
                path.rename(path.with_suffix(".refused"))
                continue
            path.unlink()
        return Carriage(delivered=delivered, refused=tuple(refused), waiting=waiting)

    def _files(self) -> list[Path]:
        return sorted(self._folder().glob(f"*{ENDING}"))

    def _folder(self) -> Path:
        return self._home / FOLDER


def _sent(line: Transport, parcel: Parcel) -> int:
    done = line.parcel(parcel)
    return done.accepted + done.rejected + done.parked
