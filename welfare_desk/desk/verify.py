# SPDX-License-Identifier: EUPL-1.2
"""Is this card good? Answered with no network: signature, last day, and what this desk knows."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from welfare_desk.core.card_code import CardCode, unpack
from welfare_desk.core.refusals import CardCodeMistyped
from welfare_desk.desk.reading import Reading
from welfare_desk.models.card import Posting, VoucherCard

Outcome = Literal[
    "good", "good_unseen", "not_active", "blocked", "replaced", "expired", "forged", "torn"
]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One of eight outcomes, with what is known of the card; no personal data."""

    outcome: Outcome
    card_no: str = ""
    card_id: str = ""
    expires_on: datetime.date | None = None
    balance_cents: int | None = None
    """As this desk knows it; nothing for a card it has not seen."""
    known_at: int | None = None
    """When this desk last heard from the server, microseconds UTC."""


def verify(look: Reading, text: str) -> Verdict:
    """Return whether a card code is genuine and, as far as this desk knows, usable."""
    try:
        code = unpack(text)
    except CardCodeMistyped:
        return Verdict(outcome="torn")
    if not genuine(code, bytes.fromhex(look.meta.get("server_key", ""))):
        return Verdict(outcome="forged")
    rows = look.where(VoucherCard, "card_no", code.fields.number)
    row = rows[0] if rows else None
    last = look.meta.get("last_sync_at")
    cents = None
    if row is not None:
        postings = look.where(Posting, "account", f"card:{row.id}")
        cents = sum(posting.amount_cents for posting in postings)
    return Verdict(
        outcome=_outcome(look, code, row),
        card_no=code.fields.number,
        card_id=row.id if row else "",
        expires_on=code.fields.expires_on,
        balance_cents=cents,
        known_at=int(last) if last else None,
    )


def genuine(code: CardCode, server_key: bytes) -> bool:
    """Tell whether the server signed a card code."""
    if len(server_key) != 32:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(server_key).verify(code.signature, code.signed)
    except InvalidSignature:
        return False
    return True


def _outcome(look: Reading, code: CardCode, row: VoucherCard | None) -> Outcome:
    if row is not None and row.state == "blocked":
        return "blocked"
    if row is not None and row.state == "replaced":
        return "replaced"
    if code.fields.expires_on < look.today:
        return "expired"
    if row is None:
        return "good_unseen"
    return "not_active" if row.state == "issued" else "good"
