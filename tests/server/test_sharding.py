# SPDX-License-Identifier: EUPL-1.2
"""No statement of an exchange reaches beyond one territory, so that shards need not meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
import sqlalchemy as sa
from litestar.testing import TestClient

from tests.builders import OPERATOR, TOWN, a_slot, an_id, book, form, isee, issue, register
from tests.server.conftest import Place
from tests.support.desk_double import DeskDouble
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.people import AmendPerson
from welfare_desk.protocol.digest import Digest
from welfare_desk.server.routes import application
from welfare_desk.store.server_tables import metadata as own
from welfare_desk.store.server_tables import registry_metadata

REFERENCE = {"device_key", "enrol_code"}
"""Small tables that every node holds whole: they say which territory a desk belongs to."""
SHARDED = ({*own.tables} | {*KINDS}) - REFERENCE - {*registry_metadata.tables}
SLOT = a_slot("sharded", places=20)


class InThisProcess(DeskDouble):
    """A desk that asks the application in this process, once it is enrolled."""

    client: TestClient[Any]

    def send(self, method: str, target: str, body: bytes, **header: Any) -> requests.Response:
        headers = {"wd-auth": self.header(method, target, body)} | header
        got = self.client.request(method, target, content=body or None, headers=headers)
        answer = requests.Response()
        answer.status_code, answer._content = got.status_code, got.content
        return answer


@contextmanager
def listening(place: Place) -> Iterator[list[str]]:
    """Gather the statements that go to the server's store."""
    told: list[str] = []

    def note(conn: sa.Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if conn.engine.url.database == store:
            told.append(" ".join(statement.split()))

    with place.central.store.read() as conn:
        store = conn.engine.url.database
    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


def tables_of(statement: str) -> set[str]:
    """Return the sharded tables that a statement names."""
    words = set(re.findall(r"[a-z_]+", statement))
    return {name for name in SHARDED if name in words}


def stays_in_one_shard(statement: str) -> bool:
    """Tell whether a statement is bound to one territory."""
    into = re.match(r"INSERT INTO \"?\w+\"? \(([^)]*)\)", statement)
    if into is not None:
        return "territory_id" in into.group(1)
    return re.search(r"territory_id\"? (?:=|IN)", statement) is not None


def exchange(place: Place, client: TestClient[Any]) -> None:
    """Register, amend, book, award; push, pull, ask for rights, compare."""
    desk = InThisProcess(place.url, place.clock, OPERATOR)
    desk.client = client
    desk.enrol(place.code(TOWN))
    desk.hello()
    for right, want in ((f"slot:{SLOT.id}", 5), (f"fund:{an_id('fund')}", 24_000),
                        (f"serial:{an_id('fund')}", 40), ("number:booking", 200),
                        ("number:receipt", 200)):  # fmt: skip
        desk.ask(right, want)
    desk.record(register("maria"))
    desk.record(AmendPerson(person_id=an_id("maria"), changes={"phone": "+390491234567"}))
    desk.record(form("home", "maria"))
    desk.record(isee("paper", "home"))
    desk.record(book("hour", "maria", SLOT, isee_id=an_id("paper")))
    desk.record(issue("card", "home", "maria", an_id("paper")))
    assert {each.result for each in desk.push().results} == {"accepted"}
    desk.pull()
    desk.ask(f"balance:{an_id('card')}")
    assert desk.get("/v1/digest", Digest).kinds["person"]


# What Litestar wants written instead, the oldest version that we allow does not have.
@pytest.mark.filterwarnings("ignore::litestar.exceptions.LitestarDeprecationWarning")
def test_each_statement_of_an_exchange_names_its_territory(place: Place) -> None:
    place.slots(SLOT)
    with TestClient(application(place.central)) as client, listening(place) as told:
        exchange(place, client)
    sharded = [each for each in told if tables_of(each)]
    assert len(sharded) > 50
    assert {name for each in sharded for name in tables_of(each)} > {"op_log", "change", "booking"}
    assert [each for each in sharded if not stays_in_one_shard(each)] == []


@pytest.mark.parametrize(
    ("statement", "fits"),
    [
        ("SELECT id FROM person WHERE person.territory_id = ? AND id = ?", True),
        ("SELECT id FROM person WHERE id = ?", False),
        ('INSERT INTO "person" ("id", "territory_id") VALUES (?, ?)', True),
        ('INSERT INTO "person" ("id") VALUES (?)', False),
        ("UPDATE person SET territory_id=? WHERE id = ?", False),
    ],
)
def test_the_check_can_fail(statement: str, fits: bool) -> None:
    assert tables_of(statement) == {"person"}
    assert stays_in_one_shard(statement) is fits


def test_every_key_of_a_sharded_table_holds_the_territory() -> None:
    tables = {**own.tables, **sa.MetaData().tables}
    for name in SHARDED & {*tables}:
        assert "territory_id" in [column.name for column in tables[name].primary_key]
    for kind in KINDS.values():
        assert "territory_id" in kind.__struct_fields__
