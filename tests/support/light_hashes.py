# SPDX-License-Identifier: EUPL-1.2
"""Argon2id at its lowest cost: what the tests make with it protects nothing.

In earnest a log-in or a store opened by its passphrase takes a fifth of a second of a core, on
purpose; some thousands of tests do both. What is made carries its cost with it, so that the
shipped code verifies and opens it as it is. ``earnest`` gives the shipped cost back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.low_level import hash_secret

from welfare_desk.server import sealed_copies
from welfare_desk.sync import wraps

_MEMORY_KIB, _TIME, _LANES = 8, 1, 1
_PLACES = (
    (wraps, ("ARGON_MEMORY_KIB", "ARGON_TIME", "ARGON_LANES")),
    (sealed_copies, ("_MEMORY_KIB", "_TIME", "_LANES")),
)
_SHIPPED = {(module, name): getattr(module, name) for module, names in _PLACES for name in names}
_shipped_hash = PasswordHasher.hash


def lighten() -> None:
    """Make verifiers, wraps and closed copies at the lowest cost from now on."""
    for module, names in _PLACES:
        for name, cost in zip(names, (_MEMORY_KIB, _TIME, _LANES), strict=True):
            setattr(module, name, cost)
    setattr(PasswordHasher, "hash", _light_hash)  # noqa: B010 - mypy knows it as a method


@contextmanager
def earnest() -> Iterator[None]:
    """Make them at the shipped cost for the length of a block."""
    for (module, name), cost in _SHIPPED.items():
        setattr(module, name, cost)
    setattr(PasswordHasher, "hash", _shipped_hash)  # noqa: B010 - mypy knows it as a method
    try:
        yield
    finally:
        lighten()


def _light_hash(self: PasswordHasher, password: str | bytes, *, salt: bytes | None = None) -> str:
    secret = password.encode(self.encoding) if isinstance(password, str) else password
    salted = salt or secrets.token_bytes(self.salt_len)
    made = hash_secret(secret, salted, _TIME, _MEMORY_KIB, _LANES, self.hash_len, self.type)
    return made.decode("ascii")
