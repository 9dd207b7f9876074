# SPDX-License-Identifier: EUPL-1.2
"""What the server's core needs stored and signed, whoever stores it: SQL or the simulator."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from welfare_desk.models.central import (
    Block,
    Changed,
    Contact,
    Counter,
    Head,
    Incarnation,
    Logged,
    Standing,
    Told,
)
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.reads import Changes, Rows
from welfare_desk.protocol.lease import Lease

Chance = Callable[[int], bytes]
"""So many bytes that nobody can guess."""


class Notary(Protocol):
    """The server's key: what desks must trust is signed here."""

    @property
    def public(self) -> bytes:
        """Return the public key."""

    @property
    def card_key_id(self) -> int:
        """Return the number of the key that signs card codes, as it stands in each."""

    def sign_card(self, message: bytes) -> bytes:
        """Return the signature of a card code."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""

    def sealed(self, lease: Lease) -> Lease:
        """Return the lease with its signature."""

    def receipt(self, territory_id: str, op_id: str, digest: bytes, result: str) -> bytes:
        """Return the signed word that this operation had this result."""

    def verifies(self, public_key: bytes, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature is of the key."""


class ServerPort(Protocol):
    """One open transaction of a territory.

    Where something is written the territory's lock is held, and ``standing`` follows what
    this transaction advanced.
    """

    @property
    def territory_id(self) -> str:
        """Return whose rows these are."""

    @property
    def standing(self) -> Standing:
        """Return where the territory stands in this transaction."""

    @property
    def rows(self) -> Rows:
        """Return the territory's rows."""

    @property
    def provider_desks(self) -> frozenset[str]:
        """Return the providers that have desks of their own."""

    @property
    def value_refusals(self) -> tuple[type[Exception], ...]:
        """Return what is raised by a value that cannot be stored."""

    def save(self, changes: Changes) -> None:
        """Store rows."""

    def stamp(self, changes: Changes, server_seq: int) -> int:
        """Put rows into the feed behind a number; return the last number given."""

    def advance(self, server_seq: int) -> None:
        """Move the territory's sequence."""

    def head(self, device: int, inc: int) -> Head | None:
        """Return the head of a chain, or nothing before its first operation."""

    def set_head(self, device: int, inc: int, new: Head) -> None:
        """Move a chain's head."""

    def stretch(self, device: int, inc: int, first: int, last: int) -> list[Logged]:
        """Return the operations of a chain from ``first`` to ``last``, both included."""

    def hash_at(self, device: int, inc: int, seq: int) -> bytes | None:
        """Return the hash of one operation of a chain, or nothing."""

    def last_wall(self, device: int, inc: int, malformed: str) -> int:
        """Return the own time of a chain's last operation without this code, or 0."""

    def earlier(self, op_ids: list[str]) -> dict[str, Logged]:
        """Return the operations that were committed under these ids."""

    def append(self, rows: Sequence[Logged]) -> None:
        """Add operations to the log."""

    def keep_audit(self, device: int, inc: int, rows: Iterable[bytes], at: int) -> None:
        """Keep a desk's audit rows as they came; the same row is kept once."""

    def results_after(self, device: int, inc: int, cursor: int, limit: int) -> list[Told]:
        """Return results of a chain told after the cursor, oldest first."""

    def changed_after(self, scope: str, cursor: int, limit: int) -> list[Changed]:
        """Return the rows that changed after the cursor and that the scope may see."""

    def left_after(self, scope: str, cursor: int) -> int:
        """Return how many rows of a scope lie behind the cursor."""

    def in_scope_ids(self, scope: str) -> list[tuple[str, str]]:
        """Return kind and id of every living row that the scope may see, in order."""

    def blocks(self, leases: Iterable[str]) -> dict[str, Block]:
        """Return the number blocks of leases, as far as they are known here."""

    def add_block(self, block: Block) -> None:
        """Note the number block of a lease."""

    def live_grants(self, device: int, inc: int, resources: Iterable[str]) -> list[Grant]:
        """Return the living leases of these resources that have something left."""

    def wanted_rights(self, device: int) -> tuple[str, ...]:
        """Return the whole rights of a device that another one asks for."""

    def take_number(self, counter: Counter) -> int:
        """Return the next value of a counter; no value is ever given twice."""

    def set_epoch(self, epoch: int) -> None:
        """Begin an epoch."""

    def set_recovery(self, epoch: int) -> None:
        """Note with which epoch a recovery began, or 0 when it is over."""

    def awaited(self) -> dict[Incarnation, bool]:
        """Return the incarnations whose logs a recovery waits for, and whether each is done."""

    def await_places(self, places: Iterable[Incarnation]) -> None:
        """Wait for these incarnations and no others."""

    def set_done(self, device: int, inc: int = 0) -> None:
        """Note that a recovery waits for an incarnation no more; 0 stands for all of a desk.

        Where a desk is awaited as whichever incarnation it has, any of them is enough.
        """

    def parked(self) -> list[Logged]:
        """Return the operations that wait to be judged, in the order of their arrival."""

    def parked_of(self, device: int, inc: int) -> Sequence[Logged]:
        """Return those of one chain, in the order of their arrival."""

    def parked_about(self) -> Collection[str]:
        """Return the ids of the rows that they are about."""

    def answer_parked(self, rows: Sequence[Logged]) -> None:
        """Give parked operations their result, code, receipt and number.

        One that is parked still waits on, with the word that its desk was given.
        """

    def grants_of(self, device: int) -> list[Grant]:
        """Return a desk's leases that live or stand in doubt."""

    def frozen(self) -> frozenset[str]:
        """Return the resources of which nothing is granted until somebody decided."""

    def rights_of(self, device: int) -> list[str]:
        """Return the whole rights that a desk holds."""

    def public_key(self, device: int) -> bytes | None:
        """Return the key that a desk signs with, or nothing."""

    def resources(self) -> list[Resource]:
        """Return all divisible resources."""

    def stable_seq(self, device: int, inc: int, upto: int) -> int:
        """Return the last operation of a chain that was told up to a number, or 0."""

    def quarantine_head(self, device: int, inc: int) -> Head | None:
        """Return the last operation of a chain that lies in quarantine, or nothing."""

    def quarantine(self, rows: Sequence[Logged]) -> None:
        """Put operations of a withdrawn desk aside."""

    def quarantined(self, device: int) -> list[Logged]:
        """Return what a desk has in quarantine, in the order of its chains."""

    def drop_quarantine(self, device: int) -> None:
        """Forget what a desk has in quarantine: it was admitted."""


class RegistryPort(Protocol):
    """One open transaction of the registry, which no restore of the store takes back."""

    def contact(self, device: int, inc: int) -> Contact | None:
        """Return the numbers of an incarnation, or nothing before its first hello."""

    def set_contact(self, device: int, inc: int, new: Contact) -> None:
        """Keep the numbers of an incarnation."""

    def highest_inc(self, device: int) -> int:
        """Return the highest incarnation of a device, 0 where none is known."""

    def register_inc(self, device: int, inc: int) -> None:
        """Keep a higher incarnation of a device."""

    def saw(self, device: int, at: int) -> None:
        """Note that a desk was seen."""

    def seen_since(self, territory_id: str, at: int) -> list[Incarnation]:
        """Return the incarnations that were greeted since and are not withdrawn.

        A desk that was seen, and of which no greeting is known, comes as incarnation 0.
        """

    def epoch(self, territory_id: str) -> int:
        """Return the highest epoch that the territory ever had."""

    def register_epoch(self, territory_id: str, epoch: int) -> None:
        """Keep a territory's epoch; it never falls."""
