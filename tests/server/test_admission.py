# SPDX-License-Identifier: EUPL-1.2
"""Who may speak: one-time codes, signed requests, each once, revoked desks no more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import OPERATOR, a_slot, register
from tests.server.conftest import Place
from tests.support.desk_double import Answered, DeskDouble
from welfare_desk.models.fund import Resource
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Desk
from welfare_desk.protocol.codec import from_frame, to_frame
from welfare_desk.protocol.messages import Problem
from welfare_desk.protocol.signing import HEADER, WINDOW_US
from welfare_desk.server import admin

PUSH = "/v1/push"


def test_of_many_who_bring_one_code_exactly_one_is_enrolled(place: Place) -> None:
    place.slots()
    code = place.code()

    def attempt(_: int) -> int:
        try:
            return DeskDouble(place.url, place.clock, OPERATOR).enrol(code).device
        except Answered as answer:
            return -answer.status

    with ThreadPoolExecutor(8) as pool:
        devices = list(pool.map(attempt, range(16)))
    assert sum(number > 0 for number in devices) == 1
    assert {number for number in devices if number < 0} == {-403}
    assert len(place.all(Desk)) == 1


def test_a_lost_answer_to_enrolment_is_given_again_to_the_same_key(place: Place) -> None:
    place.slots()
    desk = DeskDouble(place.url, place.clock, OPERATOR)
    code = place.code()
    first = desk.enrol(code)
    again = desk.enrol(code)
    assert (again.device, again.territory_id) == (first.device, first.territory_id)
    assert again.server_key == place.central.key.public


def test_the_same_key_is_the_same_desk_under_another_code_until_it_recorded(place: Place) -> None:
    place.slots()
    desk = DeskDouble(place.url, place.clock, OPERATOR)
    first = desk.enrol(place.code())
    assert desk.enrol(place.code()).device == first.device
    assert len(place.all(Desk)) == 1
    desk.record(register())
    desk.push()
    assert desk.enrol(place.code()).device != first.device, "its log is that desk's"


def test_a_code_is_good_for_its_minutes_only(place: Place) -> None:
    place.slots()
    code = place.code(minutes=-1)
    with pytest.raises(Answered) as answer:
        DeskDouble(place.url, place.clock, OPERATOR).enrol(code)
    assert (answer.value.status, answer.value.code) == (403, "enrolment_refused")
    with pytest.raises(Answered):
        DeskDouble(place.url, place.clock, OPERATOR).enrol("never given")


def test_the_same_request_is_served_once(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.record(register())
    body = to_frame(desk.push_of())
    header = desk.header("POST", PUSH, body)
    assert desk.send("POST", PUSH, body, **{HEADER: header}).status_code == 200
    again = desk.send("POST", PUSH, body, **{HEADER: header})
    assert again.status_code == 401
    assert from_frame(again.content, Problem).code == "seen_before"


def test_a_clock_that_is_far_off_is_told_the_time(place: Place) -> None:
    place.slots()
    desk = place.desk(numbers=False)
    late = place.clock.now_us() - 2 * WINDOW_US
    target = "/v1/pull?cursor=0"
    header = desk.header("GET", target, b"", time=late)
    answer = desk.send("GET", target, b"", **{HEADER: header})
    assert answer.status_code == 401
    problem = from_frame(answer.content, Problem)
    assert problem.code == "clock"
    assert abs(problem.hint - place.clock.now_us()) < 60_000_000


def test_no_byte_of_a_signed_request_can_be_changed(place: Place) -> None:
    place.slots()
    desk = place.desk(numbers=False)
    desk.record(register())
    body = to_frame(desk.push_of())

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def every_change_is_refused(data: st.DataObject) -> None:
        header = desk.header("POST", PUSH, body)
        changed_body, changed_header = body, header
        if data.draw(st.booleans()):
            place_of = data.draw(st.integers(0, len(body) - 1))
            changed = bytes((body[place_of] ^ data.draw(st.integers(1, 255)),))
            changed_body = body[:place_of] + changed + body[place_of + 1 :]
        else:
            place_of = data.draw(st.integers(0, len(header) - 1))
            letter = data.draw(
                st.sampled_from([c for c in "0123456789abcdef." if c != header[place_of]])
            )
            changed_header = header[:place_of] + letter + header[place_of + 1 :]
        answer = desk.send("POST", PUSH, changed_body, **{HEADER: changed_header})
        assert answer.status_code == 401

    every_change_is_refused()
    assert place.all(Person) == []


def test_a_request_for_another_path_or_query_is_refused(place: Place) -> None:
    place.slots()
    desk = place.desk(numbers=False)
    header = desk.header("GET", "/v1/pull?cursor=5", b"")
    assert desk.send("GET", "/v1/pull?cursor=0", b"", **{HEADER: header}).status_code == 401


def test_a_desk_cannot_push_in_anothers_name(place: Place) -> None:
    place.slots()
    mine, other = place.desk(numbers=False), place.desk(numbers=False)
    other.record(register())
    run = other.push_of()
    body = to_frame(run)
    header = mine.header("POST", PUSH, body)
    answer = mine.send("POST", PUSH, body, **{HEADER: header})
    assert answer.status_code == 403
    assert place.all(Person) == []


def test_a_revoked_desk_may_only_be_told_so_and_hand_in_its_work(place: Place) -> None:
    slot = a_slot(places=8)
    place.slots(slot)
    desk = place.desk()
    desk.ask(f"slot:{slot.id}")
    exposed = admin.revoke(place.central, desk.device, stolen=False)
    assert exposed == {f"slot:{slot.id}": 1}
    desk.record(register())
    for attempt in (desk.pull, lambda: desk.ask(f"slot:{slot.id}")):
        with pytest.raises(Answered) as answer:
            attempt()
        assert (answer.value.status, answer.value.code) == (403, "revoked")
    assert desk.hello().action == "revoked"
    (kept,) = desk.push().results
    assert (kept.result, kept.code) == ("parked", "quarantine")
    assert place.all(Person) == []
    assert desk.hello().action == "wipe", "its whole log has arrived"
    resource = place.one(Resource, f"slot:{slot.id}")
    assert isinstance(resource, Resource)
    assert (resource.free, resource.in_doubt) == (7, 1)
    admin.revoke(place.central, desk.device, stolen=True)
    assert desk.hello().action == "wipe"
    assert place.problems() == []


def test_an_unsigned_request_is_refused(place: Place) -> None:
    for target in ("/v1/pull?cursor=0", "/v1/digest"):
        assert requests.get(place.url + target, timeout=30).status_code == 401
