# SPDX-License-Identifier: EUPL-1.2
"""The stage of a season: the catalogue with three months of slots, the desks, what they promised.

Every desk is a whole one with a store, a cable and an exchange of its own.  The real ones are
driven by command lines in processes of their own, the others by calls in this process.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tests.journeys.story import TODAY, an_id
from tests.support.counter_process import CounterProcess
from tests.support.moved_clock import VARIABLE, MovedClock
from tests.support.quick_stage import QuickStage
from welfare_desk.app import open_desk
from welfare_desk.cli.stage import ISTAT
from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.resources import resource_path
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.agenda import agenda
from welfare_desk.desk.views.calls import calls_of
from welfare_desk.desk.views.quote import place_from, quote
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.operations.waiting import JoinWaiting
from welfare_desk.server.home import open_home
from welfare_desk.store.rows import load_all

FEE_CENTS = 3_000
"""Of the sample's reading scheme for who shows no ISEE."""
OFFERINGS = (
    ("stagione-lettura", "STA-01", "bottega-ragazzi", "reading", "course"),
    ("stagione-compiti", "STA-02", "bottega-ragazzi", "free", "session"),
    ("stagione-cammino", "STA-03", "sestante", "free", "session"),
    ("stagione-memoria", "STA-04", "sestante", "reading", "course"),
)
"""Key, code, provider, fee scheme and its unit."""
ILL = "bottega-ragazzi"
HOLD_HOURS = 48
LIST_WEEK, ILL_WEEK = 1, 3
"""Of the season, from 0: the week in which the list runs, and that of the provider's illness."""
T = TypeVar("T")


class Size(msgspec.Struct, frozen=True):
    """How large a season is."""

    weeks: int
    offerings: int
    days: int
    """Of a week, from Monday on."""
    starts: tuple[str, ...]
    places: int
    """Of each slot."""
    in_process: int
    """Desks driven by calls."""
    by_process: int
    visitors: int
    blocks: int
    """Half days of a week in which people book; in each another half of the desks has no line."""

    @property
    def all_places(self) -> int:
        """Places of the season."""
        return self.offerings * self.weeks * self.days * len(self.starts) * self.places


EVERYDAY = Size(4, 2, 1, ("10:00",), 6, 4, 2, 58, 1)
WHOLE = Size(13, 4, 5, ("09:00", "15:00"), 8, 30, 3, 5_000, 2)


class Promise(msgspec.Struct):
    """What a counter told a visitor."""

    desk: str
    booking_id: str
    person_id: str
    code: str
    """Of the offering."""
    slot_id: str
    state: str
    """``final`` or ``provisional``."""
    number: str


class Joined(msgspec.Struct, frozen=True):
    """A turn on a waiting list."""

    entry_id: str


class Choice(msgspec.Struct, frozen=True):
    """A slot as a counter sees it."""

    slot_id: str
    on: datetime.date
    held: int
    free: int


def first_monday() -> datetime.date:
    """Return the Monday on which the season begins: the next but one."""
    return TODAY + datetime.timedelta(days=14 - TODAY.weekday())


def ill_week() -> tuple[datetime.date, datetime.date]:
    """Return the days on which the provider is ill."""
    begins = first_monday() + datetime.timedelta(weeks=ILL_WEEK)
    return begins, begins + datetime.timedelta(days=6)


def territory_file(folder: Path, size: Size, *, ill: bool) -> Path:
    """Write the sample territory with the season's offerings and slots."""
    text = resource_path("territory", "esempio.toml").read_text(encoding="utf-8")
    # The provider that falls ill is open at Christmas here: else its calendar closed that week.
    text = re.sub(r"^\[\[closures\]\]\n(?:(?!\[\[).*\n)*", "", text, flags=re.MULTILINE)
    chosen = OFFERINGS[: size.offerings]
    made = [*map(_offering, chosen)]
    for key, _code, provider, _scheme, _unit in chosen:
        for week in range(size.weeks):
            for day in range(size.days):
                on = first_monday() + datetime.timedelta(weeks=week, days=day)
                closed = ill and provider == ILL and ill_week()[0] <= on <= ill_week()[1]
                made += [_slot(key, on, at, size.places, closed=closed) for at in size.starts]
    path = folder / f"stagione-{'malattia' if ill else 'piena'}.toml"
    path.write_text(text + "".join(made), encoding="utf-8")
    return path


