# SPDX-License-Identifier: EUPL-1.2
"""A code makes one desk, however often the line breaks on the way."""

import contextlib
import hashlib

import pytest

from tests.builders import FUND, TERRITORY, TOWN, a_resource, a_slot, an_id, register
from tests.support.proxy import Fault, Said, breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.served import CentralServer
from welfare_desk.core.refusals import (
    DeskError,
    EnrolmentRefused,
    NotEnrolled,
    ServerAnswerStrange,
    ServerUnreachable,
)
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Problem
from welfare_desk.server.keys import ServerKey
from welfare_desk.store import devices
from welfare_desk.sync import desk_file, device_key
from welfare_desk.sync.enrol import is_enrolled

ELSEWHERE = an_id("elsewhere")


def _fingerprint(server: CentralServer) -> bytes:
    return ServerKey.read(server.home / "server.key").fingerprint


def _desks(server: CentralServer) -> int:
    central = server.central()
    with central.store.read() as conn:
        found = devices.devices(conn, TERRITORY)
    central.close()
    return len(found)


def test_enrolled_desk_can_work_without_a_line(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a")
    with counter.store.write() as conn:
        device_key.make(conn)
    counter.wire()
    with pytest.raises(NotEnrolled):
        counter.exchange()
    counter.url = server.url
    facts = counter.enrol(server.desk_code(), _fingerprint(server))
    assert facts.municipality_id == TOWN
    assert is_enrolled(counter.store)
    assert counter.left("number:booking") > 0
    assert counter.left(f"fund:{FUND}") > 0
    assert counter.left(f"serial:{FUND}") > 0
    counter.through("http://127.0.0.1:9")
    assert counter.record(register("offline-1")).state == "final"
    assert counter.exchange().outcome == "offline"
    assert desk_file.read(counter.home)["server"] == {"url": server.url, "ca_file": ""}


def test_code_makes_one_desk_only(server: CentralServer, desk: DeskMaker) -> None:
    code = server.desk_code()
    first = desk("a", url=server.url)
    first.enrol(code)
    second = desk("b", url=server.url)
    for wrong in (code, "mai esistito"):
        with pytest.raises(EnrolmentRefused):
            second.enrol(wrong)
    assert not is_enrolled(second.store)
    with pytest.raises(EnrolmentRefused):
        first.enrol(server.desk_code())


def test_server_with_another_key_is_not_trusted(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", url=server.url)
    code = server.desk_code()
    with pytest.raises(ServerAnswerStrange):
        counter.enrol(code, hashlib.sha256(b"another").digest()[:16])
    assert counter.meta("territory_id") == ""
    counter.enrol(code, _fingerprint(server))


def test_address_that_is_no_protected_one_reaches_nobody(desk: DeskMaker) -> None:
    counter = desk("a", url="http://example.org")
    with pytest.raises(ServerUnreachable):
        counter.enrol("codice")


@pytest.mark.parametrize("fault", ["lost_request", "lost_reply", "portal", "error_after"])
def test_enrolment_cut_off_anywhere_is_done_again(
    server: CentralServer, desk: DeskMaker, fault: Fault
) -> None:
    before = _desks(server)
    for cut in range(5):
        counter = desk(f"{fault}-{cut}")
        code = server.desk_code()
        with breaking_line(server.url) as line:
            # Enrol, hello, pages of a pull, rights: the request of this number breaks.
            line.choose = lambda method, path, line=line, cut=cut: (  # type: ignore[misc]
                fault if len(line.seen) == cut else "none"
            )
            counter.url = line.url
            with contextlib.suppress(DeskError):
                counter.enrol(code)
            assert is_enrolled(counter.store) == (len(line.seen) <= cut)
            if not is_enrolled(counter.store):
                counter.enrol(code)
        counter.through(server.url)
        assert counter.settle().outcome == "ok"
        assert counter.digest() == counter.line.digest().kinds
    assert _desks(server) == before + 5


def test_refusals_of_the_server_leave_nothing_half_made(
    server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a")
    said = Said(403, to_frame(Problem(code="enrolment_refused")))
    with breaking_line(choose=lambda method, path: said) as line:
        counter.url = line.url
        with pytest.raises(EnrolmentRefused):
            counter.enrol("codice")
    assert counter.meta("territory_id") == ""


def test_rows_of_an_enrolment_cut_off_under_another_code_are_gone(
    server: CentralServer, desk: DeskMaker
) -> None:
    slot = a_slot("enrol-other", places=8)
    central = server.central()
    server.bring(central, [slot, a_resource(f"slot:{slot.id}", 8)])
    central.close()
    counter = desk("a")
    with breaking_line(
        server.url, lambda method, path: "lost_request" if "lease" in path else "none"
    ) as line:
        counter.url = line.url
        with pytest.raises(ServerUnreachable):
            counter.enrol(server.desk_code(ELSEWHERE))
    assert counter.meta("device") != ""
    before = counter.meta("device")
    counter.url = server.url
    counter.enrol(server.desk_code())
    assert counter.meta("device") != before, "a desk of another municipality is another desk"
    assert counter.settle().outcome == "ok"
    assert counter.digest() == counter.line.digest().kinds
