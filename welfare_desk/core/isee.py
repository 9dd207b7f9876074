# SPDX-License-Identifier: EUPL-1.2
"""ISEE: kinds, how long an attestation holds, and the sums that explain it.

The desk records the attested value; scale and ISEE are worked out here only for the help
page and to notice a mistyped value.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from welfare_desk.core.dates import add_months
from welfare_desk.core.money import rounded

ORDINARY: Final = "ordinary"
MINORS: Final = "minors"
SOCIAL_HEALTH: Final = "social_health"
RESIDENTIAL: Final = "residential"
UNIVERSITY: Final = "university"
CURRENT: Final = "current"
KINDS: Final = (ORDINARY, MINORS, SOCIAL_HEALTH, RESIDENTIAL, UNIVERSITY, CURRENT)

_DSU_NUMBER = re.compile(r"INPS-ISEE-20[0-9]{2}-[0-9]{8}[A-Z]-[0-9]{2}")
SCALE: Final = (100, 157, 204, 246, 285)
FURTHER_MEMBER: Final = 35
_CHILDREN = {3: 20, 4: 35}
_FIVE_CHILDREN = 50
_ASSETS_SHARE = Fraction(1, 5)


def valid_to(kind: str, issued_on: date, assets_updated: bool = False) -> date:
    """Return the last day on which an attestation holds.

    That is 31 December of its year; for a current ISEE in which only income was updated,
    six months from its filing, which may lie in the next year.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    if kind == CURRENT and not assets_updated:
        return add_months(issued_on, 6)
    return date(issued_on.year, 12, 31)


def isee_bracket(isee_cents: int, thresholds_cents: tuple[int, ...]) -> int:
    """Return the bracket (1 is the neediest) that an ISEE value falls in.

    A value equal to a threshold belongs to the lower bracket: tariff resolutions
    say "up to and including".  Thresholds ascend.
    """
    for bracket, threshold in enumerate(thresholds_cents, start=1):
        if isee_cents <= threshold:
            return bracket
    return len(thresholds_cents) + 1


def dsu_number_text(text: str) -> str:
    """Return a DSU number as it is stored: upper case, no blanks, hyphens kept."""
    return "".join(text.upper().split())


def dsu_number_looks_right(text: str) -> bool:
    """Tell whether a DSU number has the form INPS prints; if not, warn and go on.

    The form was seen on attestations; no official grammar is known.
    """
    return _DSU_NUMBER.fullmatch(dsu_number_text(text)) is not None


def warnings(
    kind: str,
    dsu_no: str,
    issued_on: date,
    ends_on: date,
    *,
    assets_updated: bool = False,
    has_discrepancies: bool = False,
    beneficiary_id: str = "",
) -> tuple[str, ...]:
    """Return the codes of what deserves a second look on an attestation; none is a refusal.

    The words are in ``resources/wording/lines.toml`` as ``isee_warning_…``.
    """
    number = dsu_number_text(dsu_no)
    right = dsu_number_looks_right(number)
    usual = valid_to(kind, issued_on, assets_updated) if kind in KINDS else ends_on
    found = {
        "dsu_strange": bool(number) and not right,
        "dsu_year": right and number[10:14] != str(issued_on.year),
        "valid_to_unusual": ends_on != usual,
        "discrepancies": has_discrepancies,
        "no_beneficiary": kind == MINORS and not beneficiary_id,
    }
    return tuple(code for code, there in found.items() if there)


def equivalence_scale(
    members: int,
    *,
    children: int = 0,
    minors: bool = False,
    under3: bool = False,
    both_work: bool = False,
    lone_nonworking: bool = False,
    disabled: int = 0,
) -> int:
    """Return the divisor of Annex 1 to DPCM 159/2013 in hundredths: 204 for three members.

    ``both_work``: both parents, or the only one, worked six months; ``lone_nonworking``:
    the only parent did not work and all children are minors.
    """
    if members < 1:
        raise ValueError(members)
    scale = SCALE[min(members, 5) - 1] + FURTHER_MEMBER * max(members - 5, 0)
    scale += children_increase(children)
    if minors and (both_work or lone_nonworking):
        scale += 30 if under3 else 20
    return scale + 50 * disabled


def children_increase(children: int) -> int:
    """Return what three or more children add to the scale, in hundredths."""
    return _FIVE_CHILDREN if children >= 5 else _CHILDREN.get(children, 0)


def ise_cents(income_cents: int, assets_cents: int) -> int:
    """Return income and a fifth of the assets, to the cent."""
    return rounded(income_cents + assets_cents * _ASSETS_SHARE)


def isee_cents(income_cents: int, assets_cents: int, scale_hundredths: int) -> int:
    """Return the ISEE, rounded once, a half cent upwards."""
    ise = income_cents + assets_cents * _ASSETS_SHARE
    return rounded(ise * 100 / scale_hundredths)
