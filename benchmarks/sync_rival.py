# SPDX-License-Identifier: EUPL-1.2
"""What a developer writes in an afternoon: JSON records over HTTP, upserted into PostgreSQL.

The same HTTP server and framework, one table with a sequence, no rules, no signatures, no
log, no scopes.  ``python -m benchmarks.sync_rival DATABASE`` serves until it is stopped.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from typing import Any

import msgspec
import psycopg
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State

from welfare_desk.models.person import Person

FIELDS = tuple(name for name in Person.__struct_fields__ if name != "territory_id")
PAGE = 1_000
_COLUMNS = ", ".join(f'"{name}"' for name in FIELDS)
_MARKS = ", ".join(f"%({name})s" for name in FIELDS)
_NEW = ", ".join(f'"{name}" = excluded."{name}"' for name in FIELDS if name != "id")
UPSERT = (
    f"INSERT INTO people ({_COLUMNS}) VALUES ({_MARKS}) "
    f"ON CONFLICT (id) DO UPDATE SET {_NEW}, seq = nextval('people_seq_seq')"
)
AFTER = f"SELECT seq, {_COLUMNS} FROM people WHERE seq > %s ORDER BY seq LIMIT {PAGE}"


def create(database: str) -> None:
    """Make the table, with the same indexes as ours."""
    typed = ", ".join(f'"{name}" {_type(name)}' for name in FIELDS)
    with psycopg.connect(database) as conn:
        conn.execute(f"CREATE TABLE people ({typed}, seq bigserial, PRIMARY KEY (id))")
        for name in (*Person.FIND_BY, "seq"):
            conn.execute(f'CREATE INDEX ON people ("{name}")')


def _type(name: str) -> str:
    return {"registered_at": "bigint", "device": "bigint", "born_on": "date"}.get(name, "text")


def application(database: str) -> Litestar:
    """Return the service over a table of ``create``."""
    conn = psycopg.connect(database)

    @post("/records", sync_to_thread=True, status_code=200)
    def push(body: bytes) -> dict[str, int]:
        rows = msgspec.json.decode(body)
        with conn.transaction(), conn.cursor() as cursor:
            cursor.executemany(UPSERT, rows)
        return {"stored": len(rows)}

    @get("/records", sync_to_thread=True)
    def pull(request: Request[Any, Any, State]) -> Response[bytes]:
        since = int(request.query_params.get("since", "0"))
        with conn.transaction(), conn.cursor() as cursor:
            rows = cursor.execute(AFTER, (since,)).fetchall()
        listed = [dict(zip(("seq", *FIELDS), row, strict=True)) for row in rows]
        return Response(msgspec.json.encode(listed), media_type="application/json")

    return Litestar(route_handlers=[push, pull])


def main() -> None:
    """Serve and say where."""
    logging.getLogger("_granian").setLevel(logging.ERROR)
    database = sys.argv[1].replace("postgresql+psycopg://", "postgresql://")
    create(database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    asyncio.run(_serve(application(database), port))


async def _serve(app: Litestar, port: int) -> None:
    server = Server(
        app, address="127.0.0.1", port=port, interface=Interfaces.ASGI, http=HTTPModes.http1,
        websockets=False, log_enabled=False,
    )  # fmt: skip
    serving = asyncio.create_task(server.serve())
    while not serving.done():
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.close()
        print(json.dumps({"url": f"http://127.0.0.1:{port}"}), flush=True)
        await serving


if __name__ == "__main__":
    main()
