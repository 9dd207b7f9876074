# SPDX-License-Identifier: EUPL-1.2
"""How long a keystroke of search takes on the encrypted store, beside ILIKE and pg_trgm.

``python -m benchmarks.bench_search [PEOPLE] [FILE]`` prints tables and a line of JSON, and
writes what was not found to FILE.  1,000,000 people take about ten minutes.
"""

from __future__ import annotations

import datetime
import json
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from benchmarks import search_people, search_sessions
from benchmarks.search_cases import (
    Beside,
    Case,
    best_possible,
    confused_people,
    confusions,
    score,
    slips,
)
from benchmarks.search_rivals import by_ilike, by_trigrams, rivals
from benchmarks.search_told import Told, kinds_told, misses_told, quietest, tell_rates, tell_times
from welfare_desk.core.text import fold
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.store import search, seen
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

KEY = bytes(range(32))
SESSIONS = 400
RUNS = 3
RIVAL_KEYSTROKES = 300
ILIKE_KEYSTROKES = 60
BATCH = 2_000
_SURNAMES = (
    "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti "
    "De_Luca Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani "
    "Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra "
    "Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini "
    "Grasso Valentini Messina Sala De_Angelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti "
    "Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti "
    "Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino Fiore De_Rosa Ferretti "
    "Bellini Basile Riva Donati Piras Vitali Battaglia Sartori Neri Costantini Milani Pagano "
    "Ruggiero Sorrentino D'Amico Orlando Damico Negri Hu Chen Singh Popescu Hoxha Shevchenko"
)
_NAMES = (
    "Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca "
    "Antonietta Carla Elena Concetta Rita Margherita Franca Paola Laura Giulia Sofia Aurora "
    "Ginevra Alice Emma Giorgia Greta Martina Chiara Sara Giuseppe Giovanni Antonio Mario Luigi "
    "Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo Michele Giorgio "
    "Aldo Sergio Luciano Leonardo Alessandro Lorenzo Mattia Andrea Gabriele Matteo Tommaso "
    "Riccardo Niccolò Olena Fatima Mohamed Ion Wei Nicolò Dario José Zoë"
)
_PARTS = "ber cal dan fer gal lan mar nar per qui ros sal tar val ven zan bos col fal mon"
_ENDS = "ini etti one elli ati oni ucci aro iero asso"


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """Yield made-up people; half the surnames are frequent ones, half come from a long tail."""
    chance = random.Random(seed)
    surnames, names = _SURNAMES.split(), _NAMES.split()
    parts, ends = _PARTS.split(), _ENDS.split()
    for number in range(count):
        surname = chance.choice(surnames).replace("_", " ")
        if chance.random() < 0.5:
            surname = (chance.choice(parts) + chance.choice(parts) + chance.choice(ends)).title()
        name = " ".join(chance.sample(names, 2 if chance.random() < 0.2 else 1))
        born_on = datetime.date(1930, 1, 1) + datetime.timedelta(chance.randrange(34_000))
        code = f"{_letters(surname)}{_letters(name)}{born_on:%y}H{born_on:%d}L{number % 1000:03d}X"
        yield Person(
            id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            territory_id="t",
            controller_id="c",
            surname=surname,
            name=name,
            sex=chance.choice("FM"),
            born_on=born_on,
            birthplace_code="L840",
            fiscal_code=code,
            base_code=code,
            fiscal_code_status="declared",
            no_code_reason="",
            phone=f"+393{chance.randrange(10**9):09d}",
            street="Via Roma",
            street_no=str(chance.randrange(1, 200)),
            postal_code="36100",
            residence_istat="024116",
            language="it",
            channel="phone",
            registered_at=number,
            device=1,
            operator_id="o",
        )


def _letters(name: str) -> str:
    kept = "".join(c for c in fold(name).upper() if c not in "AEIOU ")
    return (kept + "XXX")[:3]


