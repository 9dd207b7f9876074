# SPDX-License-Identifier: EUPL-1.2
"""How long a keystroke of search takes at 100,000 people, against ``LIKE '%x%'`` on the same store.

``python -m benchmarks.bench_search [PEOPLE]`` prints a table row and a line of JSON.
"""

from __future__ import annotations

import datetime
import json
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from welfare_desk.core.text import fold
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.store import search, seen
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

QUERIES = 200
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


def keystrokes(rows: list[Person], seed: int = 2) -> list[str]:
    """Return every text that a counter sees while so many names are typed."""
    chance = random.Random(seed)
    typed = []
    for person in chance.sample(rows, QUERIES):
        first, second = person.surname, person.name.split()[0]
        if chance.random() < 0.3:
            first, second = second, first
        text = f"{first} {second}"
        if chance.random() < 0.2:
            text = f"{first} {person.born_on:%Y}"
        if chance.random() < 0.1:
            at = chance.randrange(1, len(first))
            text = first[:at] + chance.choice("aeioxz") + first[at + 1 :]
        stop = min(len(text), len(first) + 4)
        typed += [text[:end] for end in range(1, stop + 1) if text[end - 1] != " "]
    return typed


def by_like(conn: Connection, text: str) -> int:
    """Search as systems without an index of words do."""
    statement = (
        "SELECT id, surname, name, born_on, street, fiscal_code FROM person "
        "WHERE surname || ' ' || name || ' ' || fiscal_code LIKE ? "
        "ORDER BY surname, name LIMIT 20"
    )
    return len(conn.exec_driver_sql(statement, (f"%{text}%",)).fetchall())


def by_index(conn: Connection, text: str) -> int:
    """Search as the omnibox does."""
    return len(search.search(conn, text, 20))


def timed(conn: Connection, texts: list[str], way: Callable[[Connection, str], int]) -> list[float]:
    """Return the milliseconds of each text, ascending."""
    spent = []
    for text in texts:
        start = time.perf_counter()
        way(conn, text)
        spent.append((time.perf_counter() - start) * 1000)
    return sorted(spent)


def percentiles(spent: list[float]) -> dict[str, float]:
    """Return p50, p95 and p99 in milliseconds."""
    return {
        f"p{p}_ms": round(spent[min(len(spent) - 1, len(spent) * p // 100)], 2)
        for p in (50, 95, 99)
    }


def main() -> None:
    """Fill a store, type the names both ways, print what each keystroke took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows = list(people(count))
    with tempfile.TemporaryDirectory() as folder:
        store = DeskStore.create(Path(folder) / "desk.db", bytes(range(32)))
        start = time.perf_counter()
        for at in range(0, count, BATCH):
            batch: Changes = {(row.KIND, row.id): row for row in rows[at : at + BATCH]}
            with store.write() as conn:
                save(conn, "t", batch)
        filled = time.perf_counter() - start
        with store.write() as conn:
            for at, row in enumerate(random.Random(3).sample(rows, 300)):
                seen.touch(conn, row.id, at)
        texts = keystrokes(rows)
        with store.read() as conn:
            timed(conn, texts[:100], by_index)
            ours = percentiles(timed(conn, texts, by_index))
            theirs = percentiles(timed(conn, random.Random(4).sample(texts, 100), by_like))
        size = sum(part.stat().st_size for part in Path(folder).glob("desk.db*"))
        store.close()
    result = {
        "people": count,
        "keystrokes": len(texts),
        "fill_s": round(filled, 2),
        "store_mib": round(size / 2**20, 1),
        "index": ours,
        "like": theirs,
    }
    print("| search, per keystroke | p50 ms | p95 ms | p99 ms |\n|---|--:|--:|--:|")
    for name, found in (("FTS5 words, SQLCipher", ours), ("LIKE '%x%', SQLCipher", theirs)):
        print(f"| {name} | {' | '.join(str(value) for value in found.values())} |")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
