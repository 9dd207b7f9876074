# SPDX-License-Identifier: EUPL-1.2
"""Codes and documents of a person as a page may show them, and whom a scanned one belongs to."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.identifiers import RESTRICTED, fits, masked, normalized
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import root_of
from welfare_desk.models.person import Identifier

SOON_DAYS = 30


class IdentifierView(msgspec.Struct, frozen=True, kw_only=True):
    """A code or document beside the fiscal code in force."""

    identifier_id: str
    identifier_kind: str
    value: str
    """Masked where it is closed: ``Desk.open_identifier`` tells it, with a reason."""
    closed: bool
    status: str
    issuer: str
    reason: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    renewal_pending: bool
    recorded_at: int
    warnings: tuple[str, ...]
    """``expired``, ``expires_soon``, ``renewal_pending``, ``shape_unusual``; none blocks."""


def identifiers_of(look: Reading, ids: tuple[str, ...]) -> tuple[IdentifierView, ...]:
    """Return what is known of a person and was not withdrawn, the latest first."""
    rows = [
        row
        for each in ids
        for row in look.where(Identifier, "person_id", each)
        if not row.withdrawn
    ]
    rows.sort(key=lambda row: (row.recorded_at, row.id), reverse=True)
    return tuple(_view(row, look.today) for row in rows)


def people_with_identifier(look: Reading, text: str) -> tuple[str, ...]:
    """Return the people whose code or document this is, each by the id that stays.

    For a typed or scanned STP or ENI code as for a card's number; the value itself is not
    in the answer.
    """
    value = normalized(text)
    if not value:
        return ()
    rows = look.where(Identifier, "value", value)
    found = (root_of(look, row.person_id) for row in rows if not row.withdrawn)
    return tuple(dict.fromkeys(found))


def _view(row: Identifier, today: datetime.date) -> IdentifierView:
    return IdentifierView(
        identifier_id=row.id,
        identifier_kind=row.identifier_kind,
        value=masked(row.identifier_kind, row.value),
        closed=row.identifier_kind in RESTRICTED,
        status=row.status,
        issuer=row.issuer,
        reason=row.reason,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        renewal_pending=row.renewal_pending,
        recorded_at=row.recorded_at,
        warnings=_warnings(row, today),
    )


def _warnings(row: Identifier, today: datetime.date) -> tuple[str, ...]:
    ends = row.valid_to
    found = {
        "expired": ends is not None and ends < today,
        "expires_soon": ends is not None and 0 <= (ends - today).days <= SOON_DAYS,
        "renewal_pending": row.renewal_pending,
        "shape_unusual": not fits(row.identifier_kind, row.value),
    }
    return tuple(name for name, true in found.items() if true)
