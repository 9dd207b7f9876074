# SPDX-License-Identifier: EUPL-1.2
"""Is this card good? Answered with no network: signature, last day, dead cards, what is known."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.core import fiscal_code
from welfare_desk.core.card_code import CardCode, unpack
from welfare_desk.core.numbers import parse_number
from welfare_desk.core.refusals import CardCodeMistyped, NumberMistyped
from welfare_desk.core.scan_codes import kind_of
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import root_of
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.protocol.block_list import BlockList
from welfare_desk.sync.card_lists import KEYS, keys_of
from welfare_desk.sync.device_key import verifies

Outcome = Literal[
    "good", "good_unseen", "not_active", "blocked", "expired", "used", "forged", "torn"
]
OUTCOMES: tuple[Outcome, ...] = (
    "good", "good_unseen", "not_active", "blocked", "expired", "used", "forged", "torn"
)  # fmt: skip
"""Exactly eight; each has its sentences in ``resources/wording/card_outcomes.toml``."""
_DEAD = frozenset({"blocked", "replaced", "voided"})


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One of eight outcomes, with what is known of the card."""

    outcome: Outcome
    card_no: str = ""
    card_id: str = ""
    person_id: str = ""
    expires_on: datetime.date | None = None
    balance_cents: int | None = None
    """As this desk knows it; nothing for a card it has not seen."""
    known_at: int | None = None
    """When this desk last heard from the server, microseconds UTC."""
    list_at: int | None = None
    """Of when the list of dead cards is that was looked at; nothing without one."""
    state: str = ""
    """The card's state as this desk knows it, such as ``replaced`` or ``voided``."""
    why: str = ""
    """``key_unknown``: signed by a key that this desk has not heard of, so nothing is proved;
    ``listed``: dead by the list alone; ``typed``: a number without its signature."""
    initials: str = ""
    """With ``born_year`` what the holder's document must show (field lesson C39)."""
    born_year: int | None = None


def verify(look: Reading, text: str, dead: BlockList | None = None) -> Verdict:
    """Return whether what was scanned is genuine and, as far as this desk knows, usable.

    Takes a card code, a typed card number, or the fiscal code of a health card that carries
    a balance.  ``dead`` is the newest list of dead cards that is here.
    """
    bare = text.strip()
    by_person = _of_health_card(look, bare)
    if by_person is not None:
        return _of_row(look, by_person, dead)
    try:
        code = unpack(bare)
    except CardCodeMistyped:
        return _typed(look, bare, dead)
    no, list_at = code.fields.number, dead.issued_at if dead else None
    key = keys_of(look.meta.get(KEYS, ""), _server_key(look)).get(code.fields.key_id)
    if key is None:
        return Verdict(outcome="forged", why="key_unknown", card_no=no, list_at=list_at)
    if not verifies(key.public, code.signature, code.signed):
        return Verdict(outcome="forged", list_at=list_at)
    over = key.until_on is not None and key.until_on < look.today
    row = _row(look, no)
    if row is not None:
        return _of_row(look, row, dead, ended=over or code.fields.expires_on < look.today)
    return msgspec.structs.replace(
        _plain(look, dead),
        outcome=_unseen(look, code, dead, over=over),
        card_no=no,
        expires_on=code.fields.expires_on,
        why="listed" if dead is not None and dead.has(no) else "",
    )


def genuine(code: CardCode, server_key: bytes) -> bool:
    """Tell whether a key signed a card code."""
    return len(server_key) == 32 and verifies(server_key, code.signature, code.signed)


def _server_key(look: Reading) -> bytes:
    return bytes.fromhex(look.meta.get("server_key", ""))


def _row(look: Reading, card_no: str) -> VoucherCard | None:
    rows = look.where(VoucherCard, "card_no", card_no)
    return rows[0] if rows else None


def _plain(look: Reading, dead: BlockList | None) -> Verdict:
    last = look.meta.get("last_sync_at")
    return Verdict(
        outcome="torn",
        known_at=int(last) if last else None,
        list_at=dead.issued_at if dead else None,
    )


def _unseen(look: Reading, code: CardCode, dead: BlockList | None, *, over: bool) -> Outcome:
    if dead is not None and dead.has(code.fields.number):
        return "blocked"
    return "expired" if over or code.fields.expires_on < look.today else "good_unseen"


def _typed(look: Reading, text: str, dead: BlockList | None) -> Verdict:
    """Return what is known of a number that was read by eye: no signature proves it."""
    try:
        row = _row(look, parse_number(text))
    except NumberMistyped:
        row = None
    if row is None:
        return _plain(look, dead)
    return msgspec.structs.replace(_of_row(look, row, dead), why="typed")


def _of_row(
    look: Reading, row: VoucherCard, dead: BlockList | None, *, ended: bool = False
) -> Verdict:
    cents = sum(each.amount_cents for each in look.where(Posting, "account", f"card:{row.id}"))
    listed = dead is not None and row.state not in _DEAD and dead.has(row.card_no)
    person = look.one(Person, root_of(look, row.person_id))
    parts = (person.name, person.surname) if person else ()
    return msgspec.structs.replace(
        _plain(look, dead),
        outcome="blocked" if listed else _stands(look, row, cents, ended=ended),
        card_no=row.card_no,
        card_id=row.id,
        person_id=person.id if person else "",
        expires_on=row.expires_on,
        balance_cents=cents,
        state=row.state,
        why="listed" if listed else "",
        initials=" ".join(f"{part[0]}." for part in parts if part),
        born_year=person.born_on.year if person and person.born_on else None,
    )


def _stands(look: Reading, row: VoucherCard, cents: int, *, ended: bool) -> Outcome:
    if row.state in _DEAD:
        return "blocked"
    if ended or row.state == "expired" or row.expires_on < look.today:
        return "expired"
    if row.state == "used" or (cents <= 0 and row.state in ("active", "handed_over")):
        return "used"
    return "not_active" if row.state in ("issued", "printed") else "good"


def _of_health_card(look: Reading, text: str) -> VoucherCard | None:
    """Return the card that a health card carries: the living one, else the latest."""
    if kind_of(text) is not None:
        return None
    code = fiscal_code.normalized(text)
    if not fiscal_code.has_shape(code):
        code = fiscal_code.find_in(text) or ""
    if not code:
        return None
    found = [
        row
        for person in look.where(Person, "fiscal_code", code)
        for row in look.where(VoucherCard, "person_id", person.id)
        if row.carrier == "health_card"
    ]
    living = [row for row in found if row.state in ("issued", "active", "handed_over")]
    return max(living or found, key=lambda row: (row.issued_at, row.id), default=None)
