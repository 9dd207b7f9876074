# SPDX-License-Identifier: EUPL-1.2
"""Intakes typed key by key against a full encrypted store: the time, who is found, who is not."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.labelled_pairs import labelled_pairs
from benchmarks.labelled_people import Chance, citizen
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.likeness import Described
from welfare_desk.desk.likeness import Sought, likely_same
from welfare_desk.desk.reading import reading
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.store import meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

TERRITORY = str(uuid.UUID(int=7, version=4))
NOW = 1_789_543_800_000_000
BATCH = 2_000
_COPIED = ("surname", "name", "sex", "born_on", "birthplace_code", "fiscal_code", "base_code",
           "no_code_reason", "fiscal_code_status", "phone", "street", "street_no")  # fmt: skip


class Outcome(msgspec.Struct):
    """What so many intakes came to."""

    milliseconds: list[float] = msgspec.field(default_factory=list)
    """By the clock, of each look-up, ascending."""
    processor: list[float] = msgspec.field(default_factory=list)
    """Milliseconds of the processor: other work on the machine does not count."""
    intakes: int = 0
    known: int = 0
    """People who were in the store already."""
    found: int = 0
    """Those of them who were among the five shown when the form was full."""
    first: int = 0
    new: int = 0
    warned: int = 0
    """New people for whom somebody was shown all the same."""


def filled(folder: Path, count: int) -> tuple[DeskStore, list[tuple[str, Described]]]:
    """Return a store with so many people, and whose second visit is to be typed."""
    chance = Chance("the people of the store")
    pairs = [pair for pair in labelled_pairs("held_out") if pair.same]
    known = [row_of(chance, pair.one) for pair in pairs]
    others = (row_of(chance, citizen(chance).is_) for _ in range(count - len(known)))
    store = DeskStore.create(folder / "desk.db", secrets.token_bytes(32))
    with store.write() as conn:
        meta.put(conn, "territory_id", TERRITORY)
    waiting: Changes = {}
    for row in (*known, *others):
        waiting[(row.KIND, row.id)] = row
        if len(waiting) == BATCH:
            _keep(store, waiting)
            waiting = {}
    _keep(store, waiting)
    return store, [(row.id, pair.other) for row, pair in zip(known, pairs, strict=True)]


def typed(store: DeskStore, known: list[tuple[str, Described]], intakes: int) -> Outcome:
    """Type so many intakes, half of people who are there and half of new ones."""
    chance = Chance("the people at the counter")
    found = Outcome()
    clock = FixedClock(NOW)
    chosen = [(person_id, who, True) for person_id, who in chance.sample(known, intakes // 2)]
    chosen += [("", citizen(chance).is_, False) for _ in range(intakes // 2)]
    for person_id, who, is_known in chosen:
        shown: list[str] = []
        for state in keystrokes(who, scanned=bool(who.fiscal_code) and chance.happens(0.5)):
            with reading(store, clock) as look:
                start, busy = time.perf_counter(), time.process_time()
                shown = [each.person_id for each in likely_same(look, state)]
                found.processor.append((time.process_time() - busy) * 1000)
                found.milliseconds.append((time.perf_counter() - start) * 1000)
        found.intakes += 1
        found.known += is_known
        found.new += not is_known
        found.found += is_known and person_id in shown
        found.first += is_known and shown[:1] == [person_id]
        found.warned += not is_known and bool(shown)
    found.milliseconds.sort()
    found.processor.sort()
    return found


def keystrokes(who: Described, *, scanned: bool) -> Iterator[Sought]:
    """Give what the form holds after each key.

    From a scanned code come birth date, sex and birthplace before a name is typed.
    """
    state = Sought()
    blocks: list[tuple[str, ...]] = [("born_on",), ("sex",), ("birthplace_code",)]
    told = ("fiscal_code", "fiscal_code_status")
    last: list[tuple[str, ...]] = [("phone",), ("street", "street_no")]
    if scanned:
        state = _more(state, who, (*told, "born_on", "sex", "birthplace_code"))
        yield state
        blocks = []
    else:
        last.insert(0, told)
    for field in ("surname", "name"):
        text = getattr(who, field)
        for end in range(1, len(text) + 1):
            state = msgspec.structs.replace(state, **{field: text[:end]})
            yield state
    for fields in (*blocks, *last):
        if getattr(who, fields[0]):
            state = _more(state, who, fields)
            yield state


def _more(state: Sought, who: Described, fields: tuple[str, ...]) -> Sought:
    return msgspec.structs.replace(state, **{field: getattr(who, field) for field in fields})


def row_of(chance: Chance, who: Described) -> Person:
    """Return a person as the store keeps it."""
    return Person(
        id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        territory_id=TERRITORY,
        controller_id="c",
        postal_code="35016",
        residence_istat="028063",
        language="it",
        channel="counter",
        registered_at=NOW,
        device=1,
        operator_id="o",
        **{field: getattr(who, field) for field in _COPIED},
    )


def share_at(spent: list[float], percent: int) -> float:
    """Return the value that so many percent do not exceed."""
    return round(spent[min(len(spent) - 1, len(spent) * percent // 100)], 2)


def _keep(store: DeskStore, rows: Changes) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, rows)
