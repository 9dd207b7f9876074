# SPDX-License-Identifier: EUPL-1.2
"""docs/sync-protocol.md names every field, code and bound that travels."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest

from tests.docs.pages import DOCS, ROOT
from welfare_desk.operations.registry import EVERY
from welfare_desk.protocol import codec, lease, messages, parcel, signing, snapshot
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.envelope import SALT_BYTES, Act
from welfare_desk.server import grants, routes
from welfare_desk.sync import transport

PAGE = (DOCS / "sync-protocol.md").read_text(encoding="utf-8")
MESSAGES = [
    kind
    for kind in {**vars(messages), **vars(parcel), **vars(snapshot), "Digest": Digest}.values()
    if isinstance(kind, type)
    and issubclass(kind, messages.Message | lease.Lease)
    and kind is not messages.Message
]
CODES = sorted(
    {
        code
        for folder in ("server", "operations/central")
        for path in (ROOT / "welfare_desk" / folder).glob("*.py")
        for code in re.findall(r"Refused\(\d+, \"(\w+)\"", path.read_text(encoding="utf-8"))
    }
)
ROUTES = sorted(
    re.findall(
        r"@(post|get)\(\"(/v1/\w+)\"", (ROOT / "welfare_desk/server/routes.py").read_text("utf-8")
    )
)


def _told(name: str) -> bool:
    return f"`{name}`" in PAGE


def test_the_envelope_is_listed_in_its_order_on_the_wire() -> None:
    section = PAGE.partition("## 1. The envelope")[2].partition("## 2.")[0]
    listed = re.findall(r"^\| (\d+) \| `(\w+)` \|", section, re.MULTILINE)
    assert listed == [(str(n), name) for n, name in enumerate(Act.__struct_fields__, start=1)]
    assert f"array of {len(Act.__struct_fields__)} values" in PAGE
    assert f"| `salt` | {SALT_BYTES} bytes" in PAGE


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_each_message_and_field_is_described(kind: type[msgspec.Struct]) -> None:
    assert _told(kind.__name__)
    missing = [field for field in kind.__struct_fields__ if not _told(field)]
    assert not missing


def test_there_are_messages_codes_and_routes_to_look_for() -> None:
    assert (len(MESSAGES) > 12, len(CODES) > 15, len(ROUTES)) == (True, True, 11)


@pytest.mark.parametrize("code", CODES)
def test_each_error_code_is_in_the_table(code: str) -> None:
    table = PAGE.partition("## 4. Errors")[2].partition("## 5.")[0]
    assert f"`{code}`" in table


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_each_endpoint_is_described(method: str, path: str) -> None:
    assert re.search(rf"^### {method.upper()} .*`{path}[`?]", PAGE, re.MULTILINE)


def test_signed_kinds_are_those_of_the_program() -> None:
    (line,) = re.findall(r"^\*\*Signatures\.\*\* (.+?) are signed singly", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", line)) == {kind.kind() for kind in EVERY if kind.SIGNED}


@pytest.mark.parametrize("action", get_args(messages.Action))
def test_each_action_of_hello_is_described(action: str) -> None:
    assert re.search(rf"^\| `{action}` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("{:,} bytes a request", routes.MAX_BODY),
        ("{:,} bytes a packed answer", transport.MAX_ANSWER),
        ("{:,} bytes unpacked", codec.MAX_UNPACKED),
        ("at most {:,} MiB", codec.MAX_WINDOW >> 20),
        ("At most {:,} operations", messages.MAX_OPERATIONS),
        ("operations and {:,} bytes", messages.MAX_BATCH_BYTES),
        ("at most {:,} rows a page", messages.PAGE_ROWS),
        ("At most {:,} asks", grants.MAX_ASKS),
        ("Life {:,} days", lease.LIFE_US // 86_400_000_000),
        ("protocol's number is {:,}", messages.PROTOCOL),
    ],
)
def test_bounds_are_those_of_the_program(words: str, value: int) -> None:
    assert words.format(value) in PAGE


def test_the_header_is_named() -> None:
    assert f"**`{signing.HEADER}`.**" in PAGE
