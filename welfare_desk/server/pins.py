# SPDX-License-Identifier: EUPL-1.2
"""One-time PINs of operators: made here, printed once, kept as Argon2id verifiers only."""

from __future__ import annotations

from argon2 import PasswordHasher

from welfare_desk.server.central import Random

PIN_DIGITS = 8


def one_time_pin(random: Random) -> str:
    """Return a new PIN of eight digits."""
    return f"{int.from_bytes(random(8), 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def verifier(pin: str) -> str:
    """Return the Argon2id verifier of a PIN (64 MiB, three rounds)."""
    return PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4).hash(pin)