def main() -> None:
    """Fill a store and a PostgreSQL with the same people, type, and tell what was found when."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    confused = confused_people()
    rows = [*search_people.people(count), *(row for row, _ in confused)]
    cases = asked_of(rows[:count], confused)
    texts = search_sessions.keystrokes(search_sessions.sessions(rows[:count], SESSIONS))
    some = random.Random(4).sample(texts, min(RIVAL_KEYSTROKES, len(texts)))
    typed = {"ours": texts, "pg_trgm": some, "ILIKE": some[:ILIKE_KEYSTROKES]}
    result: dict[str, object] = {"people": len(rows)}
    with tempfile.TemporaryDirectory() as folder:
        found = {"ours": ours(Path(folder), rows, texts, cases, result)}
    with rivals(rows) as conn:
        for name, rival in (("pg_trgm", by_trigrams(conn)), ("ILIKE", by_ilike(conn))):
            times = quietest(rival.find, typed[name], RUNS)
            found[name] = Told(times, {t: score(c, rival.find, rival.may_find)
                                       for t, (c, _) in cases.items()})  # fmt: skip
    tell_times(found, {name: len(each) for name, each in typed.items()}, RUNS)
    best = {title: best_possible(rows, each, beside) for title, (each, beside) in cases.items()}
    tell_rates(found, best, len(rows))
    print(json.dumps(result | {name: told.times for name, told in found.items()}))
    if len(sys.argv) > 2:
        some_titles = list(cases)[:2]
        text = kinds_told(found, some_titles) + "\n" + misses_told(found, some_titles[:1])
        Path(sys.argv[2]).write_text(text, encoding="utf-8")


def asked_of(
    rows: list[Person], confused: list[tuple[Person, dict[str, str]]]
) -> dict[str, tuple[list[Case], Beside]]:
    """Return what is typed for whom, and what it says beside the surname."""
    both = ("name", "year")
    return {
        "confusions, name and year": (confusions(confused, year=True), both),
        "confusions, name": (confusions(confused, year=False), ("name",)),
        "one slip, name and year": (slips(rows, both), both),
        "one slip, name": (slips(rows, ("name",)), ("name",)),
        "one slip, year": (slips(rows, ("year",)), ("year",)),
    }


def ours(
    folder: Path,
    rows: list[Person],
    texts: list[str],
    cases: dict[str, tuple[list[Case], Beside]],
    result: dict[str, object],
) -> Told:
    """Fill a store, measure it, and add to the result what is not a time or a rate."""
    path = folder / "desk.db"
    result["fill_s"] = filled(path, rows)
    result["store_mib"] = round(path.stat().st_size / 2**20, 1)
    typed = folder / "typed.txt"
    typed.write_text("\n".join(texts), encoding="utf-8")
    opened = subprocess.run(
        (sys.executable, "-m", "benchmarks.search_opening", str(path), str(typed)),
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    result["opening"] = opening = json.loads(opened.stdout)
    print("| the index of a store just opened | |\n|---|--:|")
    for name, value in opening.items():
        print(f"| {name} | {value} |")
    print()
    store = DeskStore.open(path, KEY)
    with store.read() as conn:

        def find(text: str) -> list[str]:
            return [hit.person_id for hit in search.search(conn, text, 20)]

        times = quietest(find, texts, RUNS)
        scores = {title: score(each, find) for title, (each, _) in cases.items()}
    store.close()
    return Told(times, scores)


def filled(path: Path, rows: list[Person]) -> float:
    """Store everybody in batches; return the seconds it took, the index settled."""
    store = DeskStore.create(path, KEY)
    start = time.perf_counter()
    for at in range(0, len(rows), BATCH):
        batch: Changes = {(row.KIND, row.id): row for row in rows[at : at + BATCH]}
        with store.write() as conn:
            save(conn, "t", batch)
    with store.write() as conn:
        search.settle(conn)
    took = time.perf_counter() - start
    with store.write() as conn:
        for at, row in enumerate(random.Random(3).sample(rows, 300)):
            seen.touch(conn, row.id, at)
    store.close()
    return round(took, 1)


if __name__ == "__main__":
    main()
