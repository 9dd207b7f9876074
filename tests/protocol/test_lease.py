# SPDX-License-Identifier: EUPL-1.2
"""How much is granted (protocol rule 2), what is signed, and until when it is spent."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.protocol.lease import LIFE_US, MARGIN_US, Lease, grant, signed_part, spendable

A_LEASE = Lease(
    id="e1-1",
    device=1,
    inc=1,
    resource="slot:x",
    quantity=3,
    fence=1,
    not_after=LIFE_US,
    epoch=1,
    block=2,
    codes=("C",),
    numbers=("N",),
)
_amounts = st.integers(-5, 1_000)


@pytest.mark.parametrize(
    ("ask", "free", "unit", "ceiling", "granted"),
    [
        (1, 1, 1, 10, 1),
        (5, 1, 1, 10, 1),
        (5, 7, 1, 10, 1),
        (5, 16, 1, 10, 2),
        (5, 80, 1, 10, 5),
        (50, 80, 1, 6, 6),
        (5, 0, 1, 10, 0),
        (5, -3, 1, 10, 0),
        (0, 9, 1, 10, 0),
        (-1, 9, 1, 10, 0),
        (5, 9, 1, 0, 0),
        (5, 9, 1, -4, 0),
        (100_000, 500_000, 38_000, 250_000, 62_500),
        (100_000, 100_000, 38_000, 250_000, 38_000),
        (100_000, 38_000, 38_000, 250_000, 38_000),
        (100_000, 20_000, 38_000, 250_000, 20_000),
        (12_000, 500_000, 38_000, 250_000, 12_000),
    ],
)
def test_grant_table(ask: int, free: int, unit: int, ceiling: int, granted: int) -> None:
    assert grant(ask, free, unit, ceiling) == granted


@pytest.mark.parametrize(
    ("ask", "free", "ceiling", "granted"),
    [(12_000, 12_000, 99_999, 12_000), (12_000, 11_999, 99_999, 0), (12_000, 50_000, 11_999, 0)],
)
def test_ask_that_names_one_act_is_granted_whole_or_not_at_all(
    ask: int, free: int, ceiling: int, granted: int
) -> None:
    assert grant(ask, free, 38_000, ceiling, one_act=True) == granted


@given(ask=_amounts, free=_amounts, unit=st.integers(1, 100), ceiling=_amounts, one=st.booleans())
def test_never_more_than_asked_free_or_allowed(
    ask: int, free: int, unit: int, ceiling: int, one: bool
) -> None:
    granted = grant(ask, free, unit, ceiling, one_act=one)
    assert granted >= 0
    if granted:
        assert granted <= min(ask, free, ceiling)


@given(ask=st.integers(1, 50), free=st.integers(1, 500), unit=st.integers(1, 50))
def test_something_is_granted_while_something_is_free(ask: int, free: int, unit: int) -> None:
    assert grant(ask, free, unit, ask) >= min(ask, free, unit)


@given(total=st.integers(1, 300), desks=st.integers(1, 8))
def test_desks_that_ask_in_turn_get_all_and_no_more(total: int, desks: int) -> None:
    free, held = total, [0] * desks
    for turn in range(400):
        got = grant(1_000, free, 1, 1_000)
        held[turn % desks] += got
        free -= got
        assert sum(held) + free == total
        if not free:
            break
    assert free == 0


@pytest.mark.parametrize(
    ("own_time", "holds"),
    [
        (0, True),
        (LIFE_US - MARGIN_US - 1, True),
        (LIFE_US - MARGIN_US, False),
        (LIFE_US, False),
        (LIFE_US * 9, False),
    ],
)
def test_lease_is_spent_until_an_hour_before_its_end(own_time: int, holds: bool) -> None:
    assert spendable(A_LEASE, own_time) is holds


@pytest.mark.parametrize("field", sorted(set(Lease.__struct_fields__) - {"signature"}))
def test_signature_of_a_lease_covers_every_field(field: str) -> None:
    before = getattr(A_LEASE, field)
    other = before + 1 if isinstance(before, int) else before + type(before)("x")
    changed = msgspec.structs.replace(A_LEASE, **{field: other})
    assert signed_part(changed) != signed_part(A_LEASE)


def test_signature_itself_is_not_signed() -> None:
    signed = msgspec.structs.replace(A_LEASE, signature=b"s" * 64)
    assert signed_part(signed) == signed_part(A_LEASE)
