# SPDX-License-Identifier: EUPL-1.2
"""Codes and documents of a person beside the fiscal code: their shapes, and which are closed.

A shape is a hint: what does not fit is a warning.  Only STP and ENI codes are refused when
they cannot be one, because nobody could find them again (identity.md 3, 5, 6).
"""

from __future__ import annotations

import re
from typing import Final

KINDS: Final = (
    "fiscal_code",
    "stp",
    "eni",
    "electronic_id_card",
    "paper_id_card",
    "passport",
    "residence_permit",
    "health_card",
)
RESTRICTED: Final = frozenset({"stp", "eni"})
"""They reveal an irregular stay: kept for a reason, never shown, opened with a reason."""
STATUSES: Final = ("declared", "seen", "verified")
MASK: Final = "••••"
_HEALTH_CODE = re.compile(r"(STP|ENI)[0-9]{13}")
_SHAPES: Final = {
    "stp": re.compile(r"STP[0-9]{13}"),
    "eni": re.compile(r"ENI[0-9]{13}"),
    "electronic_id_card": re.compile(r"[A-Z]{2}[0-9]{5}[A-Z]{2}"),
    "paper_id_card": re.compile(r"[A-Z]{2}[0-9]{7}"),
    "residence_permit": re.compile(r"I[0-9]{8}"),
    "passport": re.compile(r"[A-Z0-9]{6,12}"),
    "health_card": re.compile(r"[0-9]{20}"),
    "fiscal_code": re.compile(r"[A-Z0-9]{16}|[0-9]{11}"),
}


def normalized(value: str) -> str:
    """Return a code as it is kept and looked for: upper case, without blanks and asterisks."""
    return "".join(value.split()).strip("*").upper()


def fits(kind: str, value: str) -> bool:
    """Tell whether a normalized value has the shape that its kind usually has."""
    shape = _SHAPES.get(kind)
    return shape is None or shape.fullmatch(value) is not None


def health_code_kind(text: str) -> str:
    """Return ``stp`` or ``eni`` for a text that is such a code, or nothing."""
    found = _HEALTH_CODE.fullmatch(normalized(text))
    return found[1].lower() if found else ""


def masked(kind: str, value: str) -> str:
    """Return the value as a page may show it: a closed one says only of which kind it is."""
    return MASK if kind in RESTRICTED and value else value
