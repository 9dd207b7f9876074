# SPDX-License-Identifier: EUPL-1.2
"""An older store put back: noticed by what desks were told; a copy found then freezes rights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import a_resource, a_slot, book, register
from tests.server.local import LocalDesk, LocalPlace
from tests.server.test_copies import copied, trail
from tests.server.test_recovery import replay
from tests.support.desk_double import Answered
from welfare_desk.models.fund import Grant
from welfare_desk.protocol.messages import Page, Welcome
from welfare_desk.server import backups, desk_care, epochs
from welfare_desk.store import registry

SLOT = a_slot(places=1)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[LocalPlace]:
    made = LocalPlace(tmp_path / "server")
    made.slots(SLOT)
    yield made
    made.central.close()


def put_back(place: LocalPlace, copy: Path) -> None:
    """Put an older file in the store's place; nobody says so, and the server starts again."""
    place.central.store.close()
    backups._replace(place.home / "server.db", copy)
    place.reopen()


def epoch(place: LocalPlace) -> int:
    with place.central.store.read() as conn:
        return epochs.server_meta.standing(conn, place.territory_id).epoch


def pull(desk: LocalDesk, welcome: Welcome) -> Page:
    """Pull once, as a desk does behind its push."""
    target = f"/v1/pull?epoch={desk.epoch}&cursor={desk.cursor}&contact={welcome.contact}"
    return desk.get(target, Page)


def test_a_place_promised_from_the_free_part_is_not_promised_again(place: LocalPlace) -> None:
    desk, other = place.local_desk(), place.local_desk()
    copy = place.back_up()
    welcome = desk.hello()
    desk.record(register())
    desk.record(book("b", "maria", SLOT))
    assert [each.result for each in desk.push().results] == ["accepted", "accepted"]
    pull(desk, welcome)
    put_back(place, copy)
    assert epoch(place) == 2, "the start noticed it, though no lease is missing"
    other.record(register("anna"))
    other.record(book("c", "anna", SLOT))
    with pytest.raises(Answered) as refused:
        other.push()
    assert refused.value.code == "epoch"
    assert place.problems() == []


def test_a_long_run_of_pushes_tells_the_registry_before_any_pull(
    place: LocalPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("welfare_desk.server.arrival.TOLD_STEP", 3)
    desk = place.local_desk()
    copy = place.back_up()
    for name in ("maria", "anna", "lucia"):
        desk.record(register(name))
    desk.push()
    put_back(place, copy)
    assert epoch(place) == 2


def test_a_server_that_starts_again_begins_no_epoch(place: LocalPlace) -> None:
    desk = place.local_desk()
    for name in ("maria", "anna"):
        welcome = desk.hello()
        desk.record(register(name))
        desk.push(len(desk.log))
        pull(desk, welcome)
        place.reopen()
        assert epoch(place) == 1


def test_a_registry_of_an_earlier_program_gets_what_it_lacks(place: LocalPlace) -> None:
    with place.central.registry.write() as kept:
        for table, column in (("registry_grant", "server_seq"), ("registry_contact", "said_at")):
            kept.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
    place.reopen()
    assert place.local_desk().hello().action == "ok"
    assert epoch(place) == 1


def test_what_a_copied_desk_was_lent_is_frozen_until_it_is_reclaimed(place: LocalPlace) -> None:
    big = a_slot("big", places=16)
    place.bring([big, a_resource(f"slot:{big.id}", big.places)])
    desk, other = place.local_desk(), place.local_desk()
    assert desk.ask(f"slot:{big.id}", 2) == 2
    copy = place.back_up()
    place.restore(copy)
    twin = copied(desk)
    desk.record(register())
    replay(desk)
    found = twin.hello(trail=trail(twin))
    assert (found.action, found.recovering) == ("fork", True)
    assert not replay(other).recovering
    assert other.ask(f"slot:{big.id}", 1) == 0, "the other copy may have promised of it"
    assert other.ask("number:booking", 200) == 200
    place.restore(place.back_up("later.db"))
    desk_care.write_off(place.central, desk.device, ("ada", "bice"))
    replay(other)
    assert other.ask(f"slot:{big.id}", 1) == 0, "a restore does not forget it"
    desk_care.reclaim(place.central, desk.device, ("ada", "bice"))
    assert other.ask(f"slot:{big.id}", 1) == 1
    assert place.problems() == []


def test_a_lease_of_a_copied_life_that_the_server_forgot_is_frozen_too(place: LocalPlace) -> None:
    big = a_slot("big", places=16)
    place.bring([big, a_resource(f"slot:{big.id}", big.places)])
    desk, other = place.local_desk(), place.local_desk()
    desk.record(register())
    desk.push()
    copy = place.back_up()
    twin = copied(desk)
    twin.log, twin.hashes = [], []
    assert twin.ask(f"slot:{big.id}", 2) == 2
    place.restore(copy)
    welcome = twin.hello()
    assert (welcome.action, welcome.new_inc) == ("fork", 2)
    twin.inc = welcome.new_inc
    replay(twin)
    assert not replay(other).recovering
    lent = [row for row in place.all(Grant) if isinstance(row, Grant) and row.quantity == 2]
    assert [(row.inc, row.state) for row in lent] == [(1, "live")]
    assert other.ask(f"slot:{big.id}", 1) == 0
    assert place.problems() == []


def test_a_store_of_an_earlier_program_shows_its_leases(place: LocalPlace) -> None:
    desk = place.local_desk()
    copy = place.back_up()
    assert desk.ask("number:booking", 200) == 200
    certs = (msgspec.msgpack.encode(desk.held["number:booking"][-1].lease),)
    with place.central.registry.write() as kept:
        kept.exec_driver_sql("DELETE FROM registry_grant")
    put_back(place, copy)
    assert epoch(place) == 1, "the registry was lost too"
    with pytest.raises(Answered, match="unproven"):
        desk.hello(cursor=1 << 40)
    assert desk.hello(cursor=1 << 40, certs=certs).epoch == 2


def test_an_epoch_that_the_registry_knows_needs_no_other_proof(place: LocalPlace) -> None:
    desk = place.local_desk()
    with pytest.raises(Answered, match="unproven"):
        desk.hello(epoch=5)
    with place.central.registry.write() as kept:
        registry.register_epoch(kept, place.territory_id, 5)
    assert desk.hello(epoch=5).epoch == 6
    assert place.problems() == []
