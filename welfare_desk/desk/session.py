# SPDX-License-Identifier: EUPL-1.2
"""Log-in and lock at this desk: works offline, slows down after wrong PINs, survives restarts."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from welfare_desk.core.clock import Clock
from welfare_desk.core.refusals import (
    DeskLocked,
    LockedOut,
    OperatorUnknown,
    PinMustChange,
    PinTooShort,
    PinWrong,
    SecondPersonNeeded,
    SecondPersonSame,
)
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.models.territory import Operator
from welfare_desk.operations.second import DECIDERS
from welfare_desk.store import audit, logins
from welfare_desk.store.engines import DeskStore

MIN_DIGITS = 6
FREE_TRIES = 3
"""Wrong PINs that cost nothing; each one after doubles the wait, from two seconds on."""
LONGEST_WAIT_S = 15 * 60
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


class OperatorView(msgspec.Struct, frozen=True, kw_only=True):
    """An operator who may log in at this desk."""

    operator_id: str
    login: str
    name: str
    role: str
    pin_one_time: bool


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong PINs: ten wrong ones cost over 30."""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, int(2 ** (failures - FREE_TRIES + 1)))


def verifier_of(pin: str) -> str:
    """Return the Argon2id verifier of a PIN; refused with ``PinTooShort``."""
    if len(pin) < MIN_DIGITS:
        raise PinTooShort(minimum=MIN_DIGITS)
    return _hasher.hash(pin)


def operators(look: Reading) -> tuple[OperatorView, ...]:
    """Return who may log in here, by name."""
    rows = [
        row
        for row in look.every(Operator)
        if row.in_service and row.municipality_id in (None, "", look.municipality_id)
    ]
    return tuple(_view(row) for row in sorted(rows, key=lambda row: row.name))


def _view(row: Operator) -> OperatorView:
    return OperatorView(
        operator_id=row.id,
        login=row.login,
        name=row.name,
        role=row.role,
        pin_one_time=row.pin_one_time,
    )


class Session:
    """Who is at the desk now; nobody after ``lock``."""

    def __init__(self, store: DeskStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._operator: OperatorView | None = None

    @property
    def operator(self) -> OperatorView | None:
        """The operator who is logged in, or nothing."""
        return self._operator

    def require(self) -> OperatorView:
        """Return the operator; refused with ``DeskLocked`` or ``PinMustChange``."""
        if self._operator is None:
            raise DeskLocked()
        if self._operator.pin_one_time:
            raise PinMustChange()
        return self._operator

    def any_operator(self) -> OperatorView:
        """Return the operator, also one who still has to replace the one-time PIN."""
        if self._operator is None:
            raise DeskLocked()
        return self._operator

    def log_in(self, operator: str, pin: str) -> OperatorView:
        """Log an operator in by id or log-in name; refused with the wait after wrong PINs."""
        self._operator = self._prove(operator, pin, "log_in")
        return self._operator

    def prove_second(
        self, operator: str, pin: str, roles: Collection[str] = DECIDERS
    ) -> OperatorView:
        """Return the second person of an act once their PIN was right; nobody is logged out.

        Refused with ``SecondPersonSame`` for who is at work, ``SecondPersonNeeded`` for a role
        that may not, ``PinMustChange`` before the first log-in, and as ``log_in`` is.
        """
        who = self.require()
        if operator in (who.operator_id, who.login):
            raise SecondPersonSame(act="")
        second = self._prove(operator, pin, "second_person")
        if second.role not in roles:
            raise SecondPersonNeeded(act="")
        if second.pin_one_time:
            raise PinMustChange()
        return second

    def _prove(self, operator: str, pin: str, done: str) -> OperatorView:
        """Return the operator whose PIN this is; each try is audited as ``done`` or failed."""
        now = self._clock.now_us()
        with reading(self._store, self._clock) as look:
            found = next(
                (
                    row
                    for row in look.every(Operator)
                    if operator in (row.id, row.login) and row.in_service
                ),
                None,
            )
            if found is None:
                raise OperatorUnknown()
            failures, blocked_until = logins.get(look.conn, found.id)
        longest = now + LONGEST_WAIT_S * 1_000_000
        if blocked_until > longest:
            # The clock ran ahead when that try was made: nobody waits for years.
            blocked_until = longest
            with self._store.write() as conn:
                logins.bound(conn, found.id, longest)
        if now < blocked_until:
            raise LockedOut(wait_seconds=-(-(blocked_until - now) // 1_000_000))
        right = _fits(found.pin_verifier, pin)
        with self._store.write() as conn:
            if right:
                logins.clear(conn, found.id)
            else:
                wait = wait_after(failures + 1)
                logins.failed(conn, found.id, now, now + wait * 1_000_000)
            audit.append(conn, now, found.id, done if right else f"{done}_failed", "", "")
        if not right:
            raise PinWrong(wait_seconds=wait_after(failures + 1))
        return _view(found)

    def pin_replaced(self) -> None:
        """Note that the operator now has a PIN of their own."""
        if self._operator is not None:
            self._operator = msgspec.structs.replace(self._operator, pin_one_time=False)

    def lock(self) -> None:
        """Log out; the store stays open so that work goes on being sent."""
        if self._operator is None:
            return
        with self._store.write() as conn:
            audit.append(conn, self._clock.now_us(), self._operator.operator_id, "lock", "", "")
        self._operator = None


def _fits(verifier: str, pin: str) -> bool:
    try:
        return _hasher.verify(verifier, pin)
    except (VerificationError, InvalidHashError):
        return False
