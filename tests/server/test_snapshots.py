# SPDX-License-Identifier: EUPL-1.2
"""Snapshots at the server: who gets which, how long they live, how much they take."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import a_slot, register
from tests.server.local import LocalDesk, LocalPlace
from tests.support.desk_double import Answered
from welfare_desk.models.central import Device
from welfare_desk.protocol.snapshot import Manifest
from welfare_desk.server import snapshots
from welfare_desk.server.central import Refused
from welfare_desk.server.snapshots import Snapshots

HOUR_US = 3600 * 1_000_000


@pytest.fixture
def place(tmp_path: Path) -> Iterator[LocalPlace]:
    made = LocalPlace(tmp_path / "server")
    made.slots(a_slot())
    yield made
    made.central.close()


@pytest.fixture
def desk(place: LocalPlace) -> LocalDesk:
    made = place.local_desk()
    made.record(register())
    made.push()
    return made


def manifest(desk: LocalDesk) -> Manifest:
    return desk.get("/v1/snapshot", Manifest)


def folders(place: LocalPlace) -> set[str]:
    folder = place.home / snapshots.FOLDER
    return {each.name for each in folder.iterdir()} if folder.exists() else set()


def _as(device: Device, **fields: str) -> Device:
    return msgspec.structs.replace(device, **fields)


def unknown(desk: LocalDesk, target: str) -> bool:
    with pytest.raises(Answered) as answer:
        desk.get(target, Manifest)
    return (answer.value.status, answer.value.code) == (404, "snapshot_unknown")


def test_desks_of_a_municipality_share_one_while_it_is_young(
    place: LocalPlace, desk: LocalDesk
) -> None:
    first = manifest(desk)
    assert manifest(place.local_desk()).id == first.id
    place.clock.shift += snapshots.SHARED_US - HOUR_US
    assert manifest(desk).id == first.id
    place.clock.shift += 2 * HOUR_US
    second = manifest(desk)
    assert second.id != first.id
    assert folders(place) == {first.id, second.id}, "a desk may still be loading the first"
    place.clock.shift += snapshots.KEPT_US
    assert manifest(desk).id not in {first.id, second.id}
    assert len(folders(place)) == 1
    assert unknown(desk, f"/v1/snapshot/{first.id}/0")


def test_one_is_made_anew_where_too_much_changed_or_an_epoch_began(
    place: LocalPlace, desk: LocalDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = manifest(desk)
    monkeypatch.setattr(snapshots, "FRESH_ROWS", 0)
    assert manifest(desk).id == first.id, "a twentieth is not behind it yet"
    for name in ("anna", "lucia", "zoe"):
        desk.record(register(name))
    desk.push(2)
    second = manifest(desk)
    assert second.id != first.id
    place.restore(place.back_up())
    assert desk.hello().epoch == 2
    third = manifest(desk)
    assert (third.epoch, third.id != second.id) == (2, True)


def test_no_more_are_kept_than_there_is_room_for(
    place: LocalPlace, desk: LocalDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "SHARED_US", 0)
    monkeypatch.setattr(snapshots, "MOST", 3)
    made = [manifest(desk).id for _ in range(5)]
    assert folders(place) == set(made[-3:])
    monkeypatch.setattr(snapshots, "MOST_BYTES", 1)
    last = manifest(desk).id
    assert folders(place) == {last}


def test_what_was_broken_off_goes_after_an_hour(place: LocalPlace, desk: LocalDesk) -> None:
    folder = place.home / snapshots.FOLDER
    fresh, old = folder / f"{'a' * 32}.part", folder / f"{'b' * 32}.part"
    for each in (fresh, old):
        each.mkdir(parents=True)
    long_ago = time.time() - snapshots.BROKEN_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    made = manifest(desk).id
    assert folders(place) == {made, fresh.name}, "another process may be at it"


def test_a_chunk_that_is_not_there_is_unknown(place: LocalPlace, desk: LocalDesk) -> None:
    first = manifest(desk)
    beyond = len(first.chunks)
    strange = ("..%2F..%2Fserver.key", f"{first.id}.part", "0" * 32)
    targets = (f"{first.id}/{beyond}", *(f"{each}/0" for each in strange))
    for target in targets:
        with pytest.raises(Answered) as answer:
            desk.get(f"/v1/snapshot/{target}", Manifest)
        assert answer.value.status == 404
    assert unknown(desk, f"/v1/snapshot/{first.id}/{beyond}")


def test_another_municipality_gets_another_and_a_provider_none(
    place: LocalPlace, desk: LocalDesk
) -> None:
    made = Snapshots(place.central, place.home / snapshots.FOLDER)
    own = place.central.device(desk.device)
    assert own is not None
    first = made.manifest(own)
    elsewhere = _as(own, municipality_id="elsewhere")
    assert made.manifest(elsewhere).id != first.id
    with pytest.raises(Refused, match="snapshot_unknown"):
        made.chunk(elsewhere, first.id, 0)
    with pytest.raises(Refused, match="snapshot_none"):
        made.manifest(_as(own, provider_id="a-provider"))
    with pytest.raises(Refused, match="snapshot_unknown"):
        made.chunk(_as(own, provider_id="a-provider"), first.id, 0)
