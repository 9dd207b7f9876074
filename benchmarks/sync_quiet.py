# SPDX-License-Identifier: EUPL-1.2
"""An exchange with nothing to do and one with a single change, in milliseconds and bytes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import requests

from benchmarks.sync_push import plain, rival
from benchmarks.sync_world import World, middle, milliseconds, people, registration
from tests.support.desk_double import DeskDouble
from tests.support.postgres import drop_database, fresh_database
from welfare_desk.models.person import Person
from welfare_desk.protocol.envelope import GENESIS, SCHEMA
from welfare_desk.protocol.messages import PROTOCOL, Hello
from welfare_desk.sync.transport import Transport


class WeighedLine(Transport):
    """A line that counts the bytes of requests and answers, heads included."""

    weight = 0

    def _sent(self, prepared: requests.PreparedRequest) -> tuple[int, bytes]:
        status, data = super()._sent(prepared)
        self.weight += request_size(prepared) + len(data) + ANSWER_HEAD
        return status, data


ANSWER_HEAD = 110
"""What the server sends before a body: status, type, length, date."""


def request_size(prepared: requests.PreparedRequest) -> int:
    """Return the bytes of a request on the wire."""
    head = sum(len(str(name)) + len(str(value)) + 4 for name, value in prepared.headers.items())
    body = prepared.body or b""
    return (
        len(f"{prepared.method} {prepared.path_url} HTTP/1.1\r\nHost: \r\n\r\n") + head + len(body)
    )


def measured(folder: Path, url: str, quick: bool) -> dict[str, object]:
    """Measure both on PostgreSQL; print the table."""
    times = 50 if quick else 400
    rows = list(people(2 * times + 10))
    world = World(folder / "server", database := fresh_database(url))
    with world.serving() as server:
        desk, _ = world.desk(server.url)
        line = WeighedLine(server.url, world.clock)
        line.sign_as(desk.key, desk.device, desk.inc)
        ours = _ours(desk, line, rows, times)
    drop_database(database)
    theirs = _theirs(fresh_database(url), rows, times)
    print("| one exchange, p50 | ours ms | JSON ms | ours bytes | JSON bytes |")
    print("|---|--:|--:|--:|--:|")
    for name in ("nothing to do (hello and pull)", "nothing to do (pull alone)", "one change"):
        mine, other = ours[name], theirs[name]
        print(
            f"| {name} | {mine['ms']:.1f} | {other['ms']:.1f} | {mine['bytes']:.0f} "
            f"| {other['bytes']:.0f} |"
        )
    print()
    return {"ours": ours, "json": theirs}


Found = dict[str, dict[str, float]]


def _ours(desk: DeskDouble, line: WeighedLine, rows: list[Person], times: int) -> Found:
    left = iter(rows)

    def hello() -> None:
        line.hello(
            Hello(
                protocol_min=PROTOCOL, protocol_max=PROTOCOL, schema=SCHEMA, epoch=desk.epoch,
                device=desk.device, inc=desk.inc, head_seq=len(desk.log),
                head_hash=desk.hashes[-1] if desk.hashes else GENESIS, cursor=desk.cursor, held=(),
            )
        )  # fmt: skip

    def pull() -> None:
        desk.cursor = line.pull(desk.epoch, desk.cursor).next_cursor

    def change() -> None:
        desk.record(registration(next(left)))
        line.push(desk.push_of(len(desk.log)))

    def nothing() -> None:
        hello()
        pull()

    for _ in range(10):
        change()
    while not line.pull(desk.epoch, desk.cursor).last:
        pull()
    pull()
    found: Found = {}
    for name, step in (
        ("nothing to do (hello and pull)", nothing),
        ("nothing to do (pull alone)", pull),
        ("one change", change),
    ):
        before = line.weight
        spent = milliseconds(step, times)
        found[name] = {"ms": middle(spent), "bytes": (line.weight - before) / times}
    return found


def _theirs(database: str, rows: list[Person], times: int) -> Found:
    left = iter(rows)
    weight = 0
    with rival(database) as (url, _), requests.Session() as session:

        def ask(request: requests.Request) -> bytes:
            nonlocal weight
            prepared = session.prepare_request(request)
            data = session.send(prepared).content
            weight += request_size(prepared) + len(data) + ANSWER_HEAD
            return data

        def nothing() -> None:
            ask(requests.Request("GET", f"{url}/records", params={"since": 1 << 40}))

        def change() -> None:
            body = msgspec.json.encode([plain(next(left))])
            ask(requests.Request("POST", f"{url}/records", data=body))

        for _ in range(10):
            change()
        found: Found = {}
        for name, step in (
            ("nothing to do (hello and pull)", nothing),
            ("nothing to do (pull alone)", nothing),
            ("one change", change),
        ):
            before = weight
            spent = milliseconds(step, times)
            found[name] = {"ms": middle(spent), "bytes": (weight - before) / times}
    return found
