# SPDX-License-Identifier: EUPL-1.2
"""Base 32 of RFC 4648 without padding: what every scanner types the same on every keyboard."""

from __future__ import annotations

import base64
import binascii

_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def encode(raw: bytes) -> str:
    """Return the bytes in letters A to Z and digits 2 to 7."""
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """Return the bytes of a text in either case; raises ValueError.

    Bits that belong to no byte must be zero, so that one value has one spelling.
    """
    upper = text.translate(_UPPER)
    try:
        raw = base64.b32decode(upper + "=" * (-len(upper) % 8))
    except binascii.Error as error:
        raise ValueError("not base 32") from error
    if encode(raw) != upper:
        raise ValueError("not the spelling that encode gives")
    return raw


def normalized(text: str) -> str:
    """Return a scanned code without blanks or line ends and in upper case."""
    return "".join(text.split()).translate(_UPPER)
