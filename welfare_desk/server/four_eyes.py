# SPDX-License-Identifier: EUPL-1.2
"""Two administrators together: what one person alone may not order."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from welfare_desk.models.territory import Operator
from welfare_desk.server.central import Central
from welfare_desk.store.rows import load_all

_hasher = PasswordHasher()


class Credential(msgspec.Struct, frozen=True):
    """Who somebody says they are, and their PIN."""

    login: str
    pin: str


class TwoNeeded(Exception):
    """Not two different administrators in service with their right PINs."""


def two_administrators(
    central: Central, territory_id: str, first: Credential, second: Credential
) -> tuple[str, str]:
    """Return the ids of two administrators who are who they say; raises ``TwoNeeded``."""
    with central.store.read() as conn:
        rows = load_all(conn, territory_id, Operator.KIND)
    return two_of([row for row in rows if isinstance(row, Operator)], first, second)


def two_of(operators: Iterable[Operator], first: Credential, second: Credential) -> tuple[str, str]:
    """Return the ids of two administrators among these; raises ``TwoNeeded``."""
    known = {row.login: row for row in operators if row.role == "administrator" and row.in_service}
    one, other = (_proved(known, each) for each in (first, second))
    if one == other:
        raise TwoNeeded
    return one, other


def _proved(known: dict[str, Operator], said: Credential) -> str:
    row = known.get(said.login.strip().lower())
    try:
        if row is not None and _hasher.verify(row.pin_verifier, said.pin):
            return row.id
    except (VerificationError, InvalidHashError):
        raise TwoNeeded from None
    raise TwoNeeded
