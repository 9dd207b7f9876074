# SPDX-License-Identifier: EUPL-1.2
"""Money: integer cents, written and read the Italian way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from welfare_desk.core.refusals import AmountUnreadable

NO_BREAK_SPACE = "\u00a0"
HIGHEST_CENTS = 99_999_999_999

_SIGNS = {"it": (".", ","), "en": (",", ".")}
_BLANKS = str.maketrans("", "", " \t\r\n\u00a0\u2009\u202f'’")
# Points or commas in threes are thousands, a last one before one or two digits is decimal.
_AMOUNT = re.compile(
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)"
    r"(?:(?P<sign>[.,])(?P<part>[0-9]{1,2}))?"
)


def euro_text(cents: int, lang: str = "it") -> str:
    """Return ``1.234,50 €`` (``en``: ``€1,234.50``), with a no-break space and a true minus."""
    thousands, decimal = _SIGNS["en" if lang == "en" else "it"]
    whole, part = divmod(abs(cents), 100)
    amount = f"{whole:,}".replace(",", thousands) + f"{decimal}{part:02d}"
    minus = "−" if cents < 0 else ""
    if lang == "en":
        return f"{minus}€{amount}"
    return f"{minus}{amount}{NO_BREAK_SPACE}€"


def parse_euro(text: str) -> int:
    """Return the cents of an amount as people type it: ``1.234,50``, ``1234.5``, ``€ 12``.

    ``1.234`` is one thousand two hundred and thirty-four; ``1,234`` is refused, for it may
    mean either.  Refused with ``AmountUnreadable``, also below zero and at a thousand
    million euro.
    """
    bare = text.translate(_BLANKS).upper().removeprefix("€").removesuffix("€")
    bare = bare.removeprefix("EURO").removesuffix("EURO").removeprefix("EUR").removesuffix("EUR")
    found = _AMOUNT.fullmatch(bare)
    if found is None or _is_ambiguous(found):
        raise AmountUnreadable()
    digits = re.sub(r"[.,]", "", found["whole"])
    part = (found["part"] or "").ljust(2, "0")
    if len(digits) > 12 or int(digits + part) > HIGHEST_CENTS:
        raise AmountUnreadable()
    return int(digits + part)


def split_largest_remainder(total_cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return the shares of a sum by weight; they add up to it exactly.

    The cents left over go to the largest remainders, of equal ones to the earlier: name
    the person last.  Weights are not negative and not all zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0 or total_cents < 0:
        raise ValueError(tuple(weights))
    shares = [total_cents * weight // whole for weight in weights]
    remainders = [total_cents * weight % whole for weight in weights]
    by_remainder = sorted(range(len(shares)), key=lambda place: (-remainders[place], place))
    for place in by_remainder[: total_cents - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def rounded(value: Fraction, step_cents: int = 1) -> int:
    """Return the multiple of the step nearest to an exact number of cents, a half upwards."""
    steps = value / step_cents
    return (2 * steps.numerator + steps.denominator) // (2 * steps.denominator) * step_cents


def _is_ambiguous(found: re.Match[str]) -> bool:
    whole, sign = found["whole"], found["sign"]
    return ("," in whole and sign != ".") or ("." in whole and sign == ".")
