# SPDX-License-Identifier: EUPL-1.2
"""What a fund gives a household, criterion by criterion."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.core.right_isee import accepted_kinds

LineCode = Literal[
    "residence", "isee_present", "isee_kind", "isee_valid", "isee_ceiling", "household_size",
    "already_awarded",
]  # fmt: skip


class Criteria(msgspec.Struct, frozen=True, kw_only=True):
    """A fund's rules as its notice states them.

    ``amounts_cents`` is by household size, the last for that size or more.  No ceiling
    asks for no ISEE; no kinds accept any; no municipalities (ISTAT codes) mean the whole
    territory.
    """

    amounts_cents: tuple[int, ...]
    isee_ceiling_cents: int | None = None
    isee_kinds: tuple[str, ...] = ()
    resident_municipalities: tuple[str, ...] = ()


class DatedCriteria(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that hold from a day on."""

    from_on: datetime.date
    criteria: Criteria


class Line(msgspec.Struct, frozen=True):
    """One criterion: whether it is met, the numbers it used, the amount it adds or takes."""

    code: LineCode
    ok: bool
    facts: dict[str, int | str]
    cents: int = 0


class Entitlement(msgspec.Struct, frozen=True):
    """What is due; nothing when a criterion is not met or all was awarded before."""

    amount_cents: int
    lines: tuple[Line, ...]

    @property
    def unmet(self) -> LineCode | None:
        """The first criterion that is not met, for ``NotEntitled(criterion=…)``."""
        return next((line.code for line in self.lines if not line.ok), None)


def taken(criteria: Criteria) -> Criteria:
    """Return the rules with every kind of ISEE that does in the place of those named.

    A current one stands for an ordinary one, an ordinary one for that of social and health
    care: ``core.right_isee`` has the table.
    """
    if not criteria.isee_kinds:
        return criteria
    return msgspec.structs.replace(criteria, isee_kinds=accepted_kinds(criteria.isee_kinds))


def amount_for(criteria: Criteria, members: int) -> int:
    """Return the cents that the table gives a household of this size (one or more)."""
    if members < 1 or not criteria.amounts_cents:
        raise ValueError(members)
    return criteria.amounts_cents[min(members, len(criteria.amounts_cents)) - 1]


def entitlement(
    criteria: Criteria,
    members: int,
    isee_cents: int | None,
    isee_valid: bool,
    municipality: str,
    already_cents: int,
    *,
    isee_kind: str | None = None,
) -> Entitlement:
    """Return what the household may still have from the fund in this period, and why.

    ``isee_cents`` is nothing without an attestation; an empty ``isee_kind`` is not
    compared.  ``already_cents`` was awarded before in the same period.
    """
    lines = [_residence(criteria, municipality)]
    if criteria.isee_ceiling_cents is not None:
        lines += _isee(criteria, criteria.isee_ceiling_cents, isee_cents, isee_valid, isee_kind)
    table_cents = amount_for(criteria, members)
    lines.append(Line("household_size", True, {"members": members}, table_cents))
    left_cents = max(table_cents - already_cents, 0)
    if already_cents:
        facts: dict[str, int | str] = {"already_cents": already_cents}
        lines.append(Line("already_awarded", left_cents > 0, facts, left_cents - table_cents))
    amount_cents = left_cents if all(line.ok for line in lines) else 0
    return Entitlement(amount_cents, tuple(lines))


def _residence(criteria: Criteria, municipality: str) -> Line:
    wanted = criteria.resident_municipalities
    return Line("residence", not wanted or municipality in wanted, {"municipality": municipality})


def _isee(
    criteria: Criteria,
    ceiling_cents: int,
    isee_cents: int | None,
    isee_valid: bool,
    isee_kind: str | None,
) -> list[Line]:
    if isee_cents is None:
        return [Line("isee_present", False, {})]
    lines = [Line("isee_present", True, {})]
    if criteria.isee_kinds and isee_kind:
        lines.append(Line("isee_kind", isee_kind in criteria.isee_kinds, {"kind": isee_kind}))
    lines.append(Line("isee_valid", isee_valid, {}))
    facts: dict[str, int | str] = {"isee_cents": isee_cents, "ceiling_cents": ceiling_cents}
    lines.append(Line("isee_ceiling", isee_cents <= ceiling_cents, facts))
    return lines
