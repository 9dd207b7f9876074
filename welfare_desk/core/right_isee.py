# SPDX-License-Identifier: EUPL-1.2
"""Which of a household's attestations counts for a benefit, or why none does.

The desk asks this for the price it explains, and the operation when it is recorded: both ask
here, so that a price never rests on a paper that the rule would not have taken.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Final, Generic, Literal, Protocol, TypeVar

import msgspec

from welfare_desk.core.isee import (
    CURRENT,
    KINDS,
    MINORS,
    ORDINARY,
    RESIDENTIAL,
    SOCIAL_HEALTH,
    UNIVERSITY,
)

Whose = Literal["own", "household"]
"""``own``: made out for this beneficiary; ``household``: for nobody in particular."""
Reason = Literal["", "none", "expired", "other_kind", "other_beneficiary"]

_HOUSEHOLD: Final = ((CURRENT, "household"), (ORDINARY, "household"), (ORDINARY, "own"))

RIGHT_KINDS: Final[dict[str, tuple[tuple[str, Whose], ...]]] = {
    # What most benefits ask for; a current one stands in its place while it holds
    # (income.md, kinds [B] and validity [B]: art. 9 DPCM 159/2013, DM 5 July 2021).
    ORDINARY: _HOUSEHOLD,
    # No fall-back: with parents who are neither married nor living together the ordinary one
    # leaves a parent out (income.md, kinds [B]: art. 7); where they do live together, the
    # attestation states the value for minors as well, so it can be recorded as such.  A
    # current one counts when it was made out for this child.
    MINORS: ((CURRENT, "own"), (MINORS, "own"), (MINORS, "household")),
    # The restricted household is allowed, not imposed (income.md, kinds [B]: art. 6 c. 2), so
    # who has none shows the ordinary one.
    SOCIAL_HEALTH: (
        (SOCIAL_HEALTH, "own"), (SOCIAL_HEALTH, "household"), *_HOUSEHOLD,
    ),
    # No fall-back: the part of the children outside the household would be missing
    # (income.md, kinds [B]: art. 6 c. 3).
    RESIDENTIAL: ((RESIDENTIAL, "own"), (RESIDENTIAL, "household")),
    # No fall-back: the student's household follows rules of its own (income.md, kinds [B]:
    # art. 8).
    UNIVERSITY: ((CURRENT, "own"), (UNIVERSITY, "own"), (UNIVERSITY, "household")),
    CURRENT: ((CURRENT, "own"), (CURRENT, "household")),
}  # fmt: skip
"""For each kind that a benefit asks for, the attestations that do, the best first."""

ANY: Final = (
    *_HOUSEHOLD,
    (CURRENT, "own"),
    *((kind, whose) for kind in KINDS for whose in ("own", "household")
      if kind not in (CURRENT, ORDINARY)),
)  # fmt: skip
"""The order for a benefit that takes any kind."""


class Attested(Protocol):
    """What the rule looks at in an attestation."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def isee_kind(self) -> str:
        """One of ``core.isee.KINDS``."""

    @property
    def beneficiary_id(self) -> str:
        """The person whom it was made out for, or nothing."""

    @property
    def issued_on(self) -> datetime.date:
        """Its first day."""

    @property
    def valid_to(self) -> datetime.date:
        """Its last day; before the first one for an attestation that was withdrawn."""

    @property
    def recorded_at(self) -> int:
        """When a desk recorded it."""


A = TypeVar("A", bound=Attested)


class Choice(msgspec.Struct, Generic[A], frozen=True):
    """The attestation that counts, or the reason why there is none."""

    isee: A | None
    reason: Reason = ""
    fallback: bool = False
    """True for an ordinary one in the place of the kind that was asked for."""

    @property
    def isee_id(self) -> str | None:
        """The attestation's id, or nothing."""
        return None if self.isee is None else self.isee.id


def accepted_kinds(wanted: Collection[str]) -> tuple[str, ...]:
    """Return the kinds that do where these are wanted; any kind where none is."""
    return tuple(dict.fromkeys(kind for kind, _ in _steps(wanted)))


def is_withdrawn(attestation: Attested) -> bool:
    """Tell whether an attestation was withdrawn: it never held, on no day at all."""
    return attestation.valid_to < attestation.issued_on


def right_isee(
    attestations: Iterable[A],
    wanted: Collection[str],
    beneficiaries: Collection[str],
    on: datetime.date,
) -> Choice[A]:
    """Return the attestation that counts for a benefit on a day.

    ``wanted`` are the kinds that the benefit takes, none meaning any; ``beneficiaries`` the
    ids that stand for whom it is for.  ``RIGHT_KINDS`` has the order; between two of the same
    rank the one issued last counts, then the one recorded last.  INPS's notes on
    discrepancies do not change the order: the case worker decides (income.md).
    """
    steps = {step: rank for rank, step in reversed(list(enumerate(_steps(wanted))))}
    known = [row for row in attestations if row.issued_on <= on and not is_withdrawn(row)]
    fitting: list[tuple[int, A]] = []
    for row in known:
        whose = _whose(row, beneficiaries)
        if whose is not None and (row.isee_kind, whose) in steps:
            fitting.append((steps[row.isee_kind, whose], row))
    holding = [(rank, row) for rank, row in fitting if on <= row.valid_to]
    if holding:
        best = min(rank for rank, _ in holding)
        latest = max(
            (row for rank, row in holding if rank == best),
            key=lambda row: (row.issued_on, row.recorded_at, row.id),
        )
        fallback = bool(wanted) and latest.isee_kind == ORDINARY and ORDINARY not in wanted
        return Choice(latest, "", fallback)
    if fitting:
        return Choice(None, "expired")
    kinds = accepted_kinds(wanted)
    if any(row.isee_kind in kinds and _whose(row, beneficiaries) is None for row in known):
        return Choice(None, "other_beneficiary")
    return Choice(None, "other_kind" if known else "none")


def _steps(wanted: Collection[str]) -> tuple[tuple[str, str], ...]:
    named = [kind for kind in wanted if kind]
    if not named:
        return ANY
    return tuple(dict.fromkeys(step for kind in named for step in RIGHT_KINDS.get(kind, ())))


def _whose(row: Attested, beneficiaries: Collection[str]) -> Whose | None:
    if not row.beneficiary_id:
        return "household"
    return "own" if row.beneficiary_id in beneficiaries else None
