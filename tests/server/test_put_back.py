# SPDX-License-Identifier: EUPL-1.2
"""An older store put back in silence: what desks were told shows it, by the registry alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_slot, book, register
from tests.server.local import LocalDesk, LocalPlace
from tests.support.desk_double import Answered
from welfare_desk.protocol.messages import Page, Welcome
from welfare_desk.server import backups, epochs

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
