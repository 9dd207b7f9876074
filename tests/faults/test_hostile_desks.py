# SPDX-License-Identifier: EUPL-1.2
"""Requests that no honest program sends: no 5xx, no invariant broken, memory bounded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import OPERATOR
from tests.faults import hostile
from tests.faults.stand import shift_to_the_builders
from tests.support.desk_double import DeskDouble
from tests.sync.served import serving
from welfare_desk.protocol.signing import HEADER

PARAMETERS = {"/v1/pull": ("cursor", "epoch", "contact")}
"""What the program reads without describing it: the bodies and numbers of WDSP/1."""


def test_crooks_with_true_keys_break_nothing(tmp_path: Path) -> None:
    told = hostile.run(500, 1, tmp_path)
    assert told.problems == []
    assert told.counts["requests"] == 500
    assert told.seen["/v1/push 200"] > 20


@pytest.mark.long
def test_ten_thousand_requests_of_crooks_break_nothing(tmp_path: Path) -> None:
    assert hostile.run(10_000, 2, tmp_path).problems == []


def _described(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the server's OpenAPI with what travels as bytes and in the query."""
    for path, methods in raw["paths"].items():
        for method, operation in methods.items():
            if method == "post":
                binary = {"schema": {"type": "string", "format": "binary"}}
                operation["requestBody"] = {"content": {"application/octet-stream": binary}}
            operation["parameters"] = operation.get("parameters", []) + [
                {"name": name, "in": "query", "schema": {"type": "integer"}}
                for name in PARAMETERS.get(path, ())
            ]
    return raw


def _answer(desk: DeskDouble, signed: bool, case: Any) -> requests.Response:
    sent = case.as_transport_kwargs(base_url=desk.url)
    used = ("method", "url", "params", "headers", "data", "json", "cookies")
    request = requests.Request(**{name: sent[name] for name in used if name in sent}).prepare()
    if signed:
        body = request.body or b""
        data = body.encode() if isinstance(body, str) else body
        request.headers[HEADER] = desk.header(
            str(request.method), str(request.path_url), bytes(data)
        )
    with requests.Session() as line:
        return line.send(request, timeout=60)


@pytest.mark.parametrize("examples", [8, pytest.param(400, marks=pytest.mark.long)])
def test_requests_made_from_the_described_paths_meet_no_5xx(tmp_path: Path, examples: int) -> None:
    schemathesis.openapi.media_type("application/octet-stream", st.binary(max_size=2_000))
    with serving(tmp_path / "server", shift_to_the_builders()) as server:
        desk = DeskDouble(server.url, server.clock, OPERATOR)
        desk.enrol(server.desk_code())
        raw = requests.get(f"{server.url}/schema/openapi.json", timeout=60).json()
        schema = schemathesis.openapi.from_dict(_described(raw))
        seen: set[str] = set()

        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(data=st.data())
        def ask(data: st.DataObject, strategy: Any, path: str) -> None:
            answer = _answer(desk, data.draw(st.booleans()), data.draw(strategy))
            seen.add(f"{path} {answer.status_code}")
            assert answer.status_code < 500, (path, answer.status_code)

        for found in schema.get_all_operations():
            operation: Any = found.ok()  # type: ignore[union-attr]
            ask(strategy=operation.as_strategy(), path=operation.path)
    assert {"/v1/push 400", "/v1/hello 400", "/v1/pull 401", "/v1/digest 200"} <= seen
