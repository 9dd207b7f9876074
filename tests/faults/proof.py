# SPDX-License-Identifier: EUPL-1.2
"""Proof that a desk's store lost nothing it told and holds no act in half."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sqlalchemy import Connection

from tests.builders import TERRITORY
from tests.support.server_process import ShiftedClock
from tests.support.stores import KEY
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.reading import Reading
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.envelope import decode
from welfare_desk.store import audit, journal, meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import load_one

ROW_OF = {
    "register_person": "person",
    "book_place": "booking",
    "issue_card": "voucher_card",
    "form_household": "household",
    "record_isee": "isee_attestation",
}


class Proof:
    """What one desk told so far; each look goes on where the last one ended."""

    def __init__(self, home: Path, shift: int) -> None:
        self._home = home
        self._clock = ShiftedClock(shift)
        self._seq = 0
        self._read = 0
        self._stored: set[str] = set()
        self._spent: Counter[str] = Counter()
        self._released: set[str] = set()
        self.told: dict[str, str] = {}
        """Each acknowledged operation and the state it was told in."""
        self.numbers: Counter[str] = Counter()
        """Each printed number that was told."""

    @property
    def stored(self) -> frozenset[str]:
        """Ids of all operations that were seen in the journal."""
        return frozenset(self._stored)

    def look(self, *, deep: bool = False) -> list[str]:
        """Open the store and return what is wrong; ``deep`` reads every page and link."""
        store = DeskStore.open(self._home / "desk.db", KEY)
        try:
            with store.read() as conn:
                wrong = [*self._journal(conn), *self._rights(conn), *self._told()]
                if deep:
                    found = check_desk(Reading(conn, self._clock.now_us()))
                    wrong += [f"doctor {each}" for each in found.problems]
            if deep:
                store.check()
        finally:
            store.close()
        return [f"{self._home.name}: {each}" for each in wrong]

    def _journal(self, conn: Connection) -> list[str]:
        wrong: list[str] = []
        if meta.get(conn, "inc") != "1":
            wrong.append(f"taken for a copy: inc {meta.get(conn, 'inc')}")
        for entry in journal.after(conn, 1, self._seq, 1_000_000):
            if entry.seq != self._seq + 1:
                wrong.append(f"a gap before operation {entry.seq}")
            self._seq = entry.seq
            self._stored.add(entry.op_id)
            act = decode(entry.act)
            self._spent.update({each.lease: each.quantity for each in act.spends})
            self._spent.update(Counter(each.lease for each in act.serials))
            operation = from_body(act.body)
            if isinstance(operation, ReleaseRights):
                self._released |= {each.lease for each in operation.returned}
            kind = ROW_OF.get(entry.kind)
            if kind and entry.result != "rejected" and not _there(conn, kind, entry.entity):
                wrong.append(f"operation {entry.seq} without its {kind}")
        head = int(meta.get(conn, "head_seq") or "0")
        if (head, audit.length(conn)) != (self._seq, self._seq):
            wrong.append(f"head {head}, journal {self._seq}, audit {audit.length(conn)}")
        return wrong

    def _rights(self, conn: Connection) -> list[str]:
        wrong = []
        for row in rights.all_held(conn):
            divisible = not row.resource.startswith(("home:", "balance:"))
            spent = self._spent[row.lease_id]
            if (
                divisible
                and row.lease_id not in self._released
                and row.quantity - row.left != spent
            ):
                wrong.append(f"{row.resource}: {row.quantity} less {spent} is not {row.left}")
        return wrong

    def _told(self) -> list[str]:
        path = self._home / "told"
        if not path.exists():
            return []
        with path.open(encoding="utf-8") as file:
            file.seek(self._read)
            lines = file.read()
            self._read = file.tell()
        wrong = []
        for line in lines.splitlines():
            op_id, kind, state, numbers = line.split(" ")
            if op_id not in self._stored:
                wrong.append(f"LOST: {kind} {op_id} was told as {state}")
            self.told[op_id] = state
            self.numbers.update(each for each in numbers.split(",") if each)
        return wrong


def _there(conn: Connection, kind: str, row_id: str) -> bool:
    return load_one(conn, TERRITORY, kind, row_id) is not None
