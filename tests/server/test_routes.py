# SPDX-License-Identifier: EUPL-1.2
"""The HTTP surface: health, metrics, OpenAPI, and 4xx for whatever else is sent."""

from __future__ import annotations

import requests
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.conftest import Place
from welfare_desk.protocol.codec import from_frame
from welfare_desk.protocol.messages import Problem

POSTS = ("/v1/enrol", "/v1/hello", "/v1/push", "/v1/lease", "/v1/serials")
SECONDS = 30


def test_health_says_live_and_ready(place: Place) -> None:
    for path, status in (("live", "live"), ("ready", "ready")):
        answer = requests.get(f"{place.url}/health/{path}", timeout=SECONDS)
        assert (answer.status_code, answer.json()) == (200, {"status": status})


def test_metrics_count_requests_without_naming_anybody(place: Place) -> None:
    place.slots()
    desk = place.desk()
    desk.pull()
    text = requests.get(f"{place.url}/metrics", timeout=SECONDS).text
    assert 'welfare_desk_requests_total{code="200",path="pull"}' in text
    assert place.territory_id not in text


def test_openapi_lists_every_path(place: Place) -> None:
    answer = requests.get(f"{place.url}/schema/openapi.json", timeout=SECONDS)
    assert answer.status_code == 200
    paths = set(answer.json()["paths"])
    assert {*POSTS, "/v1/pull", "/v1/digest", "/health/live", "/metrics"} <= paths


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(POSTS), body=st.binary(max_size=300), packed=st.booleans())
def test_a_body_of_anything_is_answered_with_4xx(
    place: Place, path: str, body: bytes, packed: bool
) -> None:
    data = zstandard.compress(body) if packed else body
    answer = requests.post(place.url + path, data, timeout=SECONDS)
    assert 400 <= answer.status_code < 500
    assert from_frame(answer.content, Problem).code


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(POSTS[1:]), body=st.binary(max_size=300), packed=st.booleans())
def test_a_signed_body_of_anything_is_answered_with_4xx(
    place: Place, path: str, body: bytes, packed: bool
) -> None:
    place.slots()
    desk = place.desk(numbers=False)
    data = zstandard.compress(body) if packed else body
    answer = desk.send("POST", path, data)
    assert (answer.status_code, from_frame(answer.content, Problem).code) == (
        400,
        "frame_unreadable",
    )


def test_too_large_a_body_is_413(place: Place) -> None:
    answer = requests.post(f"{place.url}/v1/push", bytes(2_100_000), timeout=SECONDS)
    assert answer.status_code == 413
    bomb = zstandard.compress(bytes(40_000_000))
    place.slots()
    desk = place.desk(numbers=False)
    answer = desk.send("POST", "/v1/push", bomb)
    assert (answer.status_code, from_frame(answer.content, Problem).code) == (
        413,
        "frame_too_large",
    )


def test_unknown_paths_methods_and_queries_are_4xx(place: Place) -> None:
    place.slots()
    desk = place.desk(numbers=False)
    assert requests.get(f"{place.url}/v1/nothing", timeout=SECONDS).status_code == 404
    assert requests.get(f"{place.url}/v1/push", timeout=SECONDS).status_code == 405
    for query in ("cursor=-1", "cursor=x", "cursor=99999999999999999999", "cursor=1&epoch=y"):
        assert desk.send("GET", f"/v1/pull?{query}", b"").status_code == 400
    nul = desk.send("POST", "/v1/enrol", zstandard.compress(b"\x81\xa4code\xa1\x00"))
    assert nul.status_code == 400