def _offering(row: tuple[str, str, str, str, str]) -> str:
    key, code, provider, scheme, unit = row
    return f"""
[[offerings]]
key = "{key}"
code = "{code}"
name_it = "Stagione {code}"
name_en = "Season {code}"
neutral_title = "Incontro"
description_it = "Un servizio della stagione di prova."
target_group = "families"
provider = "{provider}"
mode = "office"
unit = "{unit}"
minutes = 60
fee_scheme = "{scheme}"
isee_kind = "ordinary"
units = 1
needs_assessment = false
bring = []
cancel_rule = "Chiama il giorno prima."
active = true
waiting_rule = "order"
hold_hours = {HOLD_HOURS}
"""


def _slot(offering: str, on: datetime.date, start: str, places: int, *, closed: bool) -> str:
    return f"""
[[slots]]
key = "{offering}-{on.isoformat()}-{start.replace(":", "")}"
offering = "{offering}"
on = {on.isoformat()}
start = "{start}"
minutes = 60
places = {places}
place_name = "Sala civica"
address = "Via Esempio 1"
directions = ""
closed = {str(closed).lower()}
"""


class SeasonStage(QuickStage):
    """A stage on which weeks pass when the test says so, for the server and for every desk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.clock = MovedClock(Path(os.environ[VARIABLE]))

    def start(self) -> None:
        """Start the server, which goes by the moved clock, on a free port."""
        self._process = subprocess.Popen(
            (
                sys.executable, "-m", "tests.support.moved_clock", "--home", str(self.server_home),
                "server", "run", "--port", "0",
            ),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.url = str(json.loads(self._process.stdout.readline())["url"])
        self.port = int(self.url.rsplit(":", 1)[1])

    def rows_of(self, kind: str) -> list[Any]:
        """Return the rows of a kind as the server has them."""
        central = open_home(self.server_home, self.clock)
        try:
            with central.store.read() as conn:
                return list(load_all(conn, central.only_territory(), kind))
        finally:
            central.close()


class Counter:
    """A desk of the season driven by calls in this process."""

    def __init__(self, stage: SeasonStage, name: str, pin: str) -> None:
        self.name = name
        self._home, new = stage.new_desk(name)
        self.cable = stage.cables[name]
        self.controller = str(new.enrolled.municipality_id)
        self.desk: Desk = open_desk(self._home, stage.keys, stage.clock)
        self.desk.session.log_in("anna", pin)
        self.desk.session.pin_replaced()
        self.people: list[str] = []

    def look(self, view: Callable[[Reading], T]) -> T:
        """Return a view of its store."""
        return self.desk.look(view)

    def exchange(self) -> str:
        """Exchange once and return how it ended."""
        return self.desk.exchange().outcome

    def pending(self) -> int:
        """Return what was not answered yet."""
        return int(self.desk.status().pending)

    def register(self, count: int) -> None:
        """Register so many people."""
        for number in range(len(self.people), len(self.people) + count):
            who = _person(self.name, number)
            self.desk.record(RegisterPerson(controller_id=self.controller, **who))
            self.people.append(who["person_id"])

    def choices(self, code: str, first: datetime.date, last: datetime.date) -> list[Choice]:
        """Return the open slots of an offering in some days."""
        rows = self.look(lambda here: agenda(here, first, last)).slots
        own = self.offering_id(code)
        return [
            Choice(row.slot_id, row.slot_on, row.guaranteed, row.free_elsewhere)
            for row in rows
            if row.offering_id == own and not row.closed
        ]

    def offering_id(self, code: str) -> str:
        """Return the id of an offering of the season."""
        territory = self.look(lambda here: here.territory_id)
        return derived(territory, f"offering:{_key(code)}")

    def book(self, person_id: str, code: str, slot_id: str) -> Promise:
        """Book at the price that is quoted; raises the refusal."""
        quoted = self.look(lambda here: quote(here, person_id, self.offering_id(code), 1, slot_id))
        booking_id = an_id()
        done = self.desk.record(place_from(quoted, booking_id, person_id, slot_id))
        return Promise(self.name, booking_id, person_id, code, slot_id, done.state, done.numbers[0])

    def join(self, person_id: str, code: str, slot_id: str | None) -> Joined | str:
        """Put somebody on a waiting list; the code of the refusal where it is refused."""
        entry_id = an_id()
        asked = JoinWaiting(
            entry_id=entry_id,
            person_id=person_id,
            offering_id=self.offering_id(code),
            slot_id=slot_id,
        )
        state = self.record(asked)
        return Joined(entry_id) if state == "final" else state

    def refused(self) -> int:
        """Return how many visitors are to be told that their booking found no place."""
        calls = self.look(calls_of)
        return sum(call.about == "refused" for call in calls)

    def record(self, operation: Operation) -> str:
        """Record an operation and return its state, or the code of its refusal."""
        try:
            return self.desk.record(operation).state
        except DeskError as error:
            return error.code

    def close(self) -> None:
        """Close the store."""
        self.desk.close()


class ProcessCounter:
    """A desk of the season in a process of its own, driven by command lines."""

    def __init__(self, stage: SeasonStage, name: str, pin: str) -> None:
        self.name = name
        self.process = CounterProcess(stage, name, "anna", pin)
        self._territory_id = str(self.process.new.enrolled.territory_id)
        self.cable = self.process.cable
        self.people: list[str] = []

    def exchange(self) -> str:
        """Exchange once and return how it ended."""
        return str(self.process.sync()["outcome"])

    def pending(self) -> int:
        """Return what was not answered yet."""
        return int(self.process.status()["pending"])

    def register(self, count: int) -> None:
        """Register so many people."""
        controller = str(self.process.new.enrolled.municipality_id)
        made = [_person(self.name, n) for n in range(len(self.people), len(self.people) + count)]
        kind = {"kind": "register_person", "controller_id": controller}
        self.process.must_record(
            *(kind | who | {"born_on": who["born_on"].isoformat()} for who in made)
        )
        self.people += [who["person_id"] for who in made]

    def choices(self, code: str, first: datetime.date, last: datetime.date) -> list[Choice]:
        """Return the open slots of an offering in some days."""
        days = ("--from", first.isoformat(), "--to", last.isoformat())
        rows = self.process.run("agenda", "--offering", code, *days)[1]
        return [
            Choice(
                row["slot_id"],
                datetime.date.fromisoformat(row["slot_on"]),
                row["promised_here"],
                row["free"],
            )
            for row in rows
        ]

    def book(self, person_id: str, code: str, slot_id: str) -> Promise:
        """Book at the price of who shows no ISEE; raises the refusal."""
        cents = FEE_CENTS if _scheme(code) == "reading" else 0
        asked = {
            "kind": "book_place", "op_id": an_id(), "booking_id": an_id(), "person_id": person_id,
            "slot_id": slot_id, "unit_cents": cents, "total_cents": cents,
        }  # fmt: skip
        told = self.process.record(asked)[0]
        if "state" not in told:
            raise Refused(told["refused"])
        number = told["numbers"][0]
        booking_id = str(asked["booking_id"])
        return Promise(self.name, booking_id, person_id, code, slot_id, told["state"], number)

    def join(self, person_id: str, code: str, slot_id: str | None) -> Joined | str:
        """Put somebody on a waiting list; the code of the refusal where it is refused."""
        entry_id = an_id()
        asked = {
            "kind": "join_waiting", "op_id": an_id(), "entry_id": entry_id,
            "person_id": person_id, "slot_id": slot_id,
            "offering_id": derived(self._territory_id, f"offering:{_key(code)}"),
        }  # fmt: skip
        told = self.process.record(asked)[0]
        return Joined(entry_id) if "state" in told else str(told["refused"])

    def refused(self) -> int:
        """Return how many bookings of this desk found no place."""
        return int(self.process.status()["rejected"])

    def close(self) -> None:
        """End the process."""
        self.process.close()


class Refused(Exception):
    """A refusal of a desk in another process; its code is its text."""


def _person(desk: str, number: int) -> dict[str, Any]:
    """Return somebody who looks like nobody else."""
    letters = "".join(chr(97 + int(digit)) for digit in f"{number:04d}")
    year, day = 1935 + number % 70, 1 + number % 28
    return {
        "person_id": an_id(),
        "surname": f"Prova{desk.replace(' ', '')}{letters}",
        "name": f"Persona{letters}",
        "born_on": datetime.date(year, 1 + number % 12, day),
        "no_code_reason": "non ricorda",
        "residence_istat": ISTAT,
    }


def _key(code: str) -> str:
    return next(row[0] for row in OFFERINGS if row[1] == code)


def _scheme(code: str) -> str:
    return next(row[3] for row in OFFERINGS if row[1] == code)
