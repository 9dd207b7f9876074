# SPDX-License-Identifier: EUPL-1.2
"""Whatever is typed, a desk records it or refuses it by name; a server never stumbles over it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import TERRITORY, a_territory, an_id, form, register
from tests.conftest import NOW
from tests.operations.bad_input import BEFORE, EXAMPLES, typed_badly
from tests.operations.here import Here
from tests.operations.sealed import an_act
from tests.support.desks import SLOTS
from tests.support.mini import MiniServer
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import DeskError, JsonUnreadable
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK, KINDS, from_body, from_json, to_body
from welfare_desk.operations.run import at_server, reads_of
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act, Serial, Spend, decode
from welfare_desk.store.engines import ServerStore
from welfare_desk.store.rows import SqlRows, save

START = int(NOW.timestamp()) * 1_000_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """A desk on which everything that the examples stand on was recorded."""
    opened = Here(tmp_path_factory.mktemp("desk"), FixedClock(START))
    for operation in BEFORE:
        opened.record(operation)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerStore]:
    folder: Path = tmp_path_factory.mktemp("server")
    store = ServerStore(f"sqlite:///{folder / 'server.db'}")
    store.migrate()
    with store.write() as conn:
        rows = a_territory(*SLOTS)
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})
    yield store
    store.close()


def test_there_is_an_example_of_every_operation() -> None:
    assert {type(each) for each in EXAMPLES} == set(AT_DESK)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.kind())
def test_every_example_is_read_back_from_json_and_from_the_wire(example: Operation) -> None:
    fields = json.loads(msgspec.json.encode(example))
    assert from_json(fields) == example
    assert from_json({**fields, "op_id": an_id("x")}) == example
    assert from_body(to_body(example)) == example


@settings(
    max_examples=1500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(fields=typed_badly())
def test_whatever_is_typed_is_recorded_or_refused_with_nothing_changed(
    desk: Here, fields: dict[str, Any]
) -> None:
    before = desk.everything()
    try:
        done = desk.type_in(fields)
    except DeskError:
        assert desk.everything() == before
        return
    entry = desk.entry(done.op_id)
    act = decode(entry.act)
    assert from_body(act.body) == from_json(fields)
    assert len(entry.act) < 1_000_000, "it could never be sent"


def _sealed(operation: Operation, *, spends: tuple[Spend, ...]) -> Act:
    numbers = [take for take in operation.takes() if take.mode == "number"]
    return an_act(
        operation,
        spends=spends,
        serials=tuple(Serial("l", n, f"N{n}") for n, _ in enumerate(numbers)),
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(fields=typed_badly())
def test_whatever_arrives_the_server_has_an_outcome_and_can_store_it(
    server: ServerStore, fields: dict[str, Any]
) -> None:
    """As from a desk that checks nothing: what is typed goes straight into an envelope."""
    try:
        operation = msgspec.convert(fields, KINDS[str(fields["kind"])])
        body = to_body(operation)
    except (msgspec.ValidationError, UnicodeEncodeError, OverflowError):
        return  # it cannot even be written
    assert from_body(body) == operation
    for spends in ((), (Spend("l", 1),)):
        act = _sealed(operation, spends=spends)
        with server.write() as conn, conn.begin_nested() as step:
            world = World(SqlRows(conn, TERRITORY), TERRITORY, settled=True)
            world.prefetch(reads_of(operation, act, server=True))
            outcome = at_server(operation, act, world)
            assert outcome.result in ("accepted", "rejected")
            save(conn, TERRITORY, world.changes())
            # The next example finds the rows as they were.
            step.rollback()


@pytest.mark.parametrize(
    "fields",
    [
        {"serials": ()},
        {"serials": (Serial("l", 0, "A"), Serial("l", 1, "B"))},
        {"serials": (Serial("l", -1, "A"),)},
        {"serials": (Serial("l", 2**63, "A"),)},
        {"serials": (Serial("l", 0, "A\x00"),)},
        {"serials": (Serial("l" * 101, 0, "A"),)},
        {"spends": (Spend("l", -5),)},
        {"spends": (Spend("\x00", 1),)},
        {"wall": 1 << 60},
        {"wall": -1},
    ],
)
def test_envelope_that_no_desk_seals_is_malformed_and_reads_nothing(fields: dict[str, Any]) -> None:
    """Negative places would mint rights, a missing number would end in an error."""
    operation = next(each for each in EXAMPLES if each.kind() == "book_place")
    act = msgspec.structs.replace(_sealed(operation, spends=(Spend("l", 1),)), **fields)
    server = MiniServer(TERRITORY, a_territory(*SLOTS))
    world = World(server.rows, TERRITORY, settled=True)
    assert reads_of(operation, act, server=True) == ()
    outcome = at_server(operation, act, world)
    assert (outcome.result, outcome.code) == ("rejected", "malformed")
    assert world.changes() == {}


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({}, "$.kind"),
        ({"kind": "fly"}, "$.kind"),
        ({"kind": None}, "$.kind"),
        ({"kind": ["book_place"]}, "$.kind"),
        ({"kind": "release_rights", "returned": []}, "$.kind"),
        ({"kind": "apply_territory", "reason": "", "rows": []}, "$.kind"),
        ({"kind": "activate_card"}, "$"),
        ({"kind": "activate_card", "card_id": 7}, "$.card_id"),
        ({"kind": "activate_card", "card_id": None}, "$.card_id"),
        ({"kind": "activate_card", "card_id": "x", "colour": "red"}, "$.colour"),
        ({"kind": "activate_card", "card_id": "x", "": 1}, "$."),
    ],
)
def test_json_that_is_no_operation_is_refused_with_its_path(
    fields: dict[str, Any], path: str
) -> None:
    with pytest.raises(JsonUnreadable) as caught:
        from_json(fields)
    assert caught.value.facts["path"] == path


@pytest.mark.parametrize(
    ("member", "path"),
    [
        ({"person_id": an_id("x"), "role": "child", "age": 3}, "$.members[0].age"),
        ({"person_id": an_id("x"), "role": 3}, "$.members[0].role"),
        ({"role": "child"}, "$.members[0]"),
        ("maria", "$.members[0]"),
    ],
)
def test_wrong_field_inside_a_list_is_refused_with_its_path(member: Any, path: str) -> None:
    fields = {**json.loads(msgspec.json.encode(form("home"))), "members": [member]}
    with pytest.raises(JsonUnreadable) as caught:
        from_json(fields)
    assert caught.value.facts["path"] == path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("born_on", "05/03/1962"),
        ("born_on", "1962-02-30"),
        ("born_on", 19620305),
        ("born_on", "0000-01-01"),
        ("surname", ["Rossi"]),
        ("surname", None),
        ("name", True),
    ],
)
def test_wrong_type_is_refused_with_its_path(name: str, value: Any) -> None:
    fields = {**json.loads(msgspec.json.encode(register())), name: value}
    with pytest.raises(JsonUnreadable) as caught:
        from_json(fields)
    assert caught.value.facts["path"] == f"$.{name}"


def test_json_tells_numbers_from_texts_and_truth() -> None:
    fields = json.loads(msgspec.json.encode(EXAMPLES[7]))
    for wrong in ("1", 1.5, True, None):
        with pytest.raises(JsonUnreadable):
            from_json({**fields, "seats": wrong})
