# SPDX-License-Identifier: EUPL-1.2
"""Only our server's frame is an answer; every other is told apart and nothing is believed."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.proxy import BreakingLine, Fault, Said, breaking_line
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import (
    DeskRevoked,
    ServerAnswerStrange,
    ServerUnreachable,
    UpgradeNeeded,
)
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Hello, Page, Problem, Push, Welcome
from welfare_desk.protocol.signing import from_header, message
from welfare_desk.sync import device_key, transport
from welfare_desk.sync.transport import Limits, Transport

HELLO = Hello(
    protocol_min=1,
    protocol_max=1,
    schema=1,
    epoch=1,
    device=3,
    inc=1,
    head_seq=0,
    head_hash=bytes(32),
    cursor=0,
    held=(),
)
WELCOME = Welcome(
    protocol=1, epoch=1, action="ok", server_time=5, known_seq=0, known_hash=bytes(32)
)
PAGE = Page(epoch=1, rows=(), results=(), next_cursor=7, last=True, answered_seq=0, total_left=0)


@pytest.fixture
def line() -> Iterator[BreakingLine]:
    with breaking_line() as line:
        yield line


@pytest.fixture
def wire(line: BreakingLine, clock: FixedClock) -> Iterator[Transport]:
    wire = Transport(line.url, clock, Limits(connect=2, read=2, whole=2, answer=1_000_000))
    yield wire
    wire.close()


def _says(line: BreakingLine, status: int, body: bytes) -> None:
    line.choose = lambda method, path: Said(status, body)


def test_frame_of_the_kind_that_was_asked_is_the_answer(
    line: BreakingLine, wire: Transport
) -> None:
    _says(line, 200, to_frame(WELCOME))
    assert wire.hello(HELLO) == WELCOME


@pytest.mark.parametrize(
    "fault", ["portal", "redirect", "empty", "garbage", "huge", "error_before"]
)
def test_what_is_not_our_server_is_never_an_answer(
    line: BreakingLine, wire: Transport, fault: Fault
) -> None:
    line.choose = lambda method, path: fault
    with pytest.raises(ServerAnswerStrange):
        wire.hello(HELLO)
    with pytest.raises(ServerAnswerStrange):
        wire.pull(1, 0)


def test_frame_of_another_kind_is_no_answer(line: BreakingLine, wire: Transport) -> None:
    _says(line, 200, to_frame(PAGE))
    with pytest.raises(ServerAnswerStrange):
        wire.hello(HELLO)


def test_small_frame_that_unpacks_to_all_memory_is_no_answer(
    line: BreakingLine, wire: Transport
) -> None:
    bomb = Problem(code="a" * 40_000_000)
    _says(line, 200, to_frame(bomb))
    with pytest.raises(ServerAnswerStrange):
        wire.hello(HELLO)


def test_portal_that_says_404_in_html_does_not_speak_for_our_server(
    line: BreakingLine, wire: Transport
) -> None:
    for status in (400, 403, 404, 409, 426, 429):
        _says(line, status, b"<html>no</html>")
        with pytest.raises(ServerAnswerStrange):
            wire.hello(HELLO)


def test_server_in_trouble_is_strange_even_when_it_says_so_properly(
    line: BreakingLine, wire: Transport
) -> None:
    _says(line, 503, to_frame(Problem(code="recovery")))
    with pytest.raises(ServerAnswerStrange) as refusal:
        wire.hello(HELLO)
    assert refusal.value.facts == {"status": 503}


def test_refusals_of_our_server_are_told_apart(line: BreakingLine, wire: Transport) -> None:
    _says(line, 403, to_frame(Problem(code="revoked")))
    with pytest.raises(DeskRevoked):
        wire.hello(HELLO)
    _says(line, 426, to_frame(Problem(code="upgrade")))
    with pytest.raises(UpgradeNeeded):
        wire.hello(HELLO)
    _says(line, 409, to_frame(Problem(code="gap", hint=41)))
    with pytest.raises(transport.OutOfStep) as step:
        wire.hello(HELLO)
    assert (step.value.code, step.value.hint) == ("gap", 41)
    _says(line, 429, to_frame(Problem(code="slow", hint=30)))
    with pytest.raises(transport.AskedToWait) as wait:
        wire.hello(HELLO)
    assert wait.value.seconds == 30
    _says(line, 403, to_frame(Problem(code="signature")))
    with pytest.raises(transport.NotTaken):
        wire.hello(HELLO)


@pytest.mark.parametrize("fault", ["lost_request", "lost_reply", "reset_in_reply", "half_reply"])
def test_broken_line_is_unreachable(clock: FixedClock, fault: Fault) -> None:
    with (
        breaking_line(choose=lambda method, path: Said(200, to_frame(WELCOME))) as server,
        breaking_line(server.url, lambda method, path: fault) as line,
    ):
        wire = Transport(line.url, clock, Limits(connect=2, read=2, whole=2))
        with pytest.raises(ServerUnreachable):
            wire.hello(HELLO)
        wire.close()


def test_answer_that_trickles_is_given_up(clock: FixedClock) -> None:
    with (
        breaking_line(choose=lambda method, path: Said(200, to_frame(WELCOME))) as server,
        breaking_line(server.url, lambda method, path: "trickle") as line,
    ):
        wire = Transport(line.url, clock, Limits(connect=2, read=3, whole=1.5))
        with pytest.raises(ServerUnreachable):
            wire.hello(HELLO)
        wire.close()


def test_nobody_there_is_unreachable_and_probe_says_so(clock: FixedClock) -> None:
    line = BreakingLine()
    wire = Transport(line.url, clock, Limits(connect=1))
    assert wire.probe()
    line.close()
    assert not wire.probe()
    with pytest.raises(ServerUnreachable):
        wire.pull(1, 0)
    wire.close()


def test_request_is_signed_with_body_time_and_a_nonce_of_its_own(
    line: BreakingLine, wire: Transport, clock: FixedClock
) -> None:
    key = Ed25519PrivateKey.generate()
    wire.sign_as(device_key.DeviceKey(key.private_bytes_raw()), 3, 2)
    _says(line, 200, to_frame(PAGE))
    wire.pull(1, 40)
    wire.pull(1, 40)
    stamps = []
    for seen in line.seen:
        headers = {name.lower(): value for name, value in seen.headers.items()}
        stamp = from_header(headers["wd-auth"])
        assert stamp is not None
        signed = message("GET", "/v1/pull?epoch=1&cursor=40", b"", stamp)
        assert seen.path == "/v1/pull?epoch=1&cursor=40"
        assert device_key.verifies(
            key.public_key().public_bytes_raw(), bytes.fromhex(stamp.signature), signed
        )
        assert (stamp.device, stamp.inc, stamp.time) == (3, 2, clock.now_us())
        stamps.append(stamp.nonce)
    assert len(set(stamps)) == 2


def test_wrong_clock_is_corrected_by_the_server_once(
    line: BreakingLine, wire: Transport, clock: FixedClock
) -> None:
    right = clock.now_us() + 7 * 60 * 1_000_000
    answers = [
        Said(401, to_frame(Problem(code="clock", hint=right))),
        Said(200, to_frame(WELCOME)),
        Said(401, to_frame(Problem(code="clock", hint=right))),
        Said(401, to_frame(Problem(code="clock", hint=right))),
    ]
    line.choose = lambda method, path: answers.pop(0)
    wire.hello(HELLO)
    assert wire.offset == 7 * 60 * 1_000_000
    with pytest.raises(transport.NotTaken):
        wire.hello(HELLO)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org", "ftp://127.0.0.1", "https://", "example.org",
        "https://name:word@example.org", "https://example.org/?a=1", "http://127.0.0.1.example.org",
    ],
)  # fmt: skip
def test_address_without_protection_is_refused(clock: FixedClock, url: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Transport(url, clock)


@pytest.mark.parametrize("url", ["https://example.org", "http://127.0.0.1:8", "http://[::1]:8"])
def test_https_and_this_very_machine_are_taken(clock: FixedClock, url: str) -> None:
    assert transport.checked_url(url).hostname is not None


def test_push_goes_where_it_belongs(line: BreakingLine, wire: Transport) -> None:
    _says(line, 413, to_frame(Problem(code="too_large")))
    run = Push(
        epoch=1, device=3, inc=1, first_seq=1, first_prev=bytes(32), ops=(), end_seq=0, head_sig=b""
    )
    with pytest.raises(transport.NotTaken) as refused:
        wire.push(run)
    assert refused.value.status == 413
    assert [(seen.method, seen.path) for seen in line.seen] == [("POST", "/v1/push")]
