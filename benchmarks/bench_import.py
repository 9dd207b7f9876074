# SPDX-License-Identifier: EUPL-1.2
"""How many residents a second a list brings in at the server, beside a row at a time.

Ours reads a CSV in cp1252, checks and matches every row, and records it as an operation of
the server's chain, 500 a transaction, all that a kill may not half.  The usual script reads
the same file with ``csv.DictReader`` and inserts and commits row by row, with no rule, no
matching and no history.  Both databases are on this machine; the tests' PostgreSQL does not
wait for the disk, SQLite does.  ``python -m benchmarks.bench_import [ROWS] [WAY …]``, of the ways
``sqlite``, ``postgresql`` and ``sqlite, XLSX``; a million rows take some twenty minutes with all.
"""

from __future__ import annotations

import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.import_sheet import as_sheet
from tests.builders import a_territory
from tests.support.postgres import fresh_database, running_postgres
from tests.support.residents_list import clean_rows, write_list
from welfare_desk.core.clock import SystemClock
from welfare_desk.models.fund import Resource
from welfare_desk.models.person import Person, person_table
from welfare_desk.models.territory import Desk
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.importing import ImportAsk, import_people, plan_of
from welfare_desk.server.own import record_own
from welfare_desk.store.rows import to_wire

TERRITORY = "11111111-1111-4111-8111-111111111111"
BY_HAND = 2_000
WAYS = ("sqlite", "postgresql", "sqlite, XLSX")


def a_server(home: Path, database: str) -> None:
    """Make a server with the small territory."""
    init(home, database=database)
    central = open_home(home, SystemClock())
    add_territory(central, TERRITORY)
    rows = a_territory()
    own = [row for row in rows if not isinstance(row, Resource | Desk)]
    record_own(
        central,
        TERRITORY,
        ApplyTerritory(
            reason="bench",
            rows=tuple(ServerRow(row.KIND, row.id, to_wire(row)) for row in own),
            totals=tuple(Total(row.id, row.total) for row in rows if isinstance(row, Resource)),
        ),
    )
    central.close()


def child(home: Path, file: Path) -> None:
    """Import the file twice in this process and tell the rates and the memory of both."""
    central = open_home(home, SystemClock())
    asked = ImportAsk(path=file, refused=home / "refused.csv")
    rates: list[float] = []
    memory = 0
    for again in (False, True):
        begun, spent = time.perf_counter(), time.process_time()
        last = [*import_people(central, plan_of(central, TERRITORY, asked), lambda: False)][-1]
        rates.append(time.perf_counter() - begun)
        print(
            f"{rates[-1]:.0f} s, {time.process_time() - spent:.0f} s of this process",
            file=sys.stderr,
            flush=True,
        )
        assert last.state == "done"
        assert (last.counts.already if again else last.counts.new) == last.done
        if not again:
            memory = sum(
                resource.getrusage(who).ru_maxrss // 1024
                for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
    central.close()
    print(json.dumps({"seconds": rates, "mib": memory}))


def ours(home: Path, file: Path) -> dict[str, Any]:
    """Import in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_import", "--child", str(home), str(file)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def by_hand(central: Central, file: Path) -> float:
    """Insert a row a transaction; return rows a second."""
    names = list(Person.__struct_fields__)
    engine = central.store._writer
    with file.open(encoding="cp1252", newline="") as lines:
        rows = [*islice(csv.DictReader(lines, delimiter=";"), BY_HAND)]
    begun = time.perf_counter()
    for number, row in enumerate(rows):
        values: dict[str, object] = dict.fromkeys(names, "")
        values |= {
            "id": f"by-hand-{number}", "territory_id": TERRITORY, "surname": row["COGNOME"],
            "name": row["Nome"], "fiscal_code": row["Cod. Fiscale"], "sex": row["Sesso"],
            "born_on": None, "street": row["Indirizzo"], "phone": row["Telefono"],
            "registered_at": 0, "device": 0,
        }  # fmt: skip
        with engine.begin() as conn:
            conn.execute(person_table.insert().values(values))
    return len(rows) / (time.perf_counter() - begun)


def measured(folder: Path, file: Path, database: str, plain: Path) -> tuple[dict[str, Any], float]:
    """Return ours with a file and the usual way with the plain one, on a fresh database."""
    a_server(folder, database)
    found = ours(folder, file)
    central = open_home(folder, SystemClock())
    try:
        return found, by_hand(central, plain)
    finally:
        central.close()


def main() -> None:
    """Measure both ways on both databases."""
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    found: dict[str, object] = {"rows": count}
    print(
        f"| {count:,} residents | rows a second | seconds | the same file again, seconds | "
        "peak memory, both processes | a row at a time | ratio |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    with running_postgres() as url, tempfile.TemporaryDirectory() as folder:
        file = write_list(Path(folder) / "residents.csv", clean_rows(count, 1))
        for way in sys.argv[2:] or WAYS:
            at = Path(folder) / way.replace(", ", "-")
            database = fresh_database(url) if way == "postgresql" else ""
            got, single = measured(
                at, as_sheet(file, "Data nasc.") if "XLSX" in way else file, database, file
            )
            first, again = got["seconds"]
            found[way] = {**got, "by_hand": round(single)}
            print(
                f"| {way} | {count / first:,.0f} | {first:,.0f} | {again:,.0f} | "
                f"{got['mib']} MiB | {single:,.0f} | {count / first / single:.1f}× |",
                flush=True,
            )
            shutil.rmtree(at)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
