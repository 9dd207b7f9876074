# SPDX-License-Identifier: EUPL-1.2
"""Unknown kinds wait, withdrawn desks' work is set aside, bodies go and the chain stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from tests.builders import a_slot, an_id, book, register
from tests.operations.sealed import an_act
from tests.server.conftest import Place
from tests.server.local import LocalPlace
from tests.server.test_copies import copied
from tests.support.desk_double import Answered, DeskDouble
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations import registry, upcast
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.upcast import KindUnknown, operation_of
from welfare_desk.protocol.envelope import SCHEMA, Act
from welfare_desk.protocol.messages import Pushed
from welfare_desk.server import admin, erasing
from welfare_desk.store.server_tables import op_log, received_audit


def record_unknown(desk: DeskDouble, **fields: Any) -> Act:
    """Record an operation of a program to come."""
    body = msgspec.msgpack.encode({"kind": "knit_scarf", "rows": 80})
    return desk.record(register("x"), kind="knit_scarf", body=body, entity="scarf", **fields)


def test_an_unknown_kind_waits_and_the_chain_goes_on(place: Place) -> None:
    place.slots()
    desk = place.desk()
    record_unknown(desk)
    desk.record(register())
    told = [(each.result, each.code) for each in desk.push().results]
    assert told == [("parked", "kind_unknown"), ("accepted", "")]
    assert desk.push() == desk.push()
    assert place.problems() == []


def test_a_body_that_names_another_kind_is_malformed(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register(), kind="knit_scarf")
    desk.record(register("y"), body=b"\xc1", kind="knit_scarf")
    assert [each.code for each in desk.push().results] == ["malformed", "malformed"]


def test_a_server_that_knows_the_kind_judges_it_when_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = LocalPlace(tmp_path / "server")
    place.slots()
    desk = place.local_desk()
    with monkeypatch.context() as older:
        older.delitem(registry.KINDS, "register_person")
        desk.record(register())
        assert desk.push().results[0].code == "kind_unknown"
        place.reopen()
        assert desk.push().results[0].code == "kind_unknown", "still unknown"
    assert place.all(Person) == []
    place.reopen()
    (told,) = desk.push().results
    assert (told.result, bool(told.receipt)) == ("accepted", True)
    assert len(place.all(Person)) == 1
    assert place.problems() == []
    place.central.close()


def test_an_operation_of_a_newer_schema_waits(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register(), schema=SCHEMA + 1)
    assert desk.push().results[0].code == "kind_unknown"


def test_a_body_of_an_older_schema_is_read_as_todays() -> None:
    today = msgspec.msgpack.decode(to_body(register("maria")))
    older = {("family" if name == "surname" else name): value for name, value in today.items()}

    def named_anew(fields: dict[str, Any]) -> dict[str, Any]:
        return fields | {"surname": fields["family"]}

    steps: dict[tuple[str, int], upcast.Upcast] = {("register_person", 1): named_anew}
    act = an_act(register("maria"))
    act = msgspec.structs.replace(act, schema=1, body=msgspec.msgpack.encode(older))
    assert operation_of(act, steps, schema=2) == register("maria")
    with pytest.raises(msgspec.ValidationError):
        operation_of(act, {}, schema=2)
    with pytest.raises(KindUnknown):
        operation_of(msgspec.structs.replace(act, schema=3), steps, schema=2)


def test_a_withdrawn_desks_run_is_kept_in_its_chain(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register("maria"))
    desk.push()
    for name in ("lucia", "sofia"):
        desk.record(register(name))
    twin = copied(desk)
    desk.record(register("paola"))
    for name in ("carla", "dora"):
        twin.record(register(name))
    admin.revoke(place.central, desk.device, stolen=False)
    desk.push(2, 3)
    assert desk.push(1, 3).acked_seq == 3
    assert desk.hello().action == "revoked", "one is missing"
    assert desk.hello().known_seq == 3
    desk.push(4)
    assert desk.hello().action == "wipe"
    with pytest.raises(Answered) as fork:
        twin.push(5)
    assert (fork.value.status, fork.value.code) == (409, "fork")
    assert len(place.all(Person)) == 1
    items = [row for row in place.all(ReviewItem) if isinstance(row, ReviewItem)]
    assert [row.code for row in items] == ["quarantine"]
    pushed = desk.push_of(audit=(b"who looked",))
    desk.post("/v1/push", pushed, Pushed)
    with place.central.store.read() as conn:
        kept = conn.execute(
            sa.select(received_audit.c.row).where(received_audit.c.device == desk.device)
        )
        assert [bytes(row.row) for row in kept] == [b"who looked"]
    assert place.problems() == []


def test_a_gap_before_quarantine_is_told(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register("maria"))
    desk.record(register("lucia"))
    admin.revoke(place.central, desk.device, stolen=False)
    with pytest.raises(Answered) as gap:
        desk.push(2)
    assert (gap.value.code, gap.value.hint) == ("gap", 0)


def test_a_persons_bodies_go_and_the_chain_still_verifies(place: Place) -> None:
    slot = a_slot(places=4)
    place.slots(slot)
    desk = place.desk()
    desk.record(register("maria"))
    desk.record(book("b", "maria", slot))
    desk.record(register("lucia"))
    first = desk.push()
    assert erasing.erase_bodies(place.central, place.territory_id, an_id("maria")) == 2
    assert erasing.erase_bodies(place.central, place.territory_id, an_id("maria")) == 0
    with place.central.store.read() as conn:
        query = sa.select(op_log.c.packed).where(
            op_log.c.territory_id == place.territory_id, op_log.c.device == desk.device
        )
        kept = b"".join(conn.scalars(query))
    assert an_id("maria").encode() not in kept.replace(desk.log[0].entity.encode(), b"")
    assert b"Rossi" in kept, "lucia's own is there"
    assert desk.push() == first, "sent again it is answered alike"
    assert place.problems() == []
