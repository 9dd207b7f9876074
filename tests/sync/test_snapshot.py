# SPDX-License-Identifier: EUPL-1.2
"""A desk's first start loads a snapshot of a real server, whatever happens on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders import OPERATOR, TERRITORY, TOWN, an_id, register
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer, serving
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.models.record import metadata as records
from welfare_desk.models.registry import SHARED
from welfare_desk.operations.desk_side import facts
from welfare_desk.protocol.messages import Enrol, Page
from welfare_desk.protocol.snapshot import CHUNK_ROWS, Manifest, signed_part
from welfare_desk.server import feed
from welfare_desk.server.sql_port import writing
from welfare_desk.store import meta, search
from welfare_desk.store.rows import load_one, save
from welfare_desk.sync import device_key, snapshot_load
from welfare_desk.sync.transport import Transport

PEOPLE = 2 * CHUNK_ROWS + 300


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, shift: int) -> Iterator[CentralServer]:
    """A server with so many people that they lie in three chunks."""
    with serving(tmp_path_factory.mktemp("full") / "server", shift) as server:
        central = server.central()
        changes: Changes = {(Person.KIND, row.id): row for row in map(_person, range(PEOPLE))}
        with writing(central, TERRITORY) as port:
            port.save(changes)
            port.advance(port.stamp(changes, port.standing.server_seq))
        central.close()
        yield server


def _person(number: int) -> Person:
    return Person(
        id=an_id(f"resident {number}"), territory_id=TERRITORY, controller_id=TOWN,
        surname=f"Dell'Abitante{chr(97 + number % 26)}", name="Zoë", sex="F", born_on=None,
        birthplace_code="", fiscal_code="", base_code="", fiscal_code_status="none",
        no_code_reason="foreign", phone=f"+39333{number:07d}", street="", street_no="",
        postal_code="", residence_istat="", language="it", channel="counter",
        registered_at=number, device=0, operator_id=OPERATOR,
    )  # fmt: skip


class Line(Transport):
    """A line that notes what was asked for, and may be told to spoil it."""

    chunks: list[int]
    pages = 0
    spoil: Callable[[int, bytes], bytes] = staticmethod(lambda number, data: data)
    forge: Callable[[Manifest], Manifest] = staticmethod(lambda manifest: manifest)

    def snapshot(self) -> Manifest:
        return self.forge(super().snapshot())

    def chunk(self, snapshot_id: str, number: int) -> bytes:
        self.chunks.append(number)
        return self.spoil(number, super().chunk(snapshot_id, number))

    def pull(self, epoch: int, cursor: int, contact: int = 0, proved: int = 0) -> Page:
        self.pages += 1
        return super().pull(epoch, cursor, contact, proved)


def _enrolled(counter: Counter, server: CentralServer) -> Line:
    """Become a desk without the first exchange, over a line that can be watched."""
    line = Line(server.url, counter.clock)
    line.chunks = []
    with counter.store.write() as conn:
        key = device_key.make(conn)
    got = line.enrol(Enrol(code=server.desk_code(), public_key=key.public, name=""))
    known = {
        "territory_id": got.territory_id, "device": str(got.device), "inc": str(got.inc),
        "epoch": str(got.epoch), "cursor": "0", "municipality_id": got.municipality_id,
        "server_key": got.server_key.hex(), "key_id": str(got.key_id),
    }  # fmt: skip
    with counter.store.write() as conn:
        meta.put_many(conn, known)
    _watch(counter, line)
    return line


def _watch(counter: Counter, line: Line) -> None:
    counter.wire()
    counter.line.close()
    counter.line = line
    counter.engine = type(counter.engine)(
        counter.store, line, counter.recorder, counter.key, counter.clock
    )


def _holds_everything(counter: Counter, server: CentralServer) -> None:
    """Every row is the server's, every index is there, and everybody is found."""
    # What was granted after the pull comes with the next one.
    assert counter.settle().outcome == "ok"
    central = server.central()
    device = central.device(int(counter.meta("device")))
    assert device is not None
    assert counter.digest() == feed.digest(central, device).kinds
    central.close()
    made = {index.name for kind in SHARED for index in records.tables[kind.KIND].indexes}
    with counter.store.read() as conn:
        there = set(conn.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'index'")))
        found = search.search(conn, "abitantec zoe", 20)
        by_phone = search.search(conn, "3330000042", 5)
    assert made <= there
    assert {hit.surname for hit in found} == {"Dell'Abitantec"}
    assert [hit.person_id for hit in by_phone] == [an_id("resident 42")]
    assert counter.meta(snapshot_load.STATE) == ""


def test_first_exchange_loads_everything_and_pulls_on(full: CentralServer, desk: DeskMaker) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    told: list[tuple[int, int]] = []
    one.engine.on_loading(lambda rows, total: told.append((rows, total)))
    assert one.exchange().outcome == "ok"
    assert line.chunks == [0, 1, 2]
    assert line.pages < 5
    assert told[0][0] == CHUNK_ROWS
    assert told[-1][0] == told[-1][1] > PEOPLE
    _holds_everything(one, full)


def test_what_changed_after_the_snapshot_comes_with_the_pull(
    full: CentralServer, desk: DeskMaker
) -> None:
    first = desk("a")
    _enrolled(first, full)
    first.settle()
    first.record(register("newcomer", surname="Appenaarrivata"))
    first.settle()
    second = desk("b")
    line = _enrolled(second, full)
    manifests: list[Manifest] = []

    def noted(manifest: Manifest) -> Manifest:
        manifests.append(manifest)
        return manifest

    line.forge = noted
    assert second.exchange().outcome == "ok"
    with second.store.read() as conn:
        assert [hit.surname for hit in search.search(conn, "appenaarriv", 5)] == ["Appenaarrivata"]
        assert load_one(conn, TERRITORY, Person.KIND, an_id("newcomer")) is not None
    assert manifests[0].cursor < int(second.meta("cursor"))
    _holds_everything(second, full)


def test_chunk_damaged_on_its_way_is_asked_for_again(full: CentralServer, desk: DeskMaker) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    spoilt: list[int] = []

    def once(number: int, data: bytes) -> bytes:
        if number == 1 and not spoilt:
            spoilt.append(number)
            return data[:-1] + bytes([data[-1] ^ 1])
        return data

    line.spoil = once
    assert one.exchange().outcome == "ok"
    assert (spoilt, sorted(line.chunks)) == ([1], [0, 1, 1, 2])
    _holds_everything(one, full)


def test_chunk_with_other_rows_is_never_taken(full: CentralServer, desk: DeskMaker) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    kept: dict[int, bytes] = {}

    def swapped(number: int, data: bytes) -> bytes:
        kept[number] = data
        return kept[0] if number == 2 else data

    line.spoil = swapped
    assert one.exchange().outcome == "ok"
    assert line.pages > PEOPLE // 200
    _holds_everything(one, full)


def _by_another_key(manifest: Manifest) -> Manifest:
    signature = Ed25519PrivateKey.generate().sign(signed_part(manifest))
    return msgspec.structs.replace(manifest, signature=signature)


@pytest.mark.parametrize(
    "forge",
    [
        _by_another_key,
        lambda manifest: msgspec.structs.replace(manifest, cursor=manifest.cursor + 1),
        lambda manifest: msgspec.structs.replace(manifest, municipality_id=an_id("elsewhere")),
    ],
    ids=["another key", "another cursor", "another municipality"],
)
def test_manifest_that_is_not_the_servers_word_is_refused(
    full: CentralServer, desk: DeskMaker, forge: Callable[[Manifest], Manifest]
) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    line.forge = forge
    assert one.exchange().outcome == "ok"
    assert (line.chunks, line.pages > PEOPLE // 200) == ([], True)
    _holds_everything(one, full)


def test_killed_load_goes_on_at_the_next_chunk(
    full: CentralServer, desk: DeskMaker, shift: int
) -> None:
    one = desk("a")
    _enrolled(one, full)
    home = one.home
    one.close()
    child = "import sys; from tests.sync.test_snapshot import dying; dying(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", child, str(home), full.url, str(shift)],
        cwd=Path(__file__).parents[2], timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 9
    again = Counter(home, full.url, shift)
    line = Line(full.url, again.clock)
    line.chunks = []
    _watch(again, line)
    assert msgspec.json.decode(again.meta(snapshot_load.STATE))["chunks"] == 2
    assert again.exchange().outcome == "ok"
    assert line.chunks == [2]
    _holds_everything(again, full)
    again.close()


def dying(home: str, url: str, shift: str) -> None:
    """Load in a process that dies at once when the second chunk is stored."""
    counter = Counter(Path(home), url, int(shift))
    counter.wire()
    counter.engine.on_loading(lambda rows, total: os._exit(9) if rows > CHUNK_ROWS else None)
    counter.exchange()


def test_server_may_be_restarted_between_chunks(
    tmp_path: Path, full: CentralServer, desk: DeskMaker
) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    assert full.process is not None

    def cut(number: int, data: bytes) -> bytes:
        if number == 1:
            assert full.process is not None
            full.process.kill()
        return data

    line.spoil = cut
    assert one.exchange().outcome == "offline"
    full.start()
    again = Line(full.url, one.clock)
    again.chunks = []
    one.url = full.url
    _watch(one, again)
    assert one.exchange().outcome == "ok"
    assert again.chunks == [2]
    _holds_everything(one, full)


def test_snapshot_that_is_gone_is_begun_anew(full: CentralServer, desk: DeskMaker) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    folder = full.home / "snapshots"
    lost: list[Path] = []

    def lose(number: int, data: bytes) -> bytes:
        if not lost:
            for path in folder.iterdir():
                lost.append(path)
                path.rename(path.with_name(f"gone-{path.name}"))
        return data

    line.spoil = lose
    assert one.exchange().outcome == "ok"
    assert lost
    _holds_everything(one, full)


def test_store_with_work_gets_everything_again_under_it(
    full: CentralServer, desk: DeskMaker
) -> None:
    one = desk("a")
    line = _enrolled(one, full)
    one.settle()
    one.record(register("own", surname="Propria"))
    one.settle()
    wrong = msgspec.structs.replace(_person(7), surname="Sbagliata")
    extra = msgspec.structs.replace(_person(0), id=an_id("never there"))
    with one.store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in (wrong, extra)})
        meta.put_many(conn, {"cursor": "0", facts.WHOLE_PULL: "1"})
    line.chunks = []
    assert one.exchange().outcome == "ok"
    assert line.chunks == [0, 1, 2]
    with one.store.read() as conn:
        assert load_one(conn, TERRITORY, Person.KIND, an_id("never there")) is None
        assert load_one(conn, TERRITORY, Person.KIND, an_id("own")) is not None
        assert [hit.surname for hit in search.search(conn, "sbagliata", 5)] == []
    _holds_everything(one, full)
