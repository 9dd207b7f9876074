# SPDX-License-Identifier: EUPL-1.2
"""The equivalence scale of a household in plain words; INPS decides, the desk explains."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.dates import age
from welfare_desk.core.equivalence import Situation, scale_lines
from welfare_desk.core.isee import ise_cents, isee_cents
from welfare_desk.core.membership import CHILDREN
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.household import MembershipView, household_view

MINOR_AGE = 18
SMALL_AGE = 3


class ScaleLineView(msgspec.Struct, frozen=True):
    """One step in words, with what it adds in hundredths."""

    code: str
    text: str
    hundredths: int


class ScaleView(msgspec.Struct, frozen=True, kw_only=True):
    """The scale step by step and, with income and assets, an example of the sum."""

    situation: Situation
    lines: tuple[ScaleLineView, ...]
    hundredths: int
    total_text: str
    ise_cents: int | None
    isee_cents: int | None
    example: tuple[str, ...]
    """ISE and ISEE in words; empty without income and assets."""
    notes: tuple[str, ...]
    """That INPS decides, and that municipal services keep the ordinary rules in 2026."""


def situation_of(
    look: Reading,
    household_id: str,
    *,
    both_work: bool = False,
    lone_nonworking: bool = False,
    disabled: int = 0,
) -> Situation | None:
    """Return what the scale looks at in a household as it stands today, with three answers.

    Nothing when nobody counts in it.  Children are those with that role; ages come from the
    birth dates, and a child without one is taken for neither minor nor grown up.
    """
    view = household_view(look, household_id)
    if view is None or not view.members:
        return None
    ages = [_age(member, look.today) for member in view.members if member.role in CHILDREN]
    return Situation(
        members=len(view.members),
        children=len(ages),
        minors=any(each is not None and each < MINOR_AGE for each in ages),
        under3=any(each is not None and each < SMALL_AGE for each in ages),
        both_work=both_work,
        lone_nonworking=lone_nonworking,
        disabled=min(max(disabled, 0), len(view.members)),
    )


def scale_view(
    situation: Situation,
    income_cents: int | None = None,
    assets_cents: int = 0,
    lang: str = "it",
) -> ScaleView:
    """Return the scale of a situation in words, and the example where an income is given."""
    steps = scale_lines(situation)
    hundredths = sum(line.hundredths for line in steps)
    scale = _scale_text(hundredths, lang)
    facts: dict[str, int | str] = {"scale": scale}
    ise = isee = None
    example: tuple[str, ...] = ()
    if income_cents is not None:
        ise = ise_cents(income_cents, assets_cents)
        isee = isee_cents(income_cents, assets_cents, hundredths)
        facts |= {
            "income_cents": income_cents,
            "assets_cents": assets_cents,
            "ise_cents": ise,
            "isee_cents": isee,
        }
        example = tuple(line_text("scale", code, facts, lang) for code in ("ise", "isee"))
    return ScaleView(
        situation=situation,
        lines=tuple(
            ScaleLineView(
                line.code,
                line_text(
                    "scale",
                    line.code,
                    {**line.facts, "added": _scale_text(line.hundredths, lang)},
                    lang,
                ),
                line.hundredths,
            )
            for line in steps
        ),
        hundredths=hundredths,
        total_text=line_text("scale", "total", facts, lang),
        ise_cents=ise,
        isee_cents=isee,
        example=example,
        notes=tuple(line_text("scale", c, {}, lang) for c in ("inps_decides", "ordinary_rules")),
    )


def _age(member: MembershipView, today: datetime.date) -> int | None:
    return age(member.born_on, today) if member.born_on else None


def _scale_text(hundredths: int, lang: str) -> str:
    sign = "." if lang == "en" else ","
    return f"{hundredths // 100}{sign}{hundredths % 100:02d}"
