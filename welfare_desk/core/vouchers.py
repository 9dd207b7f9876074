# SPDX-License-Identifier: EUPL-1.2
"""How an amount is paid out in paper vouchers of fixed values."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 100
"""So many vouchers fit into one booklet."""


def in_vouchers(amount_cents: int, denominations: Sequence[int]) -> tuple[int, ...]:
    """Return the values that make up an amount, the largest first and as few as there can be.

    Nothing where they do not make it up, or not in one booklet.  Each denomination is a
    multiple of the smallest, as the territory file promises.
    """
    values: list[int] = []
    left = amount_cents
    for value in sorted(denominations, reverse=True):
        count = max(left, 0) // value
        if len(values) + count > MOST:
            return ()
        values += [value] * count
        left -= count * value
    return tuple(values) if left == 0 else ()
