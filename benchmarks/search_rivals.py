# SPDX-License-Identifier: EUPL-1.2
"""The same people in PostgreSQL, searched with ILIKE and with pg_trgm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg

from tests.support.postgres import running_postgres
from welfare_desk.models.person import Person

_TABLE = (
    "CREATE TABLE people (id text PRIMARY KEY, surname text, name text, born_on date, "
    "street text, code text, phone text, full_text text)"
)
_YEAR = re.compile(r"(?:^| )(\d\d|\d{4})$")
_SHOWN = "SELECT id, surname, name, born_on, street, code FROM people WHERE "


@contextmanager
def rivals(rows: Iterable[Person]) -> Iterator[psycopg.Connection[Any]]:
    """Run a server with the people in it, indexed for trigrams."""
    with running_postgres() as url:
        plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
        with psycopg.connect(plain, autocommit=True) as conn:
            conn.execute("CREATE EXTENSION pg_trgm")
            conn.execute(_TABLE)
            with conn.cursor().copy("COPY people FROM STDIN") as copy:
                for row in rows:
                    text = f"{row.surname} {row.name} {row.fiscal_code} {row.phone}"
                    copy.write_row(
                        (row.id, row.surname, row.name, row.born_on, row.street, row.fiscal_code,
                         row.phone, text)
                    )  # fmt: skip
            conn.execute("SET maintenance_work_mem = '256MB'")
            conn.execute("CREATE INDEX ON people USING gin (full_text gin_trgm_ops)")
            conn.execute("VACUUM ANALYZE people")
            yield conn


class Rival(NamedTuple):
    """A way to search, and a way to ask whether it would find a person at all."""

    find: Callable[[str], list[str]]
    may_find: Callable[[str, str], bool]
    """Given the text and a person's id: where it says no, ``find`` need not be asked."""


def by_ilike(conn: psycopg.Connection[Any]) -> Rival:
    """Search as systems without an index of words do; a birth year is given its own column."""
    # The trigram index would serve ILIKE too: those who use ILIKE alone do not have it.
    return _rival(conn, "(full_text || '') ILIKE %(like)s", "surname, name")


def by_trigrams(conn: psycopg.Connection[Any]) -> Rival:
    """Search by word similarity with the index; a birth year is given its own column."""
    order = "word_similarity(%(name)s, full_text) DESC, surname, name"
    return _rival(conn, "%(name)s <%% full_text", order)


def _rival(conn: psycopg.Connection[Any], condition: str, order: str) -> Rival:
    def asked(text: str, person_id: str = "") -> list[str]:
        name, year = _parted(text)
        values = {"name": name, "like": f"%{name}%", "year": year, "id": person_id}
        only = " AND id = %(id)s" if person_id else ""
        statement = f"{_SHOWN}{condition}{_born(year)}{only} ORDER BY {order} LIMIT 20"
        return [row[0] for row in conn.execute(statement, values)]

    return Rival(asked, lambda text, person_id: bool(asked(text, person_id)))


def _parted(text: str) -> tuple[str, str]:
    found = _YEAR.search(text)
    if found is None or found.start() == 0:
        return text, ""
    return text[: found.start()], found[1]


def _born(year: str) -> str:
    if not year:
        return ""
    return f" AND to_char(born_on, '{'YY' if len(year) == 2 else 'YYYY'}') = %(year)s"
