# SPDX-License-Identifier: EUPL-1.2
"""What the QR of a card says, byte by byte; signing and verifying are done elsewhere.

A card code is ``WD1C`` and 130 characters of base 32 (RFC 4648, A to Z and 2 to 7, no
padding): 134 characters in all, a QR of version 6 at level M.  They hold 81 bytes, the
two bits that remain are zero::

    0       version (high four bits, now 1) and kind (low four: 1 balance, 2 voucher)
    1       key id: which of the server's keys signed
    2-4     territory: first three bytes of SHA-256 of its id
    5-7     fund: first three bytes of SHA-256 of its id
    8-14    printed number: its characters but the check character, five bits each, 55 in
            all, right-aligned
    15-16   last valid day, in days since 1 January 2020
    17-80   Ed25519 signature of the letters ``WD1C`` and bytes 0 to 16

All numbers are big-endian.  The code names no person and no amount.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Literal

import msgspec

from welfare_desk.core.base32 import decode, encode, normalized
from welfare_desk.core.numbers import CARD_LENGTH, number_of_value, number_value, parse_number
from welfare_desk.core.refusals import CardCodeMistyped

PREFIX = "WD1C"
LENGTH = 134
PAYLOAD_BYTES = 17
SIGNATURE_BYTES = 64
SHORT_ID_BYTES = 3

_VERSION = 1
_DAY_ZERO = date(2020, 1, 1)

Kind = Literal["balance", "voucher"]
_KINDS: dict[int, Kind] = {1: "balance", 2: "voucher"}
_KIND_NUMBERS = {kind: number for number, kind in _KINDS.items()}


class CardFields(msgspec.Struct, frozen=True, kw_only=True):
    """What a card code says; ``territory`` and ``fund`` are ``short_id`` of their ids."""

    key_id: int
    territory: bytes
    fund: bytes
    number: str
    expires_on: date
    kind: Kind = "balance"


class CardCode(msgspec.Struct, frozen=True):
    """A code taken apart; nothing in ``fields`` is true before the signature is verified."""

    fields: CardFields
    signed: bytes
    signature: bytes


def short_id(id_text: str) -> bytes:
    """Return the three bytes by which a code names a territory or a fund."""
    return hashlib.sha256(id_text.encode()).digest()[:SHORT_ID_BYTES]


def bytes_to_sign(fields: CardFields) -> bytes:
    """Return what the server signs: ``WD1C`` and the payload."""
    return PREFIX.encode() + _payload(fields)


def pack(fields: CardFields, signature: bytes) -> str:
    """Return the 134 characters that are printed."""
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError(len(signature))
    return PREFIX + encode(_payload(fields) + signature)


def unpack(text: str) -> CardCode:
    """Return the parts of a scanned code, in either case and with or without line ends.

    Refused with ``CardCodeMistyped`` when it is not a code that ``pack`` can give.
    Whether it is ours is known only after verifying ``signature`` over ``signed``.
    """
    bare = normalized(text)
    if len(bare) != LENGTH or not bare.startswith(PREFIX):
        raise CardCodeMistyped()
    try:
        raw = decode(bare.removeprefix(PREFIX))
        fields = _fields(raw[:PAYLOAD_BYTES])
    except ValueError:
        raise CardCodeMistyped() from None
    signed = PREFIX.encode() + raw[:PAYLOAD_BYTES]
    return CardCode(fields=fields, signed=signed, signature=raw[PAYLOAD_BYTES:])


def _payload(fields: CardFields) -> bytes:
    number = parse_number(fields.number)
    days = (fields.expires_on - _DAY_ZERO).days
    if {len(fields.territory), len(fields.fund)} != {SHORT_ID_BYTES} or len(number) != CARD_LENGTH:
        raise ValueError(fields)
    if not (0 <= days <= 0xFFFF and 0 <= fields.key_id <= 0xFF):
        raise ValueError(fields)
    return b"".join(
        (
            bytes((_VERSION << 4 | _KIND_NUMBERS[fields.kind], fields.key_id)),
            fields.territory,
            fields.fund,
            number_value(number).to_bytes(7, "big"),
            days.to_bytes(2, "big"),
        )
    )


def _fields(payload: bytes) -> CardFields:
    """Raises ValueError for what ``_payload`` never makes."""
    version, kind_number = divmod(payload[0], 16)
    if version != _VERSION or kind_number not in _KINDS:
        raise ValueError(payload[0])
    return CardFields(
        key_id=payload[1],
        territory=payload[2:5],
        fund=payload[5:8],
        number=number_of_value(int.from_bytes(payload[8:15], "big"), CARD_LENGTH),
        expires_on=_DAY_ZERO + timedelta(days=int.from_bytes(payload[15:17], "big")),
        kind=_KINDS[kind_number],
    )
