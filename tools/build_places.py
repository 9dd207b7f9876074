# SPDX-License-Identifier: EUPL-1.2
"""Build resources/places: birthplaces with their history, and the municipalities near us.

    python tools/build_places.py --istat comuni.csv --istat-date 2026-01-31

Needs the package python-codicefiscale (development only) and the ISTAT list of
municipalities as published (Latin-1, semicolons).  The program never downloads either.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

OUT = Path(__file__).resolve().parent.parent / "resources" / "places"
SEED_POSTAL_CODES = {
    "028018": "35010",
    "028020": "35010",
    "028045": "35010",
    "028063": "35016",
    "028103": "35010",
}
_PARTICLES = re.compile(
    r"(?<=[ '])(Di|De|Del|Dei|Degli|Della|Delle|Dello|Da|Dal|Dalla|Dai|Con|Ed|E|In|A|Al|Alla|Allo"
    r"|Alle|Ai|Sul|Sulla|Sullo|Sui|Su|Per|Presso|Nel|Nella|Il|La|Le|Lo|Fra|Tra|Sopra|Sotto"
    r"|D'|Dell'|All'|Sull'|Nell'|Dall')(?=[ A-ZÀ-Ù])"
)
_HEADER = """\
# Places of birth by Belfiore code, with the days between which each name held.
# Sources: python-codicefiscale {library} (MIT, from the archive of the national register of
# residents); names and ISTAT codes of today's municipalities: Fonte ISTAT, elenco dei comuni
# italiani, {istat_date}, CC BY 4.0.
# Built by tools/build_places.py on {built}.
code;name;province;valid_from;valid_to;istat_code;other_name
"""
_NEAR_HEADER = """\
# Municipalities of the province of Padova; the postal code only where it is known for sure.
# Source: Fonte ISTAT, elenco dei comuni italiani, {istat_date}, CC BY 4.0.
# Built by tools/build_places.py on {built}.
istat_code;name;province;region;belfiore_code;postal_code
"""


class Row(NamedTuple):
    """One line of places.csv."""

    code: str
    name: str
    province: str
    valid_from: str
    valid_to: str
    istat_code: str
    other_name: str


def main() -> None:
    """Write both files and say how many lines they have."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--istat", type=Path, required=True, help="the ISTAT list, Latin-1")
    parser.add_argument("--istat-date", required=True, help="its date, as in 2026-01-31")
    parser.add_argument("--built", default=date.today().isoformat())  # noqa: DTZ011 - a day for people
    args = parser.parse_args()
    istat = {row["Codice Catastale del comune"]: row for row in read_istat(args.istat)}
    rows = sorted({*municipalities(istat), *states()})
    facts = {
        "library": version("python-codicefiscale"),
        "istat_date": args.istat_date,
        "built": args.built,
    }
    write(OUT / "places.csv", _HEADER.format(**facts), rows)
    near = [near_row(row) for row in istat.values() if row["Sigla automobilistica"] == "PD"]
    write(OUT / "municipalities.csv", _NEAR_HEADER.format(**facts), sorted(near))
    print(f"{len(rows)} places, {len(near)} municipalities")


def read_istat(path: Path) -> list[dict[str, str]]:
    """Return the lines of the ISTAT list by its own column names."""
    with path.open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def municipalities(istat: dict[str, dict[str, str]]) -> Iterator[Row]:
    """Yield each name of each municipality once, also where only its bounds changed."""
    records = [*records_of("municipalities.json"), *records_of("municipalities-patch.json")]
    records.sort(key=lambda record: (record["code"], record["date_created"]))
    current: Row | None = None
    for record in records:
        row = municipality(record, istat)
        if current is not None and continues(current, row):
            current = row._replace(valid_from=current.valid_from)
            continue
        if current is not None:
            yield current
        current = row
    if current is not None:
        yield current


def municipality(record: dict[str, Any], istat: dict[str, dict[str, str]]) -> Row:
    """Return one period of a municipality, in ISTAT's spelling while it exists."""
    name = _PARTICLES.sub(lambda found: found[0].lower(), record["name"])
    today = istat.get(record["code"], {})
    spelled = today.get("Denominazione in italiano", "")
    if plain(spelled) == plain(name):
        name = spelled
    istat_code = today.get("Codice Comune formato alfanumerico", "") if record["active"] else ""
    return Row(
        record["code"],
        name,
        record["province"],
        record["date_created"][:10],
        record["date_deleted"][:10],
        istat_code,
        record["name_alt"],
    )


def states() -> Iterator[Row]:
    """Yield foreign states; the day before which a state did not exist is not known."""
    names = ("countries.json", "countries-patch.json", "deleted-countries.json")
    for record in (record for name in names for record in records_of(name)):
        yield Row(
            record["code"],
            record["name"],
            "EE",
            "",
            record["date_deleted"][:10],
            "",
            record.get("name_alt_en") or record["name_alt"],
        )


def records_of(name: str) -> list[dict[str, Any]]:
    """Return one of the library's data files."""
    text = resources.files("codicefiscale").joinpath("data", name).read_text(encoding="utf-8")
    records: list[dict[str, Any]] = json.loads(text)
    return records


def continues(before: Row, after: Row) -> bool:
    """Tell whether the next period is the same place under the same name, without a gap."""
    if before[:3] != after[:3] or not before.valid_to:
        return False
    return date.fromisoformat(after.valid_from) <= date.fromisoformat(before.valid_to) + timedelta(
        days=1
    )


def plain(name: str) -> str:
    """Return a name as two sources can be compared."""
    return re.sub(r"[-'’ ]", "", name).casefold()


def near_row(row: dict[str, str]) -> tuple[str, ...]:
    """Return one line of municipalities.csv."""
    istat_code = row["Codice Comune formato alfanumerico"]
    return (
        istat_code,
        row["Denominazione in italiano"],
        row["Sigla automobilistica"],
        row["Denominazione Regione"],
        row["Codice Catastale del comune"],
        SEED_POSTAL_CODES.get(istat_code, ""),
    )


def write(path: Path, header: str, rows: list[Any]) -> None:
    """Write a file that is the same, byte for byte, for the same sources."""
    lines = [";".join(row) for row in rows]
    if any(line.count(";") != len(row) - 1 for line, row in zip(lines, rows, strict=True)):
        raise ValueError("a semicolon in a name")
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
