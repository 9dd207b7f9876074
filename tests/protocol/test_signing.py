# SPDX-License-Identifier: EUPL-1.2
"""The header of a request: what it carries, what it signs, what is no header."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.protocol.signing import Stamp, from_header, message, receipt_part, to_header

STAMP = Stamp(device=3, inc=1, nonce="n0nce", time=1_789_543_800_000_000, signature="c2ln")
_tokens = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=86)
_numbers = st.integers(0, 10**18 - 1)


@given(st.builds(Stamp, device=_numbers, inc=_numbers, nonce=_tokens, time=_numbers,
                 signature=_tokens))  # fmt: skip
def test_header_is_read_back_as_it_was_written(stamp: Stamp) -> None:
    assert from_header(to_header(stamp)) == stamp


@pytest.mark.parametrize(
    "text",
    [
        "",
        "....",
        "3.1.n.4",
        "3.1.n.4.s.x",
        "-3.1.n.4.s",
        "+3.1.n.4.s",
        " 3.1.n.4.s",
        "3.1.n.4 .s",
        "03.1.n.4.s",
        "3.1.n.1e9.s",
        "3_0.1.n.4.s",
        "².1.n.4.s",
        "3.٣.n.4.s",
        "3.1.n." + "9" * 19 + ".s",
        "3.1.n." + "9" * 5_000 + ".s",
        "3.1." + "n" * 201 + ".4.s",
        "3.1.n.4." + "s" * 201,
    ],
)
def test_anything_else_is_no_header(text: str) -> None:
    assert from_header(text) is None


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    read = from_header(text)
    assert read is None or to_header(read) == text


@pytest.mark.parametrize(
    ("method", "target", "body", "stamp"),
    [
        ("POST", "/pull?cursor=1", b"", {}),
        ("GET", "/pull?cursor=2", b"", {}),
        ("GET", "/pull", b"cursor=1", {}),
        ("GET", "/pull?cursor=1", b"x", {}),
        ("GET", "/pull?cursor=1", b"", {"device": 4}),
        ("GET", "/pull?cursor=1", b"", {"inc": 2}),
        ("GET", "/pull?cursor=1", b"", {"nonce": "other"}),
        ("GET", "/pull?cursor=1", b"", {"time": 1}),
    ],
)
def test_signature_covers_method_target_body_and_the_four_values(
    method: str, target: str, body: bytes, stamp: dict[str, int | str]
) -> None:
    signed = message("GET", "/pull?cursor=1", b"", STAMP)
    assert message(method, target, body, msgspec.structs.replace(STAMP, **stamp)) != signed


def test_signature_is_over_the_same_bytes_whatever_case_the_method_has() -> None:
    assert message("get", "/x", b"", STAMP) == message("GET", "/x", b"", STAMP)
    unsigned = msgspec.structs.replace(STAMP, signature="")
    assert message("GET", "/x", b"", unsigned) == message("GET", "/x", b"", STAMP)


def test_receipt_binds_territory_operation_hash_and_result() -> None:
    parts = ("t", "op", b"h", "accepted")
    signed = receipt_part(*parts)
    for place, other in enumerate(("u", "oq", b"i", "rejected")):
        changed = [*parts]
        changed[place] = other
        assert receipt_part(*changed) != signed  # type: ignore[arg-type]
    assert receipt_part("ab", "c", b"", "") != receipt_part("a", "bc", b"", "")
