# SPDX-License-Identifier: EUPL-1.2
"""How long a keystroke of search takes on the encrypted store, beside ILIKE and pg_trgm.

``python -m benchmarks.bench_search [PEOPLE] [FILE]`` prints tables and a line of JSON, and
writes what was not found to FILE.  1,000,000 people take about half an hour.
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
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from benchmarks import search_people, search_sessions
from benchmarks.search_cases import Case, Score, confused_people, confusions, score, slips
from benchmarks.search_rivals import by_ilike, by_trigrams, rivals
from welfare_desk.core.text import fold
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.store import search, seen
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

KEY = bytes(range(32))
SESSIONS = 300
SLIPS_TYPED = 300
RIVAL_KEYSTROKES = 150
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
    cases = {
        "confusions, with birth year": confusions(confused, year=True),
        "confusions, without": confusions(confused, year=False),
        "one slip, with name": slips(rows[:count], year=False)[:SLIPS_TYPED],
    }
    texts = search_sessions.keystrokes(search_sessions.sessions(rows[:count], SESSIONS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        result: dict[str, object] = {"people": len(rows), "keystrokes": len(texts)}
        result["fill_s"] = filled(path, rows)
        result["store_mib"] = round(path.stat().st_size / 2**20, 1)
        opened = subprocess.run(
            (sys.executable, "-m", "benchmarks.search_opening", str(path)),
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        result["opening"] = json.loads(opened.stdout)
        store = DeskStore.open(path, KEY)
        with store.read() as conn:
            found = {"ours": measured(lambda text: by_index(conn, text), texts, cases)}
        store.close()
    some = random.Random(4).sample(texts, RIVAL_KEYSTROKES)
    with rivals(rows) as conn:
        found["pg_trgm"] = measured(lambda text: by_trigrams(conn, text), some, cases)
        found["ILIKE"] = measured(lambda text: by_ilike(conn, text), some[:60], cases)
    told(result, found)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(missed(found["ours"][1]), encoding="utf-8")


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


def by_index(conn: Connection, text: str) -> list[str]:
    """Search as the omnibox does."""
    return [hit.person_id for hit in search.search(conn, text, 20)]


def measured(
    find: Callable[[str], list[str]], texts: list[str], cases: dict[str, list[Case]]
) -> tuple[dict[str, float], dict[str, dict[str, Score]]]:
    """Return the percentiles of a keystroke, and how often the person meant was found."""
    for text in texts[:50]:
        find(text)
    wall, work = [], []
    for text in texts:
        start, used = time.perf_counter(), time.thread_time()
        find(text)
        wall.append((time.perf_counter() - start) * 1e3)
        work.append((time.thread_time() - used) * 1e3)
    wall.sort()
    work.sort()
    times = {f"p{part}": round(wall[int(len(wall) * part / 100)], 2) for part in (50, 95, 99)}
    times |= {f"cpu{part}": round(work[int(len(work) * part / 100)], 2) for part in (95, 99)}
    return times, {title: score(each, find) for title, each in cases.items()}


Measure = tuple[dict[str, float], dict[str, dict[str, Score]]]


def told(result: dict[str, object], found: dict[str, Measure]) -> None:
    """Print the tables and the line of JSON."""
    print("| search, per keystroke | p50 ms | p95 ms | p99 ms |\n|---|--:|--:|--:|")
    for name, (times, _) in found.items():
        print(f"| {name} | {times['p50']} | {times['p95']} | {times['p99']} |")
    print("\n| found among the first 3 / 20 | " + " | ".join(found) + " |")
    print("|---|" + "--:|" * len(found))
    for title in found["ours"][1]:
        rates = []
        for _, scores in found.values():
            every = scores[title].values()
            cases = sum(each.cases for each in every)
            first, top = sum(each.first for each in every), sum(each.top for each in every)
            rates.append(f"{100 * first / cases:.1f} % / {100 * top / cases:.1f} %")
        print(f"| {title} | " + " | ".join(rates) + " |")
    print(json.dumps({**result, **{name: times for name, (times, _) in found.items()}}))


def missed(scores: dict[str, dict[str, Score]]) -> str:
    """Return the texts for which the person was not among the first three, as a table."""
    lines = ["| asked | kind | stored | typed | among 20 |", "|---|---|---|---|---|"]
    for title, by_kind in scores.items():
        for each in by_kind.values():
            for case in each.misses:
                among = "no" if case in each.lost else "yes"
                lines.append(f"| {title} | {case.kind} | {case.stored} | {case.typed} | {among} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
