# SPDX-License-Identifier: EUPL-1.2
"""The codes that scanners read: which kind a text is, and the short ones made and read back.

All begin with ``WD1`` and a letter and hold only A to Z and 0 to 9: a scanner set to
another keyboard changes other signs, and Caps Lock turns the case.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from welfare_desk.core.base32 import decode, encode, normalized
from welfare_desk.core.numbers import parse_number
from welfare_desk.core.refusals import EnrolmentCodeMistyped, NumberMistyped

Kind = Literal["card", "booking", "voucher", "operator", "enrolment"]

_KINDS: dict[str, Kind] = {
    "WD1C": "card",
    "WD1B": "booking",
    "WD1V": "voucher",
    "WD1O": "operator",
    "WD1E": "enrolment",
}
_PREFIXES = {kind: prefix for prefix, kind in _KINDS.items()}
_ENROLMENT_VERSION = 1
_CHECK_BYTES = 4


class Enrolment(msgspec.Struct, frozen=True):
    """What a new desk needs: where the server is, a one-time code, its key's fingerprint."""

    address: str
    code: str
    fingerprint: bytes


def kind_of(text: str) -> Kind | None:
    """Return the kind of a scanned code by its first four letters, or nothing."""
    return _KINDS.get(normalized(text)[:4])


def slip_code(number: str) -> str:
    """Return what the bar code of a booking slip says."""
    return _PREFIXES["booking"] + parse_number(number)


def voucher_code(number: str) -> str:
    """Return what the bar code of a paper voucher says."""
    return _PREFIXES["voucher"] + parse_number(number)


def number_in(text: str) -> str:
    """Return the number in a slip's or voucher's code; refused with ``NumberMistyped``."""
    bare = normalized(text)
    if _KINDS.get(bare[:4]) not in ("booking", "voucher"):
        raise NumberMistyped()
    return parse_number(bare[4:])


def badge_code(secret: bytes) -> str:
    """Return what an operator's badge says; the secret is made once, of chance."""
    return _PREFIXES["operator"] + encode(secret + _check(b"WD1O", secret))


def badge_secret(text: str) -> bytes | None:
    """Return the secret on a badge, or nothing when the code is torn or altered."""
    return _checked(text, "operator")


def enrolment_code(ticket: Enrolment) -> str:
    """Return what the paper for a new desk says.

    Bytes: version 1; length and UTF-8 of the address; length and UTF-8 of the code; the
    fingerprint; the first four bytes of SHA-256 of ``WD1E`` and all of these.
    """
    address, code = ticket.address.encode(), ticket.code.encode()
    body = bytes((_ENROLMENT_VERSION, len(address))) + address
    body += bytes((len(code),)) + code + ticket.fingerprint
    return _PREFIXES["enrolment"] + encode(body + _check(b"WD1E", body))


def read_enrolment(text: str) -> Enrolment:
    """Return what the paper says; refused with ``EnrolmentCodeMistyped``."""
    body = _checked(text, "enrolment")
    try:
        if body is None or body[0] != _ENROLMENT_VERSION:
            raise EnrolmentCodeMistyped()
        address_end = 2 + body[1]
        code_end = address_end + 1 + body[address_end]
        address = body[2:address_end].decode()
        code = body[address_end + 1 : code_end].decode()
    except (IndexError, UnicodeDecodeError):
        raise EnrolmentCodeMistyped() from None
    return Enrolment(address=address, code=code, fingerprint=body[code_end:])


def _check(prefix: bytes, body: bytes) -> bytes:
    return hashlib.sha256(prefix + body).digest()[:_CHECK_BYTES]


def _checked(text: str, kind: Kind) -> bytes | None:
    """Return the bytes of a code of this kind when its check bytes fit."""
    bare = normalized(text)
    prefix = _PREFIXES[kind]
    if not bare.startswith(prefix):
        return None
    try:
        raw = decode(bare.removeprefix(prefix))
    except ValueError:
        return None
    body, check = raw[:-_CHECK_BYTES], raw[-_CHECK_BYTES:]
    return body if check == _check(prefix.encode(), body) else None
