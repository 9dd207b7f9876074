# SPDX-License-Identifier: EUPL-1.2
"""The server killed inside a push: either nothing of it is there, or all of it, once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import requests

from tests.builders import a_slot, an_id, book, register
from tests.server.conftest import SHIFT, Place
from tests.support.postgres import fresh_database
from tests.support.server_process import ServerProcess, ShiftedClock, serving
from welfare_desk.models.booking import Booking
from welfare_desk.server.home import init, open_home


@pytest.mark.parametrize("stop_at", ["before_commit", "before_reply"])
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_push_survives_the_death_of_the_server_exactly_once(
    tmp_path: Path, request: pytest.FixtureRequest, database: str, stop_at: str
) -> None:
    url = ""
    if database == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_url"))
    init(tmp_path, database=url)
    slot = a_slot(places=8)
    doomed = ServerProcess(tmp_path, SHIFT, stop_at)
    central = open_home(tmp_path, ShiftedClock(SHIFT))
    place = Place(central, doomed.url)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    desk.record(register())
    desk.record(book("b", "maria", slot))
    lost: list[Exception] = []

    def push() -> None:
        try:
            desk.push()
        except requests.RequestException as error:
            lost.append(error)

    thread = threading.Thread(target=push)
    thread.start()
    doomed.wait_stopped()
    doomed.kill()
    thread.join()
    assert len(lost) == 1
    assert len(place.all(Booking)) == (0 if stop_at == "before_commit" else 1)
    with serving(tmp_path, SHIFT) as server:
        desk.url = server.url
        known = desk.hello().known_seq
        assert known == (0 if stop_at == "before_commit" else 2)
        assert [each.result for each in desk.push().results] == ["accepted", "accepted"]
        assert [row.id for row in place.all(Booking)] == [an_id("b")]
        assert place.problems() == []
    central.close()


def test_a_server_stops_in_order_when_told(tmp_path: Path) -> None:
    init(tmp_path)
    server = ServerProcess(tmp_path, SHIFT)
    # No retry: the address is told only when it answers.
    assert requests.get(f"{server.url}/health/live", timeout=30).status_code == 200
    assert server.stop() == 0
