# SPDX-License-Identifier: EUPL-1.2
"""The two desks of the tour on a throwaway stage, and what every side holds at its end."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from welfare_desk.app import open_desk
from welfare_desk.cli.stage import Stage
from welfare_desk.core.clock import SystemClock
from welfare_desk.desk import paper
from welfare_desk.desk.desk import Desk
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.household import Household, HouseholdMember
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.server.home import open_home
from welfare_desk.store import audit, journal, oplog
from welfare_desk.store.queries import all_of

KINDS: tuple[type[Record], ...] = (Person, Household, HouseholdMember, Booking, VoucherCard)
"""What desks of one municipality and the server must hold alike."""


class TourSample:
    """Two enrolled desks whose printers are a folder."""

    def __init__(self, stage: Stage, names: tuple[str, ...], login: str) -> None:
        self.folder = stage.folder
        self.prints = stage.folder / "prints"
        self.prints.mkdir()
        self.names, self.login = names, login
        self._stage = stage
        self._homes: dict[str, Path] = {}
        self._recovery: dict[str, str] = {}
        self._open: dict[str, Desk] = {}
        # Processes of their own, while the first desk is being made here.
        with ThreadPoolExecutor() as pool:
            own = pool.submit(stage.one_time_pin, login, "Anna R.", "operator")
            other = pool.submit(stage.one_time_pin, "marta", "Marta V.", "supervisor")
            made = {name: stage.new_desk(name) for name in names[:1]}
            self.one_time_pin, self.supervisor_pin = own.result(), other.result()
        made |= {name: stage.new_desk(name) for name in names[1:]}
        for name, (home, new) in made.items():
            self._homes[name], self._recovery[name] = home, new.recovery_code
            desk = self.open_desk(name)
            for role in ("a4", "card"):
                desk.prints.set_target(role, f"folder:{self.prints}")

    def open_desk(self, name: str) -> Desk:
        """Return a desk, opened; opened twice it is the same."""
        if name not in self._open:
            self._open[name] = open_desk(self._homes[name], self._stage.keys)
        return self._open[name]

    def close_desk(self, name: str) -> None:
        """Close a desk that is open."""
        desk = self._open.pop(name, None)
        if desk is not None:
            desk.close()

    def close(self) -> None:
        """Close every desk."""
        for name in tuple(self._open):
            self.close_desk(name)

    def pull_out(self, name: str) -> None:
        """Pull a desk's network cable."""
        self._stage.cables[name].pull_out()

    def put_in(self, name: str) -> None:
        """Put it back."""
        self._stage.cables[name].put_in()

    def signed_code(self, desk: Desk, card_id: str) -> str:
        """Return what the code on a printed card says."""
        return desk.look(lambda here: paper.card_code(here, card_id))

    def noted(self, desk: Desk) -> tuple[str, ...]:
        """Return the acts that a desk's log holds, the latest first."""
        return desk.look(lambda here: tuple(row.act for row in audit.recent(here.conn, 100)))

    def more_papers(self, desk: Desk, card_ids: tuple[str, ...]) -> dict[str, bytes]:
        """Return the sheet of ten with a card on it and the recovery sheet of the first run."""
        recovery = next(iter(self._recovery.values()))
        return {
            "card-sheet.pdf": desk.look(lambda here: paper.cards(here, card_ids, sheet="a4")),
            "recovery.pdf": desk.look(lambda here: paper.recovery_sheet(here, recovery)),
        }

    def sides(self) -> dict[str, Any]:
        """Return the operations and rows that each desk and the server hold, and the check."""
        operations: dict[str, Any] = {}
        rows: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        for name in self._homes:
            desk = self.open_desk(name)
            operations[name] = desk.look(lambda here: len(journal.every(here.conn)))
            rows[name] = desk.look(lambda here: _rows(here.conn, here.territory_id))
            numbers[name] = desk.look(lambda here: here.device)
        operations["server"], rows["server"] = self._of_server(numbers)
        return {"operations": operations, "rows": rows, "check": self._stage.server("check")}

    def _of_server(self, numbers: dict[str, int]) -> tuple[dict[str, int], dict[str, Any]]:
        central = open_home(self._stage.server_home, SystemClock())
        try:
            territory = central.only_territory()
            with central.store.read() as conn:
                chains = oplog.chains(conn, territory)
                rows = _rows(conn, territory)
        finally:
            central.close()
        held = {
            name: sum(head.seq for device, _inc, head in chains if device == number)
            for name, number in numbers.items()
        }
        return held, rows


def _rows(conn: Connection, territory_id: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind in KINDS:
        rows = all_of(conn, territory_id, kind)
        digest = hashlib.sha256(msgspec.msgpack.encode([msgspec.to_builtins(row) for row in rows]))
        found[kind.KIND] = {"count": len(rows), "sha256": digest.hexdigest()}
    return found
