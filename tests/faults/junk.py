# SPDX-License-Identifier: EUPL-1.2
"""Values that no honest program sends, put at any place of what one does send."""

from __future__ import annotations

import copy
import random
from typing import Any

import msgspec

from tests.builders import FUND, MERCHANT, OPERATOR, SCHEME, TOWN, an_id

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**62, 2**63 - 1, 2**64 - 1, -(2**63), 0.5,
    float("inf"), "", " ", "\0", "x" * 201, "x" * 70_000, "’", "𐏿" * 40, "2026-02-30", "9999-12-31",
    "0001-01-01", an_id("nobody"), an_id("maria"), TOWN, FUND, MERCHANT, SCHEME, OPERATOR,
    f"fund:{FUND}", "number:booking", "server", "administrator", b"", bytes(32), bytes(64),
    b"\xff" * 5_000, [], [[]], {}, {"kind": "apply_territory"}, [0] * 3_000, ["x"] * 2_001,
)  # fmt: skip
_DEEP = 400


def junk(chance: random.Random) -> Any:
    """Return a value of any type, now and then one that nests deeply."""
    if chance.random() < 0.02:
        nested: Any = []
        for _ in range(_DEEP):
            nested = [nested]
        return nested
    return chance.choice(JUNK)


def spoiled(plain: Any, chance: random.Random, times: int = 1) -> Any:
    """Return a copy of a plain value with junk at places drawn by chance, or without them."""
    changed = copy.deepcopy(plain)
    for _ in range(times):
        changed = _spoil(changed, chance)
    return changed


def _spoil(plain: Any, chance: random.Random) -> Any:
    inner = isinstance(plain, dict | list) and len(plain) > 0 and chance.random() < 0.9
    if not inner:
        return junk(chance)
    key = chance.choice(sorted(plain)) if isinstance(plain, dict) else chance.randrange(len(plain))
    kind = chance.randrange(10)
    if kind == 0:
        del plain[key]
    elif kind == 1 and isinstance(plain, dict):
        plain["colour"] = junk(chance)
    elif kind == 2 and isinstance(plain, list):
        plain.append(plain[key])
    elif isinstance(plain[key], dict | list):
        plain[key] = _spoil(plain[key], chance)
    else:
        plain[key] = junk(chance)
    return plain


def plain_of(value: msgspec.Struct) -> Any:
    """Return a message as the plain values that travel, bytes as bytes."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(value))
