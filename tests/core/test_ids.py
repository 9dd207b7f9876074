# SPDX-License-Identifier: EUPL-1.2
"""Ids are unique, sorted by time, and equal where they are derived."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.ids import derived, instant_of, is_uuid, uuid7

INSTANTS = st.integers(0, 4_102_444_800_000_000)
CHANCE = st.binary(min_size=8, max_size=16)


@given(INSTANTS, CHANCE)
def test_an_id_is_a_uuid_of_version_7_and_keeps_its_instant(us: int, random: bytes) -> None:
    text = uuid7(us, random)
    assert UUID(text).version == 7
    assert UUID(text).variant == "specified in RFC 4122"
    assert is_uuid(text)
    assert instant_of(text) == us


@given(INSTANTS, st.integers(1, 10**9), CHANCE, CHANCE)
def test_a_later_id_sorts_later(us: int, later: int, one: bytes, other: bytes) -> None:
    assert uuid7(us, one) < uuid7(us + later, other)


def test_chance_keeps_ids_of_one_instant_apart() -> None:
    ids = {uuid7(1, n.to_bytes(8, "big")) for n in range(1000)}
    assert len(ids) == 1000


@pytest.mark.parametrize(
    ("us", "random"), [(0, b"1234567"), (-1, b"12345678"), (1 << 60, b"12345678")]
)
def test_too_little_chance_or_an_impossible_instant_is_a_bug(us: int, random: bytes) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        uuid7(us, random)


def test_derived_ids_agree_and_differ_by_role() -> None:
    op_id = uuid7(1_790_000_000_000_000, b"chances!")
    assert derived(op_id, "member:1") == derived(op_id, "member:1")
    assert derived(op_id, "member:1") != derived(op_id, "member:2")
    assert is_uuid(derived(op_id, "posting"))


@pytest.mark.parametrize(
    "text", ["", "x", "018F0000-0000-7000-8000-000000000000", "018f0000000070008000000000000000"]
)
def test_only_the_stored_form_is_a_uuid(text: str) -> None:
    assert not is_uuid(text)
