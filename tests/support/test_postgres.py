# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL that tests run on is real, empty for each who asks, and gone afterwards."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from sqlalchemy import create_engine, text

from tests.support.postgres import drop_database, fresh_database, running_postgres


def test_each_fresh_database_is_empty_and_apart(postgres_url: str) -> None:
    one, other = fresh_database(postgres_url), fresh_database(postgres_url)
    engine = create_engine(one)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE person (surname text)"))
        connection.execute(text("INSERT INTO person VALUES ('D''Àvila')"))
    with engine.begin() as connection:
        assert connection.execute(text("SELECT surname FROM person")).scalar_one() == "D'Àvila"
    engine.dispose()
    with psycopg.connect(other.replace("+psycopg", "", 1)) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    assert tables == (0,)
    drop_database(one)
    drop_database(other)


def test_a_killed_session_leaves_no_server_to_the_next() -> None:
    script = (
        "import time\n"
        "from tests.support.postgres import running_postgres\n"
        "with running_postgres() as url:\n"
        "    print(url, flush=True)\n"
        "    time.sleep(600)\n"
    )
    session = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert session.stdout is not None
    url = session.stdout.readline().strip().replace("+psycopg", "", 1)
    with psycopg.connect(url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    data = Path(row[0])
    server = int((data / "postmaster.pid").read_text().splitlines()[0])
    session.kill()
    session.wait()
    session.stdout.close()

    with running_postgres():
        pass

    assert not data.exists()
    for _ in range(200):
        if not _is_alive(server):
            break
        time.sleep(0.05)
    assert not _is_alive(server)


def _is_alive(pid: int) -> bool:
    """A zombie that nobody waits for is dead enough: in a container there may be no init."""
    try:
        os.kill(pid, 0)
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
