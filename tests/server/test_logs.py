# SPDX-License-Identifier: EUPL-1.2
"""What a server says on its output and in its figures holds nothing of anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import requests

from tests.builders import a_slot, an_id, book, register
from tests.server.conftest import SHIFT, Place
from tests.server.test_hostile import claim, told
from tests.support.desk_double import SECONDS
from tests.support.server_process import ShiftedClock
from welfare_desk.operations.people import AmendPerson
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Enrol
from welfare_desk.server.home import init, open_home

MARKER = "Zanellasegno"


def _worked(place: Place) -> None:
    """Send marked work: taken, refused, malformed, unreadable, to paths that are not there."""
    slot = a_slot("slot", places=1)
    place.slots(slot)
    desk = place.desk()
    marked = register("maria", surname=MARKER, street=MARKER, no_code_reason=MARKER)
    assert told(desk, marked)[0] == "accepted"
    told(desk, msgspec.structs.replace(marked, surname=MARKER * 900))
    told(desk, marked, kind=MARKER)
    told(desk, marked, entity=MARKER * 20)
    told(desk, marked, sig=MARKER.encode(), body=MARKER.encode())
    told(desk, AmendPerson(person_id=an_id("maria"), changes={MARKER: MARKER}))
    told(desk, AmendPerson(person_id=an_id("maria"), changes={"born_on": MARKER}))
    claim(desk, book(MARKER, "maria", slot))
    for target in (f"/v1/{MARKER}", f"/v1/pull?cursor={MARKER}", f"/v1/pull?{MARKER}=1"):
        desk.send("GET", target, b"")
    for path in ("hello", "push", "lease"):
        desk.send("POST", f"/v1/{path}", MARKER.encode() * 50)
    enrolment = to_frame(Enrol(code=MARKER, public_key=bytes(32), name=MARKER))
    assert requests.post(f"{place.url}/v1/enrol", enrolment, timeout=SECONDS).status_code == 403
    assert desk.send("POST", "/v1/push", b"x", **{"wd-auth": MARKER}).status_code == 401
    figures = requests.get(f"{place.url}/metrics", timeout=SECONDS).text
    assert "welfare_desk_requests" in figures
    assert MARKER not in figures


def test_server_says_nothing_of_what_was_sent(tmp_path: Path) -> None:
    home = tmp_path / "server"
    init(home)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.server_process", str(home), str(SHIFT)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        central = open_home(home, ShiftedClock(SHIFT))
        try:
            _worked(Place(central, url))
        finally:
            central.close()
            process.terminate()
            out, err = process.communicate(timeout=60)
    assert MARKER.lower() not in (out + err).lower()
    assert not [path.name for path in home.rglob("*") if MARKER.lower() in path.name.lower()]
