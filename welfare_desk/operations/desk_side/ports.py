# SPDX-License-Identifier: EUPL-1.2
"""What the desk's core needs of the world: a store of its own, a clock, chance and its key.

The encrypted store and the simulator's dicts stand behind the same two protocols, so both run
the same decisions.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from welfare_desk.core.audit_chain import AuditRow
from welfare_desk.models.desk_work import Entry, HeldRow, Result
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import Changes, Key, Rows
from welfare_desk.models.record import Record
from welfare_desk.operations.lending import Past

R = TypeVar("R", bound=Record)
Said = tuple[int, str, str, str, str]
"""A line of the audit log: when, who, which act, about whom, why."""
StagedRow = tuple[str, str, bytes | None]
"""Kind, id and the record as msgpack, or nothing where it was dropped."""
Answered = tuple[str, Result, str, bytes]
"""Id of an operation, its result, the code of a refusal, the receipt."""


class DeskPort(Protocol):
    """One open transaction of a desk's store."""

    def every_fact(self) -> Mapping[str, str]:
        """Return what the desk knows about itself, as named texts."""

    def fact(self, name: str) -> str:
        """Return one of them, or nothing."""

    def keep_facts(self, values: Mapping[str, str]) -> None:
        """Set several of them."""

    def rows(self, territory_id: str) -> Rows:
        """Return the gate to the domain rows."""

    def save(self, territory_id: str, changes: Changes) -> frozenset[str]:
        """Store rows as they shall be; return the kinds that changed."""

    def all_of(self, territory_id: str, kind: type[R]) -> Sequence[R]:
        """Return every row of a small, server-owned kind, in the order of ids."""

    def slots_between(
        self,
        territory_id: str,
        from_on: datetime.date,
        to_on: datetime.date,
        offering_ids: tuple[str, ...],
    ) -> Sequence[Slot]:
        """Return the open slots of offerings in these days, both included, in time order."""

    def past(
        self, territory_id: str, device: int, from_on: datetime.date, to_on: datetime.date
    ) -> Past:
        """Return the places of slots in these days that are taken, by offering.

        By this desk as its bookings stand, and by all as the server counted them.
        """

    def append(self, entries: Sequence[Entry]) -> None:
        """Add operations at the end of the journal; a number or id that is there fails."""

    def after(self, inc: int, seq: int, limit: int) -> Sequence[Entry]:
        """Return at most ``limit`` operations of an incarnation behind a number."""

    def by_op_id(self, op_id: str) -> Entry | None:
        """Return an operation, or nothing."""

    def hashes(self, inc: int, seqs: Collection[int]) -> Mapping[int, bytes]:
        """Return the hashes of these operations of an incarnation, as far as they are here."""

    def reauthor(self, entries: Sequence[Entry]) -> None:
        """Put operations in the place of themselves; the bytes they had are kept beside."""

    def reopen(self, inc: int, after_seq: int) -> None:
        """Make the answered operations of an incarnation behind a number unanswered again."""

    def unanswered(self) -> Sequence[Entry]:
        """Return the operations not yet answered, in the order they were made."""

    def unproved(self, inc: int) -> int:
        """Return the first unanswered operation of an incarnation without a receipt, or 0."""

    def pending(self) -> int:
        """Return how many operations are not yet answered."""

    def answer(self, answers: Iterable[Answered]) -> None:
        """Keep what the server made of operations; they stay pending until they are retired."""

    def retire(self, answered_seq: int) -> None:
        """Make answered what the last page of a pull states as answered, of the desk's chain.

        What is parked stays unanswered.
        """

    def set_in_question(self, codes: dict[str, str]) -> None:
        """Mark these operations with the refusal they would meet now; no others are."""

    def held(self, resources: Collection[str]) -> Sequence[HeldRow]:
        """Return the leases of these resources, the one that ends first in front."""

    def all_held(self) -> Sequence[HeldRow]:
        """Return every lease of this desk, the one that ends first in front."""

    def set_left(self, left: dict[str, int]) -> None:
        """Set what is left of leases."""

    def add_leases(self, rows: Sequence[HeldRow]) -> None:
        """Take leases in; one that is already here keeps what is left of it."""

    def forget_leases(self, lease_ids: Collection[str]) -> None:
        """Forget these leases."""

    def drop_leases(self) -> None:
        """Forget every lease."""

    def images(self) -> Changes:
        """Return the server's images of the rows that unanswered operations changed."""

    def keep_images(self, images: Changes) -> None:
        """Keep images of rows that have none yet."""

    def clear_images(self) -> None:
        """Forget all images."""

    def keys(self, territory_id: str) -> Iterable[Key]:
        """Return the keys of all domain rows."""

    def weight(self, territory_id: str, kind: str) -> int:
        """Return the sum of the digest's numbers (``row_number``) of all rows of a kind."""

    def stage(self, rows: Sequence[StagedRow]) -> None:
        """Put pulled rows aside; a later state of a row takes the place of the earlier."""

    def staged(self) -> Sequence[StagedRow]:
        """Return what was put aside."""

    def clear_staged(self) -> None:
        """Forget what was put aside."""

    def taken_in(self, fresh: Changes) -> None:
        """Hear which rows the last page of a pull has just brought, for indexes of their own."""

    def audit(self, said: Sequence[Said]) -> None:
        """Add lines at the end of the audit log's chain."""

    def audit_after(self, seq: int, limit: int) -> Sequence[AuditRow]:
        """Return at most ``limit`` lines of the audit log behind a number."""


class DeskStorePort(Protocol):
    """A desk's store: one transaction a step."""

    def read(self) -> AbstractContextManager[DeskPort]:
        """Give a port that sees one moment and changes nothing."""

    def write(self) -> AbstractContextManager[DeskPort]:
        """Give a port for one transaction: durable at its end, undone on any exception."""


class Means(Protocol):
    """A desk's clock, chance and key."""

    def now_us(self) -> int:
        """Return the computer's clock, microseconds UTC; it may be wrong and may run back."""

    def random(self, size: int) -> bytes:
        """Return bytes that nobody can guess."""

    def sign(self, message: bytes) -> bytes:
        """Return the desk's Ed25519 signature of a message."""

    def verifies(self, public: bytes, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature fits a public key and a message."""
